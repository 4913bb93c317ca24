"""Links without an account: made, found again by their secret, withdrawn. What each kind opens is a page of its app's.

The address is `/shared/<school>/<secret>/`. The school stands in it because no row can be read without one, and the
secret is 256 bits that the database does not hold: a copy of the database opens nothing.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from senco.models import SharedLink, SharedLinkOpening
from senco.permissions import Member

Page = Callable[[HttpRequest, SharedLink], HttpResponse]
PAGES: dict[str, Page] = {}
"""By kind of link: what answers it, inside the school's context. The apps fill it when they start."""


def make_link(
    kind: str, *, subject: Any, by: Member, starts_at: dt.datetime, ends_at: dt.datetime
) -> tuple[SharedLink, str]:
    """The link and its path. The path is known now and never again. The caller has checked that `by` may."""
    secret = secrets.token_urlsafe(32)
    link = SharedLink.objects.create(
        school_id=subject.school_id,
        kind=kind,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        digest=_digest(secret),
        made_by=by.user,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return link, reverse("shared", args=[subject.school_id, secret])


@transaction.atomic
def open_link(secret: str, *, now: dt.datetime) -> SharedLink | None:
    """The link of this secret in the school that is in context, if it is open; each opening is written down."""
    link: SharedLink | None = SharedLink.objects.open_at(now).filter(digest=_digest(secret)).first()
    if link is None or link.kind not in PAGES:
        return None
    SharedLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_at=now)
    SharedLinkOpening.objects.create(school_id=link.school_id, link=link)
    return link


def withdraw_link(link: SharedLink, *, by: Member) -> None:
    """From now on it opens nothing. The caller has checked that `by` may."""
    if link.withdrawn_at is None:
        link.withdrawn_at, link.withdrawn_by = timezone.now(), by.user
        link.save(update_fields=["withdrawn_at", "withdrawn_by"])


def of_day(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From the first moment of a day to the last, in England."""
    start = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    end = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
    return start, end


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
