"""A mail server that keeps its letters in a folder, and can stop the sender dead before or after its yes."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """`LETTERS` names the folder; with `STOP` (before or after) the sender is kept waiting there for good."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(os.environ["LETTERS"])
        stop = os.environ.get("STOP", "")
        for message in email_messages:
            if stop == "before":
                _wait_for_good(folder)
            half = folder / f".{time.time_ns()}"
            half.write_bytes(message.message().as_bytes())
            half.rename(folder / f"{time.time_ns()}.eml")
            if stop == "after":
                _wait_for_good(folder)
        return len(email_messages)


def _wait_for_good(folder: Path) -> None:
    (folder / "waiting").touch()
    time.sleep(600)
