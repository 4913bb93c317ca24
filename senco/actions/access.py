"""Writing down who looked at what."""

from collections.abc import Iterable
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


def note_export(pupils: Iterable[Any], *, by: Member, action: str = "export") -> None:
    """One line for each pupil that leaves on paper or in a file (`action` print or export). One query a thousand."""
    AccessLog.objects.bulk_create(
        (
            AccessLog(
                school_id=pupil.school_id,
                user=by.user,
                action=action,
                subject_kind="pupil",
                subject_id=pupil.pk,
                pupil_id=pupil.pk,
            )
            for pupil in pupils
        ),
        batch_size=1000,
    )


def note_reading(pupil: Any, confined: Iterable[tuple[str, int]], *, by: Member, action: str) -> None:
    """A pupil's record read, printed or taken out, and each confined row that was in it (kind and id). One query."""
    about = [("pupil", pupil.pk), *confined]
    AccessLog.objects.bulk_create(
        AccessLog(
            school_id=pupil.school_id, user=by.user, action=action, subject_kind=kind, subject_id=pk, pupil_id=pupil.pk
        )
        for kind, pk in about
    )
