"""Why a deadline is on its day: the rule, its source and how sure it is, and how the days were counted."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from pupils.models import Deadline
from pupils.own_rules import OWN_RULES
from senco.law import BadEvent, DeadlineResult, Rule, UnknownRule, compute, day_name, duty_text, rule, status_text
from senco.law.book import law

PRODUCT = "our own rule, not law"
BY_HAND = "The day was set by the school."


@dataclass(frozen=True)
class Why:
    """For a reader. `line` stands under the row; `sentences` open on a tap."""

    line: str
    cite: str
    sentences: tuple[str, ...]
    to_check: bool
    duty: str = ""
    status: str = ""
    safe: dt.date | None = None
    excuses: tuple[tuple[str, str], ...] = ()
    """Title and, in a sentence, whether it is available and why."""


def why(deadline: Deadline) -> Why:
    """From the law file and what the row keeps of its counting. No query."""
    try:
        found = rule(deadline.rule)
    except UnknownRule:
        return _own(deadline)
    counted = _counted(deadline.rule, deadline.from_event, deadline.from_on)
    if counted is not None and counted.due != deadline.due_on:
        counted = None
    status = counted.status if counted else found.status
    return Why(
        line=_line(found, status),
        cite=f"{found.citation}: {status_text(status)}",
        sentences=(*_how(deadline, found, counted), *_around(deadline, counted)),
        to_check=status == "bg_to_check",
        duty=duty_text(found.duty),
        status=status_text(status),
        safe=counted.safe if counted and counted.safe != deadline.due_on else None,
        excuses=tuple((one.title, _excuse(one.available, one.why)) for one in counted.exceptions) if counted else (),
    )


def _own(deadline: Deadline) -> Why:
    own = OWN_RULES.get(deadline.rule)
    said = (deadline.why or BY_HAND,) + ((own.basis,) if own else ())
    return Why(line=PRODUCT, cite="", sentences=(*said, *_around(deadline, None)), to_check=False, status=PRODUCT)


def _line(found: Rule, status: str) -> str:
    marks = {"bg_to_check": "to check", "product_choice": PRODUCT, "derived": "worked out from other rules"}
    return " · ".join(part for part in (found.citation, marks.get(status, "")) if part and part != "product default")


def _how(deadline: Deadline, found: Rule, counted: DeadlineResult | None) -> tuple[str, ...]:
    """The sentence that was kept when the date was set, then the counting rule in its own words."""
    counting = " ".join(law().count_rules[part].text for part in found.count_rule.split("+"))
    notes = counted.notes if counted else ()
    said = deadline.why or (BY_HAND if counted is None else "")
    return tuple(part for part in (said, f"How days are counted: {counting}.", *notes) if part)


def _around(deadline: Deadline, counted: DeadlineResult | None) -> tuple[str, ...]:
    said = []
    if deadline.act_by < deadline.due_on:
        said.append(
            f"{day_name(deadline.due_on)} is not a working day and the date does not move: "
            f"act by {day_name(deadline.act_by)}."
        )
    if counted and counted.safe and counted.safe != deadline.due_on:
        said.append(f"Some count a day less: to be safe, do it by {day_name(counted.safe)}.")
    if counted and counted.computed_holidays:
        said.append("It rests on bank holidays that are worked out, not yet published.")
    return tuple(said)


def _excuse(available: bool | None, reason: str) -> str:
    return f"{ {True: 'Available', False: 'Not available', None: 'Not known'}[available] }: {reason}"


@lru_cache(maxsize=2048)
def _counted(rule_id: str, event: str, on: dt.date | None) -> DeadlineResult | None:
    """The deadline worked out again from its event; None where that cannot be done."""
    if not event or on is None:
        return None
    try:
        return compute({event: on}).get(rule_id)
    except BadEvent:
        return None
