"""Deadlines as the `deadlines` command prints them: JSON for programs, plain lines for people.

Shape of the JSON: an object keyed by the deadline's id. Each value is an object with

    due, act_by, safe    ISO dates or null; `reason` says why `due` is null
    rule, counting       the counting rule (C1 …) and its text
    citation, status     where it stands, and how far that has been verified
    exceptions           [{id, name, title, available (true, false, null), why, citation, status, effect,
                         window, closure_days}]
    bank_holidays        listed (in the law book) or computed
    name, actor, owner, duty, kind, trigger, base, explanation, notes, valid_from, valid_to

and, where they apply, strict, lenient, window, and the rule's own names (window_last_day, earliest_finalise,
last_day_strict, required_from, product_flag …). `appeal.due` is the later of two; `review.notice_strict` and
`review.circulate_strict` are the stricter readings as answers of their own.

Short names stand at the top level too, beside the deadlines, when the events leave no doubt what they are of:
window_last_day and earliest_finalise; last_day_strict, act_by, notice_act_by and meeting_act_by of one change of
phase; required_from; closure_days, E1_window and E1_available (E2_…) once it is said whether the authority asked for
advice. These are plain values, not objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from senco.law import counting
from senco.law.book import law
from senco.law.excuses import Excuse
from senco.law.results import DeadlineResult, finished
from senco.law.rules import TRANSFERS
from senco.law.school_days import DateRange, day_name
from senco.law.words import duty_text, explain, status_text

ORDER_WITHOUT_DATE = date.max


def as_json(results: Mapping[str, DeadlineResult]) -> dict[str, object]:
    """The results in the shape above, ready for json.dumps."""
    shown: dict[str, object] = {}
    for result in results.values():
        shown[result.id] = _deadline(result)
        if result.rule.strict_entry and result.strict is not None:
            shown[f"{result.id}_strict"] = _deadline(_strictly(result, result.strict))
    return shown | _short_names(results)


def _strictly(result: DeadlineResult, strict: date) -> DeadlineResult:
    rule = replace(result.rule, name=f"{result.rule.name} (strict reading)")
    note = law().ambiguities["A2"]
    return finished(replace(result, rule=rule, due=strict, safe=strict, strict=None, notes=(note,), moved=note))


def _deadline(result: DeadlineResult) -> dict[str, object]:
    rule = result.rule
    shown: dict[str, object] = {
        "name": rule.name,
        "due": _plain(result.due),
        "act_by": _plain(result.act_by),
        "safe": _plain(result.safe),
        "rule": rule.count_rule,
        "counting": " ".join(law().count_rules[part].text for part in rule.count_rule.split("+")),
        "citation": rule.citation,
        "status": result.status,
        "exceptions": [_excuse(one) for one in result.exceptions],
        "reason": result.reason,
        "explanation": explain(result),
        "notes": list(result.notes),
        "actor": rule.actor,
        "owner": str(rule.owner),
        "duty": rule.duty,
        "kind": rule.kind,
        "trigger": result.trigger,
        "base": _plain(result.base),
        "bank_holidays": "computed" if result.computed_holidays else "listed",
        "valid_from": _plain(rule.valid_from),
        "valid_to": _plain(rule.valid_to),
    }
    readings = {"strict": result.strict, "lenient": result.lenient, "window": result.window}
    shown |= {name: _plain(value) for name, value in readings.items() if value is not None}
    return shown | {name: _plain(value) for name, value in result.extras.items()}


def _excuse(one: Excuse) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "available": one.available,
        "why": one.why,
        "window": _plain(one.window),
        "closure_days": one.closure_days,
        "citation": one.citation,
        "status": one.status,
        "effect": one.effect,
    }


def _plain(value: object) -> object:
    """Dates as ISO text, ranges as [first, last], mappings through and through."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DateRange):
        return [value.first.isoformat(), value.last.isoformat()]
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


def _short_names(results: Mapping[str, DeadlineResult]) -> dict[str, object]:
    """The names of the worked examples, where only one deadline can be meant."""
    names: dict[str, object] = {}
    windows = [one for one in results.values() if "window_last_day" in one.extras]
    if len(windows) == 1:
        names |= {key: _plain(value) for key, value in windows[0].extras.items()}
    for one in results.values():
        if "required_from" in one.extras:
            names["required_from"] = _plain(one.extras["required_from"])
    return names | _phase_names(results) | _closure_names(results)


def _phase_names(results: Mapping[str, DeadlineResult]) -> dict[str, object]:
    names: dict[str, object] = {}
    moves = [results[one] for one in TRANSFERS if one in results and results[one].due is not None]
    if len(moves) == 1 and "last_day_strict" in moves[0].extras:
        names["last_day_strict"] = _plain(moves[0].due)
        if all(one.startswith("phase.") for one in results):
            names["act_by"] = _plain(moves[0].act_by)
    for name, rule_id in (("notice_act_by", "phase.notice_latest"), ("meeting_act_by", "phase.meeting_latest")):
        if rule_id in results and results[rule_id].act_by is not None:
            names[name] = _plain(results[rule_id].act_by)
    return names


def _closure_names(results: Mapping[str, DeadlineResult]) -> dict[str, object]:
    names: dict[str, object] = {}
    every = [one for result in results.values() for one in result.exceptions]
    for exception_id in ("E2", "E1"):
        found = next((one for one in every if one.id == exception_id), None)
        if found is None or found.closure_days is None or found.available is None:
            continue
        names["closure_days"] = found.closure_days
        names[f"{exception_id}_window"] = _plain(found.window)
        names[f"{exception_id}_available"] = found.available
    return names


def as_lines(results: Mapping[str, DeadlineResult]) -> Iterable[str]:
    """The results for a reader, earliest first, those without a date last."""
    yield f"{'Due':<17}{'Act by':<17}{'Whose':<11}What"
    for one in sorted(results.values(), key=lambda one: one.due or ORDER_WITHOUT_DATE):
        yield ""
        yield f"{_shown(one.due):<17}{_shown(one.act_by):<17}{one.owner:<11}{one.name}  [{one.id}]"
        yield from (f"    {line}" for line in _details(one))


def _shown(day: date | None) -> str:
    return day_name(day) if day else "no date"


def _details(one: DeadlineResult) -> Iterable[str]:
    yield explain(one)
    yield f"{_upper(duty_text(one.rule.duty))}. {one.citation}: {status_text(one.status)}."
    if one.safe and one.due and one.safe < one.due:
        yield f"Safe by {day_name(one.safe)}, the most cautious reading."
    if one.lenient:
        yield f"Many read it as by {day_name(one.lenient)}."
    if "earliest_finalise" in one.extras and one.due:
        yield f"The plan may be made final from {day_name(one.due + counting.DAY)}."
    flag = one.extras.get("product_flag")
    if isinstance(flag, Mapping):
        flagged = flag["flag_on"]
        when = f"From {day_name(flagged)}." if isinstance(flagged, date) else flag["reason"]
        yield f"{flag['text']} {when}"
    if isinstance(one.extras.get("required_from"), date) and one.due:
        yield f"Required from {day_name(one.due + counting.DAY)}. {one.extras['qualification']}"
    yield from (f"Note: {note}" for note in one.notes)
    yield from _excuses_told(one.exceptions)
    if one.computed_holidays:
        yield "Bank holidays of these years are computed by rule, not listed in the law book."


def _excuses_told(every: Iterable[Excuse]) -> Iterable[str]:
    """Each exception of which something is known; the rest by name in one line."""
    silent = []
    for one in every:
        if one.available is None and one.why.startswith("Not claimed"):
            silent.append(f"{one.title.lower()} ({one.id})")
        else:
            yield f"{one.title} ({one.id}). {one.why}"
    if silent:
        yield f"Exceptions not claimed: {', '.join(silent)}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
