"""Whose attendance is low, and who has been suspended since September."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from pupils.models import Concern, Pupil
from senco.desk.links import Links
from senco.permissions import Member

LOW = 90
"""Percent of sessions below which attendance is called persistent absence (Department for Education)."""
SHOWN = 25


@dataclass(frozen=True)
class Pastoral:
    pupils: list[Any]
    more: bool
    concerns: list[Any]
    concerns_url: str
    log_url: str
    low: int = LOW


def pastoral(member: Member, today: dt.date) -> Pastoral:
    """Two queries."""
    links = Links(member)
    seen = Pupil.objects.visible_to(member).on_roll(today).where_they_are(today).with_attendance(today)
    rows = list(
        seen.filter(Q(attendance__lt=LOW) | Q(suspended__gt=0)).order_by(
            F("attendance").asc(nulls_last=True), "sort_name"
        )[: SHOWN + 1]
    )
    mine = Concern.objects.visible_to(member).logged_by(member.user).select_related("pupil").order_by("-logged_at")
    return Pastoral(
        rows[:SHOWN],
        len(rows) > SHOWN,
        list(mine[:5]),
        links.to("pupils:concerns", show="mine"),
        links.to("pupils:concern-log"),
    )
