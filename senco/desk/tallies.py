"""Every count of the SENCO's first page, in one query."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Value, When

from provision.models import Delivery
from pupils.models import Enrolment, Pupil, SafeguardingNote, SenNeed
from senco.permissions import Member, Permission
from senco.reports.counting import counted, in_force


@dataclass(frozen=True)
class Tallies:
    """Counts over the member's chosen schools: pupils on roll by provision, main needs, sessions given, notes."""

    provision: Counter[str]
    needs: Counter[str]
    sessions: Counter[str]
    unread_notes: int

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
        return self.sessions.total()


def tallies(member: Member, today: dt.date) -> Tallies:
    """One query, a union of groupings: the same for two schools and for fifty."""
    parts = [provision_rows(member, today), need_rows(member, today), _session_rows(member, today)]
    if member.may(Permission.READ_SAFEGUARDING):
        parts.append(_note_rows(member))
    found: dict[str, Counter[str]] = {}
    for what, key, _, count in parts[0].union(*parts[1:], all=True):
        found.setdefault(what, Counter())[key or ""] += count
    nothing: Counter[str] = Counter()
    return Tallies(
        provision=found.get("provision", nothing),
        needs=found.get("need", nothing),
        sessions=found.get("session", nothing),
        unread_notes=found.get("note", nothing).total(),
    )


def provision_rows(member: Member, day: dt.date) -> Any:
    """Pupils on roll by provision (N where nothing is said)."""
    on_roll = Enrolment.objects.visible_to(member, Permission.VIEW_PROVISION).on(day)
    with_status = on_roll.annotate(now=in_force("pupil__senstatus_rows", day))
    return counted(with_status, "provision", F("now__provision"))


def need_rows(member: Member, day: dt.date) -> Any:
    """Main needs of the pupils on the register."""
    here = Pupil.objects.visible_to(member, Permission.VIEW_PROVISION).on_register(day)
    return counted(SenNeed.objects.on(day).filter(pupil__in=here, rank=1), "need", F("code"))


def last_week(today: dt.date) -> tuple[dt.date, dt.date]:
    """Monday to Sunday of the week before this one."""
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return monday, monday + dt.timedelta(days=6)


def _session_rows(member: Member, today: dt.date) -> Any:
    """Sessions recorded last week, given or not."""
    rows = Delivery.objects.visible_to(member).filter(on__range=last_week(today))
    return counted(rows, "session", Case(When(minutes__gt=0, then=Value("given")), default=Value("not given")))


def _note_rows(member: Member) -> Any:
    lead = member.schools_with(Permission.READ_SAFEGUARDING)
    notes = SafeguardingNote.objects.visible_to(member).unread().filter(school__in=lead)
    return counted(notes, "note", Value("unread"))
