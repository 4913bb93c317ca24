"""Cases: all the concerns about a pupil that stand open together, what was decided of them, and who was asked."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from pupils.models.deadlines import Deadline
from pupils.models.groups import registration_class
from pupils.models.pupils import Pupil
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track

SETTLED = ("closed", "sen_support")


class CaseState(models.TextChoices):
    NEW = "new", "New"
    WATCHING = "watching", "Watching"
    GATHERING = "gathering", "Asking colleagues"
    SEN_SUPPORT = "sen_support", "SEN support started"
    CLOSED = "closed", "Closed"


class ConcernCaseQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Whoever may read one of its concerns."""
        from pupils.models.concerns import Concern

        return self.filter(Exists(Concern.objects.visible_to(member).filter(case=OuterRef("pk"))))

    def open(self) -> Self:
        return self.exclude(state__in=SETTLED)

    def of_pupil(self, pupil: Any) -> Self:
        return self.filter(pupil=pupil)

    def with_class(self, day: dt.date) -> Self:
        """Adds `class_name`, the pupil's registration class that day."""
        return self.annotate(class_name=registration_class(day, "pupil"))

    def with_due(self) -> Self:
        """Adds `due_on`, the day by which the SENCO is to answer or look again, and `due_why`."""
        first = Deadline.objects.of_case(OuterRef("school"), OuterRef("pk")).in_order()
        return self.annotate(due_on=Subquery(first.values("due_on")[:1]), due_why=Subquery(first.values("why")[:1]))

    def with_sight(self, member: Any) -> Self:
        """Adds `seen_pupil`: whether the member may open the pupil's own page. Else name and class is all."""
        return self.annotate(seen_pupil=Exists(Pupil.objects.visible_to(member).filter(pk=OuterRef("pupil"))))


@track(lead_unless="exists (select 1 from pupils_concerncase kept where kept.id = pgh_obj_id)")
class ConcernCase(SchoolOwned):
    """What becomes of a pupil's concerns. A concern logged while one is open joins it: a pupil has one at most."""

    State = CaseState

    pupil = SchoolForeignKey(Pupil, related_name="concern_cases")
    state = models.CharField(max_length=12, choices=CaseState.choices, default=CaseState.NEW)
    look_again_on = models.DateField("Look again on", null=True, blank=True)
    outcome = models.TextField("What the teacher is told", blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConcernCaseQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-opened_at", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil"], condition=~Q(state__in=SETTLED), name="concern_case_one_open_a_pupil"
            ),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(outcome=""), name="concern_case_closed_why"),
        ]
        indexes = [models.Index(fields=["school", "state"], name="concern_case_list")]

    def __str__(self) -> str:
        return f"Case of pupil {self.pupil_id}, {self.opened_at:%d %b %Y}"

    @property
    def is_open(self) -> bool:
        return self.state not in SETTLED

    @property
    def colour(self) -> str:
        """The tag's class beside the words of its state."""
        return {"new": "soon", "watching": "info", "gathering": "info", "sen_support": "fine"}.get(self.state, "")


class ConcernMoveQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(case__in=ConcernCase.objects.visible_to(member))

    def of(self, case: ConcernCase) -> Self:
        return self.filter(case=case)

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def with_people(self) -> Self:
        return self.select_related("by", "taken_back_by")


@track(lead_unless="exists (select 1 from pupils_concernmove kept where kept.id = pgh_obj_id)")
class ConcernMove(SchoolOwned):
    """Who moved a case, when, from what to what, and the words that its teachers were told."""

    case = SchoolForeignKey(ConcernCase, related_name="moves")
    from_state = models.CharField(max_length=12, choices=CaseState.choices)
    to_state = models.CharField(max_length=12, choices=CaseState.choices)
    why = models.TextField()
    look_again_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ConcernMoveQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_state} to {self.to_state}"


class ConcernQuestionQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Who was asked, and the SENCO's team."""
        mine = Q(asked=member.user, school__in=member.schools_with(Permission.LOG_CONCERN))
        return self.filter(mine | Q(school__in=member.schools_with(Permission.TRIAGE_CONCERNS)))

    def of(self, case: ConcernCase) -> Self:
        return self.filter(case=case)

    def case_of(self, pk: int) -> int | None:
        """The case that a question is about. One query."""
        return self.filter(pk=pk).values_list("case_id", flat=True).first()

    def asked_of(self, user: Any) -> Self:
        return self.filter(asked=user)

    def waiting(self) -> Self:
        """Not answered, and still wanted: colleagues are being asked."""
        return self.filter(answered_at__isnull=True, case__state=CaseState.GATHERING)


@track(lead_unless="exists (select 1 from pupils_concernquestion kept where kept.id = pgh_obj_id)")
class ConcernQuestion(SchoolOwned):
    """A short question to a colleague who teaches the pupil, and the sentence that they answer."""

    case = SchoolForeignKey(ConcernCase, related_name="questions")
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions_asked_of")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    text = models.CharField("Question", max_length=300)
    answer = models.TextField("Your answer", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuestionQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["asked_at", "pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "asked"], condition=Q(answered_at__isnull=True), name="concern_question_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="concern_question_answered_in_words"
            ),
        ]
        indexes = [
            models.Index(fields=["asked"], condition=Q(answered_at__isnull=True), name="concern_question_waiting")
        ]

    def __str__(self) -> str:
        return self.text
