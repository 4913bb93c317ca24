"""Every e-mail that the site sends: one function each.

An e-mail may lie open in a shared inbox, so none holds a pupil's name or need: initials, what is due,
when, and a link behind which one must sign in.
"""

import datetime as dt
import hashlib
import smtplib
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

REFUSED = (
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ConnectionRefusedError,
    socket.gaierror,
)
"""Errors after which the mail server surely has not taken the message. After any other it may have."""

OURS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""So that no out-of-office note answers a machine (RFC 3834, and what Exchange reads instead)."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One deadline as a digest shows it. `who` is a pupil's initials, or empty for the whole school."""

    who: str
    what: str
    when: str
    due_on: dt.date
    url: str
    school: str
    is_late: bool


def reminder_digest(
    to: Any,
    lines: Sequence[DueLine],
    *,
    total: int,
    late: int,
    message_id: str,
    url: str,
) -> None:
    """Send somebody all that they are to be told today. Raises what the mail server raises.

    `lines` may be the first of `total`; `late` counts those whose day has passed, of all.
    """
    subject = f"{total} {'date' if total == 1 else 'dates'} to look at"
    if late:
        subject = f"{subject}, {late} late"
    schools = list(dict.fromkeys(line.school for line in lines))
    context = {
        "name": to.get_full_name(),
        "groups": [(school, [line for line in lines if line.school == school]) for school in schools],
        "several": len(schools) > 1,
        "more": total - len(lines),
        "total": total,
        "late": late,
        "url": url,
    }
    _send("digest", to.email, f"SENCO desk: {subject}", context, message_id=message_id)


def safeguarding_note(to: Any, *, url: str, message_id: str) -> None:
    """Tell a safeguarding lead that a note waits: no pupil, no writer, nothing of what it says."""
    context = {"name": to.get_full_name(), "url": url}
    subject = "A safeguarding note waits for you"
    _send("safeguarding_note", to.email, subject, context, message_id=message_id)


def invitation(to: Any, *, url: str, message_id: str) -> None:
    """The link by which a new person sets a password. It holds for three days and opens nothing by itself."""
    context = {"name": to.get_full_name(), "url": url}
    _send("invitation", to.email, "Your account on SENCO desk", context, message_id=message_id)


def message_id(kind: str, *parts: object) -> str:
    """The same for the same parts, so that whoever sends a message again sends the same message."""
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:40]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{kind}.{digest}@{domain}>"


def absolute(path: str) -> str:
    """A link that works outside the site."""
    return settings.SITE_URL.rstrip("/") + path


def _send(template: str, to: str, subject: str, context: dict[str, Any], *, message_id: str) -> None:
    message = EmailMultiAlternatives(
        subject,
        render_to_string(f"emails/{template}.txt", context),
        to=[to],
        headers={"Message-ID": message_id, **OURS},
    )
    message.attach_alternative(
        render_to_string(f"emails/{template}.html", {**context, "subject": subject}), "text/html"
    )
    message.send()
