"""The demo's people live in a real week: nobody gives more hours than it has, and nobody writes on a Sunday."""

import datetime as dt
import random
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from provision.models import Delivery, Placement
from pupils.actions.reminders import run_night
from pupils.models import Concern, ConcernMove, Deadline, Note, Pupil, SafeguardingNote, Suspension
from records.models import Agency, Communication, Involvement
from senco.demo.agencies import make_agencies
from senco.demo.calendar import make_calendar, moment
from senco.demo.classes import ASSISTANTS, TEACHERS
from senco.demo.communications import make_communications
from senco.demo.concerns import make_concerns
from senco.demo.history import make_history
from senco.demo.provision import make_provision
from senco.demo.trust import person
from senco.law import is_working_day
from senco.models import School, User, calendar_of
from senco.permissions import Role, today
from senco.rows import acting_for
from tests.factories import (
    make_agency,
    make_class,
    make_deadline,
    make_intervention,
    make_involvement,
    make_placement,
    make_pupil,
    make_school,
    make_staff,
)

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


def test_each_school_of_the_demo_has_services_that_can_be_reached_and_work_with_pupils(school: School) -> None:
    listed = make_agency(school, name="Speech and language therapy")
    with acting_for(school):
        pupil = Pupil.objects.latest("pk")
    make_involvement(pupil, agency=listed, starts_on=today())
    for place, key in ((school, "oakfield"), (make_school("St Mark's"), "st_marks"), (make_school("Acorns"), "acorns")):
        for n in range(4):
            make_pupil(place, provision="K", surname=f"Seen{n}")
        with acting_for(place):
            make_agencies(key, place, today(), random.Random(1))
            for agency in Agency.objects.all():
                assert agency.email.endswith("@example.org") and agency.phone.startswith("01632 960")
                assert agency.professionals.get().name
            assert Involvement.objects.exists()
            assert all(is_working_day(day) for day in Involvement.objects.values_list("starts_on", flat=True))
    with acting_for(school):
        assert pupil.involvements.get().professional is not None, "what the SENCO's list named is kept"


@pytest.mark.parametrize("phase", ["secondary", "infant"])
def test_some_pupils_of_the_demo_were_suspended_this_year_on_school_days(phase: str) -> None:
    school = make_school(phase=phase)
    for n in range(20):
        make_pupil(school, provision="K", surname=f"Pupil{n}")
    with acting_for(school):
        make_calendar(school, today())
        make_history(school, today(), random.Random(1))
        days = list(Suspension.objects.values_list("starts_on", flat=True))
        assert any((today() - day).days < 90 for day in days)
        assert all(calendar_of(school).is_school_day(day) for day in days)


def test_sessions_are_recorded_where_nobody_of_the_eight_assists(school: School) -> None:
    make_staff(Role.TEACHING_ASSISTANT, school)
    with acting_for(school):
        make_provision("hillside", school, today(), random.Random(1))
        assert Delivery.objects.exists()


def test_what_the_demos_teacher_owes_is_about_a_pupil_they_teach(school: School) -> None:
    for n in range(3):
        make_pupil(school, provision="K", surname=f"Untaught{n}")
    with acting_for(school):
        make_communications("oakfield", school, today(), random.Random(1))
        owed = Deadline.objects.get(owner=person("teacher"))
        assert owed.pupil in Pupil.objects.taught_by(person("teacher"))


def test_the_mail_of_the_last_working_day_says_that_it_went_then(school: School) -> None:
    """Loaded at a weekend, the demo shows Friday's mail: none goes on a Sunday."""
    friday = dt.date(2026, 11, 20)
    with acting_for(school):
        senco = User.objects.get(memberships__role=Role.SENCO)
    told = make_deadline(school, owner=senco, due_on=friday + dt.timedelta(days=1))
    list(run_night(friday, is_today=False, at=moment(friday, 6)))
    (sent,) = mail.outbox
    assert sent.message()["Date"].startswith("Fri, 20 Nov 2026 06:00:00")
    with acting_for(school):
        assert timezone.localdate(told.reminders.get().sent_at) == friday


def test_every_adult_of_the_demo_has_a_name_of_their_own() -> None:
    names = [name for table in (TEACHERS, ASSISTANTS) for names in table.values() for name in names.split(",")]
    assert len(names) == len(set(names))
