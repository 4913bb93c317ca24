"""The one way in: `read_file` takes what somebody sent and gives back what it holds."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pupils.imports import other_rows, pupil_rows, register_rows, result_rows
from pupils.imports.checks import check_pupils
from pupils.imports.columns import questions, recognise
from pupils.imports.csv_files import read_csv
from pupils.imports.ctf import read_ctf
from pupils.imports.headers import find_heading, heading_score, headings_of, pupil_lines, title_of
from pupils.imports.kinds import guess_kind, guess_source
from pupils.imports.opening import format_of, load
from pupils.imports.problems import Problems, shown
from pupils.imports.records import Record, Table, learn
from pupils.imports.rows import (
    FileRefused,
    Format,
    Kind,
    Limits,
    ParsedFile,
    PupilRow,
    Row,
    SchoolNamed,
)
from pupils.imports.tables import Formula, Line, Sheet, as_text, is_blank
from pupils.imports.workbooks import read_workbook

SAMPLES = 20
NOTHING_BENEATH = "The file has a heading row but no lines beneath it. Export it again with its pupils in it."


@dataclass(frozen=True, slots=True)
class Found:
    """A table whose heading row is known."""

    sheet: Sheet
    heading: Line
    headings: list[str]
    body: list[Line]
    title: str | None


def read_file(
    source: str | os.PathLike[str] | bytes,
    filename: str,
    *,
    kind: Kind | str | None = None,
    mapping: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    day: date | None = None,
) -> ParsedFile:
    """Reads a school's file to its end. Raises FileRefused, and nothing else, for a file that cannot be read.

    `source` is a path or the bytes themselves; `filename` is only a name, the content says what it is.
    `kind` overrides the guess. `mapping` is a person's answer to `questions`: heading as written to field,
    "" for a column to pass over; headings that this file has not are ignored, so that a remembered answer
    serves a file that has changed. `day` is the one on which it is read, by which a birthday is found to be
    impossible; without it none is.
    """
    limits = limits or Limits()
    content = load(source, limits)
    wanted = Kind(kind) if kind else None
    format = format_of(content, limits)
    if format is Format.CTF:
        return read_ctf(content, filename, wanted, limits, day)
    if format is Format.XLSX:
        sheet = likeliest(read_workbook(content, limits), wanted, mapping or {})
    else:
        sheet = read_csv(content, limits)
    return from_table(sheet, format, filename, wanted, mapping or {}, limits, day)


def likeliest(sheets: list[Sheet], kind: Kind | None, mapping: Mapping[str, str]) -> Sheet:
    """The sheet whose heading row is best known; the first of equals. The names of the others go with it."""
    if not sheets:
        raise FileRefused("The workbook is empty: none of its sheets holds anything.")
    best = max(sheets, key=lambda sheet: heading_score(sheet.lines, kind, mapping))
    return replace(best, others=tuple(sheet.name or "" for sheet in sheets if sheet is not best))


def from_table(
    sheet: Sheet,
    format: Format,
    filename: str,
    kind: Kind | None,
    mapping: Mapping[str, str],
    limits: Limits,
    day: date | None,
) -> ParsedFile:
    problems = Problems(limits)
    found = locate(sheet, kind, mapping, problems)
    kind = kind or guess_kind(found.headings, f"{found.title or ''} {filename}")
    given = {heading: field for heading, field in mapping.items() if heading in found.headings}
    columns = recognise(found.headings, samples_of(found), kind, given)
    asked = questions(columns, kind, answered=bool(given))
    flag_formulas(found, problems)
    table = learn(columns, found.body, day)
    rows = () if asked else rows_beneath(kind, table, found.body, problems)
    return ParsedFile(
        kind=kind,
        format=format,
        source=guess_source(found.headings),
        filename=filename,
        rows=rows,
        problems=problems.in_order(),
        problems_not_listed=problems.not_listed,
        columns=columns,
        questions=asked,
        header_line=found.heading.number,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        sheet=sheet.name,
        date_shape=date_shape(table),
        title=found.title,
        school=school_named(table, found),
        laestab_hint=laestab_hint(rows),
        blank_means_no=table.blank_means_no or table.blank_means_no_sen,
    )


def locate(sheet: Sheet, kind: Kind | None, mapping: Mapping[str, str], problems: Problems) -> Found:
    if not sheet.lines:
        raise FileRefused("The file is empty: every line of it is blank.")
    place = find_heading(sheet.lines, kind, mapping)
    heading, body = sheet.lines[place], sheet.lines[place + 1 :]
    headings = headings_of(heading, body)
    kept = pupil_lines(sheet, heading, body, len(headings), problems)
    if not kept:
        raise FileRefused(NOTHING_BENEATH)
    if sheet.others:
        problems.add(
            heading.number,
            "",
            ", ".join(sheet.others),
            f"Only the sheet “{sheet.name}” was read; the workbook has other sheets with something in them.",
        )
    return Found(sheet, heading, headings, kept, title_of(sheet.lines[:place]))


def samples_of(found: Found) -> list[tuple[str, ...]]:
    """The first values of each column, for the mapping screen and for telling a UPN by its look."""
    samples: list[list[str]] = [[] for _ in found.headings]
    for line in found.body[: 10 * SAMPLES]:
        for index, cell in enumerate(line.cells[: len(samples)]):
            if len(samples[index]) < SAMPLES and not is_blank(cell):
                samples[index].append(shown(as_text(cell)))
    return [tuple(values) for values in samples]


def flag_formulas(found: Found, problems: Problems) -> None:
    """A formula is nobody's data and may be an attack on the next person who opens an export: it stops the
    file. Said once a column, with the first line that has one."""
    first: dict[int, tuple[Line, str]] = {}
    counts: Counter[int] = Counter()
    above = [line for line in found.sheet.lines if line.number <= found.heading.number]
    for line in [*above, *found.body]:
        for index, cell in enumerate(line.cells):
            if isinstance(cell, Formula):
                first.setdefault(index, (line, cell.text))
                counts[index] += 1
    for index, (line, text) in first.items():
        name = found.headings[index] if index < len(found.headings) else ""
        more = f" ({counts[index]} cells of this column do)" if counts[index] > 1 else ""
        message = (
            f"This cell holds a formula{more}. Copy the column, paste it back as values only, save, and send the file "
            "again."
        )
        problems.add(line.number, name, text, message, stops=True)


def flag_american_dates(table: Table, body: Sequence[Line], problems: Problems) -> None:
    for name, style in table.date_styles.items():
        if style.american_proof is None:
            continue
        column, line = table.columns[name], body[style.american_proof]
        problems.add(
            line.number,
            column.header,
            as_text(line.cells[column.index]),
            "This date can only be month first, so all the dates in this column may be the wrong way round. Set the "
            "dates to day/month/year and send the file again.",
            stops=True,
            field=name,
        )


def rows_beneath(kind: Kind, table: Table, body: Sequence[Line], problems: Problems) -> tuple[Row, ...]:
    flag_american_dates(table, body, problems)
    rows = rows_of(kind, table, body, problems)
    if not rows:
        raise FileRefused(NOTHING_BENEATH)
    return rows


def rows_of(kind: Kind, table: Table, body: Sequence[Line], problems: Problems) -> tuple[Row, ...]:
    read = reader_of(kind, table)
    rows = tuple(row for line in body for row in read(Record(table, line, problems)))
    if kind is Kind.PUPILS:

        def heading(name: str) -> str:
            return table.columns[name].header if name in table.columns else ""

        check_pupils([row for row in rows if isinstance(row, PupilRow)], problems, heading)
    return rows


def reader_of(kind: Kind, table: Table) -> Callable[[Record], tuple[Row, ...]]:
    """What makes rows of a line: one as a rule; none where it is no pupil's; several where a line has a column
    for each term."""
    if kind is Kind.PUPILS:
        absent = pupil_rows.absent_from(table)
        return lambda record: (pupil_rows.pupil_row(record, absent),)
    if kind is Kind.SENCO_REGISTER:
        missing = register_rows.absent_from(table)
        return lambda record: (
            () if register_rows.names_nobody(record) else (register_rows.register_row(record, missing),)
        )
    readers: dict[Kind, Callable[[Record], tuple[Row, ...]]] = {
        Kind.STAFF: lambda record: (other_rows.staff_row(record),),
        Kind.GROUPS: lambda record: (other_rows.group_row(record),),
        Kind.ATTENDANCE: other_rows.attendance_rows,
        Kind.SUSPENSIONS: lambda record: (other_rows.suspension_row(record),),
        Kind.RESULTS: result_rows.result_rows,
    }
    return readers[kind]


def date_shape(table: Table) -> str | None:
    """The shapes of the file's dates, the birthdays' first."""
    names = sorted(table.date_styles, key=lambda name: name != "date_of_birth")
    shapes = [shape for name in names if (style := table.date_styles[name].shape) for shape in style.split(" and ")]
    return " and ".join(dict.fromkeys(shapes)) or None


def school_named(table: Table, found: Found) -> SchoolNamed | None:
    """The school in a column that says the same on every line, else the words above the heading row."""
    names, numbers = constant(table, "school_name", found.body), constant(table, "school_laestab", found.body)
    laestab = "".join(character for character in numbers if character.isdigit())
    if names or len(laestab) == 7:
        return SchoolNamed(names, laestab if len(laestab) == 7 else None, "column")
    if found.title:
        digits = next((word for word in found.title.split() if word.isdigit() and len(word) == 7), None)
        return SchoolNamed(found.title, digits, "title row")
    return None


def constant(table: Table, name: str, body: Sequence[Line]) -> str:
    column = table.columns.get(name)
    if column is None:
        return ""
    values = {as_text(line.cells[column.index]) for line in body if column.index < len(line.cells)}
    return values.pop() if len(values) == 1 else ""


def laestab_hint(rows: Sequence[Row]) -> str | None:
    """The LAESTAB inside most of the UPNs. Only a hint: a pupil keeps the UPN of the first school."""
    upns = [row.upn if isinstance(row, PupilRow) else getattr(getattr(row, "pupil", None), "upn", None) for row in rows]
    counted = Counter(upn[1:8] for upn in upns if upn)
    if not counted:
        return None
    laestab, times = counted.most_common(1)[0]
    return laestab if times * 2 > sum(counted.values()) else None
