"""The annual review through its pages: set, looked at before it is saved, moved, its steps, cancelled."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Deadline
from records.actions.plans import plan_deadlines
from records.actions.reviews import settle
from records.models import Plan, Review
from senco.law import day_name
from senco.models import Closure, School
from senco.permissions import Role, today
from senco.rows import acting_for
from tests.factories import days_from_now, make_plan, make_pupil, make_review, make_school, make_staff
from tests.records.pages import MOST_QUERIES, opened, posted, queries_of, refused, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def client(school: School) -> Client:
    return signed_in(make_staff(Role.SENCO, school, name="Priya Shah"))


@pytest.fixture
def plan(school: School) -> Plan:
    pupil = make_pupil(school, forename="Mina", surname="Stone", provision="E")
    return make_plan(pupil, made_on=days_from_now(-300))


@pytest.fixture
def review(client: Client, plan: Plan) -> Review:
    """Set through the page, for ten days from now."""
    answer = posted(client, "review-new", plan.pk, kind="annual", **meant(days_from_now(10)))
    assert answer.status_code == 302
    with acting_for(plan.school_id):
        return Review.objects.get(plan=plan)


def now(review: Review) -> Review:
    with acting_for(review.school_id):
        return Review.objects.get(pk=review.pk)


def open_dates(review: Review) -> dict:
    with acting_for(review.school_id):
        return dict(Deadline.objects.open().about("review", review.pk).values_list("rule", "due_on"))


def meant(day: dt.date | str) -> dict[str, str]:
    """That day, whatever weekday it is in the year in which this runs."""
    typed = day if isinstance(day, str) else day.isoformat()
    return {"meeting_on": typed, "keep_day": typed}


def said_after(client: Client, name: str, *args: object, **values: str) -> str:
    return client.post(reverse(f"records:{name}", args=args), values, follow=True).content.decode()


def test_a_meeting_that_is_set_sets_every_date_that_follows(client: Client, review: Review) -> None:
    assert open_dates(review)["review.report"] == days_from_now(24)
    text = opened(client, "review", review.pk)
    for words in ("Mina Stone", "Report to authority", "Record invited", day_name(days_from_now(10))):
        assert words in text, words


def test_the_dates_are_shown_before_anything_is_saved(client: Client, plan: Plan) -> None:
    day = days_from_now(40)
    for typed in (day.isoformat(), f"{day:%d/%m/%Y}"):
        text = opened(client, "review-dates", plan.pk, meeting_on=typed)
        assert "Send the annual review report to the local authority" in text
        assert text.count("<li") == 7
    for typed in ("soon", "", "0002-01-15", "9999-12-31"):
        assert "not a day" in opened(client, "review-dates", plan.pk, meeting_on=typed), typed
    with acting_for(plan.school_id):
        assert not Review.objects.exists()


def test_a_meeting_too_late_for_the_year_is_said_so_before_it_is_saved(client: Client, plan: Plan) -> None:
    posted(client, "plan-edit", plan.pk, made_on=plan.made_on.isoformat(), seen_version="1")
    late = opened(client, "review-dates", plan.pk, meeting_on=days_from_now(200).isoformat())
    in_time = opened(client, "review-dates", plan.pk, meeting_on=days_from_now(20).isoformat())
    assert "after the day by which the review must be complete" in late
    assert "after the day by which the review must be complete" not in in_time


def test_an_impossible_day_is_refused_beside_what_was_typed(client: Client, plan: Plan) -> None:
    for typed, said in (
        (days_from_now(-900).isoformat(), "a review comes after that"),
        (days_from_now(900).isoformat(), "more than two years ahead"),
        ("soon", "This is not a date"),
        ("", "This field is required"),
    ):
        text = refused(client, "review-new", plan.pk, kind="annual", **meant(typed))
        assert said in text and f'value="{typed}"' in text if typed else said in text, typed
    with acting_for(plan.school_id):
        assert not Review.objects.exists()


def _next(weekday: int, weeks: int = 6) -> dt.date:
    day = days_from_now(7 * weeks)
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


def test_a_day_without_school_is_asked_about_before_the_meeting_is_set(client: Client, plan: Plan) -> None:
    saturday, closed = _next(5), _next(2)
    with acting_for(plan.school_id):
        Closure.objects.create(school_id=plan.school_id, name="INSET", starts_on=closed, ends_on=closed)
    for day, why in ((saturday, "a Saturday"), (closed, "a day on which school is closed")):
        assert f"This is {why}." in opened(client, "review-dates", plan.pk, meeting_on=day.isoformat())
        asked = refused(client, "review-new", plan.pk, kind="interim", meeting_on=day.isoformat())
        assert f"{day_name(day)} is {why}. Choose another day" in asked and f"Keep {day_name(day)}, {why}" in asked
        assert f'value="{day.isoformat()}"' in asked and re.search(r'value="interim"[^>]* checked', asked)
    with acting_for(plan.school_id):
        assert not Review.objects.exists()
    said = said_after(client, "review-new", plan.pk, kind="annual", **meant(saturday))
    assert "The meeting is set" in said


def test_a_meeting_is_moved_onto_a_bank_holiday_only_where_that_very_day_is_meant(
    client: Client, review: Review
) -> None:
    spring = dt.date(days_from_now(0).year + 1, 5, 31)
    bank_holiday = spring - dt.timedelta(days=spring.weekday())
    stood = review.meeting_on
    typed = {"meeting_on": bank_holiday.isoformat(), "seen_version": "1"}
    for answer in ({}, {"keep_day": _next(5).isoformat()}):
        asked = refused(client, "review-move", review.pk, **typed, **answer)
        assert f"Keep {day_name(bank_holiday)}, a bank holiday" in asked
        assert f'value="{bank_holiday.isoformat()}"' in asked
        assert now(review).meeting_on == stood
    assert "The meeting is moved" in said_after(
        client, "review-move", review.pk, seen_version="1", **meant(bank_holiday)
    )
    assert now(review).meeting_on == bank_holiday


def test_a_second_review_of_the_kind_is_refused(client: Client, plan: Plan, review: Review) -> None:
    meeting_on = days_from_now(30).isoformat()
    assert "is under way" in refused(client, "review-new", plan.pk, kind="annual", **meant(meeting_on))
    assert posted(client, "review-new", plan.pk, kind="interim", **meant(meeting_on)).status_code == 302


def test_a_moved_meeting_moves_every_date(client: Client, review: Review) -> None:
    to = days_from_now(17)
    said = said_after(client, "review-move", review.pk, **meant(to), seen_version="1")
    assert "The meeting is moved" in said
    assert open_dates(review)["review.hold"] == to
    assert open_dates(review)["review.report"] == days_from_now(31)


def test_people_invited_to_a_day_that_the_meeting_left_are_to_be_told_again(client: Client, review: Review) -> None:
    stood, to, asked = day_name(days_from_now(10)), days_from_now(17), days_from_now(0)
    posted(client, "review-step", review.pk, "invited_on", on=asked.isoformat())
    posted(client, "review-move", review.pk, **meant(to), seen_version="1")
    again = f"Invited on {day_name(asked)} to {stood}; the meeting is now {day_name(to)}: tell everyone again."
    assert again in opened(client, "review", review.pk) and "review.notice" in open_dates(review)
    posted(client, "review-step", review.pk, "invited_on", on=asked.isoformat())
    assert "tell everyone again" not in opened(client, "review", review.pk)
    assert "review.notice" not in open_dates(review)


def test_a_meeting_moved_back_to_the_day_that_people_know_asks_nothing_of_anybody(
    client: Client, review: Review
) -> None:
    posted(client, "review-step", review.pk, "invited_on", on=days_from_now(0).isoformat())
    posted(client, "review-move", review.pk, **meant(days_from_now(17)), seen_version="1")
    posted(client, "review-move", review.pk, **meant(days_from_now(10)), seen_version="2")
    assert now(review).invited_on == days_from_now(0) and now(review).meeting_on == days_from_now(10)
    assert "tell everyone again" not in opened(client, "review", review.pk)


def test_an_invitation_taken_back_was_none_wherever_the_meeting_moves(client: Client, review: Review) -> None:
    posted(client, "review-step", review.pk, "invited_on", on=days_from_now(0).isoformat())
    posted(client, "review-step", review.pk, "invited_on", undo="1")
    posted(client, "review-move", review.pk, **meant(days_from_now(17)), seen_version="1")
    assert "tell everyone again" not in opened(client, "review", review.pk)


def test_a_meeting_moved_into_the_past_is_asked_about(client: Client, review: Review) -> None:
    past = days_from_now(-8)
    asked = refused(client, "review-move", review.pk, meeting_on=past.isoformat(), seen_version="1")
    assert "a day that has passed. Choose another day" in asked and now(review).meeting_on == days_from_now(10)
    assert posted(client, "review-move", review.pk, **meant(past), seen_version="1").status_code == 302
    assert now(review).meeting_on == past


def test_a_step_before_the_meeting_that_was_held_is_not_to_come(client: Client, review: Review) -> None:
    posted(client, "review-step", review.pk, "held_on", on=days_from_now(0).isoformat())
    text = opened(client, "review", review.pk)
    assert text.count("Not recorded") == 6 and "ot owed" not in text


def test_the_day_typed_stands_with_its_dates_when_the_form_asks_about_it(client: Client, plan: Plan) -> None:
    day = _next(6)
    text = refused(client, "review-new", plan.pk, kind="annual", meeting_on=day.isoformat())
    assert "Send the annual review report to the local authority" in text and "Choose a day to see" not in text


def test_two_tabs_that_move_it_show_both_days(client: Client, review: Review) -> None:
    first, second = days_from_now(17), days_from_now(20)
    posted(client, "review-move", review.pk, **meant(first), seen_version="1")
    text = refused(client, "review-move", review.pk, status=409, **meant(second), seen_version="1")
    assert f"Somebody else moved it to {day_name(first)}" in text
    assert f'value="{second.isoformat()}"' in text and 'name="seen_version" value="2"' in text
    posted(client, "review-move", review.pk, **meant(second), seen_version="2")
    assert now(review).meeting_on == second


def test_each_step_is_recorded_and_its_undo_makes_it_owed_again(client: Client, review: Review) -> None:
    today = days_from_now(0).isoformat()
    said = said_after(client, "review-step", review.pk, "invited_on", on=today)
    undo = f"{reverse('records:review-step', args=[review.pk, 'invited_on'])}?undo=1"
    assert "Invite everyone: recorded." in said and f'action="{undo}"' in said
    assert "review.notice" not in open_dates(review)
    client.post(undo)
    assert "review.notice" in open_dates(review) and now(review).invited_on is None


def test_a_step_that_has_not_happened_opens_its_form_again_with_the_reason(client: Client, review: Review) -> None:
    ahead = days_from_now(2)
    text = refused(client, "review-step", review.pk, "held_on", on=ahead.isoformat())
    assert f"{day_name(ahead)} has not come yet" in text and f'value="{ahead.isoformat()}"' in text
    early = refused(client, "review-step", review.pk, "report_sent_on", on=days_from_now(0).isoformat())
    assert "Record the meeting first" in early
    assert posted(client, "review-step", review.pk, "no_such_step", on="").status_code == 404


def test_the_authoritys_decision_ends_the_review_and_starts_the_next_year(client: Client, review: Review) -> None:
    today = days_from_now(0).isoformat()
    posted(client, "review-step", review.pk, "held_on", on=today)
    posted(client, "review-step", review.pk, "report_sent_on", on=today)
    undecided = refused(client, "review-step", review.pk, "decision_notified_on", on=today)
    assert "This field is required" in undecided
    posted(client, "review-step", review.pk, "decision_notified_on", on=today, decision="keep")
    assert now(review).completed_on == days_from_now(0) and open_dates(review) == {}
    text = opened(client, "plan", review.plan_id)
    assert "The next annual review is complete" in text and "keep the plan as it is" in text


def test_the_meeting_is_not_taken_back_from_under_the_report(client: Client, review: Review) -> None:
    today = days_from_now(0).isoformat()
    posted(client, "review-step", review.pk, "held_on", on=today)
    posted(client, "review-step", review.pk, "report_sent_on", on=today)
    said = said_after(client, "review-step", review.pk, "held_on", undo="1")
    assert "Take back first what came after the meeting: Report to authority" in said
    assert now(review).held_on == days_from_now(0)


def test_an_amended_plan_waits_for_its_notice_the_familys_words_and_the_final_plan(
    client: Client, review: Review
) -> None:
    today = days_from_now(0).isoformat()
    posted(client, "review-step", review.pk, "held_on", on=today)
    posted(client, "review-step", review.pk, "decision_notified_on", on=today, decision="amend")
    posted(client, "review-step", review.pk, "amend_notice_sent_on", on=today)
    text = opened(client, "review", review.pk)
    assert "The family comments on the changes to the plan" in text and now(review).completed_on is None
    posted(client, "review-step", review.pk, "final_plan_on", on=today)
    assert now(review).completed_on == days_from_now(0)


def test_a_review_is_cancelled_with_a_reason_and_taken_up_again(client: Client, review: Review) -> None:
    assert "This field is required" in refused(client, "review-cancel", review.pk, why="")
    said = said_after(client, "review-cancel", review.pk, why="The family has moved")
    undo = f"{reverse('records:review-cancel', args=[review.pk])}?undo=1"
    assert f'action="{undo}"' in said and open_dates(review) == {}
    assert "Cancelled: The family has moved" in opened(client, "review", review.pk)
    client.post(undo)
    assert open_dates(review)["review.hold"] == days_from_now(10) and now(review).cancelled_why == ""


def test_a_cancelled_review_stays_cancelled_while_another_is_under_way(client: Client, review: Review) -> None:
    posted(client, "review-cancel", review.pk, why="Too early")
    posted(client, "review-new", review.plan_id, kind="annual", **meant(days_from_now(50)))
    said = said_after(client, "review-cancel", review.pk, undo="1")
    assert "Another review of this kind is under way" in said and now(review).cancelled_on is not None


def test_who_only_reads_sees_the_steps_and_no_button(school: School, review: Review) -> None:
    for role in (Role.HEADTEACHER, Role.DESIGNATED_TEACHER, Role.SAFEGUARDING_LEAD):
        reader = signed_in(make_staff(role, school))
        text = opened(reader, "review", review.pk)
        assert "Report to authority" in text
        assert "Record sent" not in text and "Cancel the review" not in text and "Move it" not in text
        assert posted(reader, "review-step", review.pk, "invited_on", on="2026-01-01").status_code == 403


def test_another_schools_review_is_not_there(review: Review) -> None:
    stranger = signed_in(make_staff(Role.SENCO, make_school()))
    assert stranger.get(reverse("records:review", args=[review.pk])).status_code == 404
    assert posted(stranger, "review-cancel", review.pk, why="x").status_code == 404
    assert stranger.get(reverse("records:review-new", args=[review.plan_id])).status_code == 404


def test_its_pages_stay_within_the_budget_however_many_there_are(client: Client, plan: Plan, review: Review) -> None:
    pages = (("review", review.pk), ("review-new", plan.pk), ("review-dates", plan.pk))
    few = [queries_of(client, *page) for page in pages]
    for year in range(38):
        make_review(plan, held_on=days_from_now(-400 - year), completed_on=days_from_now(-390))
    assert [queries_of(client, *page) for page in pages] == few
    assert max(few) <= MOST_QUERIES


def test_the_plan_says_that_the_last_day_for_the_meeting_has_passed_and_what_to_do(
    client: Client, school: School
) -> None:
    plan = make_plan(make_pupil(school), made_on=days_from_now(-350))
    with acting_for(school):
        plan_deadlines(plan, today=today())
    text = opened(client, "plan", plan.pk)
    assert "The last day for the meeting has passed" in text and "Write to the parents and the authority" in text
    assert reverse("records:review-new", args=[plan.pk]) in text
    in_time = make_plan(make_pupil(school), made_on=days_from_now(-200))
    with acting_for(school):
        plan_deadlines(in_time, today=today())
    assert "has passed" not in opened(client, "plan", in_time.pk)


def test_an_interim_review_under_way_does_not_hide_that_the_annual_meeting_is_late(
    client: Client, school: School
) -> None:
    plan = make_plan(make_pupil(school), made_on=days_from_now(-350))
    make_review(plan, kind=Review.Kind.INTERIM, meeting_on=days_from_now(5))
    with acting_for(school):
        plan_deadlines(plan, today=today())
    text = opened(client, "plan", plan.pk)
    assert "The last day for the meeting has passed" in text and "Hold the annual review meeting" in text
    assert reverse("records:review-new", args=[plan.pk]) in text
    annual = make_review(plan, meeting_on=days_from_now(8))
    with acting_for(school):
        settle(annual, today=today())
    text = opened(client, "plan", plan.pk)
    assert "is too late to finish in time" in text and "Hold the annual review meeting" not in text
    assert reverse("records:review-new", args=[plan.pk]) not in text


def test_a_meeting_set_too_late_says_so_on_its_own_page_until_it_is_held(client: Client, school: School) -> None:
    plan = make_plan(make_pupil(school), made_on=days_from_now(-340))
    with acting_for(school):
        plan_deadlines(plan, today=today())
    late = make_review(plan, meeting_on=days_from_now(20))
    assert "is too late to finish in time" in opened(client, "review", late.pk)
    with acting_for(school):
        Review.objects.filter(pk=late.pk).update(held_on=today())
    assert "is too late" not in opened(client, "review", late.pk)


def test_a_review_from_the_schools_list_says_what_is_known_and_where_to_go_on(client: Client, school: School) -> None:
    plan = make_plan(make_pupil(school), made_on=days_from_now(-500))
    old = make_review(plan, from_import=True, held_on=days_from_now(-100), meeting_on=days_from_now(-100))
    with acting_for(school):
        plan_deadlines(plan, today=today())
    text = opened(client, "review", old.pk)
    assert "What is known" in text and "Next review complete by" in text and "Open the plan" in text
