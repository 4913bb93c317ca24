"""The three meetings a year with the parents of a pupil on SEN support (Code 6.65): how many there were, what is next.

The Code counts meetings in a school year and sets no day for any. That they are shared out one a term is ours, and
the deadline's rule says so.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from pupils.actions.deadlines import NobodyToTell, close_about, set_deadline
from pupils.models import Deadline, Pupil, SenStatus
from records.actions.meeting_requests import settle_requests
from records.models import Communication
from senco.law import day_name, previous_working_day, rule
from senco.models import Term

RULE = "parents.meeting"
LAW = "sensupport.parent_meetings"
AHEAD = dt.timedelta(days=42)
"""No sooner before a term's end is its meeting among what is due: a list of everybody all year is read by nobody."""
TERMS = (((9, 1), (12, 31)), ((1, 1), (3, 31)), ((4, 1), (8, 31)))
"""Where a school has entered no terms: autumn, spring, summer."""


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """A school year and the ends of the parts that its meetings are shared out over."""

    starts_on: dt.date
    ends_on: dt.date
    parts: tuple[tuple[dt.date, dt.date], ...]

    def due_after(self, held: int) -> dt.date | None:
        """By when the next is to be held after so many; None when there were enough."""
        return self.parts[held][1] if held < len(self.parts) else None

    def part_of(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The term that holds the day, or that a holiday leads to."""
        return next((part for part in self.parts if day <= part[1]), self.parts[-1])


@dataclass(frozen=True, slots=True)
class Standing:
    """ "2 of 3 this school year, next due by Fri 26 Mar 2027"."""

    held: int
    wanted: int
    due_on: dt.date | None

    @property
    def is_enough(self) -> bool:
        return self.held >= self.wanted


def wanted_a_year() -> int:
    """Of the law file: Code 6.65, "should", at least three."""
    return int(rule(LAW).amount)


def school_year(day: dt.date, terms: Sequence[tuple[dt.date, dt.date]] = ()) -> SchoolYear:
    """The year from September that holds the day; its parts by the school's own terms where it has entered three."""
    first = day.year if day.month >= 9 else day.year - 1
    start, end = dt.date(first, 9, 1), dt.date(first + 1, 8, 31)
    own = sorted(term for term in terms if start <= term[0] <= end)
    if len(own) == 6:  # half terms: two make a part
        own = [(own[n][0], own[n + 1][1]) for n in (0, 2, 4)]
    if len(own) != wanted_a_year():
        own = [(dt.date(first + (start[0] < 9), *start), dt.date(first + (end[0] < 9), *end)) for start, end in TERMS]
    return SchoolYear(start, end, tuple(own))


def year_at(school_id: int, day: dt.date) -> SchoolYear:
    """One query."""
    return school_year(day, list(Term.objects.filter(school=school_id).values_list("starts_on", "ends_on")))


def standing_of(held: int, year: SchoolYear) -> Standing:
    return Standing(held, wanted_a_year(), year.due_after(held))


@transaction.atomic
def settle_meetings(school_id: int, *, today: dt.date, pupils: Iterable[int] | None = None) -> int:
    """Set or close the next meeting's date for every pupil on SEN support (or these); how many are due.

    Of these pupils, whether parents who asked to meet the SENCO have been met is settled too. Four queries, and a few
    for each date that is set, moved or closed.
    """
    year = year_at(school_id, today)
    on_support = SenStatus.objects.on_roll(today).filter(school=school_id, provision=SenStatus.Provision.SUPPORT)
    held = _held(school_id, year)
    wanted = {pk: year.due_after(held.get(pk, 0)) for pk in on_support.values_list("pupil", flat=True)}
    found = Deadline.objects.open().filter(school=school_id, rule=RULE)
    chosen = set(pupils) if pupils is not None else set()
    if pupils is not None:
        found = found.filter(pupil__in=chosen)
        wanted = {pk: due for pk, due in wanted.items() if pk in chosen}
    set_now = {pk: due for pk, due in wanted.items() if due is not None and due - AHEAD <= today}
    is_open = dict(found.values_list("subject_id", "due_on"))
    for pk in is_open.keys() - set_now.keys():
        close_about(("pupil", pk), school_id=school_id, on=today, why=_why_closed(pk, wanted, held), rules=[RULE])
    changed = {pk: due for pk, due in set_now.items() if is_open.get(pk) != due}
    _set(school_id, changed, held, today)
    if pupils is not None:
        for pupil in Pupil.objects.filter(pk__in=chosen):
            settle_requests(pupil, today=today)
    return len(set_now)


def _why_closed(pk: int, wanted: dict[int, Any], held: dict[int, int]) -> str:
    if pk not in wanted:
        return "No longer on SEN support."
    return "The parents were met." if held.get(pk) else "Not due before the end of a later term."


def _set(school_id: int, due: dict[int, dt.date], held: dict[int, int], today: dt.date) -> None:
    for pupil in Pupil.objects.filter(pk__in=due):
        day = due[pupil.pk]
        why = f"{held.get(pupil.pk, 0)} of {wanted_a_year()} this school year. One a term, this one by {day_name(day)}."
        try:
            set_deadline(
                RULE, school_id=school_id, subject=("pupil", pupil.pk), pupil=pupil, due_on=day,
                act_by=previous_working_day(day), why=why, today=today,
            )  # fmt: skip
        except NobodyToTell:
            return


def _held(school_id: int, year: SchoolYear) -> dict[int, int]:
    rows = Communication.objects.filter(school=school_id).parent_meetings(year.starts_on, year.ends_on)
    held: dict[int, int] = {}
    for pupil in rows.order_by().values_list("pupil", flat=True):
        held[pupil] = held.get(pupil, 0) + 1
    return held


def resume_meetings(school_id: int, pk: int, today: dt.date) -> None:
    """The pupil has come back to the roll."""
    settle_meetings(school_id, today=today, pupils=[pk])
