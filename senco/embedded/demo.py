"""The demo: engines, a migrated database with the demo trust in it, web server, worker and beat, until Ctrl-C.

`bin/demo` makes the environment and then becomes this process.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import psutil

from senco.embedded import postgres, valkey
from senco.embedded.commands import bring_up_to_date, manage
from senco.embedded.folder import PROJECT, EmbeddedError, claim, keep_address, lock, try_lock, var_dir
from senco.embedded.guard import end
from senco.embedded.holds import erase, release, use
from senco.embedded.valkey import tail

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ACCESS_LOG = "%(t)s %(m)s %(U)s %(s)s %(M)s ms"
"""Paths without their query: what was searched for may be a name."""

OF_A_REAL_SITE = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "CACHE_URL",
    "EMAIL_HOST",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "STATIC_ROOT",
    "STATICFILES_BACKEND",
    "UPLOAD_DIR",
    "SENCO_DB_ROLE",
    "SENCO_MAKING_READY",
)
"""Settings that this shell may have for another site, and that the demo must not follow."""

LOGINS = [
    ("senco@demo.example", "SENCO"),
    ("teacher@demo.example", "teacher"),
    ("ta@demo.example", "teaching assistant"),
    ("head@demo.example", "headteacher"),
    ("governor@demo.example", "governor"),
    ("office@demo.example", "office"),
    ("lead@demo.example", "the trust's SEND lead"),
    ("admin@demo.example", "administrator"),
]


@dataclass
class Service:
    """One process of the demo, and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    handle: psutil.Process
    log: Path


class Demo:
    """What one run of the demo has started. Signals end it in one place, and never between a start and its record."""

    def __init__(self, var: Path, port: int) -> None:
        self.var = var
        self.port = port
        self.services: list[Service] = []
        self._guard: subprocess.Popen[bytes] | None = None
        self._busy = False
        self._signal = 0

    def run(self, *, fresh: bool) -> None:
        """Start everything, say where it is, stay until a signal comes or a service ends, and stop everything."""
        try:
            try:
                self._serve(fresh=fresh)
            finally:
                self._busy = True  # from here on a signal changes nothing
        finally:
            self._stop()

    def _serve(self, *, fresh: bool) -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)  # bin/demo held them back until here
        self._refuse_busy_port()
        if fresh:
            erase(self.var)
            claim(self.var)
        keep_address(self.var, self.address)
        self._start_guard()
        print("Starting Postgres and Valkey …", flush=True)
        postgres.prepare(self.var)
        use(self.var, "valkey")
        self._fill_database()
        self._start_services()
        self._wait_for_site()
        self._say_where()
        while True:
            self._refuse_ended_service()
            self._refuse_ended_engine()
            time.sleep(0.5)

    def _stop(self) -> None:
        """End the services, then the engines: it takes seconds, and a second Ctrl-C does not cut it short."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        with suppress(OSError):  # the terminal may have gone
            print("\nStopping …", flush=True)
        end([service.handle for service in self.services])
        if self._guard and self._guard.stdin:
            self._guard.stdin.close()
            self._guard.wait()
        release(self.var)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Leave by an exception, and again until it is heeded: some libraries swallow one that meets them."""
        if number != signal.SIGALRM:
            self._signal = number
        if not self._busy:
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            raise SystemExit(0 if self._signal == signal.SIGINT else 128 + self._signal)

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """A signal waits until what was started is on record."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if self._signal:
            self.on_signal(self._signal, None)

    def _refuse_busy_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", self.port))
            except PermissionError:
                raise EmbeddedError(f"Port {self.port} is not open to this user: choose one above 1023.") from None
            except OSError:
                raise EmbeddedError(f"Port {self.port} is in use: choose another with --port.") from None

    def _start_guard(self) -> None:
        with self._undisturbed():
            command = [sys.executable, "-m", "senco.embedded.guard", str(self.var)]
            self._guard = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, start_new_session=True)

    def _fill_database(self) -> None:
        bring_up_to_date(self.var, schools=False, started=self._tell_guard)
        loaded = self.var / "postgres" / "data" / "senco_demo_loaded"
        if any(PROJECT.glob("*/management/commands/load_demo.py")) and not loaded.exists():
            print("Loading the demo trust (once, about a minute) …", flush=True)
            manage(self.var, "load_demo", started=self._tell_guard)
            loaded.touch()
        manage(self.var, "collectstatic", "--no-input", started=self._tell_guard)

    def _start_services(self) -> None:
        run = [sys.executable, "-m"]
        beat = self.var / "beat"
        beat.mkdir(mode=0o700, exist_ok=True)
        celery = [*run, "celery", "--app", "senco"]
        site = ["gunicorn", "senco.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4"]
        self._start(
            "site", [*run, *site, "--no-control-socket", "--access-logfile", "-", "--access-logformat", ACCESS_LOG]
        )
        self._start("worker", [*celery, "worker", "--concurrency", "2", "--loglevel", "info"])
        self._start("beat", [*celery, "beat", "--schedule", str(beat / "schedule"), "--loglevel", "info"])

    def _start(self, name: str, command: list[str]) -> None:
        log = self.var / "log" / f"{name}.log"
        environment = {"SENCO_VAR": str(self.var), "PYTHONUNBUFFERED": "1"}
        with self._undisturbed(), open(log, "wb") as output:
            process = subprocess.Popen(
                command,
                cwd=PROJECT,
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C reaches this process alone, which ends them in order
            )
            self.services.append(Service(name, process, psutil.Process(process.pid), log))
            self._tell_guard(process.pid)

    def _tell_guard(self, pid: int) -> None:
        assert self._guard and self._guard.stdin
        with suppress(BrokenPipeError):  # it was killed, for it does not end by itself
            self._guard.stdin.write(f"{pid}\n".encode())
            self._guard.stdin.flush()

    def _wait_for_site(self) -> None:
        deadline = time.monotonic() + 120
        while self._health() != 200:
            self._refuse_ended_service()
            if time.monotonic() > deadline:
                site = self.services[0]
                raise EmbeddedError(f"The site does not answer. The last lines of {site.log}:\n{tail(site.log, 0)}")
            time.sleep(0.1)

    def _health(self) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def _refuse_ended_service(self) -> None:
        for service in self.services:
            status = service.process.poll()
            if status is not None:
                how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
                raise EmbeddedError(
                    f"The {service.name} {how}. The last lines of {service.log}:\n{tail(service.log, 0)}"
                )

    def _refuse_ended_engine(self) -> None:
        ended = {"postgres": not postgres.postmaster(self.var), "valkey": not valkey.is_running(self.var)}
        for engine in [name for name, has_ended in ended.items() if has_ended]:
            log = self.var / "log" / f"{engine}.log"
            raise EmbeddedError(f"The embedded {engine.capitalize()} ended. The last lines of {log}:\n{tail(log, 0)}")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _say_where(self) -> None:
        print(f"\nThe demo is at {self.address}/\n\nSign in with the password demo as")
        for login, role in LOGINS:
            print(f"    {login:<24}{role}")
        print(f"\nIts data and logs are in {self.var}. Ctrl-C stops it.", flush=True)


def main() -> None:
    port = int(sys.argv[1])
    for name in OF_A_REAL_SITE:
        os.environ.pop(name, None)
    var = var_dir()
    demo = Demo(var, port)
    for number in (*SIGNALS, signal.SIGALRM):
        signal.signal(number, demo.on_signal)
    try:
        claim(var)
        with lock(var, "demo", 0) as handle:
            if not try_lock(handle):
                raise EmbeddedError(f"A demo runs on {var} already: stop it, or choose another --var and --port.")
            demo.run(fresh="--fresh" in sys.argv)
    except EmbeddedError as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main()
