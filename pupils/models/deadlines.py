"""Everything that falls due, and who was told of it when."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    Expression,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from pupils.models.pupils import Pupil
from pupils.own_rules import ASKED_OF_ONE, name_of
from senco.confidential import Confidential, ConfidentialRows, open_rule
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track

DEFAULT_LEADS = (42, 14, 1)
"""Days before: 6 weeks, 2 weeks, 1 day."""
ASKED = "ask"
"""Begins the `lead` of a reminder that a colleague asked for; the day follows, so that there is one a day at most."""
SUBJECT_NAMES: dict[str, Callable[[OuterRef], QuerySet]] = {}
"""By kind of subject: a query for its name, given the id. Filled by the apps above when they start."""


def subject_name(kind: str, pk: str) -> Expression:
    """The name of what a row is about ("Talk Boost, Red group"), for kinds that no pupil stands for; else nothing."""
    named = [When(**{kind: one}, then=Subquery(ask(OuterRef(pk)))) for one, ask in SUBJECT_NAMES.items()]
    return Case(*named, default=Value(""), output_field=models.CharField())


class DeadlineQuerySet(ConfidentialRows, SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Those who see the school's deadlines, and everybody their own; of a confined thing's its holders alone."""
        everywhere = member.schools_with(Permission.VIEW_DEADLINES)
        elsewhere = member.schools_with(Permission.SIGN_IN) - everywhere
        rule = Q(school__in=everywhere)
        if elsewhere:
            rule |= Q(owner=member.user, school__in=elsewhere)
        return self.filter(rule).open_to(member)

    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def overdue(self, today: dt.date) -> Self:
        return self.open().filter(due_on__lt=today)

    def due_between(self, start: dt.date, end: dt.date) -> Self:
        return self.open().filter(due_on__gte=start, due_on__lte=end)

    def about(self, kind: str, pk: int) -> Self:
        return self.filter(subject_kind=kind, subject_id=pk)

    def of_case(self, school: Any, case: Any) -> Self:
        """What is owed about a case of concerns; either may be an `OuterRef`."""
        return self.open().filter(school=school, subject_kind="concern_case", subject_id=case)

    def about_any(self, *subjects: tuple[str, int]) -> Self:
        """About one of these, each a kind and an id."""
        rule = Q(pk__in=[])
        for kind, pk in subjects:
            rule |= Q(subject_kind=kind, subject_id=pk)
        return self.filter(rule)

    def of_pupil(self, pupil: Any) -> Self:
        return self.filter(pupil=pupil).select_related("owner")

    def in_order(self) -> Self:
        return self.order_by("due_on", "pk")

    def count_kinds(self, day: dt.date) -> QuerySet[Any, Any]:
        """How many of each kind at each school, and how many of them are late; the most pressing kind first."""
        kinds = self.values("school", "school__name", "rule").order_by()
        late = Count("pk", filter=Q(due_on__lt=day))
        return kinds.annotate(count=Count("pk"), late=late, first=Min("due_on")).order_by("first", "rule", "school")

    def to_name(self, day: dt.date, *, of_a_kind: int, near: int) -> Self:
        """Of each kind at each school the latest or soonest; and what falls within a week of the day on either side."""
        order = (F("due_on").asc(), F("pk").asc())
        place = Window(RowNumber(), partition_by=[F("school"), F("rule")], order_by=order)
        this_week = Q(due_on__range=(day - dt.timedelta(days=7), day + dt.timedelta(days=7)))
        is_near = Case(When(this_week, then=0), default=1)
        place_near = Window(RowNumber(), order_by=(is_near.asc(), *order))
        rows = self.annotate(place=place, place_near=place_near)
        return rows.filter(Q(place__lte=of_a_kind) | this_week & Q(place_near__lte=near)).in_order()

    def latest_first(self) -> Self:
        """The open one before any closed, then the newest."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "-pk")

    def closed(self) -> Self:
        return self.filter(closed_on__isnull=False)

    def met(self, *, in_time: bool) -> Self:
        """Closed by their day, or after it."""
        return self.closed().filter(closed_on__lte=F("due_on")) if in_time else self.filter(closed_on__gt=F("due_on"))

    def closed_since(self, day: dt.date) -> Self:
        """Closed after that day."""
        return self.filter(closed_on__gt=day)

    def of_kind(self, kind: str) -> Self:
        """Of a rule; with a point at its end, of every rule whose id begins so."""
        return self.filter(rule__startswith=kind) if kind.endswith(".") else self.filter(rule=kind)

    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)

    def in_span(self, span: str, today: dt.date) -> Self:
        """`late`, `week` (today and six days more), `month` (the rest of four weeks), `later`, `done`, or all open."""
        if span == "done":
            return self.closed()
        first, last = span_of(span, today)
        found = self.open()
        if first is not None:
            found = found.filter(due_on__gte=first)
        return found if last is None else found.filter(due_on__lte=last)

    def to_hand_over(self, member: Any) -> Self:
        """Open, and at a school where the member may pass dates on. What one person is asked is theirs alone."""
        may = member.schools_with(Permission.CLOSE_DEADLINES)
        return self.open().filter(school__in=may).exclude(rule__in=ASKED_OF_ONE)

    def matching(self, text: str) -> Self:
        """About pupils whose names begin with the words typed."""
        return self.filter(pupil__in=Pupil.objects.matching(text))

    def of_class(self, group: Any, day: dt.date) -> Self:
        from pupils.models.groups import GroupPupil

        return self.filter(pupil__in=GroupPupil.objects.on(day).filter(group=group).values("pupil"))

    def spans_counted(self, today: dt.date) -> Any:
        """A row a school: how many open ones there are in each of `SPANS`."""
        ends = [span_of(span, today) for span in SPANS]
        within = [Q(due_on__gte=first or dt.date.min) & Q(due_on__lte=last or dt.date.max) for first, last in ends]
        counts = {span: Count("pk", filter=rule) for span, rule in zip(SPANS, within, strict=True)}
        return self.open().order_by().values("school_id").annotate(**counts).values_list(*SPANS)

    def by_rule(self) -> Any:
        """A row for each rule that occurs."""
        return self.order_by("rule").values_list("rule").distinct()

    def rules(self) -> list[str]:
        """The rules that occur. One query."""
        return [rule for (rule,) in self.by_rule()]

    def for_calendar(self, user: Any, today: dt.date) -> Self:
        """What somebody owns, from two months back to thirteen on: what a calendar can show."""
        span = (today - dt.timedelta(days=60), today + dt.timedelta(days=400))
        return self.open().filter(owner=user, due_on__range=span).select_related("pupil", "school").in_order()

    def of_a_wall(self) -> Self:
        """With what a month's sheet shows: whoever walks past may read it, so no pupil is named."""
        named = subject_name("subject_kind", "subject_id")
        return self.select_related("pupil", "owner").annotate(subject_name=named).in_order()

    def shown_to(self, member: Any) -> Self:
        """With what a row shows. `may_name` tells whether this member may read the pupil's name."""
        asked = Reminder.objects.filter(deadline=OuterRef("pk"), recipient=OuterRef("owner"), lead__startswith=ASKED)
        return self.select_related("pupil", "owner", "school", "closed_by").annotate(
            may_name=_may_name(member, "pupil"),
            subject_name=subject_name("subject_kind", "subject_id"),
            asked_on=Subquery(asked.order_by("-tell_on").values("tell_on")[:1]),
        )

    def in_a_row(self, member: Any) -> Self:
        """As `shown_to`, with no more of others' tables than the row of a list has."""
        return self.shown_to(member).select_related(None).select_related("pupil", "owner", "closed_by")


def _may_name(member: Any, pupil: str) -> Any:
    """Whether this member may see the pupil: of each row only where their sight of the schools in view has a limit."""
    whole = member.schools_with(Permission.VIEW_PUPILS) & member.schools_with(Permission.VIEW_ALL_PUPILS)
    if whole.issuperset(member.schools):
        return Value(True)
    return Exists(Pupil.objects.visible_to(member).filter(pk=OuterRef(pupil)))


SPANS = ("late", "week", "month", "later")


def span_of(span: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a span; None for no limit. An unknown name is all days."""
    week, month = today + dt.timedelta(days=6), today + dt.timedelta(days=27)
    after = dt.timedelta(days=1)
    spans = {
        "late": (None, today - after),
        "week": (today, week),
        "month": (week + after, month),
        "later": (month + after, None),
    }
    return spans.get(span, (None, None))


@track(
    lead_unless="subject_kind not in ('concern', 'concern_case', 'concern_question', 'observation')"
    " or exists (select 1 from pupils_deadline kept where kept.id = pgh_obj_id)"
)
class Deadline(Confidential):
    """A day by which somebody must do something, and the rule that says so. Confined as what it is about is.

    `rule` is an id of the law file, or a word of the school's own; the subject is named by kind and
    id since this app knows nothing of records above it. A moved date is a new `due_on` on the same row.
    """

    class Side(models.TextChoices):
        SCHOOL = "school", "School"
        AUTHORITY = "authority", "Local authority"
        FAMILY = "family", "Family"
        OTHER = "other", "Somebody else"

    rule = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    pupil = SchoolForeignKey(Pupil, null=True, blank=True, related_name="deadlines")
    side = models.CharField(max_length=10, choices=Side.choices, default=Side.SCHOOL)
    due_on = models.DateField()
    act_by = models.DateField()
    """The last working day on or before `due_on`: the regulations roll nothing forward."""
    from_event = models.CharField(max_length=60, blank=True)
    from_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=400, blank=True)
    """How the date was counted, in one sentence, as it was when it was set."""
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deadlines")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_why = models.CharField(max_length=300, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta(Confidential.Meta):
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(
                fields=["school", "rule", "subject_kind", "subject_id"],
                condition=Q(closed_on__isnull=True),
                name="deadline_one_open",
            ),
            models.CheckConstraint(condition=Q(act_by__lte=F("due_on")), name="deadline_act_by_not_after"),
        ]
        indexes = [
            models.Index(fields=["school", "due_on"], condition=Q(closed_on__isnull=True), name="deadline_open"),
            models.Index(fields=["school", "subject_kind", "subject_id"], name="deadline_subject"),
            models.Index(fields=["pupil"], name="deadline_pupil"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"

    @property
    def what(self) -> str:
        """What is to be done, in plain words; after `shown_to` with the name of what it is about."""
        named = getattr(self, "subject_name", "")
        return f"{name_of(self.rule)}: {named}" if named else name_of(self.rule)

    @property
    def about(self) -> str:
        """The pupil as this reader may see them: the name after `shown_to` allowed it, otherwise initials."""
        if self.pupil is None:
            return ""
        return self.pupil.name if getattr(self, "may_name", False) else self.pupil.initials

    def days_late(self, today: dt.date) -> int:
        """Days past due; 0 or less while it is not late."""
        return (today - self.due_on).days


class SettingQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Whoever manages the school."""
        return self.filter(school__in=member.schools_with(Permission.MANAGE_SCHOOL))


class LeadTimes(SchoolOwned):
    """How many days before a due date its owner is told, for one rule or (rule empty) for all others."""

    rule = models.CharField(max_length=60, blank=True)
    days = models.JSONField(default=list)

    objects = SettingQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "rule"], name="lead_times_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule or 'all'}: {self.days}"


class ReminderSetting(SchoolOwned):
    """Who hears of what is a week late. With no second person who may open its dates, the headteacher hears at once."""

    second_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meet_within = models.PositiveSmallIntegerField(default=5)
    """School days in which the SENCO meets a parent who asks to."""
    written_on = models.DateField(null=True, blank=True, editable=False)
    """The last day for which the school's reminders were written: the sweep makes up a night that was missed."""

    objects = SettingQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school"], name="reminder_setting_once"),
        ]

    def __str__(self) -> str:
        return f"reminders of school {self.school_id}"


class ReminderQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """What one was told oneself, and what others were told of deadlines that one sees."""
        return self.filter(
            Q(school__in=member.schools_with(Permission.VIEW_DEADLINES))
            | Q(recipient=member.user, school__in=member.schools),
            open_rule(member, "deadline__"),
        )

    def told_to(self, user: Any) -> Self:
        return self.filter(recipient=user)

    def of_deadline(self, deadline: Deadline) -> Self:
        return self.filter(deadline=deadline)

    def with_what_was_told(self, member: Any) -> Self:
        """With what a row shows; `may_name` tells whether this member may read the pupil's name."""
        named = subject_name("deadline__subject_kind", "deadline__subject_id")
        rows = self.select_related("deadline__pupil", "school")
        return rows.annotate(may_name=_may_name(member, "deadline__pupil"), subject_name=named)

    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True)

    def due_by(self, day: dt.date) -> Self:
        return self.filter(tell_on__lte=day)

    def sent_in_digest_of(self, user: Any, day: dt.date) -> Self:
        return self.filter(recipient=user, digest_on=day, sent_at__isnull=False)

    def out_of_date(self) -> Self:
        """Unsent, and no longer true: the deadline is closed, has moved, or is somebody else's by now."""
        before_or_first_week = Q(lead__regex=r"^(\d+|late1|ask\d+)$")
        return self.unsent().filter(
            Q(deadline__closed_on__isnull=False)
            | ~Q(deadline__due_on=F("due_on"))
            | (before_or_first_week & ~Q(deadline__owner=F("recipient")))
        )

    def newest_first(self) -> Self:
        return self.order_by("-tell_on", "deadline__due_on", "pk")


class Reminder(SchoolOwned):
    """One person to be told of one date of one deadline at one lead: never twice, by constraint.

    `lead` is the number of days before, or "late1", "late2", … for each week of lateness, or `ASKED` and a day
    where a colleague asked for it.
    """

    deadline = SchoolForeignKey(Deadline, related_name="reminders")
    due_on = models.DateField()
    lead = models.CharField(max_length=10)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    tell_on = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    digest_on = models.DateField(null=True, blank=True)
    """The day of the digest that it was put into."""
    message_id = models.CharField(max_length=120, blank=True)
    """Of that digest, kept before it is handed to the mail server: whoever sends it again sends the same."""
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["deadline", "due_on", "recipient", "lead"], name="reminder_once"),
        ]
        indexes = [
            models.Index(fields=["recipient", "tell_on"], condition=Q(sent_at__isnull=True), name="reminder_unsent"),
            models.Index(fields=["recipient", "digest_on"], name="reminder_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.lead} for {self.due_on}"

    @property
    def about(self) -> str:
        """The pupil as this reader may see them, after `with_what_was_told`; initials otherwise."""
        pupil = self.deadline.pupil
        if pupil is None:
            return ""
        return pupil.name if getattr(self, "may_name", False) else pupil.initials

    @property
    def what(self) -> str:
        """As of its deadline, after `with_what_was_told`."""
        named = getattr(self, "subject_name", "")
        return f"{self.deadline.what}: {named}" if named else self.deadline.what

    @property
    def lead_words(self) -> str:
        """ "6 weeks before", "1 day before", "late, week 2", "asked for it"."""
        if self.lead.startswith(ASKED):
            return "a colleague asked again"
        if not self.lead.isdigit():
            return f"late, week {self.lead.removeprefix('late')}"
        days = int(self.lead)
        if days == 0:
            return "on the day"
        unit, number = ("week", days // 7) if days % 7 == 0 else ("day", days)
        return f"{number} {unit}{'' if number == 1 else 's'} before"
