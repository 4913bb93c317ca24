"""What is done with plans."""

import datetime as dt

from django.db import transaction

from pupils.actions.deadlines import SIDES, close_about, keep_deadlines, set_deadline
from pupils.models import Deadline
from records.models import Plan
from senco.law import compute, day_name
from senco.models import User

FIRST, NEXT = "review.first_complete", "review.next_complete"


@transaction.atomic
def plan_deadlines(plan: Plan, *, today: dt.date, by: User | None = None) -> list[Deadline]:
    """Keep the day by which the next annual review of an EHC plan must be complete; nothing for any other plan.

    Without a review it runs from the day the plan was made (CFA s44(1)(a)). After one it runs from the authority's
    decision (s44(1)(b)); the cautious count used here starts with the meeting, which is the earlier day. A plan that
    has ceased has none. Three or four queries.
    """
    subject = ("plan", plan.pk)
    if plan.kind != Plan.Kind.EHC_PLAN or plan.ceased_on is not None:
        close_about(subject, school_id=plan.school_id, on=today, why="The plan has ceased.", by=by, rules=(FIRST, NEXT))
        return []
    last = plan.reviews.last_counted()
    if last is None:
        results = compute({"plan.made": plan.made_on})
        return keep_deadlines(
            [results[FIRST]], school_id=plan.school_id, subject=subject, pupil=plan.pupil, today=today
        )
    close_about(subject, school_id=plan.school_id, on=today, why="Reviewed since.", by=by, rules=(FIRST,))
    day = last.held_on or last.decision_notified_on
    assert day is not None, "a counted review has one of the two"
    result = compute({"review.decision_notified": day})[NEXT]
    assert result.due is not None and result.act_by is not None, "twelve months from a known day is a day"
    event = "the meeting" if last.held_on else "the authority’s decision"
    counted = " This is the cautious count; the law counts from the authority’s decision." if last.held_on else ""
    return [
        set_deadline(
            NEXT,
            school_id=plan.school_id,
            subject=subject,
            pupil=plan.pupil,
            due_on=result.due,
            act_by=result.act_by,
            today=today,
            side=SIDES.get(result.owner, Deadline.Side.OTHER),
            from_event="review.meeting" if last.held_on else "review.decision_notified",
            from_on=day,
            why=f"Twelve months starting with {event} of the last review on {day_name(day)}.{counted}",
        )
    ]
