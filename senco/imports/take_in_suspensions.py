"""Suspensions and permanent exclusions: one row for each that began on a day. A file takes none away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pupils.imports import Problem, SuspensionRow
from pupils.models import Suspension
from senco.imports.changes import Change, Entry, Tab
from senco.imports.facts import BATCH
from senco.imports.intake import Intake, batches, stopped
from senco.imports.matching import OnFile
from senco.imports.settling import settle

KINDS = {"suspension": Suspension.Kind.SUSPENSION, "permanent_exclusion": Suspension.Kind.PERMANENT}
LABELS = {"ends_on": "last day", "sessions": "sessions missed", "reason": "reason"}


def take_in_suspensions(intake: Intake) -> None:
    rows = [row for row in intake.parsed.rows if isinstance(row, SuspensionRow)]
    settled = settle(intake, intake.roll(), [(row.line, row.pupil) for row in rows], once=False)
    if stopped(intake):
        return
    placed = [(row, settled[row.line]) for row in rows if row.line in settled and row.starts_on]
    done, seen = 0, set[tuple[Any, ...]]()
    for batch in batches(placed):
        _take_in(intake, batch, seen)
        done += len(batch)
        intake.progress(done, len(placed))


def _take_in(intake: Intake, batch: Sequence[tuple[SuspensionRow, OnFile]], seen: set[tuple[Any, ...]]) -> None:
    rows = Suspension.objects.of_school(intake.school_id).filter(pupil__in=[pupil.pk for _, pupil in batch])
    ours = {(row.pupil_id, row.kind, row.starts_on): row for row in rows}
    made, changed = [], []
    for row, pupil in batch:
        kind = KINDS[row.kind or "suspension"]
        key = (pupil.pk, kind, row.starts_on)
        if key in seen:
            why = "A line above has the same pupil, kind and first day, so this one was left out."
            intake.say(Problem(row.line, intake.header("starts_on"), str(row.starts_on), why, field="starts_on"))
            continue
        seen.add(key)
        stands = ours.get(key)
        changes = _compare(row, kind, stands)
        if stands is None:
            made.append(_new(intake, row, pupil, kind))
        elif changes:
            changed.append(stands)
        tab = Tab.CHANGED if changes else Tab.UNCHANGED
        intake.preview.add(Entry(tab, row.line, pupil.pk, pupil.name, pupil.group, changes))
    if intake.writes:
        Suspension.objects.bulk_update(changed, list(LABELS), batch_size=BATCH)
        Suspension.objects.bulk_create(made, batch_size=BATCH)


def _says(row: SuspensionRow) -> dict[str, Any]:
    sessions = row.sessions if row.sessions is not None else int(row.days * 2) if row.days is not None else None
    reason = " ".join(part for part in (row.reason_code, row.reason) if part)[:300]
    return {"ends_on": row.ends_on, "sessions": sessions, "reason": reason}


def _compare(row: SuspensionRow, kind: Suspension.Kind, stands: Suspension | None) -> tuple[Change, ...]:
    """What differs, and in `stands` it is set. A blank in the file leaves alone what stands."""
    name = f"{kind.label} from {_shown(row.starts_on)}"
    if stands is None:
        return (Change(name, "", "recorded"),)
    changes = []
    for field, value in _says(row).items():
        ours = getattr(stands, field)
        if value in (None, "") or value == ours:
            continue
        changes.append(Change(f"{name}, {LABELS[field]}", _shown(ours), _shown(value)))
        setattr(stands, field, value)
    return tuple(changes)


def _shown(value: Any) -> str:
    if isinstance(value, dt.date):
        return f"{value:%a} {value.day} {value:%b %Y}"
    return str(value or "")


def _new(intake: Intake, row: SuspensionRow, pupil: OnFile, kind: Suspension.Kind) -> Suspension:
    assert row.starts_on is not None
    return Suspension(
        school_id=intake.school_id,
        pupil_id=pupil.pk,
        kind=kind,
        starts_on=row.starts_on,
        recorded_by=intake.by,
        **_says(row),
    )
