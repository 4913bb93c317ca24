"""Whose pupil is this? What stops a file because a line could be given to the wrong child, or to two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from pupils.imports.problems import Problems
from pupils.imports.rows import PupilRow

ONE_LINE_A_PUPIL = "If the report writes a line for each contact, choose one line a pupil."


def check_pupils(
    rows: Sequence[PupilRow], problems: Problems, heading: Callable[[str], str], *, at: str = "on line"
) -> None:
    """`heading` gives a field's heading as the file has it; `at` comes before the number of another row."""
    for row in rows:
        if not has_key(row) and not refused_as_a_column(row):
            say_nobody(row, problems, heading)
    for name, words in (("upn", "UPN"), ("admission_number", "admission number"), ("local_ref", "reference")):
        say_doubles(rows, name, words, problems, heading, at)
    say_namesakes(rows, problems, heading, at)


def has_key(row: PupilRow) -> bool:
    named = bool(row.key.names and row.date_of_birth)
    return bool(row.upn or row.admission_number or row.local_ref or named)


def refused_as_a_column(row: PupilRow) -> bool:
    """The birthday is missing because its whole column was refused, which has been said once and stops the file."""
    return "date_of_birth" in row.left_out and "date_of_birth" not in row.raw and bool(row.key.names)


def say_nobody(row: PupilRow, problems: Problems, heading: Callable[[str], str]) -> None:
    if "upn" in row.left_out:
        message = (
            "The UPN is wrong and nothing else says whose line this is. Correct the UPN or add the admission number."
        )
    else:
        message = (
            "It is not clear whose line this is: it needs a UPN, an admission number, or a name with a date of birth."
        )
    written = row.raw.get("upn") or row.key.name_as_written or ""
    problems.add(row.line, heading("upn"), written, message, stops=True, field="upn")


def say_doubles(
    rows: Sequence[PupilRow], name: str, words: str, problems: Problems, heading: Callable[[str], str], at: str
) -> None:
    first: dict[str, int] = {}
    advice = f" {ONE_LINE_A_PUPIL}" if at == "on line" else ""
    for row in rows:
        value = getattr(row, name)
        if value is None:
            continue
        if value in first:
            problems.add(
                row.line,
                heading(name),
                value,
                f"The same {words} is {at} {first[value]} too, so it is not clear whose it is.{advice}",
                stops=True,
                field=name,
            )
        first.setdefault(value, row.line)


def say_namesakes(rows: Sequence[PupilRow], problems: Problems, heading: Callable[[str], str], at: str) -> None:
    """Two lines with nothing but the same name and birthday are one pupil twice, or two whom we cannot tell apart."""
    same: dict[object, list[PupilRow]] = defaultdict(list)
    for row in rows:
        if not (row.upn or row.admission_number or row.local_ref) and has_key(row):
            same[(row.key.names, row.date_of_birth)].append(row)
    for first, *others in same.values():
        for row in others:
            problems.add(
                row.line,
                heading("surname") or heading("full_name"),
                row.key.name_as_written or "",
                f"The same name and date of birth are {at} {first.line} too, and no UPN or admission number tells "
                "the two apart.",
                stops=True,
                field="surname",
            )
