"""Queries whose SQL is written once and sent many times.

Composing and compiling one of the larger queries costs Django more than Postgres needs to answer it, and the
outcome depends on who asks only by a few ids. So the text is kept, and the ids are put in at each call; the server
too keeps it for as long as the connection lasts, with how it means to answer it. Rows are never kept: every call asks
the database, inside the caller's context and behind its wall.

A pooler that gives each transaction another connection knows no such statements: with one before the database, set
DISABLE_SERVER_SIDE_CURSORS, as Django asks for it too, and the text is sent in full each time.
"""

import copy
import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from string import Formatter
from typing import Any
from weakref import WeakKeyDictionary

from django.contrib.auth import get_user_model
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Count, QuerySet

from senco.permissions import Member, today

Builder = Callable[..., QuerySet[Any, Any]]
_FIRST, _MARK = -777_777_777_999_999, "777777777"
"""Ids from here up stand for those of the caller while the text is written: no row has one. All hold the mark."""
_TYPED, _LAST_TYPED = 0xE000, 0xF8FF
"""Characters of the private use area stand for what somebody types: no name has one."""
KEPT = 64
"""Texts kept of one query: one for each combination of roles and of arguments other than ids."""


_ON_SERVER: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
"""Names of the statements that each connection's server session holds ready; no entry where that is not known."""
MOST_ON_SERVER = 100
_NUMBERS = itertools.count(1)


class Typed(str):
    """Words that somebody types: put into the text at each call, as ids are, so that it is kept whatever they are.

    A builder may put them into patterns and ranges, never look at them; for LIKE they come escaped already. The server
    is sent such a text in full: how best to answer depends on what is typed.
    """


def without_stand_ins(text: str) -> str:
    """Text from outside, free of the characters that stand for others."""
    return "".join(char for char in text if not _TYPED <= ord(char) <= _LAST_TYPED)


@dataclass
class _Given:
    """What of one call is put in place of the stand-ins."""

    ids: dict[int, int]
    typed: dict[int, str] = field(default_factory=dict)


class Composed:
    """QuerySets put together by SQL of our own, each standing in brackets where `{name}` stands. Rows are tuples."""

    def __init__(self, sql: str, **parts: QuerySet[Any, Any]) -> None:
        self.sql, self.parts = sql, parts

    def as_sql(self) -> tuple[str, list[Any]]:
        texts: dict[str, str] = {}
        params: dict[str, Any] = {}
        for name, rows in self.parts.items():
            text, params[name] = rows.query.sql_with_params()
            texts[name] = f"({text})"
        order = [name for _, name, _, _ in Formatter().parse(self.sql) if name]
        return self.sql.format(**texts), [param for name in order for param in params[name]]


class _Text:
    """A compiled query, where in its parameters each stand-in stands, and its name as a statement of the server."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows
        self.db = getattr(rows, "db", DEFAULT_DB_ALIAS)
        self.compiler: Any = rows if isinstance(rows, Composed) else rows.query.get_compiler(rows.db)
        self.sql, self.params = self._written()
        self.places = [(at, value) for at, value in enumerate(self.params) if _stands_in(value)]
        self.stand_ins = sorted({value for _, value in self.places})
        self.typed = [at for at, value in enumerate(self.params) if isinstance(value, str) and _holds_typed(value)]
        others = (str(value) for value in self.params if not isinstance(value, str))
        if _holds_typed(self.sql) or any(map(_holds_typed, others)):
            raise TypeError(f"Typed words went into the text of a query ({self.sql[:80]}): it cannot be prepared.")
        self.name = f"kept_{next(_NUMBERS)}"
        if _MARK in self.sql or any(_hides(value) for value in self.params):
            raise TypeError(f"An id went into the text of a query ({self.sql[:80]}): it cannot be prepared.")

    def _written(self) -> tuple[str, list[Any]]:
        """Nothing where the query is known to find nobody."""
        try:
            sql, params = self.compiler.as_sql()
        except EmptyResultSet:
            return "", []
        return sql, list(params)

    def filled(self, given: _Given) -> list[Any]:
        params = self.params.copy()
        for at, stand_in in self.places:
            params[at] = given.ids[stand_in]
        for at in self.typed:
            params[at] = params[at].translate(given.typed)
        return params

    def run(self, given: _Given) -> list[Any]:
        if not self.sql:
            return []
        connection: Any = connections[self.db]
        connection.ensure_connection()
        server = connection.connection
        ready = _ON_SERVER.get(server)
        afresh = ready is None or len(ready) >= MOST_ON_SERVER and self.name not in ready
        ready = set() if ready is None or afresh else ready
        sql, params = self._said(connection, ready, afresh, given)
        try:
            found = self._fetched(connection, sql, params)
        except DatabaseError:
            _ON_SERVER.pop(server, None)  # What the server still keeps is not known: the next call begins afresh.
            raise
        if sql is not self.sql:
            ready.add(self.name)
            _ON_SERVER[server] = ready
        return found

    def _said(self, connection: Any, ready: set[str], afresh: bool, given: _Given) -> tuple[str, tuple[Any, ...]]:
        """The statement by its name, which spares the server reading and planning it; told in full the first time."""
        if not self.stand_ins or self.typed or connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
            return self.sql, tuple(self.filled(given))
        call = f"execute {self.name} ({', '.join(['%s'] * len(self.stand_ins))})"
        if self.name not in ready:
            call = f"prepare {self.name} as {self._in_full(connection)}; {call}"
        if afresh:
            call = f"deallocate all; {call}"
        return call, tuple(given.ids[stand_in] for stand_in in self.stand_ins)

    def _in_full(self, connection: Any) -> str:
        """With everything written out but the ids, for which $1, $2 and so on stand."""
        with connection.connection.cursor() as cursor:
            text: str = cursor.mogrify(self.sql, self.params).decode()
        for number, stand_in in enumerate(self.stand_ins, start=1):
            text = text.replace(str(stand_in), f"${number}::bigint")
        return text.replace("%", "%%")

    def _fetched(self, connection: Any, sql: str, params: tuple[Any, ...]) -> list[Any]:
        if isinstance(self.rows, Composed):
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                return list(cursor.fetchall())
        compiler: Any = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (sql, params)
        rows: Any = self.rows.all()
        rows.query.get_compiler = lambda *args, **kwargs: compiler
        return list(rows)


def _holds_typed(value: str) -> bool:
    return any(_TYPED <= ord(char) <= _LAST_TYPED for char in value)


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
        text, given = self._asked(member, args, None)
        return text.sql, text.filled(given)

    def _run(self, member: Member, args: tuple[Any, ...], part: Any) -> list[Any]:
        text, given = self._asked(member, args, part)
        return text.run(given)

    def _asked(self, member: Member, args: tuple[Any, ...], part: Any) -> tuple[_Text, _Given]:
        ids = {_FIRST: member.user.pk}
        ids |= {_FIRST + 1 + place: school for place, school in enumerate(member.schools)}
        words: list[Any] = []
        typed: dict[int, str] = {}
        for arg in args:
            if type(arg) is int:
                ids[_FIRST + 1 + len(member.names) + len(words)] = arg
                arg = _FIRST + 1 + len(member.names) + len(words)
            elif isinstance(arg, Typed):
                typed[_TYPED + len(typed)] = str(arg)
                arg = Typed(chr(_TYPED + len(typed) - 1))
            words.append(arg)
        roles = tuple(member.roles[school] for school in member.schools)
        text = self._text(roles, len(member.names), member.chosen is not None, today(), tuple(words), part)
        return text, _Given(ids, typed)

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
