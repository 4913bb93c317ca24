"""The records of the law book: what each kind of entry holds.

Every record is dated (`valid_from`, `valid_to`, both inclusive, None for no limit), cited, and carries a status
that says how far it has been verified.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol


class Owner(StrEnum):
    """Whose step it is: the school's own to do, or another's to be watched."""

    SCHOOL = "school"
    AUTHORITY = "authority"
    FAMILY = "family"
    OTHER = "other"


class Dated(Protocol):
    """A record that holds from one day to another, both included."""

    @property
    def valid_from(self) -> date | None: ...

    @property
    def valid_to(self) -> date | None: ...


def in_force(record: Dated, on: date) -> bool:
    """Whether the record holds on the day; its last day is still in force."""
    if record.valid_from is not None and on < record.valid_from:
        return False
    return record.valid_to is None or on <= record.valid_to


@dataclass(frozen=True, slots=True)
class CountRule:
    """One way of counting days, C1 to C11s."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class EventSpec:
    """An event or fact that deadlines are counted from.

    `kinds` are the shapes of value it takes: date, range, year, academic_year, number, word.
    A `fact` starts no deadline of its own; it changes how others are read.
    """

    name: str
    kinds: tuple[str, ...]
    noun: str
    text: str
    aliases: tuple[str, ...]
    choices: tuple[str, ...]
    fact: bool
    repeatable: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A deadline of the law: who must do what, counted how, from which event.

    `strict_entry` asks for the stricter reading to be shown as an answer of its own.
    `verified_years` are the only years for which a fixed date was verified; empty means all.
    """

    id: str
    name: str
    trigger: str
    offset: int | str
    unit: str
    direction: str
    count_rule: str
    actor: str
    actor_name: str
    owner: Owner
    duty: str
    kind: str
    citation: str
    exception_ids: tuple[str, ...]
    status: str
    note: str
    valid_from: date | None
    valid_to: date | None
    strict_entry: bool
    verified_years: tuple[int, ...]
    later_of: tuple[str, ...]

    @property
    def amount(self) -> int:
        """The offset as a number; 0 for rules with a fixed calendar date."""
        return self.offset if isinstance(self.offset, int) else 0

    @property
    def fixed_date(self) -> tuple[int, int] | None:
        """(month, day) for rules with a fixed date in a year, else None."""
        if isinstance(self.offset, int):
            return None
        month, day = self.offset.split("-")
        return int(month), int(day)

    @property
    def is_schools_own(self) -> bool:
        return self.owner is Owner.SCHOOL

    @property
    def is_to_check(self) -> bool:
        """Nobody has yet seen the citation in a source."""
        return self.status == "bg_to_check"


@dataclass(frozen=True, slots=True)
class LawException:
    """A statutory excuse for missing a time limit (E1 to E5).

    It excuses only what is impractical and sets no new date. `events` maps its parts
    (asked, closed, reopens; or stated) to the names of events.
    """

    id: str
    name: str
    title: str
    text: str
    parameters: Mapping[str, Any]
    citation: str
    status: str
    effect: str
    events: Mapping[str, str]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class DerivedEvent:
    """An event made from the results of rules; `choose` is latest, or only (one result alone)."""

    event: str
    sources: tuple[str, ...]
    choose: str


@dataclass(frozen=True, slots=True)
class CensusCheck:
    """A check that the Department runs on the school census."""

    id: str
    rule: str
    severity: str
    status: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class GovernorCheck:
    """A row of the governors' compliance page."""

    id: str
    name: str
    source: str
    duty: str
    compliant_when: str
    status: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ProductFlag:
    """A reminder of this product's own, where the law sets no limit. It is not law."""

    deadline: str
    school_days: int
    text: str
    status: str


@dataclass(frozen=True, slots=True)
class SencoQualification:
    """Regulation 49: who needs the award, and which award counts."""

    applies_after: date
    max_prior_months: int
    nasenco_started_before: date
    nasenco_completed_before: date
    otherwise: str
    citation: str
    status: str


@dataclass(frozen=True, slots=True)
class Law:
    """The whole book. Several rules may share an id if they hold at different times."""

    as_at: date
    statuses: Mapping[str, str]
    duties: Mapping[str, str]
    count_rules: Mapping[str, CountRule]
    events: Mapping[str, EventSpec]
    aliases: Mapping[str, str]
    rules: tuple[Rule, ...]
    combined: tuple[Rule, ...]
    derived_events: tuple[DerivedEvent, ...]
    exceptions: Mapping[str, LawException]
    ambiguities: Mapping[str, str]
    census_checks: tuple[CensusCheck, ...]
    governor_checks: tuple[GovernorCheck, ...]
    product_flags: Mapping[str, ProductFlag]
    senco_qualification: SencoQualification
    by_id: Mapping[str, tuple[Rule, ...]] = field(init=False, repr=False, compare=False)
    """A list asks for a rule once a row, so they are put in order once a book."""

    def __post_init__(self) -> None:
        found: dict[str, list[Rule]] = {}
        for one in sorted((*self.rules, *self.combined), key=lambda one: one.valid_from or date.min):
            found.setdefault(one.id, []).append(one)
        object.__setattr__(self, "by_id", {name: tuple(versions) for name, versions in found.items()})

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """Every dated version of a rule, oldest first."""
        return self.by_id.get(rule_id, ())

    def rule_ids(self) -> tuple[str, ...]:
        """Ids of the deadlines in the book's order, without the combined ones."""
        return tuple(dict.fromkeys(one.id for one in self.rules))

    def started_by(self, event: str) -> tuple[str, ...]:
        """Ids of the rules that the event starts directly."""
        return tuple(dict.fromkeys(one.id for one in self.rules if one.trigger == event))
