"""Keeping what was said with whom, what is owed after it, and the mails that are sent from here."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pupils.actions.deadlines import NotHolder, close_about, set_deadline
from pupils.models import Contact, Deadline, Pupil, Reminder
from records.models import Communication, CommunicationPerson, CommunicationStaff, Professional, Promise
from senco.confidential import confine, holders
from senco.forms.versions import claim_version
from senco.law import day_name, previous_working_day
from senco.models import User
from senco.permissions import Member, Permission
from senco.rows import wake

PROMISE = "communication.promise"
WORDS = ("kind", "direction", "on", "at", "others", "about", "said", "agreed", "counts_as_meeting")
SENT_WORDS = ("agreed", "others")
"""What may still be written beside a mail that has gone; its own words stand."""


class CannotSend(Exception):
    """No mail goes to one of those chosen; the message is a plain sentence and nothing was kept."""


@transaction.atomic
def keep_communication(
    pupil: Pupil,
    *,
    by: Member,
    values: Mapping[str, Any],
    contacts: Iterable[Contact] = (),
    professionals: Iterable[Professional] = (),
    staff: Iterable[User] = (),
    only_for: Iterable[str] = (),
    today: dt.date,
) -> Communication:
    """CannotConfine, and nothing is kept, where fewer than two people could read it; CannotSend where we would have
    got in touch with somebody who must not be contacted."""
    by.must(Permission.WRITE_NOTES, pupil)
    contacts = list(contacts)
    _refuse_barred(contacts, values)
    kept = Communication(school_id=pupil.school_id, pupil=pupil, written_by=by.user, **values)
    confine(kept, only_for, by=by, today=today)
    kept.save()
    _set_people(kept, contacts, professionals, staff)
    return kept


@transaction.atomic
def edit_communication(
    kept: Communication,
    *,
    by: Member,
    seen: int,
    values: Mapping[str, Any],
    contacts: Iterable[Contact] = (),
    professionals: Iterable[Professional] = (),
    staff: Iterable[User] = (),
    only_for: Iterable[str] = (),
    today: dt.date,
) -> Communication:
    """StaleEdit when somebody saved since version `seen`. What is owed after it is confined as it is from now on."""
    _must_change(kept, by)
    contacts = list(contacts)
    if not kept.is_sent_from_here:
        there = set(kept.people.values_list("contact", flat=True))
        _refuse_barred([one for one in contacts if one.pk not in there], values)
    claim_version(kept, seen)
    names = SENT_WORDS if kept.is_sent_from_here else WORDS
    for name in names:
        setattr(kept, name, values[name])
    confine(kept, only_for, by=by, today=today)
    kept.save(update_fields=[*names])
    if not kept.is_sent_from_here:
        _set_people(kept, contacts, professionals, staff)
    _confine_promises(kept, by, today)
    return kept


def _refuse_barred(contacts: Iterable[Contact], values: Mapping[str, Any]) -> None:
    """They may get in touch with us, and that is kept; we do not with them, by whatever way."""
    if values.get("direction") != Communication.Direction.OUT:
        return
    for contact in contacts:
        if contact.must_not_contact:
            raise CannotSend(
                f"{contact.refusal(Contact.Tells.NOTHING)} If somebody did all the same, tell the safeguarding lead,"
                " and write the name under “Anybody else”."
            )


def _set_people(
    kept: Communication, contacts: Iterable[Contact], professionals: Iterable[Professional], staff: Iterable[User]
) -> None:
    """Just these from outside and of the school; who stays keeps their row."""
    outside = [("contact_id", [one.pk for one in contacts]), ("professional_id", [one.pk for one in professionals])]
    for field, pks in outside:
        rows = CommunicationPerson.objects.filter(communication=kept).exclude(**{field: None})
        rows.exclude(**{f"{field}__in": pks}).delete()
        have = set(rows.values_list(field, flat=True))
        CommunicationPerson.objects.bulk_create(
            CommunicationPerson(school_id=kept.school_id, communication=kept, **{field: pk})
            for pk in pks
            if pk not in have
        )
    users = [one.pk for one in staff]
    there = CommunicationStaff.objects.filter(communication=kept)
    there.exclude(user__in=users).delete()
    here = set(there.values_list("user", flat=True))
    CommunicationStaff.objects.bulk_create(
        CommunicationStaff(school_id=kept.school_id, communication=kept, user_id=pk) for pk in users if pk not in here
    )


@transaction.atomic
def remove_communication(kept: Communication, *, by: Member, today: dt.date) -> None:
    """Out of every list, and nothing is owed after it any more. A mail that has not gone is not sent."""
    _must_change(kept, by)
    kept.removed_at = timezone.now()
    kept.save(update_fields=["removed_at"])
    for promise in kept.promises.owed():
        _close(promise, "The entry was taken away.", by, today)


@transaction.atomic
def bring_back_communication(kept: Communication, *, by: Member, today: dt.date) -> None:
    """Undo a removal: what was owed after it is owed again."""
    _must_change(kept, by)
    kept.removed_at = None
    kept.save(update_fields=["removed_at"])
    for promise in kept.promises.owed():
        _due(promise, kept, today)
    wake_mails(kept)


def may_change_communication(kept: Communication, member: Member) -> bool:
    """Its writer and the SENCO's team; a confined one everybody who holds it. Asked of one that they see."""
    if not member.may(Permission.WRITE_NOTES, kept):
        return False
    return kept.is_confined or kept.written_by_id == member.user.pk or member.may(Permission.MANAGE_REGISTER, kept)


def _must_change(kept: Communication, by: Member) -> None:
    if not may_change_communication(kept, by):
        raise PermissionDenied("Only who wrote it or the SENCO changes this.")


# What is owed ----------------------------------------------------------------------------------------------------


@transaction.atomic
def owe(
    kept: Communication, *, what: str, due_on: dt.date, owner: User, by: Member, today: dt.date, by_whom: str = ""
) -> Promise:
    """Something owed after it, as a deadline of its owner. NotHolder where the owner may not read a confined one."""
    by.must(Permission.WRITE_NOTES, kept)
    if kept.is_confined and owner not in holders(kept.school_id, kept.confined_to, today):
        raise NotHolder
    promise = Promise.objects.create(
        school_id=kept.school_id, communication=kept, what=what, by_whom=by_whom, owner=owner, due_on=due_on
    )
    _due(promise, kept, today)
    return promise


@transaction.atomic
def keep_promise(promise: Promise, *, by: Member, on: dt.date | None, today: dt.date) -> Promise:
    """Done on a day, or with None owed again. Its deadline says the same."""
    if promise.owner_id != by.user.pk:
        by.must(Permission.WRITE_NOTES, promise)
    promise.done_on = on
    promise.save(update_fields=["done_on"])
    if on is None:
        _due(promise, promise.communication, today)
    else:
        _close(promise, "Done", by, on)
    return promise


def take_promise_of(deadline: Deadline, on: dt.date | None, by: Member, today: dt.date) -> None:
    """Its deadline was closed or opened again where everything due is listed. No permission is asked for here."""
    Promise.objects.filter(pk=deadline.subject_id, school=deadline.school_id).update(done_on=on)


def take_owner_of(pks: Collection[int], owner: User) -> None:
    """Their deadlines were handed to somebody else, or passed on from who has left. No permission is asked for here."""
    Promise.objects.filter(pk__in=pks).update(owner=owner)


def resume_promise(school_id: int, pk: int, today: dt.date) -> None:
    """The pupil has come back: what was owed is owed again."""
    promise = Promise.objects.owed().with_communication().filter(pk=pk, school=school_id).first()
    if promise is not None and promise.communication.removed_at is None:
        _due(promise, promise.communication, today)


def _due(promise: Promise, kept: Communication, today: dt.date) -> None:
    set_deadline(
        PROMISE,
        school_id=kept.school_id,
        subject=("promise", promise.pk),
        pupil=kept.pupil,
        due_on=promise.due_on,
        act_by=previous_working_day(promise.due_on),
        why=f"{promise.what}. Agreed on {day_name(kept.on)}.",
        owner=promise.owner,
        today=today,
        once=True,
        confined_to=kept.confined_to,
    )


def _close(promise: Promise, why: str, by: Member, on: dt.date) -> None:
    close_about(("promise", promise.pk), school_id=promise.school_id, on=on, why=why, by=by.user)


def _confine_promises(kept: Communication, by: Member, today: dt.date) -> None:
    """The deadlines after it follow: closed ones too, and nothing that was written to anybody else goes out."""
    promises = list(kept.promises.all())
    about = Deadline.objects.filter(
        school=kept.school_id, subject_kind="promise", subject_id__in=[one.pk for one in promises]
    )
    about.update(confined_to=kept.confined_to)
    if not kept.is_confined:
        return
    people = holders(kept.school_id, kept.confined_to, today)
    Reminder.objects.unsent().filter(deadline__in=about).exclude(recipient__in=people).delete()
    for promise in promises:
        if promise.owner not in people:
            promise.owner = by.user
            promise.save(update_fields=["owner"])
            about.filter(subject_id=promise.pk).update(owner=by.user)


# Mails sent from here --------------------------------------------------------------------------------------------


@transaction.atomic
def write_mail(
    pupil: Pupil,
    contacts: Collection[Contact],
    *,
    about: str,
    said: str,
    tells: str,
    only_for: Iterable[str] = (),
    by: Member,
    today: dt.date,
) -> Communication:
    """Keep a mail to each of these contacts, alone, and nudge the worker.

    CannotSend where one may not be written to.
    """
    by.must(Permission.WRITE_NOTES, pupil)
    for contact in contacts:
        if refused := why_not_to_send(contact, tells):
            raise CannotSend(refused)
    kept = Communication(
        school_id=pupil.school_id, pupil=pupil, written_by=by.user, kind=Communication.Kind.EMAIL, direction="out",
        on=today, about=about, said=said, is_sent_from_here=True,
    )  # fmt: skip
    confine(kept, only_for, by=by, today=today)
    kept.save()
    CommunicationPerson.objects.bulk_create(
        CommunicationPerson(school_id=pupil.school_id, communication=kept, contact=one, email=one.email)
        for one in contacts
    )
    wake_mails(kept)
    return kept


def why_not_to_send(contact: Contact, tells: str) -> str:
    """A plain sentence, or nothing where a mail that tells so much about the pupil may go to them."""
    if refused := contact.refusal(tells):
        return f"{refused} Nothing was sent."
    if not contact.is_current:
        return f"{contact} is no longer on the list of people to call."
    return "" if contact.email else f"No e-mail address is recorded for {contact}."


def wake_mails(kept: Communication) -> None:
    from records.tasks import send_mail

    for row in CommunicationPerson.objects.unsent().filter(communication=kept):
        wake(send_mail, kept.school_id, row.pk)
