"""What colleagues were asked to notice and said, questions to the SENCO, strategy cards, and what parents said."""

import datetime as dt
import random
import uuid
from typing import Any

from django.utils import timezone

from pupils.actions.advice import answer_advice, ask_senco
from pupils.actions.areas import tick_criteria
from pupils.actions.concerns import log_concern
from pupils.actions.observations import answer_observation, ask_observations, remind_observers
from pupils.models import (
    AdviceRequest,
    Concern,
    ConcernCase,
    Contact,
    Criterion,
    GroupStaff,
    Observation,
    ObservationRequest,
    ParentsInvolved,
    Pupil,
    StrategyCard,
)
from records.actions.meeting_requests import take_request
from senco.demo.plans import school_day, senco_of
from senco.middleware import find_member
from senco.models import Membership, School, User
from senco.permissions import Member, Role

DAY = dt.timedelta(days=1)
SAID: tuple[dict[str, Any], ...] = (
    {"cognition": 3, "communication": 2, "emotional": 2, "sensory": 1, "attendance": 1,
     "cognition_words": "Starts well, then copies from the child beside.",
     "emotional_words": "Gives up quickly when it is to be written."},
    {"cognition": 3, "communication": 1, "emotional": 3, "sensory": 0, "attendance": 2,
     "cognition_words": "Knows it when asked aloud.", "attendance_words": "Late on two Mondays."},
    {"cognition": 2, "communication": 2, "emotional": 1, "sensory": 1, "attendance": 1,
     "communication_words": "Needs the question again, in fewer words."},
    {"cognition": 4, "communication": 2, "emotional": 2, "sensory": 2, "attendance": 1,
     "sensory_words": "Rubs eyes and moves closer to the board."},
)  # fmt: skip
QUESTIONS = (
    ("Half the class is unsettled after lunch. What helps a whole class begin?",
     "Begin with five quiet minutes that are the same each day: lights down, one task on the board, no talk from you."),
    ("How do I set spellings for somebody who cannot yet hear the sounds?",
     "Give three words that share one sound, and let them build each with letters before writing it."),
    ("Is there anything I should know before we walk to the museum?", ""),
)  # fmt: skip
CARDS = (
    ("A quiet start after lunch", "Lights down, one task on the board, the same each day, five minutes.", "SEMH",
     "settling, routines"),
    ("Spellings with one sound", "Three words that share a sound. Build each with letters, then write it.", "CL",
     "spelling, phonics"),
    ("Now and next", "Two pictures on the desk: what we do now, and what comes after it.", "CI", "change, routines"),
    ("A way out", "A card that is shown without a word, and a place that was agreed before.", "SEMH", "calm"),
    ("Room to write", "A sloping board, paper with wide lines, and half as much to write.", "SP", "handwriting"),
)  # fmt: skip
PARENTS = (
    (True, "They see the same at home and are glad that somebody has noticed.", ""),
    (True, "Homework ends in tears. They would like to know what to try.", ""),
    (False, "", "No answer to two calls; will try at the gate."),
)
PARENT_SAYS = "He tells me each evening that he cannot read what is on the board, and he has stopped reading at home."


def make_asking(school: School, today: dt.date, chance: random.Random) -> None:
    senco = senco_of(school, today)
    cases = list(ConcernCase.objects.open().select_related("pupil").order_by("-opened_at", "pk"))
    staff = _staff(school, today)
    if cases and len(staff) > 2:
        _observations(cases[-2 if len(cases) > 1 else 0], staff, senco, today)
    _parents(cases, senco, today)
    for case in cases[:3]:
        _criteria(case, senco)
    _advice(school, staff, senco, today, chance)
    if staff:
        _from_parents(school, staff[0], today, chance)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time(hour, 20))), timezone.now())


def _staff(school: School, today: dt.date) -> list[User]:
    """Those who teach or assist; the demo's own teacher and assistant first."""
    held = Membership.objects.at(school.pk).current(today).filter(role__in=(Role.TEACHER, Role.TEACHING_ASSISTANT))
    found = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
    return sorted(found, key=lambda user: (not user.email.startswith(("teacher@", "ta@")), user.pk))


def _observations(case: ConcernCase, staff: list[User], senco: Member, today: dt.date) -> None:
    """Six adults asked a week and a half ago; most have answered, the others were reminded."""
    asked_on = max(school_day(today, 11), case.opened_at.date())
    teach = set(GroupStaff.objects.filter(group__pupil_rows__pupil=case.pupil_id).values_list("user", flat=True))
    people = sorted(staff, key=lambda user: (user.pk not in teach, staff.index(user)))[:6]
    ask_observations(
        case, by=senco, seen_version=case.version, why="I am asking everybody who knows them what they have noticed.",
        colleagues={user: "Class teacher" if user.pk in teach else "Groups and clubs" for user in people},
        due_on=today + 2 * DAY, today=asked_on,
    )  # fmt: skip
    ObservationRequest.objects.filter(case=case).update(asked_at=_at(asked_on, 9))
    rows = list(Observation.objects.filter(case=case).select_related("case__pupil").order_by("pk"))
    mine = [row for row in rows if row.asked.email.startswith(("teacher@", "ta@"))]
    for row, said in zip([one for one in rows if one not in mine], SAID, strict=False):
        by = find_member(row.asked, row.school_id)
        if by is not None:
            answer_observation(row, by=by, today=school_day(today, 4), **said)
    Observation.objects.filter(case=case).update(asked_at=_at(asked_on, 9))
    Observation.objects.filter(case=case, answered_at__isnull=False).update(answered_at=_at(school_day(today, 4), 15))
    remind_observers(case, by=senco, today=school_day(today, 1))


def _parents(cases: list[ConcernCase], senco: Member, today: dt.date) -> None:
    ParentsInvolved.objects.bulk_create(
        ParentsInvolved(
            school_id=case.school_id, case=case, on=max(school_day(today, 1 + n), case.opened_at.date()), told=told,
            response=response, why_not=why_not, by=senco.user,
        )
        for n, (case, (told, response, why_not)) in enumerate(zip(cases, PARENTS, strict=False))
    )  # fmt: skip


def _criteria(case: ConcernCase, senco: Member) -> None:
    """The first two of what is looked for in the area of its first concern."""
    area = Concern.objects.of_case(case).values_list("area", flat=True).first()
    offered = list(Criterion.objects.filter(school=case.school_id, area__key=area).values_list("pk", flat=True))
    tick_criteria(case, by=senco, offered=offered, met=offered[:2])


def _advice(school: School, staff: list[User], senco: Member, today: dt.date, chance: random.Random) -> None:
    for n, (question, answer) in enumerate(QUESTIONS[: len(staff) or 0]):
        by = find_member(staff[n % 2 if len(staff) > 1 else 0], school.pk)
        if by is None:
            continue
        on = school_day(today, 12 - 5 * n)
        key = uuid.UUID(int=chance.getrandbits(128))
        row = ask_senco(school.pk, by=by, question=question, form_key=key, today=on)
        AdviceRequest.objects.filter(pk=row.pk).update(asked_at=_at(on, 16))
        if answer:
            row.refresh_from_db()
            answer_advice(row, by=senco, answer=answer, today=on)
            AdviceRequest.objects.filter(pk=row.pk).update(answered_at=_at(school_day(today, 11 - 5 * n), 8))
    StrategyCard.objects.bulk_create(
        StrategyCard(
            school_id=school.pk, title=title, text=text, area=area, tags=tags, made_by=senco.user,
            made_at=_at(school_day(today, 3 + 9 * n), 12),
        )
        for n, (title, text, area, tags) in enumerate(CARDS)
    )  # fmt: skip


def _from_parents(school: School, user: User, today: dt.date, chance: random.Random) -> None:
    """One parent raises a concern, another asks to meet the SENCO."""
    by = find_member(user, school.pk)
    taught = list(Pupil.objects.taught_by(user).order_by("pk")[:12]) if by else []
    free = [one for one in taught if not ConcernCase.objects.open().of_pupil(one).exists()]
    if by is None or len(free) < 2:
        return
    on, parent = school_day(today, 2), "His mother"
    concern = log_concern(
        free[0], by=by, form_key=uuid.UUID(int=chance.getrandbits(128)), today=on, area="SP", source="parent",
        said_by=parent, said_on=on, said_how="said", their_words=PARENT_SAYS, parents_told=True,
        seen="Moved to the front last week; it has helped a little.",
    )  # fmt: skip
    Concern.objects.filter(pk=concern.pk).update(logged_at=_at(on, 15))
    ConcernCase.objects.filter(pk=concern.case_id).update(opened_at=_at(on, 15))
    contact = Contact.objects.filter(pupil=free[1], must_not_contact=False).first()
    take_request(
        free[1], by=by, today=today, contact=contact, who="" if contact else "His father", how="call",
        asked_on=school_day(today, 3), about="What is done for reading",
    )  # fmt: skip
