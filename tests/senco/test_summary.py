"""The headteacher's year in figures: counts that open what they count."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pupils.models import Attendance, Concern, Suspension
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    give_role,
    make_concern,
    make_deadline,
    make_pupil,
    make_school,
    make_staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def head(school: School) -> User:
    return make_staff(Role.HEADTEACHER, school)


@pytest.fixture
def client(head: User) -> Client:
    client = Client()
    client.force_login(head)
    return client


def fill(school: School, owner: User) -> None:
    for year, provision, needs in (
        ("1", "K", ("SLCN",)),
        ("1", "K", ("SLCN", "ASD")),
        ("6", "E", ("ASD",)),
        ("6", "", ()),
    ):
        make_pupil(school, year=year, provision=provision, needs=needs)
    for side, days in (("school", -2), ("school", -1), ("authority", -9), ("school", 4)):
        make_deadline(school, owner=owner, due_on=days_from_now(days), side=side)
    pupil = make_pupil(school, provision="K", year="2")
    make_pupil(school, provision="K", year="", needs=("SLCN",))
    for state in ("new", "watching", "watching"):
        make_concern(make_pupil(school, year="2"), by=owner, state=state)
    make_concern(pupil, by=owner, state="closed", outcome="Seen to.")


def summary(client: Client) -> Any:
    return client.get("/reports/").context["summary"]


def test_every_figure_and_bar_that_opens_a_list_counts_it(client: Client, school: School, head: User) -> None:
    fill(school, head)
    found = summary(client)
    counted = [(int(fact.value), fact.url) for fact in found.facts[:-1] if fact.url]
    bars = (*found.years, *found.needs, *found.lateness, *found.concerns, *found.months.bars)
    assert all(bar.url for bar in bars)
    counted += [(bar.value, bar.url) for bar in bars]
    assert len(counted) == 4 + 4 + 3 + 2 + 4 + 12
    for value, url in counted:
        assert client.get(url).context["page"].paginator.count == value, url
    years = [("Year 1", 2), ("Year 2", 1), ("Year 6", 1), ("Year not known", 1)]
    assert [(bar.label, bar.value) for bar in found.years] == years


def listed(client: Client, url: str) -> int:
    count: int = client.get(url).context["page"].paginator.count
    return count


def test_another_schools_pupils_are_not_counted(client: Client, school: School) -> None:
    other = make_school()
    fill(other, make_staff(Role.SENCO, other))
    assert [fact.value for fact in summary(client).facts] == ["0", "0", "0", "0", "–"]


def test_somebody_who_is_head_of_one_school_and_governor_of_another_counts_the_first_only(
    client: Client, school: School, head: User
) -> None:
    other = make_school()
    give_role(head, Role.GOVERNOR, other)
    fill(other, make_staff(Role.SENCO, other))
    found = summary(client)
    assert [fact.value for fact in found.facts] == ["0", "0", "0", "0", "–"]
    assert sum(found.months.counts) == 0 and found.suspended == []


def test_review_steps_are_on_time_if_they_were_done_by_their_day(client: Client, school: School, head: User) -> None:
    for due, closed in ((-10, -10), (-10, -12), (-10, -9)):
        make_deadline(school, owner=head, due_on=days_from_now(due), closed_on=days_from_now(closed), closed_why="Done")
    make_deadline(school, owner=head, due_on=days_from_now(-500), closed_on=days_from_now(-400), closed_why="Done")
    found = summary(client)
    assert [(bar.label, bar.value) for bar in found.reviews] == [
        ("On time", 2),
        ("Done late", 1),
        ("Late and not done", 0),
    ]
    assert found.facts[-1].value == "67%" and found.facts[-1].note.startswith("2 of 3 done in twelve months")
    for bar in found.reviews:
        assert listed(client, bar.url) == bar.value, bar.label
    assert found.facts[-1].url == found.reviews[0].url


def test_a_review_step_that_is_late_and_not_done_is_not_on_time(client: Client, school: School, head: User) -> None:
    done = days_from_now(-10)
    make_deadline(school, owner=head, rule="review.report", due_on=done, closed_on=done, closed_why="Done")
    for due, side in ((-6, "school"), (-6, "school"), (-6, "authority"), (0, "school")):
        make_deadline(school, owner=head, rule="review.report", due_on=days_from_now(due), side=side)
    make_deadline(school, owner=head, rule="gov.info_report", due_on=days_from_now(-6))
    found = summary(client)
    assert [bar.value for bar in found.reviews] == [1, 0, 2]
    assert found.facts[-1].value == "33%"
    assert [listed(client, bar.url) for bar in found.reviews] == [1, 0, 2]
    assert found.reviews_says == (
        "1 of our own 3 steps in twelve months were done by their day; 0 done late, 2 late and not done."
    )


def test_attendance_is_compared_by_each_pupils_latest_period(client: Client, school: School) -> None:
    pupils = [make_pupil(school, provision=code) for code in ("K", "E", "N", "N")]
    with acting_for(school):
        for pupil, percent in zip(pupils, (80, 90, 96, 94), strict=True):
            for starts, value in ((-200, 50), (-60, percent)):
                days = {"starts_on": days_from_now(starts), "ends_on": days_from_now(starts + 50)}
                Attendance.objects.create(school=school, pupil=pupil, percent=value, **days)
    found = summary(client)
    assert [(bar.label, bar.display) for bar in found.attendance] == [
        ("EHC plan", "90.0%"),
        ("SEN support", "80.0%"),
        ("No SEN provision", "95.0%"),
    ]
    make_pupil(school, provision="K")
    assert [bar.note for bar in found.attendance] == ["1 pupils", "1 pupils", "2 pupils"]
    assert [listed(client, bar.url) for bar in found.attendance] == [1, 1, 2]
    assert "attended 85.0% of sessions, 10.0 points below those without" in found.attendance_says


def test_suspensions_since_september_are_counted_by_provision_and_listed(
    client: Client, school: School, today: dt.date
) -> None:
    pupil = make_pupil(school, surname="Price", provision="K")
    with acting_for(school):
        for days in (0, 600):
            when = today - dt.timedelta(days=days)
            Suspension.objects.create(school=school, pupil=pupil, starts_on=when, sessions=4)
    page = client.get("/reports/")
    (bar,) = page.context["summary"].suspensions
    assert (bar.label, bar.value) == ("SEN support", 1) == ("SEN support", listed(client, bar.url))
    assert "Amira Price" in page.content.decode()


def test_concerns_stand_in_the_month_in_which_they_were_logged(client: Client, school: School, head: User) -> None:
    concern = make_concern(make_pupil(school), by=head)
    make_concern(make_pupil(school), by=head)
    with acting_for(school):
        Concern.objects.filter(pk=concern.pk).update(logged_at=concern.logged_at - dt.timedelta(days=70))
    months = summary(client).months
    assert len(months.labels) == 12 and sum(months.counts) == 2 and months.counts[-1] == 1
    assert months.says.startswith("2 concerns in twelve months")


def test_of_many_suspensions_the_newest_are_shown_and_all_are_one_list(
    client: Client, school: School, today: dt.date
) -> None:
    pupils = [make_pupil(school) for _ in range(12)]
    with acting_for(school):
        for pupil in pupils:
            Suspension.objects.create(school=school, pupil=pupil, starts_on=today, sessions=2)
    found = summary(client)
    (bar,) = found.suspensions
    assert (bar.label, bar.value) == ("No SEN provision", 12)
    assert len(found.suspended) == 10
    assert listed(client, bar.url) == listed(client, found.suspended_url) == 12
    assert listed(client, "/reports/suspensions/?provision=E") == 0


def test_every_concern_of_a_month_is_listed_and_not_one_a_case(client: Client, school: School, head: User) -> None:
    pupil = make_pupil(school)
    make_concern(pupil, by=head)
    case = make_concern(pupil, by=head).case_id
    with acting_for(school):
        Concern.objects.filter(pupil=pupil).update(case=case)
    now = summary(client).months.bars[-1]
    assert now.value == listed(client, now.url) == 2


def test_with_a_school_where_one_teaches_in_view_too_each_list_is_of_the_school_that_one_heads(
    client: Client, school: School, head: User
) -> None:
    other = make_school("Birch")
    give_role(head, Role.DESIGNATED_TEACHER, other)
    fill(school, head)
    fill(other, make_staff(Role.SENCO, other))
    found = summary(client)
    bars = (*found.years, *found.needs, *found.lateness, *found.concerns, found.months.bars[-1], *found.reviews)
    for bar in bars:
        assert listed(client, bar.url) == bar.value, bar.label
    for fact in found.facts[:-1]:
        assert listed(client, fact.url) == int(fact.value), fact.label


def test_a_confined_step_is_counted_for_those_who_find_it_in_the_list(
    client: Client, school: School, head: User
) -> None:
    owner = make_staff(Role.SENCO, school)
    make_deadline(school, owner=owner, due_on=days_from_now(-2), confined_to=["senco", "dsl"])
    make_deadline(school, owner=owner, due_on=days_from_now(-2), confined_to=["senco", "head"])
    late = summary(client).reviews[-1]
    assert late.value == listed(client, late.url) == 1


def test_an_empty_school_is_told_so_in_words(client: Client) -> None:
    page = client.get("/reports/").content.decode()
    assert "Nobody is on the register." in page and "Nothing is late" in page


def test_the_page_asks_the_same_few_questions_whatever_the_size(client: Client, school: School, head: User) -> None:
    client.get("/reports/")
    with CaptureQueriesContext(connection) as few:
        client.get("/reports/")
    fill(school, head)
    fill(school, head)
    with CaptureQueriesContext(connection) as many:
        client.get("/reports/")
    assert len(few) == len(many) <= 14, "twelve, and the savepoint of a test round them"
