"""Classes and teaching groups made by hand, and who is in them from when to when."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction

from pupils.actions.corrections import Refused, keep_correction
from pupils.models import GroupPupil, GroupStaff, Pupil, TeachingGroup
from senco.actions.history import Touched, take_back_act
from senco.forms.versions import claim_version
from senco.law import day_name
from senco.models import School, User
from senco.permissions import Member, Permission

DAY = dt.timedelta(days=1)
MAY = (Permission.EDIT_PUPILS, Permission.MANAGE_REGISTER, Permission.MANAGE_STAFF)


def _must(by: Member, school: object, *permissions: Permission) -> None:
    if not any(by.may(permission, school) for permission in permissions):
        by.must(permissions[0], school)


@transaction.atomic
def make_group(school: School, *, by: Member, kind: str, name: str, subject: str = "") -> TeachingGroup:
    by.must(Permission.EDIT_PUPILS, school)
    return TeachingGroup.objects.create(school=school, kind=kind, name=name, subject=subject)


@transaction.atomic
def edit_group(
    group: TeachingGroup, *, by: Member, seen: int, name: str, subject: str, ends_on: dt.date | None
) -> TeachingGroup:
    """A new name, or an end: then its pupils and staff leave it on the same day.

    StaleEdit when somebody saved since version `seen`.
    """
    by.must(Permission.EDIT_PUPILS, group)
    claim_version(group, seen)
    group.name, group.subject, group.ends_on = name, subject, ends_on
    group.save(update_fields=["name", "subject", "ends_on"])
    if ends_on is not None:
        GroupPupil.objects.filter(group=group, ends_on__isnull=True, starts_on__lte=ends_on).update(ends_on=ends_on)
        GroupStaff.objects.filter(group=group, ends_on__isnull=True, starts_on__lte=ends_on).update(ends_on=ends_on)
    return group


@transaction.atomic
def put_pupils_in(group: TeachingGroup, pupils: Iterable[Pupil], *, by: Member, from_on: dt.date) -> int:
    """In the group from this day; how many were not in it yet. A pupil has one class at a time: the former one ends.

    Raises Refused when the former class began later than that day.
    """
    by.must(Permission.EDIT_PUPILS, group)
    put = 0
    for pupil in pupils:
        if GroupPupil.objects.filter(pupil=pupil, group=group, ends_on__isnull=True).exists():
            continue
        if group.kind == TeachingGroup.Kind.REGISTRATION:
            _leave_class(pupil, group, by, from_on)
        _refuse_overlap(group, pupil, from_on)
        GroupPupil.objects.create(school_id=group.school_id, group=group, pupil=pupil, starts_on=from_on)
        put += 1
    return put


def _leave_class(pupil: Pupil, group: TeachingGroup, by: Member, from_on: dt.date) -> None:
    rows = GroupPupil.objects.registration().select_related("group").filter(pupil=pupil, ends_on__isnull=True)
    was = ""
    for row in rows:
        was = row.group.name
        _close(row, from_on, f"{pupil} is in {row.group} from")
    keep_correction(pupil, "registration_group", by=by, value=group.name, was=was)


def _close(row: GroupPupil | GroupStaff, from_on: dt.date, words: str) -> None:
    """No longer from this day; a row that began that very day was never true before, so it goes."""
    if row.starts_on > from_on:
        raise Refused(f"{words} {day_name(row.starts_on)}. Choose that day or a later one.")
    if row.starts_on == from_on:
        row.delete()
        return
    row.ends_on = from_on - DAY
    row.save(update_fields=["ends_on"])


def _refuse_overlap(group: TeachingGroup, pupil: Pupil, from_on: dt.date) -> None:
    last = GroupPupil.objects.filter(group=group, pupil=pupil, ends_on__gte=from_on).order_by("-ends_on").first()
    if last is not None and last.ends_on is not None:
        raise Refused(f"{pupil} was in {group} until {day_name(last.ends_on)}. Choose a later day.")


@transaction.atomic
def take_pupil_out(row: GroupPupil, *, by: Member, from_on: dt.date) -> None:
    by.must(Permission.EDIT_PUPILS, row)
    _close(row, from_on, "In this group from")


@transaction.atomic
def put_pupil_back(group: TeachingGroup, key: uuid.UUID, *, by: Member, today: dt.date) -> None:
    """Undo a taking out. TooLate once the pupil was put here again, or into any other class."""
    by.must(Permission.EDIT_PUPILS, group)
    _refuse_ended(group)
    one_class = group.kind == TeachingGroup.Kind.REGISTRATION
    rivals = ("pupil_id",) if one_class else ("pupil_id", "group_id")
    back = take_back_act(key, (Touched(GroupPupil, {"group": group}, rivals=rivals),), by=by)
    rows = GroupPupil.objects.filter(pk__in=[pk for _, pk in back])
    if Pupil.objects.filter(pk__in=rows.values("pupil")).exclude(pk__in=Pupil.objects.on_roll(today)).exists():
        raise Refused("The pupil is no longer on the roll.")


def _refuse_ended(group: TeachingGroup) -> None:
    if group.ends_on is not None:
        raise Refused(f"{group} ends on {day_name(group.ends_on)}, so nobody is put back into it.")


@transaction.atomic
def add_staff(group: TeachingGroup, user: User, *, by: Member, from_on: dt.date) -> GroupStaff:
    """Teaches or assists the group from this day, and so sees its pupils. Raises Refused if they do already."""
    _must(by, group, *MAY)
    last = GroupStaff.objects.filter(group=group, user=user).order_by("-starts_on").first()
    if last is not None and (last.ends_on is None or last.ends_on >= from_on):
        raise Refused(f"{user} is with this group already, from {day_name(last.starts_on)}.")
    return GroupStaff.objects.create(school_id=group.school_id, group=group, user=user, starts_on=from_on)


@transaction.atomic
def end_staff(row: GroupStaff, *, by: Member, from_on: dt.date) -> None:
    """From this day the group's pupils are no longer theirs to see."""
    _must(by, row, *MAY)
    _close(row, from_on, "With this group from")


@transaction.atomic
def bring_back_staff(group: TeachingGroup, key: uuid.UUID, *, by: Member) -> None:
    """Undo an ending: its pupils are theirs to see again. TooLate once they were added again."""
    _must(by, group, *MAY)
    _refuse_ended(group)
    take_back_act(key, (Touched(GroupStaff, {"group": group}, rivals=("group_id", "user_id")),), by=by)
