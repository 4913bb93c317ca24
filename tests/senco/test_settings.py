"""A school's details, its calendar, and the groups it belongs to."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from senco.forms.years import propose_year
from senco.law import is_working_day
from senco.models import AcademicYear, Closure, School, SchoolGroup, Term, User
from senco.models.schools import calendar_of
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import give_role, make_group, make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def admin(school: School) -> User:
    return make_staff(Role.ADMINISTRATOR, school)


@pytest.fixture
def client(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def year_of(school: School) -> AcademicYear:
    with acting_for(school):
        days = {"starts_on": dt.date(2026, 9, 1), "ends_on": dt.date(2027, 8, 31)}
        return AcademicYear.objects.create(school=school, name="2026/27", **days)


def dates(name: str, first: str, last: str) -> dict[str, str]:
    return {"name": name, "starts_on": first, "ends_on": last}


def held(school: School, model: Any) -> list[tuple[str, str]]:
    with acting_for(school):
        return [(one.name, str(one.starts_on)) for one in model.objects.all()]


def test_a_ready_made_year_has_terms_half_terms_and_can_be_corrected(client: Client, school: School) -> None:
    start = client.get("/settings/").context["year_form"].fields["start"].choices[0][0]
    page = client.post(f"/settings/schools/{school.pk}/years/", {"start": start}, follow=True).content.decode()
    assert "Correct the days that differ" in page
    assert [name for name, _ in held(school, Term)] == ["Autumn", "Spring", "Summer"]
    with acting_for(school):
        term = Term.objects.first()
        assert term is not None
        moved = {"name": "Autumn", "starts_on": term.starts_on + dt.timedelta(days=1), "ends_on": term.ends_on}
    client.post(f"/settings/dates/term/{term.pk}/", moved)
    with acting_for(school):
        assert Term.objects.get(pk=term.pk).starts_on == moved["starts_on"]
        assert calendar_of(school).is_school_day(moved["ends_on"])


@pytest.mark.parametrize("start", range(2024, 2045))
def test_every_proposed_year_begins_and_ends_its_terms_on_working_days_in_order(start: int) -> None:
    year = propose_year(start)
    ends = [day for term in year.terms for day in (term["starts_on"], term["ends_on"])]
    assert ends == sorted(ends) and all(is_working_day(day) for day in ends)
    assert year.starts_on <= ends[0] and ends[-1] <= year.ends_on
    for term, half in zip(year.terms, year.closures, strict=True):
        assert term["starts_on"] < half["starts_on"] < half["ends_on"] < term["ends_on"]
        assert (half["starts_on"].weekday(), half["ends_on"].weekday()) == (0, 4)


def test_the_proposed_half_terms_of_2026_are_those_of_most_schools() -> None:
    assert [half["starts_on"] for half in propose_year(2026).closures] == [
        dt.date(2026, 10, 26),
        dt.date(2027, 2, 15),
        dt.date(2027, 5, 31),
    ]


def test_a_year_that_is_there_is_not_offered_again(client: Client, school: School, today: dt.date) -> None:
    offered = client.get("/settings/").context["year_form"].fields["start"].choices
    client.post(f"/settings/schools/{school.pk}/years/", {"start": offered[0][0]})
    assert client.get("/settings/").context["year_form"].fields["start"].choices == offered[1:]
    assert client.post(f"/settings/schools/{school.pk}/years/", {"start": offered[0][0]}).status_code == 422


@pytest.mark.parametrize(
    ("kind", "entry", "words"),
    [
        ("term", dates("Spring", "2027-01-04", "2026-12-01"), "before the first day"),
        ("term", dates("Spring", "2026-12-01", "2027-03-25"), "overlaps Autumn"),
        ("term", dates("Spring", "2027-01-04", "2027-08-30"), "Check the years"),
        ("term", dates("Later", "2027-09-02", "2027-12-17"), "No academic year holds both days"),
        ("closure", dates("Half term", "2026-10-30", "2026-10-26"), "before the first day"),
        ("closure", dates("Snow", "2026-11-02", "2027-11-03"), "longer than two months"),
        ("year", dates("2026/27", "2028-09-01", "2029-08-31"), "of this name already"),
        ("year", dates("Another", "2027-01-01", "2027-12-31"), "overlaps 2026/27"),
        ("year", dates("Long", "2028-09-01", "2031-08-31"), "longer than a year"),
        ("term", dates("", "monday", ""), "not a date"),
    ],
)
def test_dates_that_cannot_be_are_refused_in_plain_words(
    client: Client, school: School, kind: str, entry: dict[str, str], words: str
) -> None:
    year_of(school)
    client.post(f"/settings/dates/term/add/{school.pk}/", dates("Autumn", "2026-09-02", "2026-12-18"))
    page = client.post(f"/settings/dates/{kind}/add/{school.pk}/", entry)
    assert page.status_code == 422 and words in page.content.decode()
    assert held(school, Term) == [("Autumn", "2026-09-02")] and held(school, Closure) == []


def test_a_closure_is_added_corrected_and_taken_away_once_one_is_sure(client: Client, school: School) -> None:
    year_of(school)
    client.post(f"/settings/dates/closure/add/{school.pk}/", dates("INSET", "2026-11-27", "2026-11-27"))
    with acting_for(school):
        pk = Closure.objects.get().pk
    client.post(f"/settings/dates/closure/{pk}/", dates("INSET day", "2026-11-30", "2026-11-30"))
    assert held(school, Closure) == [("INSET day", "2026-11-30")]
    client.post(f"/settings/dates/closure/{pk}/remove/")
    assert held(school, Closure) != []
    client.post(f"/settings/dates/closure/{pk}/remove/", {"sure": "yes"})
    assert held(school, Closure) == []


def test_a_year_goes_with_its_terms(client: Client, school: School) -> None:
    year = year_of(school)
    client.post(f"/settings/dates/term/add/{school.pk}/", dates("Autumn", "2026-09-02", "2026-12-18"))
    client.post(f"/settings/dates/year/{year.pk}/remove/", {"sure": "yes"})
    assert held(school, AcademicYear) == held(school, Term) == []


def details(school: School, **fields: Any) -> dict[str, Any]:
    start = {name: getattr(school, name) for name in ("name", "phase", "local_authority", "laestab", "urn")}
    return {**start, "ofsted_number": "", "postcode": "", "sen_governor": "", **fields}


def test_a_setting_without_laestab_has_its_ofsted_number_and_one_number_is_needed(
    client: Client, school: School
) -> None:
    path = f"/settings/schools/{school.pk}/"
    none = client.post(path, details(school, laestab=""))
    assert none.status_code == 422 and "at least one number" in none.content.decode()
    assert client.post(path, details(school, laestab="12")).status_code == 422
    client.post(path, details(school, laestab="", ofsted_number="EY123456", phase="nursery"))
    school.refresh_from_db()
    assert (school.laestab, school.ofsted_number, school.phase) == ("", "EY123456", "nursery")


def test_another_schools_number_is_refused(client: Client, school: School) -> None:
    other = make_school()
    assert client.post(f"/settings/schools/{school.pk}/", details(school, laestab=other.laestab)).status_code == 422


def test_the_sen_governor_is_one_of_the_schools_governors(client: Client, school: School) -> None:
    governor, teacher = make_staff(Role.GOVERNOR, school), make_staff(Role.TEACHER, school)
    path = f"/settings/schools/{school.pk}/"
    assert client.post(path, details(school, sen_governor=teacher.pk)).status_code == 422
    client.post(path, details(school, sen_governor=governor.pk))
    school.refresh_from_db()
    assert school.sen_governor == governor


def test_an_administrator_of_two_schools_makes_a_group_and_takes_a_school_out_again(
    client: Client, admin: User, school: School
) -> None:
    other = make_school("Hillside")
    give_role(admin, Role.ADMINISTRATOR, other)
    client.post("/settings/groups/new/", {"name": "The Trust", "kind": "trust", "schools": [school.pk, other.pk]})
    group = SchoolGroup.objects.get(name="The Trust")
    assert set(group.schools.all()) == {school, other}
    client.post(f"/settings/groups/{group.pk}/", {"name": "The Trust", "kind": "trust", "schools": [other.pk]})
    assert set(group.schools.all()) == {other}


def test_a_school_that_one_does_not_administer_is_neither_put_in_nor_taken_out(
    client: Client, admin: User, school: School
) -> None:
    theirs = make_school("Theirs")
    wrong = client.post("/settings/groups/new/", {"name": "Grab", "kind": "trust", "schools": [school.pk, theirs.pk]})
    assert wrong.status_code == 422 and not SchoolGroup.objects.filter(name="Grab").exists()
    shared = make_group(school, theirs)
    give_role(admin, Role.ADMINISTRATOR, make_group(school))
    named = {"name": shared.name, "kind": "trust", "schools": [school.pk]}
    assert client.post(f"/settings/groups/{shared.pk}/", named).status_code == 403
    assert set(shared.schools.all()) == {school, theirs}


def test_the_senco_keeps_the_calendar_and_leaves_staff_to_the_head(school: School) -> None:
    client = Client()
    client.force_login(make_staff(Role.SENCO, school))
    page = client.get("/settings/").content.decode()
    assert "/staff/" not in page and "dates/term/add" in page


def undo_of(page: Any) -> str:
    found = re.search(r'<form action="([^"]+/back/[^"]+)" method="post">', page.content.decode())
    assert found, "no Undo is offered"
    return found[1]


@pytest.mark.parametrize("kind", ["term", "closure", "year"])
def test_dates_that_were_taken_away_are_back_with_the_same_days(client: Client, school: School, kind: str) -> None:
    year = year_of(school)
    days = {"starts_on": dt.date(2026, 10, 26), "ends_on": dt.date(2026, 10, 30)}
    with acting_for(school):
        term = Term.objects.create(school=school, year=year, name="Autumn", **days)
        closure = Closure.objects.create(school=school, name="Half term", **days)
    row = {"term": term, "closure": closure, "year": year}[kind]
    models: tuple[Any, ...] = (AcademicYear, Term, Closure)
    with acting_for(school):
        before = [list(model.objects.values()) for model in models]
    page = client.post(f"/settings/dates/{kind}/{row.pk}/remove/", {"sure": "yes"}, follow=True)
    undo = undo_of(page)
    assert client.post(undo, follow=True).content.decode().count("They are back as they were") == 1
    with acting_for(school):
        assert [list(model.objects.values()) for model in models] == before
        told = type(row).pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
        assert list(told.values_list("pgh_label", flat=True)) == ["insert", "delete", "insert"]


def test_dates_do_not_come_back_over_others_nor_without_their_year(client: Client, school: School) -> None:
    year = year_of(school)
    days = {"starts_on": dt.date(2026, 10, 26), "ends_on": dt.date(2026, 10, 30)}
    with acting_for(school):
        term = Term.objects.create(school=school, year=year, name="Autumn", **days)
        closure = Closure.objects.create(school=school, name="Half term", **days)
    gone = undo_of(client.post(f"/settings/dates/closure/{closure.pk}/remove/", {"sure": "yes"}, follow=True))
    client.post(f"/settings/dates/closure/add/{school.pk}/", dates("Snow", "2026-10-26", "2026-10-26"))
    assert "would overlap" in client.post(gone, follow=True).content.decode()
    gone = undo_of(client.post(f"/settings/dates/term/{term.pk}/remove/", {"sure": "yes"}, follow=True))
    client.post(f"/settings/dates/year/{year.pk}/remove/", {"sure": "yes"})
    assert "Not undone" in client.post(gone, follow=True).content.decode()
    assert held(school, Closure) == [("Snow", "2026-10-26")] and held(school, Term) == []
