"""How days are counted: one pure function for each counting rule C1 to C11s.

A day is a calendar day unless a rule says otherwise (C10). Nothing here rolls a date forward
except the rules that say so: the SEND Regulations have no roll-forward (C8), tribunals do (C9).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from senco.law.school_days import NotKnown, SchoolCalendar
from senco.law.working_days import is_working_day, next_working_day, previous_working_day

DAY = timedelta(days=1)
CHRISTMAS_STARTS, CHRISTMAS_ENDS, AUGUST = (12, 25), (1, 1), 8


def clipped(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last day where the month is too short."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _months_on(start: date, months: int) -> tuple[int, int]:
    index = start.year * 12 + start.month - 1 + months
    return index // 12, index % 12 + 1


def within_weeks(trigger: date, weeks: int) -> date:
    """C1: the last day of "within N weeks of X". X is day 0.

    Source: the general rule that the day of the event is not counted (Lester v Garland, Zoan v Rouamba:
    to check); advisers run time from the day of receipt.
    """
    return trigger + timedelta(weeks=weeks)


def within_days(trigger: date, days: int) -> date:
    """C1d: the last day of "within N days of X", calendar days, X is day 0. Source: as C1."""
    return trigger + timedelta(days=days)


def safe_within(last_day: date) -> date:
    """C1s: a day earlier, since one advice service counts the day of receipt as day 1 (ambiguity A1)."""
    return last_day - DAY


def beginning_with(start: date, days: int) -> date:
    """C2: the last of N days beginning with the day itself, which is day 1.

    Source: wording of SEND Regs 2014 reg 13(1)(a) and 22(2)(c).
    """
    return start + timedelta(days=days - 1)


def months_starting_with(start: date, months: int) -> date:
    """C3: the last day of N months starting with the day itself.

    The day before the anniversary; where the month has no such day (29 February, 31st), the month's last
    day, with nothing taken off. Source: Children and Families Act 2014 s44(1) wording (to check).
    """
    year, month = _months_on(start, months)
    if start.day > calendar.monthrange(year, month)[1]:
        return clipped(year, month, start.day)
    return date(year, month, start.day) - DAY


def months_after(trigger: date, months: int) -> date:
    """C4: the corresponding date N months later, or the last day of a shorter month.

    Source: tribunal practice as advisers give it: 1 October and 2 months is 1 December.
    """
    year, month = _months_on(trigger, months)
    return clipped(year, month, trigger.day)


def months_after_rolled(trigger: date, months: int) -> date:
    """C4roll: C4, then on to the next working day. Source: UK GDPR art 12(3) practice."""
    return next_working_day(months_after(trigger, months))


def weeks_before(event: date, weeks: int) -> date:
    """C5: the latest day of "at least N weeks before". Source: reg 20(3), (4); the wording is ambiguous (A2)."""
    return event - timedelta(weeks=weeks)


def strictly_before(latest: date) -> date:
    """C5 read strictly: N clear weeks, so a day earlier (ambiguity A2)."""
    return latest - DAY


def months_before(event: date, months: int) -> date:
    """C5m: the corresponding date N months before, or the last day of a shorter month. Source: reg 18(2)."""
    return months_after(event, -months)


def last_day_before(fixed: date) -> date:
    """C6: the last day that is still before a fixed date. Source: wording of reg 18(1)."""
    return fixed - DAY


def working_days_after(trigger: date, days: int) -> date:
    """C7: the Nth working day after the trigger, which is day 0. Source: reg 2, 34, 35 (to check)."""
    day = trigger
    for _ in range(days):
        day = next_working_day(day + DAY)
    return day


def working_days_beginning_with(trigger: date, days: int) -> date:
    """C7b: the Nth working day beginning with the trigger, which is day 1 if it is a working day.

    Source: reg 15(2).
    """
    return working_days_after(next_working_day(trigger), days - 1)


def act_by(due: date) -> date:
    """C8: the day itself if people work on it, else the working day before. The deadline does not move.

    Source: silence of the SEND Regulations.
    """
    return previous_working_day(due)


def tribunal_day(ends: date) -> date:
    """C9: when time at the tribunal really ends.

    A time ending from 25 December to 1 January ends on the first working day after 1 January; one ending in
    August on the first working day of September; any other non-working day gives way to the next working day.
    The season is judged by the day on which the time ends, before any rolling.
    Source: HESC Rules 2008 r12, in the simpler reading of advisers (ambiguity A6).
    """
    if (ends.month, ends.day) >= CHRISTMAS_STARTS:
        return next_working_day(date(ends.year + 1, 1, 2))
    if (ends.month, ends.day) == CHRISTMAS_ENDS:
        return next_working_day(date(ends.year, 1, 2))
    if ends.month == AUGUST:
        return next_working_day(date(ends.year, 9, 1))
    return next_working_day(ends)


def school_days_after(trigger: date, days: int, school: SchoolCalendar) -> date:
    """C11s: the Nth school day after the trigger, by the school's own calendar.

    Raises NotKnown, with the reason in a sentence, where the calendar cannot say if a day is a school day.
    Source: Education (Pupil Information) (England) Regulations 2005.
    """
    day = trigger
    for _ in range(days):
        day = school.next_school_day(day + DAY)
    return day


__all__ = [
    "NotKnown",
    "act_by",
    "beginning_with",
    "clipped",
    "is_working_day",
    "last_day_before",
    "months_after",
    "months_after_rolled",
    "months_before",
    "months_starting_with",
    "next_working_day",
    "previous_working_day",
    "safe_within",
    "school_days_after",
    "strictly_before",
    "tribunal_day",
    "weeks_before",
    "within_days",
    "within_weeks",
    "working_days_after",
    "working_days_beginning_with",
]
