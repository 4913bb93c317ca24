"""Small files made for a test."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from pupils.imports import ParsedFile, Problem, read_file

DATA = Path(__file__).resolve().parents[3] / "senco" / "demo" / "data"
OAKFIELD = DATA / "oakfield_sims_export.csv"
HILLSIDE = DATA / "hillside_arbor_export.csv"
ST_MARKS = DATA / "st_marks_sims_export.csv"
REGISTER = DATA / "oakfield_senco_register.xlsx"
CTF = DATA / "8862101_CTF_XXXXXXX_001.xml"
REAL_FILES = (OAKFIELD, HILLSIDE, ST_MARKS, REGISTER, CTF)

# UPNs whose check letters are right, of a made-up school.
UPNS = ("H801200001001", "B801200005001", "Z823432126017", "G80120000101A")


def csv_of(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(*rows: Sequence[Any], title: str = "Sheet1", others: dict[str, list[Sequence[Any]]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for name, lines in (others or {}).items():
        more = book.create_sheet(name)
        for row in lines:
            more.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rezipped(workbook: bytes, changes: dict[str, bytes]) -> bytes:
    """The workbook with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return out.getvalue()


def ctf_of(*pupils: str, header: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><CTfile><Header><DocumentName>Common Transfer File</DocumentName>'
        f"<CTFversion>25.0</CTFversion>{header}</Header><CTFpupilData>{''.join(pupils)}</CTFpupilData></CTfile>"
    ).encode()


def read_csv_of(*rows: Sequence[str], **options: Any) -> ParsedFile:
    return read_file(csv_of(*rows), "list.csv", **options)


def one_pupil(heading: str, value: str) -> Any:
    """The only row of a file whose last column is `heading`."""
    return read_csv_of(("UPN", "Surname", "Forename", heading), (UPNS[0], "Ng", "Amy", value)).rows[0]


def about(parsed: ParsedFile, heading: str) -> list[Problem]:
    return [problem for problem in parsed.problems if problem.column == heading]


def the_problem(parsed: ParsedFile) -> Problem:
    assert len(parsed.problems) == 1, parsed.problems
    return parsed.problems[0]
