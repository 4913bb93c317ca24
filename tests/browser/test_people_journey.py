"""A note for two roles is written and looked for by a third; a meeting is recorded on a phone with what is owed."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pupils.models import Characteristic, Note
from records.models import Communication, Promise
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_contact, make_note, make_pupil, make_school, make_staff

pytestmark = pytest.mark.browser
SECRET = "They will move to Leeds in March."


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield Primary")
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        self.lead = make_staff(Role.SAFEGUARDING_LEAD, self.school, name="Lee Lead")
        self.head = make_staff(Role.HEADTEACHER, self.school, name="Hattie Head")
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", provision="K")
        make_contact(self.pupil, forename="Ann", surname="Khan", email="ann@example.org")
        make_contact(self.pupil, forename="Carl", surname="Khan", must_not_contact=True, must_not_why="Order of court.")


@pytest.fixture
def place(committed: None) -> Place:
    return Place()


def test_a_note_for_two_roles_is_read_by_them_and_found_by_no_other(place: Place, desk: Any, axe: Any) -> None:
    senco = desk(place.senco)
    senco.goto(reverse("pupils:notes", args=[place.pupil.pk]))
    axe(senco)
    senco.get_by_role("link", name="Write a note").first.click()
    senco.locator("#id_text").fill(SECRET)
    senco.get_by_label("SENCO: 1 person, Sam Senco").check()
    senco.get_by_role("button", name="Save").click()
    expect(senco.locator("main")).to_contain_text("only Sam Senco could")
    axe(senco)
    senco.get_by_label("Safeguarding lead: 1 person, Lee Lead").check()
    senco.get_by_role("button", name="Save").click()
    expect(senco.locator("main")).to_contain_text("Only for SENCO, Safeguarding lead")
    with acting_for(place.school):
        note = Note.objects.get()
    lead, head = desk(place.lead, phone=True), desk(place.head)
    lead.goto(reverse("pupils:note", args=[note.pk]))
    expect(lead.locator("main")).to_contain_text(SECRET)
    axe(lead)
    head.goto(reverse("pupils:notes", args=[place.pupil.pk]))
    expect(head.locator("main")).to_contain_text("No notes yet")
    assert head.goto(reverse("pupils:note", args=[note.pk])).status == 404


def test_a_meeting_is_recorded_on_a_phone_with_what_is_owed_after_it(place: Place, desk: Any, axe: Any) -> None:
    phone = desk(place.senco, phone=True)
    phone.goto(reverse("records:communications", args=[place.pupil.pk]))
    axe(phone)
    phone.get_by_role("link", name="Record a call or meeting").tap()
    expect(phone.get_by_role("heading", name="Record a call or meeting")).to_be_visible()
    axe(phone)
    phone.get_by_label("What was it?").select_option("meeting")
    phone.get_by_label("Ann Khan").check()
    phone.get_by_label("What about?").fill("Reading")
    phone.get_by_label("What was agreed?").fill("Read each evening.")
    phone.get_by_label("One of the three meetings a year with the parents").check()
    phone.get_by_role("button", name="Keep").tap()
    phone.get_by_role("link", name="Add something owed").tap()
    expect(phone.get_by_role("heading", name="Something is owed")).to_be_visible()
    axe(phone)
    phone.get_by_label("What is owed?").fill("Send the book list")
    phone.get_by_label("By when?").fill("2099-01-05")
    phone.get_by_role("button", name="Keep").tap()
    expect(phone.locator("main")).to_contain_text("Send the book list")
    axe(phone)
    with acting_for(place.school):
        assert Communication.objects.get().counts_as_meeting and Promise.objects.get().done_on is None
    phone.goto(reverse("pupils:contacts", args=[place.pupil.pk]))
    expect(phone.locator("main")).to_contain_text("Must not be contacted. Order of court.")
    axe(phone)
    phone.goto(reverse("records:parent-meetings"))
    axe(phone)


def test_a_sister_is_found_by_name_and_linked_and_the_link_is_taken_back(place: Place, desk: Any, axe: Any) -> None:
    sister = make_pupil(place.school, forename="Zara", surname="Quist")
    make_contact(sister, email="ann@example.org")
    page = desk(place.senco, phone=True)
    page.goto(reverse("pupils:contacts", args=[place.pupil.pk]))
    expect(page.locator("main")).to_contain_text("A contact has the same e-mail address.")
    axe(page)
    page.get_by_role("link", name="Add a brother or sister").tap()
    page.get_by_role("combobox", name="Brother or sister").fill("Zara")
    page.get_by_role("option", name="Zara Quist").tap()
    axe(page)
    page.get_by_role("button", name="Add").tap()
    expect(page.locator("main").get_by_role("link", name="Zara Quist")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Not siblings").tap()
    expect(page.locator("main")).to_contain_text("None recorded")
    page.get_by_role("button", name="Undo").tap()
    expect(page.locator("main").get_by_role("link", name="Zara Quist")).to_be_visible()


def test_a_designated_teacher_fills_in_a_childs_care_and_records_the_terms_plan(
    place: Place, desk: Any, axe: Any
) -> None:
    designated = make_staff(Role.DESIGNATED_TEACHER, place.school, name="Dee Webb")
    with acting_for(place.school):
        Characteristic.objects.create(
            school=place.school, pupil=place.pupil, kind="looked_after", starts_on=dt.date(2025, 1, 6)
        )
    page = desk(designated, phone=True)
    page.goto(reverse("pupils:contacts", args=[place.pupil.pk]))
    page.get_by_role("link", name="Care", exact=True).tap()
    expect(page.get_by_role("heading", name="Who answers for the child")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Fill it in").tap()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    page.get_by_label("Social worker", exact=False).first.fill("Tom Hartley")
    axe(page)
    page.get_by_role("button", name="Save").tap()
    expect(page.locator("main")).to_contain_text("Tom Hartley")
    page.get_by_role("button", name="Record this term’s review").tap()
    expect(page.get_by_role("heading", name="Review of the personal education plan")).to_be_visible()
    axe(page)
    page.get_by_label("What was agreed?").fill("Ten minutes of reading.")
    page.get_by_role("button", name="Record it").tap()
    expect(page.locator("main")).to_contain_text("Recorded by Dee Webb")
    axe(page)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Held")
    axe(page)


def test_a_holder_says_what_is_disclosed_and_another_role_finds_nothing(place: Place, desk: Any, axe: Any) -> None:
    make_note(place.pupil, by=place.senco, only_for=(Role.SENCO, Role.SAFEGUARDING_LEAD), text=SECRET)
    address = reverse("records:confined", args=[place.pupil.pk])
    lead, head = desk(place.lead), desk(place.head)
    lead.goto(address)
    axe(lead)
    lead.get_by_label("Withhold").check()
    lead.get_by_role("button", name="Keep this").click()
    expect(lead.locator("main")).to_contain_text("Say why it is withheld.")
    axe(lead)
    lead.get_by_label("Why it is withheld").fill("It is about somebody else.")
    lead.get_by_role("button", name="Keep this").click()
    expect(lead.locator("main")).to_contain_text("Withheld")
    head.goto(address)
    expect(head.locator("main")).to_contain_text("You hold nothing in confidence")
