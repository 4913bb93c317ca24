"""Links by which somebody without an account reads one thing, for a while."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from senco.permissions import Permission
from senco.rows import AppendOnly, SchoolForeignKey, SchoolOwned, SchoolQuerySet


class SharedLinkQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """One's own, and all of the school for those who see all its pupils."""
        mine = Q(made_by=member.user, school__in=member.schools_with(Permission.SIGN_IN))
        return self.filter(mine | Q(school__in=member.schools_with(Permission.VIEW_ALL_PUPILS)))

    def about(self, kind: str, subject_kind: str, subject_id: int) -> Self:
        return self.filter(kind=kind, subject_kind=subject_kind, subject_id=subject_id)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def standing(self, now: dt.datetime) -> Self:
        """Open now or later: neither ended nor withdrawn."""
        return self.filter(withdrawn_at__isnull=True, ends_at__gt=now)

    def open_at(self, now: dt.datetime) -> Self:
        return self.standing(now).filter(starts_at__lte=now)

    def newest_first(self) -> Self:
        return self.select_related("made_by").order_by("-made_at", "-pk")


class SharedLink(SchoolOwned):
    """One link. The address holds the school's id and a secret; the database holds only a digest of the secret."""

    kind = models.CharField(max_length=40)
    """What it opens: a key of `senco.signed.PAGES`."""
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    digest = models.CharField(max_length=64, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    objects = SharedLinkQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "digest"], name="shared_link_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shared_link_ends_after_start"),
        ]
        indexes = [models.Index(fields=["school", "subject_kind", "subject_id"], name="shared_link_subject")]

    def state(self, now: dt.datetime) -> str:
        """ "open", "to come", "withdrawn" or "ended"."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "ended" if self.ends_at <= now else "to come" if self.starts_at > now else "open"

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject_kind} {self.subject_id}"


class SharedLinkOpening(SchoolOwned, AppendOnly):
    """One line each time a link was opened. Who it was is not known: that is what a link is."""

    link = SchoolForeignKey(SharedLink, related_name="openings")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(SchoolOwned.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"link {self.link_id} opened"
