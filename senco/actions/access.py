"""Writing down who looked at what."""

from typing import Any

from senco.models import AccessLog
from senco.permissions import Member


def note_access(row: Any, *, by: Member, action: str = "view", pupil_id: int | None = None) -> None:
    """One line in the access log: `action` is view, print, export or send. One query."""
    AccessLog.objects.create(
        school_id=row.school_id,
        user=by.user,
        action=action,
        subject_kind=row._meta.model_name,
        subject_id=row.pk,
        pupil_id=pupil_id or getattr(row, "pupil_id", None) or (row.pk if row._meta.model_name == "pupil" else None),
    )
