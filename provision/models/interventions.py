"""The school's catalogue of interventions."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from pupils.models.areas import Area
from senco.permissions import Permission
from senco.rows import SchoolOwned, SchoolQuerySet, track


class InterventionQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(school__in=member.schools_with(Permission.VIEW_PROVISION))

    def open(self) -> Self:
        return self.filter(is_open=True)

    def closed(self) -> Self:
        return self.filter(is_open=False)

    def named(self, text: str) -> Self:
        return self.filter(name__icontains=text)

    def of_area(self, area: str) -> Self:
        return self.filter(area=area)

    def of_level(self, level: str) -> Self:
        return self.filter(level=level)

    def with_use(self, day: dt.date) -> Self:
        """Adds `groups` and `pupils` that it runs for on that day, and the school's name. No query more."""
        from provision.models.placements import Placement, PlacementPupil

        running = Placement.objects.on(day).filter(intervention=OuterRef("pk")).order_by().values("intervention")
        rows = PlacementPupil.objects.running_on(day).filter(placement__intervention=OuterRef("pk")).order_by()
        counted = rows.values("placement__intervention").annotate(count=Count("pupil", distinct=True))
        return self.select_related("school").annotate(
            groups=Coalesce(Subquery(running.annotate(count=Count("pk")).values("count")), 0),
            pupils=Coalesce(Subquery(counted.values("count")), 0),
        )


@track()
class Intervention(SchoolOwned):
    """Something the school offers again and again: a programme, a therapy group, one-to-one support."""

    class Level(models.TextChoices):
        UNIVERSAL = "universal", "For everybody"
        TARGETED = "targeted", "Targeted"
        SPECIALIST = "specialist", "Specialist"

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    area = models.CharField("Area of need", max_length=10, choices=Area.choices, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.TARGETED)
    usual_minutes = models.PositiveSmallIntegerField("Usual minutes a session", null=True, blank=True)
    usual_times = models.DecimalField("Usual times a week", max_digits=4, decimal_places=2, null=True, blank=True)
    places = models.PositiveSmallIntegerField("Places in a group", null=True, blank=True)
    """How many pupils one group can hold; None where nobody has said."""
    hourly_cost = models.DecimalField("Cost an hour (£)", max_digits=7, decimal_places=2, null=True, blank=True)
    is_open = models.BooleanField("In use", default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InterventionQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["name"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "name"], condition=Q(is_open=True), name="intervention_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_over_places(self, pupils: int) -> bool:
        """Whether so many in one group are more than it can hold; False where nobody has said."""
        return self.places is not None and pupils > self.places
