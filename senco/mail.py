"""Every e-mail that the site sends: one function each.

An e-mail may lie open in a shared inbox, so none of the site's own holds a pupil's name or need: initials, what is
due, when, and a link behind which one must sign in. What a colleague writes to a parent goes as it was written.
"""

import datetime as dt
import hashlib
import smtplib
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime, parseaddr
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


def is_for_good(error: Exception) -> bool:
    """The server will never take mail for this address, or never this mail: sending it again changes nothing."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return bool(codes) and all(500 <= code < 600 for code in codes)
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600


def what_it_said(error: Exception) -> str:
    """The mail server's own words, for whoever must find out why."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = [f"{code} {_text(words)}" for code, words in error.recipients.values()]
        return "; ".join(said)[:300]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"[:300]
    return f"{type(error).__name__}: {error}"[:300]


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


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


@dataclass(frozen=True, slots=True)
class DueGroup:
    """The dates of one kind at one school: the first of them, how many more there are, and where all of them are."""

    school: str
    lines: Sequence[DueLine]
    more: int
    url: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """The SENCO has answered what somebody logged: a pupil's initials, and where the answer stands."""

    who: str
    school: str
    url: str


def reminder_digest(
    to: Any,
    groups: Sequence[DueGroup],
    *,
    total: int,
    late: int,
    message_id: str,
    url: str,
    answers: Sequence[AnswerLine] = (),
    at: dt.datetime | None = None,
) -> None:
    """Send somebody all that they are to be told today; dated `at`, if not now. Raises what the mail server raises.

    Every date of `total` is in it, by a line of its own or by its group's count and link; `late` counts those whose
    day has passed, of all.
    """
    parts = [f"{total} {'date' if total == 1 else 'dates'} to look at"] if total or not answers else []
    parts += [f"{late} late"] if late else []
    parts += [f"{len(answers)} {'answer' if len(answers) == 1 else 'answers'} to read"] if answers else []
    subject = ", ".join(parts)
    schools = list(dict.fromkeys(group.school for group in groups))
    context = {
        "name": to.get_full_name(),
        "schools": [(school, [group for group in groups if group.school == school]) for school in schools],
        "several": len({*schools, *(answer.school for answer in answers)}) > 1,
        "total": total,
        "late": late,
        "url": url,
        "answers": answers,
    }
    dated = {"Date": format_datetime(at)} if at else {}
    _send("digest", to.email, f"SENCO desk: {subject}", context, message_id=message_id, headers={**OURS, **dated})


def safeguarding_note(to: Any, *, url: str, message_id: str) -> None:
    """Tell a safeguarding lead that a note waits: no pupil, no writer, nothing of what it says."""
    context = {"name": to.get_full_name(), "url": url}
    subject = "A safeguarding note waits for you"
    _send("safeguarding_note", to.email, subject, context, message_id=message_id)


def passports_to_read(to: Any, *, url: str, message_id: str) -> None:
    """Ask somebody to read what waits: no pupil, no class, nothing of what it says."""
    context = {"name": to.get_full_name(), "url": url}
    _send("passports_to_read", to.email, "Passports wait to be read by you", context, message_id=message_id)


def invitation(to: Any, *, url: str, message_id: str) -> None:
    """The link by which a new person sets a password. It holds for three days and opens nothing by itself."""
    context = {"name": to.get_full_name(), "url": url}
    _send("invitation", to.email, "Your account on SENCO desk", context, message_id=message_id)


def to_contact(to: str, *, subject: str, text: str, writer: Any, school: str, message_id: str) -> None:
    """A colleague's own words to one parent or carer, and to nobody else; what they answer goes to the colleague."""
    context = {"text": text, "writer": writer.get_full_name(), "school": school}
    _send("contact", to, subject, context, message_id=message_id, reply_to=[writer.email], headers={})


def message_id(kind: str, *parts: object) -> str:
    """The same for the same parts, so that whoever sends a message again sends the same message."""
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:40]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{kind}.{digest}@{domain}>"


def absolute(path: str) -> str:
    """A link that works outside the site."""
    return settings.SITE_URL.rstrip("/") + path


def _send(
    template: str,
    to: str,
    subject: str,
    context: dict[str, Any],
    *,
    message_id: str,
    reply_to: Sequence[str] = (),
    headers: Mapping[str, str] = OURS,
) -> None:
    message = EmailMultiAlternatives(
        subject,
        render_to_string(f"emails/{template}.txt", context),
        to=[to],
        reply_to=list(reply_to),
        headers={"Message-ID": message_id, **headers},
    )
    message.attach_alternative(
        render_to_string(f"emails/{template}.html", {**context, "subject": subject}), "text/html"
    )
    message.send()
