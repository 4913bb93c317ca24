"""What was said to a pupil's parents about a case of concerns and what they answered, or why not yet."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from pupils.models.cases import ConcernCase
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class ParentsInvolvedQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Whoever reads the case."""
        return self.filter(case__in=ConcernCase.objects.visible_to(member))

    def of(self, case: Any) -> Self:
        return self.filter(case=case).select_related("by")


@track(lead_unless="exists (select 1 from pupils_parentsinvolved kept where kept.id = pgh_obj_id)")
class ParentsInvolved(SchoolOwned):
    """On a day the parents were told and said something, or were not yet told, because."""

    case = SchoolForeignKey(ConcernCase, related_name="parents_involved")
    on = models.DateField("On")
    told = models.BooleanField("Have they been told?")
    response = models.TextField("What did they say?", blank=True)
    why_not = models.CharField("Not yet, because", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ParentsInvolvedQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(told=True, why_not="") | (Q(told=False, response="") & ~Q(why_not="")),
                name="parents_told_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"Parents, {self.on}"


def lines_of_case() -> ArraySubquery:
    """The lines of each concern's case, the latest first, as what `as_parents` reads. Whoever reads it reads them."""
    rows = ParentsInvolved.objects.filter(case=OuterRef("case"))
    shown = JSONObject(on="on", told="told", response="response", why_not="why_not", by="by__name")
    return ArraySubquery(rows.values(json=shown))


def as_parents(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "on": dt.date.fromisoformat(row["on"])} for row in rows]
