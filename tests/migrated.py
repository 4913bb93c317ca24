"""One migrated database, from which each test process copies its own: migrating costs many seconds of a core."""

import fcntl
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection

SHAPED_BY = ("*/migrations/*.py", "senco/rows.py", "senco/settings.py", "requirements.txt")
"""What decides how a migrated database looks. Where any of it has changed, the database is made anew."""
PROJECT = Path(__file__).resolve().parent.parent


def copy(name: str, *, keep: bool, anew: bool) -> None:
    """The database `name` as migrations leave it; one that is there already stays as it is if it is to be kept."""
    with _alone(), connection._nodb_cursor() as cursor:
        if keep and _ask(cursor, "select 1 from pg_database where datname = %s", name):
            return
        origin = f"{settings.DATABASES['default']['NAME']}_migrated"
        shape = _shape()
        said = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"
        if anew or _ask(cursor, said, origin) != shape:
            drop(cursor, origin)
            cursor.execute(f"create database {_quoted(origin)}")
            _migrate(origin)
            # Said last: one whose migrating was broken off has no such word, and is made anew.
            cursor.execute(f"comment on database {_quoted(origin)} is '{shape}'")
        drop(cursor, name)
        cursor.execute(f"create database {_quoted(name)} template {_quoted(origin)}")


def drop(cursor: Any, name: str) -> None:
    """Whoever is still connected is cut off. The server's own vacuuming is not ours to cut off, and makes way."""
    for _ in range(20):
        try:
            cursor.execute(f"drop database if exists {_quoted(name)} with (force)")
            return
        except (ProgrammingError, OperationalError):
            time.sleep(0.25)
    cursor.execute(f"drop database if exists {_quoted(name)}")


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _shape() -> str:
    found = hashlib.sha256()
    for pattern in SHAPED_BY:
        for path in sorted(PROJECT.glob(pattern)):
            found.update(f"{path.relative_to(PROJECT)}\n".encode() + path.read_bytes())
    return found.hexdigest()


def _ask(cursor: Any, sql: str, name: str) -> Any:
    cursor.execute(sql, [name])
    row = cursor.fetchone()
    return row and row[0]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time, whatever ends it."""
    with open(Path(settings.VAR_DIR) / "migrated.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
