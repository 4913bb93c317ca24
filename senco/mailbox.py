"""The mail of the demo: written to a folder, one file a message, where a visitor can read it.

On an embedded database only; production names a mail server.
"""

import os
import secrets
import shlex
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Writes each message to `MAILBOX_DIR`, whole or not at all; only this user may read it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAILBOX_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{time.time_ns()}-{secrets.token_hex(4)}"
            half = folder / f".{name}"
            with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(message.message().as_bytes())
            half.rename(folder / f"{name}.eml")
        return len(email_messages)


@dataclass(frozen=True)
class Mail:
    """One message as the mailbox shows it: its text, never its HTML."""

    name: str
    to: str
    subject: str
    sent_at: datetime | None
    message_id: str
    text: str


def newest(count: int, *, to: str | None = None) -> list[Mail]:
    """The newest messages, of one address if asked. Reads at most ten times as many files as it gives."""
    folder = Path(settings.MAILBOX_DIR)
    if not folder.is_dir():
        return []
    found: list[Mail] = []
    for path in sorted(folder.glob("[0-9]*.eml"), reverse=True)[: count * 10]:
        mail = _read(path)
        if to is None or to.lower() in _addresses(mail):
            found.append(mail)
        if len(found) == count:
            break
    return found


def _addresses(mail: Mail) -> set[str]:
    return {address.lower() for _, address in getaddresses([mail.to])}


def command() -> str:
    """What sends this site's reminders now, typed in the folder of the project: with the data of this very demo."""
    plain = ".venv/bin/python manage.py remind"
    if settings.VAR_DIR == settings.BASE_DIR / "var":
        return plain
    return f"SENCO_VAR={shlex.quote(str(settings.VAR_DIR))} {plain}"


def _read(path: Path) -> Mail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    date = message["Date"]
    return Mail(
        name=path.stem,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=parsedate_to_datetime(str(date)) if date else None,
        message_id=str(message["Message-ID"] or ""),
        text=body.get_content().strip() if body else "",
    )
