"""Asking every adult who teaches a pupil for an observation, answering, and chasing."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pupils.actions.concerns import answer_by, ask_for_more
from pupils.actions.corrections import Refused
from pupils.actions.deadlines import close_about, open_deadline
from pupils.actions.reminders import ask_again
from pupils.models import ConcernCase, ConcernQuestion, Deadline, Observation, ObservationRequest
from senco.law import day_name
from senco.models import User
from senco.permissions import Member, Permission

SUBJECT = "observation"


@transaction.atomic
def ask_observations(
    case: ConcernCase,
    *,
    by: Member,
    seen_version: int,
    why: str,
    colleagues: Mapping[User, str],
    due_on: dt.date,
    today: dt.date,
) -> ObservationRequest:
    """Ask each once, with a day of their own. Whoever was asked before and has not answered keeps that question."""
    waiting = set(case.observations.filter(answered_at=None).values_list("asked", flat=True))
    people = {user: part for user, part in colleagues.items() if user.pk not in waiting}
    if not people:
        raise Refused("Everybody you chose has been asked already. Remind them instead.")
    ask_for_more(case, by=by, seen_version=seen_version, why=why, today=today)
    place: dict[str, Any] = {"school_id": case.school_id, "asked_by": by.user, "case": case}
    request = ObservationRequest.objects.create(due_on=due_on, **place)
    rows = Observation.objects.bulk_create(
        Observation(request=request, asked=user, part=part[:200], **place) for user, part in people.items()
    )
    for row in rows:
        owe_observation(row, due_on, today, f"The day chosen when they were asked, {day_name(today)}.")
    return request


def owe_observation(row: Observation, due_on: dt.date, today: dt.date, why: str) -> None:
    open_deadline(
        "concern.observation", school_id=row.school_id, subject=(SUBJECT, row.pk), pupil=row.case.pupil,
        due_on=due_on, today=today, why=why, owner=row.asked,
    )  # fmt: skip


@transaction.atomic
def answer_observation(row: Observation, *, by: Member, today: dt.date, **said: Any) -> Observation:
    """Only who was asked answers; a second answer takes the place of the first."""
    by.must(Permission.LOG_CONCERN, row)
    for name, value in said.items():
        setattr(row, name, value)
    row.answered_at = timezone.now()
    row.save(update_fields=[*said, "answered_at"])
    close_about((SUBJECT, row.pk), school_id=row.school_id, on=today, why="Answered", by=by.user)
    return row


def remind_observers(case: ConcernCase, *, by: Member, today: dt.date) -> int:
    """Remind everybody who has not answered, an observation or a question, each once a day; how many now."""
    waiting = Observation.objects.of(case).waiting().values("pk")
    asked = ConcernQuestion.objects.of(case).waiting().values("pk")
    rows = Deadline.objects.open().filter(
        Q(subject_kind=SUBJECT, subject_id__in=waiting) | Q(subject_kind="concern_question", subject_id__in=asked),
        school=case.school_id,
    )
    return sum(ask_again(row, by=by, today=today) for row in rows)


def first_day_offered(case: ConcernCase, today: dt.date) -> dt.date:
    return answer_by(case.school_id, today)[0]
