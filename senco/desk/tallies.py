"""Every count of the SENCO's first page, in one query."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from provision.models import Delivery
from pupils.models import Enrolment, SenNeed, SenStatus
from senco.permissions import Member, Permission
from senco.prepared import prepared
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
    found: dict[str, Counter[str]] = {what: Counter() for what in ("roll", "provision", "need", "session")}
    for what, key, _, count in _groupings(member, today):
        found[what][key or ""] += count
    provision, needs = found["provision"], found["need"]
    unnamed = provision.total() - needs.total()
    if unnamed:
        needs[""] = unnamed
    return Tallies(found["roll"].total(), provision, needs, found["session"])


@prepared
def _groupings(member: Member, today: dt.date) -> Any:
    parts = (_needs(member, today), _sessions(member, today))
    return _roll(member, today).union(_provision(member, today), *parts, all=True)


def _roll(member: Member, day: dt.date) -> Any:
    """Pupils on roll."""
    return counted(Enrolment.objects.visible_to(member, Permission.VIEW_PROVISION).on(day), "roll", Value(""))


def _provision(member: Member, day: dt.date) -> Any:
    """Pupils on the register by provision."""
    rows = SenStatus.objects.visible_to(member, Permission.VIEW_PROVISION).of_register()
    return counted(rows.on_roll(day), "provision", F("provision"))


def _needs(member: Member, day: dt.date) -> Any:
    """Pupils on the register by main need: the first in rank of those that hold on the day."""
    before = Q(rank__lt=OuterRef("rank")) | Q(rank=OuterRef("rank"), pk__lt=OuterRef("pk"))
    earlier = SenNeed.objects.on(day).filter(before, pupil=OuterRef("pupil"))
    status = SenStatus.objects.of_register().filter(pupil=OuterRef("pupil")).on_roll(day)
    rows = SenNeed.objects.visible_to(member, Permission.VIEW_PROVISION).on(day)
    return counted(rows.filter(~Exists(earlier), Exists(status)), "need", F("code"))


def last_week(today: dt.date) -> tuple[dt.date, dt.date]:
    """Monday to Sunday of the week before this one."""
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return monday, monday + dt.timedelta(days=6)


def _sessions(member: Member, today: dt.date) -> Any:
    """Sessions recorded last week, given or not."""
    rows = Delivery.objects.visible_to(member).filter(on__range=last_week(today))
    return counted(rows, "session", Case(When(minutes__gt=0, then=Value("given")), default=Value("not given")))
