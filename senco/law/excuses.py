"""The statutory excuses E1 to E5: available or not, and why.

An excuse that is available means only that its facts are made out. Whether it was impractical to keep the
time limit is for people to say; no excuse sets a new date, so the base date always stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from senco.law.book import law
from senco.law.entries import LawException
from senco.law.events import Facts
from senco.law.school_days import DateRange, day_name

INSTITUTIONS = {"E1": ("school", "head"), "E2": ("early years provider", "provider")}


@dataclass(frozen=True, slots=True)
class Excuse:
    """One exception applied to one deadline. `available` None means that it is not known."""

    id: str
    name: str
    title: str
    available: bool | None
    why: str
    citation: str
    status: str
    effect: str
    window: DateRange | None = None
    closure_days: int | None = None


def excuses(exception_ids: tuple[str, ...], facts: Facts, base: date, due: date) -> tuple[Excuse, ...]:
    """Every exception that the deadline's rule names, in the rule's order."""
    return tuple(excuse(law().exceptions[one], facts, DateRange(base, max(base, due))) for one in exception_ids)


def excuse(exception: LawException, facts: Facts, period: DateRange) -> Excuse:
    """The exception over a deadline's period, from the trigger to the due date."""
    if "closed" in exception.events:
        return _closed(exception, facts, period)
    if exception.id == "E4":
        return _absent(exception, facts, period)
    return _stated(exception, facts, period)


def _answer(
    exception: LawException,
    available: bool | None,
    why: str,
    window: DateRange | None = None,
    closure_days: int | None = None,
) -> Excuse:
    return Excuse(
        id=exception.id,
        name=exception.name,
        title=exception.title,
        available=available,
        why=why,
        citation=exception.citation,
        status=exception.status,
        effect=exception.effect,
        window=window,
        closure_days=closure_days,
    )


def closure_window(exception: LawException, closed_from: date, reopens: date) -> DateRange | None:
    """Days on which asking for advice opens the excuse: a week before closing to a week before reopening.

    None where the closure is shorter than four weeks, which opens nothing.
    """
    numbers = exception.parameters
    if (reopens - closed_from).days < numbers["min_closure_days"]:
        return None
    return DateRange(
        closed_from + timedelta(days=numbers["window_start_offset_days"]),
        reopens + timedelta(days=numbers["window_end_offset_days"]),
    )


def _closed(exception: LawException, facts: Facts, period: DateRange) -> Excuse:
    place, person = INSTITUTIONS[exception.id]
    asked_event = exception.events["asked"]
    closed_from, reopens = facts.day(exception.events["closed"]), facts.day(exception.events["reopens"])
    asked = facts.day(asked_event)
    if facts.word(asked_event) == "no":
        return _answer(exception, False, f"Not available: the authority did not ask the {person} for advice.")
    if closed_from is None or reopens is None:
        if asked is None:
            return _answer(exception, None, f"Not claimed: nothing is said of the {place} being closed.")
        missing = " and ".join(
            exception.events[part] for part, day in (("closed", closed_from), ("reopens", reopens)) if day is None
        )
        return _answer(exception, None, f"Not known: give {missing}.")
    days = (reopens - closed_from).days
    window = closure_window(exception, closed_from, reopens)
    if window is None:
        return _answer(
            exception,
            False,
            f"Not available: the {place} was closed for {days} days, and less than 28 do not count.",
            closure_days=days,
        )
    between = f"{day_name(window.first)} to {day_name(window.last)}"
    if asked is None:
        why = f"Not known: say when the authority asked the {person} for advice ({asked_event}); {between} would count."
        return _answer(exception, None, why, window, days)
    if asked not in window:
        why = f"Not available: the authority asked on {day_name(asked)}, outside {between}."
        return _answer(exception, False, why, window, days)
    if asked < period.first:
        why = f"Not available: the authority asked on {day_name(asked)}, before this time limit began."
        return _answer(exception, False, why, window, days)
    why = f"Available: the authority asked on {day_name(asked)}, within {between}; the {place} closed for {days} days."
    if asked > period.last:
        why += " But it did not ask between the start of this time limit and its end."
    return _answer(exception, True, why + " It excuses only what was impractical.", window, days)


def _absent(exception: LawException, facts: Facts, period: DateRange) -> Excuse:
    event = exception.events["stated"]
    away = facts.range(event)
    if facts.word(event) == "no":
        return _answer(exception, False, "Not available: it is stated that nobody was away.")
    if away is None:
        return _answer(exception, None, f"Not claimed: no absence from the area is stated ({event}=FROM..TO).")
    inside, least = away.overlap(period), exception.parameters["min_absence_days"]
    days = inside.days if inside else 0
    if days < least:
        return _answer(
            exception,
            False,
            f"Not available: {days} days of the absence fall in the period, and less than {least} do not count.",
        )
    return _answer(
        exception,
        True,
        f"Available: {days} days of the absence fall in the period. It excuses only what was impractical.",
    )


def _stated(exception: LawException, facts: Facts, period: DateRange) -> Excuse:
    """E3 and E5: facts that somebody states, as a word, a day or a range."""
    event = exception.events["stated"]
    word, day = facts.word(event), facts.day(event)
    when = facts.range(event) or (DateRange(day, day) if day else None)
    matter = "exceptional personal circumstances" if exception.id == "E3" else "a missed appointment"
    if word == "no":
        return _answer(
            exception, False, f"Not available: it is stated that there was no cause of this kind ({matter})."
        )
    if word == "yes":
        return _answer(
            exception,
            True,
            f"Available as stated: {matter}. Record what they were; it excuses only what was impractical.",
        )
    if when is None:
        return _answer(exception, None, f"Not claimed: {matter} would have to be stated ({event}).")
    named = day_name(when.first) if when.first == when.last else f"{day_name(when.first)} to {day_name(when.last)}"
    if when.overlap(period) is None:
        return _answer(
            exception,
            False,
            f"Not available: {named} is outside the period {day_name(period.first)} to {day_name(period.last)}.",
        )
    return _answer(
        exception, True, f"Available: {matter} on {named}, within the period. It excuses only what was impractical."
    )
