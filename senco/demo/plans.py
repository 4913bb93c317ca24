"""EHC plans and their annual reviews, at every stage; some of it late, as it is."""

import datetime as dt
import random
from decimal import Decimal

from pupils.models import Pupil, SenNeed
from records.actions.plans import make_plan, write_section
from records.actions.reviews import plan_review, record_step
from records.models import Plan, Review
from senco.demo.classes import pupils_of
from senco.demo.trust import AUTHORITY
from senco.law import SchoolCalendar, code_name, is_working_day
from senco.middleware import find_member
from senco.models import Membership, School, calendar_of
from senco.permissions import Member, Role

DAY = dt.timedelta(days=1)
STAGES = (-20, -9, 3, 12, 16, 24, 31, 45)
"""Days from today to the meeting, for the reviews that are under way."""


def school_day(today: dt.date, back: int) -> dt.date:
    """So many days ago, or the last working day before."""
    day = today - dt.timedelta(days=back)
    while not is_working_day(day):
        day -= dt.timedelta(days=1)
    return day


def senco_of(school: School, today: dt.date) -> Member:
    member = find_member(Membership.objects.holders(school, Role.SENCO, today)[0], school.pk)
    assert member is not None, "every school of the demo has a SENCO"
    return member


def make_plans(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    by, days = senco_of(school, today), calendar_of(school)
    have = set(Plan.objects.filter(kind=Plan.Kind.EHC_PLAN).values_list("pupil", flat=True))
    for n, pupil in enumerate(pupils_of(school, "E")):
        if pupil.pk not in have:
            _plan(pupil, n, by, (today, days), chance)
    plans = list(Plan.objects.filter(kind=Plan.Kind.EHC_PLAN).select_related("pupil").order_by("pk"))
    for plan in plans[:4]:
        _write(plan, by)
    for plan, offset in zip(chance.sample(plans, min(len(STAGES), len(plans) // 2)), STAGES, strict=False):
        _under_way(plan, today + offset * DAY, by, (today, days))


def _plan(pupil: Pupil, n: int, by: Member, now: tuple[dt.date, SchoolCalendar], chance: random.Random) -> None:
    """Made one to three years ago; each reviewed since, so that the next falls due from 8 days ago to 11 months on."""
    today, days = now
    made_on = max(today - dt.timedelta(days=chance.randrange(380, 1100)), pupil.date_of_birth + 700 * DAY)
    plan = make_plan(
        pupil, kind=Plan.Kind.EHC_PLAN, made_on=made_on, by=by, today=today, local_authority=AUTHORITY,
        weekly_hours=Decimal(chance.choice(("10", "12.5", "15", "20", "25"))),
    )  # fmt: skip
    decided = today - dt.timedelta(days=373 - n * 8)
    if n % 9 == 8 or decided <= made_on + 60 * DAY or decided > today - 20 * DAY:
        return
    held = days.previous_school_day(decided - 25 * DAY)
    asked, invited, circulated = (days.previous_school_day(held - n * DAY) for n in (30, 21, 15))
    review = Review.objects.create(
        school_id=pupil.school_id, plan=plan, pupil=pupil, meeting_on=held, advice_asked_on=asked,
        invited_on=invited, circulated_on=circulated, held_on=held,
        report_sent_on=days.previous_school_day(held + 9 * DAY), created_by=by.user,
    )  # fmt: skip
    record_step(review, "decision_notified_on", on=decided, by=by, today=today, decision="keep")


def _under_way(plan: Plan, meeting_on: dt.date, by: Member, now: tuple[dt.date, SchoolCalendar]) -> None:
    """A review on its way: what a careful SENCO has done by now, and sometimes has not."""
    today, days = now
    meeting_on = days.previous_school_day(meeting_on)
    if meeting_on <= plan.made_on:
        return
    review = plan_review(plan, meeting_on=meeting_on, by=by, today=min(today, meeting_on - 40 * DAY))
    steps = (
        ("advice_asked_on", meeting_on - 30 * DAY),
        ("invited_on", meeting_on - 20 * DAY),
        ("circulated_on", meeting_on - 14 * DAY),
        ("held_on", meeting_on),
    )
    for step, day in steps:
        on = days.previous_school_day(day)
        if on < today:
            review = record_step(review, step, on=on, by=by, today=today)


def _write(plan: Plan, by: Member) -> None:
    """Sections of a plan, written round the pupil's own needs."""
    needs = [code_name("sen_type", code) for code in SenNeed.objects.filter(pupil=plan.pupil, ends_on=None)
             .order_by("rank").values_list("code", flat=True)]  # fmt: skip
    name, main = plan.pupil.known_as, (needs[0] if needs else "learning").lower()
    hours = plan.weekly_hours or Decimal(10)
    texts = {
        "A": f"{name} likes animals, drawing and being outside. {name}'s family hope that school days stay calm.",
        "B": f"{name}'s main need is {main}." + (f" Also: {', '.join(needs[1:]).lower()}." if needs[1:] else ""),
        "E": f"By the end of the key stage {name} will ask for help in words or signs in four lessons of five.",
        "F": f"{hours.normalize():f} hours a week of support by a trained teaching assistant in class, "
        "and a 30-minute small group three times a week, led by the same adult.",
        "I": f"{plan.pupil.school.name}, a mainstream school.",
    }
    for code, text in texts.items():
        write_section(plan, code, text=text, seen=0, by=by)
