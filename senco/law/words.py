"""Deadlines in plain words: how a date was counted, in one sentence."""

from __future__ import annotations

from datetime import date

from senco.law import counting
from senco.law.book import law
from senco.law.entries import Rule
from senco.law.results import DeadlineResult
from senco.law.school_days import day_name

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNITS = {
    "weeks": "week",
    "days": "day",
    "months": "month",
    "years": "year",
    "working_days": "working day",
    "school_days": "school day",
}


def _amount(number: int, unit: str) -> str:
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {UNITS[unit]}{'' if number == 1 else 's'}"


def explain(result: DeadlineResult) -> str:
    """One plain sentence: how the date was counted, or why there is none."""
    if result.due is None or result.base is None:
        return result.reason or "No date can be given."
    if result.moved:
        return result.moved
    source = result.extras.get("counted_from")
    rule = law().versions(str(source))[-1] if source else result.rule
    sentence = _sentence(rule, result.base, result.due, law().events[result.trigger].noun)
    return sentence[0].upper() + sentence[1:]


def _sentence(rule: Rule, base: date, due: date, noun: str) -> str:
    amount = _amount(rule.amount, rule.unit) if rule.unit in UNITS else ""
    after = f"{amount} after {noun} on {day_name(base)}"
    starting = f"{noun} on {day_name(base)}"
    sentences = {
        "C1": f"{after}; that day is day 0.",
        "C1d": f"{after}, holidays included; that day is day 0.",
        "C2": f"{amount} beginning with {starting}, which is day 1; holidays are included.",
        "C3": f"{amount} starting with {starting}, so {_ends(rule, base, due)}.",
        "C4": f"{after}: the same day of the month, or the last day of a shorter month.",
        "C4roll": f"{after}, or the next working day if that is not one.",
        "C4+C9": f"{after}; an end at a weekend, at Christmas or in August moves on.",
        "C5": f"at least {amount} before {starting}.",
        "C5m": f"at least {amount} before {starting}.",
        "C6": f"before {day_name(base)}, so the last day is the day before.",
        "C7": f"{after}, which is day 0; weekends and bank holidays do not count.",
        "C7b": f"{amount} beginning with {starting}; weekends and bank holidays do not count.",
        "C11s": f"{after}, by the school's own calendar.",
        "on_or_by": f"on or before {day_name(due)}.",
    }
    return sentences[rule.count_rule]


def _ends(rule: Rule, base: date, due: date) -> str:
    """How months that start with a day end: a month too short for the day takes nothing off (C3)."""
    if counting.months_after(base, rule.amount) == due:
        return "the last day is the last of a month that has no such day"
    return "the last day is the day before that day of the month comes round"


def status_text(status: str) -> str:
    """What a status means, for a reader: "to check: not yet seen in a source"."""
    return law().statuses[status]


def duty_text(duty: str) -> str:
    """What a duty means, for a reader: "must (law)"."""
    return law().duties[duty]
