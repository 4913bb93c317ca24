"""Logging a concern, and saying what becomes of its case: watch, ask, start SEN support, close, open again, undo."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pupils.actions.corrections import Refused
from pupils.actions.deadlines import close_about, open_deadline, owe_again, set_deadline
from pupils.actions.leavers import reopen_what_leaving_closed
from pupils.actions.register import change_provision, take_back_support
from pupils.models import AnswerTelling, Concern, ConcernCase, ConcernMove, ConcernQuestion, Pupil, SenStatus
from senco.forms.versions import claim_version
from senco.law import NotKnown, day_name, previous_working_day, school_days_after
from senco.models import User, calendar_of
from senco.permissions import Member, Permission

TRIAGE_SCHOOL_DAYS = 5
"""The product's own rule, not the law's: a teacher who logs a concern hears within a school week."""
OPENED_AGAIN = "Opened again: the SENCO is looking at it."
LOGGED_AGAIN = "Another concern was logged, so the SENCO is looking at it again."
LOGGED_SINCE = "Another concern was logged"

State = ConcernCase.State
SETTLED_BY: dict[str, str] = {
    State.NEW: "Opened again",
    State.WATCHING: "Watching",
    State.GATHERING: "Asked colleagues",
    State.SEN_SUPPORT: "SEN support started",
    State.CLOSED: "Concern closed",
}
"""Why what was owed is closed by a move to this state; taking the move back finds it by these words."""


class OtherCaseOpen(Refused):
    """A settled case cannot open beside one that is open already."""

    def __str__(self) -> str:
        return "Newer concerns about this pupil are open already, so this stays as it is. Decide there."


def answer_by(school_id: int, today: dt.date, days: int = TRIAGE_SCHOOL_DAYS) -> tuple[dt.date, str]:
    """The day so many school days on, by which somebody is to answer, and how it was counted. One query."""
    try:
        due = school_days_after(today, days, calendar_of(school_id))
    except NotKnown:
        due = today + dt.timedelta(days=days * 7 // 5)
        return (
            due,
            f"{_about(days)} after {day_name(today)}: the school's terms are not entered, so days cannot be counted.",
        )
    return due, f"{days} school days after {day_name(today)}, the site's own rule."


def _about(days: int) -> str:
    return "A week" if days == TRIAGE_SCHOOL_DAYS else f"{days * 7 // 5} days"


def log_concern(
    pupil: Pupil, *, by: Member, form_key: uuid.UUID, today: dt.date, tried: str = "", **words: Any
) -> Concern:
    """Keep what was seen, and give the SENCO a day by which to answer: that deadline is what tells them.

    It joins the case that is open about the pupil, or opens one. What was being watched is new again; what
    colleagues are asked about stays so. The same form arriving twice at once is one concern: the second insert
    yields to the first. It opens no savepoint, so that saving stays cheap: call it inside the view's transaction.
    """
    by.must(Permission.LOG_CONCERN, pupil)
    case = _case_for(pupil)
    concern = Concern(
        school_id=pupil.school_id, pupil=pupil, case=case, logged_by=by.user, form_key=form_key, tried=tried, **words
    )
    if case.state == State.WATCHING:
        concern.answer_read_at = timezone.now()  # what was said before this was logged is no news to its writer
    Concern.objects.bulk_create(
        [concern], update_conflicts=True, unique_fields=["school", "form_key"], update_fields=["form_key"]
    )
    if case.state == State.WATCHING:
        _write_move(case, State.NEW, by=by, why=LOGGED_AGAIN)
        Concern.objects.of_case(case).exclude(pk=concern.pk).update(answer_read_at=None)
        _settle_deadlines(case, by=by, today=today, why=LOGGED_SINCE)
    _owe_answer(case, today)
    return concern


def _case_for(pupil: Pupil) -> ConcernCase:
    """The pupil's open case, held against being settled meanwhile, or a new one. One query.

    Of two that log at once one insert yields to the other, and both get the row that stands.
    """
    found: ConcernCase = ConcernCase.objects.raw(
        "insert into pupils_concerncase as kept (school_id, pupil_id, state, outcome, opened_at, version)"
        " values (%s, %s, 'new', '', now(), 1)"
        " on conflict (pupil_id) where not (state in ('closed', 'sen_support'))"
        " do update set version = kept.version returning *",
        [pupil.school_id, pupil.pk],
    )[0]
    found.pupil = pupil
    return found


def _owe_answer(case: ConcernCase, today: dt.date) -> None:
    due_on, why = answer_by(case.school_id, today)
    open_deadline(
        "concern.triage",
        school_id=case.school_id,
        subject=("concern_case", case.pk),
        pupil=case.pupil,
        due_on=due_on,
        today=today,
        why=why,
    )


@transaction.atomic
def watch_case(
    case: ConcernCase, *, by: Member, seen_version: int, why: str, look_again_on: dt.date, today: dt.date
) -> ConcernCase:
    """Nothing more for now; look again on a day, which becomes a deadline."""
    _move(case, State.WATCHING, by=by, seen_version=seen_version, why=why, look_again_on=look_again_on)
    _settle_deadlines(case, by=by, today=today, why=SETTLED_BY[State.WATCHING])
    _owe_look(case, look_again_on, today)
    return case


def _owe_look(case: ConcernCase, on: dt.date, today: dt.date) -> None:
    set_deadline(
        "concern.look_again",
        school_id=case.school_id,
        subject=("concern_case", case.pk),
        pupil=case.pupil,
        due_on=on,
        act_by=previous_working_day(on),
        why=f"The day chosen when it was read, {day_name(today)}.",
        today=today,
    )


@transaction.atomic
def ask_colleagues(
    case: ConcernCase,
    *,
    by: Member,
    seen_version: int,
    why: str,
    colleagues: Iterable[User],
    question: str,
    today: dt.date,
) -> list[ConcernQuestion]:
    """Put one short question to each; it waits on their first page, and is due as soon as a new concern would be."""
    _move(case, State.GATHERING, by=by, seen_version=seen_version, why=why)
    _settle_deadlines(case, by=by, today=today, why=SETTLED_BY[State.GATHERING])
    due_on, counted = answer_by(case.school_id, today)
    place: dict[str, Any] = {"school_id": case.school_id, "pupil": case.pupil, "due_on": due_on, "today": today}
    open_deadline("concern.triage", subject=("concern_case", case.pk), why=counted, **place)
    questions = [
        # One asked before who has not answered is asked the new question in place of the old.
        ConcernQuestion.objects.update_or_create(
            school_id=case.school_id,
            case=case,
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
def ask_for_more(case: ConcernCase, *, by: Member, seen_version: int, why: str, today: dt.date) -> None:
    """Colleagues are being asked from here on; where they are already, whoever asks more leaves no second move."""
    if case.state == State.GATHERING:
        by.must(Permission.TRIAGE_CONCERNS, case)
        claim_version(case, seen_version)
        return
    _move(case, State.GATHERING, by=by, seen_version=seen_version, why=why)
    _settle_deadlines(case, by=by, today=today, why=SETTLED_BY[State.GATHERING])
    _owe_answer(case, today)


@transaction.atomic
def answer_question(question: ConcernQuestion, *, by: Member, answer: str, today: dt.date) -> ConcernQuestion:
    """Only who was asked answers; a second answer takes the place of the first."""
    by.must(Permission.LOG_CONCERN, question)
    question.answer, question.answered_at = answer, timezone.now()
    question.save(update_fields=["answer", "answered_at"])
    close_about(("concern_question", question.pk), school_id=question.school_id, on=today, why="Answered", by=by.user)
    return question


@transaction.atomic
def close_case(case: ConcernCase, *, by: Member, seen_version: int, why: str, today: dt.date) -> ConcernCase:
    """No more to do, and why: every teacher who logged one of its concerns reads the reason."""
    _move(case, State.CLOSED, by=by, seen_version=seen_version, why=why)
    _settle_deadlines(case, by=by, today=today, why=SETTLED_BY[State.CLOSED])
    return case


@transaction.atomic
def start_sen_support(
    case: ConcernCase,
    *,
    by: Member,
    seen_version: int,
    why: str,
    from_on: dt.date,
    parents_told_on: dt.date | None,
    parents_told_how: str,
    today: dt.date,
) -> ConcernCase:
    """Put the pupil on the register with SEN support, which ends the concern. Refused where the register says no."""
    _move(case, State.SEN_SUPPORT, by=by, seen_version=seen_version, why=why)
    change_provision(
        case.pupil,
        by=by,
        provision=SenStatus.Provision.SUPPORT,
        from_on=from_on,
        today=today,
        reason=why,
        parents_told_on=parents_told_on,
        parents_told_how=parents_told_how,
    )
    _settle_deadlines(case, by=by, today=today, why=SETTLED_BY[State.SEN_SUPPORT])
    return case


@transaction.atomic
def reopen_case(case: ConcernCase, *, by: Member, seen_version: int, today: dt.date) -> ConcernCase:
    """Back to new, with a fresh day to answer by. What SEN support began stays on the register.

    OtherCaseOpen where the pupil has another case by now.
    """
    _move(case, State.NEW, by=by, seen_version=seen_version, why=OPENED_AGAIN)
    _settle_deadlines(case, by=by, today=today, why=SETTLED_BY[State.NEW])
    _owe_answer(case, today)
    return case


@transaction.atomic
def undo_move(case: ConcernCase, *, by: Member, seen_version: int, today: dt.date) -> SenStatus | None:
    """Take back the latest move: the state, the words and what was owed are again as they were before it.

    The move stays in what has happened, marked. SEN support that it put on the register goes from there; where that
    was changed since it stays, and is what comes back. StaleEdit where somebody has moved the case since; Refused
    where there is nothing to take back, or another case is open by now.
    """
    by.must(Permission.TRIAGE_CONCERNS, case)
    claim_version(case, seen_version)
    last = case.moves.filter(taken_back_at=None).order_by("-at", "-pk").first()
    if last is None:
        raise Refused("There is nothing to take back.")
    if not case.is_open:
        _must_be_alone(case)
    last.taken_back_at, last.taken_back_by = timezone.now(), by.user
    last.save(update_fields=["taken_back_at", "taken_back_by"])
    before = case.moves.filter(taken_back_at=None).order_by("-at", "-pk").first()
    _stand(case, last.from_state, before.why if before else "", before.look_again_on if before else None)
    _settle_deadlines(case, by=by, today=today, why="Taken back")
    _owe_again(case, last)
    if last.to_state != State.SEN_SUPPORT:
        return None
    return take_back_support(case.pupil, by=by, decided_by=last.by, reason=last.why, today=today)


def _owe_again(case: ConcernCase, move: ConcernMove) -> None:
    """What this move settled is owed again, by the same day; what was settled otherwise stays so."""
    about: list[tuple[str, int]] = [("concern_case", case.pk)] if case.is_open else []
    if case.state == State.GATHERING:
        unanswered = {"answered_at__isnull": True}
        about += [("concern_question", pk) for pk in case.questions.filter(**unanswered).values_list("pk", flat=True)]
        about += [("observation", pk) for pk in case.observations.filter(**unanswered).values_list("pk", flat=True)]
    words = SETTLED_BY[move.to_state] if move.why != LOGGED_AGAIN else LOGGED_SINCE
    for subject in about:
        owe_again(subject, school_id=case.school_id, closed_as=words)


def read_answer(concerns: Iterable[Concern], *, by: Member) -> bool:
    """A teacher has opened what the SENCO said of theirs; whether it was news. One query the first time, none after."""
    mine = [one for one in concerns if one.logged_by_id == by.user.pk and one.is_unread]
    for one in mine:
        one.answer_read_at = timezone.now()
    Concern.objects.bulk_update(mine, ["answer_read_at"])
    return bool(mine)


def _move(
    case: ConcernCase, to: str, *, by: Member, seen_version: int, why: str, look_again_on: dt.date | None = None
) -> None:
    """The new state, the words that its teachers are told, and the line that stays. StaleEdit if somebody was first."""
    by.must(Permission.TRIAGE_CONCERNS, case)
    claim_version(case, seen_version)
    if not case.is_open:
        _must_be_alone(case)
    move = _write_move(case, to, by=by, why=why, look_again_on=look_again_on)
    Concern.objects.of_case(case).update(answer_read_at=None)
    _tell_its_teachers(move, by)


def _tell_its_teachers(move: ConcernMove, by: Member) -> None:
    """Whoever logged one of its concerns hears by the next digest, unless they read it before. What an earlier move
    would have told them and has not is told by this one."""
    teachers = set(Concern.objects.of_case(move.case).order_by().values_list("logged_by", flat=True)) - {by.user.pk}
    AnswerTelling.objects.unsent().filter(move__case=move.case, message_id="").delete()
    AnswerTelling.objects.bulk_create(
        AnswerTelling(school_id=move.school_id, move=move, recipient_id=pk, tell_on=timezone.localdate(move.at))
        for pk in sorted(teachers)
    )


def _write_move(
    case: ConcernCase, to: str, *, by: Member, why: str, look_again_on: dt.date | None = None
) -> ConcernMove:
    move: ConcernMove = ConcernMove.objects.create(
        school_id=case.school_id,
        case=case,
        from_state=case.state,
        to_state=to,
        why=why,
        look_again_on=look_again_on,
        by=by.user,
    )
    _stand(case, to, why, look_again_on)
    return move


def _stand(case: ConcernCase, state: str, outcome: str, look_again_on: dt.date | None) -> None:
    case.state, case.outcome, case.look_again_on = state, outcome, look_again_on
    case.closed_at = None if case.is_open else timezone.now()
    case.save(update_fields=["state", "outcome", "look_again_on", "closed_at"])


def _must_be_alone(case: ConcernCase) -> None:
    """A pupil has one open case at most, which the database holds too."""
    others = ConcernCase.objects.open().of_school(case.school_id).of_pupil(case.pupil_id).exclude(pk=case.pk)
    if others.exists():
        raise OtherCaseOpen


def _settle_deadlines(case: ConcernCase, *, by: Member, today: dt.date, why: str) -> None:
    """What was owed before this move is not owed any more; questions not yet answered are taken back."""
    about: dict[str, Any] = {"school_id": case.school_id, "on": today, "why": why, "by": by.user}
    close_about(("concern_case", case.pk), rules=("concern.triage", "concern.look_again"), **about)
    for pk in case.questions.filter(answered_at__isnull=True).values_list("pk", flat=True):
        close_about(("concern_question", pk), **about)
    for pk in case.observations.filter(answered_at__isnull=True).values_list("pk", flat=True):
        close_about(("observation", pk), **about)


def resume_case(school_id: int, pk: int, today: dt.date) -> None:
    """A pupil has come back: a case that still waits for its answer is due again."""
    if ConcernCase.objects.of_school(school_id).open().filter(pk=pk).exists():
        reopen_what_leaving_closed("concern_case", pk, school_id=school_id)
