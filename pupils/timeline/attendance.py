"""Attendance by period and suspensions, in the timeline."""

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast

from pupils.models import Attendance, Suspension
from pupils.models.attendance import LOW
from senco.law import day_name
from senco.links import link_for
from senco.permissions import Member, Permission
from senco.stream import Kind, Line, Said, as_lines


def _periods(pupil: int, member: Member) -> Any:
    """Told on its last day. The year so far is told on the day to which the last file had it."""
    return as_lines(
        Attendance.objects.visible_to(member).of_pupil(pupil),
        "attendance",
        day="ends_on",
        code=Case(When(is_running=True, then=Value("running")), default=Value("period")),
        text=Cast("percent", CharField()),
        more=Cast("starts_on", CharField()),
        link="pupil_id",
    )


def _say_period(line: Line, member: Member) -> Said:
    since = day_name(dt.date.fromisoformat(line.more))
    is_low = float(line.text) <= LOW
    so_far = ", the year so far" if line.code == "running" else ""
    return Said(
        f"Attendance {line.text}%",
        f"{since} to {day_name(line.day)}{so_far}",
        link_for(member, "pupils:attendance", line.link),
        tag=f"{LOW}% or less" if is_low else "",
        colour="late" if is_low else "",
    )


def _suspensions(pupil: int, member: Member) -> Any:
    """Why is for those who know the family, as on the page of attendance."""
    knows = member.schools_with(Permission.VIEW_CONTACTS)
    return as_lines(
        Suspension.objects.visible_to(member).of_pupil(pupil),
        "suspension",
        day="starts_on",
        code="kind",
        text=Case(When(school__in=knows, then=F("reason")), default=Value("")),
        more=Cast("sessions", CharField()),
        who="recorded_by__name",
        link="pupil_id",
    )


def _say_suspension(line: Line, member: Member) -> Said:
    half_days = f"{line.more} half day{'' if line.more == '1' else 's'}" if line.more else ""
    url = link_for(member, "pupils:attendance", line.link)
    return Said(_kinds()[line.code], ". ".join(part for part in (half_days, line.text) if part), url)


@functools.cache
def _kinds() -> Mapping[str, str]:
    return {kind.value: str(kind.label) for kind in Suspension.Kind}


@functools.cache
def _attendance_words() -> Mapping[str, str]:
    return {"running": "Attendance, the year so far"}


KINDS = (
    Kind("attendance", "Attendance", "calendar-check", _periods, _say_period, _attendance_words),
    Kind("suspension", "Suspensions", "slash-circle", _suspensions, _say_suspension, _kinds),
)
