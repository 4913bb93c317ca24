"""EHC plans and support plans: dates and sections."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When

from pupils.models import Deadline, Enrolment, GroupPupil, Pupil
from pupils.models.pupils import PupilRowQuerySet
from senco.law import compute
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track

LATEST_MEETING = "review.latest_meeting"
STATES = ("open", "unplanned", "late", "waiting")


class RecordQuerySet(PupilRowQuerySet):
    """Rows of the SEN record: `VIEW_SEN_RECORD` at the row's school, for pupils one may see."""

    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_SEN_RECORD) -> Self:
        return super().visible_to(member, permission)


class PlanQuerySet(RecordQuerySet):
    def open(self) -> Self:
        return self.filter(ceased_on__isnull=True)

    def ended(self) -> Self:
        return self.filter(ceased_on__isnull=False)

    def ehc(self) -> Self:
        return self.filter(kind=Plan.Kind.EHC_PLAN)

    def with_pupil(self, day: dt.date) -> Self:
        """Each with its pupil and school, and `class_name` on that day: no query more."""
        at = GroupPupil.objects.on(day).registration().filter(pupil=OuterRef("pupil"))
        return self.select_related("pupil", "school").annotate(class_name=Subquery(at.values("group__name")[:1]))

    def with_reviews(self) -> Self:
        """`due_on` (the review that runs now is complete by then), `last_on` (held), and of the review under way, an
        interim one only where there is no other, its `review_pk`, `review_kind`, `meeting_on` and `review_held_on`."""
        from records.models.reviews import Review

        reviews = Review.objects.filter(plan=OuterRef("pk"))
        annual_first = Case(When(kind=Review.Kind.INTERIM, then=1), default=0)
        now = reviews.open().exclude(from_import=True).order_by(annual_first, "-held_on", "meeting_on")
        return self.annotate(
            due_on=Subquery(_due_of_plan().values("due_on")[:1]),
            last_on=Subquery(reviews.counting().order_by("-held_on").values("held_on")[:1]),
            review_pk=Subquery(now.values("pk")[:1]),
            review_kind=Subquery(now.values("kind")[:1]),
            meeting_on=Subquery(now.values("meeting_on")[:1]),
            review_held_on=Subquery(now.values("held_on")[:1]),
        )

    def found_by(self, text: str) -> Self:
        return self.filter(pupil__in=Pupil.objects.matching(text))

    def late(self, today: dt.date) -> Self:
        """Their review should be complete by now. After `with_reviews`."""
        return self.filter(due_on__lt=today)

    def waiting(self) -> Self:
        """A meeting was held, and the authority has not decided or not sent the amended plan."""
        return self.filter(Exists(_reviews_of_plan().filter(held_on__isnull=False)))

    def states_counted(self, today: dt.date) -> Any:
        """A row a school of how many there are in each of `STATES`: in force, EHC plans with no review planned, late,
        waiting."""
        under_way = _reviews_of_plan()
        shown = self.open().annotate(
            is_planned=Exists(under_way),
            is_waiting=Exists(under_way.filter(held_on__isnull=False)),
            due_on=Subquery(_due_of_plan().values("due_on")[:1]),
        )
        counts = {
            "open": Count("pk"),
            "unplanned": Count("pk", filter=Q(kind=Plan.Kind.EHC_PLAN, is_planned=False)),
            "late": Count("pk", filter=Q(due_on__lt=today)),
            "waiting": Count("pk", filter=Q(is_waiting=True)),
        }
        return shown.order_by().values("school_id").annotate(**counts).values_list(*STATES)

    def unasked(self, today: dt.date) -> Self:
        """EHC plans in force of pupils who are here, whose review has no meeting and for which none is asked."""
        from records.models.reviews import Review

        is_set = Review.objects.open().annual().filter(plan=OuterRef("pk"), meeting_on__isnull=False)
        asked = Deadline.objects.open().filter(
            school=OuterRef("school"), subject_kind="plan", subject_id=OuterRef("pk"), rule=LATEST_MEETING
        )
        here = Enrolment.objects.on(today).filter(pupil=OuterRef("pupil"))
        return self.open().ehc().filter(~Exists(is_set), ~Exists(asked), Exists(here))

    def without_meeting(self) -> Self:
        """No review of it is under way."""
        return self.filter(~Exists(_reviews_of_plan()))


def _due_of_plan() -> Any:
    """The open deadline by which the review that runs now is complete, of the plan of the query outside."""
    return Deadline.objects.open().filter(
        school=OuterRef("school"), subject_kind="plan", subject_id=OuterRef("pk"), rule__endswith="_complete"
    )


def _reviews_of_plan() -> Any:
    """Those under way, of the plan of the query outside."""
    from records.models.reviews import Review

    return Review.objects.open().filter(plan=OuterRef("pk"))


@track()
class Plan(SchoolOwned):
    """A plan for one pupil. The year of reviews of an EHC plan runs from `made_on`, the day it was first made."""

    class Kind(models.TextChoices):
        EHC_PLAN = "ehc_plan", "EHC plan"
        SUPPORT_PLAN = "support_plan", "Support plan"

    pupil = SchoolForeignKey(Pupil, related_name="plans")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    made_on = models.DateField("Made on", help_text="The date on the first final plan.")
    amended_on = models.DateField("Last amended on", null=True, blank=True)
    ceased_on = models.DateField("Ceased on", null=True, blank=True)
    local_authority = models.CharField(max_length=100, blank=True)
    weekly_hours = models.DecimalField("Hours of support a week", max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    from_import = models.BooleanField(default=False, editable=False)
    """Made from a file. While nobody has edited it a later file may still correct it."""
    version = models.PositiveIntegerField(default=1, editable=False)
    file_version = models.PositiveIntegerField(default=1, editable=False)
    """What `version` would be had files alone written it: a file raises both, a hand `version` alone."""

    objects = PlanQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-made_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "kind"], condition=Q(ceased_on__isnull=True), name="plan_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ceased_on__isnull=True) | Q(ceased_on__gte=F("made_on")), name="plan_ceases_after_made"
            ),
        ]

    @property
    def is_files(self) -> bool:
        """A file made it and no hand has edited it since."""
        return self.from_import and self.version == self.file_version

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.made_on}"

    def missed_meeting(self, due_on: dt.date | None, meeting_on: dt.date | None, today: dt.date) -> dt.date | None:
        """The last day on which a meeting left the authority its four weeks, if that is past or the one set is later.

        `due_on` is the day by which the review that runs now must be complete; ask it only while none was held.
        """
        if due_on is None or self.kind != Plan.Kind.EHC_PLAN or self.ceased_on:
            return None
        latest = compute({"review.due_complete": due_on})[LATEST_MEETING].due
        if latest is None or max(today, meeting_on or today) <= latest:
            return None
        # One that was set in time and waits to be recorded as held has not missed it.
        return None if meeting_on and meeting_on <= latest else latest


class PlanSectionQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(member))

    def of_code(self, code: str) -> "PlanSection | None":
        """The section if it has been written. One query."""
        return self.filter(code=code).first()


@track()
class PlanSection(SchoolOwned):
    """The text of one section, A to K (names and appeal rights are in the law file)."""

    plan = SchoolForeignKey(Plan, related_name="sections")
    code = models.CharField(max_length=2)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanSectionQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["code"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "code"], name="plan_section_once"),
        ]

    def __str__(self) -> str:
        return f"Section {self.code}"

    def text_before(self, version: int) -> str:
        """What it said before that version was saved, from the history; "" before the first. One query."""
        events: Any = self.events  # type: ignore[attr-defined]
        before = events.filter(version__lt=version).order_by("-pgh_id").first()
        return before.text if before else ""
