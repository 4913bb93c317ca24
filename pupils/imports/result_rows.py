"""Results of tests and checks: a line for each, or a line a pupil with a column for each measure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from pupils.imports.other_rows import absent_from, whose
from pupils.imports.records import Record
from pupils.imports.rows import PupilKey, ResultRow
from pupils.imports.tables import Cell, Percentage, as_text, is_blank
from pupils.imports.values import BadValue

LONGEST = 60
NOT_TAKEN = re.compile(r"-+|–|n/?a|abs(ent)?|not (taken|tested)|did not (take|sit)|dns", re.I)
FED_BY = {"measure": ("measure", "result"), "written": ("result",)}


def result_rows(record: Record) -> tuple[ResultRow, ...]:
    """One row for each result of the line; none for a measure that the pupil did not take."""
    pupil = whose(record)
    columns = [name for name in record.table.columns if name.split("@")[0] == "result"]
    taken = [name for name in columns if not is_blank(cell := record.cell(name)) and not says_nothing(cell)]
    return tuple(result_row(record.again(), pupil, name) for name in taken)


def says_nothing(cell: Cell) -> bool:
    return bool(NOT_TAKEN.fullmatch(as_text(cell)))


def result_row(record: Record, pupil: PupilKey, name: str) -> ResultRow:
    measure = name.partition("@")[2] or record.text("measure")
    return ResultRow(
        line=record.number,
        pupil=pupil,
        measure=measure or None,
        taken_on=record.date("taken_on"),
        written=record.value(name, as_written, about="written"),
        note=record.text("note"),
        column=record.heading(name),
        absent=absent_from(ResultRow, record.table, FED_BY) - {"column"},
        left_out=frozenset(record.left_out),
        raw=record.raw,
    )


def as_written(cell: Cell) -> str:
    """The result in the file's own letters. A spreadsheet takes 7:06 for a time of the day and 7-06 for a day."""
    if isinstance(cell, datetime | date):
        raise BadValue(
            "The spreadsheet has turned this result into a date. Write ages as 7:06 in a column of text, and send it "
            "again. It was left out."
        )
    if isinstance(cell, time):
        return f"{cell.hour}:{cell.minute:02d}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    text = f"{cell.value.normalize():f}" if isinstance(cell, Percentage) else as_text(cell)
    if len(text) > LONGEST:
        raise BadValue("This is too long for a result, so it was left out.")
    return text
