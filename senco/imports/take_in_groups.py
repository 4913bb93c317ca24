"""Teaching groups: who is in which set, and who teaches it. A set's list is whole only when a person says so."""

from __future__ import annotations

from collections.abc import Sequence

from pupils.imports import GroupRow, Problem
from pupils.models import GroupPupil, GroupStaff, TeachingGroup
from pupils.names import fold
from senco.imports.changes import Change, Entry, Tab
from senco.imports.facts import BATCH, DAY
from senco.imports.intake import Intake, stopped
from senco.imports.matching import OnFile
from senco.imports.settling import settle
from senco.models import Membership, User
from senco.permissions import PUPIL_ROLES

Placed = tuple[GroupRow, OnFile]


def take_in_groups(intake: Intake) -> None:
    rows = [row for row in intake.parsed.rows if isinstance(row, GroupRow)]
    settled = settle(intake, intake.roll(), [(row.line, row.pupil) for row in rows], once=False)
    if stopped(intake):
        return
    placed = [(row, settled[row.line]) for row in rows if row.line in settled]
    groups = _groups(intake, rows)
    _pupils(intake, placed, groups)
    _teachers(intake, rows, groups)
    intake.progress(len(rows), len(rows))


def _groups(intake: Intake, rows: Sequence[GroupRow]) -> dict[str, TeachingGroup]:
    """Every set that the file names; those that the school has not had are made. Two queries."""
    ours = TeachingGroup.objects.of_school(intake.school_id).filter(kind=TeachingGroup.Kind.SUBJECT, ends_on=None)
    groups = {group.name: group for group in ours}
    missing: dict[str, TeachingGroup] = {}
    for row in rows:
        name = row.group[:40]
        if name not in groups and name not in missing:
            missing[name] = TeachingGroup(
                school_id=intake.school_id,
                kind=TeachingGroup.Kind.SUBJECT,
                name=name,
                subject=(row.subject or "")[:60],
            )
    if intake.writes:
        TeachingGroup.objects.bulk_create(missing.values())
    return groups | missing


def _pupils(intake: Intake, placed: Sequence[Placed], groups: dict[str, TeachingGroup]) -> None:
    rows = GroupPupil.objects.of_school(intake.school_id).filter(ends_on=None, group__kind=TeachingGroup.Kind.SUBJECT)
    stands = {(row.pupil_id, row.group_id): row for row in rows.select_related("group", "pupil")}
    made, named = [], set()
    for row, pupil in placed:
        group = groups[row.group[:40]]
        key = (pupil.pk, group.name)
        if key in named:
            continue
        named.add(key)
        is_in = group.pk is not None and (pupil.pk, group.pk) in stands
        changes = () if is_in else (Change("Teaching group", "", str(group)),)
        if not is_in:
            made.append((pupil.pk, group))
        tab = Tab.UNCHANGED if is_in else Tab.CHANGED
        intake.preview.add(Entry(tab, row.line, pupil.pk, pupil.name, pupil.group, changes))
    gone = [] if not intake.wishes.is_whole_roll else _gone(stands.values(), named, placed)
    for member in gone:
        change = Change("Teaching group", str(member.group), "left")
        intake.preview.add(Entry(Tab.LEAVER, None, member.pupil_id, member.pupil.name, "", (change,)))
    if intake.writes:
        for member in gone:
            member.ends_on = max(member.starts_on, intake.day - DAY)
        GroupPupil.objects.bulk_update(gone, ["ends_on"], batch_size=BATCH)
        GroupPupil.objects.bulk_create(
            [
                GroupPupil(school_id=intake.school_id, pupil_id=pk, group=group, starts_on=intake.day)
                for pk, group in made
            ],
            batch_size=BATCH,
        )


def _gone(stands: object, named: set[tuple[int, str]], placed: Sequence[Placed]) -> list[GroupPupil]:
    """Members of the file's sets whom it does not name any more."""
    sets = {row.group[:40] for row, _ in placed}
    return [
        member
        for member in stands  # type: ignore[attr-defined]
        if member.group.name in sets and (member.pupil_id, member.group.name) not in named
    ]


def _teachers(intake: Intake, rows: Sequence[GroupRow], groups: dict[str, TeachingGroup]) -> None:
    """Teachers by e-mail address, else by a full name that one person here has."""
    memberships = Membership.objects.at(intake.school).current(intake.day).filter(role__in=PUPIL_ROLES)
    staff = {one.user_id: one.user for one in memberships.select_related("user")}
    by_email = {user.email.casefold(): user for user in staff.values()}
    by_name: dict[str, list[User]] = {}
    for one in staff.values():
        by_name.setdefault(fold(one.name), []).append(one)
    teachers = GroupStaff.objects.filter(
        school=intake.school_id, ends_on=None, group__kind=TeachingGroup.Kind.SUBJECT, group__ends_on=None
    )
    taught = set(teachers.values_list("group__name", "user_id"))
    seen: set[tuple[str, str]] = set()
    for row in rows:
        written = row.teacher_email or row.teacher or ""
        if not written or (row.group, written) in seen:
            continue
        seen.add((row.group, written))
        known = by_name.get(fold(row.teacher or ""), [])
        user = by_email.get((row.teacher_email or "").casefold()) or (known[0] if len(known) == 1 else None)
        if user is None:
            why = "Nobody at this school signs in by this name or address, so the group has no teacher yet."
            name = "teacher_email" if row.teacher_email else "teacher"
            intake.say(Problem(row.line, intake.header(name), written, why, field=name))
            continue
        group = groups[row.group[:40]]
        if (group.name, user.pk) in taught:
            continue
        taught.add((group.name, user.pk))
        intake.preview.add(Entry(Tab.CHANGED, row.line, None, user.name, changes=(Change("Teaches", "", str(group)),)))
        if intake.writes:
            GroupStaff.objects.create(school_id=intake.school_id, group=group, user=user, starts_on=intake.day)
