"""Every count of the SENCO's first page, in one query."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from provision.models import Delivery
from pupils.models import Enrolment, SenNeed, SenStatus
from senco.permissions import Member, Permission
from senco.prepared import Composed, prepared
from senco.reports.counting import counted


@dataclass(frozen=True)
class Tallies:
    """Counts over the member's chosen schools: pupils on roll by provision, the register's main needs, sessions."""

    on_roll: int
    provision: Counter[str]
    """The register by provision: K and E."""
    needs: Counter[str]
    """The register by main need; "" for those of whom no need is recorded."""
    sessions: Counter[str]

    @property
    def on_register(self) -> int:
        return self.provision["K"] + self.provision["E"]

    @property
    def given(self) -> int:
        return self.sessions["given"]

    @property
    def recorded(self) -> int:
        """Sessions of last week of which somebody said whether they were given."""
        return self.sessions.total()


def tallies(member: Member, today: dt.date) -> Tallies:
    """One query, a union of groupings: the same for two schools and for fifty."""
    found: dict[str, Counter[str]] = {what: Counter() for what in ("roll", "register", "session")}
    for what, key, _, count in _groupings(member, today):
        found[what][key] += count
    provision, needs = Counter[str](), Counter[str]()
    for key, count in found["register"].items():
        status, need = key.split(" ")
        provision[status] += count
        needs[need] += count
    return Tallies(found["roll"].total(), provision, needs, found["session"])


GROUPINGS = """
    {roll} union all {sessions} union all
    select 'register', concat(status.provision, ' ', need.code), status.school_id, count(*)::integer
    from {register} as status left join {needs} as need on need.pupil_id = status.pupil_id group by 2, 3
"""
"""The register is joined with its main needs once, and both are counted from that: nobody's rows are read twice."""


@prepared
def _groupings(member: Member, today: dt.date) -> Any:
    sen = Permission.VIEW_PROVISION
    register = SenStatus.objects.visible_to(member, sen).of_register().on_roll(today)
    return Composed(
        GROUPINGS,
        roll=counted(Enrolment.objects.visible_to(member, sen).on(today), "roll", Value("")),
        sessions=_sessions(member, today),
        register=register.values("pupil_id", "school_id", "provision"),
        needs=_main_needs(member, today).values("pupil_id", "code"),
    )


def _main_needs(member: Member, day: dt.date) -> Any:
    """Of each pupil the first in rank of those that hold on the day."""
    before = Q(rank__lt=OuterRef("rank")) | Q(rank=OuterRef("rank"), pk__lt=OuterRef("pk"))
    earlier = SenNeed.objects.on(day).filter(before, pupil=OuterRef("pupil"))
    return SenNeed.objects.visible_to(member, Permission.VIEW_PROVISION).on(day).filter(~Exists(earlier)).order_by()


def last_week(today: dt.date) -> tuple[dt.date, dt.date]:
    """Monday to Sunday of the week before this one."""
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return monday, monday + dt.timedelta(days=6)


def _sessions(member: Member, today: dt.date) -> Any:
    """Sessions recorded last week, given or not."""
    rows = Delivery.objects.visible_to(member).filter(on__range=last_week(today))
    return counted(rows, "session", Case(When(minutes__gt=0, then=Value("given")), default=Value("not given")))
