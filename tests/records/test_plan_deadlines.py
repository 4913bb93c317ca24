"""The day by which the next annual review must be complete, and the last day for its meeting."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pupils.actions.deadlines import close_about
from pupils.models import Deadline, Enrolment, Pupil
from records.actions.plans import (
    MEETING,
    PlanRefused,
    cease_plan,
    change_plan,
    plan_deadlines,
    resume_plan,
    resume_plan_deadlines,
    settle_plans,
)
from records.actions.reviews import HOLD, cancel_review, move_meeting, plan_review, record_step, restore_review
from records.models import Plan, Review
from records.tasks import settle_annual_reviews
from senco.law import compute
from senco.models import School
from senco.permissions import Member, Role, today
from senco.rows import acting_for
from tests.factories import make_pupil, make_school, make_staff, member_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)
DAY = dt.timedelta(days=1)


@pytest.fixture
def school() -> School:
    school = make_school()
    make_staff(Role.SENCO, school)
    return school


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school, provision="E")


def plan_for(pupil: Pupil, **fields: object) -> Plan:
    return Plan.objects.create(
        school_id=pupil.school_id, pupil=pupil, **{"kind": "ehc_plan", "made_on": dt.date(2026, 4, 4), **fields}
    )


def due(plan: Plan) -> dict[str, dt.date]:
    plan_deadlines(plan, today=TODAY)
    return dict(Deadline.objects.open().about("plan", plan.pk).values_list("rule", "due_on"))


def test_a_plan_never_reviewed_runs_from_the_day_it_was_made(school: School, pupil: Pupil) -> None:
    with acting_for(school):
        assert due(plan_for(pupil))["review.first_complete"] == dt.date(2027, 4, 3)


def test_a_review_known_only_by_its_meeting_is_counted_the_cautious_way(school: School, pupil: Pupil) -> None:
    with acting_for(school):
        plan = plan_for(pupil, made_on=dt.date(2023, 12, 17))
        due(plan)
        Review.objects.create(school=school, plan=plan, pupil=pupil, held_on=dt.date(2025, 11, 17), from_import=True)
        assert due(plan) == {
            "review.next_complete": dt.date(2026, 11, 16),
            "review.latest_meeting": dt.date(2026, 10, 19),
        }
        assert "cautious" in Deadline.objects.open().get(rule="review.next_complete").why


def test_a_cancelled_review_starts_nothing(school: School, pupil: Pupil) -> None:
    with acting_for(school):
        plan = plan_for(pupil)
        Review.objects.create(
            school=school, plan=plan, pupil=pupil, held_on=dt.date(2026, 9, 1), cancelled_on=dt.date(2026, 9, 2)
        )
        assert due(plan)["review.first_complete"] == dt.date(2027, 4, 3)


def test_a_plan_that_has_ceased_is_reviewed_no_more(school: School, pupil: Pupil) -> None:
    with acting_for(school):
        plan = plan_for(pupil)
        due(plan)
        plan.ceased_on = dt.date(2026, 11, 1)
        assert due(plan) == {}


def test_each_night_a_meeting_that_nobody_is_asked_to_hold_is_owed_again(school: School, pupil: Pupil) -> None:
    left = make_pupil(school, surname="Gone")
    with acting_for(school):
        Enrolment.objects.filter(pupil=left).update(ends_on=today() - DAY)
        plans = [
            plan_for(one, made_on=today() - 350 * DAY) for one in (pupil, make_pupil(school), make_pupil(school), left)
        ]
        closed, ended = plans[0], plans[1]
        for plan in plans[:2]:
            plan_deadlines(plan, today=today())
            close_about(("plan", plan.pk), school_id=school.pk, on=today(), why="That day has passed", rules=[MEETING])
        Plan.objects.filter(pk=ended.pk).update(ceased_on=today())
    settle_annual_reviews()
    with acting_for(school):
        found = Deadline.objects.open().filter(rule=MEETING)
        assert {row.subject_id for row in found} == {closed.pk, plans[2].pk}
        assert all(row.due_on < today() for row in found)
        assert settle_plans(school.pk, today=today()) == 0


def test_a_school_with_nobody_left_stops_no_other_schools_night(school: School, pupil: Pupil) -> None:
    empty = make_pupil(make_school("Abandoned"))
    with acting_for(empty.school_id):
        plan_for(empty)
    with acting_for(school):
        plan_for(pupil)
    settle_annual_reviews()
    with acting_for(school):
        assert Deadline.objects.open().filter(rule=MEETING).count() == 1


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["touch", "come back", "change", "set", "interim", "move", "hold", "not held", "decide", "undecide"]
            + ["cancel", "restore", "cease", "resume"]
        ),
        st.integers(0, 200),
    ),
    max_size=10,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.integers(0, 900), acts=ACTS)
@example(made=340, acts=[("touch", 20), ("change", 0), ("interim", 5), ("hold", 0), ("set", 30), ("cancel", 1)])
@example(made=360, acts=[("set", 10), ("hold", 20), ("decide", 5), ("touch", 190), ("touch", 190), ("come back", 0)])
def test_whatever_happens_the_school_owes_the_meeting_until_one_is_set_and_then_held(
    school: School, pupil: Pupil, made: int, acts: list[tuple[str, int]]
) -> None:
    by, day = member_of(make_staff(Role.SENCO, school)), TODAY
    with acting_for(school):
        undo = transaction.savepoint()
        plan = plan_for(pupil, made_on=TODAY - dt.timedelta(days=made))
        plan_deadlines(plan, today=day)
        agrees(plan, day)
        for act, days in acts:
            day += dt.timedelta(days=days)
            try:
                with transaction.atomic():
                    do(act, Plan.objects.get(pk=plan.pk), days, by, day)
            except PlanRefused:
                pass
            agrees(Plan.objects.get(pk=plan.pk), day)
        transaction.savepoint_rollback(undo)


def do(act: str, plan: Plan, days: int, by: Member, day: dt.date) -> None:
    to = day + dt.timedelta(days=days - 60)
    first = plan.reviews.order_by("cancelled_on", "completed_on", "pk").last() if act == "restore" else None
    review = first or plan.reviews.open().order_by("kind", "pk").first()
    match act:
        case "touch":
            plan_deadlines(plan, today=day)
        case "come back":
            resume_plan_deadlines(plan.school_id, plan.pk, day)
        case "change":
            made_on = plan.made_on - dt.timedelta(days=days)
            change_plan(plan, by=by, seen=plan.version, today=day, made_on=made_on)
        case "set":
            plan_review(plan, meeting_on=to, by=by, today=day)
        case "interim":
            plan_review(plan, meeting_on=to, by=by, today=day, kind=Review.Kind.INTERIM)
        case "cease":
            cease_plan(plan, on=day, by=by, today=day)
        case "resume":
            resume_plan(plan, by=by, today=day)
    if review is not None:
        do_to(act, review, to, by, day)


def do_to(act: str, review: Review, to: dt.date, by: Member, day: dt.date) -> None:
    match act:
        case "move":
            move_meeting(review, to=to, by=by, seen=review.version, today=day)
        case "hold" | "not held":
            record_step(review, "held_on", on=day if act == "hold" else None, by=by, today=day)
        case "decide" | "undecide":
            on, decision = (day, "keep") if act == "decide" else (None, "")
            record_step(review, "decision_notified_on", on=on, by=by, today=day, decision=decision)
        case "cancel":
            cancel_review(review, why="The family cannot come", by=by, today=day)
        case "restore":
            restore_review(review, by=by, today=day)


def agrees(plan: Plan, day: dt.date) -> None:
    """One line says what the school owes: set a meeting, or hold the one that is set; and one when all is complete."""
    own = dict(Deadline.objects.open().about("plan", plan.pk).values_list("rule", "due_on"))
    complete = [due_on for rule, due_on in own.items() if rule.endswith("_complete")]
    under_way = plan.reviews.open().exclude(kind=Review.Kind.INTERIM).first()
    if plan.ceased_on:
        assert own == {}
        return
    assert len(complete) == 1
    missed = plan.missed_meeting(complete[0], None, day)
    if under_way is None:
        assert own[MEETING] == compute({"review.due_complete": complete[0]})[MEETING].due
        assert (missed is not None) == (own[MEETING] < day)
        return
    assert MEETING not in own
    hold = Deadline.objects.open().about("review", under_way.pk).filter(rule=HOLD)
    assert [row.due_on for row in hold] == ([] if under_way.held_on else [under_way.meeting_on])
