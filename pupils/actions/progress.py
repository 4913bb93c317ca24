"""What is decided of slow progress that is not SEN."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from pupils.actions.corrections import Refused
from pupils.models import ProgressDecision, Result
from senco.permissions import Member, Permission


@transaction.atomic
def decide_progress(result: Result, *, by: Member, reason: str, seen: Decimal, today: dt.date) -> ProgressDecision:
    """Looked at, and not SEN, because. `result` must still be the latest and say what the person saw."""
    by.must(Permission.ENTER_MEASURES, result)
    pupil, measure = result.pupil, result.measure
    [latest] = Result.objects.latest_of(pupil, measure).select_for_update()
    if latest.pk != result.pk or latest.value != seen:
        now = f"{latest.written}, {latest.taken_on.day} {latest.taken_on:%b %Y}"
        raise Refused(f"The latest result is now another one: {now}. Look at the page again, then decide.")
    standing = ProgressDecision.objects.standing().filter(pupil=pupil, measure=measure)
    standing.update(taken_back_at=timezone.now(), taken_back_by=by.user)
    return ProgressDecision.objects.create(
        school_id=pupil.school_id, pupil=pupil, measure=measure, result_on=latest.taken_on, value=latest.value,
        reason=reason, decided_by=by.user, decided_on=today,
    )  # fmt: skip


@transaction.atomic
def take_back_decision(decision: ProgressDecision, *, by: Member) -> bool:
    """The row shows again. Whether it still stood."""
    by.must(Permission.ENTER_MEASURES, decision)
    rows = ProgressDecision.objects.standing().filter(pk=decision.pk)
    return bool(rows.update(taken_back_at=timezone.now(), taken_back_by=by.user))
