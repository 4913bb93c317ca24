"""What is confined is looked for by every other role through every door, and found by none.

Every page of the access table is asked twice by everybody who may open it: before the secret is written and after.
Not a word, a link or a count may differ: to those who do not hold it the secret does not exist.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.actions.reminders import write_reminders
from pupils.models import Deadline, Reminder
from senco.permissions import Role
from senco.rows import acting_for
from tests.access import ROUTES
from tests.access.cast import Cast
from tests.access.table import Route
from tests.answers import body_of
from tests.factories import days_from_now, make_communication, make_note, make_promise

pytestmark = pytest.mark.django_db
SECRET = "Zugzwangrhododendron"
HOLDERS = (Role.SENCO, Role.SAFEGUARDING_LEAD)
OTHERS = [role for role in Role if role not in HOLDERS]
PAGES = [route for route in ROUTES if "GET" in route.methods.split() and not route.public]
WAYS = ("", f"?q={SECRET}", "?format=csv")
"""As a page, as a search or a filter, and as a file where there is one."""
CHANGING = re.compile(
    rb"""name="(csrfmiddlewaretoken|form_key|opened)" value="[^"]*"|data-draft-key="[^"]*"|nonce="[^"]*\""""
)
TOKENS = re.compile(rb'"[A-Za-z0-9]{64}"|[0-9]{2}:[0-9]{2}')
"""Those of forms, and the time of day."""


class Doors:
    """Everything that somebody can open, as it stands now. Nothing that a request writes stays."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.clients: dict[Role, Client] = {}
        for route in PAGES:
            self.address(route)  # makes what it is about, so that only the secret is new the second time

    def seen_by(self, role: Role) -> Iterator[tuple[str, bytes]]:
        for route in PAGES:
            if role in route.roles("GET") - route.absent_for:
                for way in WAYS if not route.of else WAYS[:1]:
                    yield f"{route.name}{way}", plain(self.ask(role, self.address(route) + way))

    def address(self, route: Route) -> str:
        return reverse(route.name, kwargs={name: self.cast.own.get(noun) for name, noun in route.of.items()})

    def ask(self, role: Role, address: str) -> HttpResponse:
        if role not in self.clients:
            self.clients[role] = Client(raise_request_exception=False)
            self.clients[role].force_login(self.cast.staff[role])
        with transaction.atomic():
            answer: Any = self.clients[role].get(address)
            transaction.set_rollback(True)
        assert answer.status_code < 500, f"{address} fails for the {role.label}"
        return answer


def plain(answer: Any) -> bytes:
    """The answer without what differs at every visit."""
    return TOKENS.sub(b"", CHANGING.sub(b"", body_of(answer)))


def pieces(body: bytes) -> Counter[bytes]:
    """Every tag and word of a page, each counted: rows that tie may come in another order."""
    return Counter(re.split(rb"[<\n]", body))


@pytest.fixture
def doors() -> Doors:
    return Doors(Cast())


def keep_secrets(cast: Cast) -> dict[str, int]:
    """One of each kind of thing that can be confined, about the pupil whose pages are opened; by the noun's address."""
    own, senco = cast.own, cast.staff[Role.SENCO]
    told = make_communication(
        own.pupil, by=senco, only_for=HOLDERS, about=SECRET, said=SECRET, agreed=SECRET, others=SECRET
    )
    owed = make_promise(told, owner=senco, by=senco, what=SECRET, due_on=days_from_now(-9))
    gone = {"by": senco, "only_for": HOLDERS, "removed_at": timezone.now()}
    with acting_for(own.school):
        due = Deadline.objects.get(subject_kind="promise", subject_id=owed.pk)
    return {
        "note": make_note(own.pupil, by=senco, only_for=HOLDERS, text=SECRET).pk,
        "removed note": make_note(own.pupil, **gone).pk,
        "communication": told.pk,
        "removed communication": make_communication(own.pupil, **gone).pk,
        "promise": owed.pk,
        "deadline": due.pk,
    }


def test_no_door_tells_anybody_else_that_a_confined_thing_exists(doors: Doors) -> None:
    before = {role: dict(doors.seen_by(role)) for role in OTHERS}
    assert sum(len(pages) for pages in before.values()) > 500, "the table of pages has shrunk"
    keep_secrets(doors.cast)
    wrong = []
    for role in OTHERS:
        for page, body in doors.seen_by(role):
            if pieces(body) != pieces(before[role][page]) or (SECRET.encode() in body and f"?q={SECRET}" not in page):
                wrong.append(f"{page} tells the {role.label}")
    assert not wrong, "\n".join(wrong)


def test_its_holders_find_it_where_the_others_do_not(doors: Doors) -> None:
    """The counter-test: the same doors, asked the same way, do tell those who hold it."""
    before = dict(doors.seen_by(Role.SENCO))
    keep_secrets(doors.cast)
    told = {page for page, body in doors.seen_by(Role.SENCO) if body != before[page]}
    assert told >= {"pupils:notes", "records:communications", "pupils:deadlines", "pupils:pupil", "timeline"}


def test_its_own_pages_are_absent_for_everybody_else(doors: Doors) -> None:
    secrets = keep_secrets(doors.cast)
    wrong = []
    for route in ROUTES:
        nouns = set(route.of.values())
        if route.public or not nouns & secrets.keys():
            continue
        address = reverse(route.name, kwargs={name: secrets.get(noun) for name, noun in route.of.items()})
        for role in OTHERS:
            for method in route.methods.split():
                client = Client(raise_request_exception=False)
                client.force_login(doors.cast.staff[role])
                status = getattr(client, method.lower())(address).status_code
                if status != (404 if role in route.roles(method) else status):
                    wrong.append(f"{route.name} answers the {role.label} with {status} by {method}")
                if status < 400 or status == 422:
                    wrong.append(f"{route.name} lets the {role.label} in by {method}: {status}")
    assert not wrong, "\n".join(wrong)


def test_nobody_but_its_holders_is_mailed_about_it_however_late_it_is(doors: Doors) -> None:
    """Nine days late: of anything else the second person or the headteacher would hear by now."""
    due, cast = keep_secrets(doors.cast)["deadline"], doors.cast
    with acting_for(cast.own.school):
        open_one = Deadline.objects.exclude(pk=due).get(pk=cast.own.row("deadline").pk)
        open_one.due_on = open_one.act_by = days_from_now(-9)
        open_one.save()
        for days in range(4):  # one of these is a school day
            write_reminders(cast.own.school.pk, today=days_from_now(days))
        told = {
            pk: set(Reminder.objects.filter(deadline=pk).values_list("recipient", flat=True))
            for pk in (due, open_one.pk)
        }
    holders = {cast.staff[role].pk for role in HOLDERS}
    assert told[due] and told[due] <= holders
    assert told[open_one.pk] - holders, "the counter-test: of an open thing somebody else hears"
