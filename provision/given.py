"""What was given of what was planned, over some days: for a pupil's page, a placement's page, and a whole school."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest, Least
from django.urls import reverse

from provision.models import Delivery, DeliveryPupil, Placement, PlacementPupil
from provision.planned import LOOK_BACK, planned_sessions, stretch_of
from senco.law import SchoolCalendar
from senco.models import calendars_of
from senco.permissions import Member, Permission

DAY = dt.timedelta(days=1)
LOW = 70
"""Percent of the planned sessions below which the figure is shown as late."""


@dataclass(frozen=True)
class Given:
    """Sessions given of those planned, from `first` to `last`; `planned` is None where it cannot be known."""

    given: int
    planned: int | None
    first: dt.date
    last: dt.date

    @property
    def is_new(self) -> bool:
        """It has not run long enough for a session to be looked back at."""
        return self.last < self.first

    def url(self, **of: int) -> str:
        """The list of the sessions that `given` counts, of a placement or of a pupil in one."""
        if self.is_new:
            return ""
        query = {"was": "given", "since": f"{self.first:%Y-%m-%d}", "until": f"{self.last:%Y-%m-%d}", **of}
        return f"{reverse('provision:sessions')}?{urlencode(query)}"

    @property
    def state(self) -> str:
        if not self.planned:
            return ""
        return "late" if 100 * self.given < LOW * self.planned else "fine"


def with_given(
    rows: Iterable[PlacementPupil], calendars: dict[int, SchoolCalendar], today: dt.date
) -> dict[int, Given]:
    """What each pupil was given, by the id of their row in the placement: the last six weeks to yesterday.

    A session counts for those of the group who were there, and only while they are in it. Two queries.
    """
    found = list(rows)
    span = (today - LOOK_BACK, today - DAY)
    days: dict[int, set[dt.date]] = {row.placement_id: set() for row in found}
    given = Delivery.objects.of_placements(days).given().between(*span)
    for pk, on in given.values_list("placement", "on"):
        days[pk].add(on)
    missed = DeliveryPupil.objects.missed().of_deliveries(given).filter(pupil__in=[row.pupil_id for row in found])
    away: dict[tuple[int, int], set[dt.date]] = defaultdict(set)
    for placement, pupil, on in missed.values_list("delivery__placement", "pupil", "delivery__on"):
        away[placement, pupil].add(on)
    return {
        row.pk: given_of(
            row.placement,
            days[row.placement_id] - away[row.placement_id, row.pupil_id],
            calendars[row.school_id],
            today,
            of=row,
        )
        for row in found
    }


def given_of(
    placement: Placement,
    days: Iterable[dt.date],
    calendar: SchoolCalendar,
    today: dt.date,
    of: PlacementPupil | None = None,
) -> Given:
    """`days` are those on which it was given, at least of the last six weeks; `of` one pupil's time in it. No query."""
    first, last = max(placement.starts_on, today - LOOK_BACK), min(today - DAY, placement.ends_on or today)
    if of is not None:
        first, last = max(first, of.starts_on), min(last, of.ends_on or last)
    stretch = stretch_of(calendar, first, last)
    planned = planned_sessions(placement.weekdays, placement.times, stretch.days)
    return Given(sum(stretch.first <= day <= last for day in days), planned, stretch.first, last)


def four_weeks(today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of those of which a school's figures of sessions are told."""
    return today - dt.timedelta(days=27), today


@dataclass(frozen=True)
class SchoolWeek:
    """Minutes of sessions given and planned in a school's week, Monday to Sunday.

    `planned` is None where the terms are not entered; `unknown` counts placements whose times are not set,
    which add nothing to what was planned.
    """

    given: int
    planned: int | None
    unknown: int = 0


def given_last_week(member: Member, today: dt.date) -> dict[int, SchoolWeek]:
    """For each school whose provision the member may see, the week before this one. Two queries, whatever the size.

    Placements of one shape (times, minutes, days in force) are counted together by the database, so that a
    large school costs no more than a small one.
    """
    schools = member.schools_with(Permission.VIEW_PROVISION)
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return weeks_of(Placement.objects.visible_to(member), schools, monday)


def weeks_of(placements: Any, schools: Iterable[int], monday: dt.date) -> dict[int, SchoolWeek]:
    """The same for any placements and the week of any Monday: for those who see counts and no rows."""
    sunday = monday + 6 * DAY
    calendars = calendars_of(schools)
    weeks = {school: SchoolWeek(0, 0) for school in calendars}
    for school, weekdays, minutes, times, first, last, number, given in _shapes(placements, monday, sunday):
        week = weeks.get(school)
        if week is None:
            continue
        days = stretch_of(calendars[school], first, last).days
        sessions = planned_sessions(weekdays, times, days)
        is_unknown = minutes is None or not (weekdays or times)
        planned = None if days is None or week.planned is None else week.planned
        if planned is not None and not is_unknown and sessions is not None:
            planned += number * sessions * minutes
        weeks[school] = SchoolWeek(week.given + given, planned, week.unknown + number * is_unknown)
    return weeks


def _shapes(placements: Any, monday: dt.date, sunday: dt.date) -> Any:
    sessions = Delivery.objects.between(monday, sunday).filter(placement=OuterRef("pk")).order_by()
    minutes = sessions.values("placement").annotate(sum=Sum("minutes")).values("sum")
    found = placements.touching(monday, sunday).order_by()
    return (
        found.annotate(
            given=Coalesce(Subquery(minutes), 0),
            first=Greatest(F("starts_on"), monday),
            last=Least(Coalesce(F("ends_on"), sunday), sunday),
        )
        .values_list("school", "weekdays", "minutes", "times", "first", "last")
        .annotate(number=Count("pk"), total=Sum("given"))
    )
