"""A step recorded on the deadlines page is recorded on the review, and the other way round: they never disagree."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupils.actions.deadlines import CannotTick, OpenedAgain, close_deadline, hand_over, reopen_deadline
from pupils.models import Deadline, GroupPupil
from pupils.next_acts import NEXT_ACTS
from pupils.own_rules import name_of
from records.actions.plans import make_plan
from records.actions.reviews import (
    STEPS,
    ReviewRefused,
    cancel_review,
    owed_rules,
    plan_review,
    record_step,
    restore_review,
)
from records.models import Plan, Review
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import days_from_now, make_class, make_pupil, make_school, make_staff, member_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Priya Shah")


@pytest.fixture
def review(school: School, senco: User) -> Review:
    """Its meeting is in ten days; some of what comes before it is due already."""
    pupil, by, today = make_pupil(school, forename="Mina", surname="Stone"), member_of(senco), days_from_now(0)
    with acting_for(school):
        plan = make_plan(pupil, kind=Plan.Kind.EHC_PLAN, made_on=today - 300 * DAY, by=by, today=today)
        return plan_review(plan, meeting_on=today + 10 * DAY, by=by, today=today)


def due(review: Review, rule: str) -> Deadline:
    return Deadline.objects.about("review", review.pk).filter(rule=rule).latest("pk")


def open_rules(review: Review) -> set[str]:
    return set(Deadline.objects.open().about("review", review.pk).values_list("rule", flat=True))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def press(client: Client, name: str, row: Deadline) -> str:
    target = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": f"deadline-{row.pk}"}
    return client.post(reverse(f"pupils:{name}", args=[row.pk]), **target).content.decode()


def test_a_step_recorded_in_the_list_stands_on_the_review_and_its_undo_takes_it_back(
    school: School, senco: User, review: Review
) -> None:
    client = signed_in(senco)
    with acting_for(school):
        row = due(review, "review.notice")
    assert "Record invited" in client.get(reverse("pupils:deadlines")).content.decode()
    assert ">done<" in press(client, "deadline-close", row)
    with acting_for(school):
        review.refresh_from_db()
        assert review.invited_on == days_from_now(0)
        assert "review.notice" not in open_rules(review)
    press(client, "deadline-reopen", row)
    with acting_for(school):
        review.refresh_from_db()
        row.refresh_from_db()
        assert review.invited_on is None and row.closed_on is None
        assert open_rules(review) == owed_rules(review)


def test_a_step_done_last_week_is_recorded_on_its_day_with_its_note(
    school: School, senco: User, review: Review
) -> None:
    with acting_for(school):
        row = due(review, "review.circulate")
    sent = days_from_now(-7)
    form = {"done_on": sent.isoformat(), "why": "By secure e-mail"}
    signed_in(senco).post(reverse("pupils:deadline-close", args=[row.pk]), form)
    with acting_for(school):
        review.refresh_from_db()
        row.refresh_from_db()
        assert (review.circulated_on, row.closed_on, row.closed_why) == (sent, sent, "By secure e-mail")
        assert row.closed_by == senco


def test_a_step_that_cannot_be_yet_says_why_and_changes_nothing(school: School, senco: User, review: Review) -> None:
    with acting_for(school):
        row = due(review, "review.report")
    assert "Record the meeting first" in press(signed_in(senco), "deadline-close", row)
    with acting_for(school):
        review.refresh_from_db()
        row.refresh_from_db()
        assert review.report_sent_on is None and row.closed_on is None


def test_what_needs_more_than_a_day_leads_to_the_review_and_cannot_be_ticked_off(
    school: School, senco: User, review: Review
) -> None:
    with acting_for(school):
        row = due(review, "review.decision")
    page = reverse("records:review", args=[review.pk])
    client = signed_in(senco)
    assert f'href="{page}"' in client.get(reverse("pupils:deadlines")).content.decode()
    text = client.get(reverse("pupils:deadline", args=[row.pk])).content.decode()
    assert "Record on the review what the authority decided" in text and "Record as done" not in text
    assert "Record on the review" in press(client, "deadline-close", row)
    with acting_for(school):
        assert "review.decision" in open_rules(review)


def test_a_plans_own_dates_lead_to_the_plan_and_to_setting_a_meeting(school: School, senco: User) -> None:
    today = days_from_now(0)
    pupil, by = make_pupil(school), member_of(senco)
    with acting_for(school):
        plan = make_plan(pupil, kind=Plan.Kind.EHC_PLAN, made_on=today - 200 * DAY, by=by, today=today)
        rows = {row.rule: row for row in Deadline.objects.open().about("plan", plan.pk)}
    text = signed_in(senco).get(reverse("pupils:deadlines")).content.decode()
    assert f'href="{reverse("records:review-new", args=[plan.pk])}"' in text and "Set a meeting" in text
    assert f'href="{reverse("records:plan", args=[plan.pk])}"' in text
    head = signed_in(make_staff(Role.HEADTEACHER, school)).get(reverse("pupils:deadlines")).content.decode()
    assert "Set a meeting" not in head and f'href="{reverse("records:plan", args=[plan.pk])}"' in head
    for row in rows.values():
        with acting_for(school), pytest.raises(CannotTick):
            close_deadline(row, by=by, on=today, today=today)


def test_whoever_was_handed_a_step_may_say_that_it_was_done(school: School, senco: User, review: Review) -> None:
    teacher = make_staff(Role.TEACHER, school)
    group = make_class(school, "5A", taught_by=(teacher,))
    with acting_for(school):
        GroupPupil.objects.create(school=school, pupil=review.pupil, group=group, starts_on=days_from_now(-9))
        row = due(review, "review.request_advice")
        hand_over(row, to=teacher, by=member_of(senco), today=days_from_now(0))
    assert ">done<" in press(signed_in(teacher), "deadline-close", row)
    with acting_for(school):
        review.refresh_from_db()
        assert review.advice_asked_on == days_from_now(0)


def test_what_the_meeting_overtook_is_not_said_to_be_done(school: School, senco: User, review: Review) -> None:
    with acting_for(school):
        record_step(review, "held_on", on=days_from_now(0), by=member_of(senco), today=days_from_now(0))
        row = due(review, "review.notice")
    assert row.closed_why.startswith("The meeting was held") and row.closed_why != "Done"
    assert "not owed any more" in press(signed_in(senco), "deadline-reopen", row)


def test_a_meeting_recorded_as_held_by_mistake_keeps_its_own_day(school: School, senco: User, review: Review) -> None:
    today, planned = days_from_now(0), review.meeting_on
    with acting_for(school):
        row = due(review, "review.hold")
    press(signed_in(senco), "deadline-close", row)
    press(signed_in(senco), "deadline-reopen", row)
    with acting_for(school):
        review.refresh_from_db()
        assert (review.held_on, review.meeting_on, due(review, "review.hold").due_on) == (None, planned, planned)
        assert today < planned


def test_a_step_taken_back_on_the_review_opens_the_very_date_that_it_had_closed(
    school: School, senco: User, review: Review
) -> None:
    by, today = member_of(senco), days_from_now(0)
    with acting_for(school):
        before = due(review, "review.notice")
        colleague = make_staff(Role.ASSISTANT_SENCO, school)
        hand_over(before, to=colleague, by=by, today=today)
        record_step(review, "invited_on", on=today, by=by, today=today)
        record_step(review, "invited_on", on=None, by=by, today=today)
        (row,) = Deadline.objects.about("review", review.pk).filter(rule="review.notice")
        assert (row.pk, row.closed_on, row.closed_by_id, row.closed_why) == (before.pk, None, None, "")
        assert row.owner_id == colleague.pk
        kept = apps.get_model("pupils.DeadlineEvent").objects.filter(pgh_obj_id=row.pk)
        assert kept.filter(closed_on=today).exists()


def test_a_cancelling_undone_opens_the_dates_that_it_had_closed(school: School, senco: User, review: Review) -> None:
    by, today = member_of(senco), days_from_now(0)
    with acting_for(school):
        before = set(Deadline.objects.open().about("review", review.pk).values_list("pk", flat=True))
        cancel_review(review, why="Moved away", by=by, today=today)
        restore_review(review, by=by, today=today)
        assert set(Deadline.objects.about("review", review.pk).values_list("pk", flat=True)) == before
        assert set(Deadline.objects.open().about("review", review.pk).values_list("pk", flat=True)) == before


def test_the_date_of_a_cancelled_review_stays_closed(school: School, senco: User, review: Review) -> None:
    with acting_for(school):
        cancel_review(review, why="Moved away", by=member_of(senco), today=days_from_now(0))
        row = due(review, "review.notice")
    assert "cancelled" in press(signed_in(senco), "deadline-reopen", row)
    with acting_for(school):
        assert open_rules(review) == set()


def test_every_rule_of_a_review_has_words_for_its_next_act() -> None:
    for step in STEPS:
        for rule in step.rules:
            assert rule in NEXT_ACTS and name_of(rule) != rule


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["close", "reopen", "step", "take back"]),
        st.integers(0, 11),
        st.integers(0, 20),
        st.sampled_from(["keep", "amend", "cease"]),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_after_any_acts_on_either_page_what_is_due_is_what_the_review_owes(
    school: School, senco: User, review: Review, moves: list[tuple[str, int, int, str]]
) -> None:
    by, today = member_of(senco), days_from_now(30)
    with acting_for(school):
        undo = transaction.savepoint()
        for act, which, ago, decision in moves:
            try:
                with transaction.atomic():
                    _do(review, act, which, on=today - ago * DAY, by=by, today=today, decision=decision)
            except (CannotTick, OpenedAgain, ReviewRefused):
                pass
            stands = Review.objects.get(pk=review.pk)
            assert open_rules(review) == owed_rules(stands), (act, which)
            assert (stands.completed_on is not None) == (
                bool(stands.decision) and (stands.decision != "amend" or stands.final_plan_on is not None)
            )
        transaction.savepoint_rollback(undo)


def _do(review: Review, act: str, which: int, *, on: dt.date, by: Any, today: dt.date, decision: str) -> None:
    if act in ("step", "take back"):
        step = STEPS[which % len(STEPS)].field
        chosen = decision if step == "decision_notified_on" else ""
        record_step(review, step, on=on if act == "step" else None, by=by, today=today, decision=chosen)
        return
    rows = Deadline.objects.about("review", review.pk).order_by("pk")
    rows = list(rows.open() if act == "close" else rows.closed())
    if not rows:
        return
    row = rows[which % len(rows)]
    if act == "close":
        close_deadline(row, by=by, on=on, today=today)
    else:
        reopen_deadline(row, by=by, today=today)
