"""Any colleague asks the SENCO without opening a case; the answer comes back, is kept, and helps others."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import AdviceRequest, Concern, Deadline, StrategyCard
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_class, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield")
        self.teacher = make_staff(Role.TEACHER, self.school, name="Tess Teacher")
        self.colleague = make_staff(Role.TEACHER, self.school, name="Cole League")
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        self.group = make_class(self.school, "5A", taught_by=(self.teacher,))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=self.group)


@pytest.fixture
def place() -> Place:
    return Place()


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ask(user: Any, **said: Any) -> Any:
    data = {"question": "How do I seat them?", "form_key": str(uuid.uuid4()), **said}
    return client_of(user).post(reverse("pupils:advice-ask"), data)


def only(place: Place) -> AdviceRequest:
    with acting_for(place.school):
        return AdviceRequest.objects.select_related("pupil", "group").get()


def url(name: str, *args: Any) -> str:
    return reverse(f"pupils:{name}", args=args)


def test_a_question_is_due_with_the_senco_opens_no_case_and_comes_back_answered(place: Place) -> None:
    assert ask(place.teacher, pupil=place.pupil.pk).status_code == 302
    row = only(place)
    with acting_for(place.school):
        assert not Concern.objects.exists()
        (due,) = Deadline.objects.open()
        assert (due.rule, due.owner_id, due.subject_id) == ("concern.advice", place.senco.pk, row.pk)
    page = url("advice-request", row.pk)
    assert client_of(place.senco).post(page, {"answer": " "}).status_code == 422
    assert client_of(place.senco).post(page, {"answer": "Near the door."}).status_code == 302
    with acting_for(place.school):
        assert not Deadline.objects.open().exists()
    teacher = client_of(place.teacher)
    assert "new answer" in teacher.get(url("advice")).content.decode()
    assert url("advice-request", row.pk) in teacher.get(url("concerns")).content.decode()
    assert "Near the door." in teacher.get(page).content.decode()
    assert "new answer" not in teacher.get(url("advice")).content.decode()
    assert "read by Tess Teacher" in client_of(place.senco).get(page).content.decode()


def test_a_class_or_nothing_in_particular_can_be_asked_about_and_not_two_things(place: Place) -> None:
    assert ask(place.teacher, pupil=place.pupil.pk, group=place.group.pk).status_code == 422
    assert ask(place.teacher, group=place.group.pk).status_code == 302
    assert only(place).about.startswith("5A")
    assert ask(place.colleague).status_code == 302


def test_a_pupil_or_class_that_one_does_not_teach_cannot_be_named(place: Place) -> None:
    assert ask(place.colleague, pupil=place.pupil.pk).status_code == 422
    assert ask(place.colleague, group=place.group.pk).status_code == 422


def test_one_form_sent_twice_asks_once(place: Place) -> None:
    key = str(uuid.uuid4())
    assert ask(place.teacher, form_key=key).url == ask(place.teacher, form_key=key).url
    only(place)


def test_a_colleagues_question_is_nobody_elses(place: Place) -> None:
    ask(place.teacher)
    page = url("advice-request", only(place).pk)
    assert client_of(place.colleague).get(page).status_code == 404
    assert client_of(place.teacher).post(page, {"answer": "Mine"}).status_code == 403


def keep(place: Place, **said: Any) -> Any:
    data = {"title": "Near the door", "text": "A seat with a way out.", "area": "SEMH", "tags": "seating", **said}
    return client_of(place.senco).post(url("strategy-new"), data)


def test_an_answer_is_saved_as_a_card_that_colleagues_find_by_word_and_area(place: Place) -> None:
    ask(place.teacher)
    row = only(place)
    client_of(place.senco).post(url("advice-request", row.pk), {"answer": "A seat with a way out."})
    begun = client_of(place.senco).get(url("strategy-new"), {"from": row.pk}).content.decode()
    assert "A seat with a way out." in begun
    assert keep(place).status_code == 302
    keep(place, title="Coloured paper", text="Cream and not white.", area="CL", tags="reading")
    client = client_of(place.colleague)
    found = client.get(url("strategies"), {"q": "seat", "area": "SEMH"}).content.decode()
    assert "Near the door" in found and "Coloured paper" not in found
    assert "No card fits" in client.get(url("strategies"), {"q": "seat", "area": "CL"}).content.decode()
    assert client.post(url("strategy-new")).status_code == 403


def test_a_pupils_name_in_a_card_is_asked_about_before_it_is_saved(place: Place) -> None:
    refused = keep(place, text="Amira sits by the door.")
    assert refused.status_code == 422 and "A pupil here has this name: Amira" in refused.content.decode()
    with acting_for(place.school):
        assert not StrategyCard.objects.exists()
    assert keep(place, text="Amira sits by the door.", names_nobody="on").status_code == 302


def test_a_card_is_taken_out_and_put_back(place: Place) -> None:
    keep(place)
    with acting_for(place.school):
        card = StrategyCard.objects.get()
    client, page = client_of(place.senco), url("strategy-retire", card.pk)
    client.post(page)
    assert "Near the door" not in client_of(place.colleague).get(url("strategies")).content.decode()
    client.post(f"{page}?back=1")
    assert "Near the door" in client_of(place.colleague).get(url("strategies")).content.decode()


def test_of_two_who_change_a_card_the_second_is_shown_both_texts(place: Place) -> None:
    keep(place)
    with acting_for(place.school):
        card = StrategyCard.objects.get()
    data = {"title": "By the door", "text": "Way out.", "seen_version": card.version}
    assert client_of(place.senco).post(url("strategy-edit", card.pk), data).status_code == 302
    second = client_of(place.senco).post(url("strategy-edit", card.pk), {**data, "title": "At the window"})
    assert second.status_code == 409 and "By the door" in second.content.decode()
