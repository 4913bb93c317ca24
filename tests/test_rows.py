"""The wall between schools, seen from raw SQL and from Django, with and without a context."""

import pghistory.models
import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, ProgrammingError, connection, models, transaction

from pupils.models import ConcernCase, Deadline, Pupil, SenStatus
from senco.models import AccessLog, School
from senco.permissions import Role
from senco.rows import (
    POLICY,
    AppendOnly,
    SchoolForeignKey,
    SchoolOwned,
    acting_for,
    current_schools,
    every_school,
    refuse_powerful_role,
)
from senco.settings import database
from tests import walls
from tests.factories import make_pupil, make_school, make_staff

OUTSIDE_THE_WALL = {
    "senco.School": "needed to find the context",
    "senco.SchoolGroup": "needed to find the context",
    "senco.GroupSchool": "needed to find the context",
    "senco.User": "a person may serve several schools",
    "senco.Membership": "needed to find the context",
    "sessions.Session": "holds no pupil data",
    "account.EmailAddress": "sign-in, no pupil data",
    "account.EmailConfirmation": "sign-in, no pupil data",
    "pghistory.Context": "ids of users only",
    "auth.Permission": "unused table of Django's",
    "auth.Group": "unused table of Django's",
    "auth.Group_permissions": "unused table of Django's",
    "contenttypes.ContentType": "names of models",
}


def owned_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in OUTSIDE_THE_WALL
    ]


def rows(sql: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@pytest.fixture
def two_schools(db: None) -> tuple[School, School]:
    return make_school("Ash"), make_school("Beech")


def test_every_model_is_behind_the_wall_or_in_the_list_with_a_reason() -> None:
    for model in owned_models():
        assert issubclass(model, SchoolOwned | pghistory.models.Event), f"{model._meta.label} has no wall and no reason"


def test_the_list_outside_the_wall_has_no_stale_entry() -> None:
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert set(OUTSIDE_THE_WALL) <= labels


@pytest.mark.django_db
def test_the_database_has_the_one_policy_on_exactly_the_tables_behind_the_wall() -> None:
    with connection.cursor() as cursor:
        found = walls.policies(cursor)
    assert set(found) == {model._meta.db_table for model in owned_models()}
    assert len(set(found.values())) == 1
    using, check = next(iter(found.values()))
    assert using == check
    assert "app.schools" in using and "app.schools" in POLICY


@pytest.mark.django_db
def test_any_other_policy_only_narrows_what_the_wall_lets_through() -> None:
    with connection.cursor() as cursor:
        others = walls.ask(
            cursor, "select polname, polcmd::text, polpermissive from pg_policy where polname <> 'school_wall'"
        )
    assert set(others) == {
        ("lead_wall", "r", False),
        ("both_wall", "r", False),
        ("both_wall_change", "w", False),
        ("both_wall_delete", "d", False),
    }


@pytest.mark.django_db
def test_every_foreign_key_between_schools_tables_is_composite() -> None:
    with connection.cursor() as cursor:
        composite = walls.composite_keys(cursor)
    for model in owned_models():
        if not issubclass(model, SchoolOwned):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and issubclass(field.related_model, SchoolOwned):
                assert isinstance(field, SchoolForeignKey), f"{model._meta.label}.{field.name} can cross the wall"
                assert f"{model._meta.db_table}_{field.name}_school"[:63] in composite
                assert field.remote_field.on_delete is models.PROTECT


def test_no_model_uses_an_implicit_many_to_many_table() -> None:
    for model in owned_models():
        assert not model._meta.auto_created, f"{model._meta.label} has no school"


def test_every_unique_rule_of_a_schools_table_holds_a_school_or_a_row_of_one() -> None:
    for model in owned_models():
        if not issubclass(model, SchoolOwned):
            continue
        for rule in model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint):
                named = {model._meta.get_field(name) for name in rule.fields}
                walled = any(isinstance(field, SchoolForeignKey) or field.name == "school" for field in named)
                assert walled, f"{rule.name} would reveal another school's row"
        for field in model._meta.local_fields:
            assert not field.unique or field.primary_key, f"{model._meta.label}.{field.name} is unique over all schools"


def test_with_no_context_raw_sql_sees_nothing(two_schools: tuple[School, School]) -> None:
    make_pupil(two_schools[0])
    assert rows("select count(*) from pupils_pupil") == [(0,)]
    assert Pupil.objects.count() == 0


def test_with_one_school_in_context_raw_sql_sees_that_school_only(two_schools: tuple[School, School]) -> None:
    ash, beech = two_schools
    make_pupil(ash, surname="Inside")
    make_pupil(beech, surname="Outside")
    with acting_for(ash):
        assert rows("select surname from pupils_pupil") == [("Inside",)]
        assert rows("select count(*) from pupils_pupil where school_id = %s", beech.pk) == [(0,)]
        assert rows("select distinct school_id from pupils_pupilevent") == [(ash.pk,)]


def test_no_statement_reaches_another_school(two_schools: tuple[School, School]) -> None:
    ash, beech = two_schools
    pupil = make_pupil(beech, surname="Outside")
    with acting_for(ash):
        assert Pupil.objects.filter(pk=pupil.pk).update(surname="Taken") == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from pupils_enrolment where school_id = %s", [beech.pk])
            assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            make_row_for(beech)
    with acting_for(beech):
        assert Pupil.objects.get().surname == "Outside"


def make_row_for(school: School) -> None:
    Pupil.objects.create(school=school, forename="A", surname="B", date_of_birth="2016-01-01", sort_name="b a")


def test_an_insert_without_a_context_fails(two_schools: tuple[School, School]) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        make_row_for(two_schools[0])


def test_a_row_cannot_be_moved_to_another_school_not_in_context(two_schools: tuple[School, School]) -> None:
    ash, beech = two_schools
    pupil = make_pupil(ash)
    with acting_for(ash), pytest.raises(ProgrammingError), transaction.atomic():
        Pupil.objects.filter(pk=pupil.pk).update(school=beech)


def test_a_row_cannot_point_at_a_pupil_of_another_school_even_with_both_in_context(
    two_schools: tuple[School, School],
) -> None:
    ash, beech = two_schools
    pupil = make_pupil(beech)
    with acting_for(ash, beech), pytest.raises(IntegrityError), transaction.atomic():
        SenStatus.objects.create(school=ash, pupil=pupil, provision="K", starts_on="2030-01-01")
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_the_context_ends_with_its_block_and_the_former_one_comes_back(two_schools: tuple[School, School]) -> None:
    ash, beech = two_schools
    with acting_for(ash):
        with acting_for(ash, beech):
            assert current_schools() == (ash.pk, beech.pk)
        assert current_schools() == (ash.pk,)
    assert current_schools() == ()


def test_the_context_comes_back_after_an_error_inside(two_schools: tuple[School, School]) -> None:
    ash, beech = two_schools
    with acting_for(ash):
        with pytest.raises(ZeroDivisionError), acting_for(beech):
            _ = 1 / 0
        assert current_schools() == (ash.pk,)


@pytest.mark.django_db(transaction=True)
def test_the_context_is_gone_when_the_transaction_is() -> None:
    ash = make_school()
    with acting_for(ash):
        assert current_schools() == (ash.pk,)
    assert current_schools() == ()


def test_the_nightly_jobs_see_every_school(two_schools: tuple[School, School]) -> None:
    for school in two_schools:
        make_pupil(school)
    with every_school():
        assert Pupil.objects.count() == 2


@pytest.mark.django_db
def test_history_and_the_access_log_can_be_read_and_added_to_only() -> None:
    closed = [m for m in owned_models() if issubclass(m, AppendOnly | pghistory.models.Event)]
    assert AccessLog in closed and len(closed) > 20
    with connection.cursor() as cursor:
        for model in closed:
            assert walls.privileges(cursor, "senco", model._meta.db_table) == {"select", "insert"}, model._meta.label


def test_the_database_writes_history_itself(two_schools: tuple[School, School]) -> None:
    ash = two_schools[0]
    pupil = make_pupil(ash, surname="Before")
    with acting_for(ash):
        rows("update pupils_pupil set surname = 'After' where id = %s returning id", pupil.pk)
        assert list(Pupil.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "surname")) == [
            ("insert", "Before"),
            ("update", "After"),
        ]


@pytest.mark.django_db
def test_the_tests_run_as_the_runtime_role_and_it_passes_the_start_up_check() -> None:
    assert rows("select current_user")[0][0] == "senco"
    with transaction.atomic():
        assert rows(
            "select count(*) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            " and pg_get_userbyid(relowner) = current_user"
        ) == [(0,)]


@pytest.mark.django_db(transaction=True)
def test_a_server_that_connects_as_owner_refuses_to_start(settings) -> None:
    runtime = dict(connection.settings_dict)
    owner = database(settings.OWNER_URL)
    refuse_powerful_role()
    connection.close()
    try:
        connection.settings_dict["USER"] = owner["USER"]
        with pytest.raises(ImproperlyConfigured, match="owner of the tables"):
            refuse_powerful_role()
    finally:
        connection.close()
        connection.settings_dict.update(runtime)


def test_one_open_deadline_a_rule_and_subject(two_schools: tuple[School, School], today) -> None:
    ash = two_schools[0]
    owner = make_staff(Role.SENCO, ash)
    same = {"rule": "review.report", "subject_kind": "review", "subject_id": 1, "due_on": today, "act_by": today}
    with acting_for(ash):
        Deadline.objects.create(school=ash, owner=owner, **same)
        with pytest.raises(IntegrityError), transaction.atomic():
            Deadline.objects.create(school=ash, owner=owner, **same)


def test_a_pupil_has_one_sen_provision_on_any_day(two_schools: tuple[School, School]) -> None:
    ash = two_schools[0]
    pupil = make_pupil(ash, provision="K")
    with acting_for(ash), pytest.raises(IntegrityError), transaction.atomic():
        SenStatus.objects.create(school=ash, pupil=pupil, provision="E", starts_on="2026-01-01")


def test_a_concern_is_not_closed_without_a_reason(two_schools: tuple[School, School]) -> None:
    ash = two_schools[0]
    pupil = make_pupil(ash)
    with acting_for(ash), pytest.raises(IntegrityError), transaction.atomic():
        ConcernCase.objects.create(school=ash, pupil=pupil, state="closed")
