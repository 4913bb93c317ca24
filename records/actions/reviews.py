"""The annual review: its meeting date sets every date that follows, and each step taken closes one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from pupils.actions.deadlines import CannotTick, close_about, keep_deadlines, set_deadline
from pupils.models import Deadline
from records.actions.plans import PlanRefused, plan_deadlines
from records.models import Plan, Review
from senco.forms.versions import claim_version
from senco.law import DeadlineResult, compute, day_name, previous_working_day
from senco.models import User
from senco.permissions import Member, Permission

HOLD = "review.hold"
"""Rule of our own: the meeting itself, on the day that was set."""


@dataclass(frozen=True)
class Step:
    """One thing to be done in a review: the field that says when, and the rules that it meets."""

    field: str
    title: str
    act: str
    rules: tuple[str, ...]
    before_meeting: bool = False


STEPS = (
    Step("advice_asked_on", "Ask for advice", "Record asked", ("review.request_advice",), True),
    Step("invited_on", "Invite everyone", "Record invited", ("review.notice",), True),
    Step("circulated_on", "Send advice round", "Record sent", ("review.circulate",), True),
    Step("held_on", "Meeting", "Record held", (HOLD,)),
    Step("report_sent_on", "Report to authority", "Record sent", ("review.report",)),
    Step("decision_notified_on", "Authority decides", "Record decision", ("review.decision",)),
    Step("amend_notice_sent_on", "Notice of changes", "Record notice", ("review.amend_notice",)),
    Step("final_plan_on", "Final plan", "Record received", ("review.final_plan", "review.final_plan_backstop")),
)
STEP = {step.field: step for step in STEPS}
AMENDING = ("amend_notice_sent_on", "final_plan_on")
"""Steps that are owed only when the authority amends the plan."""
AFTER_MEETING = ("report_sent_on", "decision_notified_on", *AMENDING)
AMENDING_RULES = ("review.amend_notice", "review.amend_representations", *STEP["final_plan_on"].rules)


class ReviewRefused(PlanRefused):
    """The step cannot be recorded so; the message is a plain sentence."""


@transaction.atomic
def plan_review(
    plan: Plan, *, meeting_on: dt.date, by: Member, today: dt.date, kind: str = Review.Kind.ANNUAL
) -> Review:
    """Set a meeting: every date before and after it falls due from it. One review at a time is under way."""
    by.must(Permission.MANAGE_PLANS, plan)
    if plan.ceased_on is not None:
        raise ReviewRefused("This plan has ended, so it is not reviewed.")
    _refuse_meeting(plan, meeting_on, today)
    Plan.objects.select_for_update(of=("self",)).only("pk").get(pk=plan.pk)  # two tabs at once set one review
    if Review.objects.open().filter(plan=plan, kind=kind).exists():
        raise ReviewRefused("A review of this kind is under way. Finish or cancel it, or move its meeting.")
    review = Review.objects.create(
        school_id=plan.school_id,
        plan=plan,
        pupil=plan.pupil,
        kind=kind,
        meeting_on=meeting_on,
        created_by=by.user,
    )
    settle(review, today=today)
    return review


def _refuse_meeting(plan: Plan, meeting_on: dt.date, today: dt.date) -> None:
    if meeting_on < plan.made_on:
        raise ReviewRefused(f"The plan was made on {day_name(plan.made_on)}: a review comes after that.")
    if meeting_on > today + dt.timedelta(days=2 * 366):
        raise ReviewRefused("This day is more than two years ahead. Check the year.")


@transaction.atomic
def move_meeting(review: Review, *, to: dt.date, by: Member, seen: int, today: dt.date) -> Review:
    """Another day for the meeting: every date that hangs on it moves with it.

    Who was invited was invited to the former day, so inviting is owed again; not where it moves back to that day.
    """
    by.must(Permission.MANAGE_PLANS, review)
    if review.held_on is not None:
        raise ReviewRefused("The meeting has been held. Undo that first if it was a mistake.")
    if review.cancelled_on is not None:
        raise ReviewRefused("This review was cancelled.")
    _refuse_meeting(review.plan, to, today)
    claim_version(review, seen)
    if to != review.meeting_on:
        review.invited_on = _invited_to(review, to)
    review.meeting_on = to
    review.save(update_fields=["meeting_on", "invited_on"])
    settle(review, today=today)
    return review


def _invited_to(review: Review, day: dt.date) -> dt.date | None:
    """When people were invited to that day, if that is the day that they were told last."""
    if review.invited_on is not None:
        return None
    told = Review.objects.with_invitations().get(pk=review.pk).invited_elsewhere
    return told[0] if told is not None and told[1] == day else None


@transaction.atomic
def record_step(
    review: Review, step: str, *, on: dt.date | None, by: Member, today: dt.date, decision: str = ""
) -> Review:
    """Say when a step was taken (`on` None undoes it). What it meets is closed; what it undoes is owed again."""
    by.must(Permission.MANAGE_PLANS, review)
    return _take_step(review, step, on=on, by=by, today=today, decision=decision)


def _take_step(
    review: Review, step: str, *, on: dt.date | None, by: Member, today: dt.date, decision: str = ""
) -> Review:
    review = Review.objects.select_for_update(of=("self",)).with_plan().get(pk=review.pk)
    if review.cancelled_on is not None:
        raise ReviewRefused("This review was cancelled.")
    _refuse_impossible(review, step, on, decision, today)
    changed: dict[str, Any] = {step: on}
    if step == "decision_notified_on":
        changed["decision"] = decision if on else ""
    for name, value in changed.items():
        setattr(review, name, value)
    review.completed_on = _completed(review)
    review.save(update_fields=[*changed, "completed_on"])
    settle(review, today=today, by=by.user)
    return review


def take_step_of(deadline: Deadline, on: dt.date | None, by: Member, today: dt.date) -> None:
    """The step that a deadline stands for, recorded where the deadline is closed or opened again.

    No permission is asked for here: whoever may close the deadline, its owner too, may say that it was done.
    """
    step = next((step for step in STEPS if deadline.rule in step.rules), None)
    review = Review.objects.filter(pk=deadline.subject_id, school=deadline.school_id).first()
    if review is None or step is None:
        return
    try:
        _take_step(review, step.field, on=on, by=by, today=today)
    except ReviewRefused as refused:
        raise CannotTick(str(refused)) from refused


def _refuse_impossible(review: Review, step: str, on: dt.date | None, decision: str, today: dt.date) -> None:
    if step not in STEP:
        raise ReviewRefused("There is no such step.")
    if on is None:
        _refuse_gap(review, step)
        return
    if on > today:
        raise ReviewRefused(f"{day_name(on)} has not come yet. Record it when it has happened.")
    if on < review.plan.made_on:
        raise ReviewRefused(f"The plan was made on {day_name(review.plan.made_on)}: this comes after that.")
    if step in AFTER_MEETING and review.held_on is None:
        raise ReviewRefused("Record the meeting first: this comes after it.")
    if step in AFTER_MEETING and review.held_on and on < review.held_on:
        raise ReviewRefused(f"The meeting was held on {day_name(review.held_on)}: this comes after it.")
    if step == "decision_notified_on":
        _refuse_decision(review, decision)
    if step == "final_plan_on" and review.amend_notice_sent_on and on < review.amend_notice_sent_on:
        raise ReviewRefused("The final plan comes after the notice of changes.")


def _refuse_decision(review: Review, decision: str) -> None:
    if decision not in Review.Decision.values:
        raise ReviewRefused("Say what the authority decided: keep, amend or cease.")
    if decision != Review.Decision.AMEND and (review.amend_notice_sent_on or review.final_plan_on):
        raise ReviewRefused("The authority has changed the plan already. Take that back first, if it was a mistake.")


def _refuse_gap(review: Review, step: str) -> None:
    """The meeting cannot be taken back from under what came after it."""
    later = [STEP[field].title for field in AFTER_MEETING if getattr(review, field)]
    if step == "held_on" and later:
        raise ReviewRefused(f"Take back first what came after the meeting: {', '.join(later)}.")
    if step in ("decision_notified_on", "final_plan_on") and review.completed_on is not None:
        again = Review.objects.open().filter(plan=review.plan_id, kind=review.kind)
        if again.exists():
            raise ReviewRefused("The next review is under way already. Cancel that one first.")


def _completed(review: Review) -> dt.date | None:
    """The day nothing more is owed: the decision, or the final plan where the authority amends."""
    if review.decision == Review.Decision.AMEND:
        return review.final_plan_on
    return review.decision_notified_on


@transaction.atomic
def cancel_review(review: Review, *, why: str, by: Member, today: dt.date) -> Review:
    """Give a planned review up, with a reason. The plan's own year goes on running."""
    by.must(Permission.MANAGE_PLANS, review)
    if review.held_on is not None:
        raise ReviewRefused("A meeting that was held cannot be cancelled.")
    review.cancelled_on, review.cancelled_why = today, why
    review.save(update_fields=["cancelled_on", "cancelled_why"])
    close_about(("review", review.pk), school_id=review.school_id, on=today, why="The review was cancelled", by=by.user)
    plan_deadlines(review.plan, today=today)
    return review


@transaction.atomic
def restore_review(review: Review, *, by: Member, today: dt.date) -> Review:
    """Undo a cancelling, unless another review of the kind is under way or the plan has ended."""
    by.must(Permission.MANAGE_PLANS, review)
    if review.plan.ceased_on is not None:
        raise ReviewRefused("This plan has ended, so it is not reviewed.")
    if Review.objects.open().filter(plan=review.plan_id, kind=review.kind).exclude(pk=review.pk).exists():
        raise ReviewRefused("Another review of this kind is under way.")
    review.cancelled_on, review.cancelled_why = None, ""
    review.save(update_fields=["cancelled_on", "cancelled_why"])
    settle(review, today=today, by=by.user)
    return review


@transaction.atomic
def settle(review: Review, *, today: dt.date, by: User | None = None) -> None:
    """Make the review's deadlines what its fields say: owed, moved, or met. Safe to repeat."""
    if review.cancelled_on is not None or review.meeting_on is None:
        return
    subject, owed = ("review", review.pk), owed_rules(review)
    results = following_dates(review)
    keep_deadlines(
        [result for rule_id, result in results.items() if rule_id in owed],
        school_id=review.school_id,
        subject=subject,
        pupil=review.pupil,
        today=today,
        once=True,
    )
    if HOLD in owed:
        _set_meeting(review, today)
    for rule_id in {*results, HOLD, *AMENDING_RULES} - owed:
        on, why = _closing(review, rule_id)
        close_about(subject, school_id=review.school_id, on=on or today, why=why, by=by, rules=[rule_id])
    plan_deadlines(review.plan, today=today)


def resume_review_deadlines(school_id: int, pk: int, today: dt.date) -> None:
    """A pupil has come back: a review under way goes on."""
    review = Review.objects.of_school(school_id).with_plan().filter(pk=pk).first()
    if review is not None:
        settle(review, today=today)


def _closing(review: Review, rule_id: str) -> tuple[dt.date | None, str]:
    """When a rule that is owed no more was met, and in what words; the day is None where it never was."""
    step = next((step for step in STEPS if rule_id in step.rules), None)
    if step is not None and (taken := getattr(review, step.field)):
        return taken, "Done"
    if step is not None and step.before_meeting and review.held_on:
        return None, f"The meeting was held on {day_name(review.held_on)} without it being recorded"
    if review.decision in (Review.Decision.KEEP, Review.Decision.CEASE):
        return None, "The authority does not amend the plan"
    return None, "Not owed any more"


def following_dates(review: Review) -> dict[str, DeadlineResult]:
    """Everything that the law counts from this review's meeting and notice, by rule. No query."""
    events: dict[str, Any] = {"review.meeting": review.held_on or review.meeting_on}
    if review.amend_notice_sent_on:
        events |= {"amend_notice.sent": review.amend_notice_sent_on, "amend_notice.served": review.amend_notice_sent_on}
    return compute(events)


def owed_rules(review: Review) -> set[str]:
    """Rules still open: not met, and not overtaken by the meeting or by a decision not to amend."""
    owed: set[str] = set()
    was_held = review.held_on is not None
    for step in STEPS:
        if getattr(review, step.field) is None and not (step.before_meeting and was_held):
            owed.update(step.rules)
    if review.amend_notice_sent_on and not review.final_plan_on:
        owed.add("review.amend_representations")
    else:
        owed.discard("review.final_plan")
    if review.decision in (Review.Decision.KEEP, Review.Decision.CEASE):
        owed.difference_update(AMENDING_RULES)
    return owed


def _set_meeting(review: Review, today: dt.date) -> None:
    assert review.meeting_on is not None
    set_deadline(
        HOLD,
        school_id=review.school_id,
        subject=("review", review.pk),
        pupil=review.pupil,
        due_on=review.meeting_on,
        act_by=previous_working_day(review.meeting_on),
        from_event="review.meeting",
        from_on=review.meeting_on,
        why=f"The meeting is set for {day_name(review.meeting_on)}.",
        today=today,
        once=True,
    )
