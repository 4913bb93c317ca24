"""The annual review: dates that follow from a meeting, steps that close them, and the year that runs on."""

import datetime as dt

import pytest

from pupils.models import Deadline
from records.actions.plans import cease_plan, make_plan, resume_plan
from records.actions.reviews import ReviewRefused, cancel_review, move_meeting, plan_review, record_step
from records.models import Plan, Review
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_pupil, make_school, make_staff, member_of

TODAY = dt.date(2026, 10, 1)
MEETING = dt.date(2026, 11, 10)


@pytest.fixture
def world(db):
    school = make_school()
    senco = member_of(make_staff(Role.SENCO, school))
    pupil = make_pupil(school, provision="E")
    with acting_for(school):
        yield senco, pupil


def open_dates(kind: str) -> dict[str, dt.date]:
    return dict(Deadline.objects.open().filter(subject_kind=kind).values_list("rule", "due_on"))


def new_plan(world, made_on: dt.date = dt.date(2026, 1, 12)) -> Plan:
    senco, pupil = world
    return make_plan(pupil, kind=Plan.Kind.EHC_PLAN, made_on=made_on, by=senco, today=TODAY)


def test_a_new_plan_sets_its_first_review_and_the_latest_day_for_the_meeting(world) -> None:
    new_plan(world, dt.date(2026, 3, 10))
    assert open_dates("plan") == {
        "review.first_complete": dt.date(2027, 3, 9),
        "review.latest_meeting": dt.date(2027, 2, 9),
    }


def test_the_latest_day_for_the_meeting_is_owed_still_once_it_has_passed(world) -> None:
    new_plan(world, dt.date(2025, 10, 15))
    assert open_dates("plan") == {
        "review.first_complete": dt.date(2026, 10, 14),
        "review.latest_meeting": dt.date(2026, 9, 16),
    }


def test_a_meeting_set_too_late_is_one_line_of_the_schools_and_given_up_it_is_owed_again(world) -> None:
    senco, _ = world
    plan = new_plan(world, dt.date(2025, 10, 15))
    review = plan_review(plan, meeting_on=MEETING, by=senco, today=TODAY)
    assert open_dates("plan") == {"review.first_complete": dt.date(2026, 10, 14)}
    assert open_dates("review")["review.hold"] == MEETING
    cancel_review(review, why="The family cannot come", by=senco, today=TODAY)
    assert open_dates("plan")["review.latest_meeting"] == dt.date(2026, 9, 16)


def test_an_interim_review_is_not_the_annual_meeting(world) -> None:
    senco, _ = world
    plan = new_plan(world, dt.date(2025, 10, 15))
    review = plan_review(plan, meeting_on=MEETING, by=senco, today=TODAY, kind=Review.Kind.INTERIM)
    assert open_dates("plan")["review.latest_meeting"] == dt.date(2026, 9, 16)
    record_step(review, "held_on", on=MEETING, by=senco, today=MEETING)
    assert open_dates("plan")["review.latest_meeting"] == dt.date(2026, 9, 16)


def test_a_meeting_date_sets_every_date_that_follows(world) -> None:
    senco, _ = world
    plan_review(new_plan(world), meeting_on=MEETING, by=senco, today=TODAY)
    assert open_dates("review") == {
        "review.request_advice": dt.date(2026, 10, 13),
        "review.notice": dt.date(2026, 10, 27),
        "review.circulate": dt.date(2026, 10, 27),
        "review.hold": MEETING,
        "review.report": dt.date(2026, 11, 24),
        "review.decision": dt.date(2026, 12, 8),
        "review.amend_notice": dt.date(2026, 12, 8),
        "review.final_plan_backstop": dt.date(2027, 2, 2),
    }
    assert open_dates("plan") == {"review.first_complete": dt.date(2027, 1, 11)}


def test_a_moved_meeting_moves_them_all(world) -> None:
    senco, _ = world
    review = plan_review(new_plan(world), meeting_on=MEETING, by=senco, today=TODAY)
    move_meeting(review, to=MEETING + dt.timedelta(days=7), by=senco, seen=review.version, today=TODAY)
    assert open_dates("review")["review.notice"] == dt.date(2026, 11, 3)
    assert open_dates("review")["review.report"] == dt.date(2026, 12, 1)
    assert Deadline.objects.filter(subject_kind="review").count() == 8


def test_a_step_closes_what_it_meets_and_undoing_it_makes_it_owed_again(world) -> None:
    senco, _ = world
    review = plan_review(new_plan(world), meeting_on=MEETING, by=senco, today=TODAY)
    record_step(review, "invited_on", on=TODAY, by=senco, today=TODAY)
    assert "review.notice" not in open_dates("review")
    record_step(review, "invited_on", on=None, by=senco, today=TODAY)
    assert open_dates("review")["review.notice"] == dt.date(2026, 10, 27)


def test_a_meeting_held_on_another_day_counts_from_the_day_it_was_held(world) -> None:
    senco, _ = world
    review = plan_review(new_plan(world), meeting_on=MEETING, by=senco, today=TODAY)
    held = MEETING + dt.timedelta(days=1)
    record_step(review, "held_on", on=held, by=senco, today=held)
    dates = open_dates("review")
    assert dates["review.report"] == held + dt.timedelta(days=14)
    assert not {"review.notice", "review.circulate", "review.request_advice", "review.hold"} & set(dates)


def held_review(world) -> Review:
    senco, _ = world
    review = plan_review(new_plan(world), meeting_on=MEETING, by=senco, today=TODAY)
    return record_step(review, "held_on", on=MEETING, by=senco, today=MEETING)


def test_a_decision_to_keep_ends_the_review_and_starts_the_next_year(world) -> None:
    senco, _ = world
    review = held_review(world)
    record_step(review, "report_sent_on", on=MEETING, by=senco, today=MEETING)
    decided = dt.date(2026, 12, 1)
    review = record_step(review, "decision_notified_on", on=decided, by=senco, today=decided, decision="keep")
    assert review.completed_on == decided
    assert open_dates("review") == {}
    assert open_dates("plan")["review.next_complete"] == dt.date(2027, 11, 30)
    assert "review.first_complete" not in open_dates("plan")


def test_a_decision_to_amend_waits_for_the_notice_and_the_final_plan(world) -> None:
    senco, _ = world
    review = held_review(world)
    day = dt.date(2026, 12, 8)
    review = record_step(review, "decision_notified_on", on=day, by=senco, today=day, decision="amend")
    assert review.is_open
    assert "review.final_plan_backstop" in open_dates("review")
    record_step(review, "amend_notice_sent_on", on=day, by=senco, today=day)
    assert open_dates("review")["review.amend_representations"] == dt.date(2026, 12, 22)
    assert open_dates("review")["review.final_plan"] == dt.date(2027, 2, 2)
    final = dt.date(2027, 1, 20)
    review = record_step(review, "final_plan_on", on=final, by=senco, today=final)
    assert review.completed_on == final
    assert set(open_dates("review")) == {"review.report"}


def test_an_interim_review_does_not_start_the_year_anew(world) -> None:
    senco, _ = world
    plan = new_plan(world, dt.date(2026, 3, 10))
    review = plan_review(plan, meeting_on=MEETING, by=senco, today=TODAY, kind=Review.Kind.INTERIM)
    record_step(review, "held_on", on=MEETING, by=senco, today=MEETING)
    record_step(review, "decision_notified_on", on=MEETING, by=senco, today=MEETING, decision="keep")
    assert open_dates("plan")["review.first_complete"] == dt.date(2027, 3, 9)


def test_a_cancelled_review_leaves_only_the_plans_own_dates(world) -> None:
    senco, _ = world
    plan = new_plan(world, dt.date(2026, 3, 10))
    review = plan_review(plan, meeting_on=MEETING, by=senco, today=TODAY)
    assert "review.latest_meeting" not in open_dates("plan")
    cancel_review(review, why="The family has moved", by=senco, today=TODAY)
    assert open_dates("review") == {}
    assert set(open_dates("plan")) == {"review.first_complete", "review.latest_meeting"}


def test_an_ended_plan_owes_nothing_and_can_be_taken_up_again(world) -> None:
    senco, _ = world
    plan = new_plan(world, dt.date(2026, 3, 10))
    plan_review(plan, meeting_on=MEETING, by=senco, today=TODAY)
    cease_plan(plan, on=TODAY, by=senco, today=TODAY)
    assert open_dates("plan") == open_dates("review") == {}
    resume_plan(plan, by=senco, today=TODAY)
    assert open_dates("plan")["review.first_complete"] == dt.date(2027, 3, 9)


def test_what_has_not_happened_yet_cannot_be_recorded(world) -> None:
    senco, _ = world
    review = plan_review(new_plan(world), meeting_on=MEETING, by=senco, today=TODAY)
    with pytest.raises(ReviewRefused, match="has not come yet"):
        record_step(review, "invited_on", on=TODAY + dt.timedelta(days=1), by=senco, today=TODAY)
    with pytest.raises(ReviewRefused, match="Record the meeting first"):
        record_step(review, "decision_notified_on", on=TODAY, by=senco, today=TODAY, decision="keep")


def test_a_second_review_of_a_kind_waits_for_the_first(world) -> None:
    senco, _ = world
    plan = new_plan(world)
    plan_review(plan, meeting_on=MEETING, by=senco, today=TODAY)
    with pytest.raises(ReviewRefused, match="under way"):
        plan_review(plan, meeting_on=MEETING, by=senco, today=TODAY)
