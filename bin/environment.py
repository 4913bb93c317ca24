"""Makes `.venv` and keeps it at the locked requirements, for bin/demo and bin/test.

Uses the standard library only, and nothing newer than Python 3.6 can read: an older Python must get far
enough to say what it lacks.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(PROJECT, ".venv")
OLDEST = (3, 11)
CANDIDATES = ["python3.13", "python3.12", "python3.11", "python3.14", "python3"]


def require_python():
    """Go on as a Python that is new enough, or say that there is none."""
    if sys.version_info >= OLDEST:
        return
    for name in CANDIDATES:
        path = shutil.which(name)
        if path and _works(path):
            os.execv(path, [path] + sys.argv)
    oldest = ".".join(str(part) for part in OLDEST)
    sys.exit(f"This needs Python {oldest} or newer. Here python3 is {_own_version()}, and no newer one was found.")


def ready(*locks):
    """The Python of `.venv`, made and filled from `locks` unless their last installation is still current."""
    with _one_at_a_time():
        python = os.path.join(VENV, "bin", "python")
        if not _works(python, "import pip"):
            _make_venv()
        for lock in locks:
            _install(python, lock)
    return python


def stop_on_signals():
    """A SIGTERM or a closed terminal ends this process like Ctrl-C does: its children first."""

    def leave(number, frame):
        raise SystemExit(128 + number)

    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, leave)


def become(python, arguments):
    """Go on as the program of `.venv`. A signal sent meanwhile waits until that program can answer it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    os.chdir(PROJECT)
    os.execv(python, [python, *arguments])


def _make_venv():
    print(f"Making .venv with Python {_own_version()} …", flush=True)
    if os.path.islink(VENV):
        sys.exit(f"{VENV} links to an environment that does not work: mend it or remove the link.")
    shutil.rmtree(VENV, ignore_errors=True)
    made = _run([sys.executable, "-m", "venv", VENV])
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(
            "Python's venv module is missing or incomplete (on Debian and Ubuntu: apt install python3-venv). It says:\n"
            + _last_lines(made.stdout)
        )


def _install(python, lock):
    with open(os.path.join(PROJECT, lock), "rb") as file:
        current = hashlib.sha256(file.read()).hexdigest()
    stamp = os.path.join(VENV, "installed-" + lock.replace("/", "-"))
    try:
        with open(stamp) as file:
            if file.read() == current:
                return
    except OSError:
        pass
    print(f"Installing {lock} (the first time takes a minute) …", flush=True)
    command = [python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary=:all:", "-r", os.path.join(PROJECT, lock)]
    installed = _run(command)
    if installed.returncode:
        sys.exit(
            f"The packages of {lock} could not be installed. A package registry must be within reach.\n"
            f"pip's last words:\n{_last_lines(installed.stdout)}"
        )
    with open(stamp, "w") as file:
        file.write(current)


@contextmanager
def _one_at_a_time():
    """Two commands started at once must not both fill .venv. The lock is on the folder itself: it leaves no file."""
    folder = os.open(PROJECT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _works(python, also="pass"):
    test = f"import sys; {also}; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.call([python, "-c", test], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _run(command):
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _last_lines(text):
    return "\n".join(text.strip().splitlines()[-8:])


def _own_version():
    return "{}.{}.{}".format(*sys.version_info[:3])
