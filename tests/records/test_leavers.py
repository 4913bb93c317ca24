"""A pupil who leaves the roll owes nothing more here; one who comes back owes what the plan says by then."""

import datetime as dt

import pytest
from django.urls import reverse

from pupils.actions.leavers import resume_returners_deadlines, stop_leavers_deadlines
from pupils.actions.pupils import come_back, leave_roll
from pupils.actions.reminders import write_reminders
from pupils.models import ConcernCase, Deadline, Enrolment, Pupil
from records.actions.plans import cease_plan, make_plan
from records.actions.reviews import owed_rules, plan_review
from records.models import Plan, Review
from senco.law import day_name
from senco.models import School, User
from senco.permissions import Member, Role
from senco.rows import acting_for
from tests.factories import days_from_now, make_concern, make_deadline, make_pupil, make_school, make_staff, member_of
from tests.records.pages import signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def user(school: School) -> User:
    return make_staff(Role.SENCO, school)


@pytest.fixture
def senco(user: User) -> Member:
    return member_of(user)


@pytest.fixture
def review(school: School, senco: Member) -> Review:
    pupil, today = make_pupil(school, provision="E"), days_from_now(0)
    with acting_for(school):
        plan = make_plan(pupil, kind=Plan.Kind.EHC_PLAN, made_on=today - 300 * DAY, by=senco, today=today)
        return plan_review(plan, meeting_on=today + 10 * DAY, by=senco, today=today)


def open_about(pupil: Pupil) -> set[str]:
    return set(Deadline.objects.open().filter(pupil=pupil).values_list("rule", flat=True))


def test_leaving_closes_what_is_due_and_coming_back_makes_it_due_again(senco: Member, review: Review) -> None:
    today, pupil = days_from_now(0), review.pupil
    with acting_for(review.school_id):
        before = open_about(pupil)
        leave_roll(pupil, by=senco, on=today - 5 * DAY, today=today)
        assert open_about(pupil) == set()
        closed = Deadline.objects.closed().filter(pupil=pupil, rule__in=before)
        assert {row.closed_why for row in closed} == {f"Left the school on {day_name(today - 5 * DAY)}"}
        come_back(pupil, by=senco, on=today, today=today)
        assert open_about(pupil) == before >= owed_rules(review)


def test_a_plan_that_ended_while_the_pupil_was_away_owes_nothing(senco: Member, review: Review) -> None:
    today, pupil = days_from_now(0), review.pupil
    with acting_for(review.school_id):
        leave_roll(pupil, by=senco, on=today - 5 * DAY, today=today)
        cease_plan(review.plan, on=today, by=senco, today=today)
        come_back(pupil, by=senco, on=today, today=today)
        assert open_about(pupil) == set()


def test_a_last_day_to_come_closes_it_in_the_night_after(senco: Member, review: Review) -> None:
    today, pupil = days_from_now(0), review.pupil
    with acting_for(review.school_id):
        leave_roll(pupil, by=senco, on=today + 2 * DAY, today=today)
        assert open_about(pupil)
        write_reminders(review.school_id, today=today + 2 * DAY)
        assert open_about(pupil)
        write_reminders(review.school_id, today=today + 3 * DAY)
        assert open_about(pupil) == set()


def test_a_day_of_return_to_come_makes_it_due_on_that_day(senco: Member, review: Review) -> None:
    today, pupil = days_from_now(0), review.pupil
    with acting_for(review.school_id):
        before = open_about(pupil)
        leave_roll(pupil, by=senco, on=today - 5 * DAY, today=today)
        come_back(pupil, by=senco, on=today + 7 * DAY, today=today)
        assert open_about(pupil) == set()
        write_reminders(review.school_id, today=today + 7 * DAY)
        assert open_about(pupil) == before


def test_only_leavers_are_stopped_and_who_is_to_join_is_none(school: School, user: User, review: Review) -> None:
    today = days_from_now(0)
    stays, joins = make_pupil(school), make_pupil(school, on_roll_from=today + 20 * DAY)
    for pupil in (stays, joins):
        make_deadline(school, owner=user, due_on=today, pupil=pupil)
    make_deadline(school, owner=user, due_on=today)
    with acting_for(school):
        Enrolment.objects.filter(pupil=review.pupil).update(ends_on=today - DAY)
        stopped = Deadline.objects.open().filter(pupil=review.pupil).count()
        assert stop_leavers_deadlines(school.pk, today=today) == stopped > 0
        assert stop_leavers_deadlines(school.pk, today=today) == 0
        assert Deadline.objects.open().count() == 3
        assert resume_returners_deadlines(school.pk, today=today) == 0


def test_a_concern_not_yet_answered_is_due_again_and_one_answered_is_not(
    school: School, user: User, senco: Member
) -> None:
    today, pupil = days_from_now(0), make_pupil(school)
    other = make_pupil(school)
    waits, answered = make_concern(pupil, by=user).case, make_concern(other, by=user).case
    for case in (waits, answered):
        make_deadline(
            school, owner=user, due_on=today, pupil=case.pupil,
            rule="concern.triage", subject_kind="concern_case", subject_id=case.pk,
        )  # fmt: skip
    with acting_for(school):
        for one in (pupil, other):
            leave_roll(one, by=senco, on=today - DAY, today=today)
        ConcernCase.objects.filter(pk=answered.pk).update(state="closed", outcome="Watched and settled")
        for one in (pupil, other):
            come_back(one, by=senco, on=today, today=today)
        open_now = Deadline.objects.open().filter(subject_kind="concern_case")
        assert [row.subject_id for row in open_now] == [waits.pk]


def test_the_deadlines_page_says_when_they_left(user: User, senco: Member, review: Review) -> None:
    today = days_from_now(0)
    with acting_for(review.school_id):
        leave_roll(review.pupil, by=senco, on=today - DAY, today=today)
    text = signed_in(user).get(reverse("pupils:deadlines"), {"when": "done"}).content.decode()
    assert f"Left the school on {day_name(today - DAY)}" in text
