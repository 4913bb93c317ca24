"""A real worker killed while it sends, and a database lost half way: nothing is lost, and what may have gone goes
again under the same Message-ID."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import OperationalError, connection

from pupils import tasks
from pupils.actions.reminders import send_digests, write_reminders
from pupils.models import Reminder
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_deadline, make_school, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    """Somebody with two things to be told of, written and not sent."""
    user = make_staff(Role.SENCO, school)
    for day in (16, 23):
        make_deadline(school, owner=user, due_on=dt.date(2026, 11, day))
    with acting_for(school):
        assert write_reminders(school.pk, today=FRIDAY) == 2
    return user


@pytest.fixture
def letters(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    settings.EMAIL_BACKEND = "tests.pupils.letters.Backend"
    monkeypatch.setenv("LETTERS", str(folder))
    return folder


def message_ids(folder: Path) -> list[str]:
    return [message_from_bytes(path.read_bytes())["Message-ID"] for path in sorted(folder.glob("*.eml"))]


def sent(school: School) -> list[bool]:
    with acting_for(school):
        return [row.sent_at is not None for row in Reminder.objects.order_by("pk")]


class Worker:
    """A Celery worker of its own, on a queue of its own."""

    def __init__(self, folder: Path, stop: str) -> None:
        self.folder = folder
        self.queue = f"killed-{os.getpid()}-{time.time_ns()}"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.pupils.worker_settings",
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "TEST_QUEUE": self.queue,
            "SENCO_VAR": str(settings.VAR_DIR),
            "LETTERS": str(folder),
            "STOP": stop,
        }
        command = [sys.executable, "-m", "celery", "-A", "senco", "worker", "--pool", "solo", "-Q", self.queue]
        self.log = open(folder / "worker.log", "wb")  # noqa: SIM115
        self.process = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle", "--loglevel", "info"],
            env=environment,
            cwd=settings.BASE_DIR,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def wait_until_stopped(self) -> None:
        for _ in range(600):
            if (self.folder / "waiting").exists():
                return
            assert self.process.poll() is None, (self.folder / "worker.log").read_text()
            time.sleep(0.1)
        raise AssertionError((self.folder / "worker.log").read_text())

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


@pytest.fixture
def start_worker(letters: Path) -> Iterator[Any]:
    started: list[Worker] = []

    def start(stop: str) -> Worker:
        started.append(Worker(letters, stop))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()


def send_until_free(user: User, day: dt.date = FRIDAY) -> list[Any]:
    """As the sweep does: again and again, until the killed worker's transaction is gone from the database."""
    for _ in range(100):
        digests = send_digests(user, day=day)
        if digests:
            return digests
        time.sleep(0.1)
    return []


def test_killed_after_the_servers_yes_a_digest_goes_again_under_the_same_message_id(
    school: School, senco: User, letters: Path, start_worker: Any
) -> None:
    worker = start_worker("after")
    tasks.send_digest.apply_async((senco.pk, FRIDAY.isoformat(), True), queue=worker.queue)
    worker.wait_until_stopped()
    assert send_digests(senco, day=FRIDAY) == [], "two workers send one digest"
    worker.kill()
    assert sent(school) == [False, False]

    [digest] = send_until_free(senco)
    assert message_ids(letters) == [digest.message_id, digest.message_id]
    assert sent(school) == [True, True]
    assert send_digests(senco, day=FRIDAY) == []
    assert len(message_ids(letters)) == 2


def test_killed_before_the_servers_yes_a_digest_goes_once(
    school: School, senco: User, letters: Path, start_worker: Any
) -> None:
    worker = start_worker("before")
    tasks.send_digest.apply_async((senco.pk, FRIDAY.isoformat(), True), queue=worker.queue)
    worker.wait_until_stopped()
    worker.kill()
    assert message_ids(letters) == []
    [digest] = send_until_free(senco)
    assert message_ids(letters) == [digest.message_id]
    assert sent(school) == [True, True]


def test_what_may_have_gone_goes_again_as_it_was_on_a_later_day_and_the_days_own_beside_it(
    school: School, senco: User, letters: Path, start_worker: Any
) -> None:
    worker = start_worker("after")
    tasks.send_digest.apply_async((senco.pk, FRIDAY.isoformat(), True), queue=worker.queue)
    worker.wait_until_stopped()
    worker.kill()
    monday = dt.date(2026, 11, 23)
    make_deadline(school, owner=senco, due_on=dt.date(2026, 11, 24))
    with acting_for(school):
        write_reminders(school.pk, today=monday)
    again, new = send_until_free(senco, monday)
    assert message_ids(letters) == [again.message_id, again.message_id, new.message_id]
    assert again.message_id != new.message_id
    assert (again.reminders, new.reminders) == (2, 1)
    assert all(sent(school))


def test_a_database_lost_between_the_servers_yes_and_the_commit_sends_again_under_the_same_message_id(
    school: School, senco: User, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from senco import mail

    hand_over = mail.reminder_digest

    def hand_over_and_lose_the_database(*args: Any, **kwargs: Any) -> None:
        hand_over(*args, **kwargs)
        cut_connection()

    with monkeypatch.context() as patch:
        patch.setattr(mail, "reminder_digest", hand_over_and_lose_the_database)
        with pytest.raises(OperationalError):
            send_digests(senco, day=FRIDAY)
    connection.close()
    assert sent(school) == [False, False]
    [digest] = send_until_free(senco)
    assert message_ids(letters) == [digest.message_id, digest.message_id]


def test_a_database_lost_while_rows_are_written_leaves_none_and_the_next_run_writes_all(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pupils.actions import reminders

    user = make_staff(Role.SENCO, school)
    for number in range(5):
        make_deadline(school, owner=user, due_on=dt.date(2026, 11, 23), subject_id=900_000 + number)
    write = reminders._write

    def write_and_lose_the_database(*args: Any) -> int:
        written = write(*args)
        cut_connection()
        return written

    monkeypatch.setattr(reminders, "BATCH", 2)
    with monkeypatch.context() as patch, pytest.raises(OperationalError):
        patch.setattr(reminders, "_write", write_and_lose_the_database)
        with acting_for(school):
            write_reminders(school.pk, today=FRIDAY)
    connection.close()
    assert sent(school) == []
    with acting_for(school):
        assert write_reminders(school.pk, today=FRIDAY) == 5
    assert len(sent(school)) == 5


def cut_connection() -> None:
    """The server ends our connection, as a restart or a lost network would."""
    pid = connection.connection.info.backend_pid
    other = psycopg2.connect(**connection.get_connection_params())
    with other, other.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [pid])
    other.close()
