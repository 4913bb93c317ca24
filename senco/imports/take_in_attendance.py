"""Attendance by period: a row for each pupil and term, or the year so far."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from pupils.imports import AttendanceRow, Problem
from pupils.models import Attendance, Correction
from senco.imports.changes import Change, Entry, Tab
from senco.imports.facts import BATCH
from senco.imports.intake import Intake, batches, stopped
from senco.imports.matching import OnFile
from senco.imports.periods import Period, Periods
from senco.imports.settling import settle

Placed = tuple[AttendanceRow, OnFile, Period]


def take_in_attendance(intake: Intake) -> None:
    rows = [row for row in intake.parsed.rows if isinstance(row, AttendanceRow)]
    settled = settle(intake, intake.roll(), [(row.line, row.pupil) for row in rows], once=False)
    if stopped(intake):
        return
    placed = _placed(intake, rows, settled)
    for done, batch in enumerate(batches(placed), start=1):
        _take_in(intake, batch)
        intake.progress(min(done * BATCH, len(placed)), len(placed))


def _placed(intake: Intake, rows: Sequence[AttendanceRow], settled: dict[int, OnFile]) -> list[Placed]:
    periods = Periods(intake.school_id, intake.day)
    placed: list[Placed] = []
    seen: set[tuple[int, Period]] = set()
    for row in rows:
        pupil = settled.get(row.line)
        if pupil is None or row.percent is None:
            continue
        period = _period(intake, row, periods)
        if period is None:
            continue
        if (pupil.pk, period) in seen:
            intake.say(_about(intake, row, "A line above has the same pupil and period, so this one was left out."))
            continue
        seen.add((pupil.pk, period))
        placed.append((row, pupil, period))
    return placed


def _period(intake: Intake, row: AttendanceRow, periods: Periods) -> Period | None:
    if row.starts_on:
        ends_on = row.ends_on or intake.day
        if row.starts_on <= ends_on <= intake.day:
            return Period(row.starts_on, ends_on)
        intake.say(_about(intake, row, "This period has not ended yet, so the line was left out."))
        return None
    period = periods.meant_by(row.period)
    if period is None:
        why = "The school’s terms here have none of this name, so its days are not known. Set the terms under School."
        intake.say(_about(intake, row, why))
    return period


def _about(intake: Intake, row: AttendanceRow, message: str) -> Problem:
    name = "period" if row.period else "starts_on"
    value = row.period or (row.starts_on.isoformat() if row.starts_on else "")
    return Problem(row.line, intake.header(name), value, message, field=name)


def _take_in(intake: Intake, batch: Sequence[Placed]) -> None:
    rows = Attendance.objects.of_school(intake.school_id).filter(pupil__in=[pupil.pk for _, pupil, _ in batch])
    ours = {(row.pupil_id, row.starts_on, row.is_running): row for row in rows}
    by_hand = _by_hand(intake, batch)
    made, changed = [], []
    for row, pupil, period in batch:
        percent = (row.percent or Decimal()).quantize(Decimal("0.1"), ROUND_HALF_UP)
        stands = ours.get((pupil.pk, period.starts_on, period.is_running))
        label = f"Attendance from {period.starts_on.day} {period.starts_on:%b %Y}"
        changes: tuple[Change, ...] = ()
        if stands is None:
            changes = (Change(label, "", f"{percent}%"),)
            made.append(
                Attendance(
                    school_id=intake.school_id,
                    pupil_id=pupil.pk,
                    starts_on=period.starts_on,
                    ends_on=max(period.ends_on, period.starts_on),
                    is_running=period.is_running,
                    percent=percent,
                )
            )
        elif stands.percent != percent and (kept := by_hand.get((pupil.pk, stands.field))) and _is_it(kept, stands):
            _keep(
                intake, row, pupil, Change(label, f"{stands.percent}%", f"{percent}%", stands.field, str(percent)), kept
            )
        elif stands.percent != percent:
            changes = (Change(label, f"{stands.percent}%", f"{percent}%"),)
            stands.percent, stands.ends_on = percent, max(period.ends_on, period.starts_on)
            changed.append(stands)
        tab = Tab.CHANGED if changes else Tab.UNCHANGED
        intake.preview.add(Entry(tab, row.line, pupil.pk, pupil.name, pupil.group, changes))
    if intake.writes:
        Correction.objects.bulk_update(by_hand.values(), ["file_value"], batch_size=BATCH)
        Attendance.objects.bulk_update(changed, ["percent", "ends_on"], batch_size=BATCH)
        Attendance.objects.bulk_create(made, batch_size=BATCH)


def _by_hand(intake: Intake, batch: Sequence[Placed]) -> dict[tuple[int, str], Correction]:
    """Figures of these pupils that a hand set."""
    rows = Correction.objects.of_school(intake.school_id).filter(field__startswith="attendance")
    return {(row.pupil_id, row.field): row for row in rows.filter(pupil__in=[pupil.pk for _, pupil, _ in batch])}


def _is_it(kept: Correction, stands: Attendance) -> bool:
    """The figure that stands is the hand's own, and not what a file said after a person took theirs away."""
    return kept.value == str(stands.percent)


def _keep(intake: Intake, row: AttendanceRow, pupil: OnFile, change: Change, kept: Correction) -> None:
    kept.file_value = change.files
    intake.preview.add(Entry(Tab.KEPT, row.line, pupil.pk, pupil.name, pupil.group, (change,)))
