"""Brothers and sisters: said by a person, never guessed, and between two schools known only to those of both."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.models import Sibling
from senco.models import User
from senco.permissions import Role
from senco.rows import acting_for
from tests.answers import body_of
from tests.factories import (
    give_role,
    make_contact,
    make_passport,
    make_pupil,
    make_school,
    make_siblings,
    make_staff,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def two() -> Any:
    """Amira at the infant school, Bartholomew at the juniors; the office of both, and the head of each."""
    here, there = make_school("Elm Infants"), make_school("Elm Juniors")
    office = make_staff(Role.OFFICE, here, name="Olive Both")
    give_role(office, Role.OFFICE, there)
    return SimpleNamespace(
        here=here,
        there=there,
        office=office,
        head=make_staff(Role.HEADTEACHER, here),
        head_there=make_staff(Role.HEADTEACHER, there),
        amira=make_pupil(here, forename="Amira", surname="Khan"),
        other=make_pupil(there, forename="Bartholomew", surname="Quist"),
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def people(user: User, pupil: Any) -> str:
    return client_of(user).get(reverse("pupils:contacts", args=[pupil.pk])).content.decode()


def decide(user: User, pupil: Any, other: Any, are: str) -> int:
    return client_of(user).post(reverse("pupils:sibling-decide", args=[pupil.pk, other.pk]), {"are": are}).status_code


def perhaps(user: User, pupil: Any) -> str:
    return client_of(user).get(reverse("pupils:siblings-perhaps", args=[pupil.pk])).content.decode()


def rows_in_sight(*schools: Any) -> list[int]:
    """How many links and how much of their history raw SQL finds with these schools in context."""
    with acting_for(*schools), connection.cursor() as cursor:
        cursor.execute("select (select count(*) from pupils_sibling), (select count(*) from pupils_siblingevent)")
        return list(cursor.fetchone())


def test_siblings_of_two_schools_are_named_to_who_belongs_to_both(two: Any) -> None:
    address = reverse("pupils:sibling-new", args=[two.amira.pk])
    assert client_of(two.office).post(address, {"other": two.other.pk}).status_code == 302
    shown = people(two.office, two.amira)
    assert "Bartholomew Quist" in shown and "Elm Juniors" in shown
    assert "Amira Khan" in people(two.office, two.other)


def test_who_belongs_to_one_school_learns_neither_name_nor_that_there_is_anybody(two: Any) -> None:
    before = people(two.head, two.amira)
    make_siblings(two.amira, two.other, by=two.office)
    after = people(two.head, two.amira)
    assert "Bartholomew" not in after and "None recorded" in after
    assert after.count("<li") == before.count("<li")
    assert "None recorded" in people(two.head_there, two.other)
    for school in (two.here, two.there):
        assert rows_in_sight(school) == [0, 0]
    assert rows_in_sight(two.here, two.there) == [2, 2]


def test_nobody_of_one_school_can_take_a_link_away_that_they_cannot_see(two: Any) -> None:
    make_siblings(two.amira, two.other, by=two.office)
    only_here = make_staff(Role.OFFICE, two.here)
    assert decide(only_here, two.amira, two.other, "no") == 404
    with acting_for(two.here):
        Sibling.objects.all().delete()
        Sibling.objects.update(is_sibling=False)
    assert rows_in_sight(two.here, two.there) == [2, 2], "nothing was taken away and nothing was changed"


def test_with_one_school_chosen_the_other_schools_child_is_not_shown(two: Any) -> None:
    make_siblings(two.amira, two.other, by=two.office)
    client = client_of(two.office)
    session = client.session
    session["school"] = two.here.pk
    session.save()
    assert "Bartholomew" not in client.get(reverse("pupils:contacts", args=[two.amira.pk])).content.decode()


def test_a_pupil_of_another_school_cannot_be_linked_by_who_does_not_keep_its_pupils(two: Any) -> None:
    clerk = make_staff(Role.OFFICE, two.here)
    give_role(clerk, Role.TEACHER, two.there)
    answer = client_of(clerk).post(reverse("pupils:sibling-new", args=[two.amira.pk]), {"other": two.other.pk})
    assert answer.status_code == 422 and rows_in_sight(two.here, two.there) == [0, 0]


def test_a_mistaken_link_is_taken_back_and_the_undo_brings_it_again(two: Any) -> None:
    brother = make_pupil(two.here, forename="Yusuf", surname="Khan")
    assert decide(two.office, two.amira, brother, "yes") == 302
    assert "Yusuf Khan" in people(two.head, two.amira) and "Amira Khan" in people(two.head, brother)
    client, address = client_of(two.office), reverse("pupils:sibling-decide", args=[two.amira.pk, brother.pk])
    undo = client.post(address, {"are": "no", "was": "yes"}, follow=True).content.decode()
    assert f"{address}?are=yes" in undo and "Yusuf Khan" not in people(two.head, two.amira)
    client.post(f"{address}?are=yes")
    assert "Yusuf Khan" in people(two.head, two.amira)


def test_nobody_is_their_own_sibling(two: Any) -> None:
    address = reverse("pupils:sibling-new", args=[two.amira.pk])
    assert client_of(two.office).post(address, {"other": two.amira.pk}).status_code == 422


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ({"email": "ann@example.org"}, {"email": "Ann@Example.org"}, "same e-mail address"),
        ({"phone": "01632 960001"}, {"phone": "+44 1632 960 001"}, "same telephone"),
        ({"address": "1 High St, Elm"}, {"address": "1 HIGH ST\nElm"}, "same address"),
    ],
)
def test_who_shares_what_reaches_a_contact_is_offered_and_not_linked(
    two: Any, ours: dict[str, str], theirs: dict[str, str], words: str
) -> None:
    make_contact(two.amira, **ours)
    make_contact(two.other, **theirs)
    offered = perhaps(two.office, two.amira)
    assert "Bartholomew Quist" in offered and words in offered
    assert rows_in_sight(two.here, two.there) == [0, 0]
    assert "Bartholomew" not in perhaps(make_staff(Role.OFFICE, two.here), two.amira)


def test_nobody_is_offered_for_an_empty_field_or_after_a_refusal(two: Any) -> None:
    sister = make_pupil(two.here, forename="Zara", surname="Khan")
    for one in (two.amira, sister, two.other):
        make_contact(one, email="", phone="", address="")
    assert "Perhaps" not in perhaps(two.office, two.amira)
    for one in (two.amira, sister):
        make_contact(one, email="same@example.org")
    assert "Zara" in perhaps(two.office, two.amira)
    decide(two.office, two.amira, sister, "no")
    assert "Zara" not in perhaps(two.office, two.amira) and "Amira" not in perhaps(two.office, sister)
    decide(two.office, two.amira, sister, "unsaid")
    assert "Zara" in perhaps(two.office, two.amira)


def test_without_script_the_words_typed_find_the_one_pupil_of_that_name(two: Any) -> None:
    address = reverse("pupils:sibling-new", args=[two.amira.pk])
    client = client_of(two.office)
    assert client.post(address, {"other": "", "other_text": "Bartholomew Qui"}).status_code == 302
    make_pupil(two.here, forename="Cara", surname="Twin")
    make_pupil(two.here, forename="Cara", surname="Twin")
    assert client.post(address, {"other": "", "other_text": "Cara Twin"}).status_code == 422


def test_no_siblings_name_stands_in_anything_made_for_one_pupil(two: Any) -> None:
    senco = make_staff(Role.SENCO, two.here)
    brother = make_pupil(two.here, forename="Ottokar", surname="Zimmer")
    make_siblings(two.amira, brother, by=two.office)
    make_passport(two.amira, by=senco, always=("Sit near the front",))
    client, said = client_of(senco), b""
    for name, query in (
        ("records:passport-pdf", {}),
        ("records:passport", {}),
        ("timeline", {"format": "print"}),
        ("timeline", {"format": "csv"}),
        ("pupils:history", {}),
        ("pupils:pupil", {}),
    ):
        answer = client.get(reverse(name, args=[two.amira.pk]), query)
        assert answer.status_code == 200, name
        said += body_of(answer)
    assert b"Amira" in said
    assert b"Ottokar" not in said and b"Zimmer" not in said
