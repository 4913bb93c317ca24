"""A real Chromium on the real site: `desk` opens pages at it as any user, `axe` holds a page to no violation.

The server runs in a thread as the runtime role, so what a test makes must be committed: ask for `committed`
(or anything that does), and make rows with the factories as usual.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tests.chromium import must_have_browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def find_chromium() -> str | None:
    """The Chromium named by CHROMIUM, or the machine's own."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = find_chromium()
    if path is None:
        if must_have_browser():
            pytest.fail("No Chromium on this machine, and here one is required.")
        pytest.skip("no Chromium on this machine")
    return path


@pytest.fixture
def committed(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are committed, so that the server's thread sees them; Playwright's event loop may stand beside the ORM."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def browser(chromium_path: str, committed: None) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield one
        one.close()


def session_cookie(user: Any, site: str) -> dict[str, Any]:
    """The cookie of somebody who has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site, "httpOnly": True}


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Any, Any], None]:
    """Sign a user in to a browser context, without the form: `sign_in(page.context, user)`."""

    def put(context: Any, user: Any) -> None:
        context.add_cookies([session_cookie(user, live_server.url)])

    return put


@pytest.fixture
def desk(browser: Any, live_server: Any, sign_in: Any) -> Iterator[Callable[..., Any]]:
    """`desk(user, phone=True)` is a page of a fresh browser context, signed in; without a user, of a visitor.

    An error in a page's script, a breach of the content security policy, or an answer of 500 fails the test.
    """
    wrong: list[str] = []
    contexts = []

    def open_page(user: Any = None, *, phone: bool = False, **options: Any) -> Any:
        size = {"viewport": PHONE, "has_touch": True} if phone else {"viewport": DESK}
        context = browser.new_context(base_url=live_server.url, **{**size, **options})
        contexts.append(context)
        if user is not None:
            sign_in(context, user)
        page = context.new_page()
        page.set_default_timeout(15000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
        page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 500 else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def axe() -> Callable[[Any], None]:
    """`axe(page)`: no axe-core violation on the page as it stands, and nothing that scrolls sideways."""
    from axe_playwright_python.sync_playwright import Axe

    def hold(page: Any) -> None:
        found = Axe().run(page).response["violations"]
        said = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
        assert said == [], f"{page.url}: {said}"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"

    return hold
