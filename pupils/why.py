"""Why a deadline is on its day: the rule, its source and how sure it is, and how the days were counted."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from pupils.models import Deadline
from pupils.own_rules import OWN_RULES
from senco.law import BadEvent, DeadlineResult, Rule, UnknownRule, compute, day_name, duty_text, rule, status_text

PRODUCT = "our own rule, not law"
ITS_OWN = "product default"
"""What the law file cites for a rule that is no law."""
NAMES = (
    (r"^((?:derived )?(?:from )?)reg\b", r"\1SEND Regulations 2014, reg"),
    (r"\bSEND Regs\b", "SEND Regulations"),
    (r"\bCFA\b", "Children and Families Act 2014"),
    (r"\bCode(?= \d)", "SEND Code"),
    (r"\bEqA\b", "Equality Act"),
    (r"\bHESC Rules\b", "Tribunal Procedure (HESC) Rules"),
    (r"\bfor LA\b", "for a local authority"),
)
"""Short names of laws in the law file, written out."""
COUNTING = {
    "C1": "Counted in whole weeks from the event; the day of the event is day 0 and the last day still counts.",
    "C1d": "Counted in calendar days, weekends and holidays included; the day of the event is day 0.",
    "C2": "The day of the event is itself day 1; weekends and holidays are included.",
    "C3": "Counted in months that start with the day itself, so they end the day before it comes round.",
    "C4": "The same day of the month, so many months on; in a shorter month its last day.",
    "C4roll": "The same day of the month, so many months on, or the next working day after it.",
    "C4+C9": "The same day of the month, so many months on; the tribunal moves an end at a weekend, at Christmas or "
    "in August to the next working day.",
    "C5": "“At least so many weeks before” is read as the latest day on which that is still true.",
    "C5m": "The same day of the month, so many months before; in a shorter month its last day.",
    "C6": "“Before” a fixed day means the day before it at the latest.",
    "C7": "Working days only; the day of the event is day 0.",
    "C7b": "Working days only; the day of the event is day 1.",
    "C11s": "School days only, by the school’s own terms and closures.",
    "on_or_by": "A fixed day of the year.",
}
"""How each counting rule of the law file counts, for a reader who is no lawyer."""
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
        cite="" if found.citation == ITS_OWN else f"{source(found.citation)}: {status_text(status)}",
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
    cited = "" if found.citation == ITS_OWN else source(found.citation)
    return " · ".join(part for part in (cited, marks.get(status, "")) if part)


@lru_cache(maxsize=512)
def source(citation: str) -> str:
    """A citation of the law file with the laws' names written out."""
    for pattern, name in NAMES:
        citation = re.sub(pattern, name, citation)
    return citation


def _how(deadline: Deadline, found: Rule, counted: DeadlineResult | None) -> tuple[str, ...]:
    """The sentence that was kept when the date was set, then how that rule counts."""
    counting = COUNTING.get(found.count_rule, "")
    notes = counted.notes if counted else ()
    said = deadline.why or (BY_HAND if counted is None else "")
    return tuple(part for part in (said, counting, *notes) if part)


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
