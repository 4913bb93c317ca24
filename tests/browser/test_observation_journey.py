"""Six adults answer a request for observations on their phones, and the SENCO sees one picture."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pupils.actions.areas import usual_areas
from pupils.models import ConcernArea, Observation
from pupils.models.observations import DOMAINS
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_class, make_concern, make_pupil, make_school, make_staff

pytestmark = pytest.mark.browser


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield Primary")
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        self.adults = [make_staff(Role.TEACHER, self.school, name=f"Adult {n}") for n in range(1, 7)]
        group = make_class(self.school, "5A", taught_by=tuple(self.adults))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=group)
        self.case = make_concern(self.pupil, by=self.adults[0]).case


@pytest.fixture
def place(committed: None) -> Place:
    return Place()


def test_six_adults_answer_a_request_for_observations(place: Place, desk: Any, axe: Any) -> None:
    senco = desk(place.senco)
    ask_all(senco, place, axe)
    for number, adult in enumerate(place.adults[:3], start=1):
        answer_on_a_phone(desk(adult, phone=True), number, axe)
    remind_the_rest(senco, place, axe)
    for number, adult in enumerate(place.adults[3:], start=4):
        answer_on_a_phone(desk(adult, phone=True), number, axe)
    see_the_picture(senco, place, axe)
    tick_and_look_at_what_is_set(senco, place, axe)


def ask_all(senco: Any, place: Place, axe: Any) -> None:
    senco.goto(reverse("pupils:case", args=[place.case.pk]))
    axe(senco)
    senco.get_by_role("link", name="Ask for observations").click()
    expect(senco.get_by_label("Adult 1: Class teacher (5A)")).to_be_checked()
    axe(senco)
    senco.get_by_role("button", name="Ask them").click()
    expect(senco.locator("#messages")).to_contain_text("Asked.")
    with acting_for(place.school):
        assert Observation.objects.count() == 6


def answer_on_a_phone(phone: Any, number: int, axe: Any) -> None:
    """From the page of concerns: a tap, five taps, and send."""
    phone.goto(reverse("pupils:concerns"))
    phone.get_by_role("link", name="Say what you see about Amira Khan").first.tap()
    expect(phone.get_by_role("button", name="Send to the SENCO")).to_be_visible()
    if number == 1:
        axe(phone)
    for at, _ in enumerate(DOMAINS):
        phone.locator(f"label[for=id_{list(DOMAINS)[at]}_{(number + at) % 5}]").tap(force=True)
    if number == 1:
        phone.fill("#id_cognition_words", "Reads one word in three.")
    phone.get_by_role("button", name="Send to the SENCO").tap()
    expect(phone.locator("#messages")).to_contain_text("Thank you")


def remind_the_rest(senco: Any, place: Place, axe: Any) -> None:
    senco.goto(reverse("pupils:observations", args=[place.case.pk]))
    axe(senco)
    senco.get_by_role("button", name="Remind the 3 who have not answered").click()
    expect(senco.locator("#messages")).to_contain_text("3 reminded")


def see_the_picture(senco: Any, place: Place, axe: Any) -> None:
    senco.goto(reverse("pupils:observations", args=[place.case.pk]))
    expect(senco.locator("table.heat tbody tr")).to_have_count(7)
    expect(senco.locator("table.heat")).to_contain_text("Reads one word in three.")
    axe(senco)
    senco.set_viewport_size({"width": 1280, "height": 900})
    assert senco.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.table-wrap'))") == 0
    look = "(s => s.backgroundColor + s.borderTopStyle)(getComputedStyle(e))"
    shades = f"new Set([...document.querySelectorAll('.mark')].map(e => {look})).size"
    words = "new Set([...document.querySelectorAll('.mark')].map(e => e.textContent)).size"
    assert senco.evaluate(words) > 1 and senco.evaluate(shades) == senco.evaluate(words)
    senco.set_viewport_size({"width": 390, "height": 844})
    axe(senco)
    assert senco.evaluate("document.documentElement.scrollWidth") <= 390


def tick_and_look_at_what_is_set(senco: Any, place: Place, axe: Any) -> None:
    """What is looked for is ticked on the case; the pages where it is set, and those beside them, pass axe."""
    with acting_for(place.school):
        usual_areas(place.school.pk)
        area = ConcernArea.objects.get(key="CL")
    senco.goto(reverse("pupils:case", args=[place.case.pk]))
    senco.get_by_label("Forgets within days what was learned and practised").check()
    senco.get_by_role("button", name="Keep the ticks").click()
    expect(senco.locator("#criteria")).to_contain_text("1 of 5 found")
    axe(senco)
    pages = (
        reverse("pupils:areas"),
        reverse("pupils:area", args=[area.pk]),
        f"{reverse('pupils:concerns')}?show=asking",
        reverse("pupils:advice"),
        reverse("pupils:strategies"),
        reverse("records:meeting-request-new", args=[place.pupil.pk]),
    )
    for page in pages:
        senco.goto(page)
        axe(senco)
