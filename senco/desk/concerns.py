"""New concerns to answer, and those on the watch list whose day has come."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from pupils.models import Concern
from senco.desk.links import Links
from senco.permissions import Member

SHOWN = 4


@dataclass(frozen=True)
class ConcernRow:
    concern: Any
    url: str
    school: str
    """The school's name where several are in view."""


@dataclass(frozen=True)
class Concerns:
    new: list[ConcernRow]
    new_count: int
    again: list[ConcernRow]
    """Being watched, and to be looked at again by the end of the coming week."""
    again_count: int


def concerns(member: Member, today: dt.date, links: Links) -> Concerns:
    """One query."""
    soon = Q(state=Concern.State.WATCHING, look_again_on__lte=today + dt.timedelta(days=6))
    seen = Concern.objects.visible_to(member).filter(Q(state=Concern.State.NEW) | soon)
    placed = seen.annotate(
        place=Window(RowNumber(), partition_by=F("state"), order_by=[F("look_again_on"), F("logged_at"), F("pk")]),
        in_all=Window(Count("pk"), partition_by=F("state")),
    )
    first = placed.filter(place__lte=SHOWN).with_class(today).with_others().select_related("pupil", "logged_by")
    rows: dict[str, list[Any]] = {Concern.State.NEW: [], Concern.State.WATCHING: []}
    for one in first.order_by("look_again_on", "logged_at", "pk"):
        rows[one.state].append(one)
    new, again = rows.values()
    return Concerns(
        [_row(one, member, links) for one in new],
        new[0].in_all if new else 0,
        [_row(one, member, links) for one in again],
        again[0].in_all if again else 0,
    )


def _row(concern: Any, member: Member, links: Links) -> ConcernRow:
    school = member.names[concern.school_id] if len(member.schools) > 1 else ""
    return ConcernRow(concern, links.to("pupils:concern", concern.pk), school)
