"""The directory of agencies through its pages, and who is involved with whom."""

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Pupil
from records.models import Agency, Involvement, Professional
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    give_role,
    make_agency,
    make_involvement,
    make_professional,
    make_pupil,
    make_school,
    make_staff,
)
from tests.records.pages import MOST_QUERIES, exported, opened, posted, queries_of, refused, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Priya Shah")


@pytest.fixture
def client(senco: User) -> Client:
    return signed_in(senco)


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school, forename="Mina", surname="Stone")


def listed(client: Client, **query: str) -> list[str]:
    response = client.get(reverse("records:agencies"), query)
    assert response.status_code == 200
    return [agency.name for agency in response.context["page"]]


def stored(agency: Agency) -> Agency:
    with acting_for(agency.school_id):
        return Agency.objects.get(pk=agency.pk)


def current(pupil: Pupil) -> list[Involvement]:
    with acting_for(pupil.school_id):
        return list(Involvement.objects.current().filter(pupil=pupil).with_people())


def test_the_list_filters_finds_and_sorts(school: School, client: Client, pupil: Pupil) -> None:
    speech = make_agency(school, "Speech therapy", short_name="SALT")
    make_agency(school, "Autism charity")
    make_agency(school, "Old clinic", closed_on=days_from_now(-3))
    with acting_for(school):
        Agency.objects.filter(name="Autism charity").update(kind="voluntary")
    make_involvement(pupil, agency=speech)
    make_professional(school, agency=speech, name="Wanda Quick")
    assert listed(client) == ["Autism charity", "Speech therapy"]
    assert listed(client, show="closed") == ["Old clinic"]
    assert listed(client, kind="voluntary") == ["Autism charity"]
    assert listed(client, q="salt") == listed(client, q="quick") == ["Speech therapy"]
    assert listed(client, sort="-pupils")[0] == "Speech therapy"


def test_the_export_counts_the_pupils_of_today(school: School, client: Client, pupil: Pupil) -> None:
    agency = make_agency(school, "=Speech")
    make_involvement(pupil, agency=agency)
    make_involvement(make_pupil(school), agency=agency, ends_on=days_from_now(-1))
    rows = exported(client, "agencies")
    assert [(row["Agency"], row["Pupils now"]) for row in rows] == [("'=Speech", "1")]


def test_an_agency_is_added_and_not_twice(client: Client, school: School) -> None:
    values = {"name": "Speech therapy", "kind": "health", "email": "salt@example.org", "website": "salt.example.org"}
    assert posted(client, "agency-new", **values).status_code == 302
    with acting_for(school):
        assert Agency.objects.get().website == "https://salt.example.org"
    text = refused(client, "agency-new", **{**values, "name": "SPEECH therapy", "note": "Typed words"})
    assert "in the directory already" in text and "Typed words" in text
    assert "valid email" in refused(client, "agency-new", name="Other", kind="health", email="not one")


def test_two_tabs_that_change_one_agency_show_both_texts(client: Client, school: School) -> None:
    agency = make_agency(school, "Speech therapy")
    values = {"name": "Speech therapy", "kind": "health", "seen_version": "1"}
    assert posted(client, "agency-edit", agency.pk, **values, phone="01234 1").status_code == 302
    text = refused(client, "agency-edit", agency.pk, status=409, **values, phone="01234 2")
    assert "01234 1" in text and "01234 2" in text
    posted(client, "agency-edit", agency.pk, **{**values, "seen_version": "2"}, phone="01234 2")
    assert stored(agency).phone == "01234 2"


def test_an_agency_in_use_stays_and_one_that_is_not_goes_and_comes_back(
    client: Client, school: School, pupil: Pupil
) -> None:
    agency = make_agency(school, "Speech therapy")
    row = make_involvement(pupil, agency=agency)
    url = reverse("records:agency-close", args=[agency.pk])
    assert "still involved with one pupil" in client.post(url, follow=True).content.decode()
    posted(client, "involvement-end", row.pk)
    assert f'action="{url}?undo=1"' in client.post(url, follow=True).content.decode()
    assert stored(agency).closed_on == days_from_now(0)
    client.post(f"{url}?undo=1")
    assert stored(agency).closed_on is None


def test_people_of_an_agency_are_added_changed_and_marked_as_left(client: Client, school: School) -> None:
    agency = make_agency(school)
    posted(client, "professional-new", agency.pk, name="Wanda Quick", job="Therapist")
    with acting_for(school):
        person = Professional.objects.get()
    left = days_from_now(-2).isoformat()
    posted(client, "professional-edit", person.pk, name="Wanda Quick", job="Lead therapist", left_on=left)
    text = opened(client, "agency", agency.pk)
    assert "Lead therapist" in text and "left" in text
    assert "This field is required" in refused(client, "professional-new", agency.pk, name="", job="Kept words")


def test_an_agency_becomes_involved_once_and_ends_with_an_undo(client: Client, school: School, pupil: Pupil) -> None:
    agency = make_agency(school, "Speech therapy")
    person = make_professional(school, agency=agency, name="Wanda Quick")
    values = {"agency": agency.pk, "professional": person.pk, "purpose": "Speech sounds",
              "starts_on": days_from_now(-9).isoformat()}  # fmt: skip
    assert posted(client, "involvement-new", pupil.pk, **values).status_code == 302
    panel = opened(client, "pupil-agencies", pupil.pk)
    for words in ("Speech therapy", "Wanda Quick", "Speech sounds"):
        assert words in panel
    assert "is involved with Mina Stone already" in refused(client, "involvement-new", pupil.pk, **values)
    row = current(pupil)[0]
    url = reverse("records:involvement-end", args=[row.pk])
    assert f'action="{url}?undo=1"' in client.post(url, follow=True).content.decode()
    assert current(pupil) == []
    client.post(f"{url}?undo=1")
    assert len(current(pupil)) == 1


def test_no_agency_is_involved_before_the_pupil_was_born(client: Client, school: School, pupil: Pupil) -> None:
    values = {"agency": make_agency(school).pk, "purpose": "Speech sounds", "starts_on": "1990-01-01"}
    text = refused(client, "involvement-new", pupil.pk, **values)
    assert "before the pupil was born" in text and "Speech sounds" in text and current(pupil) == []


def test_another_schools_agency_and_a_closed_one_cannot_be_chosen(
    client: Client, senco: User, school: School, pupil: Pupil
) -> None:
    there = make_school("Hillside")
    give_role(senco, Role.SENCO, there)
    theirs, closed = make_agency(there, "Theirs"), make_agency(school, "Closed one", closed_on=days_from_now(-1))
    form = opened(client, "involvement-new", pupil.pk)
    assert "Theirs" not in form and "Closed one" not in form
    for agency in (theirs, closed):
        text = refused(client, "involvement-new", pupil.pk, agency=agency.pk, starts_on=days_from_now(-1).isoformat())
        assert "Select a valid choice" in text
    assert current(pupil) == []


def test_somebody_of_another_agency_cannot_be_named(client: Client, school: School, pupil: Pupil) -> None:
    agency, person = make_agency(school), make_professional(school, name="Wanda Quick")
    values = {"agency": agency.pk, "professional": person.pk, "starts_on": days_from_now(-1).isoformat()}
    assert "does not work for" in refused(client, "involvement-new", pupil.pk, **values)


def test_whoever_is_senco_of_two_schools_says_whose_directory_it_is(client: Client, senco: User) -> None:
    there = make_school("Hillside")
    give_role(senco, Role.SENCO, there)
    assert "This field is required" in refused(client, "agency-new", name="Speech", kind="health")
    posted(client, "agency-new", name="Speech", kind="health", school=there.pk)
    with acting_for(there):
        assert Agency.objects.get().school_id == there.pk


def test_who_only_reads_may_see_and_not_change(school: School, pupil: Pupil) -> None:
    agency = make_involvement(pupil).agency
    head = signed_in(make_staff(Role.HEADTEACHER, school))
    assert "Mina Stone" in opened(head, "agency", agency.pk)
    assert "Add an agency" not in opened(head, "agencies")
    assert ">End<" not in opened(head, "pupil-agencies", pupil.pk)
    assert posted(head, "agency-close", agency.pk).status_code == 403


def test_pages_cost_the_same_for_two_rows_and_for_forty(client: Client, school: School, pupil: Pupil) -> None:
    agency = make_agency(school)
    for _ in range(2):
        make_involvement(make_pupil(school), agency=agency)
        make_involvement(pupil)
        make_professional(school, agency=agency)
    pages = (("agencies",), ("agency", agency.pk), ("pupil-agencies", pupil.pk), ("involvement-new", pupil.pk))
    few = [queries_of(client, *page) for page in pages]
    for _ in range(38):
        make_involvement(make_pupil(school), agency=agency)
        make_involvement(pupil)
        make_professional(school, agency=agency)
    assert [queries_of(client, *page) for page in pages] == few
    assert max(few) <= MOST_QUERIES, dict(zip(pages, few, strict=True))
