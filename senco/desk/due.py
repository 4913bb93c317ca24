"""What is due: late, in the next seven days, in the four weeks; counted whole, and the nearest of each shown."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Value, When

from pupils.due_rows import row_shown
from pupils.models import Deadline
from pupils.models.deadlines import span_of
from senco.desk.links import Links
from senco.permissions import Member
from senco.prepared import prepared
from senco.reports.counting import how_many, one_list

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

    @property
    def all_words(self) -> str:
        return f"Show all {self.count:,}"


@dataclass(frozen=True)
class Due:
    spans: list[Span]
    oldest: dt.date | None
    """The earliest due date among those that are late."""
    waiting: int
    """Late ones that are the local authority's or somebody else's to do."""

    @property
    def late(self) -> list[Span]:
        return [span for span in self.spans if span.key == "late"]

    @property
    def coming(self) -> list[Span]:
        return [span for span in self.spans if span.key != "late"]

    def count(self, key: str) -> int:
        return next((span.count for span in self.spans if span.key == key), 0)


def due(member: Member, today: dt.date, links: Links, mine: bool = False) -> Due:
    """Everything the member sees that is open (or with `mine`, owns), up to four weeks ahead. One query."""
    found = _nearest(member, today, mine)
    by_span: dict[str, list[Any]] = {key: [] for key in SHOWN}
    for one in found:
        by_span[one.span].append(one)
    late = by_span["late"]
    return Due(
        spans=[_span(key, rows, member, today, links, mine) for key, rows in by_span.items() if rows],
        oldest=late[0].due_on if late else None,
        waiting=late[0].of_others if late else 0,
    )


@prepared
def _nearest(member: Member, today: dt.date, mine: bool) -> Any:
    """The first rows of each span, each with `in_all`, the length of its span; those late with `of_others` among them.

    Which rows they are and how many there are is asked of the deadlines alone; only those shown are joined
    with their pupils and people.
    """
    seen = Deadline.objects.visible_to(member).open()
    if mine:
        seen = seen.owned_by(member.user)
    first, ends, all_of, others = [], [], [], []
    for key, (start, end) in ((key, span_of(key, today)) for key in SHOWN):
        within = seen.filter(due_on__lte=end) if start is None else seen.filter(due_on__range=(start, end))
        first.append(within.in_order().values("pk")[: SHOWN[key]])
        ends.append(When(due_on__lte=end, then=Value(key)))
        all_of.append(When(due_on__lte=end, then=how_many(within)))
        if key == "late":
            others.append(When(due_on__lte=end, then=how_many(within.exclude(side=Deadline.Side.SCHOOL))))
    placed = seen.in_a_row(member).filter(pk__in=one_list(first))
    span = Case(*ends, output_field=CharField())
    return placed.annotate(span=span, in_all=Case(*all_of), of_others=Case(*others)).in_order()


def _span(key: str, rows: list[Any], member: Member, today: dt.date, links: Links, mine: bool) -> Span:
    shown = [row_shown(member, one, today) for one in rows[: SHOWN[key]]]
    url = links.to("pupils:deadlines", when=key, owner="me" if mine else "")
    return Span(key, HEADS[key], rows[0].in_all, shown, url)
