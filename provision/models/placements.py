"""Who gets which intervention, how often, from whom, and until when."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from provision.models.interventions import Intervention
from pupils.models import Pupil
from pupils.models.pupils import FactQuerySet, PupilFact
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class PlacementQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """All of a school for those who see all its pupils; otherwise those one gives or one's pupils are in."""
        may = member.schools_with(Permission.VIEW_PROVISION)
        everywhere = may & member.schools_with(Permission.VIEW_ALL_PUPILS)
        mine = PlacementPupil.objects.visible_to(member, Permission.VIEW_PROVISION).filter(placement=OuterRef("pk"))
        return self.filter(
            Q(school__in=everywhere) | (Q(school__in=may - everywhere) & (Q(given_by=member.user) | Q(Exists(mine))))
        )

    def on(self, day: dt.date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@track()
class Placement(SchoolOwned):
    """An intervention running for a pupil or a group. Minutes are of one session; `times` are sessions a week."""

    intervention = SchoolForeignKey(Intervention, related_name="placements")
    group_name = models.CharField("Name of the group", max_length=80, blank=True)
    starts_on = models.DateField("From")
    ends_on = models.DateField("Until", null=True, blank=True)
    review_on = models.DateField("Look at again on", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("Minutes a session", null=True, blank=True)
    times = models.DecimalField("Times a week", max_digits=4, decimal_places=2, null=True, blank=True)
    weekdays = models.CharField(max_length=7, blank=True)
    """Days it runs, as digits 1 (Monday) to 5 (Friday); empty when no days are fixed."""
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="placements"
    )
    given_by_name = models.CharField("Or somebody without a sign-in", max_length=120, blank=True)
    hourly_cost = models.DecimalField("Cost an hour (£)", max_digits=7, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    from_import = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlacementQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="placement_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.group_name or f"placement {self.pk}"


class PlacementPupilQuerySet(FactQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PROVISION) -> Self:
        return super().visible_to(member, permission)

    def given_by(self, user: Any) -> Self:
        return self.filter(Exists(Placement.objects.filter(pk=OuterRef("placement"), given_by=user)))


@track()
class PlacementPupil(PupilFact):
    """A pupil in a placement, between two dates of their own."""

    pupil = SchoolForeignKey(Pupil, related_name="placement_rows")
    placement = SchoolForeignKey(Placement, related_name="pupil_rows")

    objects: ClassVar[Any] = PlacementPupilQuerySet.as_manager()

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "placement"], condition=Q(ends_on__isnull=True), name="placement_pupil_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"pupil {self.pupil_id} in placement {self.placement_id}"
