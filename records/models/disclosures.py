"""What the holders of confined rows decided for a subject access request: to disclose, or to withhold and why.

Nobody but the holders of a row may know that there is anything to decide, so a decision is seen by them alone.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from pupils.models import Note, Pupil
from pupils.models.pupils import PupilRowQuerySet
from records.models.communications import Communication
from records.models.documents import Document
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, track

TOLD: tuple[Any, ...] = (Note, Communication, Document)
"""Of whose confined rows holders answer. A deadline is told with the communication that it is owed after."""


def held_by(model: Any, member: Any) -> Any:
    """The confined rows of a model that this member holds, those taken away too: the school has them."""
    rows = model.objects
    return (rows.visible_to(member) | rows.visible_to(member, removed=True)).confined()


class DisclosureQuerySet(PupilRowQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_SEN_RECORD) -> Self:
        """To the holders of what it is about."""
        rule = Q(pk__in=[])
        for model in TOLD:
            rule |= Q(subject_kind=str(model._meta.model_name), subject_id__in=held_by(model, member).values("pk"))
        return super().visible_to(member, permission).filter(rule)


@track()
class Disclosure(SchoolOwned):
    """One decision about one confined row; the last one stands, the others are in its history."""

    pupil = SchoolForeignKey(Pupil, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    discloses = models.BooleanField()
    why = models.CharField("Why it is withheld", max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "subject_kind", "subject_id"], name="disclosure_once"),
            models.CheckConstraint(condition=Q(discloses=True) | ~Q(why=""), name="disclosure_withheld_why"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}: {'disclose' if self.discloses else 'withhold'}"


__all__ = ["Disclosure"]
