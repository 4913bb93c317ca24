"""New concerns to answer, those on the watch list whose day has come, and those that colleagues are asked about."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, When

from pupils.models import Concern
from pupils.models.waits import waits_of
from senco.desk.links import Links
from senco.permissions import Member
from senco.prepared import prepared
from senco.reports.counting import how_many, one_list

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
    asking: list[ConcernRow]
    """Colleagues are being asked."""


def concerns(member: Member, today: dt.date, links: Links) -> Concerns:
    """One query."""
    rows: dict[str, list[Any]] = {Concern.State.NEW: [], Concern.State.WATCHING: [], Concern.State.GATHERING: []}
    for one in _first(member, today):
        one.waits = waits_of(one, today)
        rows[one.state].append(one)
    new, again, asking = rows.values()
    return Concerns(
        [_row(one, member, links) for one in new],
        new[0].in_all if new else 0,
        [_row(one, member, links) for one in again],
        again[0].in_all if again else 0,
        [_row(one, member, links) for one in asking],
    )


@prepared
def _first(member: Member, today: dt.date) -> Any:
    """The first rows of each of the three states, each with `in_all`, how many there are in its state."""
    seen = Concern.objects.visible_to(member)
    soon = today + dt.timedelta(days=6)
    cases = seen.newest_of_case()
    watched = cases.filter(case__state=Concern.State.WATCHING, case__look_again_on__lte=soon)
    new, again = cases.new(), watched
    order = ("case__look_again_on", "logged_at", "pk")
    first = [new.order_by(*order[1:]).values("pk")[:SHOWN], again.order_by(*order).values("pk")[:SHOWN]]
    asking = cases.filter(case__state=Concern.State.GATHERING)
    first.append(asking.order_by(*order[1:]).values("pk")[:SHOWN])
    in_all = Case(When(case__state=Concern.State.NEW, then=how_many(new)), default=how_many(again))
    shown = seen.filter(pk__in=one_list(first)).annotate(in_all=in_all).with_class(today).with_others().with_waits()
    return shown.select_related("pupil", "logged_by").order_by(*order)


def _row(concern: Any, member: Member, links: Links) -> ConcernRow:
    school = member.names[concern.school_id] if len(member.schools) > 1 else ""
    return ConcernRow(concern, links.to("pupils:concern", concern.pk), school)
