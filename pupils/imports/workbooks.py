"""Excel workbooks: the sheet that holds the list, line by line, its formulas seen and never worked out."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from pupils.imports.opening import BROKEN_ZIP
from pupils.imports.rows import FileRefused, Limits
from pupils.imports.tables import BrokenCell, Cell, Formula, Line, Percentage, Sheet, is_blank

LAST_ROW = 1_048_576  # Excel's own; a damaged sheet may claim any number
MOST_SHEETS = 50
MOST_WIDE_ROWS = 2_000  # rows with blank formatted cells far to the right: each costs as much as a full one


@contextmanager
def workbook_faults() -> Iterator[None]:
    """The workbook library raises nearly anything for a damaged workbook (KeyError, TypeError, ParseError…).
    Whatever it is, the person is told the same: the copy is damaged."""
    try:
        yield
    except FileRefused:
        raise
    except Exception as error:
        raise FileRefused(BROKEN_ZIP) from error


def read_workbook(content: bytes, limits: Limits) -> list[Sheet]:
    """Every visible sheet that holds something, in order. `opening.check_archive` has been passed before."""
    with workbook_faults(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are not read anyway
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            if not book.worksheets:
                raise FileRefused(
                    "No sheet of this workbook could be read. Save it as an Excel workbook (.xlsx) again."
                )
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:MOST_SHEETS]
            read = [Sheet(list(lines_of(sheet, limits)), name=str(sheet.title)) for sheet in sheets]
        finally:
            book.close()
    return [sheet for sheet in read if sheet.lines]


def lines_of(sheet: Any, limits: Limits) -> Iterator[Line]:
    sheet.reset_dimensions()  # what the sheet says of its own size may be wrong
    count = wide = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_ROW:
            raise FileRefused("The sheet has more rows than Excel allows, so it is damaged.")
        if not cells:
            continue
        wide += len(cells) > limits.columns
        values = trimmed([cell_of(cell, limits, number) for cell in cells])
        if len(values) > limits.columns or wide > MOST_WIDE_ROWS:
            raise FileRefused(
                f"Row {number} has more than {limits.columns} columns, the most that is read. Copy the list alone to a "
                "new workbook and send that."
            )
        if not values:
            continue
        count += 1
        if count > limits.rows:
            raise FileRefused(f"The sheet has more than {limits.rows:,} rows, which is more than any school's list.")
        yield Line(number, tuple(values))


def trimmed(values: list[Cell]) -> list[Cell]:
    while values and is_blank(values[-1]):
        values.pop()
    return values


def cell_of(cell: Any, limits: Limits, number: int) -> Cell:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f" or isinstance(value, ArrayFormula | DataTableFormula):
        return Formula(formula_text(value))
    if cell.data_type == "e":
        return BrokenCell(str(value))
    if isinstance(value, str):
        if len(value) > limits.cell_characters:
            raise FileRefused(f"A cell in row {number} has more than {limits.cell_characters:,} characters.")
        if "\x00" in value:
            raise FileRefused(f"A cell in row {number} holds a NUL byte, so the workbook is damaged.")
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return Percentage(Decimal(repr(value)) * 100)
    return value if isinstance(value, bool | int | float | datetime) else plain_cell(value)


def plain_cell(value: Any) -> Cell:
    return value if hasattr(value, "isoformat") else str(value)


def formula_text(value: Any) -> str:
    text = getattr(value, "text", None) or (value if isinstance(value, str) else None)
    return str(text) if text else "="
