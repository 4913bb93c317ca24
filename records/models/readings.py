"""Who has read which passport, who was asked to, and when each teacher last looked through a class."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from pupils.models import GroupPupil, Pupil, TeachingGroup
from pupils.models.groups import GroupPupilQuerySet
from records.models.passports import PassportRowQuerySet, PassportVersion
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet


class PassportReading(SchoolOwned):
    """Somebody has said that they read this version."""

    version = SchoolForeignKey(PassportVersion, related_name="readings")
    pupil = SchoolForeignKey(Pupil, related_name="passport_readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = PassportRowQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["version", "user"], name="passport_reading_once"),
        ]
        indexes = [models.Index(fields=["school", "user"], name="passport_reading_user")]

    def __str__(self) -> str:
        return f"version {self.version_id} read by {self.user_id}"


class ChaseQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Whoever was asked, and those who ask."""
        mine = Q(user=member.user, school__in=member.schools_with(Permission.VIEW_PROVISION))
        return self.filter(mine | Q(school__in=member.schools_with(Permission.EDIT_PASSPORTS)))

    def open(self) -> Self:
        return self.filter(done_on__isnull=True)

    def of_user(self, user: Any) -> Self:
        return self.filter(user=user)

    def asked_days(self) -> dict[tuple[int, int], dt.date]:
        """By school and person, the day they were last asked. One query."""
        return {(school, user): day for school, user, day in self.values_list("school_id", "user_id", "asked_on")}

    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True, done_on__isnull=True)


class PassportChase(SchoolOwned):
    """Somebody was asked to read the passports of those they teach. Done when nothing is left to read."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)

    objects = ChaseQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["school", "user"], condition=Q(done_on__isnull=True), name="passport_chase_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} asked on {self.asked_on}"


class DigestLookQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(user=member.user, school__in=member.schools)


class DigestLook(SchoolOwned):
    """When somebody last said that they had looked through a class: what is newer is shown as new."""

    group = SchoolForeignKey(TeachingGroup, related_name="digest_looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DigestLookQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["group", "user"], name="digest_look_once"),
        ]

    def __str__(self) -> str:
        return f"group {self.group_id} looked through by {self.user_id}"


def with_look(groups: Any, user: Any) -> Any:
    """Groups with `looked_at`, when this person last said that they had looked through each: no query more."""
    mine = DigestLook.objects.filter(group=OuterRef("pk"), user=user)
    return groups.annotate(looked_at=Subquery(mine.values("at")[:1]))


def taught_readings(day: dt.date) -> GroupPupilQuerySet:
    """Who is to have read what: a row for each adult, pupil whom they teach on that day, and group that they share.

    Adds `reader` (the adult's id), `reader_name`, `version_pk` and `version_at` of the pupil's latest version, and
    `is_read`. Only pupils on the roll who have a version.
    """
    staff = Q(group__staff_rows__ends_on__isnull=True) | Q(group__staff_rows__ends_on__gte=day)
    found = GroupPupil.objects.on(day).filter(
        staff,
        group__staff_rows__starts_on__lte=day,
        group__staff_rows__user__is_active=True,
        pupil__passport_versions__replaced_at__isnull=True,
        pupil__passport_versions__number__gte=1,
    )
    read = PassportReading.objects.filter(version=OuterRef("version_pk"), user=OuterRef("reader"))
    return found.filter(pupil__in=Pupil.objects.on_roll(day)).annotate(
        reader=F("group__staff_rows__user"),
        reader_name=F("group__staff_rows__user__name"),
        version_pk=F("pupil__passport_versions"),
        version_at=F("pupil__passport_versions__made_at"),
        is_read=Exists(read),
    )


@dataclass(frozen=True)
class Reader:
    """An adult who teaches a pupil, and whether they have read the latest version."""

    user_id: int
    name: str
    is_read: bool


def readers_of(pupil: Any, day: dt.date) -> list[Reader]:
    """By name, each once however many groups they share. One query."""
    rows = taught_readings(day).of_pupil(pupil).values_list("reader", "reader_name", "is_read").distinct()
    return sorted((Reader(*row) for row in rows.order_by()), key=lambda one: (one.is_read, one.name))
