"""Results go in at the desk and on a phone, slow progress shows, and is answered one way or the other."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pupils import tasks
from pupils.models import ProgressDecision, Result
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    make_class,
    make_concern,
    make_measure,
    make_placement,
    make_pupil,
    make_result,
    make_school,
    make_staff,
)

pytestmark = pytest.mark.browser


class Class:
    def __init__(self) -> None:
        self.school = make_school("Oakfield Primary School")
        self.teacher = make_staff(Role.TEACHER, self.school)
        self.senco = make_staff(Role.SENCO, self.school)
        self.group = make_class(self.school, "4A", taught_by=(self.teacher,))
        self.measure = make_measure(self.school, "Reading age", also="RA")
        self.pupils = [
            make_pupil(self.school, forename=f"Child{n}", surname=f"Name{n}", year="4", group=self.group)
            for n in range(7)
        ]
        for pupil in self.pupils:
            make_result(pupil, self.measure, taken_on=days_from_now(-370), written="6:08")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_class_is_entered_and_slow_progress_is_looked_at(committed: None, desk: Any, axe: Any, phone: bool) -> None:
    made = Class()
    page = desk(made.teacher, phone=phone)
    page.goto(reverse("pupils:measure-sheet"))
    axe(page)
    page.select_option("[name=group]", label="4A")
    page.select_option("[name=measure]", label="Reading age")
    page.get_by_role("button", name="Open the sheet").click()
    axe(page)
    cells = page.locator(".sheet-cell")
    cells.nth(0).fill("7.5")
    cells.nth(0).press("Enter")
    expect(cells.nth(1)).to_be_focused()
    for place in range(1, 7):
        cells.nth(place).fill("7:08")
    page.get_by_role("button", name="Keep these results").click()
    expect(page.locator(".field-error, .invalid-feedback").first).to_contain_text("not clear")
    axe(page)
    expect(cells.nth(3)).to_have_value("7:08")
    cells.nth(0).fill("6:09")
    page.get_by_role("button", name="Keep these results").click()
    expect(page.locator("main")).to_contain_text("7 new")
    with acting_for(made.school):
        assert Result.objects.count() == 14
    tasks.work_out_progress(made.school.pk)  # the worker's part
    look_at_it(page, axe)
    senco = desk(made.senco, phone=phone)
    look_at_it(senco, axe)
    decide_it(senco, made, axe)


def look_at_it(page: Any, axe: Any) -> None:
    page.goto(reverse("pupils:progress"))
    expect(page.locator("main")).to_contain_text("Slower than peers")
    expect(page.get_by_role("link", name="Log a concern about").first).to_be_visible()
    axe(page)


def decide_it(page: Any, made: Class, axe: Any) -> None:
    page.get_by_role("link", name="Not SEN, because…").first.click()
    axe(page)
    page.get_by_role("textbox", name="Not SEN, because").fill("Away for seven weeks.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("main")).to_contain_text("Nobody here makes less progress than expected")
    with acting_for(made.school):
        assert ProgressDecision.objects.get().decided_by == made.senco
    page.goto(reverse("pupils:progress") + "?show=decided")
    expect(page.locator("main")).to_contain_text("Away for seven weeks.")
    axe(page)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_pupils_progress_and_the_measures_hold_at_both_widths(
    committed: None, desk: Any, axe: Any, phone: bool
) -> None:
    made = Class()
    pupil = made.pupils[0]
    make_result(pupil, made.measure, taken_on=days_from_now(-5), written="7:01")
    concern = make_concern(pupil, by=made.teacher)
    make_placement(pupil, starts_on=days_from_now(-100))
    page = desk(made.senco, phone=phone)
    page.goto(reverse("pupils:measures", args=[pupil.pk]))
    expect(page.locator("figure.time-chart svg").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Concern 1").click()
    page.wait_for_url(f"**{reverse('pupils:concern', args=[concern.pk])}")
    for name, args in (
        ("pupils:measure-list", ()),
        ("pupils:measure-edit", (made.measure.pk,)),
        ("pupils:measure-new", ()),
        ("pupils:measure-result-new", (pupil.pk,)),
    ):
        page.goto(reverse(name, args=args))
        axe(page)
    page.goto(reverse("pupils:progress") + "?format=print")
    axe(page)
    page.goto(reverse("import") + "?kind=results")
    axe(page)
