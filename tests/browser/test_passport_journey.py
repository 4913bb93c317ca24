"""A class is read and acknowledged: the SENCO writes and agrees, a teacher reads on a phone, a supply teacher's day."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from records.models import PassportReading, PassportVersion
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    make_chase,
    make_class,
    make_link,
    make_passport,
    make_picture,
    make_print,
    make_pupil,
    make_safety,
    make_school,
    make_staff,
    make_worked,
)

pytestmark = pytest.mark.browser


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield Primary")
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        self.teacher = make_staff(Role.TEACHER, self.school, name="Tess Teacher")
        self.office = make_staff(Role.OFFICE, self.school, name="Olive Office")
        self.group = make_class(self.school, "5A", taught_by=(self.teacher,))
        self.amira, self.ben, self.zofia = (
            make_pupil(self.school, forename=first, surname=last, provision="K", needs=("ASD",), group=self.group)
            for first, last in (("Amira", "Khan"), ("Ben", "Turner"), ("Zofia", "Nowak"))
        )
        make_safety(self.ben, "Give the juice from the red bag.", about="Type 1 diabetes", source="School nurse")
        make_picture(self.ben, by=self.senco, alt="Ben with his dog")
        make_passport(self.ben, by=self.senco, always=("Sit near the front.",))
        make_worked(self.ben, by=self.teacher)


@pytest.fixture
def place(committed: None) -> Place:
    return Place()


def picture(page: Any, name: str) -> None:
    """Kept where SENCO_PICTURES says, for people to look at."""
    if folder := os.environ.get("SENCO_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True, caret="initial")


@pytest.mark.parametrize("on_phone", [True, False], ids=["phone", "desk"])
def test_a_class_is_read_and_acknowledged(place: Place, desk: Any, axe: Any, on_phone: bool) -> None:
    write_and_agree(desk(place.senco), place, axe)
    reader = desk(place.teacher, phone=on_phone)
    reader.goto(reverse("today"))
    reader.get_by_role("link", name="2 passports to read").click()
    expect(reader.locator("h1")).to_have_text("5A in five minutes")
    expect(reader.locator(".always")).to_contain_text("Ben T")
    expect(reader.locator(".always li")).to_have_count(1)
    expect(reader.locator(".always")).to_contain_text("Amira K")
    axe(reader)
    picture(reader, f"digest-{'phone' if on_phone else 'desk'}")
    reader.get_by_role("button", name="I have read this class (2 new)").click()
    expect(reader.locator("#messages")).to_contain_text("5A is marked as read")
    expect(reader.locator("main")).to_contain_text("Nothing has changed since you looked")
    with acting_for(place.school):
        assert PassportReading.objects.filter(user=place.teacher).count() == 2
    safety_changes_and_is_new(desk(place.senco), reader, place, axe)


def write_and_agree(page: Any, place: Place, axe: Any) -> None:
    page.goto(reverse("records:passport", args=[place.amira.pk]))
    axe(page)
    page.get_by_role("link", name="Write").click()
    axe(page)
    page.get_by_label("What I like").fill("I like foxes.")
    page.get_by_role("button", name="Save").click()
    page.locator(".always").get_by_role("link", name="Add").click()
    expect(page.get_by_label("Always (not up for choice)")).to_be_checked()
    page.get_by_role("textbox", name="What adults do").fill("Sit near the front because of ASD")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".error-summary")).to_contain_text("no diagnosis")
    axe(page)
    page.get_by_role("textbox", name="What adults do").fill("Please sit near the front")
    page.get_by_role("button", name="Add it").click()
    axe(page)
    page.get_by_role("link", name="Agree it").click()
    axe(page)
    page.get_by_label("The pupil and the parents").check()
    page.get_by_role("button", name="Agree it").click()
    expect(page.locator("#messages")).to_contain_text("Agreed.")
    expect(page.locator("main")).to_contain_text("0 of 1")
    axe(page)
    picture(page, "agreed-senco")


def safety_changes_and_is_new(page: Any, reader: Any, place: Place, axe: Any) -> None:
    page.goto(reverse("records:passport", args=[place.amira.pk]))
    page.get_by_role("link", name="Add what keeps the pupil safe").click()
    axe(page)
    page.get_by_role("textbox", name="What to do").fill("Two puffs of the blue inhaler.")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="Ask Tess Teacher to read").click()
    expect(page.locator("#messages")).to_contain_text("Tess Teacher is asked")
    axe(page)
    reader.goto(reverse("today"))
    reader.get_by_role("link", name="Read them").first.click()
    expect(reader.locator("main")).to_contain_text("Amira Khan")
    axe(reader)
    reader.get_by_role("link", name="Read 5A in five minutes").click()
    expect(reader.locator("main")).to_contain_text("Passport changed: keep safe")
    expect(reader.locator(".safety").first).to_contain_text("Two puffs of the blue inhaler.")
    axe(reader)
    reader.get_by_role("button", name="I have read this class (1 new)").click()
    reader.goto(reverse("records:passport", args=[place.amira.pk]))
    expect(reader.locator("main")).to_contain_text("read")
    axe(reader)
    with acting_for(place.school):
        latest = PassportVersion.objects.current().get(pupil=place.amira)
        assert PassportReading.objects.filter(user=place.teacher, version=latest).exists()


def test_a_supply_teacher_reads_the_day_on_a_phone_and_a_withdrawn_link_says_so(
    place: Place, desk: Any, axe: Any
) -> None:
    page = desk(place.office)
    page.goto(reverse("pupils:class", args=[place.group.pk]))
    page.get_by_role("link", name="For a supply teacher").click()
    axe(page)
    page.get_by_role("button", name="Make the link").click()
    url = page.get_by_label("Copy it now").input_value()
    axe(page)
    picture(page, "supply-made")
    phone = desk(phone=True)
    assert phone.goto(url).status == 200
    expect(phone.locator("main")).to_contain_text("Ben T")
    expect(phone.locator("main")).to_contain_text("Give the juice from the red bag.")
    expect(phone.locator("main")).not_to_contain_text("diabetes")
    axe(phone)
    picture(phone, "supply-copy")
    page.goto(reverse("records:supply", args=[place.group.pk]))
    expect(page.locator("main")).to_contain_text("Opened 1 time")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("#messages")).to_contain_text("opens nothing from now on")
    assert phone.goto(url).status == 404
    expect(phone.locator("main")).to_contain_text("This link opens nothing")
    axe(phone)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_each_page_of_passports_is_clean_for_each_role_at_each_width(
    place: Place, desk: Any, axe: Any, phone: bool
) -> None:
    job = make_print(place.school, by=place.senco)
    chase = make_chase(place.school, user=place.teacher, by=place.senco)
    make_passport(place.ben, by=place.senco)
    make_link(place.group, by=place.senco)
    own = [reverse(f"records:{name}", args=[place.ben.pk]) for name in ("passport", "passport-versions", "worked-new")]
    own += [reverse("records:passport-version", args=[place.ben.pk, 1])]
    own += [reverse("records:passport", args=[place.zofia.pk]), reverse("records:digest", args=[place.group.pk])]
    writing = [reverse(f"records:{name}", args=[place.ben.pk]) for name in ("passport-words", "picture-new")]
    lists = [reverse("records:passports"), reverse("records:readings"), reverse("records:readings") + "?by=pupil"]
    roles = {
        "senco": (place.senco, [*own, *writing, *lists, reverse("records:print", args=[job.pk])]),
        "teacher": (place.teacher, [*own, reverse("records:to-read", args=[chase.pk]), reverse("pupils:classes")]),
    }
    for role, (user, where) in roles.items():
        page = desk(user, phone=phone)
        for at, url in enumerate(where):
            assert page.goto(url).status == 200, url
            axe(page)
            picture(page, f"passports-{role}-{'phone' if phone else 'desk'}-{at}")
