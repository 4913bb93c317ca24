"""Every route, method and role: who is let in, who is refused, and what a stranger learns."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from senco.permissions import TABLE, THIRD_PARTY_PUBLIC, Permission, Role
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


def url(route: Route, place: Place) -> str:
    return reverse(route.name, kwargs={argument: place.get(noun) for argument, noun in route.of.items()})


def ask(user: Any, route: Route, method: str, place: Place) -> int:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    address = url(route, place)
    response = client.get(address) if method == "GET" else client.post(address, dict(route.post))
    return response.status_code


def let_in(status: int) -> bool:
    return status < 400 or status in (400, 409, 422)


by_name = pytest.mark.parametrize("route", [r for r in ROUTES if not r.public], ids=lambda r: r.name)


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


@by_name
@pytest.mark.django_db
def test_the_roles_in_the_table_are_let_in_and_no_others(route: Route) -> None:
    cast = Cast()
    for method in route.methods.split():
        for role, user in cast.staff.items():
            status = ask(user, route, method, cast.own)
            if role in route.absent_for:
                assert status == ABSENT, f"{role.label} should find nothing by {method}: {status}"
            elif role in route.roles(method):
                assert let_in(status), f"{role.label} should be let in by {method}: {status}"
            else:
                assert status == REFUSED, f"{role.label} should be refused by {method}: {status}"


@by_name
@pytest.mark.django_db
def test_visitors_are_sent_to_sign_in_and_those_without_a_role_today_are_refused(route: Route) -> None:
    cast = Cast()
    for method in route.methods.split():
        assert ask(None, route, method, cast.own) in (302, 401), method
        for user in (cast.nobody, cast.left):
            assert ask(user, route, method, cast.own) == REFUSED, f"{method} as {user}"


@by_name
@pytest.mark.django_db
def test_another_schools_row_does_not_exist_for_anybody(route: Route) -> None:
    if not route.of or all(noun.startswith("=") for noun in route.of.values()):
        return
    cast = Cast()
    for method in route.methods.split():
        for role, user in cast.staff.items():
            status = ask(user, route, method, cast.stranger)
            wanted = (ABSENT,) if role in route.roles(method) else (REFUSED, ABSENT)
            assert status in wanted, f"{role.label} by {method}: {status}"


@by_name
@pytest.mark.django_db
def test_a_pupil_outside_ones_own_classes_does_not_exist_for_classroom_roles(route: Route) -> None:
    if not route.own_only:
        return
    cast = Cast()
    for method in route.methods.split():
        for role in route.own_only & route.roles(method):
            assert ask(cast.staff[role], route, method, cast.elsewhere) == ABSENT, f"{role.label} by {method}"


@by_name
@pytest.mark.django_db
def test_methods_outside_the_table_are_not_allowed(route: Route) -> None:
    cast = Cast()
    role = next(iter(route.admits))
    for method in {"GET", "POST"} - set(route.methods.split()):
        assert ask(cast.staff[role], route, method, cast.own) == 405, method


@pytest.mark.django_db
def test_a_view_without_a_rule_is_refused_at_run_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from senco.views import health

    monkeypatch.delattr(health.healthz, "access")
    assert Client(raise_request_exception=False).get(reverse("healthz")).status_code == REFUSED
