"""Who has not read what, by adult and by pupil, of the pupils whom each teaches today."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from pupils.models import GroupPupil, Pupil, TeachingGroup
from records.models import PassportChase, PassportReading
from records.models.readings import taught_readings
from senco.permissions import Member, Permission


@dataclass
class Unread:
    """One adult or one pupil: of how many passports or readers, and who or what is still to be read."""

    pk: int
    school_id: int
    name: str
    of: int = 0
    waiting: list[str] = field(default_factory=list)
    asked_on: dt.date | None = None

    @property
    def read(self) -> int:
        return self.of - len(self.waiting)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Readings:
    by_adult: list[Unread]
    by_pupil: list[Unread]
    read: int
    of: int


def readings(member: Member, day: dt.date) -> Readings:
    """Of every school where the member writes passports. Three queries, however many there are."""
    schools = member.schools_with(Permission.EDIT_PASSPORTS)
    found = taught_readings(day).of_schools(schools).order_by()
    rows = found.values_list("school_id", "reader", "reader_name", "pupil", "is_read").distinct()
    names = Pupil.objects.visible_to(member, Permission.EDIT_PASSPORTS).on_roll(day)
    pupils = {one.pk: one.name for one in names.among({row[3] for row in rows})}
    asked = PassportChase.objects.visible_to(member).open().asked_days()
    adults: dict[tuple[int, int], Unread] = {}
    children: dict[int, Unread] = {}
    for school, reader, name, pupil, is_read in rows:
        adult = adults.setdefault((school, reader), Unread(reader, school, name))
        adult.asked_on = asked.get((school, reader))
        child = children.setdefault(pupil, Unread(pupil, school, pupils[pupil]))
        _count(adult, pupils[pupil], is_read)
        _count(child, name, is_read)
    return Readings(_worst_first(adults.values()), _worst_first(children.values()), *_totals(adults.values()))


def _count(one: Unread, other: str, is_read: bool) -> None:
    one.of += 1
    if not is_read:
        one.waiting.append(other)


def _worst_first(rows: Iterable[Unread]) -> list[Unread]:
    for one in rows:
        one.waiting.sort()
    return sorted(rows, key=lambda one: (-len(one.waiting), one.name))


def _totals(rows: Iterable[Unread]) -> tuple[int, int]:
    return sum(one.read for one in rows), sum(one.of for one in rows)


@dataclass(frozen=True)
class ToRead:
    """A class with passports that somebody has not read."""

    group: Any
    pupils: list[Any]


def to_read(member: Member, day: dt.date) -> list[ToRead]:
    """One's own classes with the pupils whose passports one has not read. Two queries."""
    groups = list(TeachingGroup.objects.visible_to(member).open(day).taught_by(member.user, day).in_order())
    unread = taught_readings(day).of_schools(member.schools).filter(reader=member.user.pk, is_read=False)
    by_group: dict[int, list[Any]] = {}
    for row in unread.select_related("pupil").order_by("pupil__sort_name", "pk"):
        by_group.setdefault(row.group_id, []).append(row.pupil)
    return [ToRead(group, by_group[group.pk]) for group in groups if group.pk in by_group]


def with_unread(groups: Any, member: Member, day: dt.date) -> Any:
    """Groups with `unread`: how many passports of those in each the member has not read. No query more."""
    rows = GroupPupil.objects.on(day).filter(
        group=OuterRef("pk"),
        pupil__in=Pupil.objects.on_roll(day),
        pupil__passport_versions__replaced_at__isnull=True,
        pupil__passport_versions__number__gte=1,
    )
    read = PassportReading.objects.filter(version=OuterRef("version_pk"), user=member.user)
    left = rows.annotate(version_pk=F("pupil__passport_versions")).filter(~Exists(read)).order_by()
    count = left.values("group").annotate(count=Count("pk")).values("count")
    return groups.annotate(unread=Coalesce(Subquery(count[:1]), 0))
