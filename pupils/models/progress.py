"""What was worked out of slow progress, kept so that a page need not: rows of one school, made anew all at once."""

import datetime as dt
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Max, Min, OuterRef, Sum
from django.utils import timezone

from pupils.models.measures import Measure, ProgressDecision
from pupils.models.pupils import Enrolment, Pupil, PupilRowQuerySet
from pupils.progress import Found, Sign
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet


class ProgressLookQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(school__in=member.schools_with(Permission.VIEW_PROVISION)).select_related("school")

    def fresh_on(self, day: dt.date) -> Self:
        return self.filter(is_stale=False, worked_on=day)


class ProgressLook(SchoolOwned):
    """When a school's slow progress was last worked out, of how many pupils, and whether results came since."""

    is_stale = models.BooleanField(default=True)
    """Its row lock orders the two: who writes results sets this first, who works it out takes the row first."""
    worked_on = models.DateField(null=True)
    worked_at = models.DateTimeField(null=True)
    compared = models.PositiveIntegerField(default=0)
    few = models.PositiveIntegerField(default=0)
    none = models.PositiveIntegerField(default=0)

    objects = ProgressLookQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school"], name="progress_look_once"),
        ]

    def holds_on(self, day: dt.date) -> bool:
        return not self.is_stale and self.worked_on == day

    def __str__(self) -> str:
        return f"worked out {timezone.localtime(self.worked_at):%d/%m/%Y %H:%M}" if self.worked_at else "not yet"


class SlowProgressQuerySet(PupilRowQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PROVISION) -> Self:
        return super().visible_to(member, permission)

    def on_roll(self, day: dt.date) -> Self:
        return self.filter(Exists(Enrolment.objects.on(day).filter(pupil=OuterRef("pupil"))))

    def of_measures(self, measures: Any) -> Self:
        return self.filter(measure__in=[measure.pk for measure in measures])

    def with_sign(self, sign: str) -> Self:
        return self.filter(signs__contains=[sign])

    def in_year(self, code: str) -> Self:
        return self.filter(year=code)

    def of_pupils(self, pupils: Any) -> Self:
        return self.filter(pupil__in=pupils)

    def not_of_pupils(self, pupils: Any) -> Self:
        return self.exclude(pupil__in=pupils)

    def decided(self) -> Self:
        """Found not to be SEN by somebody who saw the same latest result."""
        return self.filter(Exists(self._decisions()))

    def undecided(self) -> Self:
        return self.filter(~Exists(self._decisions()))

    def _decisions(self) -> Any:
        same = {"pupil": OuterRef("pupil"), "result_on": OuterRef("ended_on"), "value": OuterRef("end")}
        return ProgressDecision.objects.standing().filter(measure=OuterRef("measure"), **same)

    def by_pupil(self) -> Any:
        """A row for each pupil: how strongly all of it together points at them, and where they are in the school."""
        return self.order_by().values("pupil").annotate(
            in_all=Sum("strength"),
            place=Min("year_place"),
            group=Max("class_name"),
            name=Min("pupil__sort_name"),
            latest=Max("ended_on"),
        )  # fmt: skip

    def strongest_first(self) -> Self:
        return self.order_by("-strength", "pk")

    def with_measure(self) -> Self:
        return self.select_related("measure")


class SlowProgress(SchoolOwned):
    """One pupil's slow progress in one measure, as it was worked out: its signs with their figures."""

    pupil = SchoolForeignKey(Pupil, related_name="slow_progress")
    measure = SchoolForeignKey(Measure, related_name="+")
    result = models.BigIntegerField()
    """The latest result's id, without a foreign key: a result may be taken away, and then this is made anew."""
    signs = ArrayField(models.CharField(max_length=10))
    figures = models.JSONField()
    """Of each sign: own, other, peers, low, high."""
    strength = models.FloatField()
    started_on = models.DateField()
    ended_on = models.DateField()
    end = models.DecimalField(max_digits=7, decimal_places=2)
    year = models.CharField(max_length=2)
    year_place = models.PositiveSmallIntegerField()
    class_name = models.CharField(max_length=40, blank=True)

    objects = SlowProgressQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "measure"], name="slow_progress_once"),
        ]
        indexes = [models.Index(fields=["school", "measure"], name="slow_progress_school")]

    def __str__(self) -> str:
        return ", ".join(self.signs)

    @property
    def found(self) -> list[Found]:
        """The strongest sign first."""
        return [Found(Sign(sign), *figures) for sign, figures in zip(self.signs, self.figures, strict=True)]

    @property
    def latest(self) -> str:
        return self.measure.scale.written(self.end)
