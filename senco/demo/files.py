"""The schools' own files, taken in by the door that every file takes."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from pupils.imports import ParsedFile, RegisterRow
from senco.imports.intake import take_in
from senco.imports.opening import open_file
from senco.models import School

DATA = Path(__file__).resolve().parent / "data"
WRITTEN_ON = dt.date(2026, 11, 20)
"""The day that is "today" in the files."""
FRESH_DAYS = 14

ROLLS = {
    "oakfield": "oakfield_sims_export.csv",
    "hillside": "hillside_arbor_export.csv",
    "st_marks": "st_marks_sims_export.csv",
}
REGISTER = "oakfield_senco_register.xlsx"


def take_in_roll(key: str, school: School, today: dt.date) -> None:
    parsed = open_file(DATA / ROLLS[key], ROLLS[key], school, day=WRITTEN_ON)
    take_in(moved_by_years(parsed, today), school, day=today)


def take_in_register(school: School, today: dt.date) -> None:
    """The SENCO's own list: plans, last reviews, hours, agencies and provision, moved to fall round today."""
    parsed = open_file(DATA / REGISTER, REGISTER, school, day=WRITTEN_ON)
    shift = today - WRITTEN_ON
    if abs(shift.days) <= FRESH_DAYS:  # its own dates are still round today, and the file can be sent again unchanged
        shift = dt.timedelta(0)
    rows = tuple(_moved(row, shift, years_between(today)) for row in parsed.rows if isinstance(row, RegisterRow))
    take_in(replace(parsed, rows=rows), school, day=today)


def years_between(today: dt.date) -> int:
    """Whole academic years from the files' day to today: pupils stay in the year groups of the files."""
    then = WRITTEN_ON.year if WRITTEN_ON.month >= 9 else WRITTEN_ON.year - 1
    now = today.year if today.month >= 9 else today.year - 1
    return now - then


def moved_by_years(parsed: ParsedFile, today: dt.date) -> ParsedFile:
    years = years_between(today)
    if not years:
        return parsed
    return replace(parsed, rows=tuple(_older(row, years) for row in parsed.rows))


def _older(row: Any, years: int) -> Any:
    fields = ("date_of_birth", "sen_started_on")
    return replace(row, **{name: add_years(getattr(row, name), years) for name in fields if getattr(row, name)})


def _moved(row: RegisterRow, shift: dt.timedelta, years: int) -> RegisterRow:
    born = row.pupil.date_of_birth
    days = {name: getattr(row, name) + shift for name in ("ehcp_issued_on", "last_review_on") if getattr(row, name)}
    pupil = replace(row.pupil, date_of_birth=add_years(born, years)) if born else row.pupil
    return replace(row, pupil=pupil, **days)


def add_years(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
