"""Concerns that staff log, how they move, and what colleagues are asked about them."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from pupils.models.deadlines import Deadline
from pupils.models.groups import GroupPupil, registration_class
from pupils.models.pupils import Pupil
from senco.models import Term
from senco.permissions import Permission
from senco.permissions import today as this_day
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class Area(models.TextChoices):
    """Broad areas of need (Code of Practice 6.28 to 6.35), in the words a teacher uses."""

    COMMUNICATION = "CI", "Communication and interaction"
    COGNITION = "CL", "Cognition and learning"
    EMOTIONAL = "SEMH", "Social, emotional and mental health"
    SENSORY = "SP", "Sensory and physical"
    OTHER = "other", "Something else"


TAB_COUNTS = ("new", "watching", "asking", "closed", "mine", "taught", "unread")
SETTLED = ("closed", "sen_support")


class ConcernQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """The SENCO's team sees all; others what they logged themselves, and those of the pupils they teach.

        What a colleague logged about one's own pupil is shared; the table of roles decides who triages.
        """
        day = this_day()
        triage = member.schools_with(Permission.TRIAGE_CONCERNS) | (
            member.schools_with(Permission.VIEW_ALL_PUPILS) & member.schools_with(Permission.VIEW_SEN_RECORD)
        )
        rule = Q(school__in=triage)
        if logs := member.schools_with(Permission.LOG_CONCERN) - triage:
            rule |= Q(logged_by=member.user, school__in=logs)
        if teaches := member.schools_with(Permission.VIEW_PUPILS) - triage:
            taught = GroupPupil.objects.on(day).taught_by(member.user, day).filter(pupil=OuterRef("pupil"))
            rule |= Q(Exists(taught), school__in=teaches)
        return self.filter(rule)

    def new(self) -> Self:
        return self.filter(state=Concern.State.NEW)

    def open(self) -> Self:
        return self.exclude(state__in=SETTLED)

    def settled(self) -> Self:
        return self.filter(state__in=SETTLED)

    def of_pupil(self, pupil: Any) -> Self:
        return self.filter(pupil=pupil)

    def with_writer(self) -> Self:
        return self.select_related("logged_by")

    def logged_by(self, user: Any) -> Self:
        return self.filter(logged_by=user)

    def of_form(self, key: Any) -> Self:
        """What was logged from one opened form: one concern or none."""
        return self.filter(form_key=key)

    def answered(self) -> Self:
        """The SENCO has said what becomes of it."""
        return self.exclude(outcome="")

    def answered_since(self, moment: dt.datetime) -> Self:
        """Moved by the SENCO since then, with an answer to read."""
        return self.answered().filter(Exists(ConcernMove.objects.filter(concern=OuterRef("pk"), at__gt=moment)))

    def of_pupils(self, pupils: Any) -> Self:
        return self.filter(pupil__in=pupils)

    def unread(self) -> Self:
        return self.answered().filter(answer_read_at__isnull=True)

    def with_class(self, day: dt.date) -> Self:
        """Adds `class_name`, the pupil's registration class that day."""
        return self.annotate(class_name=registration_class(day, "pupil"))

    def with_due(self) -> Self:
        """Adds `due_on`, the day by which the SENCO is to answer or look again, and `due_why`."""
        due = Deadline.objects.open().filter(
            school=OuterRef("school"), subject_kind="concern", subject_id=OuterRef("pk")
        )
        first = due.in_order()
        return self.annotate(due_on=Subquery(first.values("due_on")[:1]), due_why=Subquery(first.values("why")[:1]))

    def with_others(self) -> Self:
        """Adds `this_term` (which concern about this pupil since the term began it is) and `open_before`.

        Where no term has been entered, the ninety days before it stand for the term.
        """
        same = Concern.objects.filter(pupil=OuterRef("pupil"))
        until = Q(logged_at__lt=OuterRef("logged_at")) | Q(logged_at=OuterRef("logged_at"), pk__lte=OuterRef("pk"))
        return self.annotate(
            term_from=Coalesce(
                Subquery(_term_start()),
                F("logged_at") - dt.timedelta(days=90),
                output_field=DateTimeField(),
            ),
            this_term=_count(same.filter(until, logged_at__gte=OuterRef("term_from"))),
            open_before=_count(same.filter(until).open().exclude(pk=OuterRef("pk"))),
        )

    def with_sight(self, member: Any) -> Self:
        """Adds `seen_pupil`: whether the member may open the pupil's own page. Else name and class is all."""
        return self.annotate(seen_pupil=Exists(Pupil.objects.visible_to(member).filter(pk=OuterRef("pupil"))))

    def with_questions(self) -> Self:
        """Adds `asked` and `told`: how many colleagues were asked, and how many of them have answered."""
        rows = ConcernQuestion.objects.filter(concern=OuterRef("pk"))
        return self.annotate(
            asked=_count(rows, "concern"), told=_count(rows.filter(answered_at__isnull=False), "concern")
        )

    def in_tab(self, tab: str, user: Any) -> Self:
        """One tab of the list: a stage for those who see them all, or whose they are."""
        return self.filter(_tabs(user)[tab])

    def tabs_counted(self, user: Any) -> Any:
        """A row a school: how many stand in each of `TAB_COUNTS`; `unread` are one's own with an answer not opened."""
        unread = Q(logged_by=user, answer_read_at__isnull=True) & ~Q(outcome="")
        tabs = {**_tabs(user), "unread": unread}
        counts = {name: Count("pk", filter=tabs[name]) for name in TAB_COUNTS}
        return self.order_by().values("school_id").annotate(**counts).values_list(*TAB_COUNTS)

    def in_area(self, area: str) -> Self:
        return self.filter(area=area)

    def matching(self, text: str) -> Self:
        """About a pupil whose name begins so."""
        return self.filter(pupil__in=Pupil.objects.matching(text))


def _tabs(user: Any) -> dict[str, Q]:
    return {
        "new": Q(state=Concern.State.NEW),
        "watching": Q(state=Concern.State.WATCHING),
        "asking": Q(state=Concern.State.GATHERING),
        "closed": Q(state__in=SETTLED),
        "mine": Q(logged_by=user),
        "taught": ~Q(logged_by=user),
    }


def _term_start() -> models.QuerySet:
    terms = Term.objects.filter(school=OuterRef("school"), starts_on__lte=OuterRef("logged_at__date"))
    return terms.order_by("-starts_on").annotate(at=Cast("starts_on", DateTimeField())).values("at")[:1]


def _count(rows: models.QuerySet, by: str = "pupil") -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)


@track(lead_unless="exists (select 1 from pupils_concern kept where kept.id = pgh_obj_id)")
class Concern(SchoolOwned):
    """What a member of staff saw, what they tried, and whether the parents know; then what became of it.

    One that turns out to be about harm becomes a safeguarding note and is a concern no more: its row goes, and
    the history of a row that is gone is the safeguarding lead's alone.
    """

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
        return self.state not in SETTLED

    def may_go_to_lead(self, member: Any) -> bool:
        """Whoever wrote it may say that it is about harm, and whoever decides about concerns."""
        return member.may(Permission.TRIAGE_CONCERNS, self) or (
            self.logged_by_id == member.user.pk and member.may(Permission.LOG_CONCERN, self)
        )

    @property
    def colour(self) -> str:
        """The tag's class beside the words of its state."""
        return {"new": "soon", "watching": "info", "gathering": "info", "sen_support": "fine"}.get(self.state, "")

    @property
    def is_unread(self) -> bool:
        """The teacher who logged it has not yet opened what the SENCO said."""
        return bool(self.outcome) and self.answer_read_at is None


class ConcernMoveQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(concern__in=Concern.objects.visible_to(member))

    def of(self, concern: Concern) -> Self:
        return self.filter(concern=concern)


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


class ConcernQuestionQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Who was asked, and the SENCO's team."""
        mine = Q(asked=member.user, school__in=member.schools_with(Permission.LOG_CONCERN))
        return self.filter(mine | Q(school__in=member.schools_with(Permission.TRIAGE_CONCERNS)))

    def of(self, concern: Concern) -> Self:
        return self.filter(concern=concern)

    def concern_of(self, pk: int) -> int | None:
        """The concern that a question is about. One query."""
        return self.filter(pk=pk).values_list("concern_id", flat=True).first()

    def asked_of(self, user: Any) -> Self:
        return self.filter(asked=user)

    def waiting(self) -> Self:
        """Not answered, and still wanted: the concern is being asked about."""
        return self.filter(answered_at__isnull=True, concern__state=Concern.State.GATHERING)


@track(lead_unless="exists (select 1 from pupils_concernquestion kept where kept.id = pgh_obj_id)")
class ConcernQuestion(SchoolOwned):
    """A short question to a colleague who teaches the pupil, and the sentence that they answer."""

    concern = SchoolForeignKey(Concern, related_name="questions")
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
                fields=["concern", "asked"], condition=Q(answered_at__isnull=True), name="concern_question_one_open"
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
