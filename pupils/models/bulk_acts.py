"""One act on many pupils at once, kept so that it can be taken back."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models

from senco.permissions import Permission
from senco.rows import SchoolOwned, SchoolQuerySet


class BulkActQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """One's own, at the schools where one still may do such a thing."""
        return self.filter(user=member.user, school__in=member.schools_with(Permission.EDIT_PUPILS))

    def of_key(self, key: uuid.UUID) -> Self:
        return self.filter(key=key, undone_at__isnull=True)


class BulkAct(SchoolOwned):
    """What was done at one school; an act over several schools has one row at each, with the same key."""

    class Kind(models.TextChoices):
        YEAR = "year", "Moved up a year"
        KEY_ADULT = "key_adult", "Key adult given"

    key = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(auto_now_add=True)
    from_on = models.DateField()
    made = models.JSONField(default=list)
    """Ids of the rows that began, and in `closed` of those that ended the day before."""
    closed = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = BulkActQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "key"], name="bulk_act_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.done_at:%d %b %Y}"
