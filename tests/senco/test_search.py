"""The field over every page: what is found, by whom, in which order, and how little it asks of the database."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Enrolment
from senco.finding import REACH
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.bench.pages import counted
from tests.factories import (
    give_role,
    make_agency,
    make_class,
    make_group,
    make_intervention,
    make_pupil,
    make_school,
    make_staff,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def senco(school: School) -> Client:
    return signed_in(make_staff(Role.SENCO, school))


def found(client: Client, typed: str, key: str = "pupil") -> list[str]:
    sections = client.get(reverse("search"), {"q": typed}).context["sections"]
    return [one.label for section in sections if section.key == key for one in section.found]


@pytest.mark.parametrize(
    "typed", ["tur", "Mai", "tur ma", "maisie turner", "hughes", "A8012000", "a801200001001", "5M"]
)
def test_a_pupil_is_found_by_the_start_of_any_name_by_number_or_by_class(
    school: School, senco: Client, typed: str
) -> None:
    make_pupil(
        school, forename="Maisie", surname="Turner", former_surname="Hughes", upn="A801200001001",
        group=make_class(school, "5M"),
    )  # fmt: skip
    make_pupil(school, forename="Leo", surname="Bright", upn="B801200001001")
    answer = senco.get(reverse("search"), {"q": typed}, headers={"HX-Request": "true"}).content.decode()
    assert "Maisie Turner" in answer and "5M, Year 5" in answer and "Leo" not in answer
    assert 'role="option"' in answer and "<html" not in answer


@pytest.mark.parametrize("typed", ["000777", "X1234567890", "REF-9"])
def test_other_numbers_are_found_whole_and_not_by_a_part(school: School, senco: Client, typed: str) -> None:
    make_pupil(school, forename="Maisie", admission_number="000777", former_upn="X1234567890", local_ref="REF-9")
    assert len(found(senco, typed)) == 1
    assert found(senco, typed[:-1]) == []


def test_a_part_of_a_name_is_found_after_those_that_begin_so(school: School, senco: Client) -> None:
    for surname in ("Woodford", "Fordham", "Bright"):
        make_pupil(school, forename="Leo", surname=surname)
    assert found(senco, "ford") == ["Leo Fordham", "Leo Woodford"]
    assert found(senco, "dfor leo") == ["Leo Woodford"]
    assert found(senco, "df") == [], "two letters are looked for at the start of a word alone"


def test_over_more_schools_than_twenty_only_the_start_of_a_word_finds(school: School) -> None:
    make_pupil(school, forename="Leo", surname="Woodford")
    make_pupil(school, forename="A", surname="Bright")
    group = make_group(school, *(make_school() for _ in range(REACH)))
    client = signed_in(make_staff(Role.SENCO, group))
    assert found(client, "woodf") == ["Leo Woodford"]
    assert found(client, "dford") == []
    assert found(client, "b") == [] and found(client, "a") == ["A Bright"], "one letter is taken for a whole word"


def test_whole_words_come_first_then_ones_own_classes_then_those_on_roll_then_by_name(school: School) -> None:
    user = make_staff(Role.SENCO, school)
    mine = make_class(school, "5A", taught_by=(user,))
    make_pupil(school, forename="Annabel", surname="Zed", group=mine)
    make_pupil(school, forename="Anna", surname="Yes")
    left = make_pupil(school, forename="Annabel", surname="Aardvark")
    make_pupil(school, forename="Annabel", surname="Cole")
    with acting_for(school):
        Enrolment.objects.filter(pupil=left).update(ends_on="2024-07-20")
    assert found(signed_in(user), "anna") == ["Anna Yes", "Annabel Zed", "Annabel Cole", "Annabel Aardvark"]


def test_at_most_twenty_are_shown_and_that_there_are_more_is_told(school: School, senco: Client) -> None:
    for n in range(21):
        make_pupil(school, forename="Maisie", surname=f"Turner{n:02d}")
    answer = senco.get(reverse("search"), {"q": "tur"})
    assert len(answer.context["sections"][0].found) == 20 and "there are more" in answer.content.decode()
    while_typing = senco.get(reverse("search"), {"q": "tur"}, headers={"HX-Request": "true"}).content.decode()
    assert while_typing.count('class="combo-option"') == 20 and "And more" in while_typing
    assert "there are more" not in senco.get(reverse("search"), {"q": "turner00"}).content.decode()


def test_a_search_asks_three_queries_at_most_and_none_without_words(school: School, senco: Client) -> None:
    make_pupil(school, forename="Maisie", surname="Turner")

    def asked(typed: str) -> int:
        with counted() as seen:
            senco.get(reverse("search"), {"q": typed})
        return len(seen)

    empty = asked("")
    assert asked("%") == empty
    assert asked("tu") == empty + 2
    assert asked("turner") == empty + 3
    for n in range(25):
        make_pupil(school, forename="Maisie", surname=f"Turner{n:02d}")
    assert asked("turn") == empty + 2 and asked("turner01") <= empty + 3


def test_a_teacher_finds_only_their_own_pupils_and_classes(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    make_pupil(school, forename="Maisie", surname="Mine", group=make_class(school, "Oak", taught_by=(teacher,)))
    make_pupil(school, forename="Maisie", surname="Other", group=make_class(school, "Oakwood"))
    client = signed_in(teacher)
    assert found(client, "maisie") == found(client, "aisie") == found(client, "oak") == ["Maisie Mine"]
    assert found(client, "oakwood") == []
    assert found(client, "oa", "class") == ["Oak"]


def test_a_pupil_of_another_school_is_not_found_by_any_way(school: School, senco: Client) -> None:
    other = make_school()
    make_pupil(other, forename="Maisie", surname="Turner", upn="A801200001001", group=make_class(other, "5M"))
    for typed in ("mai", "aisie", "turner", "A8012", "5M"):
        assert found(senco, typed) == []


def test_somebody_of_two_schools_finds_pupils_only_where_they_may_see_them(school: School) -> None:
    other = make_school()
    user = make_staff(Role.SENCO, school)
    give_role(user, Role.GOVERNOR, other)
    make_pupil(school, forename="Maisie", surname="Here")
    make_pupil(other, forename="Maisie", surname="There")
    assert found(signed_in(user), "maisie") == ["Maisie Here"]


def test_names_without_accents_find_names_with_them_in_every_source(school: School, senco: Client) -> None:
    make_pupil(school, forename="Zoë", surname="O’Łukaszewski-Smith")
    make_agency(school, "Café Éducation")
    make_intervention(school, "Maths – Numicon")
    for typed in ("zoe", "olu", "smi"):
        assert found(senco, typed) == ["Zoë O’Łukaszewski-Smith"]
    assert found(senco, "educ", "agency") == ["Café Éducation"]
    assert found(senco, "numi mat", "intervention") == ["Maths – Numicon"]


@pytest.mark.parametrize("typed", ["%", "_", "'", "...", "%%", "\0", "\ue000", "\\", "m%r", "tu%er", "100%"])
def test_signs_stand_for_themselves(school: School, senco: Client, typed: str) -> None:
    make_pupil(school, forename="Maisie", surname="Turner")
    make_agency(school, "Maisie and Turner")
    make_intervention(school, "Turner 1000")
    assert found(senco, typed) == [] and found(senco, typed, "agency") == []
    assert found(senco, typed, "intervention") == (["Turner 1000"] if typed == "100%" else [])


@pytest.mark.parametrize("typed", ["o'", "O’", "o'b", "O’Brien", "obrien"])
def test_an_apostrophe_is_meant_whichever_way_it_is_typed(school: School, senco: Client, typed: str) -> None:
    make_pupil(school, forename="Ann", surname="O'Brien")
    make_pupil(school, forename="Bea", surname="O’Brien")
    make_pupil(school, forename="Cal", surname="Orton")
    assert found(senco, typed) == ["Ann O'Brien", "Bea O’Brien"]


def test_agencies_interventions_and_classes_are_found_by_any_word_and_open_their_page(
    school: School, senco: Client
) -> None:
    agency = make_agency(school, "Speech and language therapy")
    make_intervention(school, "Talk Boost")
    make_intervention(school, "Boost retired", is_open=False)
    group = make_class(school, "9X/Ma1", kind="subject", subject="Maths")
    assert found(senco, "langu", "agency") == ["Speech and language therapy"]
    assert found(senco, "boo", "intervention") == ["Talk Boost"]
    assert found(senco, "9x", "class") == ["9X/Ma1"]
    page = senco.get(reverse("search"), {"q": "speech"}).content.decode()
    assert reverse("records:agency", args=[agency.pk]) in page
    assert reverse("pupils:class", args=[group.pk]) in senco.get(reverse("search"), {"q": "9x"}).content.decode()


def test_each_role_finds_only_what_its_pages_show(school: School) -> None:
    make_agency(school, "Sensory team")
    make_intervention(school, "Sensory circuits")
    make_user("Sensory Nobody")
    make_staff(Role.TEACHER, school, name="Sensory Colleague")
    sees = {
        Role.SENCO: {"agency", "intervention"},
        Role.TEACHER: {"intervention"},
        Role.PASTORAL_LEAD: {"intervention"},
        Role.OFFICE: set(),
        Role.HEADTEACHER: {"agency", "intervention", "staff"},
        Role.ADMINISTRATOR: {"staff"},
    }
    for role, keys in sees.items():
        client = signed_in(make_staff(role, school))
        sections = client.get(reverse("search"), {"q": "sensory"}).context["sections"]
        assert {section.key for section in sections} == keys, role
        if "staff" in keys:
            assert found(client, "colleague", "staff") == ["Sensory Colleague"]


def test_pages_of_the_menu_are_found_by_those_who_may_open_them(school: School, senco: Client) -> None:
    assert found(senco, "rev", "page") == ["Plans and reviews"]
    assert found(senco, "impo", "page") == ["Import a file"]
    teacher = signed_in(make_staff(Role.TEACHER, school))
    assert found(teacher, "rev", "page") == found(teacher, "impo", "page") == []
    assert found(teacher, "my cl", "page") == ["My classes"]


def test_of_several_schools_each_thing_says_which(school: School) -> None:
    other = make_school("Other Primary")
    user = make_staff(Role.SENCO, school)
    give_role(user, Role.SENCO, other)
    make_pupil(other, forename="Maisie", surname="Turner")
    make_agency(other, "Maisie House")
    page = signed_in(user).get(reverse("search"), {"q": "maisie"}).content.decode()
    assert page.count("Other Primary</span></li>") == 2


def test_the_page_says_what_to_do_before_anything_is_typed_and_when_nothing_is_found(senco: Client) -> None:
    assert "What are you looking for?" in senco.get(reverse("search")).content.decode()
    assert "Nothing found" in senco.get(reverse("search"), {"q": "zzz"}).content.decode()
    while_typing = senco.get(reverse("search"), {"q": "zzz"}, headers={"HX-Request": "true"}).content.decode()
    assert "Nothing that you may see begins so" in while_typing


def test_what_one_person_types_is_never_answered_to_another(school: School, senco: Client) -> None:
    """The SQL is kept between searches: the words are not."""
    make_pupil(school, forename="Maisie", surname="Turner")
    make_pupil(school, forename="Leo", surname="Bright")
    other = make_school()
    make_pupil(other, forename="Leo", surname="Bridge")
    elsewhere = signed_in(make_staff(Role.SENCO, other))
    assert found(senco, "mai") == ["Maisie Turner"]
    assert found(senco, "bri") == ["Leo Bright"]
    assert found(elsewhere, "bri") == ["Leo Bridge"]
    assert found(senco, "mai tur") == ["Maisie Turner"] and found(senco, "leo bri") == ["Leo Bright"]
