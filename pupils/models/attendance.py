"""Attendance by period, and suspensions."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from pupils.models.pupils import Pupil, PupilRowQuerySet
from senco.rows import SchoolForeignKey, SchoolOwned, track

LOW = 90
"""At this or less the Department speaks of persistent absence (10% or more of sessions missed)."""


@track()
class Attendance(SchoolOwned):
    """Percent of possible sessions attended in a period, usually a term or the year to date."""

    pupil = SchoolForeignKey(Pupil, related_name="attendance_rows")
    starts_on = models.DateField()
    ends_on = models.DateField()
    percent = models.DecimalField(max_digits=4, decimal_places=1)
    is_running = models.BooleanField("The year so far", default=False)
    """The year to date as the last file had it; it stands beside the rows of the terms."""

    objects = PupilRowQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-starts_on", "-ends_on"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "starts_on", "is_running"], name="attendance_once_a_period"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="attendance_percent"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="attendance_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.percent}% from {self.starts_on}"

    @property
    def field(self) -> str:
        """What a correction of the figure is called: the year so far by its column, a period by its first day."""
        return "attendance_percent" if self.is_running else f"attendance:{self.starts_on}"


class SuspensionQuerySet(PupilRowQuerySet):
    def since_september(self, day: dt.date) -> Self:
        """Begun in the school year that this day is in."""
        return self.filter(starts_on__gte=dt.date(day.year - (day.month < 9), 9, 1))

    def with_provision(self, day: dt.date) -> Self:
        """Adds `provision`, the pupil's of that day: N where nothing is recorded."""
        from pupils.models.register import SenStatus

        now = SenStatus.objects.on(day).filter(pupil=OuterRef("pupil")).order_by().values("provision")[:1]
        return self.annotate(provision=Coalesce(Subquery(now), Value("N")))

    def of_those_with(self, provision: str) -> Self:
        """After `with_provision`."""
        return self.filter(provision=provision)

    def newest_first(self) -> Self:
        return self.select_related("pupil", "school").order_by("-starts_on", "-pk")


@track()
class Suspension(SchoolOwned):
    """A suspension or permanent exclusion. `sessions` are half days."""

    class Kind(models.TextChoices):
        SUSPENSION = "suspension", "Suspension"
        PERMANENT = "permanent", "Permanent exclusion"

    pupil = SchoolForeignKey(Pupil, related_name="suspensions")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SUSPENSION)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    sessions = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SuspensionQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-starts_on"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "kind", "starts_on"], name="suspension_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on}"
