"""The law book: `england.json` read once into frozen records, and looked up.

Nothing here decides anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from senco.law.entries import (
    CensusCheck,
    CountRule,
    DerivedEvent,
    EventSpec,
    GovernorCheck,
    Law,
    LawException,
    Owner,
    ProductFlag,
    Rule,
    SencoQualification,
    in_force,
)


class UnknownRule(LookupError):
    """No rule of that name in the law book."""


@cache
def law_file() -> Mapping[str, Any]:
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
    raw = law_file()
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
