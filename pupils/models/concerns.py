"""Concerns that staff log. What becomes of them is the case's (`cases.py`), which they join."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce

from pupils.models.areas import ConcernArea, criteria_of_concern, name_of_area, phase_of
from pupils.models.cases import SETTLED, CaseState, ConcernCase, ConcernMove, ConcernQuestion
from pupils.models.deadlines import Deadline
from pupils.models.groups import GroupPupil, registration_class
from pupils.models.pupils import Pupil, YearGroup
from pupils.usual_areas import USUAL_NAMES
from senco.law import day_name
from senco.models import Term
from senco.permissions import Permission
from senco.permissions import today as this_day
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class Source(models.TextChoices):
    """Whose concern it is; a member of staff writes it down."""

    STAFF = "staff", "I do"
    PARENT = "parent", "A parent or carer"
    PUPIL = "pupil", "The pupil"
    AGENCY = "agency", "An agency"


class How(models.TextChoices):
    SAID = "said", "In person"
    CALL = "call", "By telephone"
    WRITTEN = "written", "In writing"


TAB_COUNTS = ("new", "watching", "asking", "closed", "all", "mine", "taught", "unread")
ONE_BY_ONE = ("all", "mine", "taught", "unread")
"""Tabs that count concerns; the others count cases."""


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
        return self.filter(case__state=CaseState.NEW)

    def open(self) -> Self:
        return self.exclude(case__state__in=SETTLED)

    def settled(self) -> Self:
        return self.filter(case__state__in=SETTLED)

    def newest_of_case(self) -> Self:
        """Of each case the concern logged last: it stands for the case in a list of cases."""
        later = Q(logged_at__gt=OuterRef("logged_at")) | Q(logged_at=OuterRef("logged_at"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(Concern.objects.filter(later, case=OuterRef("case"))))

    def together_with(self, pk: int) -> Self:
        """Those of the case that this concern stands in, itself among them."""
        return self.filter(case=Subquery(Concern.objects.filter(pk=pk).values("case")))

    def of_case(self, case: Any) -> Self:
        return self.filter(case=case)

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
        return self.exclude(case__outcome="")

    def answered_since(self, moment: dt.datetime) -> Self:
        """Moved by the SENCO since then, with an answer to read."""
        return self.answered().filter(
            Exists(ConcernMove.objects.standing().filter(case=OuterRef("case"), at__gt=moment))
        )

    def of_pupils(self, pupils: Any) -> Self:
        return self.filter(pupil__in=pupils)

    def unread(self) -> Self:
        return self.answered().filter(answer_read_at__isnull=True)

    def with_class(self, day: dt.date) -> Self:
        """Adds `class_name`, the pupil's registration class that day."""
        return self.annotate(class_name=registration_class(day, "pupil"))

    def with_due(self) -> Self:
        """Adds `due_on`, the day by which the SENCO is to answer or look again, and `due_why`."""
        first = Deadline.objects.of_case(OuterRef("school"), OuterRef("case")).in_order()
        return self.annotate(due_on=Subquery(first.values("due_on")[:1]), due_why=Subquery(first.values("why")[:1]))

    def with_others(self) -> Self:
        """Adds `this_term` (which concern about this pupil since the term began it is), `open_before`, and
        `in_case`: how many concerns its case holds.

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
            in_case=_count(Concern.objects.filter(case=OuterRef("case")), "case"),
        )

    def with_sight(self, member: Any) -> Self:
        """Adds `seen_pupil`: whether the member may open the pupil's own page. Else name and class is all."""
        return self.annotate(seen_pupil=Exists(Pupil.objects.visible_to(member).filter(pk=OuterRef("pupil"))))

    def with_what_there_is(self, day: dt.date) -> Self:
        """Adds what a case's page shows beside its concerns, so that it costs no query of its own: `provision` (K, E
        or None on that day), `support_from` (where SEN support is still to begin), `is_observed`, what is looked for
        in each area (`criteria_rows`, `enough`, `year_code`) and what the parents were told (`parents_rows`)."""
        from pupils.models.observations import Observation
        from pupils.models.parents import lines_of_case
        from pupils.models.register import SenStatus

        status = SenStatus.objects.on_register(day).filter(pupil=OuterRef("pupil")).order_by()
        area = ConcernArea.objects.filter(school=OuterRef("school"), key=OuterRef("area"))
        return self.annotate(
            provision=Subquery(status.values("provision")[:1]),
            support_from=Subquery(SenStatus.objects.to_come(day, OuterRef("pupil")).values("starts_on")[:1]),
            is_observed=Exists(Observation.objects.filter(case=OuterRef("case"))),
            criteria_rows=criteria_of_concern(),
            enough=Subquery(area.values("enough")[:1]),
            year_code=Subquery(YearGroup.objects.on(day).filter(pupil=OuterRef("pupil")).values("code")[:1]),
            parents_rows=lines_of_case(),
        )

    def with_questions(self) -> Self:
        """Adds `asked` and `told`: how many colleagues were asked, and how many of them have answered."""
        rows = ConcernQuestion.objects.filter(case=OuterRef("case"))
        return self.annotate(asked=_count(rows, "case"), told=_count(rows.filter(answered_at__isnull=False), "case"))

    def with_waits(self) -> Self:
        """Adds `waits_since` and what `waits_of` puts into words."""
        from pupils.models.waits import with_waits

        found: Self = with_waits(self)
        return found

    def in_tab(self, tab: str, user: Any) -> Self:
        """One tab of the list: a stage, with a row a case, for those who see them all; or every concern, or whose."""
        found = self.filter(_tabs(user)[tab])
        return found if tab in ONE_BY_ONE else found.newest_of_case()

    def tabs_counted(self, user: Any) -> Any:
        """A row a school: how many stand in each of `TAB_COUNTS`; `unread` are one's own with an answer not opened."""
        unread = Q(logged_by=user, answer_read_at__isnull=True) & ~Q(case__outcome="")
        tabs = {**_tabs(user), "unread": unread}
        counts = {
            name: Count("pk" if name in ONE_BY_ONE else "case", distinct=name not in ONE_BY_ONE, filter=tabs[name])
            for name in TAB_COUNTS
        }
        return self.order_by().values("school_id").annotate(**counts).values_list(*TAB_COUNTS)

    def in_area(self, area: str) -> Self:
        """Whose case has a concern in that area: the row that stands for the case may be about another."""
        return self.filter(Exists(Concern.objects.filter(case=OuterRef("case"), area=area)))

    def logged_in(self, month: str) -> Self:
        """Logged in the month 2026-11."""
        year, _, number = month.partition("-")
        return self.filter(logged_at__year=int(year), logged_at__month=int(number))

    def matching(self, text: str) -> Self:
        """About a pupil whose name begins so."""
        return self.filter(pupil__in=Pupil.objects.matching(text))


def _tabs(user: Any) -> dict[str, Q]:
    return {
        "new": Q(case__state=CaseState.NEW),
        "watching": Q(case__state=CaseState.WATCHING),
        "asking": Q(case__state=CaseState.GATHERING),
        "closed": Q(case__state__in=SETTLED),
        "all": Q(case__isnull=False),
        "mine": Q(logged_by=user),
        "taught": ~Q(logged_by=user),
    }


def _term_start() -> models.QuerySet:
    terms = Term.objects.filter(school=OuterRef("school"), starts_on__lte=OuterRef("logged_at__date"))
    return terms.order_by("-starts_on").annotate(at=Cast("starts_on", DateTimeField())).values("at")[:1]


def _count(rows: models.QuerySet, by: str = "pupil") -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)


class ConcernManager(models.Manager):
    def get_queryset(self) -> Any:
        """Each with its case, since a concern has no state but the case's; and with what its school calls its area."""
        return super().get_queryset().select_related("case").annotate(area_name=name_of_area())


@track(lead_unless="exists (select 1 from pupils_concern kept where kept.id = pgh_obj_id)")
class Concern(SchoolOwned):
    """What a member of staff saw, what they tried, and whether the parents know.

    One that turns out to be about harm becomes a safeguarding note and is a concern no more: its row goes, and
    the history of a row that is gone is the safeguarding lead's alone.
    """

    State = CaseState

    pupil = SchoolForeignKey(Pupil, related_name="concerns")
    case = SchoolForeignKey(ConcernCase, related_name="concerns")
    area = models.CharField("Area of concern", max_length=10)
    """The key of one of the school's areas (`ConcernArea`), whatever it is called."""
    source = models.CharField("Who raises it?", max_length=8, choices=Source.choices, default=Source.STAFF)
    said_by = models.CharField("Who said it?", max_length=120, blank=True)
    said_on = models.DateField("When?", null=True, blank=True)
    said_how = models.CharField("How?", max_length=8, choices=How.choices, blank=True)
    their_words = models.TextField("What did they say?", blank=True)
    """What a parent, the pupil or an agency said; what staff have seen themselves stands apart from it."""
    seen = models.TextField("What have you seen?", blank=True)
    tried = models.TextField("What have you tried?", blank=True)
    parents_told = models.BooleanField("Have the parents been told?")
    parents_said = models.TextField("What did they say?", blank=True)
    parents_why_not = models.CharField("Why not yet?", max_length=300, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="concerns_logged")
    logged_at = models.DateTimeField(auto_now_add=True)
    answer_read_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, editable=False)
    """Made when the form is opened: the same form sent twice logs one concern."""

    objects = ConcernManager.from_queryset(ConcernQuerySet)()

    class Meta(SchoolOwned.Meta):
        ordering = ["-logged_at", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "form_key"], name="concern_form_once"),
            models.CheckConstraint(
                condition=(Q(source="staff", their_words="", said_by="") & ~Q(seen=""))
                | (~Q(source="staff") & ~Q(their_words="") & ~Q(said_by="")),
                name="concern_says_whose_words",
            ),
        ]
        indexes = [models.Index(fields=["school", "-logged_at"], name="concern_list")]

    def __str__(self) -> str:
        return f"{self.get_area_display()} {self.logged_at:%d %b %Y}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """The form asks for what the constraints hold, in words; asking the database too costs each saving a query."""

    def get_area_display(self) -> str:
        """What the school calls it. A query where the row was not fetched by `objects`."""
        if not hasattr(self, "area_name"):
            named = ConcernArea.objects.filter(school=self.school_id, key=self.area)
            self.area_name = named.values_list("name", flat=True).first()
        return str(self.area_name or USUAL_NAMES.get(self.area, "Something else"))

    @property
    def state(self) -> str:
        return str(self.case.state)

    def get_state_display(self) -> str:
        return str(self.case.get_state_display())

    @property
    def stands(self) -> str:
        """After `with_what_there_is`: its state in words, which do not say of SEN support to come that it has begun."""
        begins: dt.date | None = getattr(self, "support_from", None)
        if self.state != CaseState.SEN_SUPPORT or begins is None:
            return self.get_state_display()
        return f"SEN support from {day_name(begins)}"

    @property
    def says(self) -> str:
        """The words that stand for it in a list: those of whoever raises it."""
        return self.their_words or self.seen

    @property
    def raised_by(self) -> str:
        """ "A parent or carer, Mrs Khan"; nothing where it is the writer's own."""
        return "" if self.source == Source.STAFF else f"{self.get_source_display()}, {self.said_by}"

    @property
    def looked_for(self) -> list[dict[str, Any]]:
        """After `with_what_there_is`: what is looked for at the pupil's age, and what is met already at any."""
        phase = phase_of(getattr(self, "year_code", None))
        rows = [dict(row) for row in getattr(self, "criteria_rows", ())]
        found = [row for row in rows if row["at"] or not phase or row["phase"] in ("", phase)]
        for row in found:
            row["at"] = dt.datetime.fromisoformat(row["at"]) if row["at"] else None
        return found

    @property
    def outcome(self) -> str:
        """What its teacher is told: the words of the case's latest move."""
        return str(self.case.outcome)

    @property
    def look_again_on(self) -> dt.date | None:
        day: dt.date | None = self.case.look_again_on
        return day

    @property
    def version(self) -> int:
        return int(self.case.version)

    @property
    def is_open(self) -> bool:
        return bool(self.case.is_open)

    @property
    def colour(self) -> str:
        return str(self.case.colour)

    def may_go_to_lead(self, member: Any) -> bool:
        """Whoever wrote it may say that it is about harm, and whoever decides about concerns."""
        return member.may(Permission.TRIAGE_CONCERNS, self) or (
            self.logged_by_id == member.user.pk and member.may(Permission.LOG_CONCERN, self)
        )

    @property
    def is_unread(self) -> bool:
        """The teacher who logged it has not yet opened what the SENCO said."""
        return bool(self.outcome) and self.answer_read_at is None
