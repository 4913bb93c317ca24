"""Areas of concern that a school uses, and what it looks for in each before it speaks of SEN support."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from pupils.models.cases import ConcernCase
from pupils.usual_areas import USUAL_NAMES
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class Area(models.TextChoices):
    """Broad areas of need (Code of Practice 6.28 to 6.35), in the words a teacher uses."""

    COMMUNICATION = "CI", "Communication and interaction"
    COGNITION = "CL", "Cognition and learning"
    EMOTIONAL = "SEMH", "Social, emotional and mental health"
    SENSORY = "SP", "Sensory and physical"
    OTHER = "other", "Something else"


class Phase(models.TextChoices):
    EVERY = "", "Every age"
    EARLY = "early", "Nursery and reception"
    PRIMARY = "primary", "Years 1 to 6"
    SECONDARY = "secondary", "Year 7 and up"


_YEARS = {**dict.fromkeys(("E1", "E2", "N1", "N2", "R"), Phase.EARLY), **dict.fromkeys("123456", Phase.PRIMARY)}


def phase_of(year: str | None) -> str:
    """Which criteria of a phase fit a pupil of this year; "" where no year is known, to whom every one fits."""
    return str(_YEARS.get(year, Phase.SECONDARY if year.isdigit() else "")) if year else ""


class ConcernAreaQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Whoever decides about concerns; who logs one is offered the names of those in use."""
        return self.filter(school__in=member.schools_with(Permission.TRIAGE_CONCERNS))

    def of_members(self, member: Any) -> Self:
        """Of the schools where somebody logs or reads concerns."""
        return self.filter(school__in=member.schools_with(Permission.LOG_CONCERN))

    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def in_order(self) -> Self:
        return self.order_by(F("retired_at").asc(nulls_first=True), "place", "pk")


@track()
class ConcernArea(SchoolOwned):
    """What a concern can be about. A concern holds its `key`, which never changes, whatever it is called."""

    key = models.CharField(max_length=10, editable=False)
    name = models.CharField("Name", max_length=80)
    broad = models.CharField(
        "Broad area of need", max_length=10, choices=[*Area.choices[:4], ("", "None of the four")], blank=True
    )
    enough = models.PositiveSmallIntegerField("How many speak for SEN support", null=True, blank=True)
    """So many criteria met speak for SEN support; None where the school does not count."""
    place = models.PositiveSmallIntegerField(default=100, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConcernAreaQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["place", "pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "key"], name="concern_area_once"),
            models.UniqueConstraint(
                fields=["school", "name"], condition=Q(retired_at__isnull=True), name="concern_area_one_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CriterionQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(school__in=member.schools_with(Permission.TRIAGE_CONCERNS))

    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def of_area(self, area: Any) -> Self:
        return self.filter(area=area)

    def in_order(self) -> Self:
        return self.order_by(F("retired_at").asc(nulls_first=True), "place", "pk")


@track()
class Criterion(SchoolOwned):
    """Something to look for in an area, in a sentence."""

    area = SchoolForeignKey(ConcernArea, related_name="criteria")
    text = models.CharField("What to look for", max_length=200)
    phase = models.CharField("At what age", max_length=10, choices=Phase.choices, blank=True)
    place = models.PositiveSmallIntegerField(default=100, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CriterionQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.text


class CriterionMetQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Whoever reads the case."""
        return self.filter(case__in=ConcernCase.objects.visible_to(member))

    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


@track(lead_unless="exists (select 1 from pupils_criterionmet kept where kept.id = pgh_obj_id)")
class CriterionMet(SchoolOwned):
    """Somebody found on a day that a pupil meets a criterion: evidence for what is decided of the case."""

    case = SchoolForeignKey(ConcernCase, related_name="criteria_met")
    criterion = SchoolForeignKey(Criterion, related_name="met")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = CriterionMetQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["at", "pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "criterion"], condition=Q(taken_back_at__isnull=True), name="criterion_met_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Criterion {self.criterion_id} met"


def name_of_area() -> Coalesce:
    """What the school calls the area of each row that has a `school` and an `area`, to annotate with."""
    named = ConcernArea.objects.filter(school=OuterRef("school"), key=OuterRef("area"))
    usual = Case(*(When(area=key, then=Value(name)) for key, name in USUAL_NAMES.items()), default=Value(""))
    return Coalesce(Subquery(named.values("name")[:1]), usual)


def offering(pupils: Any, key: str) -> Any:
    """Adds `has_area`: whether the school of each pupil offers this area, its own or, where it has set none, the
    usual one."""
    ours = ConcernArea.objects.filter(school=OuterRef("school"))
    offered = Q(Exists(ours.in_use().filter(key=key)))
    return pupils.annotate(has_area=offered | Q(~Exists(ours)) if key in USUAL_NAMES else offered)


def criteria_of_concern() -> ArraySubquery:
    """What is looked for in the area of each concern, and which of it its case meets: {pk, text, phase, at, by}.

    Of what is looked for no longer, only what was met then.
    """
    met = CriterionMet.objects.standing().filter(criterion=OuterRef("pk"), case=OuterRef(OuterRef("case"))).order_by()
    rows = Criterion.objects.filter(school=OuterRef("school"), area__key=OuterRef("area"))
    rows = rows.annotate(met_at=Subquery(met.values("at")[:1]), met_by=Subquery(met.values("by__name")[:1]))
    rows = rows.filter(Q(retired_at__isnull=True) | Q(met_at__isnull=False))
    return ArraySubquery(rows.values(json=JSONObject(pk="pk", text="text", phase="phase", at="met_at", by="met_by")))
