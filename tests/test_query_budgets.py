"""What a page may ask of the database: at most twelve queries in all, and as many for sixty rows as for two.

Session, user, memberships and the row-security context are counted; transaction control is not. Every page of
the access table is opened by those who see most of the site.
"""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from senco.permissions import Role
from tests.access import ROUTES
from tests.access.cast import MAKERS, Cast, Place
from tests.access.table import Route
from tests.bench.pages import counted
from tests.factories import make_class, make_pupil

MOST = 12
ROLES = (Role.SENCO, Role.TEACHER, Role.HEADTEACHER)
PAGES = [route for route in ROUTES if "GET" in route.methods.split() and not route.public]
ONCE = {
    "school",
    "user",
    "term",
    "closure",
    "pupil",
    "brother",
    "class",
    "withdrawn pupil",
    "school_group",
    "group_staff",
    "chase",
}
"""Nouns that a place has one of, or that no list of pupils grows with."""
MANY_OF_A_PUPIL = (
    "contact",
    "sibling",
    "consent",
    "pep",
    "concern",
    "question",
    "advice",
    "observation",
    "deadline",
    "note",
    "communication",
    "confined note",
    "document",
    "involvement",
    "placement",
    "placed pupil",
    "result",
    "decision",
    "strategy",
    "safety",
    "what worked",
)


def more_of_everything(cast: Cast, pupils: int) -> None:
    """So many more pupils in the class that the teacher has, each with a row of every noun; and more of the first's."""
    own = cast.own
    for number in range(pupils):
        pupil = make_pupil(own.school, provision="KE"[number % 2], needs=("SLCN", "SEMH"), group=own.group)
        place = Place(own.school, own.staff, pupil, own.group)
        for noun in MAKERS.keys() - ONCE:
            place.row(noun)
        for noun in MANY_OF_A_PUPIL:
            MAKERS[noun](own)
        make_class(own.school, f"{number}X{pupil.pk}", taught_by=(own.staff[Role.TEACHER],))


def asked(cast: Cast, clients: dict[Role, Client]) -> dict[tuple[str, Role], list[str]]:
    """Every page by each role that may open it, with the queries that it sent; whatever it wrote is rolled back."""
    return {
        (route.name, role): _queries(route, clients[role], cast.own)
        for route in PAGES
        for role in ROLES
        if role in route.roles("GET") - route.absent_for
    }


def _queries(route: Route, client: Client, place: Place) -> list[str]:
    address = reverse(route.name, kwargs={argument: place.get(noun) for argument, noun in route.of.items()})
    with transaction.atomic():
        with counted() as seen:
            answer = client.get(address)
        transaction.set_rollback(True)
    assert answer.status_code < 400 or answer.status_code in (400, 409, 422), f"{route.name}: {answer.status_code}"
    return seen


@pytest.mark.django_db
def test_every_page_asks_at_most_twelve_queries_and_no_more_with_sixty_rows_than_with_two() -> None:
    cast = Cast()
    clients: dict[Role, Any] = {role: Client() for role in ROLES}
    for role, client in clients.items():
        client.force_login(cast.staff[role])
    more_of_everything(cast, 1)
    few = asked(cast, clients)
    more_of_everything(cast, 58)
    many = asked(cast, clients)
    wrong = []
    for (page, role), seen in many.items():
        if len(seen) > MOST:
            wrong.append(
                f"{page} for the {role.label}: {len(seen)} queries\n    " + "\n    ".join(one[:200] for one in seen)
            )
        if len(seen) != len(few[page, role]):
            wrong.append(
                f"{page} for the {role.label}: {len(few[page, role])} queries with two rows, {len(seen)} with sixty"
            )
    assert not wrong, "\n" + "\n".join(wrong)
    assert len(many) > 100, "the table of pages has shrunk"
