"""Recording what was given, session by session."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from provision.models import Delivery, DeliveryPupil, Placement, PlacementPupil
from senco.law import day_name
from senco.permissions import Member

MOST_MINUTES = 600


class DeliveryRefused(Exception):
    """The session cannot be recorded so; the message is a plain sentence for the person who tried.

    `field` is what of the form it is about, "who" for who of a group was there; "" where it is the day itself.
    """

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.field = field


@transaction.atomic
def record_given(placement: Placement, *, on: dt.date, minutes: int, by: Member, today: dt.date) -> Delivery:
    """Given on that day for so many minutes. A second record of the day takes the place of the first."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise DeliveryRefused(f"Minutes are between 1 and {MOST_MINUTES}.")
    return _record(placement, on, by, today, minutes=minutes, why_not="", note="")


@transaction.atomic
def record_group(
    placement: Placement,
    *,
    on: dt.date,
    minutes: int,
    others: Mapping[int, tuple[int, str]],
    by: Member,
    today: dt.date,
) -> Delivery:
    """A group's session of so many minutes, and those for whom it was otherwise: pupil's id to minutes, or 0 and why.

    Where none of them was there it was not given at all, and is to be recorded as that.
    """
    here = set(PlacementPupil.objects.of_placement(placement).on(on).values_list("pupil", flat=True))
    if not others.keys() <= here:
        raise DeliveryRefused("Somebody has left the group or joined it since. Open the page again.", "who")
    for length, why in others.values():
        if length == 0 and why not in DeliveryPupil.WhyNot:
            raise DeliveryRefused("Say why a pupil was not there.")
        if length and not 1 <= length <= MOST_MINUTES:
            raise DeliveryRefused(f"Minutes are between 1 and {MOST_MINUTES}.")
    if others.keys() == here and not any(length for length, _ in others.values()):
        raise DeliveryRefused("None of them was there. Record it as not given instead.", "who")
    delivery = record_given(placement, on=on, minutes=minutes, by=by, today=today)
    DeliveryPupil.objects.bulk_create(
        DeliveryPupil(
            school_id=placement.school_id,
            delivery=delivery,
            pupil_id=pupil,
            minutes=length,
            why_not="" if length else why,
        )
        for pupil, (length, why) in others.items()
        if length != minutes
    )
    return delivery


@transaction.atomic
def record_not_given(
    placement: Placement, *, on: dt.date, why_not: str, note: str = "", by: Member, today: dt.date
) -> Delivery:
    """Not given on that day, and why."""
    if why_not not in Delivery.WhyNot:
        raise DeliveryRefused("Say why it was not given.", "why_not")
    if why_not == Delivery.WhyNot.OTHER and not note.strip():
        raise DeliveryRefused("Say in a few words what the reason was.", "note")
    return _record(placement, on, by, today, minutes=0, why_not=why_not, note=note.strip()[:300])


def _record(placement: Placement, on: dt.date, by: Member, today: dt.date, **fields: Any) -> Delivery:
    _refuse_others(placement, by)
    if on > today:
        raise DeliveryRefused(f"{day_name(on)} is still to come. Record a session when it has been.")
    if not placement.is_running(on):
        raise DeliveryRefused(f"This does not run on {day_name(on)}.")
    delivery, _ = Delivery.objects.update_or_create(
        school_id=placement.school_id, placement=placement, on=on, defaults={**fields, "recorded_by": by.user}
    )
    delivery.pupil_rows.all().delete()
    return delivery


def _refuse_others(placement: Placement, by: Member) -> None:
    if not placement.may_be_recorded_by(by):
        raise PermissionDenied("Its sessions are recorded by who gives it, assistants and the SENCO.")


@transaction.atomic
def take_back(placement: Placement, *, on: dt.date, by: Member) -> bool:
    """Undo the record of a day; whether there was one. What was recorded stays in the history."""
    _refuse_others(placement, by)
    there = Delivery.objects.of_placement(placement).filter(on=on)
    DeliveryPupil.objects.of_deliveries(there).delete()
    gone, _ = there.delete()
    return bool(gone)
