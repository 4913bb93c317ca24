"""Where the embedded data lies, what its URLs are, and whose it is."""

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parent.parent.parent
MARKER = ".senco-var"
SOCKET_LIMIT = 103
"""Bytes that the strictest supported system (macOS) leaves for the path of a unix socket."""


class EmbeddedError(RuntimeError):
    """Says in a plain sentence why an engine cannot start or stop."""


def var_dir() -> Path:
    """The folder of the embedded data: SENCO_VAR, or `var` in the project."""
    return Path(os.environ.get("SENCO_VAR") or PROJECT / "var").expanduser().resolve()


def socket_dir(var: Path) -> Path:
    """Where the engines of `var` listen: inside it, or in /tmp when its path is too long or too odd for a socket.

    The name depends on nothing that differs between two shells of one user (such as TMPDIR), because
    client and server compute it apart.
    """
    inside = var / "run"
    longest = str(inside / ".s.PGSQL.5432")
    if len(longest) <= SOCKET_LIMIT and re.fullmatch(r"[\w/.+-]+", longest, re.ASCII):
        return inside
    return Path("/tmp") / f"senco-{hashlib.sha256(f'{var}:{os.geteuid()}'.encode()).hexdigest()[:16]}"


def valkey_socket(var: Path) -> Path:
    return socket_dir(var) / "valkey.sock"


def owner_url(var: Path) -> str:
    """Connects as the role that owns the tables."""
    return f"postgres://senco_owner@/senco?host={socket_dir(var)}"


def runtime_url(var: Path) -> str:
    """Connects as the role that owns nothing, whom row security binds."""
    return f"postgres://senco@/senco?host={socket_dir(var)}"


def redis_url(var: Path, db: int = 0) -> str:
    """The broker, as Celery spells a socket."""
    return f"redis+socket://{valkey_socket(var)}?virtual_host={db}"


def cache_url(var: Path, db: int = 1) -> str:
    """The cache, as redis-py spells a socket."""
    return f"unix://{valkey_socket(var)}?db={db}"


def keep_address(var: Path, address: str) -> None:
    """Record where the demo of `var` is served, whole or not at all, for every command that writes a link."""
    draft = var / f"address.{os.getpid()}"
    draft.write_text(address + "\n")
    draft.replace(var / "address")


def address(var: Path) -> str:
    """Where the demo of `var` is served, or was last; "" before it ever was."""
    with suppress(OSError):
        return (var / "address").read_text().strip()
    return ""


def secret_key(var: Path) -> str:
    """The signing key kept in `var`; before anything was started there, one that lives as long as this process."""
    with suppress(OSError):
        return (var / "secret_key").read_text().strip()
    return secrets.token_urlsafe(50)


def claim(var: Path) -> None:
    """Make `var` ours, with its signing key; a folder that holds someone else's files is refused."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        if not (var / MARKER).exists():
            strangers = [child.name for child in var.iterdir() if not (child / MARKER).exists()]
            if strangers and var != PROJECT / "var":
                raise EmbeddedError(f"{var} holds other files ({strangers[0]}, …): name an empty or a new folder.")
            (var / MARKER).write_text("Data of the embedded servers. bin/demo --fresh deletes what lies here.\n")
        for name in ("locks", "log"):
            (var / name).mkdir(mode=0o700, exist_ok=True)
        _write_key(var / "secret_key")
    except OSError as error:
        raise EmbeddedError(f"The folder {var} cannot be used: {error.strerror}.") from error


def _write_key(path: Path) -> None:
    """Whole or not at all: two commands may start at once, and one may be killed."""
    if path.exists():
        return
    draft = path.with_name(f"secret_key.{os.getpid()}")
    with open(draft, "w", opener=private) as file:
        file.write(secrets.token_urlsafe(50))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def private(path: str, flags: int) -> int:
    """An opener whose files only this user reads."""
    return os.open(path, flags, 0o600)


def lock(var: Path, name: str, how: int) -> IO[str]:
    """Open a lock of `var` and wait for it (LOCK_SH, LOCK_EX); 0 only opens it. It lasts until closed."""
    handle = open(var / "locks" / name, "a", opener=private)  # noqa: SIM115 - the caller keeps it open
    if how:
        fcntl.flock(handle, how)
    return handle


def try_lock(handle: IO[str]) -> bool:
    """Whether nobody else has this lock; if so, it is ours alone."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def only_one(var: Path, name: str) -> Iterator[None]:
    """Entered by one process at a time; the others wait."""
    with lock(var, name, fcntl.LOCK_EX):
        yield
