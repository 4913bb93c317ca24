"""What a pupil's timeline is made of: each part of the house tells how its own rows read as entries.

The stream is never written down. A part registers a `Kind` when it starts (as `STEP_TAKERS` are): a query that gives
its rows in the columns of `COLUMNS`, already `visible_to` the member, and a function that puts one row into words. The
timeline joins these queries into one, so that a page of it is one query however many kinds there are.
"""

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast

from senco.permissions import Member

COLUMNS = ("kind", "pk", "day", "at", "code", "text", "more", "who", "link")


class Line(NamedTuple):
    """One row of the stream, as the database gave it."""

    kind: str
    pk: int
    day: dt.date
    at: dt.datetime | None
    code: str
    """A code of the part's own, for `say` to put into words."""
    text: str
    more: str
    who: str
    """The name of whoever did it; empty where nobody is known."""
    link: int | None
    """The id that the entry's page is addressed by."""


@dataclass(frozen=True, slots=True)
class Said:
    """An entry in words."""

    title: str
    text: str = ""
    url: str = ""
    tag: str = ""
    """A word of state beside it, with `colour` as its class."""
    colour: str = ""
    is_confined: bool = False
    """Confined to named roles: the access log then names the row, under the kind's key, for its holders alone."""


def _no_words() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry. `rows(pupil, member)` is lazy, visible to the member, and made by `as_lines`.

    `pupil` is an id, and the member's schools are the pupil's alone. No two rows have the same code and pk.
    """

    key: str
    label: str
    """Of many: "Concerns"."""
    icon: str
    rows: Callable[[Any, Member], QuerySet[Any, Any]]
    say: Callable[[Line, Member], Said]
    words: Callable[[], Mapping[str, str]] = _no_words
    """What each code is called, so that free text finds it by its name."""
    tells: frozenset[str] = frozenset()
    """Kinds of a deadline's subject whose closing these entries tell, so that it is not told twice."""


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    KINDS[kind.key] = kind


def register_all(package: str) -> None:
    """Every kind of a part's `timeline` folder: each file has `KINDS`."""
    folder = importlib.import_module(package)
    for name in sorted(module.name for module in pkgutil.iter_modules(folder.__path__)):
        for kind in importlib.import_module(f"{package}.{name}").KINDS:
            register(kind)


def as_lines(rows: QuerySet[Any, Any], kind: str, *, day: Any, **columns: Any) -> QuerySet[Any, Any]:
    """The rows in the stream's columns and in no order, ready for a union.

    `day` and each of `at`, `code`, `text`, `more`, `who`, `link` are expressions or names of fields.
    """
    empty = Value("", output_field=TextField())
    given: dict[str, Any] = {
        "kind": Value(kind, output_field=CharField()),
        "day": _as(day, DateField()),
        "at": _as(columns.get("at", Value(None, output_field=DateTimeField())), DateTimeField()),
        "link": _as(columns.get("link", "pk"), BigIntegerField()),
    }
    for name in ("code", "text", "more", "who"):
        given[name] = _as(columns.get(name, empty), TextField())
    renamed = {f"line_{name}": value for name, value in given.items()}
    return (
        rows.order_by()
        .annotate(**renamed)
        .values_list("line_kind", "pk", *(f"line_{name}" for name in COLUMNS if name not in ("kind", "pk")))
    )


def each_of(*values: Any, of: "models.Field[Any, Any] | None" = None) -> Func:
    """A line for each of these expressions instead of one for the row: give `day` and `code` the same number of them.

    A row that has several days (made, amended, ceased) is then read once. What has no day is no entry.
    """
    field = of or TextField()
    return Func(
        Func(
            *(_as(value, field) for value in values),
            function="array",
            template="%(function)s[%(expressions)s]",
            output_field=ArrayField(field),
        ),
        function="unnest",
        output_field=field,
        set_returning=True,
    )


def each_day(*values: Any) -> Func:
    return each_of(*values, of=DateField())


def _as(value: Any, field: "models.Field[Any, Any]") -> Any:
    expression = models.F(value) if isinstance(value, str) else value
    return Cast(expression, field)
