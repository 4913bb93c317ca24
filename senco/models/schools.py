"""Schools and settings, the groups they belong to, and their calendar."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, Value

from senco.law import SchoolCalendar
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class Phase(models.TextChoices):
    NURSERY = "nursery", "Nursery"
    CHILDMINDER = "childminder", "Childminder"
    INFANT = "infant", "Infant"
    JUNIOR = "junior", "Junior"
    PRIMARY = "primary", "Primary"
    MIDDLE = "middle", "Middle"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all_through", "All-through"
    SIXTH_FORM = "sixth_form", "Sixth form"
    SPECIAL = "special", "Special"
    ALTERNATIVE = "alternative", "Alternative provision"


class SchoolFinder(models.QuerySet):
    def visible_to(self, member: Any) -> Self:
        """Those that the member sets up: its details, its calendar or its staff."""
        from senco.permissions import Permission

        held = member.schools_with
        return self.filter(pk__in=held(Permission.MANAGE_SCHOOL) | held(Permission.MANAGE_STAFF))

    def numbered(self, number: str) -> "School | None":
        """By LAESTAB ("886/2101" too), URN or Ofsted number. One query."""
        plain = number.replace("/", "").replace(" ", "").strip()
        if not plain:
            return None
        found = School.objects.filter(Q(laestab=plain) | Q(urn=plain) | Q(ofsted_number__iexact=plain))
        return found.order_by("-laestab", "pk").first()


class School(models.Model):
    """A school or an early years setting. Outside the wall: it is needed to find the context.

    A setting may have no LAESTAB and no URN; it then has an Ofsted number of its own.
    """

    name = models.CharField(max_length=200)
    laestab = models.CharField(
        "LAESTAB", max_length=7, blank=True, help_text="Seven digits: authority and establishment."
    )
    urn = models.CharField("URN", max_length=6, blank=True)
    ofsted_number = models.CharField("Ofsted number", max_length=20, blank=True)
    phase = models.CharField(max_length=20, choices=Phase.choices)
    local_authority = models.CharField(max_length=100)
    postcode = models.CharField(max_length=10, blank=True)
    has_sen_unit = models.BooleanField("SEN unit", null=True, blank=True)
    """One that the local authority recognises; None where nobody has said. The spring census asks who is in it."""
    has_resourced = models.BooleanField("Resourced provision", null=True, blank=True)
    is_demo = models.BooleanField(default=False, editable=False)
    sen_governor = models.ForeignKey(
        "senco.User", verbose_name="SEN governor", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The governor with oversight of SEN (Code of Practice 6.3)."""

    objects = SchoolFinder.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["laestab"], condition=~Q(laestab=""), name="school_laestab_once"),
            models.UniqueConstraint(fields=["urn"], condition=~Q(urn=""), name="school_urn_once"),
            models.CheckConstraint(
                condition=Q(laestab="") | Q(laestab__regex=r"^[0-9]{7}$"), name="school_laestab_shape"
            ),
            models.CheckConstraint(condition=~Q(laestab="", urn="", ofsted_number=""), name="school_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.name


class SchoolGroupQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> Self:
        """Groups to which a school belongs that the member sets up."""
        mine = School.objects.visible_to(member)
        return self.filter(pk__in=GroupSchool.objects.filter(school__in=mine).values("group")).order_by("name")

    def with_schools_of(self, school: Any) -> Self:
        """The groups that a school is in, each with all its schools. Two queries."""
        return self.filter(pk__in=GroupSchool.objects.filter(school=school).values("group")).prefetch_related("schools")


class SchoolGroup(models.Model):
    """A trust, cluster or locality. Outside the wall."""

    class Kind(models.TextChoices):
        TRUST = "trust", "Trust"
        CLUSTER = "cluster", "Cluster"
        LOCALITY = "locality", "Locality"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    schools = models.ManyToManyField(School, through="GroupSchool", related_name="groups")

    objects = SchoolGroupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class GroupSchool(models.Model):
    """A school in a group. Outside the wall."""

    group = models.ForeignKey(SchoolGroup, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "school"], name="group_school_once")]

    def __str__(self) -> str:
        return f"{self.school} in {self.group}"


class CalendarQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Terms and closures are known to everybody at the school."""
        return self.filter(school__in=member.schools)

    def nearest_first(self, today: dt.date) -> Self:
        """Those that are not over, the present one first; then the past, the latest first."""
        is_over = models.Case(models.When(ends_on__lt=today, then=1), default=0)
        past = models.Case(models.When(ends_on__lt=today, then=F("starts_on")))
        return self.order_by(is_over, past.desc(), "starts_on")

    def set_up_by(self, member: Any) -> Self:
        """At the schools whose calendar the member keeps."""
        from senco.permissions import Permission

        return self.filter(school__in=member.schools_with(Permission.MANAGE_SCHOOL))

    def touching(self, start: dt.date, end: dt.date) -> Self:
        """Rows with at least one day from start to end, both included."""
        return self.filter(starts_on__lte=end, ends_on__gte=start)


class Dated(SchoolOwned):
    """A named stretch of days, both ends included."""

    name = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = CalendarQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        abstract = True
        ordering = ["starts_on"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="%(class)s_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class AcademicYear(Dated):
    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["school", "name"], name="academic_year_once"),
        ]


@track()
class Term(Dated):
    """Between its two dates a school is open on weekdays that are neither bank holidays nor closures."""

    year = SchoolForeignKey(AcademicYear, related_name="terms")

    class Meta(Dated.Meta):
        pass


@track()
class Closure(Dated):
    """Half term, an INSET day, snow: days inside a term on which pupils do not attend."""

    class Meta(Dated.Meta):
        pass


def calendar_of(school: Any) -> SchoolCalendar:
    """The school days of a school, as the law's counting wants them. One query.

    Empty when nobody has entered its terms: then whatever counts school days says that it does not know.
    """
    school_id = getattr(school, "pk", school)
    terms = Term.objects.of_school(school_id).order_by().values_list(Value(True), "starts_on", "ends_on")
    closed = Closure.objects.of_school(school_id).order_by().values_list(Value(False), "starts_on", "ends_on")
    rows = list(terms.union(closed, all=True))
    return SchoolCalendar.of(
        ((first, last) for open_, first, last in rows if open_),
        ((first, last) for open_, first, last in rows if not open_),
    )


def calendars_of(schools: Iterable[int]) -> dict[int, SchoolCalendar]:
    """The school days of several schools; a school that has entered nothing has an empty calendar. One query."""
    terms: dict[int, list[tuple[dt.date, dt.date]]] = {school: [] for school in schools}
    closed: dict[int, list[tuple[dt.date, dt.date]]] = {school: [] for school in terms}
    open_rows = Term.objects.of_schools(terms).order_by().values_list(Value(True), "school", "starts_on", "ends_on")
    shut_rows = Closure.objects.of_schools(terms).order_by().values_list(Value(False), "school", "starts_on", "ends_on")
    for is_open, school, first, last in open_rows.union(shut_rows, all=True):
        (terms if is_open else closed)[school].append((first, last))
    return {school: SchoolCalendar.of(terms[school], closed[school]) for school in terms}
