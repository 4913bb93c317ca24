"""Concerns that staff log, how they move, and the safeguarding notes that are kept apart from them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from pupils.models.pupils import Pupil
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class Area(models.TextChoices):
    """Broad areas of need (Code of Practice 6.28 to 6.35), in the words a teacher uses."""

    COMMUNICATION = "CI", "Communication and interaction"
    COGNITION = "CL", "Cognition and learning"
    EMOTIONAL = "SEMH", "Social, emotional and mental health"
    SENSORY = "SP", "Sensory and physical"
    OTHER = "other", "Something else"


class ConcernQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """The SENCO's team sees all; others what they logged themselves, and those of the pupils they teach.

        What a colleague logged about one's own pupil is shared; the table of roles decides who triages.
        """
        triage = member.schools_with(Permission.TRIAGE_CONCERNS) | (
            member.schools_with(Permission.VIEW_ALL_PUPILS) & member.schools_with(Permission.VIEW_SEN_RECORD)
        )
        mine = Q(logged_by=member.user, school__in=member.schools_with(Permission.LOG_CONCERN))
        taught = Q(pupil__in=Pupil.objects.visible_to(member), school__in=member.schools_with(Permission.VIEW_PUPILS))
        rule = Q(school__in=triage) | mine
        if member.schools_with(Permission.VIEW_PUPILS) - member.schools_with(Permission.VIEW_ALL_PUPILS):
            rule |= taught
        return self.filter(rule)

    def new(self) -> Self:
        return self.filter(state=Concern.State.NEW)

    def open(self) -> Self:
        return self.exclude(state__in=[Concern.State.CLOSED, Concern.State.SEN_SUPPORT])

    def of_pupil(self, pupil: Any) -> Self:
        return self.filter(pupil=pupil)

    def with_writer(self) -> Self:
        return self.select_related("logged_by")

    def logged_by(self, user: Any) -> Self:
        return self.filter(logged_by=user)


@track()
class Concern(SchoolOwned):
    """What a member of staff saw, what they tried, and whether the parents know; then what became of it."""

    class State(models.TextChoices):
        NEW = "new", "New"
        WATCHING = "watching", "Watching"
        GATHERING = "gathering", "Asking colleagues"
        SEN_SUPPORT = "sen_support", "SEN support started"
        CLOSED = "closed", "Closed"

    pupil = SchoolForeignKey(Pupil, related_name="concerns")
    area = models.CharField("Area of need", max_length=10, choices=Area.choices)
    seen = models.TextField("What have you seen?")
    tried = models.TextField("What have you tried?", blank=True)
    parents_told = models.BooleanField("Have the parents been told?")
    parents_said = models.TextField("What did they say?", blank=True)
    parents_why_not = models.CharField("Why not yet?", max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    look_again_on = models.DateField("Look again on", null=True, blank=True)
    outcome = models.TextField("What the teacher is told", blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="concerns_logged")
    logged_at = models.DateTimeField(auto_now_add=True)
    answer_read_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, editable=False)
    """Made when the form is opened: the same form sent twice logs one concern."""
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConcernQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-logged_at", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "form_key"], name="concern_form_once"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(outcome=""), name="concern_closed_with_a_reason"),
        ]
        indexes = [models.Index(fields=["school", "state", "-logged_at"], name="concern_list")]

    def __str__(self) -> str:
        return f"{self.get_area_display()} {self.logged_at:%d %b %Y}"

    @property
    def is_open(self) -> bool:
        return self.state not in (self.State.CLOSED, self.State.SEN_SUPPORT)


class ConcernMoveQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(concern__in=Concern.objects.visible_to(member))


class ConcernMove(SchoolOwned):
    """Who moved a concern, when, from what to what, and the words the teacher was told."""

    concern = SchoolForeignKey(Concern, related_name="moves")
    from_state = models.CharField(max_length=12, choices=Concern.State.choices)
    to_state = models.CharField(max_length=12, choices=Concern.State.choices)
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ConcernMoveQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_state} to {self.to_state}"


class SafeguardingNoteQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Its writer and the safeguarding lead, nobody else."""
        lead = member.schools_with(Permission.READ_SAFEGUARDING)
        mine = Q(written_by=member.user, school__in=member.schools_with(Permission.SIGN_IN))
        return self.filter(Q(school__in=lead) | mine)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


@track()
class SafeguardingNote(SchoolOwned):
    """A worry about harm, marked so with one tap. A table of its own: no count of the SEN record can show it."""

    pupil = SchoolForeignKey(Pupil, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, editable=False)

    objects = SafeguardingNoteQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-written_at", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "form_key"], name="safeguarding_form_once"),
        ]

    def __str__(self) -> str:
        return f"Safeguarding note {self.pk}"
