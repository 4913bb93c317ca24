"""Measures that a school takes of its pupils, their results, and what was decided of slow progress."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, FloatField, Q
from django.db.models.functions import Cast

from pupils import scales
from pupils.models.imports import ImportRun
from pupils.models.pupils import Pupil, PupilRowQuerySet
from pupils.names import fold
from pupils.progress import Bounds
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class MeasureQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PROVISION) -> Self:
        """What a school measures is known to all who see its pupils' needs."""
        return self.filter(school__in=member.schools_with(permission))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def in_order(self) -> Self:
        return self.order_by("school__name", "-is_active", "place", "name", "pk").select_related("school")


@track()
class Measure(SchoolOwned):
    """Something that is measured again and again, and its scale. Results keep their meaning: a scale with results
    is not changed but replaced by a new measure."""

    class Kind(models.TextChoices):
        AGE = scales.AGE, "An age in years and months"
        STANDARD = scales.STANDARD, "A standardised score (average 100)"
        NUMBER = scales.NUMBER, "A number, such as a mark"
        PASS = scales.PASS, "A mark with a pass mark that is set each year"
        LEVELS = scales.LEVELS, "Words in order, the lowest first"

    name = models.CharField(max_length=80)
    kind = models.CharField("Its scale", max_length=10, choices=Kind.choices)
    lowest = models.DecimalField("Lowest possible", max_digits=7, decimal_places=2, default=0)
    highest = models.DecimalField("Highest possible", max_digits=7, decimal_places=2, default=100)
    levels = ArrayField(models.CharField(max_length=60), verbose_name="The words", default=list, blank=True)
    higher_is_better = models.BooleanField("Higher is better", default=True)
    expected_gain = models.DecimalField("Usual gain in a year", max_digits=6, decimal_places=2, null=True, blank=True)
    pass_marks = models.JSONField(default=dict, blank=True)
    """School year ("2026" for 2026/27) to its pass mark. A year that is not here has none set yet."""
    also = models.CharField("Other headings in files", max_length=300, blank=True)
    place = models.PositiveSmallIntegerField(default=100, editable=False)
    is_active = models.BooleanField("In use", default=True)

    is_judged = models.BooleanField("On the progress page", default=True)
    band = models.DecimalField("Start alike", max_digits=6, decimal_places=2, default=10)
    slower_by = models.DecimalField("Significantly slower", max_digits=6, decimal_places=2, default=10)
    gap = models.DecimalField("A gap", max_digits=6, decimal_places=2, default=15)
    least_peers = models.PositiveSmallIntegerField(
        "Fewest others", default=5, validators=[MinValueValidator(3), MaxValueValidator(100)]
    )
    months = models.PositiveSmallIntegerField(
        "Months looked at", default=12, validators=[MinValueValidator(3), MaxValueValidator(36)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["place", "name"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "name"], name="measure_once"),
            models.CheckConstraint(condition=Q(highest__gt=F("lowest")), name="measure_highest_over_lowest"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scale(self) -> scales.Scale:
        return scales.Scale(self.kind, self.lowest, self.highest, tuple(self.levels))

    @property
    def bounds(self) -> Bounds:
        return Bounds(
            lowest=float(self.lowest),
            band=float(self.band),
            slower_by=float(self.slower_by),
            gap=float(self.gap),
            least_peers=self.least_peers,
            months=self.months,
            up=self.higher_is_better,
            usual=None if self.expected_gain is None else float(self.expected_gain),
        )

    @property
    def headings(self) -> set[str]:
        """What it is called in files, folded."""
        return {fold(words) for words in (self.name, *self.also.split(",")) if words.strip()}

    def pass_mark(self, day: dt.date) -> float | None:
        """The mark to reach in the school year of that day; None while nobody has set it."""
        found = self.pass_marks.get(str(day.year - (day.month < 9)))
        return None if found is None else float(found)

    def verdict(self, value: Any, day: dt.date) -> str:
        """Beside a mark with a pass mark: whether it was reached, or that it is not known."""
        if self.kind != self.Kind.PASS:
            return ""
        mark = self.pass_mark(day)
        if mark is None:
            return "pass mark not set"
        return "reached the mark" if float(value) >= mark else "below the mark"


class ResultQuerySet(PupilRowQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PROVISION) -> Self:
        """Those who know the pupil's needs and what is done for them."""
        return super().visible_to(member, permission)

    def with_measure(self) -> Self:
        return self.select_related("measure", "entered_by")

    def of_measure_on(self, measure: Any, day: dt.date, pupils: Iterable[Any]) -> Self:
        return self.filter(measure=measure, taken_on=day, pupil__in=pupils)

    def latest_of(self, pupil: Any, measure: Any) -> Self:
        return self.filter(pupil=pupil, measure=measure).order_by("-taken_on")[:1]

    def in_time(self) -> Self:
        return self.order_by("taken_on", "pk")

    def paths(self, measures: Iterable[Any], since: dt.date) -> Any:
        """(measure, pupil, days, values, ids), a row for each pupil and measure, its results in order of their days."""
        order = ("taken_on",)
        return (
            self.filter(measure__in=[measure.pk for measure in measures], taken_on__gte=since)
            .order_by()
            .values("measure_id", "pupil_id")
            .annotate(
                days=ArrayAgg("taken_on", order_by=order),
                found=ArrayAgg(Cast("value", FloatField()), order_by=order),
                ids=ArrayAgg("pk", order_by=order),
            )
            .values_list("measure_id", "pupil_id", "days", "found", "ids")
        )


@track()
class Result(SchoolOwned):
    """One result of one pupil on one day. `value` is what `scales` makes of `written`."""

    pupil = SchoolForeignKey(Pupil, related_name="results")
    measure = SchoolForeignKey(Measure, related_name="results")
    taken_on = models.DateField("Taken on")
    value = models.DecimalField(max_digits=7, decimal_places=2)
    written = models.CharField("Result", max_length=60)
    note = models.CharField("Note", max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    run = SchoolForeignKey(ImportRun, null=True, blank=True, related_name="+")
    """The file that it came in; None when it was typed."""

    objects = ResultQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-taken_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "measure", "taken_on"], name="result_once_a_day"),
        ]
        indexes = [
            models.Index(fields=["school", "measure", "taken_on"], include=["pupil", "value"], name="result_of_measure")
        ]

    def __str__(self) -> str:
        return f"{self.written} on {self.taken_on}"

    @property
    def verdict(self) -> str:
        return self.measure.verdict(self.value, self.taken_on)


class ProgressDecisionQuerySet(PupilRowQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PROVISION) -> Self:
        return super().visible_to(member, permission)

    def among(self, pupils: Iterable[int]) -> Self:
        return self.filter(pupil__in=pupils)

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def decided_with(self, other: Any) -> Self:
        """It, and what else was decided of the pupil by the same act."""
        return self.filter(
            pupil=other.pupil_id, decided_by=other.decided_by_id, decided_on=other.decided_on, reason=other.reason
        )

    def with_all(self) -> Self:
        return self.select_related("pupil", "measure", "decided_by").order_by("-decided_on", "-pk")


@track()
class ProgressDecision(SchoolOwned):
    """Slow progress that somebody looked at and found to be something other than SEN, and why.

    It answers for the result that was the latest then (`result_on`, `value`): a new or corrected one asks again.
    """

    pupil = SchoolForeignKey(Pupil, related_name="progress_decisions")
    measure = SchoolForeignKey(Measure, related_name="decisions")
    result_on = models.DateField()
    value = models.DecimalField(max_digits=7, decimal_places=2)
    reason = models.TextField("Not SEN, because", max_length=2000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ProgressDecisionQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-decided_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "measure"], condition=Q(taken_back_at__isnull=True), name="progress_decision_one"
            ),
        ]

    def __str__(self) -> str:
        return f"not SEN, {self.decided_on}"
