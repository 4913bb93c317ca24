"""The address at which a calendar program reads somebody's dates."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from senco.models import Membership, School, User
from senco.permissions import Role
from tests.factories import days_from_now, give_role, make_deadline, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school)


def make_address(user: User) -> str:
    client = Client()
    client.force_login(user)
    client.post(reverse("pupils:calendar-address"))
    address: str = client.get(reverse("pupils:calendar-address")).context["address"]
    assert address.startswith(settings.SITE_URL)
    return urlsplit(address).path


def events(path: str) -> list[Event]:
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_it_holds_ones_own_open_dates_as_whole_days_with_initials_and_no_name(school: School, senco: User) -> None:
    pupil = make_pupil(school, forename="Zebedee", surname="Quillfeather")
    own = make_deadline(school, owner=senco, due_on=days_from_now(3), pupil=pupil)
    make_deadline(school, owner=make_staff(Role.TEACHER, school), due_on=days_from_now(3))
    make_deadline(school, owner=senco, due_on=days_from_now(3), closed_on=days_from_now(0))
    path = make_address(senco)
    [event] = events(path)
    assert event["SUMMARY"] == "ZQ: Send the annual review report to the local authority"
    assert event.decoded("DTSTART") == own.due_on
    assert event.decoded("DTEND") == own.due_on + dt.timedelta(days=1)
    assert f"/deadlines/{own.pk}/" in event["URL"]
    assert b"Quillfeather" not in Client().get(path).content


def test_the_page_where_one_subscribes_says_that_only_ones_own_dates_are_in_it(school: School, senco: User) -> None:
    client = Client()
    client.force_login(senco)
    assert "the open dates that are yours" in client.get(reverse("pupils:calendar-address")).content.decode()


def test_the_uid_stays_when_the_date_moves(school: School, senco: User) -> None:
    from senco.rows import acting_for

    own = make_deadline(school, owner=senco, due_on=days_from_now(3))
    path = make_address(senco)
    [before] = events(path)
    with acting_for(school):
        type(own).objects.filter(pk=own.pk).update(due_on=days_from_now(5))
    [after] = events(path)
    assert before["UID"] == after["UID"]
    assert after.decoded("DTSTART") == days_from_now(5)


def test_a_new_address_ends_the_old_one_and_ending_it_ends_both(school: School, senco: User) -> None:
    first = make_address(senco)
    second = make_address(senco)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client = Client()
    client.force_login(senco)
    client.post(reverse("pupils:calendar-end"))
    assert Client().get(second).status_code == 404


def test_a_forged_or_altered_address_opens_nothing(senco: User) -> None:
    path = make_address(senco)
    for forged in ("/calendar/x.ics", path.replace(".ics", "a.ics"), path.replace("/calendar/", "/calendar/A")):
        assert Client().get(forged).status_code == 404


def test_whoever_has_left_reads_nothing_of_that_school_any_more(school: School, senco: User) -> None:
    other = make_school("Other")
    give_role(senco, Role.SENCO, other)
    for place in (school, other):
        make_deadline(place, owner=senco, due_on=days_from_now(3))
    path = make_address(senco)
    assert len(events(path)) == 2
    Membership.objects.filter(user=senco, school=other).update(ends_on=days_from_now(-1))
    assert len(events(path)) == 1
    User.objects.filter(pk=senco.pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_an_address_does_not_open_schools_that_were_not_in_it(school: School, senco: User) -> None:
    path = make_address(senco)
    later = make_school("Later")
    give_role(senco, Role.SENCO, later)
    make_deadline(later, owner=senco, due_on=days_from_now(3))
    assert events(path) == []
