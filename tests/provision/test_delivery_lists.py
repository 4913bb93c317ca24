"""The list of sessions: whoever reads how many were given opens exactly those."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from provision.models import DeliveryPupil
from pupils.models import Pupil
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    give_role,
    make_class,
    make_delivery,
    make_placement,
    make_pupil,
    make_school,
    make_staff,
)

pytestmark = pytest.mark.django_db
LIST = "/provision/sessions/"


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def last_monday(weeks: int = 1) -> dt.date:
    today = days_from_now(0)
    return today - dt.timedelta(days=today.weekday() + 7 * weeks)


def give(placement: Any, by: User, *days: dt.date, **fields: Any) -> list[Any]:
    return [make_delivery(placement, on=on, by=by, **fields) for on in days]


def not_given(placement: Any, by: User, *days: dt.date) -> None:
    give(placement, by, *days, minutes=0, why_not="staff_absent")


def missed(delivery: Any, pupil: Pupil) -> None:
    with acting_for(delivery.school_id):
        DeliveryPupil.objects.create(
            school_id=delivery.school_id, delivery=delivery, pupil=pupil, minutes=0, why_not="absent"
        )


def days_listed(client: Client, url: str) -> list[dt.date]:
    page = client.get(url).context["page"]
    assert page.paginator.count == len(page.object_list)
    return [row.on for row in page]


def days(first: dt.date, count: int) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range(count)]


def test_the_share_of_sessions_given_opens_the_sessions_of_last_week(school: School, senco: User) -> None:
    placement, other = make_placement(make_pupil(school)), make_placement(make_pupil(school))
    give(placement, senco, *days(last_monday(), 3))
    not_given(placement, senco, last_monday() + dt.timedelta(days=3))
    give(other, senco, last_monday(2), days_from_now(0))
    client = signed_in(senco)
    (fact,) = (one for one in client.get("/").context["part"].facts if one.label == "of sessions given")
    assert (fact.value, fact.note) == ("75%", "3 of 4 recorded last week")
    listed = client.get(fact.url)
    assert listed.context["page"].paginator.count == 4
    counts = {tab["label"]: tab["count"] for tab in listed.context["tabs"]}
    assert counts == {"All recorded": 4, "Given": 3, "Not given": 1}
    for tab in listed.context["tabs"]:
        assert len(days_listed(client, LIST + tab["url"])) == tab["count"]


def test_what_a_pupil_was_given_opens_those_very_sessions(school: School, senco: User) -> None:
    """Not the session that the others of the group had without them, nor one before they joined."""
    pupil, friend = make_pupil(school), make_pupil(school)
    placement = make_placement(pupil, friend, times=3)
    given = give(placement, senco, *days(last_monday(), 4))
    not_given(placement, senco, last_monday(2))
    missed(given[1], pupil)
    with acting_for(school):
        placement.pupil_rows.filter(pupil=pupil).update(starts_on=given[1].on)
    client = signed_in(senco)
    (line,) = client.get(reverse("provision:pupil-provision", args=[pupil.pk])).context["lines"]
    assert line["given"].given == 2
    assert days_listed(client, line["given_url"]) == [given[3].on, given[2].on]
    assert (
        f'href="{line["given_url"].replace("&", "&amp;")}"'
        in client.get(reverse("provision:pupil-provision", args=[pupil.pk])).content.decode()
    )


def test_what_was_given_of_a_placement_opens_those_sessions(school: School, senco: User) -> None:
    pupil, friend = make_pupil(school), make_pupil(school)
    placement = make_placement(pupil, friend, times=3)
    given = give(placement, senco, *days(last_monday(), 3))
    not_given(placement, senco, last_monday(2))
    missed(given[0], friend)
    client = signed_in(senco)
    page = client.get(reverse("provision:placement", args=[placement.pk]))
    assert page.context["given"].given == len(days_listed(client, page.context["given_url"])) == 3
    for row in page.context["rows"]:
        assert len(days_listed(client, row.given_url)) == row.given.given


def test_a_session_that_the_pupil_missed_stands_among_those_not_given_to_them(school: School, senco: User) -> None:
    pupil, friend = make_pupil(school), make_pupil(school)
    given = give(make_placement(pupil, friend), senco, *days(last_monday(), 2))
    missed(given[0], pupil)
    client = signed_in(senco)
    assert days_listed(client, f"{LIST}?pupil={pupil.pk}&was=not") == [given[0].on]
    assert days_listed(client, f"{LIST}?pupil={friend.pk}&was=not") == []


def test_a_teacher_sees_the_sessions_of_their_own_pupils_only(school: School, senco: User) -> None:
    teacher = make_staff(Role.TEACHER, school)
    mine = make_pupil(school, group=make_class(school, "5M", taught_by=(teacher,)))
    theirs = make_pupil(school, surname="Elsewhere")
    give(make_placement(mine), senco, last_monday())
    give(make_placement(theirs), senco, last_monday())
    client = signed_in(teacher)
    page = client.get(LIST)
    assert page.context["page"].paginator.count == 1 and b"Elsewhere" not in page.content
    assert client.get(f"{LIST}?pupil={theirs.pk}").status_code == 404
    assert client.get(f"{LIST}?placement={make_placement(theirs).pk}").status_code == 404


def test_of_two_schools_in_view_one_can_be_chosen(school: School, senco: User) -> None:
    other = make_school("Birch")
    give_role(senco, Role.SENCO, other)
    give(make_placement(make_pupil(school)), senco, last_monday())
    give(make_placement(make_pupil(other)), senco, *days(last_monday(), 2))
    client = signed_in(senco)
    assert len(days_listed(client, LIST)) == 3
    assert len(days_listed(client, f"{LIST}?school={other.pk}")) == 2


def test_a_day_that_cannot_be_understood_is_said_so_and_kept(school: School, senco: User) -> None:
    page = signed_in(senco).get(f"{LIST}?since=soon").content.decode()
    assert "This is not a date" in page and 'value="soon"' in page
