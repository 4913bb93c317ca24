"""Attendance by period and suspensions, entered by hand. What is removed stays in the history."""

import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction

from pupils.actions.corrections import keep_correction
from pupils.models import Attendance, Pupil, Suspension
from senco.actions.history import Touched, take_back_act
from senco.permissions import Member, Permission

Row = TypeVar("Row", Attendance, Suspension)


@transaction.atomic
def record_attendance(pupil: Pupil, *, by: Member, values: Mapping[str, Any]) -> Attendance:
    by.must(Permission.EDIT_PUPILS, pupil)
    row = Attendance.objects.create(school_id=pupil.school_id, pupil=pupil, **values)
    keep_correction(pupil, row.field, by=by, value=row.percent, was="")
    return row


@transaction.atomic
def record_suspension(pupil: Pupil, *, by: Member, values: Mapping[str, Any]) -> Suspension:
    by.must(Permission.EDIT_PUPILS, pupil)
    return Suspension.objects.create(school_id=pupil.school_id, pupil=pupil, recorded_by=by.user, **values)


@transaction.atomic
def correct_row(row: Row, *, by: Member, values: Mapping[str, Any]) -> Row:
    """Put a wrong figure or date right."""
    by.must(Permission.EDIT_PUPILS, row)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if "percent" in changed and isinstance(row, Attendance):
        pupil = Pupil.objects.get(pk=row.pupil_id)
        was = Attendance.objects.get(pk=row.pk).percent
        keep_correction(pupil, row.field, by=by, value=row.percent, was=was)
    if changed:
        row.save(update_fields=changed)
    return row


@transaction.atomic
def remove_row(row: Attendance | Suspension, *, by: Member) -> None:
    """It never was: entered for the wrong child, or twice."""
    by.must(Permission.EDIT_PUPILS, row)
    row.delete()


@transaction.atomic
def bring_back_row(pupil: Pupil, key: uuid.UUID, *, by: Member) -> None:
    """Undo a removal. TooLate where the same period or suspension was entered again since."""
    by.must(Permission.EDIT_PUPILS, pupil)
    where = {"pupil": pupil}
    tables = (
        Touched(Attendance, where, rivals=("pupil_id", "starts_on", "is_running")),
        Touched(Suspension, where, rivals=("pupil_id", "kind", "starts_on")),
    )
    take_back_act(key, tables, by=by)
