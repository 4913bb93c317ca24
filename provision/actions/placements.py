"""Putting an intervention in place for pupils, changing it, ending it, and the day on which it is looked at again."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q

from provision.models import Delivery, Intervention, Placement, PlacementPupil
from pupils.actions.deadlines import close_about, owner_at, set_deadline, staff_at
from pupils.models import Deadline, Pupil
from senco.forms.versions import claim_version
from senco.law import day_name, previous_working_day
from senco.models import User
from senco.permissions import Member, Permission

REVIEW = "placement.review"
REVIEW_WHY = "The school set this day when it put the intervention in place, to see whether it works."
ENDED_WHY = "The intervention has ended for this pupil or group."


class PlacementRefused(Exception):
    """It cannot be placed or changed so; the message is a plain sentence for the person who tried."""


@transaction.atomic
def place_pupils(
    intervention: Intervention,
    pupils: Collection[Pupil],
    *,
    starts_on: dt.date,
    by: Member,
    today: dt.date,
    **fields: Any,
) -> Placement:
    """One placement for all these pupils together, from `starts_on`. Its review, if any, falls due."""
    by.must(Permission.MANAGE_PROVISION, intervention)
    if not pupils:
        raise PlacementRefused("Choose at least one pupil.")
    if any(pupil.school_id != intervention.school_id for pupil in pupils):
        raise PlacementRefused("All pupils must be of the school that offers this.")
    _refuse_twice(intervention, pupils, starts_on)
    school = intervention.school_id
    placement = Placement.objects.create(
        school_id=school, intervention=intervention, starts_on=starts_on, **_with_times(fields)
    )
    for pupil in pupils:
        PlacementPupil.objects.create(school_id=school, placement=placement, pupil=pupil, starts_on=starts_on)
    _follow_review(placement, moved=True, today=today)
    return placement


def _refuse_twice(intervention: Intervention, pupils: Collection[Pupil], starts_on: dt.date) -> None:
    """A form sent twice must not place anybody twice."""
    same = PlacementPupil.objects.filter(
        placement__intervention=intervention, placement__starts_on=starts_on, pupil__in=pupils, ends_on=None
    )
    found = same.select_related("pupil").first()
    if found is not None:
        raise PlacementRefused(f"{found.pupil.name} has {intervention.name} from {day_name(starts_on)} already.")


def _with_times(fields: dict[str, Any]) -> dict[str, Any]:
    """Fixed weekdays say how many times a week it is."""
    weekdays = fields.get("weekdays")
    return {**fields, "times": len(weekdays)} if weekdays else fields


@transaction.atomic
def change_placement(placement: Placement, *, by: Member, seen: int, today: dt.date, **fields: Any) -> Placement:
    """StaleEdit when somebody saved since version `seen`. Who was in it from its first day moves with that day."""
    by.must(Permission.MANAGE_PROVISION, placement)
    stands = Placement.objects.get(pk=placement.pk)
    claim_version(placement, seen)
    fields = _with_times(fields)
    for name, value in fields.items():
        setattr(placement, name, value)
    _refuse_lost_sessions(placement)
    _move_rows(placement, stands.starts_on)
    placement.save(update_fields=list(fields))
    _follow_review(placement, moved=placement.review_on != stands.review_on, today=today)
    if placement.is_over(today):
        _close_review(placement, by=by.user, today=today)
    return placement


def _move_rows(placement: Placement, was: dt.date) -> None:
    rows = PlacementPupil.objects.of_placement(placement)
    if rows.filter(ends_on__lt=placement.starts_on).exists():
        raise PlacementRefused(f"A pupil left this before {day_name(placement.starts_on)}, so it began before that.")
    rows.filter(Q(starts_on=was) | Q(starts_on__lt=placement.starts_on)).update(starts_on=placement.starts_on)


def _refuse_lost_sessions(placement: Placement) -> None:
    outside = Q(on__lt=placement.starts_on)
    if placement.ends_on:
        outside |= Q(on__gt=placement.ends_on)
    lost = Delivery.objects.of_placement(placement).filter(outside).first()
    if lost is not None:
        raise PlacementRefused(
            f"A session is recorded on {day_name(lost.on)}. Take that record back first, or keep the day inside."
        )


@transaction.atomic
def end_placement(placement: Placement, *, on: dt.date, by: Member, today: dt.date) -> Placement:
    """`on` is its last day. Its review is no longer due once it is over."""
    by.must(Permission.MANAGE_PROVISION, placement)
    if on < placement.starts_on:
        raise PlacementRefused(f"It began on {day_name(placement.starts_on)}, so it cannot end before that.")
    placement.ends_on = on
    _refuse_lost_sessions(placement)
    placement.save(update_fields=["ends_on"])
    _close_review(placement, by=by.user, today=today)
    return placement


@transaction.atomic
def resume_placement(placement: Placement, *, until: dt.date | None, by: Member, today: dt.date) -> Placement:
    """Undo an ending: it runs until the day it had before, or without end. A review that the ending closed is due."""
    by.must(Permission.MANAGE_PROVISION, placement)
    if until is not None and until < placement.starts_on:
        raise PlacementRefused(f"It began on {day_name(placement.starts_on)}, so it cannot end before that.")
    placement.ends_on = until
    placement.save(update_fields=["ends_on"])
    closed = Deadline.objects.closed().about("placement", placement.pk).of_school(placement.school_id)
    last = closed.filter(rule=REVIEW).order_by("-pk").first()
    _follow_review(placement, moved=last is not None and last.closed_why == ENDED_WHY, today=today)
    return placement


def resume_review(school_id: int, pk: int, today: dt.date) -> None:
    """A pupil has come back: the review is due again, if what they were in still runs."""
    placement = Placement.objects.of_school(school_id).filter(pk=pk).first()
    if placement is not None and (placement.ends_on is None or placement.ends_on >= today):
        _follow_review(placement, moved=True, today=today)


def _close_review(placement: Placement, *, by: User, today: dt.date) -> None:
    subject = ("placement", placement.pk)
    close_about(subject, school_id=placement.school_id, on=today, why=ENDED_WHY, by=by, rules=(REVIEW,))


def _follow_review(placement: Placement, *, moved: bool, today: dt.date) -> None:
    """The review falls due on its day, for who gives it or the SENCO; one that was met stays met unless it moved."""
    school, subject = placement.school_id, ("placement", placement.pk)
    due = Deadline.objects.open().about(*subject).of_school(school).filter(rule=REVIEW).exists()
    if placement.review_on is None:
        if due:
            close_about(subject, school_id=school, on=today, why="No day is set any more.", rules=(REVIEW,))
        return
    if not (moved or due):
        return
    set_deadline(
        REVIEW,
        school_id=school,
        subject=subject,
        pupil=_only_pupil(placement),
        due_on=placement.review_on,
        act_by=previous_working_day(placement.review_on),
        why=REVIEW_WHY,
        owner=_owner(placement, today),
        today=today,
    )


def _only_pupil(placement: Placement) -> Pupil | None:
    rows = list(PlacementPupil.objects.of_placement(placement).select_related("pupil")[:2])
    return rows[0].pupil if len(rows) == 1 and not placement.group_name else None


def _owner(placement: Placement, today: dt.date) -> User:
    giver = placement.given_by
    if giver is not None and staff_at(placement.school_id, today).filter(pk=giver.pk).exists():
        return giver
    return owner_at(placement.school_id, today)


@transaction.atomic
def add_pupil(placement: Placement, pupil: Pupil, *, on: dt.date, by: Member) -> PlacementPupil:
    """Into the group from that day."""
    by.must(Permission.MANAGE_PROVISION, placement)
    Placement.objects.select_for_update().get(pk=placement.pk)
    if pupil.school_id != placement.school_id:
        raise PlacementRefused("The pupil is of another school.")
    if not placement.is_running(on):
        raise PlacementRefused(f"This does not run on {day_name(on)}.")
    there = PlacementPupil.objects.of_placement(placement).of_pupil(pupil)
    if there.filter(Q(ends_on=None) | Q(ends_on__gte=on)).exists():
        raise PlacementRefused(f"{pupil.name} is in it already.")
    return PlacementPupil.objects.create(school_id=placement.school_id, placement=placement, pupil=pupil, starts_on=on)


@transaction.atomic
def end_pupil(row: PlacementPupil, *, on: dt.date, by: Member) -> PlacementPupil:
    """`on` is the pupil's last day in the group; the others go on."""
    by.must(Permission.MANAGE_PROVISION, row)
    if on < row.starts_on:
        raise PlacementRefused(f"{row.pupil.name} joined on {day_name(row.starts_on)}, so cannot leave before that.")
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    return row


@transaction.atomic
def restore_pupil(row: PlacementPupil, *, by: Member) -> PlacementPupil:
    """Undo a leaving, unless the pupil has come back since."""
    by.must(Permission.MANAGE_PROVISION, row)
    again = PlacementPupil.objects.of_placement(row.placement_id).of_pupil(row.pupil_id)
    if again.filter(starts_on__gt=row.starts_on).exists():
        raise PlacementRefused(f"{row.pupil.name} has joined again since.")
    row.ends_on = None
    row.save(update_fields=["ends_on"])
    return row


@transaction.atomic
def withdraw_pupil(row: PlacementPupil, *, by: Member) -> None:
    """Undo a joining by mistake. Once sessions are recorded the pupil was there: then a leaving day is set instead."""
    by.must(Permission.MANAGE_PROVISION, row)
    sessions = Delivery.objects.of_placement(row.placement_id).given().filter(on__gte=row.starts_on)
    if sessions.exists():
        raise PlacementRefused("Sessions have been given since. Set a last day for the pupil instead.")
    row.delete()
