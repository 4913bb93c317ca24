"""The embedded engines, tried as commands use them: from several processes, some of them killed."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dj_database_url
import psutil
import psycopg2
import pytest
import redis

from senco import embedded
from senco.embedded import commands, folder, postgres, valkey

PROJECT = folder.PROJECT
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("SENCO_", "DATABASE_", "REDIS_"))}
HOLD = """
import pathlib, sys
from senco import embedded
embedded.prepare(pathlib.Path(sys.argv[1]), durable=False)
print("held", flush=True)
sys.stdin.read()
embedded.release(pathlib.Path(sys.argv[1]))
"""


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder of its own, whose engines end with the test.

    Not in tmp_path: every start of pytest closes that to other accounts, and as root Postgres has one.
    """
    folder = Path(tempfile.mkdtemp(prefix="senco-test-")).resolve()
    yield folder
    embedded.release(folder)
    postgres.stop(folder)
    valkey.stop(folder)
    shutil.rmtree(folder)


@contextmanager
def another_holder(var: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the database of `var` until its input closes."""
    command = [sys.executable, "-c", HOLD, str(var)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        yield other


def ask(url: str, query: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def manage(var: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=CLEAN | {"SENCO_VAR": str(var)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


# ---- roles ---------------------------------------------------------------------------------------


def test_the_owner_makes_tables_and_the_runtime_role_only_uses_them(var: Path) -> None:
    embedded.prepare(var, durable=False)
    ask(embedded.owner_url(var), "create table thing (id int)")
    ask(embedded.runtime_url(var), "insert into thing values (7)")
    assert ask(embedded.runtime_url(var), "select id from thing") == 7
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(embedded.runtime_url(var), "truncate thing")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(embedded.runtime_url(var), "create table mine (id int)")


@pytest.mark.parametrize("role", ["senco", "senco_owner"])
def test_neither_role_is_above_row_security(var: Path, role: str) -> None:
    embedded.prepare(var, durable=False)
    powers = f"select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = '{role}'"
    assert ask(embedded.runtime_url(var), powers) is False


def test_a_database_made_later_grants_the_same(var: Path) -> None:
    embedded.prepare(var, durable=False)
    later = embedded.owner_url(var).replace("/senco?", "/later?")
    connection = psycopg2.connect(embedded.owner_url(var))
    connection.autocommit = True
    connection.cursor().execute("create database later")
    connection.close()
    ask(later, "create table thing (id int)")
    assert ask(later.replace("senco_owner@", "senco@"), "select count(*) from thing") == 0


@pytest.mark.parametrize("program", [["-c", "import senco.wsgi"], ["-m", "celery", "-A", "senco", "worker"]])
def test_web_server_and_worker_refuse_a_superuser(var: Path, program: list[str]) -> None:
    embedded.prepare(var, durable=False)
    embedded.use(var, "valkey", durable=False)
    environment = {
        "SENCO_VAR": str(var),
        "DATABASE_URL": embedded.owner_url(var).replace("senco_owner@", "postgres@"),
        "SECRET_KEY": "of a test",
        "EMAIL_HOST": "127.0.0.1",
    }
    run = subprocess.run(
        [sys.executable, *program], cwd=PROJECT, env=CLEAN | environment, capture_output=True, text=True, timeout=60
    )
    assert run.returncode != 0
    assert "superuser" in run.stderr


# ---- who starts and who stops --------------------------------------------------------------------


def test_the_last_process_to_leave_stops_the_server(var: Path) -> None:
    with another_holder(var) as other:
        embedded.prepare(var, durable=False)
        embedded.release(var)
        assert postgres.is_running(var), "the other process still uses it"
        assert other.stdin
        other.stdin.close()
        other.wait(timeout=30)
        assert not postgres.is_running(var)


def test_a_server_whose_user_was_killed_is_taken_over_and_stopped(var: Path) -> None:
    with another_holder(var) as other:
        other.kill()
        other.wait()
    server = postgres.postmaster(var)
    assert server is not None, "nobody was left to stop it"
    embedded.prepare(var, durable=False)
    assert postgres.postmaster(var) == server
    embedded.release(var)
    assert not postgres.is_running(var)


def test_a_killed_server_starts_again_with_its_data(var: Path) -> None:
    embedded.prepare(var)
    ask(embedded.owner_url(var), "create table thing as select 7 as id")
    server = postgres.postmaster(var)
    assert server
    server.kill()
    psutil.wait_procs([server], timeout=10)
    embedded.prepare(var)
    assert ask(embedded.runtime_url(var), "select id from thing") == 7


def test_a_killed_server_that_nobody_waited_for_is_not_taken_for_a_live_one(var: Path) -> None:
    embedded.prepare(var)
    server = postgres.postmaster(var)
    assert server
    with subprocess.Popen(["sleep", "60"]) as ended:  # stands for it: ended, and still in the list of processes
        ended.kill()
        server.kill()
        psutil.wait_procs([server], timeout=10)
        for file in (var / "postgres" / "data" / "postmaster.pid", var / "run" / ".s.PGSQL.5432.lock"):
            file.write_text(file.read_text().replace(str(server.pid), str(ended.pid), 1))
        embedded.prepare(var)
        assert ask(embedded.runtime_url(var), "select 7") == 7


def test_a_number_reused_by_another_program_is_not_taken_for_the_server(var: Path) -> None:
    embedded.prepare(var, durable=False)
    embedded.release(var)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        pid_file = var / "postgres" / "data" / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n{var / 'postgres' / 'data'}\n0\n5432\n\n\n\nready\n")
        embedded.prepare(var, durable=False)
        assert ask(embedded.runtime_url(var), "select 7") == 7
        embedded.release(var)
        assert stranger.poll() is None, "a program that is not ours was ended"
        stranger.kill()


def test_an_interrupted_first_start_leaves_no_half_a_cluster(var: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(var)], cwd=PROJECT, stdin=subprocess.PIPE) as other:
        while not (var / "postgres" / "data.new").exists():
            time.sleep(0.01)
        other.send_signal(signal.SIGINT)
    embedded.prepare(var, durable=False)
    assert ask(embedded.runtime_url(var), "select 7") == 7


def test_valkey_keeps_its_queue_over_a_restart(var: Path) -> None:
    embedded.use(var, "valkey")
    redis.Redis.from_url(embedded.cache_url(var, 0)).rpush("queue", "message")
    embedded.release(var)
    assert not valkey.is_running(var)
    embedded.use(var, "valkey")
    assert redis.Redis.from_url(embedded.cache_url(var, 0)).llen("queue") == 1


# ---- folders -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["n" * 120, "with a space", "with 'quotes\" and $HOME", "école"])
def test_a_path_unfit_for_a_socket_gets_a_private_folder_elsewhere(var: Path, name: str) -> None:
    var = var / name
    sockets = embedded.socket_dir(var)
    assert sockets.parent == Path("/tmp")
    try:
        embedded.prepare(var, durable=False)
        embedded.use(var, "valkey", durable=False)
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        settings = dj_database_url.parse(embedded.runtime_url(var))
        assert (settings["NAME"], settings["USER"], settings["OPTIONS"]) == ("senco", "senco", {"host": str(sockets)})
        assert redis.Redis.from_url(embedded.cache_url(var)).ping()
        embedded.release(var)
    finally:
        embedded.erase(var)
    assert not sockets.exists()


def test_a_socket_folder_laid_out_by_someone_else_is_refused(var: Path) -> None:
    embedded.claim(var)
    (var / "run").mkdir()
    (var / "run").chmod(0o777)
    with pytest.raises(embedded.EmbeddedError, match="not a private folder"):
        embedded.prepare(var, durable=False)


def test_what_is_secret_is_private(var: Path) -> None:
    embedded.prepare(var, durable=False)
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600
    assert {stat.S_IMODE((var / name).stat().st_mode) for name in ("postgres", "run", "log", "locks")} == {0o700}
    assert len(embedded.secret_key(var)) > 50


def test_a_folder_with_other_files_is_neither_used_nor_erased(var: Path) -> None:
    (var / "thesis.txt").write_text("years of work")
    with pytest.raises(embedded.EmbeddedError, match="thesis.txt"):
        embedded.prepare(var)
    with pytest.raises(embedded.EmbeddedError, match="thesis.txt"):
        embedded.erase(var)
    assert [child.name for child in var.iterdir()] == ["thesis.txt"]


def test_data_in_use_is_not_erased(var: Path) -> None:
    with another_holder(var) as other:
        with pytest.raises(embedded.EmbeddedError, match="Another command is using"):
            embedded.erase(var)
        assert ask(embedded.runtime_url(var), "select 7") == 7
        assert other.stdin
        other.stdin.close()


def test_erasing_takes_the_data_and_leaves_a_folder_in_it_that_is_another_database(var: Path) -> None:
    embedded.prepare(var, durable=False)
    embedded.release(var)
    embedded.claim(var / "test")
    embedded.erase(var)
    assert not (var / "postgres").exists()
    assert (var / "test" / "secret_key").exists()


# ---- manage.py -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [["makemigrations", "--check", "--dry-run"], ["check"], ["help"], ["migrate", "--help"], ["--version"], []],
)
def test_commands_that_need_no_database_start_none(tmp_path: Path, arguments: list[str]) -> None:
    run = manage(tmp_path / "untouched", *arguments)
    assert run.returncode == 0, run.stderr
    assert "consistent migration history" not in run.stderr
    assert not (tmp_path / "untouched").exists()


def test_importing_the_settings_starts_and_writes_nothing(tmp_path: Path) -> None:
    code = "from django.conf import settings; print(settings.DATABASES['default']['USER'])"
    environment = CLEAN | {"SENCO_VAR": str(tmp_path / "untouched"), "DJANGO_SETTINGS_MODULE": "senco.settings"}
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert run.stdout == "senco\n"
    assert not (tmp_path / "untouched").exists()


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["import_pupils", "file.csv", "--school", "1234567"], True),
        (["remind", "--on", "2026-11-20"], True),
        (["check", "--database", "default"], True),
        (["migrate"], True),
        (["deadlines", "review.meeting=2026-11-10"], False),
        (["remind", "--help"], False),
    ],
)
def test_which_commands_need_a_database(arguments: list[str], needed: bool) -> None:
    assert commands.needs_database(["manage.py", *arguments]) is needed


def test_only_commands_that_change_the_schema_connect_as_its_owner(var: Path) -> None:
    code = "from django.db import connection; print('role', connection.settings_dict['USER'])"
    embedded.prepare(var, durable=False)
    (var / "postgres" / "data" / "senco_migrated").write_text(commands.migrations())  # as if: this needs no tables
    ask(embedded.owner_url(var), "create table senco_school as select 1 as id")
    assert "role senco\n" in manage(var, "shell", "--no-imports", "-c", code).stdout
    assert "migrate" in commands.OWNER_COMMANDS
    assert "shell" not in commands.OWNER_COMMANDS


def test_where_production_names_a_database_none_is_started(tmp_path: Path, var: Path) -> None:
    embedded.prepare(var, durable=False)
    named = {"DATABASE_URL": embedded.runtime_url(var), "SECRET_KEY": "of a test", "EMAIL_HOST": "127.0.0.1"}
    run = manage(tmp_path / "untouched", "check", "--database", "default", **named)
    assert run.returncode == 0, run.stderr
    assert not (tmp_path / "untouched").exists()
