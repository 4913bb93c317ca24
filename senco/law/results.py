"""What a computation knows and what it answers: `Inquiry` and `DeadlineResult`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from senco.law import counting
from senco.law.entries import Owner, Rule
from senco.law.events import Facts
from senco.law.excuses import Excuse
from senco.law.school_days import DateRange, SchoolCalendar
from senco.law.working_days import rests_on_computed_holidays

Extra: TypeAlias = date | bool | int | str | None | DateRange | Mapping[str, date | str | int | bool | None]


@dataclass(frozen=True, slots=True)
class DeadlineResult:
    """One deadline worked out.

    due: the last day by law, None where it cannot be said; `reason` then says why.
    act_by: the last working day on or before `due` (the deadline itself never moves).
    safe: the most cautious reading that anybody defends; `due` where there is only one reading.
    base: the day it was counted from; None where there is none.
    moved: why the rule's own text puts it on another day than counting does, as one sentence.
    strict, lenient: other readings of "at least two weeks" and "before 15 February".
    window: first and last day of a period that must be allowed.
    extras: named answers that only some rules have, such as required_from or earliest_finalise.
    computed_holidays: the answer rests on bank holidays that are computed, not listed in the law book.
    """

    rule: Rule
    due: date | None
    base: date | None
    trigger: str
    status: str
    act_by: date | None = None
    safe: date | None = None
    reason: str | None = None
    moved: str | None = None
    strict: date | None = None
    lenient: date | None = None
    window: DateRange | None = None
    notes: tuple[str, ...] = ()
    exceptions: tuple[Excuse, ...] = ()
    extras: Mapping[str, Extra] = field(default_factory=dict)
    computed_holidays: bool = False

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def name(self) -> str:
        return self.rule.name

    @property
    def owner(self) -> Owner:
        return self.rule.owner

    @property
    def citation(self) -> str:
        return self.rule.citation

    def without_date(self, reason: str) -> DeadlineResult:
        """The same deadline with no date, and the reason."""
        return replace(self, due=None, act_by=None, safe=None, strict=None, lenient=None, window=None, reason=reason)

    def moved_to(self, due: date, why: str, **extras: Extra) -> DeadlineResult:
        """The same deadline on another day, which a rule of its own demands."""
        return finished(replace(self, due=due, safe=due, moved=why, extras={**self.extras, **extras}))


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What one computation knows: the facts, the school's calendar, and the day whose law is asked for."""

    facts: Facts
    calendar: SchoolCalendar | None
    as_at: date | None


def finished(result: DeadlineResult) -> DeadlineResult:
    """With act_by, and the mark for computed bank holidays, which both follow from the due date."""
    if result.due is None:
        return result
    act_by = counting.act_by(result.due)
    uses_days_between = result.rule.unit in ("working_days", "school_days") and result.base is not None
    days = [result.due, act_by, *([result.base] if uses_days_between and result.base else [])]
    return replace(
        result,
        act_by=act_by,
        safe=result.safe or result.due,
        computed_holidays=rests_on_computed_holidays(*days),
    )
