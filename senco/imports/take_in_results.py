"""Results of the school's own measures: one for each pupil, measure and day. What a hand typed stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pupils.actions.progress import ask_anew
from pupils.imports import Problem, ResultRow
from pupils.models import Measure, Result
from pupils.names import fold
from pupils.scales import BadResult, looks_like_results
from senco.imports.changes import Change, Entry, Tab
from senco.imports.facts import BATCH
from senco.imports.intake import Intake, batches, stopped
from senco.imports.matching import OnFile
from senco.imports.settling import settle

NO_MEASURE = "The file does not say what was measured. Send it again and choose the measure there."
NO_DAY = "The file does not say when the results were taken. Send it again and give the day there."


@dataclass(frozen=True, slots=True)
class Placed:
    row: ResultRow
    pupil: OnFile
    measure: Measure
    day: dt.date
    value: Decimal
    written: str

    @property
    def key(self) -> tuple[int, int, dt.date]:
        return self.pupil.pk, self.measure.pk, self.day


def take_in_results(intake: Intake) -> None:
    rows = [row for row in intake.parsed.rows if isinstance(row, ResultRow)]
    measures = Measures(intake)
    _what_is_missing(intake, rows)
    settled = settle(intake, intake.roll(), list({row.line: row.pupil for row in rows}.items()), once=False)
    if stopped(intake):
        return
    measures.say_columns_passed_over()
    placed = list(_placed(intake, rows, settled, measures))
    for done, batch in enumerate(batches(placed), start=1):
        _take_in(intake, batch)
        intake.progress(min(done * BATCH, len(placed)), len(placed))
    if intake.writes:
        ask_anew(intake.school_id)


class Measures:
    """The school's measures by everything that a file may call them. One query."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        rows = list(Measure.objects.of_school(intake.school_id).active())
        self.chosen = next((row for row in rows if row.pk == intake.wishes.measure), None)
        self.called = {heading: row for row in rows for heading in row.headings}
        self._said: set[str] = set()

    def of(self, row: ResultRow) -> Measure | None:
        """The one that the line means; an unknown one is said once, with the first line that has it."""
        if row.measure is None:
            return self.chosen
        found = self.called.get(fold(row.measure))
        if found is None and row.measure not in self._said:
            self._said.add(row.measure)
            why = f"No measure of this school is called “{row.measure}”, so its results were left out. Add it under "
            why += "Progress, Measures, or add these words to the other headings of one that is there."
            self.intake.say(Problem(row.line, row.column, row.written or "", why, field="measure"))
        return found

    def say_columns_passed_over(self) -> None:
        """Columns of figures that nobody asked for are never passed over in silence."""
        for column in self.intake.parsed.columns:
            if not column.used and not column.mapped and looks_like_results([text for text in column.samples if text]):
                self.intake.warn(f"The column “{column.header}” was not read: no measure here is called so.")


def _what_is_missing(intake: Intake, rows: Sequence[ResultRow]) -> None:
    """A file without its measure or its day is refused whole, for no line of it could be kept."""
    first = rows[0].line if rows else 1
    if intake.wishes.measure is None and any(row.measure is None for row in rows):
        intake.say(Problem(first, intake.header("measure"), "", NO_MEASURE, stops=True, field="measure"))
    if intake.wishes.taken_on is None and rows and all(row.taken_on is None for row in rows):
        intake.say(Problem(first, intake.header("taken_on"), "", NO_DAY, stops=True, field="taken_on"))


def _placed(
    intake: Intake, rows: Iterable[ResultRow], settled: dict[int, OnFile], measures: Measures
) -> Iterable[Placed]:
    seen: set[tuple[int, int, dt.date]] = set()
    for row in rows:
        pupil, measure, day = settled.get(row.line), measures.of(row), _day(intake, row)
        if pupil is None or measure is None or day is None or not row.written:
            continue
        if day < pupil.date_of_birth:
            intake.say(_about(intake, row, "The pupil was not born yet on that day, so the line was left out."))
            continue
        try:
            one = Placed(row, pupil, measure, day, measure.scale.read(row.written), row.written)
        except BadResult as bad:
            intake.say(Problem(row.line, row.column, row.written, f"{bad} It was left out.", field="written"))
            continue
        if one.key in seen:
            why = f"A line above has {measure} of the same pupil and day too, so this one was left out."
            intake.say(Problem(row.line, row.column, row.written, why, field="written"))
            continue
        seen.add(one.key)
        yield one


def _day(intake: Intake, row: ResultRow) -> dt.date | None:
    """The line's own day, or that of the whole file; a bad one was said by the reader."""
    if row.taken_on is None and "taken_on" in row.left_out:
        return None
    day = row.taken_on or intake.wishes.taken_on
    if day is None:
        intake.say(_about(intake, row, "This line has no day, so it was left out."))
    elif day > intake.day:
        intake.say(_about(intake, row, "That day is still to come, so the line was left out."))
        return None
    return day


def _about(intake: Intake, row: ResultRow, message: str) -> Problem:
    value = row.taken_on.isoformat() if row.taken_on else ""
    return Problem(row.line, intake.header("taken_on"), value, message, field="taken_on")


def _take_in(intake: Intake, batch: Sequence[Placed]) -> None:
    pupils, days = {one.pupil.pk for one in batch}, {one.day for one in batch}
    rows = Result.objects.of_school(intake.school_id).filter(pupil__in=pupils, taken_on__in=days)
    ours = {(row.pupil_id, row.measure_id, row.taken_on): row for row in rows}
    made, changed = [], []
    for one in batch:
        stands = ours.get(one.key)
        label = f"Result, {one.measure}, {one.day.day} {one.day:%b %Y}"
        changes: tuple[Change, ...] = ()
        tab = Tab.UNCHANGED
        if stands is None:
            tab, changes = Tab.NEW, (Change(label, "", one.written),)
            made.append(_result(intake, one))
        elif stands.value != one.value:
            changes = (Change(label, stands.written, one.written),)
            tab = Tab.KEPT if stands.run_id is None and stands.entered_by_id else Tab.CHANGED
            if tab is Tab.CHANGED:
                stands.value, stands.written, stands.run_id = one.value, one.written, intake.run
                changed.append(stands)
        intake.preview.add(Entry(tab, one.row.line, one.pupil.pk, one.pupil.name, one.pupil.group, changes))
    if intake.writes:
        Result.objects.bulk_update(changed, ["value", "written", "run"], batch_size=BATCH)
        Result.objects.bulk_create(made, batch_size=BATCH)


def _result(intake: Intake, one: Placed) -> Result:
    return Result(
        school_id=intake.school_id,
        pupil_id=one.pupil.pk,
        measure=one.measure,
        taken_on=one.day,
        value=one.value,
        written=one.written,
        note=(one.row.note or "")[:300],
        entered_by=intake.by if intake.run else None,
        run_id=intake.run,
    )
