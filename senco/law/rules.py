"""From events to deadlines: `compute` gives every deadline that the events start, with how it was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from senco.law import counting
from senco.law.book import law
from senco.law.codes import phase_transfers
from senco.law.entries import Rule, in_force
from senco.law.events import EventValue, check_events
from senco.law.excuses import excuses
from senco.law.particular import PARTICULAR, chosen_transfer
from senco.law.results import DeadlineResult, Inquiry, finished
from senco.law.school_days import NO_CALENDAR, DateRange, NotKnown, SchoolCalendar, day_name

TRANSFERS = ("phase.other", "phase.post16", "phase.post16_to_post16")


def compute(
    events: Mapping[str, EventValue],
    calendar: SchoolCalendar | None = None,
    as_at: date | None = None,
) -> dict[str, DeadlineResult]:
    """Every deadline that the events start, chained ones too, keyed by the deadline's id in the book's order.

    `calendar` defaults to the one told by school.holiday, school.closure and school.term among the events.
    With `as_at` the law of that day is applied; without it, the law in force when each event happened, or the
    first to come into force before the deadline falls. Raises BadEvent for unknown events and unfit values.
    """
    facts = check_events(events)
    inquiry = Inquiry(facts, calendar or facts.calendar(), as_at)
    results: dict[str, DeadlineResult] = {}
    starting = {name: value for name, value in facts.values.items() if not law().events[name].fact}
    for event, value in chosen_transfer(facts, starting).items():
        _start(event, value, inquiry, results)
    for derived in law().derived_events:
        _derive(derived.event, derived.sources, derived.choose, inquiry, results)
    for combined in law().combined:
        _combine(combined, results)
    order = {rule_id: place for place, rule_id in enumerate(law().rule_ids())}
    return dict(sorted(results.items(), key=lambda item: order.get(item[0], len(order))))


def _start(event: str, value: object, inquiry: Inquiry, results: dict[str, DeadlineResult]) -> None:
    transfer = inquiry.facts.word("transfer.kind")
    for rule_id in law().started_by(event):
        if rule_id in TRANSFERS and transfer is not None and rule_id != _transfer_rule(transfer):
            continue
        counted = count(rule_id, event, value, inquiry)
        adjust = PARTICULAR.get(rule_id)
        results[rule_id] = adjust(counted, inquiry) if adjust else counted


def _transfer_rule(kind: str) -> str:
    return next(str(one.details["deadline"]) for one in phase_transfers() if one.code == kind)


def _derive(
    event: str,
    sources: tuple[str, ...],
    choose: str,
    inquiry: Inquiry,
    results: dict[str, DeadlineResult],
) -> None:
    """Starts what follows from the results of other deadlines, unless the event itself was given."""
    if inquiry.facts.has(event):
        return
    found = [results[one] for one in sources if one in results]
    dated = {one.id: one.due for one in found if one.due is not None}
    if not found:
        return
    if len(dated) > 1 and choose == "only":
        _derive_undecided(event, dated, inquiry, results)
    elif dated:
        _start(event, max(dated.values()), inquiry, results)
    else:
        for rule_id in law().started_by(event):
            results[rule_id] = _undated(_version(rule_id, None, inquiry), event, found[0].reason or "")


def _derive_undecided(
    event: str, dated: Mapping[str, date], inquiry: Inquiry, results: dict[str, DeadlineResult]
) -> None:
    """Several deadlines could be meant: each one's date is told, none is claimed."""
    for rule_id in law().started_by(event):
        each = {source: count(rule_id, event, due, inquiry).due for source, due in dated.items()}
        told = ", ".join(f"{source}: {day_name(due)}" for source, due in each.items() if due)
        undecided = _undated(
            _version(rule_id, None, inquiry), event, f"It depends on the kind of move (transfer=…). {told}."
        )
        results[rule_id] = replace(undecided, extras={"by_kind": each})


def _combine(combined: Rule, results: dict[str, DeadlineResult]) -> None:
    """The later of several dates, as an answer of its own."""
    found = [results[one] for one in combined.later_of if one in results]
    dated = [one for one in found if one.due is not None]
    if not dated:
        return
    latest = max(dated, key=lambda one: (one.due or date.min, one.safe or date.min))
    missing = [one for one in combined.later_of if one not in results]
    notes = tuple(
        f"The later of two dates; {_trigger_text(one)} is not given and may move it later." for one in missing
    )
    results[combined.id] = replace(
        latest,
        rule=combined,
        status=combined.status,
        notes=(combined.note, *notes),
        extras={"counted_from": latest.id},
    )


def _trigger_text(rule_id: str) -> str:
    return law().events[law().versions(rule_id)[-1].trigger].noun


def _version(rule_id: str, base: date | None, inquiry: Inquiry) -> Rule:
    """The version of the rule in force: on `as_at`, else on the base day, else the first one to follow it."""
    versions = law().versions(rule_id)
    day = inquiry.as_at or base
    if day is None:
        return versions[-1]
    return next((one for one in versions if in_force(one, day)), _nearest(versions, day))


def _nearest(versions: tuple[Rule, ...], day: date) -> Rule:
    later = [one for one in versions if one.valid_from is not None and one.valid_from > day]
    return later[0] if later else versions[-1]


def _undated(rule: Rule, event: str, reason: str, base: date | None = None) -> DeadlineResult:
    return DeadlineResult(
        rule=rule, due=None, base=base, trigger=event, status=rule.status, reason=reason, notes=_notes(rule)
    )


def _notes(rule: Rule) -> tuple[str, ...]:
    return (rule.note,) if rule.note else ()


def count(rule_id: str, event: str, value: object, inquiry: Inquiry) -> DeadlineResult:
    """One deadline from its event by its counting rule alone, with its exceptions."""
    rule = _version(rule_id, value if isinstance(value, date) else None, inquiry)
    base = value if isinstance(value, date) else _fixed(rule, value)
    if base is None:
        return _undated(rule, event, f"The law sets no date for this; it asks for {rule.amount} in the year.")
    try:
        counted = _counted(rule, base, inquiry)
    except NotKnown as unknown:
        return _undated(rule, event, str(unknown), base)
    if counted is None:
        return _undated(rule, event, "The law sets no time limit for this.", base)
    result = replace(counted, trigger=event)
    out = _out_of_force(rule, result, inquiry)
    if out:
        return result.without_date(out)
    due = result.due or base
    return finished(replace(result, exceptions=excuses(rule.exception_ids, inquiry.facts, base, due)))


def _fixed(rule: Rule, value: object) -> date | None:
    """A year and the rule's fixed month and day; None where the rule has none."""
    if rule.fixed_date is None or not isinstance(value, int):
        return None
    return date(value, *rule.fixed_date)


def _out_of_force(rule: Rule, result: DeadlineResult, inquiry: Inquiry) -> str | None:
    """Why the rule does not hold for this deadline; None if it does."""
    began = inquiry.as_at or result.due or result.base
    if rule.valid_from is not None and began is not None and began < rule.valid_from:
        return f"This rule holds from {day_name(rule.valid_from)} only."
    started = inquiry.as_at or result.base
    if rule.valid_to is not None and started is not None and started > rule.valid_to:
        return f"This rule ended on {day_name(rule.valid_to)}."
    return None


def _counted(rule: Rule, base: date, inquiry: Inquiry) -> DeadlineResult | None:
    """The dates of a rule by its counting rule; None where the law sets no time limit."""
    plain = DeadlineResult(
        rule=rule, due=None, base=base, trigger=rule.trigger, status=_status(rule, base), notes=_notes(rule)
    )
    match rule.count_rule:
        case "C1" | "C1d":
            within = counting.within_weeks if rule.unit == "weeks" else counting.within_days
            due = within(base, rule.amount)
            return replace(plain, due=due, safe=counting.safe_within(due))
        case "C2":
            return _window(plain, base, counting.beginning_with(base, rule.amount))
        case "C5" | "C5m":
            latest = counting.weeks_before if rule.unit == "weeks" else counting.months_before
            return _at_least_before(plain, latest(base, rule.amount))
        case "C6":
            return _before_fixed(plain, base)
        case "C4+C9":
            ends = counting.months_after(base, rule.amount)
            due = counting.tribunal_day(ends)
            return replace(plain, due=due, safe=ends if ends < due else due)
        case "C4roll":
            ends = counting.months_after(base, rule.amount)
            return replace(plain, due=counting.months_after_rolled(base, rule.amount), safe=ends)
        case "none" | "count":
            return None
        case "C11s" if inquiry.calendar is not None and not inquiry.calendar.terms:
            note = "Counted from the holidays given alone: a holiday or closure not given would move it."
            plain = replace(plain, notes=(*plain.notes, note))
    return replace(plain, due=_simple(rule, base, inquiry))


def _simple(rule: Rule, base: date, inquiry: Inquiry) -> date:
    """The rules that give one date and no other reading."""
    months = rule.amount * 12 if rule.unit == "years" else rule.amount
    match rule.count_rule:
        case "C3":
            return counting.months_starting_with(base, months)
        case "C4":
            return counting.months_after(base, months)
        case "C7":
            return counting.working_days_after(base, rule.amount)
        case "C7b":
            return counting.working_days_beginning_with(base, rule.amount)
        case "C11s":
            if inquiry.calendar is None:
                raise NotKnown(NO_CALENDAR)
            return counting.school_days_after(base, rule.amount, inquiry.calendar)
        case "on_or_by":
            return base
    raise LookupError(f"{rule.id}: no counting rule called {rule.count_rule}")


def _window(plain: DeadlineResult, first: date, last: date) -> DeadlineResult:
    after = last + counting.DAY
    return replace(
        plain, due=last, window=DateRange(first, last), extras={"window_last_day": last, "earliest_finalise": after}
    )


def _at_least_before(plain: DeadlineResult, latest: date) -> DeadlineResult:
    """Duties of "at least so long before" can be read a day more strictly; our own targets cannot."""
    if plain.rule.duty not in ("must", "should"):
        return replace(plain, due=latest)
    strict = counting.strictly_before(latest)
    return replace(plain, due=latest, strict=strict, safe=strict)


def _before_fixed(plain: DeadlineResult, fixed: date) -> DeadlineResult:
    last = counting.last_day_before(fixed)
    return replace(plain, due=last, strict=last, lenient=fixed, extras={"last_day_strict": last})


def _status(rule: Rule, base: date) -> str:
    """A date verified for some years only is to check in any other."""
    if rule.verified_years and base.year not in rule.verified_years:
        return "bg_to_check"
    return rule.status
