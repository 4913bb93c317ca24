"""The day by which the next annual review must be complete."""

import datetime as dt

import pytest

from pupils.models import Deadline, Pupil
from records.actions.plans import plan_deadlines
from records.models import Plan, Review
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


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
        assert due(plan) == {"review.next_complete": dt.date(2026, 11, 16)}
        assert "cautious" in Deadline.objects.open().get().why


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
