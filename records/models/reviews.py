"""Annual reviews of EHC plans: the meeting date sets every date that follows."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from pupils.models import Pupil
from records.models.plans import Plan, RecordQuerySet
from senco.rows import SchoolForeignKey, SchoolOwned, track


class ReviewQuerySet(RecordQuerySet):
    def open(self) -> Self:
        return self.filter(completed_on__isnull=True, cancelled_on__isnull=True)

    def annual(self) -> Self:
        """Those that the law asks for each year: at a change of phase too, but none between."""
        return self.exclude(kind=Review.Kind.INTERIM)

    def counting(self) -> Self:
        """Those that the twelve months can run from: held, and neither cancelled nor interim."""
        return self.annual().filter(cancelled_on__isnull=True, held_on__isnull=False)

    def of_plan(self, plan: Plan) -> Self:
        return self.filter(plan=plan)

    def with_plan(self) -> Self:
        return self.select_related("plan", "pupil")

    def with_invitations(self) -> Self:
        """`told`: on which day people had been invited and when the meeting was to be, at each change of the review,
        the newest first. From the history; no query more.
        """
        events = Review.pgh_event_model.objects.filter(pgh_obj_id=OuterRef("pk")).order_by("-pgh_id")  # type: ignore[attr-defined]
        said = events.annotate(said=JSONObject(invited="invited_on", meeting="meeting_on")).values("said")
        return self.annotate(told=ArraySubquery(said))


@track()
class Review(SchoolOwned):
    """One review. It is complete only when the authority's decision is notified (Code 9.169), not at the meeting."""

    class Kind(models.TextChoices):
        ANNUAL = "annual", "Annual review"
        INTERIM = "interim", "Interim review"
        PHASE_TRANSFER = "phase_transfer", "Phase transfer review"

    class Decision(models.TextChoices):
        KEEP = "keep", "Keep the plan as it is"
        AMEND = "amend", "Amend the plan"
        CEASE = "cease", "Cease the plan"

    plan = SchoolForeignKey(Plan, related_name="reviews")
    pupil = SchoolForeignKey(Pupil, related_name="reviews")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ANNUAL)
    meeting_on = models.DateField("Meeting on", null=True, blank=True)
    advice_asked_on = models.DateField("Advice asked for on", null=True, blank=True)
    invited_on = models.DateField("Invitations sent on", null=True, blank=True)
    circulated_on = models.DateField("Advice circulated on", null=True, blank=True)
    held_on = models.DateField("Meeting held on", null=True, blank=True)
    report_sent_on = models.DateField("Report sent on", null=True, blank=True)
    decision = models.CharField("Authority's decision", max_length=10, choices=Decision.choices, blank=True)
    decision_notified_on = models.DateField("Decision notified on", null=True, blank=True)
    amend_notice_sent_on = models.DateField("Amendment notice sent on", null=True, blank=True)
    final_plan_on = models.DateField("Final plan received on", null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True, editable=False)
    cancelled_on = models.DateField(null=True, blank=True, editable=False)
    cancelled_why = models.CharField(max_length=300, blank=True)
    from_import = models.BooleanField(default=False, editable=False)
    """Known only as "last reviewed on" from the SENCO's spreadsheet: its steps were never recorded here."""
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-meeting_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.meeting_on or ''}".strip()

    @property
    def invited_elsewhere(self) -> tuple[dt.date, dt.date] | None:
        """When people were invited and to which day, where the meeting was moved off that day since and they have not
        been told of the new one. Of a review read `with_invitations`.

        A step taken back says nothing: only a move, which forgets the step as it changes the day, leaves this.
        """
        if self.invited_on is not None or self.held_on is not None:
            return None
        after = None
        told: list[dict[str, str | None]] = self.told  # type: ignore[attr-defined]
        for invited, meeting in ((one["invited"], one["meeting"]) for one in told):
            if invited and meeting:
                left = after is not None and after != meeting
                return (dt.date.fromisoformat(invited), dt.date.fromisoformat(meeting)) if left else None
            after = meeting
        return None

    @property
    def is_open(self) -> bool:
        return self.completed_on is None and self.cancelled_on is None
