"""Concerns that teachers logged over four terms, and what became of them."""

import datetime as dt
import random
import uuid
from typing import Any

from pupils.actions.areas import usual_areas
from pupils.actions.concerns import ask_colleagues, close_case, log_concern, watch_case
from pupils.adults import adults_at, part_of
from pupils.models import (
    Concern,
    ConcernCase,
    ConcernMove,
    ConcernQuestion,
    GroupPupil,
    GroupStaff,
    Pupil,
    SafeguardingNote,
)
from senco.demo.calendar import moment
from senco.demo.plans import senco_of
from senco.law import SchoolCalendar
from senco.middleware import find_member
from senco.models import School, User, calendar_of
from senco.permissions import Member

SAYINGS: tuple[tuple[str, str, str], ...] = (
    ("CL", "Loses the place when reading aloud and avoids writing.", "Overlay, shorter texts, reading with a partner."),
    ("CL", "Cannot recall number facts learned last week.", "Daily five-minute practice, number line on the desk."),
    ("CI", "Few two-word phrases, points to ask for things.", "Modelled phrases, choice board."),
    ("CI", "Answers a different question from the one asked.", "One instruction at a time, face to face."),
    ("SEMH", "Leaves the room when plans change.", "Warning five minutes before, a job to do."),
    ("SEMH", "Tearful at drop-off every day this month.", "Met at the gate by a known adult."),
    ("SP", "Holds the page very close and copies letters wrongly from the board.", "Moved to the front."),
    ("SP", "Covers ears in the dining hall and will not eat there.", "Eats with two friends in the library."),
)
REASONS = (
    "Class strategies have worked: the last two pieces of work were finished. Log it again if it comes back.",
    "Hearing and sight were checked and are fine. The summer-born gap is closing.",
    "Already met by the reading group that starts on Monday.",
)
WORRY = "Said at home time that nobody would be in tonight. Asked to stay at school."
PER_SCHOOL = {"oakfield": 26, "hillside": 9, "st_marks": 34, "acorns": 3}


def make_concerns(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    senco, days = senco_of(school, today), calendar_of(school)
    usual_areas(school.pk)
    taught = _taught(school)
    if key == "oakfield":
        pupil, teacher = next(pair for pair in taught if pair[1].user.email.startswith("teacher@"))
        note = SafeguardingNote.objects.create(school=school, pupil=pupil, written_by=teacher.user, text=WORRY)
        written = moment(days.previous_school_day(today), 15, 25)
        SafeguardingNote.objects.filter(pk=note.pk).update(written_at=written)
    for n in range(PER_SCHOOL[key]):
        pupil, teacher = chance.choice(taught)
        back = (0, 1, 2, 4, 9)[n] if n < 5 else chance.randrange(12, 420)
        on = days.previous_school_day(today - dt.timedelta(days=back))
        _answer(n, _one(n, pupil, teacher, on, chance), on, senco, days, today, chance)


def _taught(school: School) -> list[tuple[Pupil, Member]]:
    """Pupils with one adult who teaches them; the demo teacher's own class first and often."""
    staff = dict(GroupStaff.objects.order_by("user__email").values_list("group", "user"))
    members: dict[int, Any] = {}
    pairs = []
    for row in GroupPupil.objects.registration().filter(ends_on=None).select_related("pupil").order_by("pk"):
        user = staff.get(row.group_id)
        if user is None:
            continue
        if user not in members:
            members[user] = find_member(GroupStaff.objects.filter(user=user)[0].user, school.pk)
        weight = 4 if members[user].user.email.startswith("teacher@") else 1
        pairs.extend([(row.pupil, members[user])] * weight)
    return pairs


def _one(n: int, pupil: Pupil, teacher: Member, on: dt.date, chance: random.Random) -> Concern:
    area, seen, tried = chance.choice(SAYINGS)
    told = chance.random() < 0.7
    concern = log_concern(
        pupil, by=teacher, form_key=uuid.UUID(int=chance.getrandbits(128)), today=on, area=area, seen=seen,
        tried=tried, parents_told=told, parents_said="They see the same at home." if told else "",
        parents_why_not="" if told else "Will speak to them at pick-up this week.",
    )  # fmt: skip
    Concern.objects.filter(pk=concern.pk).update(logged_at=moment(on, 8 + n % 8, 5 * (n % 12)))
    concern.refresh_from_db()
    ConcernCase.objects.filter(pk=concern.case_id, opened_at__gt=concern.logged_at).update(opened_at=concern.logged_at)
    concern.case.refresh_from_db()
    return concern


def _answer(
    n: int, concern: Concern, logged: dt.date, senco: Member, days: SchoolCalendar, today: dt.date,
    chance: random.Random,
) -> None:  # fmt: skip
    """The first four are new; the others were watched, asked about or closed, as a SENCO would."""
    on = days.next_school_day(logged + dt.timedelta(days=3))
    if n < 4 or on > today:
        return
    known: dict[str, Any] = {"by": senco, "seen_version": concern.version, "today": on}
    if n % 5 == 0:
        look_again = days.next_school_day(today + dt.timedelta(days=chance.randrange(3, 30)))
        watch_case(concern.case, why="Let us watch it for a few weeks with the group in place.",
                      look_again_on=look_again, **known)  # fmt: skip
    elif n % 7 == 4 and (today - on).days < 14:
        ask_colleagues(concern.case, why="I am asking colleagues what they have noticed.",
                       colleagues=[_colleague(concern, senco, on, chance)],
                       question="Have you noticed this too? What helps?", **known)  # fmt: skip
    else:
        close_case(concern.case, why=chance.choice(REASONS), **known)
    ConcernCase.objects.filter(pk=concern.case_id, closed_at__isnull=False).update(closed_at=moment(on, 16, 10))
    ConcernMove.objects.filter(case=concern.case_id).update(at=moment(on, 16, 10))
    ConcernQuestion.objects.filter(case=concern.case_id).update(asked_at=moment(on, 16, 10))


def _colleague(concern: Concern, senco: Member, on: dt.date, chance: random.Random) -> User:
    """Somebody other than who logged it and who asks: one who knows the pupil, if anybody does."""
    not_asked = {one.logged_by_id for one in Concern.objects.of_case(concern.case_id)} | {senco.user.pk}
    people = [one for one in adults_at(concern.school_id, concern.pupil_id, on) if one.pk not in not_asked]
    return chance.choice([one for one in people if part_of(one)] or people)
