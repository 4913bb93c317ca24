"""What a school must know of a looked-after or previously looked-after pupil, and the personal education plan."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from pupils.models import Pupil
from pupils.models.pupils import FactQuerySet, PupilFact, PupilRowQuerySet
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, track


class CareQuerySet(PupilRowQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_CARE) -> Self:
        return super().visible_to(member, permission)


@track()
class CareDetails(SchoolOwned):
    """Who answers for the child. One row a pupil; what it said before is in its history."""

    pupil = SchoolForeignKey(Pupil, related_name="+")
    authority = models.CharField("Authority that looks after the child, or did", max_length=100, blank=True)
    virtual_school = models.CharField("Contact at the virtual school", max_length=100, blank=True)
    virtual_school_email = models.EmailField("E-mail of the virtual school", blank=True)
    virtual_school_phone = models.CharField("Telephone of the virtual school", max_length=40, blank=True)
    worker = models.CharField("Social worker", max_length=100, blank=True)
    worker_email = models.EmailField("E-mail of the social worker", blank=True)
    worker_phone = models.CharField("Telephone of the social worker", max_length=40, blank=True)
    responsibility = models.TextField("Who holds parental responsibility", blank=True)
    as_of = models.DateField("Known to be so on")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CareQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], name="care_details_once"),
        ]

    def __str__(self) -> str:
        return f"care details of pupil {self.pupil_id}"


class ConsentQuerySet(FactQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_CARE) -> Self:
        return super().visible_to(member, permission)


@track()
class CareConsent(PupilFact):
    """Who may consent to one thing, from a day until another."""

    class What(models.TextChoices):
        ASSESSMENT = "assessment", "Assessment of special educational needs"
        INFORMATION = "information", "Sharing information with other professionals"
        TREATMENT = "treatment", "Medical treatment"
        MEDICINE = "medicine", "Medicines and first aid at school"
        TRIPS = "trips", "Trips and visits"
        NIGHTS = "nights", "Nights away from home"
        PICTURES = "pictures", "Photographs and video"
        OTHER = "other", "Something else"

    what = models.CharField("To what?", max_length=12, choices=What.choices)
    who = models.CharField("Who may consent?", max_length=200)
    note = models.CharField("In which cases, or how it is known", max_length=300, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    class Meta(PupilFact.Meta):
        ordering = ["what", "-starts_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.who}"


class PepQuerySet(CareQuerySet):
    def of_term(self, term: tuple[dt.date, dt.date]) -> Self:
        """Those of this term, also where its dates were changed a little since."""
        return self.filter(starts_on__lte=term[1], ends_on__gte=term[0])

    def held(self) -> Self:
        return self.exclude(held_on=None)

    def not_held(self) -> Self:
        return self.filter(held_on=None)

    def with_pupil(self) -> Self:
        return self.select_related("pupil")

    def with_writer(self) -> Self:
        return self.select_related("written_by")


@track()
class Pep(SchoolOwned):
    """The review of a pupil's personal education plan that one term owes. It is a deadline until it was held."""

    pupil = SchoolForeignKey(Pupil, related_name="+")
    starts_on = models.DateField(editable=False)
    ends_on = models.DateField(editable=False)
    held_on = models.DateField("On which day was it held?", null=True, blank=True)
    agreed = models.TextField("What was agreed?", blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PepQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "starts_on"], name="pep_once_a_term"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="pep_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"personal education plan, term from {self.starts_on}"


def with_pep(pupils: Any, member: Any, day: dt.date) -> Any:
    """Adds of the latest term's plan that has begun by that day `pep_pk`, `pep_held_on` and `pep_ends_on`."""
    peps = Pep.objects.visible_to(member).filter(pupil=OuterRef("pk"), starts_on__lte=day).order_by("-starts_on")
    names = {"pep_pk": "pk", "pep_held_on": "held_on", "pep_ends_on": "ends_on"}
    return pupils.annotate(**{name: Subquery(peps.values(field)[:1]) for name, field in names.items()})


__all__ = ["CareConsent", "CareDetails", "Pep"]
