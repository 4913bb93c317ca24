"""A parent asks to meet the SENCO: writing it down, and finding the meeting that met it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from pupils.actions.concerns import answer_by
from pupils.actions.deadlines import NobodyToTell, close_about, set_deadline
from pupils.models import Deadline, Pupil, ReminderSetting
from records.models import Communication, MeetingRequest
from senco.law import day_name, previous_working_day
from senco.permissions import Member, Permission

RULE, SUBJECT = "parents.asked", "meeting_request"
USUAL_DAYS = 5
"""School days, where the school has chosen no other number."""
MEETINGS = (Communication.Kind.MEETING, Communication.Kind.VISIT)


@transaction.atomic
def take_request(pupil: Pupil, *, by: Member, today: dt.date, **asked: Any) -> MeetingRequest:
    """Keep who asked and how, and give the SENCO a day to meet them by."""
    by.must(Permission.LOG_CONCERN, pupil)
    row = MeetingRequest.objects.create(school_id=pupil.school_id, pupil=pupil, taken_by=by.user, **asked)
    settle_requests(pupil, today=today)
    return row


@transaction.atomic
def withdraw_request(row: MeetingRequest, *, by: Member, today: dt.date, withdrawn: bool = True) -> None:
    """They need no meeting after all; or they do. By whoever decides about concerns, or took it down."""
    if row.taken_by_id != by.user.pk:
        by.must(Permission.TRIAGE_CONCERNS, row)
    row.withdrawn_at = timezone.now() if withdrawn else None
    row.withdrawn_by = by.user if withdrawn else None
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    settle_requests(row.pupil, today=today)


@transaction.atomic
def settle_requests(pupil: Pupil, *, today: dt.date) -> None:
    """What is owed of each request of a pupil, from its own fields and the meetings recorded since: called after
    whatever changes either. A confined meeting meets none, since what is due may not tell of it."""
    requests = list(MeetingRequest.objects.of_pupil(pupil).select_for_update(of=("self",)))
    if not requests:
        return
    since = min(row.asked_on for row in requests)
    held = Communication.objects.standing().filter(pupil=pupil, kind__in=MEETINGS, confined_to=[], on__gte=since)
    meetings = list(held.order_by("on", "pk"))
    for row in requests:
        met = next((one for one in meetings if one.on >= row.asked_on), None)
        if row.held_id != (met.pk if met else None):
            row.held = met
            row.save(update_fields=["held"])
        _settle(row, pupil, met, today)


def _settle(row: MeetingRequest, pupil: Pupil, met: Communication | None, today: dt.date) -> None:
    about = (SUBJECT, row.pk)
    if met is not None:
        close_about(about, school_id=row.school_id, on=met.on, why="The meeting was held", by=met.written_by)
    elif row.withdrawn_at:
        close_about(about, school_id=row.school_id, on=today, why="No longer asked for", by=row.withdrawn_by)
    else:
        _owe(row, pupil, today)


def _owe(row: MeetingRequest, pupil: Pupil, today: dt.date) -> None:
    """The day stays what it was when it was set, whatever the school chooses since."""
    if Deadline.objects.open().about(SUBJECT, row.pk).filter(school=row.school_id, rule=RULE).exists():
        return
    due_on, why = answer_by(row.school_id, row.asked_on, days_to_meet(row.school_id))
    try:
        set_deadline(
            RULE, school_id=row.school_id, subject=(SUBJECT, row.pk), pupil=pupil, due_on=due_on,
            act_by=previous_working_day(due_on), why=f"Asked on {day_name(row.asked_on)}. {why}", today=today,
            once=True,
        )  # fmt: skip
    except NobodyToTell:
        return


def days_to_meet(school_id: int) -> int:
    found = ReminderSetting.objects.filter(school=school_id).values_list("meet_within", flat=True).first()
    return USUAL_DAYS if found is None else found


def resume_request(school_id: int, pk: int, today: dt.date) -> None:
    """The pupil has come back: whoever asked still waits."""
    row = MeetingRequest.objects.filter(school=school_id, pk=pk).select_related("pupil").first()
    if row is not None:
        settle_requests(row.pupil, today=today)
