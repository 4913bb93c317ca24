"""What is typed in the concern form survives what happens in a school, for its own user alone, on the real site."""

import datetime as dt
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from pupils.models import Concern
from senco.drafts import draft_key
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_class, make_pupil, make_school, make_staff

pytestmark = pytest.mark.browser
SEEN = "Hummingbird loses the place when reading."


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield Primary")
        self.teacher = make_staff(Role.TEACHER, self.school, name="Tess Teacher")
        self.other = make_staff(Role.TEACHER, self.school, name="Olly Other")
        make_staff(Role.SENCO, self.school)
        group = make_class(self.school, "5A", taught_by=(self.teacher, self.other))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=group)


@pytest.fixture
def place(committed: None) -> Place:
    cache.clear()
    return Place()


def concerns(place: Place) -> list[Concern]:
    with acting_for(place.school):
        return list(Concern.objects.all())


def type_a_concern(page: Page) -> None:
    page.goto(reverse("pupils:concern-log"))
    page.locator("#id_pupil").press_sequentially("ami", delay=20)
    page.get_by_role("option", name="Amira Khan").click()
    page.check("#id_area_1", force=True)
    page.check("#id_parents_told_0", force=True)
    page.fill("#id_seen", SEEN)
    expect(page.locator("[data-draft-state]")).to_contain_text("Draft kept")


def send(page: Page) -> None:
    page.get_by_role("button", name="Send to the SENCO").click()


def kept(page: Page) -> dict[str, str]:
    return dict(page.evaluate("Object.entries(localStorage).filter(([name]) => name.startsWith('draft:'))"))


def sign_in_by_form(page: Page, user: Any) -> None:
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in").click()


def test_a_lost_connection_loses_nothing_and_one_concern_is_logged(place: Place, desk: Any) -> None:
    page = desk(place.teacher)
    type_a_concern(page)
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-draft-state]")).to_contain_text("not sent yet")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-draft-state]")).to_contain_text("restored")
    expect(page.locator("#id_seen")).to_have_value(SEEN)
    expect(page.locator("#id_pupil")).to_have_value("Amira Khan")
    send(page)
    expect(page.locator("#messages")).to_contain_text("Logged.")
    assert [one.seen for one in concerns(place)] == [SEEN]
    assert kept(page) == {}


def test_an_answer_that_never_arrived_does_not_log_the_concern_twice(place: Place, desk: Any) -> None:
    page = desk(place.teacher)
    type_a_concern(page)

    def take_and_drop(route: Any) -> None:
        if route.request.method != "POST":
            return route.fallback()
        route.fetch()
        return route.abort()

    page.route("**/concerns/log/", take_and_drop)
    send(page)
    expect(page.locator("[data-draft-state]")).to_contain_text("not sent yet")
    assert len(concerns(place)) == 1
    page.unroute("**/concerns/log/")
    page.reload()
    expect(page.locator("#id_seen")).to_have_value(SEEN)
    send(page)
    expect(page.locator("#messages")).to_contain_text("Logged.")
    assert len(concerns(place)) == 1


def test_a_sign_in_that_ran_out_keeps_every_word_and_signing_in_again_brings_it_back(place: Place, desk: Any) -> None:
    page = desk(place.teacher)
    type_a_concern(page)
    Session.objects.all().delete()
    send(page)
    expect(page.locator("[data-signed-out]")).to_contain_text("You have been signed out")
    assert concerns(place) == []
    page.click("[data-signed-out] a")
    sign_in_by_form(page, place.teacher)
    expect(page.locator("#id_seen")).to_have_value(SEEN)
    assert page.is_checked("#id_area_1")
    send(page)
    expect(page.locator("#messages")).to_contain_text("Logged.")
    assert [one.seen for one in concerns(place)] == [SEEN]


def test_the_browser_holds_no_word_of_it_and_no_key_to_it(place: Place, desk: Any) -> None:
    page = desk(place.teacher)
    type_a_concern(page)
    stored = str(page.evaluate("({...localStorage, ...sessionStorage})"))
    assert "draft:" in stored
    for word in ("Hummingbird", "reading", "Amira", "Khan", draft_key(place.teacher.pk)):
        assert word not in stored


def test_the_next_user_of_the_browser_has_another_key_and_never_sees_it(
    place: Place, desk: Any, sign_in: Any, live_server: Any
) -> None:
    page = desk(place.teacher)
    type_a_concern(page)
    assert draft_key(place.teacher.pk) != draft_key(place.other.pk)
    sign_in(page.context, place.other)
    mine, theirs = (f"draft:{user.pk}:concern" for user in (place.teacher, place.other))
    page.evaluate("([mine, theirs]) => localStorage.setItem(theirs, localStorage.getItem(mine))", [mine, theirs])
    page.goto(reverse("pupils:concern-log"))
    page.wait_for_function("(name) => !localStorage.getItem(name)", arg=theirs)
    expect(page.locator("#id_seen")).to_have_value("")
    assert SEEN not in page.content()
    sign_in(page.context, place.teacher)
    page.goto(reverse("pupils:concern-log"))
    expect(page.locator("#id_seen")).to_have_value(SEEN)


def test_signing_out_takes_the_draft_and_its_key_away(place: Place, desk: Any, sign_in: Any) -> None:
    page = desk(place.teacher)
    type_a_concern(page)
    copied, before = kept(page), draft_key(place.teacher.pk)
    with page.expect_response(lambda got: got.url.endswith("/sign-out/") and got.request.method == "POST") as left:
        page.click("summary[aria-label*=menu]")
        page.get_by_role("button", name="Sign out").click()
    assert left.value.all_headers()["clear-site-data"] == '"storage"'
    page.wait_for_url("**/sign-in/**")
    assert kept(page) == {}
    assert draft_key(place.teacher.pk) != before
    # Somebody who copied what the browser held puts it back, even with the same user signed in again.
    sign_in(page.context, place.teacher)
    page.goto(reverse("pupils:concerns"))
    page.evaluate(
        "(all) => { for (const [name, text] of Object.entries(all)) localStorage.setItem(name, text); }", copied
    )
    page.goto(reverse("pupils:concern-log"))
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('draft:'))")
    expect(page.locator("#id_seen")).to_have_value("")


def test_a_draft_is_gone_after_a_day_and_not_before(place: Place, desk: Any) -> None:
    page = desk(place.teacher)
    start = dt.datetime(2026, 11, 20, 15, 30)
    page.clock.install(time=start)
    page.goto(reverse("pupils:concern-log"))
    page.fill("#id_seen", SEEN)
    page.clock.fast_forward(1000)
    expect(page.locator("[data-draft-state]")).to_contain_text("Draft kept")
    page.clock.set_system_time(start + dt.timedelta(hours=23, minutes=50))
    page.reload()
    expect(page.locator("#id_seen")).to_have_value(SEEN)
    page.clock.set_system_time(start + dt.timedelta(hours=24, minutes=2))
    page.goto(reverse("pupils:concerns"))
    assert kept(page) == {}
    page.goto(reverse("pupils:concern-log"))
    expect(page.locator("#id_seen")).to_have_value("")


def test_a_draft_made_to_look_younger_does_not_open(place: Place, desk: Any) -> None:
    page = desk(place.teacher)
    type_a_concern(page)
    page.evaluate(
        "(name) => { const old = JSON.parse(localStorage[name]); old.at += 1000;"
        " localStorage[name] = JSON.stringify(old); }",
        f"draft:{place.teacher.pk}:concern",
    )
    page.reload()
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('draft:'))")
    expect(page.locator("#id_seen")).to_have_value("")


def test_the_key_of_an_idle_user_ends_by_itself_a_day_after_the_last_page(committed: None) -> None:
    """In the real cache: the life that it was given, and that pages renew it."""
    cache.clear()
    key, name = draft_key(7), ":1:draft-key:7"
    left = cache._cache.get_client().ttl(cache.make_key("draft-key:7"))  # type: ignore[attr-defined]
    assert 24 * 3600 - 60 < left <= 24 * 3600 + 600, name
    cache.set("draft-key:7", (key, time.time() - 3600), 3600)
    assert draft_key(7) == key
    assert cache._cache.get_client().ttl(cache.make_key("draft-key:7")) > 23 * 3600  # type: ignore[attr-defined]
