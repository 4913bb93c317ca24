"""One adult's day: the sessions to give, those still to record, and what has been recorded. Reads, never writes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Self

from provision.models import Delivery, DeliveryPupil, Placement, PlacementPupil
from provision.planned import days_between, stretch_of
from senco.law import SchoolCalendar, is_working_day
from senco.models import calendars_of
from senco.permissions import Member

GAP_DAYS = dt.timedelta(days=7)


@dataclass(frozen=True)
class Session:
    """A placement on one day, recorded or not. `this_week` counts what has been given since Monday, this day too."""

    placement: Placement
    on: dt.date
    record: Delivery | None
    rows: list[Any] = field(default_factory=list)
    this_week: int = 0
    others: dict[int, DeliveryPupil] = field(default_factory=dict)
    """By pupil: those of the group for whom it was not as recorded for the rest."""
    form: Any = None
    """What was typed and could not be recorded, to be shown again with what is wrong."""

    @property
    def who_was_not(self) -> list[tuple[Any, DeliveryPupil]]:
        return [(row.pupil, self.others[row.pupil_id]) for row in self.pupils if row.pupil_id in self.others]

    @property
    def key(self) -> str:
        return f"session-{self.placement.pk}-{self.on:%Y-%m-%d}"

    @property
    def is_fixed(self) -> bool:
        return bool(self.placement.weekdays)

    @property
    def pupils(self) -> list[Any]:
        """The rows of those who are in it on that day."""
        return [row for row in self.rows if row.starts_on <= self.on <= (row.ends_on or self.on)]

    @property
    def is_done_for_the_week(self) -> bool:
        times = self.placement.times
        return not self.is_fixed and times is not None and self.this_week >= max(times, Decimal(1))


@dataclass(frozen=True)
class GivingDay:
    """`fixed` and `loose` are of the day itself; `gaps` are earlier fixed sessions of the week before, unrecorded."""

    on: dt.date
    is_school_day: bool
    fixed: list[Session]
    loose: list[Session]
    gaps: list[Session]

    @property
    def left(self) -> int:
        return sum(session.record is None for session in self.fixed)

    def showing(self, form: Any, key: str) -> Self | None:
        """The same day with a form that was refused in the session of that key; None where it is not of this day."""
        parts = {name: getattr(self, name) for name in ("fixed", "loose", "gaps")}
        if not any(session.key == key for part in parts.values() for session in part):
            return None
        shown: dict[str, Any] = {
            name: [replace(session, form=form) if session.key == key else session for session in part]
            for name, part in parts.items()
        }
        return replace(self, **shown)


def giving_day(member: Member, on: dt.date) -> GivingDay:
    """What this member gives on that day and gave, or did not, in the week before it. Five queries."""
    first = min(on - GAP_DAYS, on - dt.timedelta(days=on.weekday()))
    mine = Placement.objects.visible_to(member).given_by_user(member.user).touching(first, on)
    placements = list(mine.with_what().by_name())
    rows: dict[int, list[Any]] = defaultdict(list)
    there = PlacementPupil.objects.visible_to(member).of_placements(placements).with_pupil(on, member)
    for row in there.by_name():
        rows[row.placement_id].append(row)
    records: dict[int, dict[dt.date, Delivery]] = defaultdict(dict)
    for record in Delivery.objects.visible_to(member).of_placements(placements).between(first, on):
        records[record.placement_id][record.on] = record
    others = _others(member, [record for there in records.values() for record in there.values()])
    calendars = calendars_of({placement.school_id for placement in placements})
    sessions = [
        _session(placement, day, rows, records, others)
        for placement in placements
        for day in _days(placement, first, on, calendars[placement.school_id])
    ]
    today = [session for session in sessions if session.on == on]
    return GivingDay(
        on,
        any(_is_open(calendar, on) for calendar in calendars.values()) if calendars else is_working_day(on),
        [session for session in today if session.is_fixed],
        [session for session in today if not session.is_fixed],
        [s for s in sorted(sessions, key=lambda s: s.on) if s.is_fixed and s.on < on and s.record is None],
    )


def _days(placement: Placement, first: dt.date, on: dt.date, calendar: SchoolCalendar) -> Iterable[dt.date]:
    """Fixed sessions fall on their weekdays while school is open; any other can be given on the day itself."""
    if not placement.weekdays:
        return [on] if placement.is_running(on) else []
    return [
        day
        for day in days_between(first, on)
        if placement.is_running(day) and str(day.isoweekday()) in placement.weekdays and _is_open(calendar, day)
    ]


def _is_open(calendar: SchoolCalendar, day: dt.date) -> bool:
    """A school day; where the school has not entered its terms, any working day."""
    days = stretch_of(calendar, day, day).days
    return is_working_day(day) if days is None else bool(days)


def _session(
    placement: Placement,
    on: dt.date,
    rows: dict[int, list[Any]],
    records: dict[int, dict[dt.date, Delivery]],
    others: dict[int, dict[int, DeliveryPupil]],
) -> Session:
    there = records[placement.pk]
    monday = on - dt.timedelta(days=on.weekday())
    given = sum(monday <= day <= on and record.is_given for day, record in there.items())
    record = there.get(on)
    return Session(placement, on, record, rows[placement.pk], given, others.get(record.pk, {}) if record else {})


def _others(member: Member, records: list[Delivery]) -> dict[int, dict[int, DeliveryPupil]]:
    """By record and pupil. One query, none where nothing is recorded."""
    found: dict[int, dict[int, DeliveryPupil]] = defaultdict(dict)
    for row in DeliveryPupil.objects.visible_to(member).of_deliveries(records) if records else ():
        found[row.delivery_id][row.pupil_id] = row
    return found


def session_of(placement: Placement, on: dt.date, member: Member, rows: list[Any] | None = None) -> Session:
    """One session as it now stands, to show after recording it. Three queries, two where the `rows` are known."""
    monday = on - dt.timedelta(days=on.weekday())
    if rows is None:
        there = PlacementPupil.objects.visible_to(member).of_placement(placement)
        rows = list(there.with_pupil(on, member).by_name())
    records = {
        record.on: record for record in Delivery.objects.visible_to(member).of_placement(placement).between(monday, on)
    }
    others = _others(member, [records[on]] if on in records else [])
    return _session(placement, on, {placement.pk: rows}, {placement.pk: records}, others)


def with_pupils(sessions: Iterable[Delivery], member: Member, today: dt.date) -> list[Delivery]:
    """Put on each the rows of its `pupils` whom this member sees, as of its day, and of whom it was otherwise. Two
    queries, whatever the number.
    """
    found = list(sessions)
    rows: dict[int, list[Any]] = defaultdict(list)
    there = PlacementPupil.objects.visible_to(member).of_placements({one.placement_id for one in found})
    for row in there.with_pupil(today, member).by_name() if found else ():
        rows[row.placement_id].append(row)
    others = _others(member, found)
    for one in found:
        there_then = [row for row in rows[one.placement_id] if row.starts_on <= one.on <= (row.ends_on or one.on)]
        was_not = [(row.pupil, others[one.pk][row.pupil_id]) for row in there_then if row.pupil_id in others[one.pk]]
        one.pupils, one.others = there_then, was_not  # type: ignore[attr-defined]
    return found
