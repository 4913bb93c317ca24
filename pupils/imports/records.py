"""One line of a table under its recognised headings, read value by value.

A value that cannot be trusted is left out, kept as written, and said; the rest of the line goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from pupils.imports.codes import HISTORICAL, HISTORICAL_NEEDS, need_codes, provision_code, tidy_upn
from pupils.imports.dates import BadDate, DateStyle, read_date, style_of
from pupils.imports.names import guesses, name_fault
from pupils.imports.problems import Problems
from pupils.imports.rows import Column, NameGuess, PupilKey
from pupils.imports.tables import Cell, Formula, Line, as_text, is_blank, is_broken
from pupils.imports.values import NO, YES, BadValue, are_fractions, birth_fault
from senco.law import upn_is_valid

T = TypeVar("T")

DATES = frozenset(
    ("date_of_birth", "sen_started_on", "entered_on", "left_on", "starts_on", "ends_on", "taken_on")
    + ("ehcp_issued_on", "last_review_on", "next_review_on")
)
PERCENTS = frozenset({"attendance_percent", "percent"})
FLAGS = frozenset({"looked_after", "pupil_premium", "fsm", "eal"})
NEEDS = ("needs", "need_1", "need_2", "need_3", "need_4")
LONGEST_TEXT = {"notes": 5_000, "provision": 2_000, "address": 500, "reason": 500}
SHORT = 120


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that are read and what was learnt from each as a whole."""

    columns: Mapping[str, Column]  # by field
    date_styles: Mapping[str, DateStyle]
    fractions: frozenset[str]  # percentage columns written 0 to 1
    blank_means_no: bool
    blank_means_no_sen: bool
    width: int
    day: date | None  # on which the file is read; None where birthdays are not to be checked against it


def learn(columns: Sequence[Column], lines: Sequence[Line], day: date | None) -> Table:
    """Looks down every column that needs it: the order of dates, the scale of percentages, what blank means."""
    used = {column.field: column for column in columns if column.used and column.field}

    def down(name: str) -> list[Cell]:
        index = used[name].index
        return [line.cells[index] if index < len(line.cells) else None for line in lines]

    return Table(
        columns=used,
        date_styles={name: style_of(down(name)) for name in used if name in DATES},
        fractions=frozenset(name for name in used if name.split("@")[0] in PERCENTS and are_fractions(down(name))),
        blank_means_no=marks_only_yes([down(name) for name in used if name in FLAGS]),
        blank_means_no_sen="sen_provision" in used and marks_only_sen(down("sen_provision")),
        width=len(columns),
        day=day,
    )


def marks_only_yes(flags: Iterable[list[Cell]]) -> bool:
    """Arbor writes Yes or nothing. If no flag of the file ever says no and some say yes, blank is no."""
    words = {as_text(cell).lower() for cells in flags for cell in cells}
    return bool(words & YES) and not words & NO


def marks_only_sen(cells: list[Cell]) -> bool:
    """Whether a SEN column names those with SEN only. A column blank from top to bottom says nothing."""
    codes = {provision_code(as_text(cell)) for cell in cells if not is_blank(cell)}
    return bool(codes - {None}) and "N" not in codes


@dataclass(slots=True)
class Record:
    table: Table
    line: Line
    problems: Problems
    left_out: set[str] = field(default_factory=set)
    raw: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.line.number

    def again(self) -> Record:
        """The same line with nothing left out yet, for a second row made of it."""
        return Record(self.table, self.line, self.problems)

    def cell(self, name: str) -> Cell:
        column = self.table.columns.get(name)
        if column is None or column.index >= len(self.line.cells):
            return None
        return self.line.cells[column.index]

    def heading(self, name: str) -> str:
        column = self.table.columns.get(name)
        return column.header if column else ""

    def say(self, name: str, message: str, *, stops: bool = False, about: str | None = None) -> None:
        self.problems.add(
            self.number, self.heading(name), as_text(self.cell(name)), message, stops=stops, field=about or name
        )

    def leave_out(self, name: str, message: str, *, about: str | None = None) -> None:
        """Leaves the value of field `name` out of attribute `about` (the same name if not given)."""
        attribute = about or name
        self.left_out.add(attribute)
        self.raw.setdefault(attribute, as_text(self.cell(name)))
        self.say(name, message, about=attribute)

    def value(self, name: str, read: Callable[[Cell], T], *, about: str | None = None) -> T | None:
        """What `read` makes of the cell; None when it is blank or was left out."""
        cell = self.cell(name)
        if cell is None or is_blank(cell):
            return None
        if isinstance(cell, Formula):  # said once for its column, and it stops the file
            self.left_out.add(about or name)
            return None
        if is_broken(cell):
            self.leave_out(
                name, "The spreadsheet shows an error here instead of a value, so it was left out.", about=about
            )
            return None
        try:
            return read(cell)
        except (BadValue, BadDate) as error:
            self.leave_out(name, str(error), about=about)
            return None

    def text(self, name: str, *, about: str | None = None) -> str | None:
        most = LONGEST_TEXT.get(name, SHORT)

        def short_enough(cell: Cell) -> str:
            text = as_text(cell)
            if len(text) > most:
                raise BadValue(f"This is longer than {most} characters, so it was left out.")
            return text

        return self.value(name, short_enough, about=about)

    def name(self, name: str, *, about: str | None = None) -> str | None:
        def whole(cell: Cell) -> str:
            text = as_text(cell)
            if fault := name_fault(text):
                raise BadValue(fault)
            return text

        return self.value(name, whole, about=about)

    def date(self, name: str) -> date | None:
        style = self.table.date_styles.get(name)
        if style and style.american_proof is not None:
            self.left_out.add(name)  # the whole column was refused, once
            return None
        return self.value(name, read_date)

    def birthday(self, year_group: str | None) -> dt.date | None:
        """The pupil's date of birth, unless nobody in this year group can have been born then."""
        born = self.date("date_of_birth")
        if born and self.table.day and (fault := birth_fault(born, self.table.day, year_group)):
            self.leave_out("date_of_birth", f"{fault} It was left out.")
            return None
        return born

    def flag(self, name: str, read: Callable[[Cell], bool]) -> bool | None:
        if self.table.blank_means_no and name in self.table.columns and is_blank(self.cell(name)):
            return False
        return self.value(name, read)

    def provision(self) -> str | None:
        if self.table.blank_means_no_sen and is_blank(self.cell("sen_provision")):
            return "N"

        def known(cell: Cell) -> str:
            code = provision_code(as_text(cell))
            if code is None:
                raise BadValue(
                    "This is not a SEN status that is known (none, SEN support or EHC plan), so it was left out."
                )
            return code

        code = self.value("sen_provision", known)
        if code in HISTORICAL:
            now, why = HISTORICAL[code]
            self.say("sen_provision", f"This is an old status ({why}), so it was read as {now}. Please check it.")
            self.raw["sen_provision"] = as_text(self.cell("sen_provision"))
            return now
        return code

    def needs(self, names: Iterable[str] = NEEDS, *, about: str = "needs") -> tuple[str, ...]:
        """DfE codes in order. A word that is no need is left out alone; the others of its cell are kept."""
        found: list[str] = []
        for name in names:
            found += [
                code for code in self.value(name, self.codes_in(name, about), about=about) or () if code not in found
            ]
        return tuple(found)

    def codes_in(self, name: str, about: str) -> Callable[[Cell], list[str]]:
        def read(cell: Cell) -> list[str]:
            codes, unknown = need_codes(as_text(cell))
            for word in unknown:
                self.leave_out(
                    name, f"“{word}” is not a type of need that the DfE lists, so it was left out.", about=about
                )
            for code in codes:
                if code in HISTORICAL_NEEDS:
                    now = HISTORICAL_NEEDS[code]
                    self.say(
                        name,
                        f"{code} was replaced by {now} in 2014, so it was read as {now}. Please check it.",
                        about=about,
                    )
            return list(dict.fromkeys(HISTORICAL_NEEDS.get(code, code) for code in codes))

        return read

    def upn(self, name: str = "upn") -> str | None:
        def checked(cell: Cell) -> str:
            upn = tidy_upn(as_text(cell))
            if not upn_is_valid(upn):
                raise BadValue("This is not a UPN: its check letter or its length is wrong. It was left out.")
            return upn

        return self.value(name, checked)

    def reference(self, name: str) -> str | None:
        """An admission number or a reference as written, noughts and all."""
        return self.text(name)

    def named(self) -> tuple[str | None, tuple[NameGuess, ...]]:
        """The pupil's name as written, and who that may be, from one column or from two."""
        if "full_name" in self.table.columns:
            written = self.text("full_name", about="name")
            if not written:
                return None, ()
            if fault := name_fault(written):
                self.leave_out("full_name", fault, about="name")
            return written, guesses(written)
        surname, forename = self.text("surname"), self.text("forename")
        for part, text in (("surname", surname), ("forename", forename)):
            if text and (fault := name_fault(text)):
                self.leave_out(part, fault, about="name")
        written = " ".join(part for part in (forename, surname) if part) or None
        return written, (NameGuess(forename, surname),) if forename and surname else ()

    def pupil_key(self) -> PupilKey:
        """Whose line this is, for the files that are about a pupil but not of them."""
        written, names = self.named()
        return PupilKey(
            upn=self.upn(),
            admission_number=self.reference("admission_number"),
            local_ref=self.reference("local_ref"),
            name_as_written=written,
            names=names,
            date_of_birth=self.date("date_of_birth"),
            registration_group=self.text("registration_group"),
        )
