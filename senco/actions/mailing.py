"""What the mail server made of the mail for a person: when to try again, and when not to."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from senco import mail
from senco.models import User
from senco.permissions import Member

FIRST_GAP = dt.timedelta(minutes=15)
LONGEST_GAP = dt.timedelta(hours=12)


def note_sent(user: User) -> None:
    """The server took a mail: earlier failures are over. A query only where there were any."""
    if user.mail_failures or user.mail_refused_at:
        _write(user, failures=0, retry_at=None, refused_at=None, refusal="")


def note_failure(user: User, error: Exception, *, now: dt.datetime) -> None:
    """Refused for good, nothing is sent before a person says so; otherwise each failure doubles the wait."""
    said = mail.what_it_said(error)
    if mail.is_for_good(error):
        _write(user, failures=user.mail_failures, retry_at=None, refused_at=now, refusal=said)
        return
    failures = min(user.mail_failures + 1, 20)
    gap = min(FIRST_GAP * 2 ** (failures - 1), LONGEST_GAP)
    _write(user, failures=failures, retry_at=now + gap, refused_at=None, refusal=said)


@transaction.atomic
def try_mail_again(user: User, *, by: Member) -> None:
    """Somebody has put right what stood in the way: what waits goes with the next sweep."""
    if not User.objects.visible_to(by).filter(pk=user.pk).exists():
        raise PermissionDenied("This person does not work where you manage staff.")
    _write(user, failures=0, retry_at=None, refused_at=None, refusal="")


def _write(
    user: User, *, failures: int, retry_at: dt.datetime | None, refused_at: dt.datetime | None, refusal: str
) -> None:
    user.mail_failures, user.mail_retry_at = failures, retry_at
    user.mail_refused_at, user.mail_refusal = refused_at, refusal
    user.save(update_fields=["mail_failures", "mail_retry_at", "mail_refused_at", "mail_refusal"])
