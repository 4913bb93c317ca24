"""What falls due, counted by rule and by who must act: how many are open, and how many of them late."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q

from pupils.models import Deadline
from senco.permissions import Member
from senco.prepared import prepared


@dataclass(frozen=True)
class Steps:
    """Open deadlines of one rule at one school that are for one side to act on."""

    school: int
    rule: str
    side: str
    open: int
    late: int
    oldest: dt.date | None


def steps_by_rule(reader: Member, today: dt.date) -> list[Steps]:
    """Of the schools that the reader has in view; what is confined, where they hold it. One query."""
    return [Steps(*row) for row in _by_rule(reader, today)]


@prepared
def _by_rule(reader: Member, today: dt.date) -> Any:
    late = Q(due_on__lt=today)
    return (
        Deadline.objects.of_schools(reader.schools)
        .open_to(reader)
        .open()
        .order_by()
        .values("school_id", "rule", "side")
        .annotate(open=Count("pk"), late=Count("pk", filter=late), oldest=Min("due_on", filter=late))
        .values_list("school_id", "rule", "side", "open", "late", "oldest")
    )


def of_rules(steps: Iterable[Steps], *prefixes: str, side: str = "") -> list[Steps]:
    """Those of rules that begin so, and of one side if asked."""
    return [one for one in steps if one.rule.startswith(prefixes) and side in ("", one.side)]


def late(steps: Iterable[Steps]) -> int:
    return sum(one.late for one in steps)
