"""A school's choice of who is reminded when."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from pupils.actions.deadlines import who_opens_dates
from pupils.models import LeadTimes, ReminderSetting
from senco.models import User
from senco.permissions import Member, Permission


class MayNotOpenDates(Exception):
    """Somebody who would be told of what they cannot open."""

    def __str__(self) -> str:
        return (
            "This person may not open the school’s dates, so they cannot be told of lateness. "
            "Choose somebody who may, or the headteacher."
        )


@transaction.atomic
def choose_reminders(
    school_id: int, *, by: Member, days: Sequence[int], second_person: User | None, meet_within: int, today: dt.date
) -> None:
    """The usual lead times, who hears of what is a week late (None for the headteacher), and in how many school days
    a parent who asks to is met: of those who ask from now on."""
    by.must(Permission.MANAGE_SCHOOL, school_id)
    if second_person and not who_opens_dates(school_id, today).contains(second_person):
        raise MayNotOpenDates
    LeadTimes.objects.update_or_create(school_id=school_id, rule="", defaults={"days": list(days)})
    ReminderSetting.objects.update_or_create(
        school_id=school_id, defaults={"second_person": second_person, "meet_within": meet_within}
    )


@transaction.atomic
def choose_lead_times(school_id: int, *, by: Member, rule: str, days: Sequence[int]) -> LeadTimes:
    """Lead times of one kind of date, in place of the usual ones."""
    by.must(Permission.MANAGE_SCHOOL, school_id)
    return LeadTimes.objects.update_or_create(school_id=school_id, rule=rule, defaults={"days": list(days)})[0]


@transaction.atomic
def drop_lead_times(school_id: int, *, by: Member, rule: str) -> None:
    """This kind is reminded of like all others again. The usual lead times (rule "") stay."""
    by.must(Permission.MANAGE_SCHOOL, school_id)
    LeadTimes.objects.filter(school=school_id, rule=rule).exclude(rule="").delete()
