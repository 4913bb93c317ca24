"""Queries whose SQL is written once and sent many times.

Composing and compiling one of the larger queries costs Django more than Postgres needs to answer it, and the
outcome depends on who asks only by a few ids. So the text is kept, and the ids are put in at each call. Rows are
never kept: every call asks the database, inside the caller's context and behind its wall.
"""

import copy
import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Count, QuerySet

from senco.permissions import Member, today

Builder = Callable[..., QuerySet[Any, Any]]
_FIRST, _MARK = -777_777_777_999_999, "777777777"
"""Ids from here up stand for those of the caller while the text is written: no row has one. All hold the mark."""
KEPT = 64
"""Texts kept of one query: one for each combination of roles and of arguments other than ids."""


class _Text:
    """A compiled query, and where in its parameters each stand-in stands."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self.rows = rows
        self.compiler = rows.query.get_compiler(rows.db)
        try:
            self.sql, params = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql, params = "", ()
        self.params = list(params)
        self.places = [(at, value) for at, value in enumerate(self.params) if _stands_in(value)]
        if _MARK in self.sql or any(_hides(value) for value in self.params):
            raise TypeError(f"An id went into the text of a query on {rows.model.__name__}: it cannot be prepared.")

    def filled(self, ids: dict[int, int]) -> list[Any]:
        params = self.params.copy()
        for at, stand_in in self.places:
            params[at] = ids[stand_in]
        return params

    def run(self, ids: dict[int, int]) -> list[Any]:
        if not self.sql:
            return []
        params = self.filled(ids)
        compiler: Any = copy.copy(self.compiler)
        compiler.connection = connections[self.rows.db]
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(params))
        rows: Any = self.rows.all()
        rows.query.get_compiler = lambda *args, **kwargs: compiler
        return list(rows)


def _stands_in(value: Any) -> bool:
    return type(value) is int and _FIRST <= value < _FIRST + 999_999


def _hides(value: Any) -> bool:
    return not isinstance(value, int) and _MARK in str(value)


class Prepared:
    """A function of a member and other arguments that returns a QuerySet; called, it gives the rows as a list.

    Whole numbers among the arguments are ids. All others must be hashable and belong to the text, as does the
    day: the function may read its arguments and today's date, nothing else.
    """

    def __init__(self, build: Builder) -> None:
        self.build = build
        self._text = functools.lru_cache(maxsize=KEPT)(self._write)
        self._counts: Prepared | None = None
        functools.update_wrapper(self, build)

    def counted_by(self, build: Builder) -> Builder:
        """How `paged` counts, where that is cheaper than with the list itself: one number a school, same arguments."""
        self._counts = Prepared(build)
        return build

    def __call__(self, member: Member, *args: Any) -> list[Any]:
        return self._run(member, args, None)

    def paged(self, member: Member, *args: Any) -> "Slices":
        """The same rows for a Paginator: counted by one query, and only those of the page fetched by another."""
        return Slices(self, member, args)

    def sql(self, member: Member, *args: Any) -> tuple[str, list[Any]]:
        """The text and its parameters, to be part of a larger statement; no text where it can find nothing."""
        text, ids = self._asked(member, args, None)
        return text.sql, text.filled(ids)

    def _run(self, member: Member, args: tuple[Any, ...], part: Any) -> list[Any]:
        text, ids = self._asked(member, args, part)
        return text.run(ids)

    def _asked(self, member: Member, args: tuple[Any, ...], part: Any) -> tuple[_Text, dict[int, int]]:
        ids = {_FIRST: member.user.pk}
        ids |= {_FIRST + 1 + place: school for place, school in enumerate(member.schools)}
        words: list[Any] = []
        for arg in args:
            if type(arg) is int:
                ids[_FIRST + 1 + len(member.names) + len(words)] = arg
                arg = _FIRST + 1 + len(member.names) + len(words)
            words.append(arg)
        roles = tuple(member.roles[school] for school in member.schools)
        text = self._text(roles, len(member.names), member.chosen is not None, today(), tuple(words), part)
        return text, ids

    def _write(self, roles: Any, schools: int, chosen: bool, day: Any, args: tuple[Any, ...], part: Any) -> _Text:
        ids = [_FIRST + 1 + place for place in range(schools)]
        anybody = Member(
            user=get_user_model()(pk=_FIRST),
            roles=dict(zip(ids, roles, strict=False)),
            names=dict.fromkeys(ids, ""),
            chosen=ids[0] if chosen else None,
        )
        rows = self.build(anybody, *args)
        if part == "count":
            rows = rows.order_by().values("school_id").annotate(in_all=Count("pk")).values_list("in_all")
        elif part is not None:
            rows = rows[slice(*part)]
        return _Text(rows)


class Slices:
    """What a Paginator asks of a list: its length, and a part of it."""

    ordered = True

    def __init__(self, prepared: Prepared, member: Member, args: tuple[Any, ...]) -> None:
        self._ask = functools.partial(prepared._run, member, args)
        counts = prepared._counts
        self._count = (
            functools.partial(self._ask, "count") if counts is None else functools.partial(counts, member, *args)
        )

    def count(self) -> int:
        return sum(count for (count,) in self._count())

    def __getitem__(self, part: slice) -> list[Any]:
        return self._ask((part.start, part.stop))


def prepared(build: Builder) -> Prepared:
    """Keep the SQL of a query that is asked on every visit of a busy page."""
    return Prepared(build)
