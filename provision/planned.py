"""When a placement runs: the sessions that were to be given on some school days, and how its times are said. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from provision.costs import school_weeks
from senco.law import NotKnown, SchoolCalendar

DAY = dt.timedelta(days=1)
WEEKDAYS = (("1", "Mon"), ("2", "Tue"), ("3", "Wed"), ("4", "Thu"), ("5", "Fri"))
LOOK_BACK = dt.timedelta(weeks=6)
LONG = 120
"""From so many minutes a week in one piece, hours are easier to read."""


@dataclass(frozen=True)
class Stretch:
    """Days from first to last, and which of them are school days; `days` is None where the calendar does not say."""

    first: dt.date
    last: dt.date
    days: tuple[dt.date, ...] | None


def stretch_of(calendar: SchoolCalendar, first: dt.date, last: dt.date) -> Stretch:
    """The school days from `first` to `last`. Days before the first term that the school has entered are left out."""
    if calendar.terms:
        first = max(first, calendar.terms[0].first)
    try:
        return Stretch(first, last, tuple(day for day in days_between(first, last) if calendar.is_school_day(day)))
    except NotKnown:
        return Stretch(first, last, None)


def days_between(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def planned_sessions(weekdays: str, times: Decimal | None, days: Sequence[dt.date] | None) -> int | None:
    """How many sessions were to be given on these school days; None where that is not known.

    On fixed weekdays each such school day is one. Without them it is so many a week for as many weeks as the
    days make up (five a week), to the nearest whole session.
    """
    if days is None or not (weekdays or times):
        return None
    if weekdays:
        return sum(str(day.isoweekday()) in weekdays for day in days)
    assert times is not None
    return int((times * school_weeks(len(days))).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def in_words(minutes: int | None, times: Decimal | None, weekdays: str) -> str:
    """ "Mon, Wed and Fri, 30 min", "3 × 30 min a week", "12.5 h a week", "45 min a fortnight"."""
    if weekdays:
        return f"{weekday_names(weekdays)}, {length(minutes)}"
    if times is None:
        return "times not set" if minutes is None else f"{length(minutes)}, how often is not set"
    if times == Decimal("0.5"):
        return f"{length(minutes)} a fortnight" if minutes else "once a fortnight, length not set"
    often = f"{times.normalize():f}"
    if minutes is None:
        return f"{often} × a week, length not set"
    return f"{length(minutes)} a week" if times == 1 else f"{often} × {length(minutes)} a week"


def length(minutes: int | None) -> str:
    if minutes is None:
        return "length not set"
    if minutes < LONG:
        return f"{minutes} min"
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{hours.normalize():f} h"


def weekday_names(weekdays: str) -> str:
    names = [name for digit, name in WEEKDAYS if digit in weekdays]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""
