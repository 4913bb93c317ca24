"""The law book: `england.json` read once into frozen records.

Nothing here decides anything; it only looks things up. Every record is dated (`valid_from`, `valid_to`,
both inclusive, None for no limit), cited, and carries a status that says how far it has been verified.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Protocol, TypeVar


class UnknownRule(LookupError):
    """No rule of that name in the law book."""


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

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """Every dated version of a rule, oldest first."""
        found = [one for one in (*self.rules, *self.combined) if one.id == rule_id]
        return tuple(sorted(found, key=lambda one: one.valid_from or date.min))

    def rule_ids(self) -> tuple[str, ...]:
        """Ids of the deadlines in the book's order, without the combined ones."""
        return tuple(dict.fromkeys(one.id for one in self.rules))

    def started_by(self, event: str) -> tuple[str, ...]:
        """Ids of the rules that the event starts directly."""
        return tuple(dict.fromkeys(one.id for one in self.rules if one.trigger == event))


@cache
def book() -> Mapping[str, Any]:
    """The raw file; use `law()` or the look-ups of `codes` where they serve."""
    text = resources.files("senco.law").joinpath("england.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def as_date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _exact(value: str) -> date:
    return date.fromisoformat(value)


def _rule(raw: Mapping[str, Any], meta: Mapping[str, Any]) -> Rule:
    return Rule(
        id=raw["id"],
        name=raw["name"],
        trigger=raw["trigger"],
        offset=raw["offset"],
        unit=raw["unit"],
        direction=raw["direction"],
        count_rule=raw["count_rule"],
        actor=raw["actor"],
        actor_name=meta["actors"][raw["actor"]],
        owner=Owner(meta["owners"][raw["actor"]]),
        duty=raw["duty"],
        kind=raw["kind"],
        citation=raw["citation"],
        exception_ids=tuple(raw["exception_ids"]),
        status=raw["status"],
        note=raw["note"],
        valid_from=as_date(raw["valid_from"]),
        valid_to=as_date(raw["valid_to"]),
        strict_entry=raw.get("strict_entry", False),
        verified_years=tuple(raw.get("verified_years", ())),
        later_of=tuple(raw.get("later_of", ())),
    )


def _event(raw: Mapping[str, Any], code_sets: Mapping[str, Any]) -> EventSpec:
    choices = raw.get("choices", ())
    if isinstance(choices, str):
        choices = [row["code"] for row in code_sets[choices]]
    return EventSpec(
        name=raw["name"],
        kinds=tuple(raw["kinds"]),
        noun=raw["noun"],
        text=raw["text"],
        aliases=tuple(raw.get("aliases", ())),
        choices=tuple(choices),
        fact=raw.get("fact", False),
        repeatable=raw.get("repeatable", False),
    )


Record = TypeVar("Record")


def _records(kind: type[Record], rows: Iterable[Mapping[str, Any]]) -> tuple[Record, ...]:
    """Rows whose keys are the record's own fields, with their two dates read."""
    dates = ("valid_from", "valid_to")
    return tuple(kind(**{key: as_date(value) if key in dates else value for key, value in row.items()}) for row in rows)


@cache
def law() -> Law:
    """The law book, read once in the life of the process."""
    raw = book()
    meta = raw["meta"]
    events = [_event(one, raw["code_sets"]) for one in raw["events"]]
    exceptions = _records(LawException, ({"parameters": {}, **one} for one in raw["exceptions"]))
    award = raw["senco_qualification"]
    return Law(
        as_at=_exact(meta["as_at"]),
        statuses=meta["statuses"],
        duties=meta["duties"],
        count_rules={key: CountRule(key, text) for key, text in raw["count_rules"].items()},
        events={one.name: one for one in events},
        aliases={alias: one.name for one in events for alias in one.aliases},
        rules=tuple(_rule(one, meta) for one in raw["deadlines"]),
        combined=tuple(_rule(one, meta) for one in raw["combined_deadlines"]),
        derived_events=tuple(
            DerivedEvent(one["event"], tuple(one["from"]), one["choose"]) for one in raw["derived_events"]
        ),
        exceptions={one.id: one for one in exceptions},
        ambiguities={one["id"]: one["text"] for one in raw["ambiguities"]},
        census_checks=_records(CensusCheck, raw["census"]["validations"]),
        governor_checks=_records(GovernorCheck, raw["governor_checks"]),
        product_flags={one["deadline"]: ProductFlag(**one) for one in raw["product_flags"]},
        senco_qualification=SencoQualification(
            applies_after=_exact(award["applies_after"]),
            max_prior_months=award["max_prior_months"],
            nasenco_started_before=_exact(award["nasenco_started_before"]),
            nasenco_completed_before=_exact(award["nasenco_completed_before"]),
            otherwise=award["otherwise"],
            citation=award["citation"],
            status=award["status"],
        ),
    )


def rule(rule_id: str, on: date | None = None) -> Rule:
    """The rule of that name in force on the day; with no day, its newest version.

    Raises UnknownRule for a name that is not in the book, or not in force that day.
    """
    versions = law().versions(rule_id)
    if on is not None:
        versions = tuple(one for one in versions if in_force(one, on))
    if not versions:
        raise UnknownRule(f"There is no rule called {rule_id}" + ("." if on is None else f" in force on {on}."))
    return versions[-1]


def rules_in_force(on: date | None = None, owner: Owner | None = None) -> tuple[Rule, ...]:
    """Every rule in force on the day (all, with no day), of one owner if asked; `appeal.due` included."""
    everything = (*law().rules, *law().combined)
    return tuple(
        one for one in everything if (on is None or in_force(one, on)) and (owner is None or one.owner is owner)
    )
