"""What the search over every page looks through: each part of the house registers its own sources.

A source is a lazy query, already `visible_to` the member, whose rows are made by `as_finds`; the search joins all of
them into one statement. Pupils are looked for apart from these (`pupils/finding.py`), with ranks of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, CharField, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from senco.permissions import Member

REACH = 20
"""Up to so many schools one finds by any word of a name and by parts; beyond that by how a name begins."""
MOST = 5
"""So many of each source are shown, and one more is asked for, to say that there are more."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who looks for what. `words` are folded as names are; `text` stands as it was typed, without spaces around it.

    Within a source both are stand-ins: its SQL is kept and serves whatever is typed.
    """

    member: Member
    text: str
    words: tuple[str, ...]

    @property
    def is_near(self) -> bool:
        return len(self.member.schools) <= REACH


class Row(NamedTuple):
    """One row of the union, as the database gave it."""

    source: str
    pk: int
    label: str
    note: str
    school: int | None
    rank: int


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, as it is shown."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """`rows` gives what fits, or None where the member may see none of it; `address` the page of one of them."""

    key: str
    label: str
    """Of many: "Agencies"."""
    icon: str
    rows: Callable[[Asking], "QuerySet[Any, Any] | None"]
    address: Callable[[Row, Member], str]


SOURCES: dict[str, Source] = {}


def register_source(source: Source) -> None:
    SOURCES[source.key] = source


def as_finds(
    rows: QuerySet[Any, Any],
    source: str,
    asking: Asking,
    *,
    name: str = "name",
    folded: Any = None,
    note: Any = None,
    school: str | None = "school_id",
) -> QuerySet[Any, Any]:
    """Those whose `name` fits what is typed, those that begin with it first, in the union's columns.

    `folded` is the name as names are folded, for those near enough to be found by the start of any word of it.
    """
    begins = Q(**{f"{name}__istartswith": asking.text})
    if asking.is_near and folded is not None:
        rows = rows.alias(folded_name=folded)
        fits = Q(*(Q(folded_name__contains=f" {word}") for word in asking.words)) if asking.words else Q(pk__in=[])
        fits |= begins
    else:
        fits = begins
    given: dict[str, Any] = {
        "find_source": Value(source, output_field=CharField()),
        "find_label": Cast(name, TextField()),
        "find_note": Cast(note if note is not None else Value(""), TextField()),
        "find_school": Cast(F(school) if school else Value(None), BigIntegerField()),
        "find_rank": Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField()),
    }
    found = rows.filter(fits).annotate(**given).order_by("find_rank", "find_label", "pk")
    columns = ("find_source", "pk", "find_label", "find_note", "find_school", "find_rank")
    return found.values_list(*columns)[: MOST + 1]


__all__ = ["MOST", "REACH", "SOURCES", "Asking", "Found", "Row", "Source", "as_finds", "register_source"]
