"""Reading passports, looking through a class, asking those who have not read, and what worked."""

import datetime as dt
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from pupils.actions.deadlines import close_about, set_deadline
from pupils.models import Pupil, TeachingGroup
from records.actions.passports import PassportRefused
from records.models import DigestLook, PassportChase, PassportReading, PassportVersion, WhatWorked
from records.models.readings import taught_readings
from records.other_names import refuse_other_names
from senco import mail
from senco.law import previous_working_day, working_days_after
from senco.models import User
from senco.permissions import Member, Permission
from senco.rows import wake

READ = "passport.read"
CHASE = "passport_chase"
DAYS_TO_READ = 3


@transaction.atomic
def acknowledge(versions: Collection[PassportVersion], *, by: Member, today: dt.date) -> int:
    """Say that these versions have been read; how many were new to this person.

    Where nothing is left to read, being asked to read is over too.
    """
    for version in versions:
        by.must(Permission.VIEW_PROVISION, version)
    read = set(PassportReading.objects.filter(version__in=versions, user=by.user).values_list("version", flat=True))
    new = [one for one in versions if one.pk not in read]
    rows = [PassportReading(school_id=one.school_id, version=one, pupil_id=one.pupil_id, user=by.user) for one in new]
    PassportReading.objects.bulk_create(rows, ignore_conflicts=True)
    for school_id in {one.school_id for one in versions}:
        settle_chase(by.user, school_id=school_id, today=today)
    return len(new)


def settle_chase(user: User, *, school_id: int, today: dt.date) -> None:
    """End this person's being asked, if nothing is left to read. One query where nobody asked."""
    chase = PassportChase.objects.open().filter(school=school_id, user=user).first()
    if chase is None or owed(school_id, today).filter(reader=user.pk).exists():
        return
    chase.done_on = today
    chase.save(update_fields=["done_on"])
    close_about((CHASE, chase.pk), school_id=school_id, on=today, why="Everything is read", by=user)


def owed(school_id: int, today: dt.date) -> Any:
    return taught_readings(today).filter(school=school_id, is_read=False)


@transaction.atomic
def look_through(
    group: TeachingGroup, versions: Collection[PassportVersion], *, by: Member, today: dt.date, opened: str = ""
) -> int:
    """The whole class is read in one act; how many passports were new to this person.

    What came after the page was `opened` (a moment as the page wrote it) stays new: nobody has seen it yet.
    """
    by.must(Permission.VIEW_PROVISION, group)
    read = acknowledge(versions, by=by, today=today)
    look = DigestLook(school_id=group.school_id, group=group, user=by.user, at=_moment(opened))
    DigestLook.objects.bulk_create([look], update_conflicts=True, unique_fields=["group", "user"], update_fields=["at"])
    return read


def _moment(opened: str) -> dt.datetime:
    """That moment if it is one, is past, and is of today; now otherwise."""
    now = timezone.now()
    with suppress(ValueError, OverflowError):
        said = parse_datetime(opened)
        if said is not None and timezone.is_aware(said) and now - dt.timedelta(days=1) < said < now:
            return said
    return now


@transaction.atomic
def chase_reader(user: User, *, school_id: int, by: Member, today: dt.date) -> PassportChase:
    """Ask somebody to read what they have not: a mail at once, and a deadline of theirs in three working days.

    Asked again on another day, they get another mail; twice on one day they get one.
    """
    from records.tasks import tell_reader

    by.must(Permission.EDIT_PASSPORTS, school_id)
    if not owed(school_id, today).filter(reader=user.pk).exists():
        raise PassportRefused(f"{user} has read everything there is to read.")
    row = PassportChase(school_id=school_id, user=user, asked_by=by.user, asked_on=today)
    PassportChase.objects.bulk_create([row], ignore_conflicts=True)
    chase = PassportChase.objects.select_for_update().open().get(school=school_id, user=user)
    if chase.asked_on != today:
        chase.asked_on, chase.asked_by, chase.sent_at = today, by.user, None
        chase.save(update_fields=["asked_on", "asked_by", "sent_at"])
    due_on = working_days_after(today, DAYS_TO_READ)
    set_deadline(
        READ,
        school_id=school_id,
        subject=(CHASE, chase.pk),
        pupil=None,
        due_on=due_on,
        act_by=previous_working_day(due_on),
        why=f"{by.user} asked for it; {DAYS_TO_READ} working days are given.",
        owner=user,
        today=today,
    )
    wake(tell_reader, school_id, chase.pk)
    return chase


@transaction.atomic
def tell_reader(chase_pk: int) -> bool:
    """Send one mail that was asked for, once; True if it went out. The row is locked while it is on its way."""
    chase = PassportChase.objects.select_for_update(skip_locked=True, of=("self",)).unsent().filter(pk=chase_pk).first()
    if chase is None:
        return False
    mail.passports_to_read(
        chase.user,
        url=mail.absolute(reverse("records:to-read", args=[chase.pk])),
        message_id=mail.message_id("passports", chase.pk, chase.asked_on),
    )
    chase.sent_at = timezone.now()
    chase.save(update_fields=["sent_at"])
    return True


@transaction.atomic
def say_what_worked(pupil: Pupil, *, by: Member, text: str) -> WhatWorked:
    by.must(Permission.VIEW_PROVISION, pupil)
    refuse_other_names(pupil, text)
    return WhatWorked.objects.create(school_id=pupil.school_id, pupil=pupil, text=text, by=by.user)


@transaction.atomic
def take_back_what_worked(note: WhatWorked, *, by: Member, undo: bool = False) -> None:
    """Its writer or the SENCO takes it out, or puts it back."""
    if note.by_id != by.user.pk:
        by.must(Permission.EDIT_PASSPORTS, note)
    note.removed_at = None if undo else timezone.now()
    note.save(update_fields=["removed_at"])
