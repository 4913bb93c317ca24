"""Results in a pupil's timeline."""

import pytest

from pupils.timeline.measures import KINDS
from senco.permissions import Role
from senco.rows import acting_for
from senco.stream import KINDS as REGISTERED
from senco.stream import Line
from tests.factories import (
    days_from_now,
    make_class,
    make_decision,
    make_measure,
    make_pupil,
    make_result,
    make_school,
    make_staff,
    member_of,
)

pytestmark = pytest.mark.django_db


def test_results_and_what_was_decided_of_them_read_as_entries() -> None:
    school = make_school()
    senco = make_staff(Role.SENCO, school, name="Sarah Mensah")
    pupil = make_pupil(school)
    result = make_result(pupil, make_measure(school, "Reading age"), taken_on=days_from_now(-3), note="Extra time")
    make_decision(pupil, by=senco, result=result)
    member = member_of(senco)
    with acting_for(school):
        said = {
            kind.key: [kind.say(Line(*row), member) for row in kind.rows(pupil.pk, member)]
            for kind in KINDS
            if REGISTERED[kind.key] is kind
        }
    [told], [looked_at] = said["result"], said["progress_decision"]
    assert (told.title, told.text) == ("Reading age: 7:06", "Extra time") and told.url.endswith("/progress/")
    assert "not SEN" in looked_at.title and "broken arm" in looked_at.text


def test_a_colleague_who_does_not_teach_the_pupil_has_none_of_them() -> None:
    school = make_school()
    teacher = make_staff(Role.TEACHER, school)
    make_class(school, "5A", taught_by=(teacher,))
    pupil = make_pupil(school)
    make_decision(pupil, by=teacher)
    with acting_for(school):
        assert all(not list(kind.rows(pupil.pk, member_of(teacher))) for kind in KINDS)
