"""Every route, method and role: who is let in, who is refused, and what a stranger learns."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pupils.models.pupils import PupilQuerySet
from senco.permissions import TABLE, THIRD_PARTY_PUBLIC, Member, Permission, Role
from tests.access import ROUTES
from tests.access.cast import Cast, Place
from tests.access.table import Route

REFUSED = 403
ABSENT = 404


def every_pattern(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from every_pattern(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern)), pattern.callback


class Asking:
    """Sends requests as anybody of one cast; whatever a request wrote is rolled back after it.

    One cast serves many routes, since making it costs more than asking it a hundred things.
    """

    def __init__(self) -> None:
        self.cast = Cast()
        self.wrong: list[str] = []
        self._clients: dict[int | None, Client] = {}

    def status(self, user: Any, route: Route, method: str, place: Place) -> int:
        address = reverse(route.name, kwargs={argument: place.get(noun) for argument, noun in route.of.items()})
        client = self._client(user)
        with transaction.atomic():
            answer = client.get(address) if method == "GET" else client.post(address, dict(route.post))
            transaction.set_rollback(True)
        return answer.status_code

    def _client(self, user: Any) -> Client:
        key = user.pk if user is not None else None
        if key not in self._clients:
            client = Client(raise_request_exception=False)
            if user is not None:
                client.force_login(user)
            self._clients[key] = client
        return self._clients[key]

    def expect(self, right: bool, route: Route, words: str) -> None:
        if not right:
            self.wrong.append(f"{route.name}: {words}")


@pytest.fixture
def asking(db: None) -> Iterator[Asking]:
    asking = Asking()
    yield asking
    assert not asking.wrong, "\n" + "\n".join(asking.wrong)


def let_in(status: int) -> bool:
    return status < 400 or status in (400, 409, 422)


GUARDED = [route for route in ROUTES if not route.public]
EACH = 12
in_dozens = pytest.mark.parametrize(
    "routes", [GUARDED[first : first + EACH] for first in range(0, len(GUARDED), EACH)], ids=lambda few: few[0].name
)


def test_the_table_names_every_route_once_and_no_other() -> None:
    listed = [route.name for route in ROUTES]
    assert sorted(listed) == sorted(name for name, _ in every_pattern())


def test_every_view_carries_an_access_rule_or_is_named_as_a_third_partys() -> None:
    for name, view in every_pattern():
        assert hasattr(view, "access") or name in THIRD_PARTY_PUBLIC, f"{name} has no rule"


def test_no_third_party_view_is_named_that_does_not_exist() -> None:
    assert {name for name, _ in every_pattern()} >= THIRD_PARTY_PUBLIC


def test_every_role_is_in_the_table_of_permissions_and_every_permission_is_used() -> None:
    assert set(TABLE) == set(Role)
    assert frozenset[Permission]().union(*TABLE.values()) == set(Permission)


@in_dozens
def test_each_route_lets_in_the_roles_of_the_table_and_nobody_else(routes: list[Route], asking: Asking) -> None:
    for route in routes:
        for method in route.methods.split():
            roles_of_the_table_and_no_others(route, method, asking)
            visitors_and_people_without_a_role(route, method, asking)
            another_schools_row_does_not_exist(route, method, asking)
            nor_a_pupil_outside_ones_own_classes(route, method, asking)
            only_what_names_them(route, method, asking)
        other_methods_are_not_allowed(route, asking)


def roles_of_the_table_and_no_others(route: Route, method: str, asking: Asking) -> None:
    for role, user in asking.cast.staff.items():
        status = asking.status(user, route, method, asking.cast.own)
        if role in route.absent_for:
            asking.expect(status == ABSENT, route, f"{role.label} should find nothing by {method}: {status}")
        elif role in route.roles(method):
            asking.expect(let_in(status), route, f"{role.label} should be let in by {method}: {status}")
        else:
            asking.expect(status == REFUSED, route, f"{role.label} should be refused by {method}: {status}")


def visitors_and_people_without_a_role(route: Route, method: str, asking: Asking) -> None:
    """A visitor is sent to sign in; somebody whose roles have ended, or who has none, is refused."""
    status = asking.status(None, route, method, asking.cast.own)
    asking.expect(status in (302, 401), route, f"a visitor by {method}: {status}")
    for user in (asking.cast.nobody, asking.cast.left):
        status = asking.status(user, route, method, asking.cast.own)
        asking.expect(status == REFUSED, route, f"{user} by {method}: {status}")


def another_schools_row_does_not_exist(route: Route, method: str, asking: Asking) -> None:
    if all(noun.startswith("=") for noun in route.of.values()):
        return
    for role, user in asking.cast.staff.items():
        status = asking.status(user, route, method, asking.cast.stranger)
        wanted = (ABSENT,) if role in route.roles(method) else (REFUSED, ABSENT)
        asking.expect(status in wanted, route, f"{role.label} reaches another school by {method}: {status}")


def nor_a_pupil_outside_ones_own_classes(route: Route, method: str, asking: Asking) -> None:
    for role in route.own_only & route.roles(method):
        status = asking.status(asking.cast.staff[role], route, method, asking.cast.elsewhere)
        asking.expect(status == ABSENT, route, f"{role.label} reaches another class by {method}: {status}")


def only_what_names_them(route: Route, method: str, asking: Asking) -> None:
    """Roles that `named` lists reach a row that names them, whoever's pupil it is about; other roles still do not."""
    if not route.named:
        return
    for role, user in asking.cast.staff.items():
        status = asking.status(user, route, method, asking.cast.elsewhere.naming(user))
        if role in route.named | route.roles(method):
            asking.expect(let_in(status), route, f"{role.label} should be let in to what names them: {status}")
        else:
            asking.expect(status == REFUSED, route, f"{role.label} is named, and should be refused: {status}")


def other_methods_are_not_allowed(route: Route, asking: Asking) -> None:
    role = next(iter(route.admits))
    for method in {"GET", "POST"} - set(route.methods.split()):
        status = asking.status(asking.cast.staff[role], route, method, asking.cast.own)
        asking.expect(status == 405, route, f"{method} should not be allowed: {status}")


def test_a_guard_that_admits_everybody_is_noticed(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table's own counter-test: with the guard broken, it complains."""
    monkeypatch.setattr(Member, "may", lambda self, permission, school=None: True)
    route = next(route for route in ROUTES if route.name == "pupils:pupil")
    roles_of_the_table_and_no_others(route, "GET", asking)
    assert asking.wrong
    asking.wrong.clear()


def test_a_query_that_forgets_whose_pupils_they_are_is_noticed(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PupilQuerySet, "visible_to", lambda self, member, permission=None: self)
    route = next(route for route in ROUTES if route.name == "provision:pupil-provision")
    nor_a_pupil_outside_ones_own_classes(route, "GET", asking)
    assert asking.wrong
    asking.wrong.clear()


@pytest.mark.django_db
def test_a_view_without_a_rule_is_refused_at_run_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from senco.views import health

    monkeypatch.delattr(health.healthz, "access")
    assert Client(raise_request_exception=False).get(reverse("healthz")).status_code == REFUSED
