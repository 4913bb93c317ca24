"""What day it is at school: the term and its week, or plainly a holiday."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Value

from senco.law import is_bank_holiday
from senco.models import Closure, Term
from senco.permissions import Member
from senco.prepared import prepared

WEEK = dt.timedelta(days=7)
Stretch = tuple[str, str, dt.date, dt.date]
"""Kind (term or closure), name, first day, last day."""


@dataclass(frozen=True)
class SchoolDay:
    """Today in a school's own words. `words` is "Autumn term, week 11", "Half term", "holiday" or "" if not known."""

    day: dt.date
    words: str
    is_open: bool
    term_from: dt.date | None = None
    """The first day of the term that today is in; None in a holiday or when no terms are entered."""


def school_days(member: Member, today: dt.date) -> dict[int, SchoolDay]:
    """Today for each of the member's chosen schools. One query."""
    rows: dict[int, list[Stretch]] = {school: [] for school in member.schools}
    for school, *stretch in _stretches(member):
        rows[school].append(tuple(stretch))
    return {school: read_day(stretches, today) for school, stretches in rows.items()}


@prepared
def _stretches(member: Member) -> Any:
    def named(model: Any, kind: str) -> Any:
        rows = model.objects.visible_to(member).order_by()
        return rows.annotate(kind=Value(kind, CharField())).values_list(
            "school_id", "kind", "name", "starts_on", "ends_on"
        )

    return named(Term, "term").union(named(Closure, "closure"), all=True)


def read_day(stretches: Iterable[Stretch], today: dt.date) -> SchoolDay:
    """Today among terms and closures: pure, no query."""
    stretches = list(stretches)
    terms = [one for one in stretches if one[0] == "term"]
    closed = [one for one in stretches if one[0] == "closure"]
    if not terms:
        return SchoolDay(today, "", today.weekday() < 5 and not is_bank_holiday(today))
    now = next((one for one in terms if one[2] <= today <= one[3]), None)
    if now is None:
        following = min((one[2] for one in terms if one[2] > today), default=None)
        return SchoolDay(today, _holiday(following), False)
    shut = next((one[1] for one in closed if one[2] <= today <= one[3]), "")
    if not shut and is_bank_holiday(today):
        shut = "bank holiday"
    words = f"{_term_name(now[1])}, week {_week(now[2], today, closed)}"
    return SchoolDay(
        today, f"{words}, {shut[:1].lower() + shut[1:]}" if shut else words, today.weekday() < 5 and not shut, now[2]
    )


def _holiday(following: dt.date | None) -> str:
    if following is None:
        return "holiday"
    return f"holiday until {following:%a} {following.day} {following:%b}"


def _term_name(name: str) -> str:
    """ "Autumn 2026" and "Autumn Term" both as people say it."""
    return name if "term" in name.lower() else f"{name} term"


def _week(first: dt.date, today: dt.date, closed: list[Stretch]) -> int:
    """Weeks since the term began, this one included, leaving out those in which the school was shut throughout."""
    week, count = first - dt.timedelta(days=first.weekday()), 0
    while week <= today:
        days = [week + dt.timedelta(days=n) for n in range(5)]
        if any(not any(one[2] <= day <= one[3] for one in closed) for day in days):
            count += 1
        week += WEEK
    return max(1, count)


def in_words(days: dict[int, SchoolDay], member: Member) -> str:
    """One line for the head of the page; where the chosen schools differ, each with its name."""
    said = {day.words for day in days.values() if day.words}
    if not said:
        return ""
    if len(said) == 1 and all(day.words for day in days.values()):
        return said.pop()
    return "; ".join(f"{member.names[school]}: {day.words}" for school, day in days.items() if day.words)
