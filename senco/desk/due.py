"""What is due: late, in the next seven days, in the four weeks; counted whole, and the nearest of each shown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Value, When, Window
from django.db.models.functions import RowNumber

from pupils.models import Deadline
from pupils.models.deadlines import span_of
from pupils.views.deadlines import row_shown
from senco.desk.links import Links
from senco.permissions import Member

SHOWN = {"late": 6, "week": 6, "month": 4}
HEADS = {"late": "Overdue", "week": "Next seven days", "month": "Next four weeks"}


@dataclass(frozen=True)
class Span:
    """One group of the list: how many there are in all, and the first of them."""

    key: str
    head: str
    count: int
    rows: list[dict[str, Any]]
    url: str

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Due:
    spans: list[Span]
    oldest: dt.date | None
    """The earliest due date among those that are late."""
    waiting: int
    """Late ones that are the local authority's or somebody else's to do."""

    def count(self, key: str) -> int:
        return next((span.count for span in self.spans if span.key == key), 0)


def due(member: Member, today: dt.date, links: Links, mine: bool = False) -> Due:
    """Everything the member sees that is open (or with `mine`, owns), up to four weeks ahead. One query."""
    seen = Deadline.objects.visible_to(member).open()
    if mine:
        seen = seen.owned_by(member.user)
    found = list(_nearest(seen.shown_to(member), today))
    by_span: dict[str, list[Any]] = {key: [] for key in SHOWN}
    for one in found:
        by_span[one.span].append(one)
    late = by_span["late"]
    return Due(
        spans=[_span(key, rows, member, today, links, mine) for key, rows in by_span.items() if rows],
        oldest=late[0].due_on if late else None,
        waiting=late[0].of_others if late else 0,
    )


def _nearest(seen: Any, today: dt.date) -> Iterable[Any]:
    """The first rows of each span, each with `in_all`, the length of its span, and `of_others` within it."""
    spans = {key: span_of(key, today) for key in SHOWN}
    last = max(end for _, end in spans.values() if end)
    whens = [When(due_on__lte=end, then=Value(key)) for key, (_, end) in spans.items()]
    theirs = Case(When(side=Deadline.Side.SCHOOL, then=None), default=F("pk"))
    placed = seen.filter(due_on__lte=last).annotate(span=Case(*whens, output_field=CharField()))
    placed = placed.annotate(
        place=Window(RowNumber(), partition_by=F("span"), order_by=[F("due_on"), F("pk")]),
        in_all=Window(Count("pk"), partition_by=F("span")),
        of_others=Window(Count(theirs), partition_by=F("span")),
    )
    return placed.filter(place__lte=max(SHOWN.values())).in_order()


def _span(key: str, rows: list[Any], member: Member, today: dt.date, links: Links, mine: bool) -> Span:
    shown = [row_shown(member, one, today) for one in rows[: SHOWN[key]]]
    url = links.to("pupils:deadlines", when=key, owner="me" if mine else "")
    return Span(key, HEADS[key], rows[0].in_all, shown, url)
