"""The headteacher's first page: what is late, whose it is, what is one's own; then the figures."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q

from pupils.models import Deadline
from senco.desk.due import Due, due
from senco.desk.figures import Bar, Figure, some
from senco.desk.links import Links
from senco.desk.senco_desk import facts_of, needs_bars
from senco.desk.tallies import tallies
from senco.permissions import Member
from senco.prepared import prepared


@dataclass(frozen=True)
class Late:
    """What is late and whose it is: a member of staff, or those outside the school who must act."""

    name: str
    is_mine: bool
    count: int
    oldest: str
    url: str


@dataclass(frozen=True)
class Head:
    facts: list[Figure]
    late: list[Late]
    due: Due
    due_url: str
    needs: list[Bar]
    summary_url: str
    governance_url: str


def head(member: Member, today: dt.date) -> Head:
    """Three queries."""
    links = Links(member)
    counts, falling_due = tallies(member, today), due(member, today, links)
    owned = _owned(member, today)
    register, plans, *others = facts_of(counts, falling_due, today, links)
    overdue, week, *rest = others
    return Head(
        [overdue, _mine(member, owned, links), week, register, plans, *rest],
        _late(member, owned, today, links),
        falling_due,
        links.to("pupils:deadlines"),
        needs_bars(counts, links),
        links.to("summary"),
        links.to("governance"),
    )


@prepared
def _owned(member: Member, today: dt.date) -> Any:
    """Open dates by who must act and whose they are: how many, how many of them late, and since when."""
    late = Q(due_on__lt=today)
    return (
        Deadline.objects.visible_to(member)
        .open()
        .order_by()
        .values_list("side", "owner", "owner__name")
        .annotate(open=Count("pk"), late=Count("pk", filter=late), oldest=Min("due_on", filter=late))
    )


def _mine(member: Member, owned: list[Any], links: Links) -> Figure:
    mine = [row for row in owned if row[1] == member.user.pk]
    late = sum(row[4] for row in mine)
    return Figure(
        f"{sum(row[3] for row in mine):,}",
        "yours to do",
        f"{late:,} of them late" if late else "none of them late" if mine else "nothing is in your name",
        links.to("pupils:deadlines", owner="me"),
        "late" if late else "",
    )


def _late(member: Member, owned: list[Any], today: dt.date, links: Links) -> list[Late]:
    """The school's own by owner, one's own first, then the most; what others must do by who they are, last."""
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in owned:
        if row[4]:
            found[row[0], row[1] if row[0] == Deadline.Side.SCHOOL else 0].append(row)
    late = []
    for (side, owner), rows in sorted(found.items(), key=lambda item: _place(member, *item)):
        name = rows[0][2] if owner else str(Deadline.Side(side).label)
        url = links.to("pupils:deadlines", when="late", side=side, owner=owner or "")
        oldest = some((today - min(row[5] for row in rows)).days, "day")
        late.append(Late(name, owner == member.user.pk, sum(row[4] for row in rows), oldest, url))
    return late


def _place(member: Member, key: tuple[str, int], rows: list[Any]) -> tuple[bool, bool, int, str]:
    side, owner = key
    return side != Deadline.Side.SCHOOL, owner != member.user.pk, -sum(row[4] for row in rows), rows[0][2]
