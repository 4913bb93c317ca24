"""Dates as schools write them. The order of day and month is settled for a column, never for one value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pupils.imports.tables import Cell, as_text, is_blank, is_broken

MONTH_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names}
EARLIEST, LATEST = 1900, 2100
TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){TIME}", re.ASCII)
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
NUMERIC = re.compile(rf"(\d{{1,2}})\s?([/.\- ])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){TIME}", re.ASCII)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?,?\s+)?"
NAMED = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.]*([A-Za-z]{{3,9}})\.?,?[\s\-/.]*(\d{{4}}|\d{{2}}){TIME}", re.I | re.A
)
NAMED_FIRST = re.compile(rf"{WEEKDAY}([A-Za-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.I | re.A)
SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
SERIAL_EPOCH = date(1899, 12, 30)
SEPARATED = {"/": "dd/mm/yyyy", ".": "d.m.yyyy", "-": "dd-mm-yyyy", " ": "dd mm yyyy"}


class BadDate(ValueError):
    """The message is the sentence that the person reads."""


@dataclass(frozen=True, slots=True)
class DateStyle:
    """What a column of dates turned out to be. `american_proof` is the index of the first value that can
    only be month first, when the column as a whole must then be taken as American."""

    shape: str | None
    american_proof: int | None = None


def read_date(cell: Cell) -> date | None:
    """The date in a cell, day before month; None when blank. Raises BadDate."""
    if is_blank(cell):
        return None
    if isinstance(cell, datetime):
        return bounded(cell.date())
    if isinstance(cell, date):
        return bounded(cell)
    text = as_text(cell)
    if isinstance(cell, bool) or is_broken(cell):
        raise BadDate("This is not a date.")
    return bounded(date_in(text))


def bounded(value: date) -> date:
    if not EARLIEST <= value.year <= LATEST:
        raise BadDate(f"The year {value.year} cannot be right.")
    return value


def date_in(text: str) -> date:
    if found := ISO.fullmatch(text):
        return calendar_date(found[1], found[3], found[4])
    if found := COMPACT.fullmatch(text):
        return calendar_date(found[1], found[2], found[3])
    if found := NUMERIC.fullmatch(text):
        return numeric_date(found[1], found[3], found[4])
    if found := NAMED.fullmatch(text):
        return calendar_date(full_year(found[3]), month_number(found[2]), found[1])
    if found := NAMED_FIRST.fullmatch(text):
        return calendar_date(found[3], month_number(found[1]), found[2])
    if SERIAL.fullmatch(text):
        return SERIAL_EPOCH + timedelta(days=int(float(text)))
    raise BadDate("This is not a date. Write it as day/month/year, such as 05/03/2017.")


def numeric_date(day: str, month: str, year: str) -> date:
    if len(year) == 2:
        raise BadDate("The year has only two figures, so it is not clear which date is meant. Write four, as in 2017.")
    if int(month) > 12 and 1 <= int(day) <= 12:
        raise BadDate("This looks like month/day/year. Write the day first, such as 28/04/2017.")
    return calendar_date(year, month, day)


def full_year(year: str) -> str:
    """With the month in letters the order is plain, and no pupil was born before 1950."""
    if len(year) == 4:
        return year
    return f"20{year}" if int(year) < 50 else f"19{year}"


def month_number(word: str) -> int:
    try:
        return MONTHS[word.lower()]
    except KeyError:
        raise BadDate(f"“{word}” is not a month.") from None


def calendar_date(year: str | int, month: str | int, day: str | int) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise BadDate("There is no such day in the calendar.") from None


def shape_of(cell: Cell) -> str | None:
    """The name of the shape of one value; None when it is blank or no date at all."""
    if is_blank(cell) or isinstance(cell, bool):
        return None
    if isinstance(cell, date):
        return "date cells"
    text = as_text(cell)
    if ISO.fullmatch(text) or COMPACT.fullmatch(text):
        return "yyyy-mm-dd"
    if found := NUMERIC.fullmatch(text):
        return SEPARATED[found[2]] if len(found[4]) == 4 else "two-figure years"
    if NAMED.fullmatch(text) or NAMED_FIRST.fullmatch(text):
        return "dd-Mon-yyyy"
    return "Excel serial numbers" if SERIAL.fullmatch(text) else None


def style_of(cells: Iterable[Cell]) -> DateStyle:
    """Looks at a whole column. English order is taken unless the values prove otherwise: some that can only
    be month first, and none (or hardly any) that can only be day first."""
    shapes: Counter[str] = Counter()
    english, american = 0, []
    for index, cell in enumerate(cells):
        shape = shape_of(cell)
        if shape is None:
            continue
        shapes[shape] += 1
        found = NUMERIC.fullmatch(as_text(cell)) if isinstance(cell, str) else None
        if found and len(found[4]) == 4:
            first, second = int(found[1]), int(found[3])
            english += first > 12 >= second
            if second > 12 >= first and second <= 31:
                american.append(index)
    named = " and ".join(shape for shape, _ in shapes.most_common()) or None
    proven = bool(american) and len(american) * 9 >= english
    return DateStyle(named, american[0] if proven else None)
