"""England's bank holidays and working days.

Years in the law book are taken as they stand. Other years are computed by rule and marked so:
a bank holiday may still be moved or added by proclamation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from senco.law.book import law_file

MONDAY, SATURDAY = 0, 5
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """One year's days off, substitutes in place of days that fall at a weekend."""

    year: int
    days: frozenset[date]
    computed: bool


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian computus: the Sunday after the paschal full moon."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7)


def _last_monday_of_31(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - MONDAY) % 7)


def _with_substitutes(fixed: Iterable[date]) -> set[date]:
    """Each fixed day; one at a weekend gives way to the next weekday that is not a holiday already.

    Days on weekdays keep their place first: with Christmas on a Sunday, Boxing Day stays on Monday
    and the substitute for Christmas is Tuesday.
    """
    days = list(fixed)
    kept = {day for day in days if day.weekday() < SATURDAY}
    for day in days:
        if day.weekday() < SATURDAY:
            continue
        while day.weekday() >= SATURDAY or day in kept:
            day += DAY
        kept.add(day)
    return kept


def computed_bank_holidays(year: int) -> frozenset[date]:
    """The year's bank holidays by rule alone, whatever has been published."""
    easter = easter_sunday(year)
    days = {easter - 2 * DAY, easter + DAY, _first_monday(year, 5)}
    days |= {_last_monday_of_31(year, 5), _last_monday_of_31(year, 8)}
    days |= _with_substitutes([date(year, 1, 1)])
    days |= _with_substitutes([date(year, 12, 25), date(year, 12, 26)])
    one_off = law_file()["bank_holidays"]["one_off"].get(str(year))
    if one_off:
        days -= {date.fromisoformat(day) for day in one_off["removed"]}
        days |= {date.fromisoformat(day) for day in one_off["added"]}
    return frozenset(days)


@cache
def bank_holidays(year: int) -> BankHolidays:
    """The year's bank holidays: from the law book, or computed and marked so."""
    stated = law_file()["bank_holidays"]["years"].get(str(year))
    if stated is not None:
        return BankHolidays(year, frozenset(date.fromisoformat(day) for day in stated), computed=False)
    return BankHolidays(year, computed_bank_holidays(year), computed=True)


def is_bank_holiday(day: date) -> bool:
    return day in bank_holidays(day.year).days


def is_working_day(day: date) -> bool:
    """Monday to Friday, not a bank holiday, Good Friday or Christmas Day. Source: SEND Regs reg 2 (to check)."""
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the next that is."""
    while not is_working_day(day):
        day += DAY
    return day


def previous_working_day(day: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= DAY
    return day


def rests_on_computed_holidays(*days: date) -> bool:
    """Whether any of the years concerned has bank holidays that were computed, not published."""
    if not days:
        return False
    return any(bank_holidays(year).computed for year in range(min(days).year, max(days).year + 1))
