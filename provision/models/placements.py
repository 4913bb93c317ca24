"""Who gets which intervention, how often, from whom, and until when."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from provision.costs import weekly_minutes
from provision.models.interventions import Intervention
from provision.planned import in_words
from pupils.models import Deadline, Pupil
from pupils.models.groups import registration_class
from pupils.models.pupils import FactQuerySet, PupilFact
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class PlacementQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """All of a school for those who see all its pupils; otherwise those one gives or one's pupils are in."""
        may = member.schools_with(Permission.VIEW_PROVISION)
        everywhere = may & member.schools_with(Permission.VIEW_ALL_PUPILS)
        mine = PlacementPupil.objects.visible_to(member, Permission.VIEW_PROVISION).filter(placement=OuterRef("pk"))
        return self.filter(
            Q(school__in=everywhere) | (Q(school__in=may - everywhere) & (Q(given_by=member.user) | Q(Exists(mine))))
        )

    def on(self, day: dt.date) -> Self:
        return self.touching(day, day)

    def touching(self, first: dt.date, last: dt.date) -> Self:
        """In force on at least one day from first to last."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)

    def since(self, day: dt.date) -> Self:
        """In force on that day, or starting later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def starting_after(self, day: dt.date) -> Self:
        return self.filter(starts_on__gt=day)

    def over_before(self, day: dt.date) -> Self:
        return self.filter(ends_on__lt=day)

    def of_intervention(self, intervention: Any) -> Self:
        return self.filter(intervention=intervention)

    def among(self, ids: Iterable[int]) -> Self:
        return self.filter(pk__in=ids)

    def given_by_user(self, user: Any) -> Self:
        return self.filter(given_by=user)

    def given_by_key(self, key: str) -> Self:
        """By `Placement.who_key`: a member of staff, or the name of somebody without a sign-in."""
        kind, _, rest = key.partition(":")
        if kind == "user" and rest.isdigit():
            return self.filter(given_by=int(rest))
        return self.filter(given_by__isnull=True, given_by_name=rest)

    def with_what(self) -> Self:
        """With intervention, who gives it and the school: no query more."""
        return self.select_related("intervention", "given_by", "school")

    def with_size(self, day: dt.date) -> Self:
        """Adds `size`, the pupils in it on that day whoever may see them."""
        rows = PlacementPupil.objects.on(day).filter(placement=OuterRef("pk")).order_by()
        counted = rows.values("placement").annotate(count=Count("pk")).values("count")
        return self.annotate(size=Coalesce(Subquery(counted), 0))

    def with_due(self, member: Any) -> Self:
        """Adds `due_on` and `due_pk` of what is due about each and shown to the member: no query more."""
        rows = Deadline.objects.visible_to(member).open().filter(subject_kind="placement", subject_id=OuterRef("pk"))
        first = rows.filter(school=OuterRef("school")).order_by("due_on", "pk")
        return self.annotate(due_on=Subquery(first.values("due_on")[:1]), due_pk=Subquery(first.values("pk")[:1]))

    def by_name(self) -> Self:
        return self.order_by("intervention__name", "group_name", "starts_on", "pk")


@track()
class Placement(SchoolOwned):
    """An intervention running for a pupil or a group. Minutes are of one session; `times` are sessions a week."""

    intervention = SchoolForeignKey(Intervention, related_name="placements")
    group_name = models.CharField("Name of the group", max_length=80, blank=True)
    starts_on = models.DateField("From")
    ends_on = models.DateField("Until", null=True, blank=True)
    review_on = models.DateField("Look at again on", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("Minutes a session", null=True, blank=True)
    times = models.DecimalField("Times a week", max_digits=4, decimal_places=2, null=True, blank=True)
    weekdays = models.CharField(max_length=7, blank=True)
    """Days it runs, as digits 1 (Monday) to 5 (Friday); empty when no days are fixed."""
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="placements"
    )
    given_by_name = models.CharField("Or somebody without a sign-in", max_length=120, blank=True)
    hourly_cost = models.DecimalField("Cost an hour (£)", max_digits=7, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    from_import = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    file_version = models.PositiveIntegerField(default=1, editable=False)
    """What `version` would be had files alone written it: a file raises both, a hand `version` alone."""

    objects = PlacementQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="placement_ends_after_start"
            ),
        ]

    @property
    def is_files(self) -> bool:
        """A file made it and no hand has edited it since."""
        return self.from_import and self.version == self.file_version

    def __str__(self) -> str:
        return self.group_name or f"placement {self.pk}"

    @property
    def title(self) -> str:
        """ "Talk Boost, Red group"."""
        return ", ".join(part for part in (self.intervention.name, self.group_name) if part)

    @property
    def who(self) -> str:
        """Who gives it; "" where nobody is named."""
        return self.given_by.name if self.given_by else self.given_by_name

    @property
    def who_key(self) -> str:
        return who_key(self.given_by_id, self.given_by_name)

    @property
    def when(self) -> str:
        return in_words(self.minutes, self.times, self.weekdays)

    @property
    def minutes_a_week(self) -> Decimal | None:
        return weekly_minutes(self.minutes, self.times)

    def not_recorded(self, *, sees_costs: bool) -> str:
        """What somebody reading of it would miss, in a sentence; "" where nothing is. An import leaves such gaps."""
        missing = [
            words
            for words, is_missing in (
                ("who gives it", not self.who),
                ("when it runs", not self.has_times),
                ("what it costs", sees_costs and self.hourly_cost is None),
            )
            if is_missing
        ]
        if not missing:
            return ""
        said = " and ".join(part for part in (", ".join(missing[:-1]), missing[-1]) if part)
        return f"{said[0].upper()}{said[1:]} {'is' if len(missing) == 1 else 'are'} not recorded"

    @property
    def has_times(self) -> bool:
        """Anything at all is known of when it runs."""
        return bool(self.weekdays) or self.minutes is not None or self.times is not None

    def is_running(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def may_be_recorded_by(self, member: Any) -> bool:
        """Its sessions: by whoever records any at the school, and by whoever is named as giving it. No query."""
        is_theirs = self.given_by_id == member.user.pk and member.may(Permission.VIEW_PROVISION, self)
        return is_theirs or member.may(Permission.RECORD_PROVISION, self)

    def is_over(self, day: dt.date) -> bool:
        return self.ends_on is not None and self.ends_on < day


def who_key(user_id: int | None, name: str) -> str:
    """What stands for the person who gives a placement, in addresses and groupings; "" for nobody named."""
    return f"user:{user_id}" if user_id else f"name:{name}" if name else ""


def titles(pk: OuterRef) -> models.QuerySet:
    """`Placement.title` of the placement with that id, for lists of another app."""
    group = Case(When(group_name="", then=Value("")), default=Concat(Value(", "), F("group_name")))
    return Placement.objects.filter(pk=pk).order_by().values_list(Concat("intervention__name", group))


class PlacementPupilQuerySet(FactQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PROVISION) -> Self:
        """Of the pupils one may see; and all of a group that one gives oneself, for one must know who comes."""
        may = member.schools_with(permission)
        if may <= member.schools_with(Permission.VIEW_ALL_PUPILS):
            return self.filter(school__in=may)
        theirs = Placement.objects.filter(pk=OuterRef("placement"), given_by=member.user, school__in=may)
        pupils = Pupil.objects.visible_to(member, permission).filter(pk=OuterRef("pupil"))
        return self.filter(Q(Exists(pupils)) | Q(Exists(theirs)))

    def of_placement(self, placement: Any) -> Self:
        return self.filter(placement=placement)

    def of_placements(self, placements: Iterable[Any]) -> Self:
        return self.filter(placement__in=placements)

    def of_pupils(self, ids: Iterable[int]) -> Self:
        return self.filter(pupil__in=ids)

    def running_on(self, day: dt.date) -> Self:
        """In a placement that runs on that day, and still in it then."""
        ends = Q(placement__ends_on__isnull=True) | Q(placement__ends_on__gte=day)
        return self.on(day).filter(ends, placement__starts_on__lte=day)

    def not_over(self, day: dt.date) -> Self:
        """Running on that day, or still to begin."""
        ends = Q(placement__ends_on__isnull=True) | Q(placement__ends_on__gte=day)
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), ends)

    def with_placement(self) -> Self:
        return self.select_related("placement__intervention", "placement__given_by")

    def with_pupil(self, day: dt.date, member: Any) -> Self:
        """With the pupil, `class_name` on that day, and `may_open`: whether the member may open the pupil's page."""
        seen = Pupil.objects.visible_to(member).filter(pk=OuterRef("pupil"))
        return self.select_related("pupil").annotate(class_name=registration_class(day, "pupil"), may_open=Exists(seen))

    def with_size(self, day: dt.date) -> Self:
        """Adds `size` of the placement on that day, and `place` of this pupil in it (0 first): who gets which share."""
        there = PlacementPupil.objects.on(day).filter(placement=OuterRef("placement")).order_by()
        before = there.filter(pupil__lt=OuterRef("pupil"))

        def count(rows: Any) -> Coalesce:
            return Coalesce(Subquery(rows.values("placement").annotate(count=Count("pk")).values("count")), 0)

        return self.annotate(size=count(there), place=count(before))

    def by_name(self) -> Self:
        return self.order_by("pupil__sort_name", "pk")

    def by_intervention(self) -> Self:
        return self.order_by("placement__intervention__name", "placement__starts_on", "pk")


@track()
class PlacementPupil(PupilFact):
    """A pupil in a placement, between two dates of their own."""

    pupil = SchoolForeignKey(Pupil, related_name="placement_rows")
    placement = SchoolForeignKey(Placement, related_name="pupil_rows")

    objects: ClassVar[Any] = PlacementPupilQuerySet.as_manager()

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "placement"], condition=Q(ends_on__isnull=True), name="placement_pupil_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"pupil {self.pupil_id} in placement {self.placement_id}"


def given_by_outer_person(pupil_id: int, day: dt.date) -> Any:
    """What runs for the pupil on that day and is given by the person of the outer query."""
    return PlacementPupil.objects.running_on(day).filter(pupil=pupil_id, placement__given_by=OuterRef("pk"))
