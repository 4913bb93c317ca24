"""Worries about harm, kept apart from the SEN record: for their writer and the safeguarding lead alone."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pupils.models.groups import registration_class
from pupils.models.pupils import Pupil
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


def lately(day: dt.date) -> Q:
    """Written in the 30 days up to this one."""
    return Q(written_at__date__gt=day - dt.timedelta(days=30))


MAIL_FAILED = Q(told_at__isnull=True, read_at__isnull=True, tell_failures__gt=0)


class SafeguardingNoteQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Its writer and the safeguarding lead, nobody else."""
        lead = member.schools_with(Permission.READ_SAFEGUARDING)
        mine = Q(written_by=member.user, school__in=member.schools_with(Permission.SIGN_IN))
        return self.filter(Q(school__in=lead) | mine)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def written_lately(self, day: dt.date) -> Self:
        return self.filter(lately(day))

    def unread_first(self) -> Self:
        return self.order_by(F("read_at").desc(nulls_first=True), "-written_at", "-pk")

    def untold(self) -> Self:
        """The lead has not been told yet."""
        return self.filter(told_at__isnull=True)

    def to_tell(self, now: dt.datetime) -> Self:
        """Those whose lead is to be written to now, for the first time or again."""
        return self.untold().filter(Q(tell_again_at__isnull=True) | Q(tell_again_at__lte=now))

    def mail_failed(self) -> Self:
        """No mail about it has reached every lead, though it was tried; and nobody has read it here."""
        return self.filter(MAIL_FAILED)

    def of_form(self, key: Any) -> Self:
        return self.filter(form_key=key)

    def with_class(self, day: dt.date) -> Self:
        return self.annotate(class_name=registration_class(day, "pupil"))


@track(lead_unless="false")
class SafeguardingNote(SchoolOwned):
    """A worry about harm, marked so with one tap. A table of its own: no count of the SEN record can show it."""

    pupil = SchoolForeignKey(Pupil, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    """When the lead was written to. Until then the sweep tries again."""
    told_leads = models.JSONField(default=list, editable=False)
    """Ids of those whose mail went out, while another's is still to go."""
    tell_failures = models.PositiveSmallIntegerField(default=0, editable=False)
    tell_again_at = models.DateTimeField(null=True, editable=False)
    """No mail is tried before: each failure doubles the wait, up to an hour."""
    form_key = models.UUIDField(null=True, editable=False)

    objects = SafeguardingNoteQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-written_at", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "form_key"], name="safeguarding_form_once"),
        ]
        indexes = [models.Index(fields=["school"], condition=Q(told_at__isnull=True), name="safeguarding_untold")]

    def __str__(self) -> str:
        return f"Safeguarding note {self.pk}"
