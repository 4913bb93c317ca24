"""Who uses which engine. Starting and stopping pass one gate, so nobody stops what another is about to hold."""

import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

from senco.embedded import postgres, valkey
from senco.embedded.folder import MARKER, EmbeddedError, claim, lock, only_one, socket_dir, try_lock

ENGINES = {"postgres": postgres, "valkey": valkey}

_held: dict[tuple[Path, str], IO[str]] = {}
_holder = os.getpid()


def use(var: Path, *engines: str, durable: bool = True) -> None:
    """Start `engines` ("postgres", "valkey") where they do not run, and hold them until `release`.

    `durable=False` trades safety at a power cut for speed: for tests only. It does not change a server
    that runs already.
    """
    global _holder
    claim(var)
    _holder = os.getpid()
    with only_one(var, "gate"):
        for engine in engines:
            if (var, engine) not in _held:
                _held[var, engine] = lock(var, engine, fcntl.LOCK_SH)
            ENGINES[engine].start(var, durable=durable)


def release(var: Path) -> None:
    """Let go of what this process holds in `var`, and stop each engine that no other process holds."""
    if os.getpid() != _holder:
        return  # a forked child: the hold is its parent's
    mine = [(key, _held.pop(key)) for key in list(_held) if key[0] == var]
    if not mine:
        return
    with only_one(var, "gate"):
        for (_, engine), handle in reversed(mine):
            with handle:
                if try_lock(handle):
                    ENGINES[engine].stop(var)


def erase(var: Path) -> None:
    """Delete the data in `var`: refused when it is not ours, or when another process uses it."""
    if not var.exists():
        return
    claim(var)
    with only_one(var, "gate"):
        for name, engine in ENGINES.items():
            with lock(var, name, 0) as handle:
                if not try_lock(handle):
                    raise EmbeddedError(f"Another command is using {var}. Stop it first.")
                engine.stop(var)
        for child in var.iterdir():
            if child.name in {MARKER, "locks"} or (child / MARKER).exists():
                continue
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child)
            else:
                child.unlink()
    shutil.rmtree(socket_dir(var), ignore_errors=True)


def stop_unheld(var: Path) -> None:
    """Stop the engines of `var` that no process holds: those of a process that was killed."""
    if not (var / MARKER).exists():
        return
    with only_one(var, "gate"):
        for name, engine in ENGINES.items():
            with lock(var, name, 0) as handle:
                if try_lock(handle):
                    engine.stop(var)
