"""A table as it stands in a file, whatever the file is: numbered lines of cells, nothing understood yet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    text: str


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number that the workbook shows as a percentage; `value` is out of 100."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """What a spreadsheet shows where a sum went wrong: #N/A, #REF!, #VALUE!."""

    text: str


Cell = str | int | float | bool | datetime | date | time | timedelta | Formula | Percentage | BrokenCell | None


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`lines` holds no blank lines; their numbers are those of the file."""

    lines: list[Line]
    name: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    trims_rows: bool = True  # a workbook leaves out trailing blanks; in a CSV a short line is a cut-off one
    others: tuple[str, ...] = field(default=())  # sheets of the same workbook that were not read


# Nothing that a person typed: zero-width spaces, marks that turn the writing round, control characters.
INVISIBLE: dict[int, None] = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
INVISIBLE |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
INVISIBLE |= dict.fromkeys(code for code in [*range(32), 0x7F] if not chr(code).isspace())
PLAIN = re.compile(r"(?:[!-~]+ )*[!-~]+|")
SPACES = re.compile(r"\s+")
EXCEL_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|#+)", re.IGNORECASE)


def tidy(text: str) -> str:
    """One line, single spaces, composed letters: what a person would call the same text."""
    if PLAIN.fullmatch(text):
        return text  # nearly every cell of a real file; the rest of this is five times slower
    return SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(INVISIBLE))).strip()


def as_text(cell: Cell) -> str:
    """The cell as a person would read it. 4001.0 is "4001", a date cell is yyyy-mm-dd."""
    match cell:
        case None:
            return ""
        case str():
            return tidy(cell)
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case Formula() | BrokenCell():
            return cell.text
        case Percentage():
            return f"{cell.value.normalize():f}%"
        case _:
            return str(cell)


def is_blank(cell: Cell) -> bool:
    if isinstance(cell, str):
        return not cell or (not cell[0].isalnum() and not tidy(cell))
    return cell is None


def is_broken(cell: Cell) -> bool:
    if isinstance(cell, BrokenCell):
        return True
    return isinstance(cell, str) and bool(EXCEL_ERROR.fullmatch(cell.strip()))


CALL = re.compile(r"[+\-@]\s*[A-Za-z_][\w.]*\(")
SUM = re.compile(r"[+\-]\s*\$?[A-Za-z]{1,3}\$?\d+\s*[-+*/:&]")
PLAIN_TEXT = re.compile(r'="([^"]*)"')


def formula_in(text: str) -> str | None:
    """The formula that a spreadsheet would make of this text, if it would make one.

    Telephone numbers (+44 …), negative numbers, dashes before a note and handles (@name) are not
    formulas. Nor is ="004001": that is how a report keeps the noughts in front.
    """
    bare = text.strip()
    if not bare or bare[0] not in "=+-@" or PLAIN_TEXT.fullmatch(bare):
        return None
    if bare[0] == "=":
        return bare if len(bare) > 1 else None
    calls_out = "!" in bare.partition("|")[2]  # =cmd|' /C calc'!A0
    return bare if calls_out or CALL.match(bare) or SUM.match(bare) else None


def unwrapped(text: str) -> str:
    """The text inside ="…", which reports write so that a spreadsheet keeps it as text."""
    found = PLAIN_TEXT.fullmatch(text.strip())
    return found.group(1) if found else text
