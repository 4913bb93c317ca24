"""Keeping what parents were told and said."""

import datetime as dt

from pupils.models import ConcernCase, ParentsInvolved
from senco.permissions import Member, Permission


def record_parents(
    case: ConcernCase, *, by: Member, on: dt.date, told: bool, response: str = "", why_not: str = ""
) -> ParentsInvolved:
    """One more dated line of the case. The caller has checked that the case may be read."""
    by.must(Permission.LOG_CONCERN, case)
    return ParentsInvolved.objects.create(
        school_id=case.school_id, case=case, on=on, told=told, by=by.user,
        response=response if told else "", why_not="" if told else why_not,
    )  # fmt: skip
