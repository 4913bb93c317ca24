"""What a plain `manage.py` needs before its command runs: an engine, a migrated database, the demo's schools."""

import atexit
import hashlib
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

from senco.embedded.folder import PROJECT, EmbeddedError, only_one, socket_dir, var_dir
from senco.embedded.holds import release, use
from senco.embedded.postgres import prepare

OWNER_COMMANDS = frozenset({"migrate", "flush", "createcachetable", "dbshell", "backup", "erase"})
"""Commands that connect as the owner of the tables, whom row security does not bind."""

WITHOUT_DATABASE = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "deadlines",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "sendtestemail",
        "startapp",
        "startproject",
        "version",
    }
)
"""Commands that answer without a database: none is started for them."""


MAKING_READY = "SENCO_MAKING_READY"
"""Set for the commands that bring the database up to date, which must not wait for themselves to have done so."""


def ensure_for(argv: list[str]) -> None:
    """Choose the role for the command in `argv`, and start what it needs where production names no server.

    What was started stops at exit, unless another process uses it by then.
    """
    command = argv[1] if len(argv) > 1 else "help"
    if command in OWNER_COMMANDS:
        os.environ.setdefault("SENCO_DB_ROLE", "owner")
    if "DATABASE_URL" in os.environ:
        return
    if not needs_database(argv):
        # Django would warn that it cannot compare the migrations with a database that nobody started.
        warnings.filterwarnings("ignore", "Got an error checking a consistent migration history", RuntimeWarning)
        return
    var = var_dir()
    signal.signal(signal.SIGTERM, _leave)  # so that what runs at exit does run
    atexit.register(release, var)
    prepare(var)
    if command == "runserver" and "REDIS_URL" not in os.environ:
        use(var, "valkey")
    if command != "migrate" and MAKING_READY not in os.environ:
        bring_up_to_date(var, schools=command != "load_demo")


def needs_database(argv: list[str]) -> bool:
    """Whether the command in `argv` talks to a database."""
    if len(argv) < 2 or argv[1].startswith("-") or "--help" in argv or "-h" in argv:
        return False
    if argv[1] == "check":
        return any(argument.startswith("--database") for argument in argv)
    return argv[1] not in WITHOUT_DATABASE


def bring_up_to_date(var: Path, *, schools: bool = True, started: Callable[[int], None] = lambda pid: None) -> None:
    """Migrate the embedded database when a migration changed since the last time; load the demo's schools into an
    empty one. Says so on stderr, for it takes seconds."""
    stamp = var / "postgres" / "data" / "senco_migrated"
    current = migrations()
    with only_one(var, "migrate"):
        if not stamp.exists() or stamp.read_text() != current:
            print("Bringing the embedded database up to date …", file=sys.stderr)
            manage(var, "migrate", "--no-input", started=started)
            stamp.write_text(current)
        if schools and any(PROJECT.glob("*/management/commands/load_demo.py")) and not _has_schools(var):
            print("Loading the demo trust's schools …", file=sys.stderr)
            manage(var, "load_demo", "--schools-only", started=started)


def manage(var: Path, *arguments: str, started: Callable[[int], None] = lambda pid: None) -> None:
    """Run a command in another process, because the role to connect as is settled once in each.

    `started` is told its number.
    """
    environment = {key: value for key, value in os.environ.items() if key != "SENCO_DB_ROLE"}
    with subprocess.Popen(
        [sys.executable, str(PROJECT / "manage.py"), *arguments],
        env=environment | {"SENCO_VAR": str(var), MAKING_READY: "1"},
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as command:
        try:
            started(command.pid)
            said, _ = command.communicate()
        except BaseException:
            command.terminate()
            raise
    if command.returncode:
        raise EmbeddedError(f"manage.py {' '.join(arguments)} failed:\n{said.strip()}")


def migrations() -> str:
    """Changes whenever a migration of ours, or a package with migrations of its own, does."""
    sources = sorted(PROJECT.glob("*/migrations/*.py"))
    digest = hashlib.sha256((PROJECT / "requirements.txt").read_bytes())
    for source in sources:
        digest.update(str(source.relative_to(PROJECT)).encode() + source.read_bytes())
    return digest.hexdigest()


def _has_schools(var: Path) -> bool:
    import psycopg2

    connection = psycopg2.connect(host=str(socket_dir(var)), user="senco_owner", dbname="senco")
    try:
        with connection.cursor() as cursor:
            cursor.execute("select exists(select from senco_school)")
            return bool(cursor.fetchone()[0])
    finally:
        connection.close()


def _leave(number: int, frame: object) -> None:
    raise SystemExit(128 + number)
