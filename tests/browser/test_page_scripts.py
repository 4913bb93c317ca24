"""The scripts of every page in a real Chromium: drafts, type-ahead, keys, failures; and the parts under axe-core."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.browser.look_pages"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
DAY_AND_A_BIT = 25 * 60 * 60 * 1000
TYPED = "Loses his place when reading"


@pytest.fixture
def site(settings: Any) -> Iterator[str]:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for this file: its tests touch no database, which Playwright's event loop would forbid."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(site: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a path; any error in a page's script, or a breach of its policy, fails the test."""
    wrong: list[str] = []
    opened = []

    def open_one(path: str, **options: Any) -> Page:
        opened.append(chromium.new_context(base_url=site, **options))
        page = opened[-1].new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
        page.goto(path)
        return page

    yield open_one
    for context in opened:
        context.close()
    assert wrong == []


def kept(page: Page) -> dict[str, str]:
    return dict(page.evaluate("Object.entries(localStorage).filter(([name]) => name.startsWith('draft:'))"))


def type_a_draft(page: Page) -> None:
    page.fill("#id_seen", TYPED)
    page.check("#id_area_1", force=True)
    expect(page.locator("[data-draft-state]")).to_contain_text("Draft kept")


def answer(page: Page, how: Callable[[Route], None]) -> None:
    page.unroute("**/form/")
    page.route("**/form/", lambda route: how(route) if route.request.method == "POST" else route.fallback())


def send(page: Page) -> None:
    page.click("text=Log it")


def test_what_is_typed_comes_back_and_cannot_be_read_in_the_browser(open_page: Any) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    assert list(kept(page)) == ["draft:ann:concern"]
    assert "Loses" not in str(kept(page))
    page.reload()
    expect(page.locator("[data-draft-state]")).to_contain_text("restored")
    expect(page.locator("#id_seen")).to_have_value(TYPED)
    assert page.is_checked("#id_area_1")


def test_the_next_user_of_the_browser_sees_nothing_of_it(open_page: Any, site: str) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    page.context.add_cookies([{"name": "who", "value": "bob", "url": site}])
    page.evaluate("localStorage.setItem('draft:bob:concern', localStorage.getItem('draft:ann:concern'))")
    page.reload()
    page.wait_for_function("!localStorage.getItem('draft:bob:concern')")
    expect(page.locator("#id_seen")).to_have_value("")
    assert list(kept(page)) == ["draft:ann:concern"]


def test_a_draft_can_be_discarded(open_page: Any) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    page.reload()
    page.click("text=Discard")
    expect(page.locator("#id_seen")).to_have_value("")
    assert kept(page) == {}


def test_a_draft_older_than_a_day_is_gone_whoever_it_was_of(open_page: Any) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    page.evaluate(
        "(late) => { const old = JSON.parse(localStorage['draft:ann:concern']); old.at -= late;"
        " localStorage['draft:ann:concern'] = localStorage['draft:bob:concern'] = JSON.stringify(old); }",
        DAY_AND_A_BIT,
    )
    page.reload()
    page.wait_for_selector("#id_seen")
    assert kept(page) == {}
    expect(page.locator("#id_seen")).to_have_value("")


def test_signing_out_takes_the_drafts_away_even_the_last_word(open_page: Any) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    page.locator("#id_seen").press_sequentially(" again")
    page.click("summary[aria-label*=menu]")
    page.click("text=Sign out")
    page.wait_for_url("**/sign-out/")
    assert kept(page) == {}


def test_a_form_that_was_taken_leaves_no_draft(open_page: Any) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    page.locator("#id_pupil").press_sequentially("mai", delay=30)
    page.click("[role=option]")
    send(page)
    expect(page.locator("#messages")).to_contain_text("Concern logged.")
    assert page.url.endswith("/parts/")
    page.wait_for_timeout(600)
    assert kept(page) == {}


def test_errors_are_summed_up_and_the_draft_stays(open_page: Any) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    send(page)
    expect(page.locator(".error-summary")).to_be_focused()
    page.click(".error-summary a")
    expect(page.locator("#id_pupil")).to_be_focused()
    expect(page.locator("#id_seen")).to_have_value(TYPED)
    assert list(kept(page)) == ["draft:ann:concern"]


def test_a_lost_network_loses_nothing_and_the_form_can_be_sent_again(open_page: Any) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    page.locator("#id_pupil").press_sequentially("mai", delay=30)
    page.click("[role=option]")
    page.context.set_offline(True)
    expect(page.locator("[data-draft-state]")).to_contain_text("No connection. Go on typing")
    send(page)
    expect(page.locator("[data-draft-state]")).to_contain_text("not sent yet")
    expect(page.locator("#id_seen")).to_have_value(TYPED)
    page.context.set_offline(False)
    expect(page.locator("[data-draft-state]")).to_contain_text("back on the network")
    page.click("text=Send again")
    expect(page.locator("#messages")).to_contain_text("Concern logged.")


def test_a_failing_server_loses_nothing(open_page: Any) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    answer(page, lambda route: route.fulfill(status=500, body="no"))
    send(page)
    expect(page.locator("[data-draft-state]")).to_contain_text("Everything you typed is kept here")
    assert list(kept(page)) == ["draft:ann:concern"]


@pytest.mark.parametrize("how", [{"status": 401}, {"status": 302, "headers": {"location": "/sign-in/?next=/form/"}}])
def test_a_sign_in_that_ran_out_keeps_what_was_typed(open_page: Any, how: dict[str, Any]) -> None:
    page = open_page("/form/")
    type_a_draft(page)
    answer(page, lambda route: route.fulfill(**how))
    send(page)
    expect(page.locator("[data-signed-out]")).to_contain_text("You have been signed out")
    expect(page.locator("#id_seen")).to_have_value(TYPED)
    page.click("[data-signed-out] a")
    page.wait_for_url("**/sign-in/?next=%2Fform%2F")
    page.goto("/form/")
    expect(page.locator("#id_seen")).to_have_value(TYPED)


def test_a_pupil_is_chosen_by_the_keyboard_alone(open_page: Any) -> None:
    page = open_page("/form/")
    page.locator("#id_pupil").press_sequentially("a", delay=30)
    expect(page.locator("[role=option]").first).to_be_visible()
    expect(page.locator("#id_pupil")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#id_pupil")).to_have_value("Amira Hussain")
    expect(page.locator("[name=pupil]")).to_have_value("2")
    page.keyboard.press("Backspace")
    expect(page.locator("[name=pupil]")).to_have_value("")


def test_keys_find_help_and_places_and_can_be_switched_off(open_page: Any) -> None:
    page = open_page("/parts/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.uncheck("[data-keys-off]")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#find")).not_to_be_focused()


def test_a_row_is_done_in_place_and_undone(open_page: Any) -> None:
    page = open_page("/parts/")
    page.click("#d1 button")
    expect(page.locator(".due li.done")).to_be_visible()
    page.click("#toasts >> text=Undo")
    expect(page.locator("#toasts")).to_contain_text("Undone.")


def test_a_failure_in_place_is_said_in_plain_words(open_page: Any) -> None:
    page = open_page("/parts/")
    page.context.set_offline(True)
    page.click("#d1 button")
    expect(page.locator("#toasts")).to_contain_text("No connection. Nothing was lost")
    expect(page.locator("#d1")).to_be_visible()


def test_all_rows_of_a_page_are_chosen_at_once_and_counted(open_page: Any) -> None:
    page = open_page("/parts/")
    expect(page.locator(".bulk")).to_be_hidden()
    page.check("[data-tick-all] input")
    expect(page.locator(".bulk")).to_contain_text("4 chosen")


def test_a_form_can_be_sent_without_script(open_page: Any) -> None:
    page = open_page("/form/", java_script_enabled=False)
    page.fill("#id_seen", TYPED)
    page.check("#id_area_1", force=True)
    send(page)
    expect(page.locator(".error-summary")).to_contain_text("Choose the pupil from the list.")
    expect(page.locator("#id_seen")).to_have_value(TYPED)


WHOLE = "document.querySelectorAll('main details').forEach((part) => { part.open = !part.matches('.confirm'); })"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/parts/", "/form/"])
def test_the_parts_have_no_axe_violation_and_never_scroll_sideways(
    open_page: Any, path: str, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(path, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.evaluate(WHOLE)
    if path == "/form/":
        send(page)
        expect(page.locator(".error-summary")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
