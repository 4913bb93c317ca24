"""Classes and teaching groups: who learns together, and who teaches them."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from pupils.models.pupils import FactQuerySet, Pupil, PupilFact
from senco.models import Membership
from senco.permissions import Permission, Role
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class TeachingGroupQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """All groups of a school for those who see all its pupils or say who teaches them, otherwise one's own."""
        from senco.permissions import today

        staffs = member.schools_with(Permission.MANAGE_STAFF)
        may = member.schools_with(Permission.VIEW_PUPILS)
        everywhere = may & member.schools_with(Permission.VIEW_ALL_PUPILS)
        mine = GroupStaff.objects.on(today()).filter(user=member.user, group=OuterRef("pk"))
        return self.filter(Q(school__in=everywhere | staffs) | Q(Exists(mine), school__in=may - everywhere))

    def taught_by(self, user: Any, day: dt.date) -> Self:
        return self.filter(Exists(GroupStaff.objects.on(day).filter(user=user, group=OuterRef("pk"))))

    def with_school(self) -> Self:
        return self.select_related("school")

    def with_size(self, day: dt.date) -> Self:
        """Adds `size`, how many pupils are in each that day."""
        rows = GroupPupil.objects.on(day).filter(group=OuterRef("pk")).order_by()
        return self.annotate(size=Subquery(rows.values("group").annotate(count=Count("pk")).values("count")[:1]))

    def in_order(self) -> Self:
        return self.order_by("school__name", "kind", "name", "pk").select_related("school")

    def open(self, day: dt.date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@track()
class TeachingGroup(SchoolOwned):
    """A registration class or a subject set. A pupil has one registration class at a time and any number of sets."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", "Class"
        SUBJECT = "subject", "Teaching group"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REGISTRATION)
    name = models.CharField(max_length=40)
    subject = models.CharField(max_length=60, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TeachingGroupQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["name"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["school", "kind", "name"], condition=Q(ends_on__isnull=True), name="teaching_group_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject}".strip()


class GroupPupilQuerySet(FactQuerySet):
    def with_group(self) -> Self:
        return self.select_related("group")

    def of_group(self, group: Any) -> Self:
        return self.filter(group=group)

    def not_over(self, day: dt.date) -> Self:
        """In force on that day, or to come."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def with_pupil(self) -> Self:
        return self.select_related("pupil").order_by("pupil__sort_name", "pk")

    def taught_by(self, user: Any, day: dt.date) -> Self:
        return self.filter(Exists(GroupStaff.objects.on(day).filter(user=user, group=OuterRef("group"))))

    def registration(self) -> Self:
        return self.filter(group__kind=TeachingGroup.Kind.REGISTRATION)


@track()
class GroupPupil(PupilFact):
    """A pupil in a class or teaching group, between two dates."""

    pupil = SchoolForeignKey(Pupil, related_name="group_rows")
    group = SchoolForeignKey(TeachingGroup, related_name="pupil_rows")

    objects: ClassVar[Any] = GroupPupilQuerySet.as_manager()

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "group"], condition=Q(ends_on__isnull=True), name="group_pupil_one_open"
            ),
        ]
        # The school is in it for the wall's sake: otherwise it is looked up in an index of its own, for each group.
        indexes = [models.Index(fields=["group", "school", "pupil"], name="group_pupil_of")]

    def __str__(self) -> str:
        return f"pupil {self.pupil_id} in group {self.group_id}"


class GroupStaffQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(group__in=TeachingGroup.objects.visible_to(member))

    def teaching(self, pupil: Any, day: dt.date) -> Self:
        """Who teaches or assists a pupil on that day, their class first and in it the teacher, with names."""
        taught = GroupPupil.objects.on(day).filter(pupil=pupil).values("group")
        here = Q(school=OuterRef("school")) | Q(group__groupschool__school=OuterRef("school"))
        held = Membership.objects.current(day).filter(here, user=OuterRef("user"))
        assists = Exists(held.filter(role=Role.TEACHING_ASSISTANT)) & ~Exists(held.filter(role=Role.TEACHER))
        found = self.on(day).filter(group__in=taught).select_related("group", "user").annotate(assists=assists)
        return found.order_by("group__kind", "group__name", "assists", "user__name", "pk")

    def of_group(self, group: Any) -> Self:
        return self.filter(group=group).select_related("user").order_by("user__name", "pk")

    def of_user(self, user: Any) -> Self:
        return self.filter(user=user)

    def with_user(self) -> Self:
        return self.select_related("user")

    def on(self, day: dt.date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self, day: dt.date) -> Self:
        """In force on that day, or to come."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@track()
class GroupStaff(SchoolOwned):
    """A teacher or assistant of a group, between two dates: it decides whose classes are whose."""

    group = SchoolForeignKey(TeachingGroup, related_name="staff_rows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="group_rows")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = GroupStaffQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="group_staff_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["group", "user"], condition=Q(ends_on__isnull=True), name="group_staff_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"staff {self.user_id} of group {self.group_id}"

    @property
    def part_words(self) -> str:
        """What this adult is to the group, after `teaching`: "class teacher", "teaching assistant"."""
        if getattr(self, "assists", False):
            return "teaching assistant"
        return "class teacher" if self.group.kind == TeachingGroup.Kind.REGISTRATION else "teacher"


def registration_class(day: dt.date, pupil: str) -> Subquery:
    """Name of the registration class on that day, of the pupil that the outer row's field `pupil` points to."""
    rows = GroupPupil.objects.on(day).registration().filter(pupil=OuterRef(pupil)).order_by("-starts_on", "-pk")
    return Subquery(rows.values("group__name")[:1])
