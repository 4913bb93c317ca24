"""A ready-made academic year to begin from, worked out as most English schools have it."""

import datetime as dt
from dataclasses import dataclass
from typing import TypedDict

from senco.law import next_working_day, previous_working_day
from senco.law.working_days import easter_sunday

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
MONDAY, FRIDAY = 0, 4


class Stretch(TypedDict):
    name: str
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True)
class Proposal:
    """An academic year, its terms, and the half terms in them. A school's own dates differ by days."""

    name: str
    starts_on: dt.date
    ends_on: dt.date
    terms: tuple[Stretch, ...]
    closures: tuple[Stretch, ...]


def propose_year(start: int) -> Proposal:
    """The year from September of `start`. Pure: the spring term ends before Easter."""
    end = start + 1
    good_friday = easter_sunday(end) - 2 * DAY
    spring_end = previous_working_day(min(good_friday - DAY, _before(dt.date(end, 4, 9), FRIDAY)))
    christmas = _before(dt.date(start, 12, 20), FRIDAY)
    summer_start = next_working_day(_after(spring_end + DAY, MONDAY) + WEEK * 2)
    terms: tuple[Stretch, ...] = (
        Stretch(name="Autumn", starts_on=next_working_day(dt.date(start, 9, 2)), ends_on=christmas),
        Stretch(name="Spring", starts_on=next_working_day(dt.date(end, 1, 4)), ends_on=spring_end),
        Stretch(name="Summer", starts_on=summer_start, ends_on=previous_working_day(dt.date(end, 7, 21))),
    )
    closures = tuple(
        Stretch(name="Half term", starts_on=monday, ends_on=monday + 4 * DAY)
        for monday in (
            _before(dt.date(start, 10, 31), MONDAY),
            _after(dt.date(end, 2, 12), MONDAY),
            _before(dt.date(end, 5, 31), MONDAY),
        )
    )
    name = f"{start}/{end % 100:02d}"
    return Proposal(name, dt.date(start, 9, 1), dt.date(end, 8, 31), terms, closures)


def _before(day: dt.date, weekday: int) -> dt.date:
    """The last such weekday on or before a day."""
    return day - dt.timedelta(days=(day.weekday() - weekday) % 7)


def _after(day: dt.date, weekday: int) -> dt.date:
    """The first such weekday on or after a day."""
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)
