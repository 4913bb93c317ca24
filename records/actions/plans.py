"""Making, changing and ending plans, and the reviews that the law counts from them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from pupils.actions.corrections import Refused
from pupils.actions.deadlines import close_about, set_deadline
from pupils.actions.register import change_provision
from pupils.models import Deadline, Pupil, SenStatus
from records.models import Plan, PlanSection, Review
from records.models.plans import LATEST_MEETING
from senco.forms.versions import claim_version
from senco.law import DeadlineResult, Owner, compute, day_name, explain
from senco.models import User
from senco.permissions import Member, Permission

FIRST, NEXT, MEETING = "review.first_complete", "review.next_complete", LATEST_MEETING
SIDE = {Owner.SCHOOL: Deadline.Side.SCHOOL, Owner.AUTHORITY: Deadline.Side.AUTHORITY}


class PlanRefused(Exception):
    """The plan cannot be made or changed so; the message is a plain sentence for the person who tried."""


class RegisterRefused(PlanRefused):
    """The plan could be made, and the register stands in the way."""


@dataclass(frozen=True)
class Registered:
    plan: Plan
    status: SenStatus


@transaction.atomic
def make_plan(pupil: Pupil, *, kind: str, made_on: dt.date, by: Member | None, today: dt.date, **fields: Any) -> Plan:
    """A new plan, its empty sections not yet written. An EHC plan sets the date of its first review.

    `by` is None only for an import, whose right was asked for at the door.
    """
    if by is not None:
        by.must(Permission.MANAGE_PLANS, pupil)
    if Plan.objects.open().filter(pupil=pupil, kind=kind).exists():
        raise PlanRefused(f"{pupil.name} has one of these already. End it first, or change it.")
    plan = Plan.objects.create(school_id=pupil.school_id, pupil=pupil, kind=kind, made_on=made_on, **fields)
    plan_deadlines(plan, today=today)
    return plan


@transaction.atomic
def make_registered_plan(pupil: Pupil, *, made_on: dt.date, by: Member, today: dt.date, **fields: Any) -> Registered:
    """A new EHC plan, and the register says so from the day it was made; from the day after the register's own last
    change where that is no earlier, since what counts today has to be the plan. Both or, by PlanRefused, neither.
    """
    plan = make_plan(pupil, kind=Plan.Kind.EHC_PLAN, made_on=made_on, by=by, today=today, **fields)
    last = SenStatus.objects.filter(pupil=pupil).order_by("-starts_on").first()
    since = made_on if last is None or last.starts_on < made_on else last.starts_on + dt.timedelta(days=1)
    try:
        status = change_provision(
            pupil,
            by=by,
            provision=SenStatus.Provision.EHC_PLAN,
            from_on=since,
            today=today,
            reason=f"EHC plan made on {day_name(made_on)}",
        )
    except Refused as refused:
        raise RegisterRefused(str(refused)) from refused
    return Registered(plan, status)


@transaction.atomic
def change_plan(plan: Plan, *, by: Member, seen: int, today: dt.date, **fields: Any) -> Plan:
    """Change dates or particulars; StaleEdit when somebody saved since version `seen`."""
    by.must(Permission.MANAGE_PLANS, plan)
    claim_version(plan, seen)
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(fields))
    plan_deadlines(plan, today=today)
    return plan


@transaction.atomic
def cease_plan(plan: Plan, *, on: dt.date, by: Member, today: dt.date) -> Plan:
    """End a plan: its reviews that are still open are cancelled and nothing more falls due from it."""
    by.must(Permission.MANAGE_PLANS, plan)
    if on < plan.made_on:
        raise PlanRefused(f"A plan made on {day_name(plan.made_on)} cannot end before that.")
    plan.ceased_on = on
    plan.save(update_fields=["ceased_on"])
    why = f"The plan ended on {day_name(on)}"
    for review in plan.reviews.open():
        review.cancelled_on, review.cancelled_why = today, why
        review.save(update_fields=["cancelled_on", "cancelled_why"])
        close_about(("review", review.pk), school_id=plan.school_id, on=today, why=why, by=by.user)
    close_about(("plan", plan.pk), school_id=plan.school_id, on=today, why=why, by=by.user)
    return plan


@transaction.atomic
def resume_plan(plan: Plan, *, by: Member, today: dt.date) -> Plan:
    """Undo an ending, unless another plan of the kind has been made meanwhile."""
    by.must(Permission.MANAGE_PLANS, plan)
    if Plan.objects.open().filter(pupil=plan.pupil_id, kind=plan.kind).exists():
        raise PlanRefused("Another plan of this kind has been made since.")
    plan.ceased_on = None
    plan.save(update_fields=["ceased_on"])
    plan_deadlines(plan, today=today)
    return plan


@transaction.atomic
def write_section(plan: Plan, code: str, *, text: str, seen: int, by: Member) -> PlanSection:
    """The text of one section. `seen` is the version the writer started from, 0 for a section not yet written."""
    by.must(Permission.MANAGE_PLANS, plan)
    section, made = PlanSection.objects.get_or_create(
        school_id=plan.school_id, plan=plan, code=code, defaults={"text": text}
    )
    if not made:
        claim_version(section, seen)
        section.text = text
        section.save(update_fields=["text"])
    return section


@transaction.atomic
def take_back_section(plan: Plan, code: str, *, seen: int, by: Member) -> PlanSection:
    """Put back what a section said before its version `seen`. StaleEdit if somebody has saved since."""
    by.must(Permission.MANAGE_PLANS, plan)
    section = plan.sections.of_code(code)
    if section is None:
        raise PlanRefused("This section has not been written.")
    claim_version(section, seen)
    section.text = section.text_before(seen)
    section.save(update_fields=["text"])
    return section


@dataclass(frozen=True)
class NextReview:
    """The end of the twelve months that run now: which rule, from which day, and how that was counted."""

    result: DeadlineResult
    why: str


def next_review(plan: Plan) -> NextReview:
    """When the review that runs now must be complete (CFA s44(1)); one query.

    Twelve months starting with the decision notified in the last review. Where only the day of its
    meeting is known, they are counted from the meeting: the cautious way, which never says a later day.
    """
    last = plan.reviews.counting().exclude(decision_notified_on=None, from_import=False).order_by("-held_on").first()
    if last is None:
        result = compute({"plan.made": plan.made_on})[FIRST]
        return NextReview(result, explain(result))
    from_day = last.decision_notified_on or last.held_on
    result = compute({"review.decision_notified": from_day})[NEXT]
    if last.decision_notified_on:
        return NextReview(result, explain(result))
    return NextReview(
        result,
        f"Twelve months starting with the last review, held on {day_name(from_day)}. The day of the authority's "
        "decision is not recorded, so this counts from the meeting, which is the cautious way.",
    )


def plan_deadlines(plan: Plan, *, today: dt.date, by: User | None = None) -> None:
    """Set, move or close what falls due from the plan itself: its next review, and the latest day for the meeting.

    The meeting is the school's own step, so it stays owed, late or not, until one is set: from then on the review
    itself owes the meeting on the day that was set. An interim review stands for no annual meeting.
    """
    subject = ("plan", plan.pk)
    if plan.kind != Plan.Kind.EHC_PLAN or plan.ceased_on:
        close_about(subject, school_id=plan.school_id, on=today, why="The plan has ended", by=by)
        return
    coming = next_review(plan)
    due = coming.result.due
    if due is None:
        return
    other = FIRST if coming.result.id == NEXT else NEXT
    close_about(subject, school_id=plan.school_id, on=today, why="Counted anew from the last review", rules=[other])
    _set(plan, coming.result, coming.why, today)
    if Review.objects.open().annual().of_plan(plan).filter(meeting_on__isnull=False).exists():
        close_about(subject, school_id=plan.school_id, on=today, why="A meeting is set", rules=[MEETING])
        return
    meeting = compute({"review.due_complete": due})[MEETING]
    _set(plan, meeting, explain(meeting), today)


@transaction.atomic
def settle_plans(school_id: int, *, today: dt.date) -> int:
    """See that each plan asks for the meeting that it owes; how many did not: for want of anybody to own it, or because
    an earlier release closed it once its day had passed. One query, and a few for each of them."""
    plans = list(Plan.objects.of_school(school_id).unasked(today).select_related("pupil"))
    for plan in plans:
        plan_deadlines(plan, today=today)
    return len(plans)


def resume_plan_deadlines(school_id: int, pk: int, today: dt.date) -> None:
    """A pupil has come back: their plan owes its review again."""
    plan = Plan.objects.of_school(school_id).select_related("pupil").filter(pk=pk).first()
    if plan is not None:
        plan_deadlines(plan, today=today)


def _set(plan: Plan, result: DeadlineResult, why: str, today: dt.date) -> None:
    assert result.due is not None and result.act_by is not None
    set_deadline(
        result.id,
        school_id=plan.school_id,
        subject=("plan", plan.pk),
        pupil=plan.pupil,
        due_on=result.due,
        act_by=result.act_by,
        side=SIDE.get(result.owner, Deadline.Side.OTHER),
        from_event=result.trigger,
        from_on=result.base,
        why=why,
        today=today,
    )
