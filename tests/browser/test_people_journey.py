"""A note for two roles is written and looked for by a third; a meeting is recorded on a phone with what is owed."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pupils.models import Note
from records.models import Communication, Promise
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_contact, make_pupil, make_school, make_staff

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
