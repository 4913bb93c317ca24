"""The few deadlines whose text asks for more than counting: later-of rules, conditions, product flags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from senco.law import counting
from senco.law.book import law, law_file
from senco.law.events import BadEvent, Facts
from senco.law.results import DeadlineResult, Extra, Inquiry, finished
from senco.law.school_days import NO_CALENDAR, DateRange, NotKnown, day_name

POST16 = "post16_to_post16"


def chosen_transfer(facts: Facts, starting: Mapping[str, object]) -> dict[str, object]:
    """The events that start deadlines, once the kind of move has been weighed.

    Moves between post-16 places count from their date; all others from the year of the move, which the date
    gives if no year is said. BadEvent where the kind is said and neither date nor year.
    """
    kind, chosen = facts.word("transfer.kind"), dict(starting)
    if kind is None:
        return chosen
    moves_on = facts.day("transfer.date")
    if kind == POST16:
        if moves_on is None:
            raise BadEvent(f"transfer={kind} also needs transfer.date=DATE, the day of the move.")
        chosen.pop("transfer.calendar_year", None)
        return chosen
    chosen.pop("transfer.date", None)
    if "transfer.calendar_year" not in chosen:
        if moves_on is None:
            raise BadEvent(f"transfer={kind} also needs transfer_year=YEAR, the calendar year of the move.")
        chosen["transfer.calendar_year"] = moves_on.year
    return chosen


def plan_sent(result: DeadlineResult, inquiry: Inquiry) -> DeadlineResult:
    """Reg 15(2): on the day of the move if the old authority knew 15 working days before it."""
    moves_on, aware = inquiry.facts.day("move.date"), result.base
    if moves_on is None or aware is None or result.due is None:
        return result
    if counting.working_days_after(aware, result.rule.amount) <= moves_on:
        return result.moved_to(
            moves_on, "The old authority knew at least 15 working days before the move: due on its day."
        )
    return replace(result, notes=("The old authority learned of the move less than 15 working days before it.",))


def moved_plan_review(result: DeadlineResult, inquiry: Inquiry) -> DeadlineResult:
    """Reg 15(5): the later of 3 months from the transfer and 12 months from the last review or the making."""
    facts = inquiry.facts
    days = [facts.day(name) for name in ("plan.made", "review.last", "review.decision_notified")]
    known = [day for day in days if day is not None]
    if result.due is None or not known:
        note = "It may be later: give plan.made or review.last for the 12 months that may run longer."
        return replace(result, notes=(*result.notes, note))
    twelve = counting.months_starting_with(max(known), 12)
    extras: dict[str, Extra] = {"three_months": result.due, "twelve_months": twelve}
    if twelve > result.due:
        return result.moved_to(twelve, f"Twelve months starting with {day_name(max(known))} run longer.", **extras)
    return replace(result, extras=extras)


def next_review(result: DeadlineResult, inquiry: Inquiry) -> DeadlineResult:
    """Ambiguity A3: with the meeting's date too, the cautious reading counts from the meeting."""
    meeting = inquiry.facts.day("review.meeting")
    if result.due is None or meeting is None or result.base is None or meeting > result.base:
        return result
    return replace(result, safe=counting.months_starting_with(meeting, result.rule.amount))


def early_years_review(result: DeadlineResult, inquiry: Inquiry) -> DeadlineResult:
    """Code 9.178: every 3 to 6 months; the due date is the end of that interval."""
    numbers = law_file()["early_years_review"]
    if result.due is None or result.base is None:
        return result
    first = counting.months_after(result.base, numbers["earliest_months"])
    return replace(result, window=DateRange(first, result.due))


def senco_qualification(result: DeadlineResult, inquiry: Inquiry) -> DeadlineResult:
    """Reg 49(4), (7) to (9): who needs the award, from when, and which award counts.

    Unless the law of a past day is asked for, an anniversary that passed before the Regulations began still tells:
    the duty goes on.
    """
    terms, facts, became = law().senco_qualification, inquiry.facts, result.base
    if became is None or (result.due is None and inquiry.as_at is not None):
        return result
    if became <= terms.applies_after:
        who = f"those who became a SENCO after {day_name(terms.applies_after)}"
        return result.without_date(f"Not required: it asks {who}.")
    months, most = facts.number("prior_senco_months"), terms.max_prior_months
    if months is not None and months > most:
        why = f"Not required: {months} months as a SENCO before this post are more than {most}."
        return result.without_date(why)
    notes = [*result.notes]
    if months is None:
        notes.append(f"Not required of one who was a SENCO before for more than {most} months (prior_senco_months).")
    due = counting.months_after(became, result.rule.amount)
    counts, why = _nasenco(facts)
    extras: dict[str, Extra] = {
        "required_from": due + counting.DAY,
        "nasenco_counts": counts,
        "qualification": why,
    }
    return finished(replace(result, due=due, reason=None, notes=tuple(notes), extras=extras))


def _nasenco(facts: Facts) -> tuple[bool | None, str]:
    """Whether the older award counts; None where the course's dates are not given."""
    terms = law().senco_qualification
    started, completed = facts.day("nasenco.started"), facts.day("nasenco.completed")
    start, end = day_name(terms.nasenco_started_before), day_name(terms.nasenco_completed_before)
    in_time = f"started before {start} and completed before {end}"
    if started is not None and started >= terms.nasenco_started_before:
        return False, f"NASENCO does not count, as it was not {in_time}: {terms.otherwise}."
    if completed is not None and completed >= terms.nasenco_completed_before:
        return False, f"NASENCO does not count, as it was not {in_time}: {terms.otherwise}."
    if started is None or completed is None:
        return None, f"NASENCO counts if {in_time}; otherwise {terms.otherwise}."
    return True, f"NASENCO counts: it was {in_time}."


def parent_notice(result: DeadlineResult, inquiry: Inquiry) -> DeadlineResult:
    """CFA s68 sets no time limit; the product's own flag stands apart from the law."""
    flag = law().product_flags[result.id]
    told: dict[str, date | str | int | bool | None] = {
        "flag_on": None,
        "school_days": flag.school_days,
        "status": flag.status,
        "text": flag.text,
        "reason": NO_CALENDAR,
    }
    if inquiry.calendar is not None and result.base is not None:
        try:
            told["flag_on"] = counting.school_days_after(result.base, flag.school_days, inquiry.calendar)
            told["reason"] = None
        except NotKnown as unknown:
            told["reason"] = str(unknown)
    return replace(result, reason="The law sets no time limit for this.", extras={"product_flag": told})


def parent_meetings(result: DeadlineResult, inquiry: Inquiry) -> DeadlineResult:
    """Code 6.65 counts meetings in the academic year; no day is set for any of them."""
    year = inquiry.facts.number("academic_year")
    if year is None:
        return result
    name = f"{year}/{(year + 1) % 100:02}"
    return replace(
        result,
        reason=f"No day is set: at least {result.rule.amount} meetings in the academic year {name}.",
        extras={"count": result.rule.amount, "year": DateRange(date(year, 9, 1), date(year + 1, 8, 31))},
    )


def subject_access(result: DeadlineResult, inquiry: Inquiry) -> DeadlineResult:
    """UK GDPR art 12(3): a complex request may take longer, if the person is told in time."""
    more = law_file()["subject_access_extension"]
    if result.due is None or result.base is None:
        return result
    extended = counting.months_after_rolled(result.base, result.rule.amount + more["months"])
    note = f"It may be extended to {day_name(extended)}: {more['text']}."
    return replace(result, notes=(*result.notes, note), extras={"extendable_to": extended})


PARTICULAR: Mapping[str, Callable[[DeadlineResult, Inquiry], DeadlineResult]] = {
    "transfer_la.plan_sent": plan_sent,
    "transfer_la.review": moved_plan_review,
    "review.next_complete": next_review,
    "review.early_years": early_years_review,
    "senco.qualification": senco_qualification,
    "sensupport.parent_notice": parent_notice,
    "sensupport.parent_meetings": parent_meetings,
    "data.sar": subject_access,
}
