"""The commands in bin/, run as a newcomer runs them."""

import ast
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

PROJECT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.xdist_group("demo")  # one process for all, so that the demo's data is made once
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("SENCO_", "DATABASE_", "REDIS_"))}


# ---- the locks -----------------------------------------------------------------------------------


def pins(lock: str) -> dict[str, str]:
    """Name to version of every pinned package of a lock file."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ]+)", (PROJECT / lock).read_text(), re.M))


def test_the_locks_agree_and_hold_every_direct_dependency() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    site, tests = pins("requirements.txt"), pins("tests/requirements.txt")
    assert site.items() <= tests.items()

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[^A-Za-z0-9-]", requirement)[0].lower() for requirement in requirements}

    assert names(project["project"]["dependencies"]) <= site.keys()
    assert names(project["dependency-groups"]["test"]) <= tests.keys()


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/requirements.txt"])
def test_every_pin_has_hashes_and_no_lock_names_a_place(lock: str) -> None:
    text = (PROJECT / lock).read_text()
    for pin in re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]:
        assert "--hash=sha256:" in pin, pin
    assert not re.search(r"https?://|--index|--find-links|file:|^/", text, re.M)


@pytest.mark.parametrize("example", ["senco.env.example", "owner.env.example"])
def test_the_settings_of_the_deploy_example_are_those_that_are_read(example: str) -> None:
    named = re.findall(r"^([A-Z_]+)=", (PROJECT / "deploy" / example).read_text(), re.M)
    read = (PROJECT / "senco" / "settings.py").read_text()
    assert named and not [name for name in named if f'"{name}"' not in read]


# ---- making the environment ----------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project with nothing in it but what makes the environment."""
    shutil.copytree(PROJECT / "bin", tmp_path / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "requirements.txt").write_text("")
    return tmp_path


def make_environment(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    code = "import environment; environment.require_python(); print(environment.ready('requirements.txt'))"
    return subprocess.run(
        [sys._base_executable, "-c", code],  # type: ignore[attr-defined]
        cwd=checkout / "bin",
        env=CLEAN | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("name", ["demo", "test", "environment.py"])
def test_an_old_python_gets_far_enough_to_say_what_it_lacks(name: str) -> None:
    ast.parse((PROJECT / "bin" / name).read_text(), feature_version=(3, 7))


def test_without_a_new_enough_python_it_says_so(checkout: Path) -> None:
    code = "import sys; sys.version_info = (3, 9, 2); import environment; environment.require_python()"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout / "bin", env={"PATH": ""}, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert run.stderr == "This needs Python 3.11 or newer. Here python3 is 3.9.2, and no newer one was found.\n"


def test_the_environment_is_made_once_and_again_when_it_is_broken(checkout: Path) -> None:
    first = make_environment(checkout)
    assert "Making .venv" in first.stdout and "Installing" in first.stdout, first.stderr
    assert make_environment(checkout).stdout == f"{checkout}/.venv/bin/python\n"
    (checkout / ".venv" / "bin" / "python").unlink()
    assert "Making .venv" in make_environment(checkout).stdout


def test_without_the_venv_module_it_says_what_to_install(checkout: Path) -> None:
    (checkout / "broken").mkdir()
    (checkout / "broken" / "venv.py").write_text("raise SystemExit('No module named ensurepip')")
    run = make_environment(checkout, PYTHONPATH=str(checkout / "broken"))
    assert run.returncode == 1
    assert "apt install python3-venv" in run.stderr and "ensurepip" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (checkout / ".venv").exists()


def test_without_a_registry_it_says_so_and_tries_again_next_time(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text("no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n")
    for _ in range(2):
        run = make_environment(checkout, PIP_NO_INDEX="1")
        assert run.returncode == 1
        assert "A package registry must be within reach" in run.stderr and "no-such-package" in run.stderr
        assert "Traceback" not in run.stderr


# ---- manage.py alone ----------------------------------------------------------------------------


def test_manage_alone_finds_a_migrated_database_with_the_demo_schools_and_leaves_nothing_running(var: Path) -> None:
    code = "from senco.models import School; print(School.objects.count())"
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
            cwd=PROJECT,
            env=CLEAN | {"SENCO_VAR": str(var)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert run.stdout == "4\n", run.stderr
        assert not processes_of(var)
    assert run.stderr == "", "the second time there was nothing to prepare"


# ---- the demo ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """One folder for the demos of this file: the first makes the database, the others find it."""
    folder = Path(tempfile.mkdtemp(prefix="senco-demo-")).resolve()
    yield folder
    for process in processes_of(folder):
        process.kill()
    shutil.rmtree(folder)


def processes_of(var: Path) -> list[psutil.Process]:
    """Everything that lives on `var`: named on its command line, in its settings, or as its folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() == psutil.STATUS_ZOMBIE or process.pid == os.getpid():
                continue
            at_home = Path(process.cwd()).is_relative_to(var)
            if at_home or process.environ().get("SENCO_VAR") == str(var) or str(var) in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RunningDemo:
    """bin/demo in a session of its own, as from a terminal."""

    def __init__(self, var: Path, *arguments: str) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [PROJECT / "bin" / "demo", "--port", str(self.port), "--var", str(var), *arguments],
            env=CLEAN,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""

    def until(self, words: str) -> None:
        assert self.process.stdout
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, f"ended before it said {words!r}:\n{self.said}"
            self.said += line

    def ended(self) -> int:
        """The exit status, once it and all that it started have closed its output."""
        rest, _ = self.process.communicate(timeout=120)
        self.said += rest
        return self.process.returncode

    def get(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        return status


def nothing_left(var: Path) -> bool:
    deadline = time.monotonic() + 30
    while processes_of(var) and time.monotonic() < deadline:
        time.sleep(0.2)
    return not processes_of(var)


def service(var: Path, *words: str) -> psutil.Process:
    """The oldest process of the demo whose command line has all of `words`."""
    found = [p for p in processes_of(var) if all(word in " ".join(p.cmdline()) for word in words)]
    return min(found, key=lambda process: process.create_time())


def site_url_of(var: Path, **environment: str) -> str:
    """What a command that is given only the demo's folder puts before every link that it writes."""
    show = "from django.conf import settings; print(settings.SITE_URL)"
    plain = {key: value for key, value in CLEAN.items() if key != "SITE_URL"}
    settings = {"SENCO_VAR": str(var), "DJANGO_SETTINGS_MODULE": "senco.settings"}
    return subprocess.check_output(
        [sys.executable, "-c", show], cwd=PROJECT, env=plain | settings | environment, text=True
    ).strip()


@pytest.mark.parametrize("command", ["deadlines --events", "help --commands"])
def test_a_reader_who_has_had_enough_ends_a_command_quietly(command: str) -> None:
    run = [sys.executable, "manage.py", *command.split()]
    ended = subprocess.Popen(run, cwd=PROJECT, env=CLEAN, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert ended.stdout and ended.stderr
    ended.stdout.close()
    assert ended.stderr.read() == ""
    assert ended.wait(60) == 128 + signal.SIGPIPE


def test_the_demo_serves_the_site_says_where_and_ends_with_all_that_it_started(var: Path) -> None:
    demo = RunningDemo(var)
    demo.until("Ctrl-C stops it")
    assert f"http://127.0.0.1:{demo.port}/" in demo.said
    assert "senco@demo.example" in demo.said and "password demo" in demo.said
    assert demo.get("/healthz") == 200
    assert demo.get("/sign-in/") == 200
    assert site_url_of(var) == f"http://127.0.0.1:{demo.port}"
    assert site_url_of(var, SITE_URL="https://senco.example.sch.uk") == "https://senco.example.sch.uk"
    second = RunningDemo(var)
    assert second.ended() == 1 and "runs on" in second.said
    demo.process.send_signal(signal.SIGINT)
    assert demo.ended() == 0, demo.said
    assert nothing_left(var)


STOPS: dict[str, Callable[[subprocess.Popen[str]], None]] = {
    "asked to end": lambda process: process.terminate(),
    "killed": lambda process: process.kill(),
    "interrupted": lambda process: process.send_signal(signal.SIGINT),
}


@pytest.mark.parametrize("how", STOPS)
def test_half_way_through_its_start_too_it_leaves_nothing(var: Path, how: str) -> None:
    demo = RunningDemo(var)
    demo.until("Starting Postgres")
    STOPS[how](demo.process)
    demo.ended()
    assert "Traceback" not in demo.said
    assert nothing_left(var)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["celery", "worker"], "The worker was killed by signal 9"),
        (["postgres", "-D"], "The embedded Postgres ended"),
    ],
)
def test_when_a_part_of_it_dies_it_says_which_and_stops(var: Path, words: list[str], said: str) -> None:
    demo = RunningDemo(var)
    demo.until("Ctrl-C stops it")
    service(var, *words).kill()
    assert demo.ended() == 1
    assert said in demo.said and ".log:" in demo.said
    assert nothing_left(var)


def test_killed_outright_it_leaves_nothing(var: Path) -> None:
    demo = RunningDemo(var)
    demo.until("Ctrl-C stops it")
    demo.process.kill()
    demo.ended()
    assert nothing_left(var)


def test_a_busy_port_and_a_foreign_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    foreign = RunningDemo(tmp_path, "--fresh")
    assert foreign.ended() == 1
    assert foreign.said.strip().endswith("holds other files (thesis.txt, …): name an empty or a new folder.")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            [PROJECT / "bin" / "demo", "--port", port, "--var", tmp_path / "new"],
            env=CLEAN,
            capture_output=True,
            text=True,
        )
    assert run.returncode == 1
    assert run.stderr == f"Error: Port {port} is in use: choose another with --port.\n"
    assert (tmp_path / "thesis.txt").exists()
