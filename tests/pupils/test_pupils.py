"""The pupil page, finding a pupil, and what each role is shown."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pupils.models import Attendance, Suspension
from senco.models import AccessLog, School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    make_class,
    make_concern,
    make_contact,
    make_deadline,
    make_pupil,
    make_school,
    make_staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


def signed_in(role: Role, school: School) -> Client:
    client = Client()
    client.force_login(make_staff(role, school))
    return client


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len([q for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


def test_the_page_tells_the_senco_what_to_know_and_what_is_due(school: School) -> None:
    senco = make_staff(Role.SENCO, school, name="Sofia Mensah")
    group = make_class(school, "5M", taught_by=(make_staff(Role.TEACHER, school, name="Tess Teacher"),))
    pupil = make_pupil(school, surname="Ash", provision="E", needs=("SLCN", "HI"), group=group)
    make_contact(pupil, forename="Nadia", surname="Ash", phone="07700 900123")
    make_deadline(school, owner=senco, due_on=days_from_now(-3), pupil=pupil)
    client = Client()
    client.force_login(senco)
    page = client.get(f"/pupils/{pupil.pk}/").content.decode()
    for words in ("EHC plan", "5M, Year 5", "Speech, language and communication needs", "Nadia Ash", "07700 900123"):
        assert words in page
    assert "3 days late" in page and "Tess Teacher" in page


def test_a_teacher_sees_needs_and_concerns_but_no_contacts(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    pupil = make_pupil(school, provision="K", needs=("SLCN",), group=make_class(school, "5M", taught_by=(teacher,)))
    make_contact(pupil, forename="Nadia", phone="07700 900123")
    make_concern(pupil, by=teacher, seen="Cannot follow two instructions.")
    client = Client()
    client.force_login(teacher)
    page = client.get(f"/pupils/{pupil.pk}/").content.decode()
    assert "Speech, language" in page and "Cannot follow two instructions." in page
    assert "Nadia" not in page and "07700" not in page


def test_the_office_sees_contacts_but_neither_needs_nor_concerns(school: School) -> None:
    pupil = make_pupil(school, provision="E", needs=("SLCN",))
    make_contact(pupil, forename="Nadia")
    make_concern(pupil, by=make_staff(Role.TEACHER, school), seen="Cannot follow two instructions.")
    page = signed_in(Role.OFFICE, school).get(f"/pupils/{pupil.pk}/").content.decode()
    assert "Nadia" in page
    assert "EHC plan" not in page and "Speech" not in page and "two instructions" not in page


def test_opening_the_page_is_written_down(school: School) -> None:
    pupil = make_pupil(school)
    signed_in(Role.HEADTEACHER, school).get(f"/pupils/{pupil.pk}/")
    with acting_for(school):
        (line,) = AccessLog.objects.all()
    assert (line.action, line.pupil_id) == ("view", pupil.pk)


def test_the_page_costs_the_same_for_a_thin_and_a_thick_file(school: School) -> None:
    senco = make_staff(Role.SENCO, school)
    client = Client()
    client.force_login(senco)
    pupil = make_pupil(school, provision="K", group=make_class(school, "5M", taught_by=(senco,)))
    few = counted(client, f"/pupils/{pupil.pk}/")
    for n in range(10):
        make_contact(pupil)
        make_concern(pupil, by=senco)
        make_deadline(school, owner=senco, due_on=days_from_now(n), pupil=pupil)
    with acting_for(school):
        for n in range(4):
            day = days_from_now(-100 * (n + 1))
            Attendance.objects.create(school=school, pupil=pupil, starts_on=day, ends_on=day, percent=90)
            Suspension.objects.create(school=school, pupil=pupil, starts_on=day)
    assert counted(client, f"/pupils/{pupil.pk}/") == few <= 12


@pytest.mark.parametrize("typed", ["%", "_", "'", "...", "%%"])
def test_signs_alone_find_nobody_on_the_register(school: School, typed: str) -> None:
    make_pupil(school, forename="Maisie", surname="Turner")
    client = signed_in(Role.SENCO, school)
    assert "Maisie" not in client.get("/pupils/", {"q": typed, "show": "roll"}).content.decode()


def test_the_page_says_which_adult_is_the_class_teacher(school: School) -> None:
    teacher, assistant = (
        make_staff(Role.TEACHER, school, name="Zed Teacher"),
        make_staff(Role.TEACHING_ASSISTANT, school, name="Ann Assistant"),
    )
    pupil = make_pupil(school, group=make_class(school, "5M", taught_by=(assistant, teacher)))
    page = signed_in(Role.SENCO, school).get(f"/pupils/{pupil.pk}/").content.decode()
    first, second = page.index("Zed Teacher, class teacher"), page.index("Ann Assistant, teaching assistant")
    assert first < second
