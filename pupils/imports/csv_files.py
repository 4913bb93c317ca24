"""CSV files: which encoding, which separator, and the lines as they stand."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from pupils.imports.opening import READABLE
from pupils.imports.rows import FileRefused, Limits
from pupils.imports.tables import Cell, Formula, Line, Sheet, formula_in, is_blank, unwrapped

DELIMITERS = (",", ";", "\t", "|")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SAMPLE_LINES = 40
SAMPLE_WIDTH = 20_000
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_csv(content: bytes, limits: Limits) -> Sheet:
    text, encoding = decoded(content)
    text, delimiter = separated(text)
    lines = list(lines_of(text, delimiter, limits))
    return Sheet(lines, encoding=encoding, delimiter=delimiter, trims_rows=False)


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding's name. Without a mark it is UTF-8 if it can be, else the Windows one."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return checked(tolerant(content, encoding)), encoding
    if b"\x00" in content:
        raise FileRefused(
            "The file holds NUL bytes, so it is damaged or no text at all. Save it as “CSV UTF-8” and send that."
        )
    try:
        return checked(tolerant(content, "utf-8")), "utf-8"
    except UnicodeDecodeError:
        return checked(content.decode("cp1252", errors="replace")), "cp1252"


def tolerant(content: bytes, encoding: str) -> str:
    """Decodes a file that was cut off in the middle of a letter up to the letter before: the reader then
    finds the cut-off line. Raises UnicodeDecodeError for anything worse in UTF-8 without a mark."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 4 and error.reason in ("unexpected end of data", "truncated data"):
            return content[: error.start].decode(encoding)
        if encoding == "utf-8":
            raise
        return content.decode(encoding, errors="replace")


def checked(text: str) -> str:
    text = text.rstrip("\x1a")  # how DOS marked the end of a file
    if found := CONTROL.search(text):
        number = text.count("\n", 0, found.start()) + 1
        what = "a NUL byte" if found[0] == "\x00" else "characters that no text has"
        raise FileRefused(f"Line {number} holds {what}, so this is damaged or no CSV file. {READABLE}")
    return text


def separated(text: str) -> tuple[str, str]:
    """The separator: said in a first line “sep=;”, or the one that cuts the first lines most evenly."""
    if found := re.match(r'"?sep=(.)"?\r?\n', text):
        # The line stays, blank, so that the line numbers are those of the file.
        return "\n" + text[found.end() :], found[1]
    head = [line[:SAMPLE_WIDTH] for line in islice(io.StringIO(text), SAMPLE_LINES)]
    return text, max(DELIMITERS, key=lambda delimiter: evenness(head, delimiter))


def evenness(head: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in csv.reader(head, delimiter=delimiter) if row]
    except csv.Error:
        return (0, 0)
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return (0, 0)
    width, times = counted.most_common(1)[0]
    return (times, width)


def lines_of(text: str, delimiter: str, limits: Limits) -> Iterator[Line]:
    """Every line that is not blank, with the number of the physical line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    began, count = 1, 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused(sentence_for(error, began)) from error
        number, began = began, reader.line_num + 1
        check_row(row, number, limits)
        if all(is_blank(cell) for cell in row):
            continue
        count += 1
        if count > limits.rows:
            raise FileRefused(f"The file has more than {limits.rows:,} lines, which is more than any school's list.")
        yield Line(number, tuple(cell_of(cell) for cell in row))


def check_row(row: list[str], number: int, limits: Limits) -> None:
    if len(row) > limits.columns:
        raise FileRefused(f"Line {number} has {len(row)} columns; the most that is read is {limits.columns}.")
    if any(len(cell) > limits.cell_characters for cell in row):
        raise FileRefused(
            f"A cell that begins on line {number} has more than {limits.cell_characters:,} characters. "
            "Perhaps a quotation mark is missing there."
        )


def sentence_for(error: csv.Error, number: int) -> str:
    if "end of data" in str(error):
        return (
            f"A quotation mark that opens on line {number} is never closed: the file was cut off, or there is one mark "
            "too many. Export it again and send the new copy."
        )
    if "field limit" in str(error):
        return f"A cell that begins on line {number} goes on without end. Perhaps a quotation mark is missing there."
    return f"A quotation mark on line {number} is out of place, so the columns there cannot be told apart."


def cell_of(text: str) -> Cell:
    formula = formula_in(text)
    return Formula(formula) if formula else unwrapped(text)
