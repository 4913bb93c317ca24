"""The SENCO's own register: plans, last reviews, hours, agencies and provision, so that the next reviews fall due.

The school's information system is the master of status and needs: where the register says otherwise both are
shown, and what is here stays. Only what nobody has said yet is taken from the register.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pupils.imports import Problem, RegisterRow
from pupils.models import Pupil
from senco.imports.changes import Change, Entry, Tab
from senco.imports.intake import Intake, stopped
from senco.imports.matching import OnFile
from senco.imports.register_agencies import Involvements
from senco.imports.register_plans import Plans
from senco.imports.register_provision import Placements
from senco.imports.register_standing import Standing
from senco.imports.settling import settle


@dataclass(slots=True, eq=False)
class Line:
    """One line of the register and whose it is."""

    row: RegisterRow
    pupil: Pupil
    group: str
    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)


def take_in_register(intake: Intake) -> None:
    roll = intake.roll()
    intake.preview.on_roll = len(roll.on_roll)
    rows = intake.parsed.register()
    settled = settle(intake, roll, [(row.line, row.pupil) for row in rows])
    if stopped(intake):
        return
    if not settled and rows and not intake.preview.counts[Tab.DOUBTFUL]:
        intake.warn("None of these pupils is on the roll here. Take in the school’s file of pupils first.")
    _take_in_lines(intake, _lines(intake, rows, settled))


def _lines(intake: Intake, rows: Sequence[RegisterRow], settled: dict[int, OnFile]) -> list[Line]:
    pupils = Pupil.objects.of_school(intake.school_id).in_bulk([one.pk for one in settled.values()])
    lines = []
    for row in rows:
        found = settled.get(row.line)
        if found is not None:
            lines.append(Line(row, pupils[found.pk], found.group))
    if any(row.notes for row in rows):
        intake.warn("The notes of this register stay in the spreadsheet, but for those of pupils with an EHC plan.")
    return lines


def _take_in_lines(intake: Intake, lines: Sequence[Line]) -> None:
    """What stands for all of them is read in about ten queries; the largest registers have a few hundred lines."""
    parts = [part(intake, [line.pupil.pk for line in lines]) for part in (Standing, Plans, Involvements, Placements)]
    for done, line in enumerate(lines, start=1):
        for part in parts:
            part.take(line)
        where = (line.row.line, line.pupil.pk, line.pupil.name, line.group)
        intake.preview.add(Entry(Tab.CHANGED if line.changes else Tab.UNCHANGED, *where, tuple(line.changes)))
        if line.kept:
            intake.preview.add(Entry(Tab.KEPT, *where, tuple(line.kept)))
        if done % 10 == 0 or done == len(lines):
            intake.progress(done, len(lines))


def problem(intake: Intake, row: RegisterRow, name: str, value: str, message: str) -> None:
    intake.say(Problem(row.line, intake.header(name), value, message, field=name))
