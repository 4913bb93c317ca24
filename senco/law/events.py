"""Events and facts as they are given: `EVENT=VALUE`, read and checked.

A value is a date (2026-09-14), a range (2026-12-19..2027-01-03), a year (2027), an academic year (2026/27),
a number or a word. Anything else is refused with a sentence that says what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import TypeAlias

from senco.law.book import law
from senco.law.entries import EventSpec
from senco.law.school_days import DateRange, SchoolCalendar

EventValue: TypeAlias = date | int | str | DateRange | tuple[date | DateRange, ...] | list[date | DateRange]

EARLIEST, LATEST = 1900, 2199
KIND_NAMES = {
    "date": "a date such as 2026-09-14",
    "range": "a range such as 2026-12-19..2027-01-03",
    "year": "a year such as 2027",
    "academic_year": "an academic year such as 2026/27",
    "number": "a whole number",
}


class BadEvent(ValueError):
    """An event that is unknown, or a value that does not fit; the message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, by the events' own names. Every value has been checked against its event.

    Years (transfer.calendar_year, exam_series.summer, academic_year's first) are ints.
    """

    values: Mapping[str, date | int | str | DateRange | tuple[DateRange, ...]] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        found = self.values.get(name)
        return found if isinstance(found, date) else None

    def number(self, name: str) -> int | None:
        found = self.values.get(name)
        return found if isinstance(found, int) else None

    def word(self, name: str) -> str | None:
        found = self.values.get(name)
        return found if isinstance(found, str) else None

    def range(self, name: str) -> DateRange | None:
        found = self.values.get(name)
        return found if isinstance(found, DateRange) else None

    def ranges(self, name: str) -> tuple[DateRange, ...]:
        found = self.values.get(name)
        return found if isinstance(found, tuple) else ()

    def has(self, name: str) -> bool:
        return name in self.values

    def calendar(self) -> SchoolCalendar | None:
        """The school calendar that the events tell of; None if they tell of none.

        One stated closure (closed_from, reopens) is a holiday too, from its first day to the day before reopening.
        """
        closed = [*self.ranges("school.holiday"), *self.ranges("school.closure")]
        starts, reopens = self.day("school.closed_from"), self.day("school.reopens")
        if starts and reopens and starts < reopens:
            closed.append(DateRange(starts, reopens - timedelta(days=1)))
        terms = self.ranges("school.term")
        return SchoolCalendar.of(terms, closed) if closed or terms else None


def spec(name: str) -> EventSpec:
    """The event of that name or alias. BadEvent, with the nearest names, if there is none."""
    book = law()
    found = book.events.get(book.aliases.get(name, name))
    if found is None:
        raise BadEvent(_unknown(name))
    return found


def _unknown(name: str) -> str:
    book = law()
    names = [*book.events, *book.aliases]
    near = get_close_matches(name.lower(), names, n=3, cutoff=0.5)
    last_part = name.lower().split(".")[-1]
    near += [one for one in names if last_part and last_part in one and one not in near]
    hint = f" Did you mean {_or(near[:4])}?" if near else " The names of all events: manage.py deadlines --events."
    return f"There is no event called {name!r}.{hint}"


def _or(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def read_events(arguments: Iterable[str]) -> dict[str, EventValue]:
    """`EVENT=VALUE` strings to values by event name. Holidays, closures and terms may be given many times.

    Raises BadEvent at the first that is unknown, malformed or given twice.
    """
    found: dict[str, EventValue] = {}
    for argument in arguments:
        name, equals, text = argument.partition("=")
        name = name.strip()
        known = spec(name)
        if not equals or not text.strip():
            raise BadEvent(f"{name} needs a value: {name}=VALUE, where VALUE is {_wanted(known)}.")
        value = read_value(known, text.strip())
        if known.repeatable:
            before = found.get(known.name, ())
            found[known.name] = (*(before if isinstance(before, tuple) else ()), _as_range(value))
        elif known.name in found:
            raise BadEvent(f"{known.name} is given twice.")
        else:
            found[known.name] = value
    return found


def read_value(known: EventSpec, text: str) -> date | int | str | DateRange:
    """One value in the first shape of the event that it fits."""
    readers = {"date": _read_date, "range": _read_range, "year": _read_year}
    readers |= {"academic_year": _read_academic_year, "number": _read_number}
    for kind in known.kinds:
        if kind == "word" and text.lower() in known.choices:
            return text.lower()
        value = readers[kind](known, text) if kind in readers else None
        if value is not None:
            return value
    raise BadEvent(f"{known.name}={text} is not understood: it must be {_wanted(known)}.")


def _wanted(known: EventSpec) -> str:
    shapes = [KIND_NAMES[kind] for kind in known.kinds if kind in KIND_NAMES]
    return _or([*shapes, *known.choices])


def _read_date(known: EventSpec, text: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadEvent(f"{known.name}={text} is not understood: there is no such day.") from None
    return _checked_day(known, day)


def _checked_day(known: EventSpec, day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise BadEvent(f"{known.name}={day} is out of reach: years run from {EARLIEST} to {LATEST}.")
    return day


def _read_range(known: EventSpec, text: str) -> DateRange | None:
    first, dots, last = text.partition("..")
    if not dots:
        return None
    starts, ends = _read_date(known, first.strip()), _read_date(known, last.strip())
    if starts is None or ends is None:
        return None
    if ends < starts:
        raise BadEvent(f"{known.name}={text} is not understood: the range ends before it begins.")
    return DateRange(starts, ends)


def _read_year(known: EventSpec, text: str) -> int | None:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        return None
    return _checked_year(known, int(text))


def _checked_year(known: EventSpec, year: int) -> int:
    if not EARLIEST <= year <= LATEST:
        raise BadEvent(f"{known.name}={year} is out of reach: years run from {EARLIEST} to {LATEST}.")
    return year


def _read_academic_year(known: EventSpec, text: str) -> int | None:
    found = re.fullmatch(r"(\d{4})(?:[/-](\d{2}|\d{4}))?", text, re.ASCII)
    if not found:
        return None
    first, second = int(found[1]), found[2]
    if second is not None and int(second) != (first + 1) % 10 ** len(second):
        raise BadEvent(f"{known.name}={text} is not understood: the second year must follow the first.")
    return _checked_year(known, first)


def _read_number(known: EventSpec, text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else None


def _as_range(value: object) -> DateRange:
    if isinstance(value, DateRange):
        return value
    if isinstance(value, date):
        return DateRange(value, value)
    raise BadEvent(f"{value!r} is neither a date nor a range.")


def check_events(events: Mapping[str, EventValue]) -> Facts:
    """Values given by a caller, checked as those of the command line are. Raises BadEvent."""
    found: dict[str, date | int | str | DateRange | tuple[DateRange, ...]] = {}
    for name, value in events.items():
        known = spec(name)
        if known.name in found:
            raise BadEvent(f"{known.name} is given twice.")
        found[known.name] = _checked(known, value)
    return Facts(found)


def _checked(known: EventSpec, value: EventValue) -> date | int | str | DateRange | tuple[DateRange, ...]:
    if isinstance(value, datetime):
        raise BadEvent(f"{known.name} needs a date, not a time.")
    if known.repeatable:
        several = value if isinstance(value, (tuple, list)) else (value,)
        return tuple(_as_range(one) for one in several)
    if isinstance(value, str):
        return _year_if_wanted(known, read_value(known, value.strip()))
    if isinstance(value, date) and "date" in known.kinds:
        return _year_if_wanted(known, _checked_day(known, value))
    if isinstance(value, DateRange) and "range" in known.kinds:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        if {"year", "academic_year"} & set(known.kinds):
            return _checked_year(known, value)
        if "number" in known.kinds and value >= 0:
            return value
    raise BadEvent(f"{known.name}={value} is not understood: it must be {_wanted(known)}.")


def _year_if_wanted(known: EventSpec, value: date | int | str | DateRange) -> date | int | str | DateRange:
    """A day given where a year is wanted stands for its year; academic years begin on 1 September."""
    if not isinstance(value, date):
        return value
    if "academic_year" in known.kinds:
        return value.year if value.month >= 9 else value.year - 1
    return value.year if "year" in known.kinds else value
