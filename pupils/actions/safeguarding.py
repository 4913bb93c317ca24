"""Keeping a worry about harm for the safeguarding lead alone, and telling the lead at once."""

import datetime as dt
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from pupils.models import Pupil, SafeguardingNote
from senco import mail
from senco.models import Membership, User
from senco.permissions import Member, Permission, Role
from senco.rows import wake


class NoLead(Exception):
    """Nobody is safeguarding lead at the school, so nobody would read the note."""

    def __str__(self) -> str:
        return (
            "No safeguarding lead is named at this school, so nobody would read this here and it is not saved. "
            "Tell the headteacher now."
        )


def leads_of(school_id: int, today: dt.date) -> list[User]:
    """The safeguarding leads of a school. One query."""
    return Membership.objects.holders(school_id, Role.SAFEGUARDING_LEAD, today)


def keep_worry(pupil: Pupil, *, by: Member, text: str, form_key: uuid.UUID, today: dt.date) -> SafeguardingNote:
    """Keep the note and nudge the mail to the lead; NoLead where there is nobody to read it.

    The SEN record gets nothing: no concern, no deadline, no line in the log of who looked at what. Three queries,
    inside the view's transaction; the same form arriving twice is one note.
    """
    from pupils.tasks import tell_safeguarding_lead

    by.must(Permission.LOG_CONCERN, pupil)
    if not leads_of(pupil.school_id, today):
        raise NoLead
    note = SafeguardingNote(school_id=pupil.school_id, pupil=pupil, text=text, written_by=by.user, form_key=form_key)
    SafeguardingNote.objects.bulk_create(
        [note], update_conflicts=True, unique_fields=["school", "form_key"], update_fields=["form_key"]
    )
    wake(tell_safeguarding_lead, pupil.school_id, note.pk)
    return note


@transaction.atomic
def read_worry(note: SafeguardingNote, *, by: Member) -> SafeguardingNote:
    """The lead has read it: its writer sees that, and when."""
    by.must(Permission.READ_SAFEGUARDING, note)
    if note.read_at is None:
        note.read_by, note.read_at = by.user, timezone.now()
        note.save(update_fields=["read_by", "read_at"])
    return note


@transaction.atomic
def tell_lead(note_pk: int, *, today: dt.date) -> bool:
    """Write to the leads of the note's school, once; True if a mail went out.

    The row is locked while the mail is on its way, so a nudge and the sweep never both send. Killed between the
    mail server's yes and the commit, the mail goes again with the same Message-ID.
    """
    note = SafeguardingNote.objects.select_for_update(skip_locked=True).untold().filter(pk=note_pk).first()
    if note is None:
        return False
    leads = [user for user in leads_of(note.school_id, today) if user.pk != note.written_by_id]
    for lead in leads:
        mail.safeguarding_note(
            lead,
            url=mail.absolute(reverse("pupils:safeguarding-note", args=[note.pk])),
            message_id=mail.message_id("safeguarding", note.pk, lead.pk),
        )
    if not leads and not leads_of(note.school_id, today):
        return False  # the last lead has left since: the sweep tells the next
    note.told_at = timezone.now()
    note.save(update_fields=["told_at"])
    return bool(leads)
