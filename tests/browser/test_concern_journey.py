"""A teacher logs a concern on a phone, the SENCO decides at a desk, the teacher reads the answer."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pupils.models import Concern, SafeguardingNote
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_class, make_concern, make_pupil, make_school, make_staff, make_worry

pytestmark = pytest.mark.browser
SEEN = "Loses the place when reading aloud."


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield Primary")
        self.teacher = make_staff(Role.TEACHER, self.school, name="Tess Teacher")
        self.colleague = make_staff(Role.TEACHER, self.school, name="Cole League")
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        self.head = make_staff(Role.HEADTEACHER, self.school, name="Hattie Head")
        self.lead = make_staff(Role.SAFEGUARDING_LEAD, self.school, name="Lee Lead")
        group = make_class(self.school, "5A", taught_by=(self.teacher, self.colleague))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=group)
        for name in ("Ben", "Chloe", "Łukasz", "Dana"):
            make_pupil(self.school, forename=name, surname="Turner", group=group)
        other = make_class(self.school, "6B")
        self.outside = make_pupil(self.school, forename="Zofia", surname="Nowak", group=other)


@pytest.fixture
def place(committed: None) -> Place:
    return Place()


def picture(page: Any, name: str) -> None:
    """Kept where SENCO_PICTURES says, for people to look at."""
    if folder := os.environ.get("SENCO_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True, caret="initial")


def test_a_concern_goes_from_a_phone_to_the_senco_and_the_answer_comes_back(place: Place, desk: Any, axe: Any) -> None:
    phone, desktop = desk(place.teacher, phone=True), desk(place.senco)
    log_on_a_phone(phone, axe)
    with acting_for(place.school):
        concern = Concern.objects.get()
    assert (concern.seen, concern.pupil_id, concern.parents_told) == (SEEN, place.pupil.pk, True)
    watch_at_a_desk(desktop, axe)
    read_the_answer(phone, axe)


def log_on_a_phone(phone: Any, axe: Any) -> None:
    """Four taps and a sentence."""
    phone.goto(reverse("pupils:concern-log"))
    axe(phone)
    phone.tap("#id_pupil")
    expect(phone.get_by_role("option", name="Amira Khan")).to_be_visible()
    picture(phone, "log-offered")
    axe(phone)
    phone.locator("#id_pupil").press_sequentially("ami", delay=20)
    phone.get_by_role("option", name="Amira Khan").tap()
    phone.locator("label[for=id_area_1]").tap(force=True)
    phone.fill("#id_seen", SEEN)
    expect(phone.get_by_label("Why not yet?")).to_be_hidden()
    phone.locator("label[for=id_parents_told_0]").tap(force=True)
    expect(phone.get_by_label("What did they say?")).to_be_visible()
    picture(phone, "log-filled")
    phone.get_by_role("button", name="Send to the SENCO").tap()
    expect(phone.locator("#messages")).to_contain_text("Logged. The SENCO is told")
    expect(phone.locator("h1")).to_contain_text("Amira Khan")
    axe(phone)
    picture(phone, "logged")


def watch_at_a_desk(page: Any, axe: Any) -> None:
    page.goto(reverse("pupils:concerns"))
    axe(page)
    picture(page, "list-senco")
    page.get_by_role("link", name="Khan, Amira").click()
    axe(page)
    picture(page, "concern-senco")
    page.get_by_role("link", name="Watch, and look again").click()
    expect(page.get_by_label("Look again on")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Watch, and look again").click()
    expect(page.locator(".error-summary")).to_be_visible()
    axe(page)
    picture(page, "watch-errors")
    page.get_by_label("Look again on").fill((dt.date.today() + dt.timedelta(days=21)).isoformat())
    page.get_by_label("What the teacher is told").fill("Thank you. Try a reading ruler; I look again in three weeks.")
    page.get_by_role("button", name="Watch, and look again").click()
    expect(page.locator("#messages")).to_contain_text("Watching.")
    axe(page)
    picture(page, "watched-senco")


def read_the_answer(phone: Any, axe: Any) -> None:
    phone.goto(reverse("pupils:concerns"))
    expect(phone.locator("main")).to_contain_text("new answer")
    axe(phone)
    picture(phone, "list-teacher")
    phone.get_by_role("link", name="Khan, Amira").tap()
    expect(phone.locator("main")).to_contain_text("Try a reading ruler")
    axe(phone)
    picture(phone, "answer-teacher")
    phone.goto(reverse("pupils:concerns"))
    expect(phone.locator("main")).not_to_contain_text("new answer")


def test_a_decision_is_undone_with_one_tap(place: Place, desk: Any) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    page = desk(place.senco)
    page.goto(reverse("pupils:concern-triage", args=[concern.pk]) + "?to=closed")
    page.get_by_label("What the teacher is told").fill("Glasses were broken.")
    page.get_by_role("button", name="Close with a reason").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Taken back: it is as it was before")
    with acting_for(place.school):
        assert Concern.objects.get().state == "new"


def test_a_colleague_is_asked_on_their_own_page_and_answers_from_a_phone(place: Place, desk: Any, axe: Any) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    page = desk(place.senco)
    page.goto(reverse("pupils:concern", args=[concern.pk]))
    page.get_by_role("link", name="Ask colleagues").click()
    page.get_by_label("Cole League").check()
    axe(page)
    picture(page, "ask")
    page.get_by_role("button", name="Ask colleagues").click()
    expect(page.locator("#messages")).to_contain_text("Asked.")

    phone = desk(place.colleague, phone=True)
    phone.goto(reverse("pupils:concerns"))
    axe(phone)
    picture(phone, "asked")
    phone.get_by_role("link", name="Answer about Amira Khan").tap()
    phone.get_by_label("Your answer").fill("Yes, in maths too.")
    axe(phone)
    picture(phone, "answer")
    phone.get_by_role("button", name="Send your answer").tap()
    expect(phone.locator("#messages")).to_contain_text("Thank you")
    page.reload()
    expect(page.locator("main")).to_contain_text("Yes, in maths too.")
    picture(page, "answered-senco")


def test_a_pupil_outside_ones_classes_is_logged_by_full_name_and_class(place: Place, desk: Any, axe: Any) -> None:
    phone = desk(place.teacher, phone=True)
    phone.goto(reverse("pupils:concern-log"))
    phone.locator("#id_pupil").press_sequentially("zof", delay=20)
    expect(phone.locator(".combo-none")).to_be_visible()
    phone.get_by_text("A pupil outside my classes").tap()
    phone.get_by_label("Full name").fill("Zofia Novak")
    phone.get_by_label("Class or form").fill("6B")
    phone.locator("label[for=id_area_4]").tap(force=True)
    phone.fill("#id_seen", SEEN)
    phone.locator("label[for=id_parents_told_1]").tap(force=True)
    phone.get_by_label("Why not yet?").fill("Meeting on Monday")
    phone.get_by_role("button", name="Send to the SENCO").tap()
    expect(phone.locator(".error-summary")).to_contain_text("No one pupil has exactly this full name")
    axe(phone)
    picture(phone, "outside-wrong")
    phone.get_by_label("Full name").fill("Zofia Nowak")
    phone.get_by_role("button", name="Send to the SENCO").tap()
    expect(phone.locator("h1")).to_have_text("Zofia Nowak")
    assert phone.locator("h1 a").count() == 0
    axe(phone)


def test_one_tap_makes_it_a_safeguarding_worry_that_the_lead_reads_and_the_senco_does_not_see(
    place: Place, desk: Any, axe: Any
) -> None:
    phone = desk(place.teacher, phone=True)
    phone.goto(reverse("pupils:concern-log") + f"?pupil={place.pupil.pk}")
    expect(phone.locator(".safe-line")).to_contain_text("Lee Lead")
    phone.fill("#id_seen", "Bruises, twice.")
    phone.get_by_role("button", name="This is a safeguarding worry").tap()
    expect(phone.locator("#messages")).to_contain_text("Kept for the safeguarding lead")
    axe(phone)
    picture(phone, "worry-writer")
    with acting_for(place.school):
        note = SafeguardingNote.objects.get()
        assert not Concern.objects.exists()
    lead = desk(place.lead)
    lead.goto(reverse("pupils:safeguarding"))
    axe(lead)
    picture(lead, "worry-list")
    lead.get_by_role("link", name="Amira Khan", exact=True).click()
    expect(lead.locator("main")).to_contain_text("Bruises, twice.")
    lead.get_by_role("button", name="Mark as read").click()
    axe(lead)
    picture(lead, "worry-lead")
    senco = desk(place.senco)
    senco.goto(reverse("pupils:concerns"))
    expect(senco.locator("main")).to_contain_text("No new concerns")
    assert senco.goto(reverse("pupils:safeguarding-note", args=[note.pk])).status == 404


ROLES = ("teacher", "senco", "head", "lead")


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_each_page_of_concerns_is_clean_for_each_role_at_each_width(
    place: Place, desk: Any, axe: Any, phone: bool
) -> None:
    concern = make_concern(place.pupil, by=place.teacher, parents_said="They see it at home too.", tried="A ruler.")
    make_concern(place.outside, by=place.head, parents_told=False, parents_why_not="Meeting on Monday", area="SEMH")
    make_concern(place.pupil, by=place.head, state="closed", outcome="Glasses were broken.", area="SP")
    make_worry(place.pupil, by=place.teacher)
    where = [reverse("pupils:concerns"), f"{reverse('pupils:concerns')}?show=mine", reverse("pupils:concern-log")]
    where += [f"{reverse('pupils:concerns')}?q=nobody", reverse("pupils:concern", args=[concern.pk])]
    where += [reverse("pupils:safeguarding")]
    for role in ROLES:
        page = desk(getattr(place, role), phone=phone)
        more = [
            reverse("pupils:concern-triage", args=[concern.pk]) + f"?to={to}" for to in ("gathering", "sen_support")
        ]
        for at, url in enumerate([*where, *(more if role == "senco" else [])]):
            assert page.goto(url).status == 200, url
            axe(page)
            picture(page, f"{role}-{'phone' if phone else 'desk'}-{at}")
