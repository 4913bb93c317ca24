"""Each wall broken on purpose: the test that guards it must notice. Nothing broken here outlives its test."""

from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from pupils.models import Pupil
from senco import permissions, rows
from senco.permissions import Permission, Role, requires
from senco.settings import database
from tests import walls
from tests.factories import make_pupil, make_school, make_staff, member_of


@pytest.fixture
def owner(transactional_db: None) -> Iterator[Any]:
    """A cursor of the tables' owner whose work is rolled back."""
    known = connection.get_connection_params()
    owner = database(settings.OWNER_URL)
    link = psycopg2.connect(
        dbname=known["dbname"],
        host=known.get("host"),
        port=known.get("port"),
        user=owner["USER"],
        password=owner["PASSWORD"] or None,
    )
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.rollback()
        link.close()


def test_a_table_whose_row_security_is_switched_off_is_noticed(owner: Any) -> None:
    assert "pupils_pupil" in walls.policies(owner)
    owner.execute("alter table pupils_pupil disable row level security")
    assert "pupils_pupil" not in walls.policies(owner)


def test_a_policy_with_other_words_is_noticed(owner: Any) -> None:
    owner.execute("alter policy school_wall on pupils_pupil using (true)")
    assert len(set(walls.policies(owner).values())) == 2


def test_a_dropped_composite_key_is_noticed(owner: Any) -> None:
    owner.execute("alter table pupils_concern drop constraint pupils_concern_pupil_school")
    assert "pupils_concern_pupil_school" not in walls.composite_keys(owner)


def test_history_that_could_be_changed_is_noticed(owner: Any) -> None:
    owner.execute("grant update on pupils_pupilevent to senco")
    assert "update" in walls.privileges(owner, "senco", "pupils_pupilevent")


@pytest.mark.django_db(transaction=True)
def test_without_the_wall_another_schools_rows_would_be_seen() -> None:
    """What the policy alone prevents: the same query, as a role that it does not bind."""
    ash, beech = make_school(), make_school()
    make_pupil(beech)
    with rows.acting_for(ash):
        assert Pupil.objects.count() == 0
    runtime = connection.settings_dict["USER"]
    connection.close()
    try:
        connection.settings_dict["USER"] = settings.OWNER_ROLE
        with rows.acting_for(ash):
            assert Pupil.objects.count() == 1
    finally:
        connection.close()
        connection.settings_dict["USER"] = runtime


def test_a_context_that_is_not_put_back_is_noticed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ash = make_school()
    monkeypatch.setattr(rows, "_put_back", lambda before: None)
    with rows.acting_for(ash):
        pass
    assert rows.current_schools() == (ash.pk,)


def test_a_guard_that_forgets_to_ask_lets_the_wrong_role_in(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    governor = member_of(make_staff(Role.GOVERNOR, make_school()))
    request: Any = RequestFactory().get("/")
    request.member = governor
    view = requires(Permission.VIEW_PUPILS)(lambda request: HttpResponse("in"))
    with pytest.raises(PermissionDenied):
        view(request)
    monkeypatch.setattr(permissions.Member, "may", lambda self, permission, school=None: True)
    assert view(request).content == b"in"


def test_a_role_at_one_school_does_not_open_rows_of_another_where_another_role_is_held(db: None) -> None:
    """One person, SENCO at one school and governor at the next: permission is asked in the row's own school."""
    ash, beech = make_school(), make_school()
    person = make_staff(Role.SENCO, ash)
    from tests.factories import give_role

    give_role(person, Role.GOVERNOR, beech)
    mine, theirs = make_pupil(ash), make_pupil(beech)
    member = member_of(person)
    with rows.acting_for(*member.schools):
        assert set(Pupil.objects.all()) == {mine, theirs}
        assert set(Pupil.objects.visible_to(member)) == {mine}
        with pytest.raises(PermissionDenied):
            member.must(Permission.MANAGE_REGISTER, theirs)
