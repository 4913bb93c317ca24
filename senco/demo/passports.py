"""Passports of those on the register, as pupils and the adults who know them would write them."""

import datetime as dt
import random
from typing import Any

from pupils.actions.deadlines import open_deadline
from pupils.models import GroupPupil, GroupStaff, Pupil, SenNeed
from pupils.models.areas import Area
from records.actions.passports import REVIEW, SUBJECT
from records.models import Passport, PassportReading, PassportVersion, SafetyLine, Strategy, WhatWorked
from records.passport_texts import snapshot
from senco.demo.calendar import moment
from senco.demo.classes import pupils_of
from senco.demo.plans import senco_of
from senco.law import SchoolCalendar, next_working_day
from senco.models import School, User, calendar_of
from senco.permissions import Member

DAY = dt.timedelta(days=1)
LIKES = (
    "I like drawing foxes and telling people facts about them. Numbers are my favourite, because they stay the same.",
    "I like football, my dog Biscuit and being the one who gives the books out.",
    "I like Lego, trains and quiet reading time. I am good at remembering how to get to places.",
    "I like baking with my nan and singing. I like it when I am asked to help the little ones.",
    "I like being outside, climbing, and anything with water. I like to know what is for lunch.",
)
HARD = (
    "It is hard when the plan changes and nobody tells me. Loud rooms make my ears hurt.",
    "Writing a lot is hard. I know what I want to say but it goes before I can write it.",
    "I find it hard when two people talk to me at once. I do not like to read out loud.",
    "Playtime is hard when the teams are picked. I get cross and then I am sorry.",
    "Sitting still on the carpet is hard. My legs want to move.",
)
HELPS = (
    "It helps when you show me what comes next. It helps when you say my name first.",
    "It helps when I can say it before I write it, and when I get a minute to think.",
    "It helps to sit next to somebody kind, and to have a card that means I need a break.",
)
FACTS = ("Wears glasses for the board.", "Speaks two languages at home.", "Goes home by taxi at ten past three.", "")
ALWAYS: dict[str, tuple[str, ...]] = {
    "SLCN": ("Say the name first, then one instruction.", "Show it as well as say it."),
    "ASD": ("Say five minutes before that something will change.", "Keep the seat by the wall."),
    "SEMH": ("Let them leave with the break card; no questions until calm.", "Speak quietly and give room."),
    "SPLD": ("Do not ask them to read aloud without warning.", "Sit near the front."),
    "MLD": ("Show it as well as say it.", "One step at a time, ticked off together."),
    "HI": ("Sit near the front.", "Face the class when you speak."),
    "VI": ("Sit near the front.", "Large print, black on cream."),
    "PD": ("Leave the way to the door free.", "Two minutes more to pack and to move between rooms."),
}
AREAS = {
    "SLCN": Area.COMMUNICATION, "ASD": Area.COMMUNICATION, "SEMH": Area.EMOTIONAL, "SPLD": Area.COGNITION,
    "MLD": Area.COGNITION, "HI": Area.SENSORY, "VI": Area.SENSORY, "PD": Area.SENSORY,
}  # fmt: skip
FIRM = ("Sit near the front.", "One instruction at a time.", "Say five minutes before that something will change.")
IDEAS = (
    "A word mat with the lesson's five words.",
    "Let them answer on a whiteboard first.",
    "A job to do when the class moves.",
    "Paper in cream, lines spaced wide.",
    "A timer on the desk for ten minutes of work.",
    "Talk partners chosen, not picked.",
    "Headphones for independent work.",
    "Praise what they did, quietly and at once.",
)
AVOID = ("Raising your voice.", "Asking why in front of others.", "Taking playtime to finish work.", "Sarcasm.")
SAFETY = (
    ("medical", "Blue inhaler: two puffs through the spacer, in the tray by the door. If no better, call the office.",
     "Asthma", "Healthcare plan, school nurse"),
    ("emergency", "If lips or face swell: pen from the red bag into the outer thigh, lie down, call 999, then parents.",
     "Nut allergy", "Healthcare plan, allergy clinic"),
    ("evacuation", "Leaves by the front ramp with an adult; the lift must not be used.", "Uses a wheelchair",
     "Evacuation plan"),
    ("risk", "May run to the road when upset: an adult stands by the gate at both ends of the day.", "",
     "Risk assessment"),
    ("emergency", "If shaking for five minutes: call 999. Move chairs away, nothing in the mouth, time it.", "Epilepsy",
     "Healthcare plan, hospital"),
)  # fmt: skip
WORKED = (
    "Gave the instructions in writing too: finished the whole task.",
    "Sat beside Maths partner from last year. A calm lesson.",
    "Five minutes of movement before writing made all the difference.",
    "Asked what the fox would do. Wrote half a page.",
)


def make_passports(school: School, today: dt.date, chance: random.Random) -> None:
    """For most on the register; some drafts, some reviews that are late, and readings that are missing."""
    by = senco_of(school, today)
    pupils = pupils_of(school, "E", "K")
    needs: dict[int, str] = dict(SenNeed.objects.filter(ends_on=None).order_by("-rank").values_list("pupil", "code"))
    days = calendar_of(school)
    made = [_passport(n, pupil, needs.get(pupil.pk, ""), by, (today, days), chance) for n, pupil in enumerate(pupils)]
    versions = [one for one in made if one is not None]
    _reviews(versions, by, today)
    _readings(school, versions, today, chance)


def _passport(
    n: int, pupil: Pupil, need: str, by: Member, now: tuple[dt.date, SchoolCalendar], chance: random.Random
) -> PassportVersion | None:
    """Every ninth pupil has none yet, every eleventh a draft only."""
    if n % 9 == 8:
        return None
    owned: dict[str, Any] = {"school_id": pupil.school_id, "pupil": pupil}
    passport = Passport(
        **owned, likes=chance.choice(LIKES), helps=chance.choice(HELPS), hard=chance.choice(HARD),
        facts=chance.choice(FACTS), words_by=chance.choice(Passport.Words.values),
    )  # fmt: skip
    lines = [
        *((Strategy.Kind.ALWAYS, text) for text in ALWAYS.get(need, chance.sample(FIRM, 2))),
        *((Strategy.Kind.HELPS, text) for text in chance.sample(IDEAS, 3)),
        *((Strategy.Kind.AVOID, text) for text in chance.sample(AVOID, chance.randrange(1, 3))),
    ]
    area = AREAS.get(need, Area.OTHER)
    strategies = [
        Strategy(**owned, kind=kind, text=text, place=at, area=area if kind == Strategy.Kind.ALWAYS else Area.OTHER)
        for at, (kind, text) in enumerate(lines)
    ]
    safety = [_safety(owned, chance)] if chance.random() < 0.22 else []
    today, days = now
    agreed_on = days.previous_school_day(today - dt.timedelta(days=chance.randrange(5, 190)))
    is_draft = n % 11 == 10
    made_at = moment(agreed_on, 15, 40)
    if is_draft:
        passport.draft_since, safety = made_at, []
    passport.review_on = None if is_draft else next_working_day(agreed_on + dt.timedelta(weeks=26))
    passport.save()
    Strategy.objects.bulk_create(strategies)
    SafetyLine.objects.bulk_create(safety)
    if is_draft:
        return None
    return PassportVersion.objects.create(
        **owned, number=1, why=PassportVersion.Why.AGREED, content=snapshot(passport, strategies, safety),
        agreed_on=agreed_on, agreed_with=chance.choice(PassportVersion.With.values), review_on=passport.review_on,
        made_by=by.user, made_at=made_at,
    )  # fmt: skip


def _safety(owned: dict[str, Any], chance: random.Random) -> SafetyLine:
    kind, text, about, source = chance.choice(SAFETY)
    return SafetyLine(**owned, kind=kind, text=text, about=about, source=source)


def _reviews(versions: list[PassportVersion], by: Member, today: dt.date) -> None:
    for one in versions:
        assert one.review_on is not None
        open_deadline(
            REVIEW, school_id=one.school_id, subject=(SUBJECT, one.pupil_id), pupil=one.pupil, due_on=one.review_on,
            today=today, owner=by.user, why="The passport was agreed, to be looked at again on this day.",
        )  # fmt: skip


def _readings(school: School, versions: list[PassportVersion], today: dt.date, chance: random.Random) -> None:
    """Two thirds of what is to be read has been; some adults have written what worked."""
    staff: dict[int, list[int]] = {}
    for group, user in GroupStaff.objects.on(today).values_list("group", "user"):
        staff.setdefault(group, []).append(user)
    of_pupil = {one.pupil_id: one for one in versions}
    read, worked = set(), []
    for group, pupil in GroupPupil.objects.on(today).filter(pupil__in=of_pupil).values_list("group", "pupil"):
        for user in staff.get(group, ()):
            if chance.random() < 0.66:
                read.add((of_pupil[pupil].pk, pupil, user))
            if chance.random() < 0.08:
                worked.append(WhatWorked(school=school, pupil_id=pupil, text=chance.choice(WORKED), by=User(pk=user)))
    PassportReading.objects.bulk_create(
        PassportReading(school=school, version_id=version, pupil_id=pupil, user_id=user)
        for version, pupil, user in sorted(read)
    )
    WhatWorked.objects.bulk_create(worked)
    lately = calendar_of(school).previous_school_day(today)
    for written in (PassportReading, WhatWorked):
        written.objects.update(at=moment(lately, 16, 30))
