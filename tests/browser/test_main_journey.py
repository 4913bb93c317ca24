"""The main job end to end: a school's file goes in, reviews fall due, the right person is reminded and acts."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from pupils.actions.reminders import run_night
from pupils.models import Deadline, ImportRun, Pupil, Reminder
from records.models import Plan
from senco import tasks
from senco.permissions import Role, today
from senco.rows import acting_for
from tests.factories import (
    make_class,
    make_concern,
    make_deadline,
    make_group,
    make_plan,
    make_pupil,
    make_school,
    make_staff,
)

pytestmark = pytest.mark.browser
DATA = Path(__file__).resolve().parents[2] / "senco" / "demo" / "data"
ROLL, REGISTER = "oakfield_sims_export.csv", "oakfield_senco_register.xlsx"


@pytest.fixture
def oakfield(committed: None) -> Any:
    return make_school("Oakfield Primary School", laestab="8862101")


def test_a_schools_files_go_in_at_the_desk_and_its_reviews_are_reminded_of(oakfield: Any, desk: Any, axe: Any) -> None:
    """Numbers 3 and 8: from the export to the digest and back to the desk."""
    senco = make_staff(Role.SENCO, oakfield)
    make_staff(Role.HEADTEACHER, oakfield)
    page = desk(senco)
    send(page, ROLL, oakfield, axe)
    expect(page.locator("main")).to_contain_text("420")
    send(page, REGISTER, oakfield, axe)
    with acting_for(oakfield):
        assert Pupil.objects.count() == 420
        assert Plan.objects.ehc().count() == 14
        assert Deadline.objects.open().filter(rule="review.next_complete").count() > 5
    list(run_night(today(), is_today=True))
    with acting_for(oakfield):
        told = Reminder.objects.filter(sent_at__isnull=False).count()
        names = list(Pupil.objects.values_list("surname", flat=True))
    if told:  # at a weekend nobody is written to
        text = "\n".join(str(message.body) + message.subject for message in mail.outbox)
        assert not [name for name in names if name in text], "a mail names a pupil"
    visit(page, "pupils:reminders", axe)
    work_through_deadlines(page, axe)


def send(page: Any, name: str, school: Any, axe: Any) -> None:
    page.goto(reverse("import"))
    axe(page)
    page.set_input_files("input[type=file]", str(DATA / name))
    page.get_by_role("button", name="Look through it").click()
    page.wait_for_url("**/pupils/import/*/")
    with acting_for(school):
        run = ImportRun.objects.order_by("-pk")[0]
    tasks.look_at_import(school.pk, run.pk)
    page.goto(reverse("import-run", args=[run.pk]))
    expect(page.get_by_role("button", name="Take it in")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_load_state()
    tasks.take_in_import(school.pk, run.pk)
    page.goto(reverse("import-run", args=[run.pk]))
    expect(page.get_by_role("link", name="See the pupils")).to_be_visible()
    axe(page)


def visit(page: Any, name: str, axe: Any, *args: Any) -> None:
    page.goto(reverse(name, args=args))
    axe(page)


def work_through_deadlines(page: Any, axe: Any) -> None:
    visit(page, "pupils:deadlines", axe)
    page.locator("details.why summary").first.click()
    expect(page.locator("details.why[open] .why-body").first).to_be_visible()
    axe(page)


FIRST_PAGES = (
    (Role.SENCO, ("today", "pupils:register", "pupils:concerns", "records:plans", "records:agencies", "provision:map")),
    (Role.TEACHER, ("today", "pupils:classes", "pupils:concerns")),
    (Role.TEACHING_ASSISTANT, ("today", "provision:day", "pupils:classes")),
    (Role.HEADTEACHER, ("today", "summary", "governance", "pupils:deadlines")),
    (Role.GOVERNOR, ("today", "governance")),
    (Role.OFFICE, ("today", "pupils:register", "import")),
    (Role.ADMINISTRATOR, ("today", "staff", "settings")),
    (Role.GROUP_LEAD, ("today", "group")),
    (Role.SAFEGUARDING_LEAD, ("today", "pupils:safeguarding")),
)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_every_roles_first_pages_hold_at_both_widths(
    committed: None, desk: Callable[..., Any], axe: Any, phone: bool
) -> None:
    """Number 9, for each role that has a first page of its own."""
    school = make_school("Oakfield Primary School")
    group = make_group(school)
    staff = {role: make_staff(role, group if role is Role.GROUP_LEAD else school) for role, _ in FIRST_PAGES}
    five_a = make_class(school, "5A", taught_by=(staff[Role.TEACHER], staff[Role.TEACHING_ASSISTANT]))
    for n in range(6):
        pupil = make_pupil(school, provision="E" if n == 0 else "K", needs=("SLCN",), group=five_a)
        make_concern(pupil, by=staff[Role.TEACHER])
        make_deadline(school, owner=staff[Role.SENCO], pupil=pupil, due_on=today() + dt.timedelta(days=n * 3 - 6))
    make_plan(pupil)
    for role, names in FIRST_PAGES:
        page = desk(staff[role], phone=phone)
        for name in names:
            visit(page, name, axe)
        page.context.close()
