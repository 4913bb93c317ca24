"""What is confined is looked for by every other role through every door, and found by none.

Every page of the access table is asked twice by everybody who may open it: before the secret is written and after.
Not a word, a link or a count may differ: to those who do not hold it the secret does not exist. A page whose queries
read none of the tables that the secret is written to is the same by necessity, and is asked but once.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.actions.reminders import run_night, write_reminders
from pupils.models import Deadline, Reminder
from pupils.models.notes import NoteQuerySet
from senco.permissions import Role
from senco.rows import acting_for
from tests.access import ROUTES
from tests.access.cast import Cast
from tests.access.table import Route
from tests.answers import body_of
from tests.factories import days_from_now, make_communication, make_deadline, make_document, make_note, make_promise

pytestmark = pytest.mark.django_db
SECRET = "Zugzwangrhododendron"
HOLDERS = (Role.SENCO, Role.SAFEGUARDING_LEAD)
OTHERS = [role for role in Role if role not in HOLDERS]
FEW = [tuple(OTHERS[first::4]) for first in range(4)]
"""Shared out, so that each is a test of its own."""
PAGES = [route for route in ROUTES if "GET" in route.methods.split() and not route.public]
WAYS = {"q": (f"?q={SECRET}",), "format": ("?format=csv", "?format=print")}
"""Besides as a page: as a search or a filter, as a file and on paper, where the page looks for such a word."""
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
        self.words: set[str] = set()
        """Of addresses, that a page has looked for since this was emptied."""
        for route in PAGES:
            self.address(route)  # makes what it is about, so that only the secret is new the second time

    def open_to(self, role: Role, only: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """(name, address) of each page, and in each way that it can be asked for once it has been asked for plainly."""
        for route in PAGES:
            if role in route.roles("GET") - route.absent_for and (not only or route.name in only):
                self.words.clear()
                yield route.name, self.address(route)
                for way in [way for word in sorted(self.words & WAYS.keys()) for way in WAYS[word]]:
                    yield f"{route.name}{way}", self.address(route) + way

    def seen_by(self, role: Role, only: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
        for name, address in self.open_to(role, only):
            yield name, plain(self.ask(role, address))

    def told_by(self, role: Role, secret: "Secret", only: Collection[str] = ()) -> list[str]:
        """Pages that differ once the secret is written, or that say it."""
        before = {}
        for name, address in self.open_to(role, only):
            with reading() as statements:
                body = plain(self.ask(role, address))
            if any(table in sql for sql in statements for table in secret.tables):
                before[name, address] = pieces(body)
        with secret.kept():
            after = {page: plain(self.ask(role, page[1])) for page in before}
        return [
            name
            for (name, address), body in after.items()
            if pieces(body) != before[name, address] or (SECRET.encode() in body and f"?q={SECRET}" not in name)
        ]

    def address(self, route: Route) -> str:
        return reverse(route.name, kwargs={name: self.cast.own.get(noun) for name, noun in route.of.items()})

    def ask(self, role: Role, address: str, method: str = "get") -> HttpResponse:
        if role not in self.clients:
            self.clients[role] = Client(raise_request_exception=False)
            self.clients[role].force_login(self.cast.staff[role])
        with transaction.atomic():
            answer: Any = getattr(self.clients[role], method)(address)
            transaction.set_rollback(True)
        assert answer.status_code < 500, f"{address} fails for the {role.label}"
        return answer


@contextmanager
def reading() -> Iterator[list[str]]:
    """Every statement that is sent, in full."""
    statements: list[str] = []

    def note(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        statements.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


class Secret:
    """What `keep_secrets` writes: there while it is kept, gone without a trace after it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        was = self._written()
        with self.kept():
            self.tables = {table for table, rows in self._written().items() if rows > was.get(table, 0)}
        assert {"pupils_note", "pupils_noteevent", "records_communication", "pupils_deadline"} <= self.tables
        assert {"records_document", "records_documentversion", "records_documentwords"} <= self.tables

    @contextmanager
    def kept(self) -> Iterator[None]:
        with transaction.atomic():
            keep_secrets(self.cast)
            yield
            transaction.set_rollback(True)

    @staticmethod
    def _written() -> dict[str, int]:
        """Rows written to each table in this transaction, by whomever: triggers too."""
        with connection.cursor() as cursor:
            cursor.execute("select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables")
            return dict(cursor.fetchall())


def plain(answer: Any) -> bytes:
    """The answer without what differs at every visit."""
    return TOKENS.sub(b"", CHANGING.sub(b"", body_of(answer)))


def pieces(body: bytes) -> Counter[bytes]:
    """Every tag and word of a page, each counted: rows that tie may come in another order."""
    return Counter(re.split(rb"[<\n]", body))


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Doors:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)  # each statement is sent in full
    doors = Doors(Cast())
    for look in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, look, noting(getattr(QueryDict, look), doors.words), raising=False)
    return doors


def noting(look: Any, words: set[str]) -> Any:
    def looked(self: QueryDict, word: Any, *rest: Any) -> Any:
        words.add(word)
        return look(self, word, *rest)

    return looked


def keep_secrets(cast: Cast) -> dict[str, int]:
    """One of each kind of thing that can be confined, about the pupil whose pages are opened; by the noun's address."""
    own, senco = cast.own, cast.staff[Role.SENCO]
    told = make_communication(
        own.pupil, by=senco, only_for=HOLDERS, about=SECRET, said=SECRET, agreed=SECRET, others=SECRET
    )
    owed = make_promise(told, owner=senco, by=senco, what=SECRET, due_on=days_from_now(-9))
    gone = {"by": senco, "only_for": HOLDERS, "removed_at": timezone.now()}
    paper = make_document(
        own.pupil, by=senco, only_for=HOLDERS, title=SECRET, from_whom=SECRET, note=SECRET, text=f"{SECRET} is said."
    )
    with acting_for(own.school):
        version = paper.versions.get()
        due = Deadline.objects.get(subject_kind="promise", subject_id=owed.pk)
    return {
        "note": make_note(own.pupil, by=senco, only_for=HOLDERS, text=SECRET).pk,
        "removed note": make_note(own.pupil, **gone).pk,
        "communication": told.pk,
        "removed communication": make_communication(own.pupil, **gone).pk,
        "promise": owed.pk,
        "deadline": due.pk,
        "document": paper.pk,
        "document version": version.pk,
        "removed document": make_document(own.pupil, text=SECRET, **gone).pk,
    }


def test_the_table_of_pages_has_not_shrunk() -> None:
    assert sum(len((route.roles("GET") - route.absent_for) & set(OTHERS)) for route in PAGES) > 500


@pytest.mark.parametrize("roles", FEW, ids=lambda roles: "-".join(roles))
def test_no_door_tells_anybody_else_that_a_confined_thing_exists(doors: Doors, roles: tuple[Role, ...]) -> None:
    secret = Secret(doors.cast)
    wrong = [f"{page} tells the {role.label}" for role in roles for page in doors.told_by(role, secret)]
    assert not wrong, "\n".join(wrong)


def test_its_holders_find_it_where_the_others_do_not(doors: Doors) -> None:
    """The counter-test: the same doors, asked the same way, do tell those who hold it."""
    tell = {"pupils:notes", "records:communications", "records:documents", "records:documents-find"}
    tell |= {"pupils:deadlines", "pupils:pupil", "timeline"}
    assert set(doors.told_by(Role.SENCO, Secret(doors.cast), only=tell)) >= tell | {
        "timeline?format=print",
        f"records:documents?q={SECRET}",
    }


def test_a_list_that_forgets_who_holds_a_note_is_noticed(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other counter-test: a door that is broken."""
    monkeypatch.setattr(NoteQuerySet, "open_to", lambda self, member: self)
    told = doors.told_by(Role.DESIGNATED_TEACHER, Secret(doors.cast), only={"pupils:notes", "records:communications"})
    assert told == ["pupils:notes"]


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
                status = doors.ask(role, address, method.lower()).status_code
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


def test_no_digest_tells_anybody_else_that_a_confined_date_is_due(doors: Doors) -> None:
    """The mails themselves. Everybody has a date of each kind about that pupil, so that a count would show it."""
    cast = doors.cast
    for user in cast.staff.values():
        for rule in ("communication.promise", "review.report"):
            make_deadline(cast.own.school, owner=user, due_on=days_from_now(-9), rule=rule, pupil=cast.own.pupil)
    secret = Secret(cast)
    before = mailed_tonight()
    with secret.kept():
        after = mailed_tonight()
    people = {role: cast.staff[role].email for role in Role}
    assert set(before) == set(people.values()), "everybody is mailed"
    assert not [role.label for role in OTHERS if after[people[role]] != before[people[role]]]
    assert SECRET not in str(after)
    senco = people[Role.SENCO]
    assert after[senco] != before[senco], "the counter-test: who holds it is told of one date more"


def mailed_tonight() -> dict[str, list[tuple[str, str, str]]]:
    """Subject, text and page of what each address is sent on the first school day from today. Nothing of it stays."""
    mail.outbox.clear()
    for days in range(4):
        with transaction.atomic():
            list(run_night(days_from_now(days), is_today=False))
            transaction.set_rollback(True)
        if mail.outbox:
            break
    sent: dict[str, list[tuple[str, str, str]]] = {}
    for message in mail.outbox:
        sent.setdefault(message.to[0], []).append(
            (message.subject, str(message.body), str(message.alternatives[0][0]))  # type: ignore[attr-defined]
        )
    return sent
