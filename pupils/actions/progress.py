"""Slow progress: when it is to be worked out anew, and what is decided of it that is not SEN."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from pupils.actions.corrections import Refused
from pupils.models import ProgressDecision, ProgressLook, Result, SlowProgress
from pupils.slow_progress import work_out
from senco.permissions import Member, Permission
from senco.rows import wake


@transaction.atomic
def ask_anew(school_id: int) -> None:
    """Results of the school, or how they are judged, have changed: what was worked out no longer holds."""
    from pupils.tasks import work_out_progress as task

    ProgressLook.objects.update_or_create(school_id=school_id, defaults={"is_stale": True})
    wake(task, school_id)


@transaction.atomic
def work_out_progress(school_id: int, *, today: dt.date) -> bool:
    """Work a school's slow progress out, unless what is kept holds. Whether it was; not while somebody else does, nor
    while results are being written. Needs the school's context."""
    ProgressLook.objects.get_or_create(school_id=school_id)
    look = ProgressLook.objects.select_for_update(skip_locked=True).filter(school=school_id).first()
    if look is None or look.holds_on(today):
        return False
    worked = work_out(school_id, today)
    SlowProgress.objects.filter(school=school_id).delete()
    SlowProgress.objects.bulk_create(worked.rows, batch_size=1000)
    look.is_stale, look.worked_on, look.worked_at = False, today, timezone.now()
    look.compared, look.few, look.none = worked.compared, worked.few, worked.none
    look.save()
    return True


def looks_kept(member: Member, *, today: dt.date) -> tuple[list[ProgressLook], bool]:
    """What is kept of the member's schools, and whether newer results are being taken in: the worker is nudged for
    those. One query."""
    from pupils.tasks import work_out_progress as task

    looks = {look.school_id: look for look in ProgressLook.objects.visible_to(member)}
    schools = member.schools_with(Permission.VIEW_PROVISION)
    stale = [pk for pk in sorted(schools) if pk not in looks or not looks[pk].holds_on(today)]
    for school in stale:
        wake(task, school)
    return [look for look in looks.values() if look.worked_at], bool(stale)


@transaction.atomic
def decide_progress(result: Result, *, by: Member, reason: str, seen: Decimal, today: dt.date) -> ProgressDecision:
    """Looked at, and not SEN, because: of all that is kept of the pupil's slow progress now. `result`, which the person
    saw, must still be the latest of its measure and say what they saw."""
    by.must(Permission.MANAGE_REGISTER, result)
    pupil, measure = result.pupil, result.measure
    [latest] = Result.objects.latest_of(pupil, measure).select_for_update()
    if latest.pk != result.pk or latest.value != seen:
        now = f"{latest.written}, {latest.taken_on.day} {latest.taken_on:%b %Y}"
        raise Refused(f"The latest result is now another one: {now}. Look at the page again, then decide.")
    others = SlowProgress.objects.of_pupil(pupil).undecided().exclude(measure=measure)
    about = [(measure.pk, latest.taken_on, latest.value), *others.values_list("measure", "ended_on", "end")]
    standing = ProgressDecision.objects.standing().filter(pupil=pupil, measure__in=[pk for pk, _, _ in about])
    standing.update(taken_back_at=timezone.now(), taken_back_by=by.user)
    said = {"school_id": pupil.school_id, "reason": reason, "decided_by": by.user, "decided_on": today}
    rows = [ProgressDecision(pupil=pupil, measure_id=pk, result_on=on, value=value, **said) for pk, on, value in about]
    return ProgressDecision.objects.bulk_create(rows)[0]


@transaction.atomic
def take_back_decision(decision: ProgressDecision, *, by: Member) -> bool:
    """The pupil shows again, with all that was decided of them for the same reason that day. Whether it still stood."""
    by.must(Permission.MANAGE_REGISTER, decision)
    rows = ProgressDecision.objects.standing().decided_with(decision)
    return bool(rows.update(taken_back_at=timezone.now(), taken_back_by=by.user))
