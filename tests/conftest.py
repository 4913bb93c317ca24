"""Real Postgres and Valkey for every test: made and migrated as owner, used as the runtime role."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from senco import embedded
from senco.rows import settle_grants
from senco.settings import database
from tests import migrated


@pytest.fixture(scope="session")
def engines() -> Iterator[None]:
    """The engines of the environment if it names some, the embedded ones otherwise."""
    var = Path(settings.VAR_DIR)
    if settings.EMBEDDED:
        embedded.prepare(var, durable=False)
        embedded.use(var, "valkey", durable=False)
    yield
    if settings.EMBEDDED:
        embedded.release(var)


def _connect_as(role: dict[str, Any]) -> None:
    connection.close()
    for key in ("USER", "PASSWORD", "HOST", "PORT"):
        connection.settings_dict[key] = role[key]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    engines: None,
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: Any,
) -> None:
    settings.DB_ROLE = "owner"
    _connect_as(database(settings.OWNER_URL))
    reuse, create = (request.config.getvalue(name) for name in ("reuse_db", "create_db"))
    is_first = getattr(request.config, "workerinput", {}).get("workerid", "gw0") == "gw0"
    with django_db_blocker.unblock():
        migrated.copy(connection.creation._get_test_db_name(), keep=reuse and not create, anew=create and is_first)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copy is there already: pytest-django only sees whether a migration is missing from it."""
    return True


@pytest.fixture(scope="session")
def django_db_createdb() -> bool:
    return False


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Wraps pytest-django's: from here on the tests are the runtime role, which may also empty tables."""
    with django_db_blocker.unblock():
        settle_grants()
        with connection.cursor() as cursor:
            cursor.execute(f"grant truncate on all tables in schema public to {settings.RUNTIME_ROLE}")
        _connect_as(database(settings.RUNTIME_URL))
    yield
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        _cut_off(name)
        _connect_as(database(settings.OWNER_URL))
        if not request.config.getvalue("reuse_db"):
            with connection._nodb_cursor() as cursor:
                migrated.drop(cursor, name)


def _cut_off(name: str) -> None:
    """End what a live server's threads keep open: they are the runtime role's, which alone may end its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = %s and usename = current_user and pid <> pg_backend_pid()",
            [name],
        )


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    """Uploads of one test are not seen by another; no test hashes passwords slowly."""
    kept = settings.STORAGES["documents"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path / "uploads")}},
        "documents": {**kept, "OPTIONS": {**kept["OPTIONS"], "location": str(tmp_path / "documents")}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MAILBOX_DIR = tmp_path / "mail"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_TASK_ALWAYS_EAGER = False


@pytest.fixture
def today() -> dt.date:
    from django.utils import timezone

    return timezone.localdate()
