"""Logging a concern, and saying what becomes of it: watch, ask colleagues, start SEN support, close, open again."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pupils.actions.deadlines import close_about, open_deadline, set_deadline
from pupils.actions.leavers import reopen_what_leaving_closed
from pupils.actions.register import change_provision
from pupils.models import Concern, ConcernMove, ConcernQuestion, Pupil, SenStatus
from senco.forms.versions import claim_version
from senco.law import NotKnown, day_name, previous_working_day, school_days_after
from senco.models import User, calendar_of
from senco.permissions import Member, Permission

TRIAGE_SCHOOL_DAYS = 5
"""The product's own rule, not the law's: a teacher who logs a concern hears within a school week."""

State = Concern.State


def answer_by(school_id: int, today: dt.date) -> tuple[dt.date, str]:
    """The day by which a new concern (or a question about it) is to be answered, and how it was counted. One query."""
    try:
        due = school_days_after(today, TRIAGE_SCHOOL_DAYS, calendar_of(school_id))
    except NotKnown:
        due = today + dt.timedelta(days=7)
        return due, f"A week after {day_name(today)}: the school's terms are not entered, so days cannot be counted."
    return due, f"{TRIAGE_SCHOOL_DAYS} school days after {day_name(today)}, the site's own rule."


def log_concern(
    pupil: Pupil, *, by: Member, form_key: uuid.UUID, today: dt.date, tried: str = "", **words: Any
) -> Concern:
    """Keep what was seen, and give the SENCO a day by which to answer: that deadline is what tells them.

    The same form arriving twice at once is one concern: the second insert yields to the first. It opens no
    savepoint, so that saving stays cheap: call it inside the view's transaction. Four queries.
    """
    by.must(Permission.LOG_CONCERN, pupil)
    concern = Concern(
        school_id=pupil.school_id, pupil=pupil, logged_by=by.user, form_key=form_key, tried=tried, **words
    )
    Concern.objects.bulk_create(
        [concern], update_conflicts=True, unique_fields=["school", "form_key"], update_fields=["form_key"]
    )
    due_on, why = answer_by(pupil.school_id, today)
    open_deadline(
        "concern.triage",
        school_id=pupil.school_id,
        subject=("concern", concern.pk),
        pupil=pupil,
        due_on=due_on,
        today=today,
        why=why,
    )
    return concern


@transaction.atomic
def watch_concern(
    concern: Concern, *, by: Member, seen_version: int, why: str, look_again_on: dt.date, today: dt.date
) -> Concern:
    """Nothing more for now; look again on a day, which becomes a deadline."""
    _move(concern, State.WATCHING, by=by, seen_version=seen_version, why=why, look_again_on=look_again_on)
    _settle_deadlines(concern, by=by, today=today, why="Watching")
    set_deadline(
        "concern.look_again",
        school_id=concern.school_id,
        subject=("concern", concern.pk),
        pupil=concern.pupil,
        due_on=look_again_on,
        act_by=previous_working_day(look_again_on),
        why=f"The day chosen when the concern was read, {day_name(today)}.",
        today=today,
    )
    return concern


@transaction.atomic
def ask_colleagues(
    concern: Concern,
    *,
    by: Member,
    seen_version: int,
    why: str,
    colleagues: Iterable[User],
    question: str,
    today: dt.date,
) -> list[ConcernQuestion]:
    """Put one short question to each; it waits on their first page, and is due as soon as a new concern would be."""
    _move(concern, State.GATHERING, by=by, seen_version=seen_version, why=why)
    _settle_deadlines(concern, by=by, today=today, why="Asked colleagues")
    due_on, counted = answer_by(concern.school_id, today)
    place: dict[str, Any] = {"school_id": concern.school_id, "pupil": concern.pupil, "due_on": due_on, "today": today}
    open_deadline("concern.triage", subject=("concern", concern.pk), why=counted, **place)
    questions = [
        # One asked before who has not answered is asked the new question in place of the old.
        ConcernQuestion.objects.update_or_create(
            school_id=concern.school_id,
            concern=concern,
            asked=user,
            answered_at=None,
            defaults={"asked_by": by.user, "asked_at": timezone.now(), "text": question},
        )[0]
        for user in colleagues
    ]
    for row in questions:
        open_deadline("concern.question", subject=("concern_question", row.pk), why=counted, owner=row.asked, **place)
    return questions


@transaction.atomic
def answer_question(question: ConcernQuestion, *, by: Member, answer: str, today: dt.date) -> ConcernQuestion:
    """Only who was asked answers; a second answer takes the place of the first."""
    by.must(Permission.LOG_CONCERN, question)
    question.answer, question.answered_at = answer, timezone.now()
    question.save(update_fields=["answer", "answered_at"])
    close_about(("concern_question", question.pk), school_id=question.school_id, on=today, why="Answered", by=by.user)
    return question


@transaction.atomic
def close_concern(concern: Concern, *, by: Member, seen_version: int, why: str, today: dt.date) -> Concern:
    """No more to do, and why: the teacher reads the reason."""
    _move(concern, State.CLOSED, by=by, seen_version=seen_version, why=why)
    _settle_deadlines(concern, by=by, today=today, why="Concern closed")
    return concern


@transaction.atomic
def start_sen_support(
    concern: Concern,
    *,
    by: Member,
    seen_version: int,
    why: str,
    from_on: dt.date,
    parents_told_on: dt.date | None,
    parents_told_how: str,
    today: dt.date,
) -> Concern:
    """Put the pupil on the register with SEN support, which ends the concern. Refused where the register says no."""
    _move(concern, State.SEN_SUPPORT, by=by, seen_version=seen_version, why=why)
    change_provision(
        concern.pupil,
        by=by,
        provision=SenStatus.Provision.SUPPORT,
        from_on=from_on,
        today=today,
        reason=why,
        parents_told_on=parents_told_on,
        parents_told_how=parents_told_how,
    )
    _settle_deadlines(concern, by=by, today=today, why="SEN support started")
    return concern


@transaction.atomic
def reopen_concern(concern: Concern, *, by: Member, seen_version: int, today: dt.date) -> Concern:
    """Back to new, with a fresh day to answer by. What SEN support began stays on the register."""
    _move(concern, State.NEW, by=by, seen_version=seen_version, why="Opened again: the SENCO is looking at it.")
    _settle_deadlines(concern, by=by, today=today, why="Opened again")
    due_on, why = answer_by(concern.school_id, today)
    open_deadline(
        "concern.triage",
        school_id=concern.school_id,
        subject=("concern", concern.pk),
        pupil=concern.pupil,
        due_on=due_on,
        today=today,
        why=why,
    )
    return concern


def read_answer(concern: Concern, *, by: Member) -> None:
    """The teacher who logged it has opened what the SENCO said. One query the first time, none after."""
    if concern.logged_by_id == by.user.pk and concern.is_unread:
        concern.answer_read_at = timezone.now()
        concern.save(update_fields=["answer_read_at"])


def _move(
    concern: Concern,
    to: str,
    *,
    by: Member,
    seen_version: int,
    why: str,
    look_again_on: dt.date | None = None,
) -> None:
    """The new state, the words that the teacher is told, and the line that stays. StaleEdit if somebody was first."""
    by.must(Permission.TRIAGE_CONCERNS, concern)
    claim_version(concern, seen_version)
    ConcernMove.objects.create(
        school_id=concern.school_id,
        concern=concern,
        from_state=concern.state,
        to_state=to,
        why=why,
        by=by.user,
    )
    concern.state, concern.outcome, concern.look_again_on, concern.answer_read_at = to, why, look_again_on, None
    concern.save(update_fields=["state", "outcome", "look_again_on", "answer_read_at"])


def _settle_deadlines(concern: Concern, *, by: Member, today: dt.date, why: str) -> None:
    """What was owed before this move is not owed any more; questions not yet answered are taken back."""
    about: dict[str, Any] = {"school_id": concern.school_id, "on": today, "why": why, "by": by.user}
    close_about(("concern", concern.pk), **about)
    for pk in concern.questions.filter(answered_at__isnull=True).values_list("pk", flat=True):
        close_about(("concern_question", pk), **about)


def resume_concern(school_id: int, pk: int, today: dt.date) -> None:
    """A pupil has come back: a concern that still waits for its answer is due again."""
    waiting = (Concern.State.NEW, Concern.State.WATCHING, Concern.State.GATHERING)
    if Concern.objects.of_school(school_id).filter(pk=pk, state__in=waiting).exists():
        reopen_what_leaving_closed("concern", pk, school_id=school_id)
