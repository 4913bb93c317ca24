"""School days, from what the school has said of its terms, holidays and closures.

Nothing is assumed that was not said: where the calendar cannot answer, it raises NotKnown
with the reason in a sentence fit for a user.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from senco.law.working_days import is_bank_holiday, is_working_day

DAY = timedelta(days=1)
NO_CALENDAR = (
    "School days are not known: give the school's holidays (school.holiday=FROM..TO) or terms (school.term=FROM..TO)."
)
# Every school in England is closed on these days, so a calendar that calls them school days is incomplete.
SURELY_HOLIDAY = (((8, 1), (8, 20), "summer"), ((12, 27), (12, 31), "Christmas"))


class NotKnown(ValueError):
    """The calendar cannot say; the message is the reason in a plain sentence."""


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from first to last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The range ends ({self.last}) before it begins ({self.first}).")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def overlap(self, other: DateRange) -> DateRange | None:
        first, last = max(self.first, other.first), min(self.last, other.last)
        return DateRange(first, last) if first <= last else None


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Terms (first to last school day), and days off inside or outside them.

    With terms, a day outside them is no school day, and a day after the last term is not known.
    Without terms, a weekday outside the stated holidays is taken for a school day, except in
    August and the last days of December, where a missing holiday is asked for.
    Bank holidays are never school days.
    """

    terms: tuple[DateRange, ...] = ()
    holidays: tuple[DateRange, ...] = ()

    @classmethod
    def of(
        cls,
        terms: Iterable[tuple[date, date] | DateRange] = (),
        closed: Iterable[tuple[date, date] | DateRange] = (),
    ) -> Self:
        """From pairs of dates, as the database keeps them; `closed` is holidays, INSET and other closures."""
        return cls(tuple(sorted(map(_as_range, terms))), tuple(sorted(map(_as_range, closed))))

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.holidays

    def why_closed(self, day: date) -> str:
        """Why there is no school on a day, to end a sentence with; "" where there is, or where nobody has said."""
        if day.weekday() >= 5:
            return f"a {day:%A}"
        if is_bank_holiday(day):
            return "a bank holiday"
        try:
            return "" if self.is_school_day(day) else "a day on which school is closed"
        except NotKnown:
            return ""

    def is_school_day(self, day: date) -> bool:
        """Raises NotKnown where the calendar is empty or does not reach."""
        if self.is_empty:
            raise NotKnown(NO_CALENDAR)
        if not is_working_day(day) or any(day in one for one in self.holidays):
            return False
        if not self.terms:
            self._refuse_if_surely_holiday(day)
            return True
        first, last = self.terms[0].first, max(one.last for one in self.terms)
        if day < first:
            raise NotKnown(f"School days are not known before {day_name(first)}, when the first term given starts.")
        if day > last:
            raise NotKnown(f"School days are not known after {day_name(last)}, when the last term given ends.")
        return any(day in one for one in self.terms)

    def next_school_day(self, day: date) -> date:
        """The day itself if it is a school day, else the next. Raises NotKnown."""
        while not self.is_school_day(day):
            day += DAY
        return day

    def previous_school_day(self, day: date) -> date:
        """The day itself if it is a school day, else the last one before it. Raises NotKnown."""
        while not self.is_school_day(day):
            day -= DAY
        return day

    def _refuse_if_surely_holiday(self, day: date) -> None:
        for starts, ends, season in SURELY_HOLIDAY:
            if starts <= (day.month, day.day) <= ends:
                raise NotKnown(
                    f"School days are not known in the {season} holiday of {day.year}: "
                    "give its dates (school.holiday=FROM..TO)."
                )


def _as_range(pair: tuple[date, date] | DateRange) -> DateRange:
    return pair if isinstance(pair, DateRange) else DateRange(*pair)


def day_name(day: date) -> str:
    """A date as users read it: Wed 25 Nov 2026. English whatever the locale."""
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{weekday} {day.day} {months[day.month - 1]} {day.year}"
