"""The demo's people live in a real week: nobody gives more hours than it has, and nobody writes on a Sunday."""

import datetime as dt
import random
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from provision.models import Delivery, Placement
from pupils.models import Concern, ConcernMove, Note, SafeguardingNote
from records.models import Communication
from senco.demo.calendar import make_calendar
from senco.demo.classes import ASSISTANTS, TEACHERS
from senco.demo.communications import make_communications
from senco.demo.concerns import make_concerns
from senco.demo.provision import make_provision
from senco.demo.trust import person
from senco.models import School, calendar_of
from senco.permissions import Role, today
from senco.rows import acting_for
from tests.factories import make_class, make_intervention, make_placement, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
MOST_A_WEEK = 25


@pytest.fixture
def school() -> School:
    """With a calendar, a SENCO, a teacher and an assistant, and a dozen pupils on the register."""
    school = make_school("Oakfield")
    with acting_for(school):
        make_calendar(school, today())
    make_staff(Role.SENCO, school)
    make_staff(Role.SAFEGUARDING_LEAD, school)
    teacher = make_staff(Role.TEACHER, school, email="teacher@demo.example")
    group = make_class(school, "5A", taught_by=(teacher,))
    for n in range(12):
        make_pupil(school, provision="K", surname=f"Pupil{n}", group=group)
    return school


def days_of(rows: Any, field: str) -> list[dt.date]:
    moments = rows.values_list(field, flat=True)
    return [timezone.localdate(one) if isinstance(one, dt.datetime) else one for one in moments]


def test_concerns_notes_calls_and_sessions_are_written_on_school_days(school: School) -> None:
    chance = random.Random(1)
    adult = make_staff(Role.TEACHING_ASSISTANT, school, email="ta@demo.example")
    with acting_for(school):
        make_concerns("oakfield", school, today(), chance)
        make_communications("oakfield", school, today(), chance)
        make_provision("oakfield", school, today(), chance)
        written = {
            "concern": days_of(Concern.objects, "logged_at"),
            "move": days_of(ConcernMove.objects, "at"),
            "worry": days_of(SafeguardingNote.objects, "written_at"),
            "note": days_of(Note.objects, "on") + days_of(Note.objects, "written_at"),
            "call": days_of(Communication.objects, "on") + days_of(Communication.objects, "written_at"),
            "session": days_of(Delivery.objects.filter(recorded_by=adult), "recorded_at"),
        }
        calendar = calendar_of(school)
        off = {kind: [day for day in days if not calendar.is_school_day(day)] for kind, days in written.items()}
    assert all(written.values()), "nothing was written"
    assert not any(off.values()), off


def test_no_adult_of_the_demo_gives_more_hours_than_a_week_has(school: School) -> None:
    make_staff(Role.TEACHING_ASSISTANT, school, email="ta@demo.example")
    others = [make_staff(Role.TEACHING_ASSISTANT, school) for _ in range(3)]
    for n, minutes in enumerate((300, 240, 60, 60, 30, 20) * 4):
        pupil = make_pupil(school, provision="K", surname=f"Placed{n}")
        what = make_intervention(school, name=f"Support {n}")
        make_placement(pupil, intervention=what, minutes=minutes, times=Decimal(5), from_import=True, given_by=None)
    with acting_for(school):
        make_provision("oakfield", school, today(), random.Random(1))
        hours: Counter[Any] = Counter()
        for one in Placement.objects.filter(ends_on=None):
            if one.who:
                hours[one.who_key] += (one.minutes or 0) * (one.times or 0) / 60
        hers = list(Placement.objects.filter(given_by=person("ta")))
        assert sum((one.minutes or 0) * (one.times or 0) <= 180 for one in hers) > 1, "she has sessions to record"
        assert all(Placement.objects.filter(given_by=other).exists() for other in others)
    assert max(hours.values()) <= MOST_A_WEEK, hours


def test_every_adult_of_the_demo_has_a_name_of_their_own() -> None:
    names = [name for table in (TEACHERS, ASSISTANTS) for names in table.values() for name in names.split(",")]
    assert len(names) == len(set(names))
