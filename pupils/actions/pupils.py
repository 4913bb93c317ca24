"""Adding a pupil by hand, editing one, and the dated facts of being here: roll, year, characteristics."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from pupils.actions.corrections import Refused, keep_correction
from pupils.actions.deadlines import close_about
from pupils.actions.leavers import left_words, resume_returners_deadlines, stop_leavers_deadlines
from pupils.models import Characteristic, Correction, Enrolment, GroupPupil, Pupil, PupilWord, SenStatus, YearGroup
from pupils.names import fold, words
from senco.actions.history import Touched, take_back_act
from senco.law import day_name
from senco.models import School
from senco.permissions import Member, Permission

DAY = dt.timedelta(days=1)
BY_HAND = (
    "upn",
    "local_ref",
    "admission_number",
    "forename",
    "surname",
    "preferred_forename",
    "middle_names",
    "former_surname",
    "date_of_birth",
    "sex",
    "ethnicity",
    "first_language",
    "address",
)
"""What of a pupil a hand may change; each change stands against later imports."""


def write_names(pupil: Pupil) -> None:
    """Keep the sort name and the search words in step with the names. Three queries."""
    write_many_names([pupil])


def write_many_names(pupils: Iterable[Pupil]) -> None:
    """The same for many pupils of one school: three statements a thousand."""
    rows = list(pupils)
    for pupil in rows:
        pupil.sort_name = fold(f"{pupil.surname} {pupil.known_as}")
    Pupil.objects.bulk_update(rows, ["sort_name"], batch_size=1000)
    PupilWord.objects.filter(pupil__in=rows).delete()
    PupilWord.objects.bulk_create(
        (
            PupilWord(school_id=pupil.school_id, pupil=pupil, word=word[:100])
            for pupil in rows
            for word in words(pupil.forename, pupil.surname, pupil.preferred_forename, pupil.former_surname)
        ),
        batch_size=1000,
    )


@transaction.atomic
def add_pupil(school: School, *, by: Member, from_on: dt.date, values: Mapping[str, Any], year: str = "") -> Pupil:
    """A pupil whom no file has brought: on the roll from a day, with no SEN provision until somebody decides."""
    by.must(Permission.EDIT_PUPILS, school)
    pupil = Pupil(school=school, **values)
    pupil.sort_name = fold(f"{pupil.surname} {pupil.known_as}")
    pupil.save()
    write_names(pupil)
    Enrolment.objects.create(school=school, pupil=pupil, starts_on=from_on)
    SenStatus.objects.create(
        school=school, pupil=pupil, starts_on=from_on, provision=SenStatus.Provision.NONE, decided_by=by.user
    )
    if year:
        YearGroup.objects.create(school=school, pupil=pupil, starts_on=from_on, code=year)
    return pupil


@transaction.atomic
def edit_pupil(pupil: Pupil, *, by: Member, values: Mapping[str, Any]) -> list[str]:
    """Write these fields; the names of those that changed. A former UPN is kept when the UPN changes."""
    by.must(Permission.EDIT_PUPILS, pupil)
    stored = Pupil.objects.select_for_update().get(pk=pupil.pk)
    changed = [name for name in BY_HAND if name in values and getattr(stored, name) != values[name]]
    for name in changed:
        keep_correction(stored, name, by=by, value=values[name], was=getattr(stored, name))
        if name == "upn" and stored.upn:
            stored.former_upn = stored.upn
        setattr(stored, name, values[name])
    if changed:
        stored.save(update_fields=[*changed, "former_upn"])
        write_names(stored)
    return changed


@transaction.atomic
def set_year(pupil: Pupil, *, by: Member, code: str, from_on: dt.date) -> None:
    """In this year group from a day. Raises Refused for a day before the present one began."""
    by.must(Permission.EDIT_PUPILS, pupil)
    row = YearGroup.objects.select_for_update().filter(pupil=pupil).order_by("-starts_on").first()
    was = row.code if row is not None and row.ends_on is None else ""
    if code == was:
        return
    if row is not None:
        _close_or_refuse(row, from_on, "The present year group")
    YearGroup.objects.create(school_id=pupil.school_id, pupil=pupil, code=code, starts_on=from_on)
    keep_correction(pupil, "year_group", by=by, value=code, was=was)


def _close_or_refuse(row: Any, from_on: dt.date, what: str) -> None:
    """End a dated row the day before; one that began that very day was never true before, so it goes."""
    if from_on < row.starts_on or (row.ends_on is not None and from_on <= row.ends_on):
        raise Refused(f"{what} began on {day_name(row.starts_on)}. Choose that day or a later one.")
    if row.ends_on is not None:
        return
    if row.starts_on == from_on:
        row.delete()
        return
    row.ends_on = from_on - DAY
    row.save(update_fields=["ends_on"])


@transaction.atomic
def set_characteristic(pupil: Pupil, *, by: Member, kind: str, from_on: dt.date, detail: str = "") -> Characteristic:
    """A yes from this day on (looked after, pupil premium …). Raises Refused if it is a yes already."""
    by.must(Permission.EDIT_PUPILS, pupil)
    rows = Characteristic.objects.select_for_update().filter(pupil=pupil, kind=kind).order_by("-starts_on")
    last = rows.first()
    name = Characteristic.Kind(kind).label
    if last is not None and last.ends_on is None:
        raise Refused(f"“{name}” is already recorded, from {day_name(last.starts_on)}.")
    if last is not None and last.ends_on is not None and from_on <= last.ends_on:
        raise Refused(f"“{name}” was recorded until {day_name(last.ends_on)}. Choose a later day.")
    keep_correction(pupil, kind, by=by, value="yes", was="no")
    return Characteristic.objects.create(
        school_id=pupil.school_id, pupil=pupil, kind=kind, starts_on=from_on, detail=detail
    )


@transaction.atomic
def end_characteristic(row: Characteristic, *, by: Member, from_on: dt.date) -> None:
    """No longer so from this day."""
    by.must(Permission.EDIT_PUPILS, row)
    _close_or_refuse(row, from_on, f"“{row}”")
    keep_correction(Pupil.objects.get(pk=row.pupil_id), row.kind, by=by, value="no", was="yes")


@transaction.atomic
def bring_back_characteristic(pupil: Pupil, key: uuid.UUID, *, by: Member) -> None:
    """Undo an ending. TooLate once the same was recorded again."""
    by.must(Permission.EDIT_PUPILS, pupil)
    where = {"pupil": pupil}
    kinds = Touched(Characteristic, where, rivals=("pupil_id", "kind"))
    take_back_act(key, (kinds, Touched(Correction, {**where, "field__in": Characteristic.Kind.values})), by=by)


@transaction.atomic
def leave_roll(pupil: Pupil, *, by: Member, on: dt.date, left_for: str = "", today: dt.date) -> None:
    """`on` is the last day here: the roll and the classes end with it, and nobody is asked to tell parents any more.

    What else is due about them ends when that day is past: now, or by the night that follows it.

    The file stays, with the provision as it was, so that the register of any past day stays true.
    """
    by.must(Permission.EDIT_PUPILS, pupil)
    row = Enrolment.objects.select_for_update().filter(pupil=pupil, ends_on__isnull=True).first()
    if row is None:
        raise Refused("This pupil is not on the roll.")
    if on < row.starts_on:
        raise Refused(f"They joined on {day_name(row.starts_on)}. Choose that day or a later one.")
    row.ends_on, row.left_for = on, left_for
    row.save(update_fields=["ends_on", "left_for"])
    GroupPupil.objects.filter(pupil=pupil, ends_on__isnull=True, starts_on__gt=on).delete()
    GroupPupil.objects.filter(pupil=pupil, ends_on__isnull=True).update(ends_on=on)
    for status in SenStatus.objects.filter(pupil=pupil, ends_on__isnull=True):
        close_about(("sen_status", status.pk), school_id=pupil.school_id, on=today, why=left_words(on), by=by.user)
    stop_leavers_deadlines(pupil.school_id, today=today, by=by.user, pupils=[pupil.pk])


@transaction.atomic
def come_back(pupil: Pupil, *, by: Member, on: dt.date, today: dt.date) -> Enrolment:
    """On the roll again; a returner has two rows. What leaving had closed is due again, from that day on."""
    by.must(Permission.EDIT_PUPILS, pupil)
    last = Enrolment.objects.select_for_update().filter(pupil=pupil).order_by("-starts_on").first()
    if last is not None and (last.ends_on is None or on <= last.ends_on):
        raise Refused("They are on the roll on that day.")
    row = Enrolment.objects.create(school_id=pupil.school_id, pupil=pupil, starts_on=on)
    resume_returners_deadlines(pupil.school_id, today=today, pupils=[pupil.pk])
    return row
