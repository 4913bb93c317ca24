"""One school's list saved in every way that an office might save it: always the same pupils."""

import ast
import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pupils import imports
from pupils.imports import PupilRow, read_file
from tests.pupils.imports.making import OAKFIELD, csv_of, xlsx_of

Rows = list[list[str]]


def rows_of_oakfield() -> Rows:
    return list(csv.reader(io.StringIO(OAKFIELD.read_bytes().decode("cp1252"), newline="")))


def in_column(rows: Rows, heading: str, change: Callable[[str], Any]) -> list[list[Any]]:
    place = rows[0].index(heading)
    return [rows[0], *([*row[:place], change(row[place]), *row[place + 1 :]] for row in rows[1:])]


def with_dates(change: Callable[[datetime], Any]) -> list[list[Any]]:
    rows: list[list[Any]] = rows_of_oakfield()
    for heading in ("DOB", "SEN Start Date"):
        rows = in_column(rows, heading, lambda text: change(datetime.strptime(text, "%d/%m/%Y")) if text else "")
    return rows


def serial(day: datetime) -> int:
    return (day - datetime(1899, 12, 30)).days


def pupils(content: bytes) -> list[PupilRow]:
    return [replace(row, line=0) for row in read_file(content, "x").pupils()]


@pytest.fixture(scope="module")
def as_exported() -> list[PupilRow]:
    return pupils(OAKFIELD.read_bytes())


VARIANTS: dict[str, Callable[[], bytes]] = {
    "UTF-8": lambda: csv_of(*rows_of_oakfield()),
    "UTF-8 with a mark": lambda: csv_of(*rows_of_oakfield(), encoding="utf-8-sig"),
    "UTF-16": lambda: csv_of(*rows_of_oakfield(), encoding="utf-16"),
    "semicolons": lambda: csv_of(*rows_of_oakfield(), delimiter=";"),
    "tabs": lambda: csv_of(*rows_of_oakfield(), delimiter="\t", encoding="utf-16"),
    "Mac line ends": lambda: OAKFIELD.read_bytes().replace(b"\r\n", b"\r"),
    "Unix line ends": lambda: OAKFIELD.read_bytes().replace(b"\r\n", b"\n"),
    "blank lines between": lambda: OAKFIELD.read_bytes().replace(b"\r\n", b"\r\n\r\n"),
    "a workbook": lambda: xlsx_of(*rows_of_oakfield()),
    "a workbook with date cells": lambda: xlsx_of(*with_dates(lambda day: day)),
    "a workbook with serial numbers": lambda: xlsx_of(*with_dates(serial)),
    "a workbook with numbers for attendance": lambda: xlsx_of(*in_column(rows_of_oakfield(), "% Attendance", float)),
    "ISO dates": lambda: csv_of(*with_dates(lambda day: day.strftime("%Y-%m-%d"))),
    "dates in words": lambda: csv_of(*with_dates(lambda day: day.strftime("%d-%b-%Y"))),
    "dates with a time": lambda: csv_of(*with_dates(lambda day: day.strftime("%d/%m/%Y 00:00"))),
    "a title above": lambda: xlsx_of(["Oakfield pupils"], [], *rows_of_oakfield()),
    "guarded numbers": lambda: csv_of(*in_column(rows_of_oakfield(), "Adno", lambda text: f'="{text}"')),
    "attendance as fractions": lambda: csv_of(
        *in_column(rows_of_oakfield(), "% Attendance", lambda text: f"{float(text) / 100:.3f}")
    ),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_list_saved_another_way_gives_the_same_pupils(variant: str, as_exported: list[PupilRow]) -> None:
    found = pupils(VARIANTS[variant]())
    assert [replace(row, raw={}) for row in found] == [replace(row, raw={}) for row in as_exported]


def test_the_readers_know_nothing_of_the_database() -> None:
    for path in Path(imports.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                allowed = name.startswith(("pupils.imports", "senco.law"))
                assert allowed or not name.startswith(("django", "pupils", "senco", "records", "provision")), (
                    path,
                    name,
                )
