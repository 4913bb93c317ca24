"""The switcher: somebody who serves two schools sees one of them, or both."""

import pytest
from django.test import Client

from senco.middleware import CHOSEN
from senco.models import School, User
from senco.permissions import Role
from tests.factories import give_role, make_group, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
SWITCH = "/schools/in-view/"


@pytest.fixture
def schools() -> tuple[School, School]:
    return make_school("Oakfield"), make_school("St Mark's")


@pytest.fixture
def senco(schools: tuple[School, School]) -> User:
    user = make_staff(Role.SENCO, schools[0])
    give_role(user, Role.SENCO, schools[1])
    for school, surname in zip(schools, ("Ash", "Birch"), strict=True):
        make_pupil(school, surname=surname, provision="K")
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_all_schools_are_seen_until_one_is_chosen_and_again_afterwards(
    senco: User, schools: tuple[School, School]
) -> None:
    client = signed_in(senco)
    both = client.get("/pupils/").content.decode()
    assert "Ash" in both and "Birch" in both
    assert client.post(SWITCH, {"school": schools[0].pk}, follow=True).redirect_chain == [("/", 302)]
    one = client.get("/pupils/").content.decode()
    assert "Ash" in one and "Birch" not in one
    client.post(SWITCH, {"school": ""})
    assert "Birch" in client.get("/pupils/").content.decode()


def test_the_choice_lasts_for_the_sign_in_and_the_page_names_the_school(
    senco: User, schools: tuple[School, School]
) -> None:
    client = signed_in(senco)
    client.post(SWITCH, {"school": schools[1].pk})
    assert client.session[CHOSEN] == schools[1].pk
    assert client.get("/").context["member"].school_name == "St Mark's"


def test_a_school_where_one_holds_no_role_cannot_be_chosen(senco: User) -> None:
    client = signed_in(senco)
    assert client.post(SWITCH, {"school": make_school("Elsewhere").pk}).status_code == 404
    assert client.post(SWITCH, {"school": "first"}).status_code == 404
    assert CHOSEN not in client.session


def test_the_schools_of_a_group_may_be_chosen_by_its_lead() -> None:
    here, there = make_school("Here"), make_school("There")
    client = signed_in(make_staff(Role.GROUP_LEAD, make_group(here, there)))
    client.post(SWITCH, {"school": there.pk})
    assert client.get("/").context["member"].school_name == "There"


def test_there_is_no_switcher_for_somebody_with_one_school() -> None:
    client = signed_in(make_staff(Role.TEACHER, make_school()))
    assert SWITCH not in client.get("/").content.decode()
