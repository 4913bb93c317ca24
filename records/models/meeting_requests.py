"""A parent or carer asks to meet the SENCO, by a day that the school has set itself."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from pupils.models import Contact, Deadline, Pupil
from records.models.communications import Communication
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class MeetingRequestQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Those who see the SEN record, and whoever took it down."""
        mine = Q(taken_by=member.user, school__in=member.schools_with(Permission.LOG_CONCERN))
        pupils = Pupil.objects.visible_to(member, Permission.VIEW_SEN_RECORD)
        return self.filter(mine | Q(pupil__in=pupils, school__in=member.schools_with(Permission.VIEW_SEN_RECORD)))

    def of_pupil(self, pupil: Any) -> Self:
        return self.filter(pupil=pupil)

    def standing(self) -> Self:
        """Not withdrawn: met, or still to be met."""
        return self.filter(withdrawn_at__isnull=True)

    def with_people(self) -> Self:
        return self.select_related("contact", "taken_by", "withdrawn_by", "pupil")

    def with_due(self) -> Self:
        """Adds `due_on` and `due_why` while it is to be met, and `held_on`, the day of the meeting that met it."""
        due = Deadline.objects.open().filter(
            school=OuterRef("school"), subject_kind="meeting_request", subject_id=OuterRef("pk")
        )
        return self.annotate(
            due_on=Subquery(due.values("due_on")[:1]), due_why=Subquery(due.values("why")[:1]), held_on=F("held__on")
        )


@track()
class MeetingRequest(SchoolOwned):
    """It is met by the first meeting recorded since, which `settle_requests` looks for: nobody ticks it off."""

    class How(models.TextChoices):
        CALL = "call", "By telephone"
        SAID = "said", "In person"
        WRITTEN = "written", "In writing"

    pupil = SchoolForeignKey(Pupil, related_name="meeting_requests")
    contact = SchoolForeignKey(Contact, null=True, blank=True, related_name="+")
    who = models.CharField("Somebody else", max_length=120, blank=True)
    how = models.CharField("How did they ask?", max_length=8, choices=How.choices)
    asked_on = models.DateField("On which day?")
    about = models.CharField("What about?", max_length=300, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)
    held = SchoolForeignKey(Communication, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = MeetingRequestQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return f"Asked to meet on {self.asked_on}"

    @property
    def asker(self) -> str:
        return str(self.contact or self.who)
