"""Calls, meetings and notes of this school year: some confined, one promise late, one parent not to be contacted."""

import datetime as dt
import random

from pupils.actions.notes import write_note
from pupils.models import Contact, Note, Pupil
from records.actions.communications import keep_communication, owe
from records.actions.meetings import school_year, settle_meetings
from records.models import Communication
from senco.demo.calendar import moment
from senco.demo.classes import pupils_of
from senco.demo.plans import senco_of
from senco.demo.trust import person
from senco.law import SchoolCalendar
from senco.models import School, calendar_of
from senco.permissions import Member, Role

DAY = dt.timedelta(days=1)
MEETINGS = (
    ("Autumn meeting about SEN support", "Reading has moved on; writing is still hard work after lunch.",
     "Ten minutes of paired reading at home, three evenings a week."),
    ("How the term began", "Settled well with the new adult. Mornings are the hardest part of the day.",
     "A job to do on arrival, and a message home on Fridays."),
    ("Targets for the term", "Both want spelling to be less of a battle.", "Five words a week, chosen together."),
)  # fmt: skip
CALLS = (
    ("Missed appointment", "The hearing clinic letter went to the old address.", "School writes to the clinic."),
    ("Tired in the mornings", "Sleep has been poor since half term.", "Try an earlier evening and speak again."),
)
NOTES = (
    "His key adult noticed that he asks for help now, instead of waiting to be asked.",
    "Wears the headphones in assembly without being told. Leave them on the hook by the door.",
)
CONFINED = (
    "Mum spoke of separation and of staying with her sister for some weeks. Nobody else at school is to know yet."
)
BOOKS = "Ring home about the reading books"
LATE = "Send the speech and language report to both parents"
LEADS = (Role.SENCO, Role.SAFEGUARDING_LEAD)


def make_communications(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    by, days = senco_of(school, today), calendar_of(school)
    pupils = list(pupils_of(school, "K"))
    start = school_year(today).starts_on
    for n, pupil in enumerate(pupils[: len(pupils) * 2 // 3]):
        span = max(1, (today - start).days - 7)
        on = start + dt.timedelta(days=chance.randrange(min(7, span), span + 7))
        _meeting(pupil, days.previous_school_day(min(today, on)), n, by, today)
    for pupil, (about, said, agreed) in zip(pupils[:2], CALLS, strict=False):
        _call(pupil, about, said, agreed, by, days, today)
    for pupil, text in zip(pupils[1:3], NOTES, strict=False):
        write_note(pupil, by=by, on=days.previous_school_day(today - 6 * DAY), text=text, today=today)
    if key == "oakfield" and pupils:
        _of_oakfield(pupils, by, days, today)
    for written in (Note, Communication):
        for row in written.objects.all():
            written.objects.filter(pk=row.pk).update(written_at=moment(row.on, 16, 20))
    settle_meetings(school.pk, today=today)


def _meeting(pupil: Pupil, on: dt.date, n: int, by: Member, today: dt.date) -> None:
    about, said, agreed = MEETINGS[n % len(MEETINGS)]
    values = {"kind": "meeting", "on": on, "about": about, "said": said, "agreed": agreed, "counts_as_meeting": True}
    parents = list(Contact.objects.current().filter(pupil=pupil, must_not_contact=False)[:1])
    others = "" if parents else "Mother"
    keep_communication(
        pupil, by=by, values={**values, "others": others}, contacts=parents, staff=[by.user], today=today
    )


def _call(pupil: Pupil, about: str, said: str, agreed: str, by: Member, days: SchoolCalendar, today: dt.date) -> None:
    on = days.previous_school_day(today - 3 * DAY)
    values = {"kind": "call", "direction": "in", "on": on, "about": about, "said": said, "agreed": agreed}
    kept = keep_communication(pupil, by=by, values={**values, "others": "Mother"}, staff=[by.user], today=today)
    owe(kept, what=agreed, due_on=days.next_school_day(today + 8 * DAY), owner=by.user, by=by, today=today)


def _of_oakfield(pupils: list[Pupil], by: Member, days: SchoolCalendar, today: dt.date) -> None:
    """What only two roles may read, a promise that is late, and somebody whom nobody may call."""
    first, second = pupils[0], pupils[-1]
    write_note(first, by=by, on=days.previous_school_day(today - 4 * DAY), text=CONFINED, only_for=LEADS, today=today)
    visited, met = (days.previous_school_day(today - back * DAY) for back in (12, 20))
    by_then, late = days.next_school_day(today + 3 * DAY), days.previous_school_day(today - 6 * DAY)
    values = {"kind": "visit", "on": visited, "about": "At home with the family", "others": "Mother"}
    kept = keep_communication(
        first, by=by, values={**values, "said": "A calm visit. Two rooms for five.", "agreed": "Ask about housing."},
        only_for=LEADS, today=today,
    )  # fmt: skip
    owe(kept, what="Ask the council about housing", due_on=by_then, owner=by.user, by=by, today=today)
    kept = keep_communication(
        second, by=by, today=today, contacts=list(Contact.objects.current().filter(pupil=second)[:1]),
        values={"kind": "meeting", "on": met, "about": "Speech and language", "others": "Grandmother",
                "said": "They had not seen the report.", "agreed": LATE},
    )  # fmt: skip
    owe(kept, what=LATE, due_on=late, owner=by.user, by=by, today=today)
    teacher = person("teacher")
    theirs = Pupil.objects.taught_by(teacher).filter(pk__in=[one.pk for one in pupils]).order_by("pk").first()
    if theirs is not None:
        said = {"about": "Books to take home", "said": "The bag comes home empty.", "agreed": BOOKS, "others": "Mother"}
        call = {"kind": "call", "direction": "in", "on": visited, **said}
        kept = keep_communication(theirs, by=by, values=call, staff=[by.user], today=today)
        owe(kept, what=BOOKS, due_on=by_then, owner=teacher, by=by, today=today)
    Contact.objects.create(
        school_id=first.school_id, pupil=first, order=2, title="Mr", forename="Gareth", surname=first.surname,
        relationship="Father", phone="01632 960777", has_responsibility=False, set_by_hand=True, must_not_contact=True,
        must_not_why="Order of the family court of March. Ask the safeguarding lead before anything is sent.",
    )  # fmt: skip
