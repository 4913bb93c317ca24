"""Agencies, the people in them, and who is involved with whom."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from pupils.models import Pupil
from records.models.plans import RecordQuerySet
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class AgencyQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(school__in=member.schools_with(Permission.VIEW_AGENCIES))

    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def closed(self) -> Self:
        return self.filter(closed_on__isnull=False)

    def with_pupils(self) -> Self:
        """`pupils`: how many pupils it is involved with now."""
        now = Q(involvements__ends_on__isnull=True, involvements__isnull=False)
        return self.annotate(pupils=Count("involvements__pupil", filter=now, distinct=True))

    def found_by(self, text: str) -> Self:
        """By any part of its name, its short name, or the name of somebody there."""
        people = Professional.objects.filter(agency=OuterRef("pk"), name__icontains=text)
        return self.filter(Q(name__icontains=text) | Q(short_name__icontains=text) | Q(Exists(people)))

    def at_schools(self, schools: Any) -> Self:
        return self.filter(school__in=schools)


@track()
class Agency(SchoolOwned):
    """A service outside the school: speech and language therapy, educational psychology, a charity."""

    class Kind(models.TextChoices):
        EDUCATION = "education", "Education"
        HEALTH = "health", "Health"
        SOCIAL_CARE = "social_care", "Social care"
        VOLUNTARY = "voluntary", "Voluntary"
        OTHER = "other", "Other"

    name = models.CharField(max_length=150)
    short_name = models.CharField("Known as", max_length=30, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    email = models.EmailField("E-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    website = models.URLField(blank=True)
    note = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["name"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["school", "name"], condition=Q(closed_on__isnull=True), name="agency_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProfessionalQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(school__in=member.schools_with(Permission.VIEW_AGENCIES))

    def current(self) -> Self:
        return self.filter(left_on__isnull=True)

    def at_agency(self, agency: Any) -> Self:
        return self.filter(agency=agency)

    def involved_with(self, pupil: Any, also: Collection[int] = ()) -> Self:
        """Who is at an agency that works with this pupil now, and these."""
        now = Involvement.objects.current().of_pupil(pupil).filter(agency=OuterRef("agency"))
        here = Q(Exists(now), left_on=None) | Q(pk__in=list(also))
        return self.filter(here).select_related("agency")


@track()
class Professional(SchoolOwned):
    """A person at an agency."""

    agency = SchoolForeignKey(Agency, related_name="professionals")
    name = models.CharField(max_length=150)
    job = models.CharField("Job title", max_length=100, blank=True)
    email = models.EmailField("E-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = ProfessionalQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class InvolvementQuerySet(RecordQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_AGENCIES) -> Self:
        return super().visible_to(member, permission)

    def current(self) -> Self:
        return self.filter(ends_on__isnull=True)

    def with_people(self) -> Self:
        return self.select_related("agency", "professional", "pupil", "school")

    def at_agency(self, agency: Any) -> Self:
        return self.filter(agency=agency)


@track()
class Involvement(SchoolOwned):
    """An agency, and perhaps a person of it, involved with a pupil between two dates."""

    pupil = SchoolForeignKey(Pupil, related_name="involvements")
    agency = SchoolForeignKey(Agency, related_name="involvements")
    professional = SchoolForeignKey(Professional, null=True, blank=True, related_name="involvements")
    purpose = models.CharField("What for", max_length=300, blank=True)
    starts_on = models.DateField("From")
    ends_on = models.DateField("Until", null=True, blank=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "agency"], condition=Q(ends_on__isnull=True), name="involvement_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="involvement_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"agency {self.agency_id} with pupil {self.pupil_id}"
