"""Every count of the SENCO's first page, in one query."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, Value, When

from provision.models import Delivery
from pupils.models import Enrolment, Pupil, SenNeed
from senco.permissions import Member, Permission
from senco.reports.counting import counted, in_force


@dataclass(frozen=True)
class Tallies:
    """Counts over the member's chosen schools: pupils on roll by provision, the register's main needs, sessions."""

    provision: Counter[str]
    needs: Counter[str]
    """The register by main need; "" for those of whom no need is recorded."""
    sessions: Counter[str]

    @property
    def on_roll(self) -> int:
        return self.provision.total()

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
    rows = _provision(member, today).union(_needs(member, today), _sessions(member, today), all=True)
    found: dict[str, Counter[str]] = {"provision": Counter(), "need": Counter(), "session": Counter()}
    for what, key, _, count in rows:
        found[what][key or ""] += count
    return Tallies(found["provision"], found["need"], found["session"])


def _provision(member: Member, day: dt.date) -> Any:
    """Pupils on roll by provision."""
    on_roll = Enrolment.objects.visible_to(member, Permission.VIEW_PROVISION).on(day)
    return counted(on_roll.annotate(now=in_force("pupil__senstatus_rows", day)), "provision", F("now__provision"))


def _needs(member: Member, day: dt.date) -> Any:
    """Pupils on the register by main need."""
    needs = SenNeed.objects.on(day).filter(pupil=OuterRef("pk")).order_by("rank", "pk")
    here = Pupil.objects.visible_to(member, Permission.VIEW_PROVISION).on_register(day)
    return counted(here, "need", Subquery(needs.values("code")[:1]))


def last_week(today: dt.date) -> tuple[dt.date, dt.date]:
    """Monday to Sunday of the week before this one."""
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return monday, monday + dt.timedelta(days=6)


def _sessions(member: Member, today: dt.date) -> Any:
    """Sessions recorded last week, given or not."""
    rows = Delivery.objects.visible_to(member).filter(on__range=last_week(today))
    return counted(rows, "session", Case(When(minutes__gt=0, then=Value("given")), default=Value("not given")))
