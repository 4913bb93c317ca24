"""A school's choice of who is reminded when."""

from collections.abc import Sequence

from django.db import transaction

from pupils.models import LeadTimes, ReminderSetting
from senco.models import User
from senco.permissions import Member, Permission


@transaction.atomic
def choose_reminders(
    school_id: int, *, by: Member, days: Sequence[int], second_person: User | None, meet_within: int
) -> None:
    """The usual lead times, who hears of what is a week late (None for the headteacher), and in how many school days
    a parent who asks to is met: of those who ask from now on."""
    by.must(Permission.MANAGE_SCHOOL, school_id)
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
