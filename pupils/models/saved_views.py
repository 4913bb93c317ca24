"""Lists that somebody looks at again and again, by name."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from senco.permissions import Permission
from senco.rows import SchoolOwned, SchoolQuerySet


class SavedViewQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """One's own, and those that a colleague of a school shares with whoever sees all its pupils."""
        mine = Q(user=member.user, school__in=member.schools_with(Permission.VIEW_PUPILS))
        shared = Q(is_shared=True, school__in=member.schools_with(Permission.VIEW_ALL_PUPILS))
        return self.filter(mine | shared)

    def of_user(self, user: Any) -> Self:
        return self.filter(user=user)


class SavedView(SchoolOwned):
    """The register's filters and order as they stood in the address: no pupil, only what was asked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    is_shared = models.BooleanField("Colleagues see it too", default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["name"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "user", "name"], name="saved_view_once"),
        ]

    def __str__(self) -> str:
        return self.name
