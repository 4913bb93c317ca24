"""Who is to be told by the next digest that what they logged has an answer."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from pupils.models.cases import ConcernMove
from pupils.models.concerns import Concern
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet


class AnswerTellingQuerySet(SchoolQuerySet):
    def told_to(self, user: Any) -> Self:
        return self.filter(recipient=user)

    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True)

    def due_by(self, day: dt.date) -> Self:
        return self.filter(tell_on__lte=day)

    def out_of_date(self) -> Self:
        """Unsent, and read meanwhile, or no longer what was decided."""
        unread = Concern.objects.filter(
            case=OuterRef("move__case"), logged_by=OuterRef("recipient"), answer_read_at__isnull=True
        )
        return self.unsent().filter(~Exists(unread) | Q(move__taken_back_at__isnull=False))


class AnswerTelling(SchoolOwned):
    """One person to be told once of one move of a case, as a `Reminder` is of a date."""

    move = SchoolForeignKey(ConcernMove, related_name="tellings")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tell_on = models.DateField()
    digest_on = models.DateField(null=True, blank=True)
    message_id = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerTellingQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["move", "recipient"], name="answer_telling_once"),
        ]
        indexes = [
            models.Index(fields=["recipient", "tell_on"], condition=Q(sent_at__isnull=True), name="answer_unsent")
        ]

    def __str__(self) -> str:
        return f"Answer of {self.tell_on}"
