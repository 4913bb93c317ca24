"""The keys of the search field, and a pupil's timeline as somebody reads it, at a desk and on a phone."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from senco.permissions import Role, today
from tests.factories import (
    make_agency,
    make_class,
    make_concern,
    make_note,
    make_plan,
    make_pupil,
    make_school,
    make_staff,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def oakfield(committed: None) -> Any:
    return make_school("Oakfield Primary School")


def test_slash_the_arrows_enter_and_escape_lead_to_a_pupil_without_a_mouse(oakfield: Any, desk: Any, axe: Any) -> None:
    senco = make_staff(Role.SENCO, oakfield)
    group = make_class(oakfield, "5M")
    first = make_pupil(oakfield, forename="Maisie", surname="Abbot", group=group)
    make_pupil(oakfield, forename="Maisie", surname="Turner", group=group)
    make_agency(oakfield, "Maisie's House")
    page = desk(senco)
    page.goto(reverse("pupils:concern-log"))
    page.locator("textarea[name=seen]").focus()
    page.keyboard.type("a/b")
    expect(page.locator("textarea[name=seen]")).to_have_value("a/b")
    page.goto(reverse("today"))
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("mais")
    expect(page.locator("#find-list [role=option]")).to_have_count(3)
    expect(page.locator("#find-list")).to_contain_text("Agencies")
    axe(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#find-list [aria-selected=true]")).to_contain_text("Maisie Abbot")
    page.keyboard.press("Escape")
    expect(page.locator("#find-list")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('pupils:pupil', args=[first.pk])}")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_enter_alone_opens_the_page_of_results(oakfield: Any, desk: Any, axe: Any, phone: bool) -> None:
    make_pupil(oakfield, forename="Maisie", surname="Turner")
    page = desk(make_staff(Role.SENCO, oakfield), phone=phone)
    page.goto(reverse("today"))
    page.keyboard.press("/")
    page.keyboard.type("turner")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=turner")
    expect(page.get_by_role("link", name="Maisie Turner")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_timeline_is_filtered_and_read_to_its_end(oakfield: Any, desk: Any, axe: Any, phone: bool) -> None:
    senco = make_staff(Role.SENCO, oakfield, name="Sofia Mensah")
    pupil = make_pupil(oakfield, provision="E", needs=("SLCN",), group=make_class(oakfield, "5M"))
    make_plan(pupil)
    make_concern(pupil, by=senco, seen="Cannot hear from the back.")
    for number in range(70):
        make_note(pupil, by=senco, on=today() - dt.timedelta(days=number), text=f"Note {number}")
    page = desk(senco, phone=phone)
    page.goto(reverse("timeline", args=[pupil.pk]))
    axe(page)
    expect(page.locator("#timeline")).to_contain_text("Note 3")
    page.locator(".stream > .more").scroll_into_view_if_needed()
    expect(page.locator("#timeline")).to_contain_text("EHC plan made")
    expect(page.locator(".stream > .more")).to_have_count(0)
    if phone:
        page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name="Concerns").check()
    expect(page.locator("#timeline")).not_to_contain_text("Note 3")
    expect(page.locator("#timeline")).to_contain_text("Cannot hear from the back.")
    assert "kind=concern" in page.url
    page.get_by_role("checkbox", name="Plans").check()
    expect(page.locator("#timeline")).to_contain_text("EHC plan made")
    axe(page)
    page.get_by_role("link", name="Print view").click()
    expect(page.locator("h1")).to_contain_text("Timeline of")
    assert "kind=concern" in page.url and "kind=plan" in page.url
    axe(page)


def test_without_script_more_is_a_link_and_filters_have_a_button(oakfield: Any, desk: Any) -> None:
    senco = make_staff(Role.SENCO, oakfield)
    pupil = make_pupil(oakfield)
    for number in range(60):
        make_note(pupil, by=senco, text=f"Note {number}")
    page = desk(senco, java_script_enabled=False)
    page.goto(reverse("timeline", args=[pupil.pk]))
    page.get_by_role("link", name="Show more").click()
    expect(page.locator("#timeline")).to_contain_text("Joined the school")
    page.get_by_role("checkbox", name="Notes").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#timeline")).not_to_contain_text("Joined the school")
