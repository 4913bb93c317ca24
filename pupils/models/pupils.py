"""The pupil, and the dated facts that every part of the site builds on."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from pupils.names import LAST, fold
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class PupilQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PUPILS) -> Self:
        """Pupils this member may see: the whole school for some roles, one's own groups for the others."""
        may = member.schools_with(permission)
        everywhere = may & member.schools_with(Permission.VIEW_ALL_PUPILS)
        rule = Q(school__in=everywhere)
        if may - everywhere:
            rule |= Q(Exists(self._taught_by(member.user)), school__in=may - everywhere)
        return self.filter(rule)

    def _taught_by(self, user: Any) -> models.QuerySet:
        from pupils.models.groups import GroupPupil
        from senco.permissions import today

        return GroupPupil.objects.on(today()).taught_by(user, today()).filter(pupil=OuterRef("pk"))

    def on_roll(self, day: dt.date) -> Self:
        return self.filter(Exists(Enrolment.objects.on(day).filter(pupil=OuterRef("pk"))))

    def matching(self, text: str) -> Self:
        """Each word typed begins some word of one of the pupil's names. An index answers it."""
        found = self
        for word in fold(text).split():
            hit = PupilWord.objects.filter(pupil=OuterRef("pk"), word__gte=word, word__lt=word + LAST)
            found = found.filter(Exists(hit))
        return found

    def in_order(self) -> Self:
        return self.order_by("sort_name", "pk")


@track()
class Pupil(SchoolOwned):
    """A child on the roll of one school, now or once. Never deleted; a move to another school makes a new file.

    `sort_name` and the words of `PupilWord` are kept by the actions that write names.
    """

    class Sex(models.TextChoices):
        FEMALE = "F", "Female"
        MALE = "M", "Male"

    upn = models.CharField("UPN", max_length=13, blank=True)
    former_upn = models.CharField("Former UPN", max_length=13, blank=True)
    local_ref = models.CharField("Own reference", max_length=40, blank=True, help_text="For a setting without UPNs.")
    admission_number = models.CharField(max_length=20, blank=True)
    forename = models.CharField(max_length=100)
    surname = models.CharField(max_length=100)
    preferred_forename = models.CharField(max_length=100, blank=True)
    middle_names = models.CharField(max_length=100, blank=True)
    former_surname = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    ethnicity = models.CharField(max_length=10, blank=True)
    first_language = models.CharField(max_length=60, blank=True)
    address = models.TextField(blank=True)
    sort_name = models.CharField(max_length=220, db_collation="C", editable=False)

    objects = PupilQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "upn"], condition=~Q(upn=""), name="pupil_upn_once"),
            models.UniqueConstraint(
                fields=["school", "admission_number"], condition=~Q(admission_number=""), name="pupil_admission_once"
            ),
            models.UniqueConstraint(fields=["school", "local_ref"], condition=~Q(local_ref=""), name="pupil_ref_once"),
        ]
        indexes = [models.Index(fields=["school", "sort_name"], name="pupil_sort")]

    def __str__(self) -> str:
        return self.name

    @property
    def known_as(self) -> str:
        return self.preferred_forename or self.forename

    @property
    def name(self) -> str:
        return f"{self.known_as} {self.surname}"

    @property
    def list_name(self) -> str:
        return f"{self.surname}, {self.known_as}"

    @property
    def initials(self) -> str:
        return (self.known_as[:1] + self.surname[:1]).upper()

    def age(self, today: dt.date) -> int:
        born = self.date_of_birth
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


class PupilWord(SchoolOwned):
    """Every word of every name of a pupil, folded: what the search reads."""

    pupil = SchoolForeignKey(Pupil, related_name="words")
    word = models.CharField(max_length=100, db_collation="C")

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "word"], name="pupil_word_once"),
        ]
        indexes = [models.Index(fields=["school", "word", "pupil"], name="pupil_word_prefix")]

    def __str__(self) -> str:
        return self.word


class PupilRowQuerySet(SchoolQuerySet):
    """Rows that belong to a pupil: who may see the pupil may see the row."""

    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PUPILS) -> Self:
        everywhere = member.schools_with(permission) & member.schools_with(Permission.VIEW_ALL_PUPILS)
        if everywhere == member.schools_with(permission):
            return self.filter(school__in=everywhere)
        return self.filter(pupil__in=Pupil.objects.visible_to(member, permission))


class FactQuerySet(PupilRowQuerySet):
    def on(self, day: dt.date) -> Self:
        """In force on that day; both dates are included."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class PupilFact(SchoolOwned):
    """Something true of a pupil from a day, to a day or until further notice. Closed, never overwritten."""

    pupil = SchoolForeignKey(Pupil, related_name="%(class)s_rows")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = FactQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        abstract = True
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="%(class)s_ends_after_start"
            ),
        ]


@track()
class Enrolment(PupilFact):
    """On the roll of this school. A returner has two."""

    left_for = models.CharField(max_length=200, blank=True)

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on__isnull=True), name="enrolment_one_open"),
        ]

    def __str__(self) -> str:
        return f"on roll from {self.starts_on}"


@track()
class YearGroup(PupilFact):
    """National curriculum year followed (NCyearActual): N1, N2, R, 1 to 14, X."""

    code = models.CharField(max_length=2)

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on__isnull=True), name="year_group_one_open"),
        ]

    def __str__(self) -> str:
        return self.code


@track()
class Correction(SchoolOwned):
    """A value set by hand that a later import may not undo; the file's own value is kept beside it."""

    pupil = SchoolForeignKey(Pupil, related_name="corrections")
    field = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    file_value = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects = PupilRowQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "field"], name="correction_once"),
        ]

    def __str__(self) -> str:
        return self.field
