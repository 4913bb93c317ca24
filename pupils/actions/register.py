"""Putting a pupil on the SEN register, changing what they are given, taking them off; and telling the parents."""

import datetime as dt
from typing import Any

from django.db import transaction

from pupils.actions.corrections import Refused, keep_correction
from pupils.actions.deadlines import CannotTick, close_about, set_deadline
from pupils.actions.needs import close_needs, reopen_needs
from pupils.models import Deadline, Pupil, SenNeed, SenStatus
from senco.law import NotKnown, compute, day_name, law, school_days_after, working_days_after
from senco.models import User, calendar_of
from senco.permissions import Member, Permission

DAY = dt.timedelta(days=1)
NOTICE = "sensupport.parent_notice"
STARTED = "sen_provision.started_without_ehcp"
FURTHEST = dt.timedelta(days=366)
K = SenStatus.Provision.SUPPORT


@transaction.atomic
def change_provision(
    pupil: Pupil,
    *,
    by: Member,
    provision: str,
    from_on: dt.date,
    today: dt.date,
    reason: str = "",
    decided_with: str = "",
    parents_told_on: dt.date | None = None,
    parents_told_how: str = "",
) -> SenStatus:
    """From `from_on` this provision is in force, until the next change that is already recorded.

    The row in force that day is closed the day before. Raises Refused when the day is taken, the provision is the
    same, or a need stands in the way. SEN support with no word that the parents were told opens that deadline.
    """
    by.must(Permission.MANAGE_REGISTER, pupil)
    Pupil.objects.select_for_update().only("pk").get(pk=pupil.pk)
    rows = list(SenStatus.objects.filter(pupil=pupil).order_by("starts_on"))
    here = next((row for row in rows if row.starts_on <= from_on <= (row.ends_on or dt.date.max)), None)
    later = next((row for row in rows if row.starts_on > from_on), None)
    _refuse_days(pupil, provision, from_on, today, here, later)
    if here is not None:
        _close(here, from_on - DAY, by, today)
    made = SenStatus(
        pupil=pupil, provision=provision, starts_on=from_on, ends_on=later.starts_on - DAY if later else None
    )
    made.school_id, made.reason, made.decided_by, made.decided_with = pupil.school_id, reason, by.user, decided_with
    made.parents_told_on, made.parents_told_how = parents_told_on, parents_told_how
    made.save()
    if later is None:
        close_needs(pupil, by=by, provision=provision, from_on=from_on)
        _await_notice(made, pupil, today)
        keep_correction(pupil, "sen_provision", by=by, value=provision, was=here.provision if here else "")
    return made


def _close(status: SenStatus, last_day: dt.date, by: Member, today: dt.date) -> None:
    """In force until that day; what was due about it is owed no more."""
    status.ends_on = last_day
    status.save(update_fields=["ends_on"])
    close_about(("sen_status", status.pk), school_id=status.school_id, on=today, why="Changed", by=by.user)


def _refuse_days(
    pupil: Pupil, provision: str, from_on: dt.date, today: dt.date, here: SenStatus | None, later: SenStatus | None
) -> None:
    name = SenStatus.Provision(provision).label
    if from_on < pupil.date_of_birth:
        raise Refused("That day is before the pupil was born.")
    if from_on > today + FURTHEST:
        raise Refused("That day is more than a year ahead.")
    if here is not None and here.provision == provision:
        raise Refused(f"“{name}” is already in force on that day, since {day_name(here.starts_on)}.")
    if here is not None and here.starts_on == from_on:
        raise Refused(f"“{here}” began on that very day. Choose a later day, or take that change back first.")
    if later is not None and later.provision == provision:
        raise Refused(
            f"“{name}” is recorded from {day_name(later.starts_on)}. To begin it earlier, take that change back first."
        )


def _await_notice(status: SenStatus, pupil: Pupil, today: dt.date) -> None:
    """The parents must be told when support starts without a plan. The law gives no day, so the product does."""
    if status.provision != K or status.parents_told_on is not None or status.ends_on is not None:
        return
    flag = law().product_flags[NOTICE]
    told = compute({STARTED: status.starts_on})[NOTICE]
    try:
        due = school_days_after(status.starts_on, flag.school_days, calendar_of(pupil.school_id))
        why = flag.text
    except NotKnown:
        due = working_days_after(status.starts_on, flag.school_days)
        why = f"{flag.text} The school's terms are not entered here, so working days are counted."
    set_deadline(
        NOTICE,
        school_id=pupil.school_id,
        subject=("sen_status", status.pk),
        pupil=pupil,
        due_on=due,
        act_by=due,
        today=today,
        from_event=told.trigger,
        from_on=status.starts_on,
        why=why,
        once=True,
    )


def resume_notice(school_id: int, pk: int, today: dt.date) -> None:
    """A pupil has come back: parents who were not told that support started are still to be told."""
    status = SenStatus.objects.of_school(school_id).filter(pk=pk).select_related("pupil").first()
    if status is not None:
        _await_notice(status, status.pupil, today)


@transaction.atomic
def record_parents_told(status: SenStatus, *, by: Member, on: dt.date, how: str, today: dt.date) -> SenStatus:
    """When and how the parents were told; what was due about it is done."""
    by.must(Permission.MANAGE_REGISTER, status)
    _write_told(status, on, how, today)
    close_about(
        ("sen_status", status.pk),
        school_id=status.school_id,
        on=today,
        why=f"The parents were told on {day_name(on)}",
        by=by.user,
        rules={NOTICE},
    )
    return status


def _write_told(status: SenStatus, on: dt.date | None, how: str, today: dt.date) -> None:
    if on is not None and on > today:
        raise Refused("That day is still to come.")
    if on is not None and on < status.pupil.date_of_birth:
        raise Refused("That day is before the pupil was born.")
    status.parents_told_on, status.parents_told_how = on, how
    status.save(update_fields=["parents_told_on", "parents_told_how"])


def take_notice_of(deadline: Deadline, on: dt.date | None, by: Member, today: dt.date) -> None:
    """The parents were told, or were not after all, as the list of what is due has it.

    No permission is asked for here: whoever may close the deadline, its owner too, may say that it was done.
    """
    found = SenStatus.objects.select_for_update(of=("self",)).select_related("pupil")
    status = found.filter(pk=deadline.subject_id, school=deadline.school_id).first()
    if deadline.rule != NOTICE:
        return
    if on is None and (status is None or status.ends_on is not None or status.provision != K):
        raise CannotTick("It is not owed any more, so it stays closed.")
    if status is None:
        return
    how = deadline.closed_why if on else ""
    try:
        _write_told(status, on, "" if how == "Done" else how[:200], today)
    except Refused as refused:
        raise CannotTick(str(refused)) from refused


@transaction.atomic
def take_back_change(status: SenStatus, *, by: Member, today: dt.date) -> None:
    """Undo the latest change, made in error: what was before goes on. The history keeps what was taken back."""
    by.must(Permission.MANAGE_REGISTER, status)
    pupil = Pupil.objects.select_for_update().get(pk=status.pupil_id)
    rows = list(SenStatus.objects.filter(pupil=pupil).order_by("-starts_on")[:2])
    if not rows or rows[0].pk != status.pk:
        raise Refused("Only the latest change can be taken back.")
    if len(rows) < 2 or rows[1].ends_on != status.starts_on - DAY:
        raise Refused("Nothing was recorded before this, so there is nothing to go back to. Record a change instead.")
    before = rows[1]
    close_about(("sen_status", status.pk), school_id=pupil.school_id, on=today, why="Taken back", by=by.user)
    status.delete()
    before.ends_on = None
    before.save(update_fields=["ends_on"])
    if status.provision != before.provision:
        reopen_needs(pupil, closed_on=status.starts_on - DAY, provision=before.provision)
    _await_notice(before, pupil, today)
    keep_correction(pupil, "sen_provision", by=by, value=before.provision, was=status.provision)


@transaction.atomic
def take_back_support(pupil: Pupil, *, by: Member, decided_by: User, reason: str, today: dt.date) -> SenStatus | None:
    """Undo SEN support that was begun with these words by this person, if nobody has changed it since.

    Otherwise it stays, and comes back: changed, followed by another change, or with needs recorded upon it.
    """
    begun = SenStatus.objects.filter(pupil=pupil, provision=K, decided_by=decided_by, reason=reason)
    status: Any = begun.order_by("-starts_on").first()
    if status is None:
        return None
    changed = status.events.exclude(pgh_label="insert").exists()
    if changed or _has_new_needs(status) or not by.may(Permission.MANAGE_REGISTER, pupil):
        return status
    try:
        take_back_change(status, by=by, today=today)
    except Refused:
        return status
    return None


def _has_new_needs(status: SenStatus) -> bool:
    """Needs recorded upon it, where there could be none before."""
    before = SenStatus.objects.filter(pupil=status.pupil_id, ends_on=status.starts_on - DAY).first()
    had_none = before is None or before.provision == SenStatus.Provision.NONE
    return had_none and SenNeed.objects.filter(pupil=status.pupil_id, ends_on=None).exists()
