"""Keeping a worry about harm for the safeguarding lead alone, and telling the lead at once."""

import datetime as dt
import logging
import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from pupils.actions.deadlines import forget_deadlines
from pupils.models import AnswerTelling, Concern, ConcernCase, Pupil, SafeguardingNote
from senco import mail
from senco.actions.mailing import note_failure, note_sent
from senco.law import day_name
from senco.models import Membership, User
from senco.permissions import Member, Permission, Role
from senco.rows import wake

log = logging.getLogger(__name__)
FIRST_GAP = dt.timedelta(minutes=2)
LONGEST_GAP = dt.timedelta(hours=1)


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
def move_to_lead(concern: Concern, *, by: Member, today: dt.date) -> SafeguardingNote | None:
    """A concern turns out to be about harm: everything written about it becomes safeguarding notes, and it is gone.

    By its writer, or by whoever decides about concerns. Where it is the last of its case the case goes too, and what
    a colleague answered becomes a note of the colleague's own; else what was decided and answered stays with the
    other concerns, which it is about as well. Deadlines and their reminders go with the case; the history of all
    that goes is the lead's alone from here on, by `LeadWall`. None where somebody else has just done it; NoLead where
    there is nobody to read it.
    """
    if not concern.may_go_to_lead(by):
        raise PermissionDenied("Its writer or the SENCO gives a concern to the safeguarding lead.")
    if not leads_of(concern.school_id, today):
        raise NoLead
    found = Concern.objects.select_for_update(of=("self",)).select_related("logged_by", "pupil").filter(pk=concern.pk)
    held = found.first()
    if held is None:
        return None
    case = ConcernCase.objects.select_for_update().get(pk=held.case_id)
    note = _write_note(held, held.logged_by, _all_words(held, by))
    alone = not Concern.objects.of_case(case).exclude(pk=held.pk).exists()
    held.delete()
    if alone:
        _take_case(case, held)
    return note


def _take_case(case: ConcernCase, held: Concern) -> None:
    """Nothing of a case without a concern stays."""
    questions = list(case.questions.select_related("asked", "asked_by"))
    for question in questions:
        if question.answer:
            _write_note(held, question.asked, f"{question.asked_by} asked: {question.text}\n\n{question.answer}")
    observed = list(case.observations.select_related("asked"))
    for row in observed:
        if row.answered_at:
            _write_note(held, row.asked, f"What was noticed, asked by the SENCO.\n\n{row.text}")
    forget_deadlines("observation", [one.pk for one in observed], school_id=case.school_id)
    forget_deadlines("concern_question", [one.pk for one in questions], school_id=case.school_id)
    forget_deadlines("concern_case", [case.pk], school_id=case.school_id)
    for relation in (
        case.criteria_met,
        case.parents_involved,
        case.observations,
        case.observation_requests,
        case.questions,
    ):
        relation.all().delete()
    AnswerTelling.objects.filter(move__case=case).delete()
    case.moves.all().delete()
    case.delete()


def _write_note(concern: Concern, writer: User, text: str) -> SafeguardingNote:
    from pupils.tasks import tell_safeguarding_lead

    note = SafeguardingNote.objects.create(
        school_id=concern.school_id, pupil=concern.pupil, text=text, written_by=writer
    )
    wake(tell_safeguarding_lead, concern.school_id, note.pk)
    return note


def _all_words(concern: Concern, by: Member) -> str:
    """What was written, under the questions it answered, and what was decided; who moved it here stands first."""
    parts = [
        f"Logged as a concern on {day_name(timezone.localdate(concern.logged_at))}, and moved here by {by.user}.",
        concern.their_words and f"What {concern.said_by} said: {concern.their_words}",
        concern.seen,
        concern.tried and f"What was tried: {concern.tried}",
        f"Parents told: {'Yes' if concern.parents_told else 'No'}",
        concern.parents_said and f"What they said: {concern.parents_said}",
        concern.parents_why_not and f"Why not yet: {concern.parents_why_not}",
    ]
    parts += [
        f"{move.get_to_state_display()}, {day_name(timezone.localdate(move.at))}, {move.by}: {move.why}"
        for move in concern.case.moves.select_related("by")
    ]
    return "\n\n".join(part for part in parts if part)


@transaction.atomic
def read_worry(note: SafeguardingNote, *, by: Member) -> SafeguardingNote:
    """The lead has read it: its writer sees that, and when."""
    by.must(Permission.READ_SAFEGUARDING, note)
    if note.read_at is None:
        note.read_by, note.read_at = by.user, timezone.now()
        note.save(update_fields=["read_by", "read_at"])
    return note


@transaction.atomic
def tell_lead(note_pk: int, *, today: dt.date, now: dt.datetime) -> bool:
    """Write to the leads of the note's school, each once; True if a mail went out.

    The row is locked while the mail is on its way, so a nudge and the sweep never both send. Killed between the
    mail server's yes and the commit, the mail goes again with the same Message-ID. Where the server fails, the note
    waits, each time twice as long up to an hour, and never gives up; an address that the server refuses for good is
    left alone until somebody says to try again.
    """
    notes = SafeguardingNote.objects.select_for_update(skip_locked=True).to_tell(now)
    note = notes.filter(pk=note_pk).first()
    if note is None:
        return False
    all_leads = leads_of(note.school_id, today)
    if not all_leads:
        return False  # the last lead has left since: the sweep tells the next
    waiting = [user for user in all_leads if user.pk not in (note.written_by_id, *note.told_leads)]
    sent = [lead.pk for lead in waiting if _mail_lead(note, lead, now)]
    note.told_leads = [*note.told_leads, *sent]
    if len(sent) == len(waiting):
        note.told_at, note.tell_again_at = now, None
    else:
        note.tell_failures = min(note.tell_failures + 1, 100)
        note.tell_again_at = now + min(FIRST_GAP * 2 ** min(note.tell_failures - 1, 10), LONGEST_GAP)
    note.save(update_fields=["told_leads", "told_at", "tell_failures", "tell_again_at"])
    return bool(sent)


def _mail_lead(note: SafeguardingNote, lead: User, now: dt.datetime) -> bool:
    if lead.mail_refused_at:
        return False
    url = mail.absolute(reverse("pupils:safeguarding-note", args=[note.pk]))
    try:
        mail.safeguarding_note(lead, url=url, message_id=mail.message_id("safeguarding", note.pk, lead.pk))
    except Exception as error:
        log.warning("The mail about a safeguarding note did not go to user %s: %s", lead.pk, type(error).__name__)
        note_failure(lead, error, now=now)
        return False
    note_sent(lead)
    return True
