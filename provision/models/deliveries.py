"""What was given, session by session."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from provision.models.placements import Placement, PlacementPupil
from pupils.models import Pupil
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class DeliveryQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(
            school__in=member.schools_with(Permission.VIEW_PROVISION),
            placement__in=Placement.objects.visible_to(member),
        )

    def of_placement(self, placement: Any) -> Self:
        return self.filter(placement=placement)

    def of_placements(self, placements: Iterable[Any]) -> Self:
        return self.filter(placement__in=placements)

    def between(self, first: dt.date, last: dt.date) -> Self:
        return self.filter(on__gte=first, on__lte=last)

    def given(self) -> Self:
        return self.filter(minutes__gt=0)

    def of_pupil(self, pupil: Any) -> Self:
        """While the pupil was in the placement, whether they were there or not."""
        there = PlacementPupil.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("on")),
            pupil=pupil,
            placement=OuterRef("placement"),
            starts_on__lte=OuterRef("on"),
        )
        return self.filter(Exists(there))

    def had_by(self, pupil: Any, *, had: bool) -> Self:
        """Given, and not missed by this pupil; or else one of the two."""
        away = DeliveryPupil.objects.missed().of_pupil(pupil).filter(delivery=OuterRef("pk"))
        rule = Q(~Exists(away), minutes__gt=0)
        return self.of_pupil(pupil).filter(rule if had else ~rule)

    def that_were(self, was: str, pupil: Any = None) -> Self:
        """`given` or `not`, to the school or to one pupil; all for any other word."""
        if was not in ("given", "not"):
            return self.of_pupil(pupil) if pupil else self
        if pupil:
            return self.had_by(pupil, had=was == "given")
        return self.given() if was == "given" else self.filter(minutes=0)

    def counted(self, pupil: Any = None) -> dict[str, int]:
        """How many `that_were` given, not given, and (by the empty word) all of them. One query."""
        given = Count("pk", filter=Q(pk__in=self.that_were("given", pupil).order_by().values("pk")))
        found = self.that_were("", pupil).order_by().aggregate(all=Count("pk"), given=given)
        return {"": found["all"], "given": found["given"], "not": found["all"] - found["given"]}

    def with_what(self) -> Self:
        return self.select_related("placement__intervention", "recorded_by")

    def with_recorder(self) -> Self:
        return self.select_related("recorded_by")


@track()
class Delivery(SchoolOwned):
    """A session of a placement on one day: given for so many minutes, or not given and why."""

    class WhyNot(models.TextChoices):
        PUPIL_ABSENT = "pupil_absent", "Pupil absent"
        STAFF_ABSENT = "staff_absent", "Staff absent"
        STAFF_COVERING = "covering", "Staff covering elsewhere"
        EVENT = "event", "Trip or event"
        OTHER = "other", "Other"

    placement = SchoolForeignKey(Placement, related_name="deliveries")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=0)
    why_not = models.CharField(max_length=12, choices=WhyNot.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["placement", "on"], name="delivery_once_a_day"),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, why_not="") | (Q(minutes=0) & ~Q(why_not="")),
                name="delivery_given_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.minutes} min"

    @property
    def is_given(self) -> bool:
        return self.minutes > 0


class DeliveryPupilQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Of the pupils in the placement whom one may see; of all of them for whoever gives it."""
        seen = PlacementPupil.objects.visible_to(member)
        same = seen.filter(pupil=OuterRef("pupil"), placement=OuterRef("delivery__placement"))
        return self.filter(Exists(same), school__in=member.schools_with(Permission.VIEW_PROVISION))

    def of_deliveries(self, deliveries: Iterable[Any]) -> Self:
        return self.filter(delivery__in=deliveries)

    def of_pupil(self, pupil: Any) -> Self:
        return self.filter(pupil=pupil)

    def missed(self) -> Self:
        return self.filter(minutes=0)


@track()
class DeliveryPupil(SchoolOwned):
    """How a given session was for one pupil of the group, where it was not as for the others: shorter, or missed.

    Whoever has no such row was there for as long as the session says.
    """

    class WhyNot(models.TextChoices):
        ABSENT = "absent", "Absent from school"
        ELSEWHERE = "elsewhere", "Kept in a lesson, or elsewhere"
        UNWILLING = "unwilling", "Would not come"
        OTHER = "other", "Another reason"

    delivery = SchoolForeignKey(Delivery, related_name="pupil_rows")
    pupil = SchoolForeignKey(Pupil, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=0)
    why_not = models.CharField(max_length=12, choices=WhyNot.choices, blank=True)

    objects = DeliveryPupilQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["delivery", "pupil"], name="delivery_pupil_once"),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, why_not="") | (Q(minutes=0) & ~Q(why_not="")),
                name="delivery_pupil_there_or_why_not",
            ),
        ]
        indexes = [models.Index(fields=["pupil"], name="delivery_pupil_of")]

    def __str__(self) -> str:
        return f"pupil {self.pupil_id}: {self.minutes} min"

    @property
    def words(self) -> str:
        """ "20 min", or "absent from school"."""
        return f"{self.minutes} min" if self.minutes else str(self.get_why_not_display()).lower()
