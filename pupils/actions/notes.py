"""Notes about a pupil: written, changed, taken away and brought back. None is deleted."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pupils.models import Note, Pupil
from senco.confidential import confine
from senco.forms.versions import claim_version
from senco.permissions import Member, Permission


@transaction.atomic
def write_note(
    pupil: Pupil, *, by: Member, on: dt.date, text: str, only_for: Iterable[str] = (), today: dt.date
) -> Note:
    """CannotConfine, and nothing is written, where fewer than two people could read it."""
    by.must(Permission.WRITE_NOTES, pupil)
    note = Note(school_id=pupil.school_id, pupil=pupil, on=on, text=text, written_by=by.user)
    # Confined before it is written: there is no moment at which others could read it, nor a line of history.
    confine(note, only_for, by=by, today=today)
    note.save()
    return note


@transaction.atomic
def edit_note(
    note: Note, *, by: Member, seen: int, on: dt.date, text: str, only_for: Iterable[str] = (), today: dt.date
) -> Note:
    """StaleEdit when somebody saved since version `seen`; CannotConfine as `write_note`."""
    _must_change(note, by)
    claim_version(note, seen)
    note.on, note.text = on, text
    confine(note, only_for, by=by, today=today)
    note.save(update_fields=["on", "text"])
    return note


@transaction.atomic
def remove_note(note: Note, *, by: Member) -> None:
    """Out of every list. The row and its history stay for those who could read it."""
    _must_change(note, by)
    note.removed_at = timezone.now()
    note.save(update_fields=["removed_at"])


@transaction.atomic
def bring_back_note(note: Note, *, by: Member) -> None:
    """Undo a removal."""
    _must_change(note, by)
    note.removed_at = None
    note.save(update_fields=["removed_at"])


def may_change_note(note: Note, member: Member) -> bool:
    """Its writer and the SENCO's team; a confined one everybody who holds it. Asked of a note that they see."""
    if not member.may(Permission.WRITE_NOTES, note):
        return False
    return note.is_confined or note.written_by_id == member.user.pk or member.may(Permission.MANAGE_REGISTER, note)


def _must_change(note: Note, by: Member) -> None:
    if not may_change_note(note, by):
        raise PermissionDenied("Only who wrote it or the SENCO changes this note.")
