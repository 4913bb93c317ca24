"""Writing a passport, agreeing it, and keeping each version that adults were given to read."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from pupils.actions.corrections import Refused
from pupils.actions.deadlines import close_about, set_deadline
from pupils.actions.leavers import reopen_what_leaving_closed
from pupils.models import Pupil
from records.models import Passport, PassportVersion, SafetyLine, Strategy
from records.other_names import refuse_other_names
from records.passport_texts import snapshot, texts, with_safety
from senco.forms.versions import claim_version
from senco.law import day_name, previous_working_day
from senco.permissions import Member, Permission

REVIEW = "passport.review"
SUBJECT = "passport"
"""Kind of a deadline's subject; its id is the pupil's, who has one passport."""


class PassportRefused(Refused):
    """It cannot be done so; the message is a plain sentence for the person who tried."""


class PassportMoved(PassportRefused):
    """What would be agreed is not what the person read."""

    def __str__(self) -> str:
        return "Somebody changed the passport while you were reading it. Read it once more, then agree it."


def passport_of(pupil: Any, *, school_id: int) -> Passport:
    """The pupil's passport, made if there is none, and locked: of two who publish, the second waits."""
    Passport.objects.bulk_create([Passport(school_id=school_id, pupil_id=_pk(pupil))], ignore_conflicts=True)
    return Passport.objects.select_for_update().get(pupil=pupil)


def _pk(pupil: Any) -> int:
    return int(getattr(pupil, "pk", pupil))


def draft_of(passport: Passport | None, pupil: Any) -> dict[str, Any]:
    """What would be agreed now. Two queries."""
    lines = Strategy.objects.current().of_pupil(pupil).in_order()
    return snapshot(passport, lines, SafetyLine.objects.current().of_pupil(pupil).in_order())


def fingerprint(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]


@transaction.atomic
def write_words(pupil: Pupil, *, by: Member, seen: int, **fields: Any) -> Passport:
    """The pupil's own words and key facts; StaleEdit when somebody saved since version `seen` (0: none yet)."""
    by.must(Permission.EDIT_PASSPORTS, pupil)
    refuse_other_names(pupil, *(str(value) for value in fields.values()))
    passport = passport_of(pupil, school_id=pupil.school_id)
    if seen or passport.version > 1 or _has_words(passport):
        claim_version(passport, seen)
    for name, value in fields.items():
        setattr(passport, name, value)
    passport.save(update_fields=list(fields))
    mark_draft(pupil)
    return passport


def _has_words(passport: Passport) -> bool:
    return any(getattr(passport, name) for name in ("likes", "helps", "hard", "facts"))


def mark_draft(pupil: Any) -> None:
    """Something differs from what was agreed. One query."""
    Passport.objects.filter(pupil=pupil, draft_since__isnull=True).update(draft_since=timezone.now())


@transaction.atomic
def agree_passport(
    pupil: Pupil, *, by: Member, seen: str, agreed_on: dt.date, agreed_with: str, review_on: dt.date, today: dt.date
) -> PassportVersion:
    """Make the draft what adults read. `seen` is the fingerprint of the text that was agreed: PassportMoved if it
    has changed since. The next review falls due on `review_on`."""
    by.must(Permission.EDIT_PASSPORTS, pupil)
    if agreed_on > today:
        raise PassportRefused(f"{day_name(agreed_on)} has not come yet.")
    if review_on <= agreed_on:
        raise PassportRefused("The review comes after the day it was agreed.")
    passport = passport_of(pupil, school_id=pupil.school_id)
    content = draft_of(passport, pupil)
    if fingerprint(content) != seen:
        raise PassportMoved
    if texts(content).is_empty:
        raise PassportRefused("There is nothing in it yet. Write something first.")
    version = publish(
        pupil,
        content,
        why=PassportVersion.Why.AGREED,
        by=by,
        picture_id=passport.picture_id,
        agreed_on=agreed_on,
        agreed_with=agreed_with,
        review_on=review_on,
    )
    passport.draft_since, passport.review_on = None, review_on
    passport.save(update_fields=["draft_since", "review_on"])
    _set_review(pupil, version, by=by, today=today)
    return version


def _set_review(pupil: Pupil, version: PassportVersion, *, by: Member, today: dt.date) -> None:
    assert version.agreed_on is not None and version.review_on is not None
    subject = (SUBJECT, pupil.pk)
    close_about(subject, school_id=pupil.school_id, on=today, why="Agreed again", by=by.user, rules=[REVIEW])
    set_deadline(
        REVIEW,
        school_id=pupil.school_id,
        subject=subject,
        pupil=pupil,
        due_on=version.review_on,
        act_by=previous_working_day(version.review_on),
        from_event="passport.agreed",
        from_on=version.agreed_on,
        why=f"The passport was agreed on {day_name(version.agreed_on)}, to be looked at again on this day.",
        today=today,
    )


def publish(pupil: Any, content: dict[str, Any], *, why: str, by: Member, **agreed: Any) -> PassportVersion:
    """The next version; the passport's row is locked by the caller. Three queries."""
    before = PassportVersion.objects.current().of_pupil(pupil).first()
    now = timezone.now()
    if before is not None:
        before.replaced_at = now
        before.save(update_fields=["replaced_at"])
    return PassportVersion.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        number=before.number + 1 if before else 1,
        why=why,
        content=content,
        made_by=by.user,
        made_at=now,
        **agreed,
    )


def publish_safety(pupil: Pupil, *, by: Member) -> PassportVersion | None:
    """Safety has changed: a version with all else as it was last agreed, which everybody reads anew.

    None where it stands as it stood. Nobody waits for a meeting to know what keeps a child safe.
    """
    passport_of(pupil, school_id=pupil.school_id)
    before = PassportVersion.objects.current().of_pupil(pupil).first()
    old: Mapping[str, Any] = before.content if before else {"lines": [], "safety": []}
    content = with_safety(old, SafetyLine.objects.current().of_pupil(pupil).in_order())
    if content["safety"] == old["safety"]:
        return None
    kept = ("picture_id", "agreed_on", "agreed_with", "review_on")
    agreed = {name: getattr(before, name) for name in kept} if before else {}
    return publish(pupil, content, why=PassportVersion.Why.SAFETY, by=by, **agreed)


def resume_passport_review(school_id: int, pupil_id: int, today: dt.date) -> None:
    """The pupil has come back: the review is due as it was."""
    reopen_what_leaving_closed(SUBJECT, pupil_id, school_id=school_id)
