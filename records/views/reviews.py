"""One annual review: its steps, its dates, and the acts on them."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.models import Contact, Deadline
from pupils.why import ITS_OWN, PRODUCT, source
from records.actions.plans import FIRST, NEXT, PlanRefused
from records.actions.reviews import (
    STEP,
    STEPS,
    cancel_review,
    following_dates,
    move_meeting,
    plan_review,
    record_step,
    restore_review,
)
from records.forms.reviews import CancelForm, MoveForm, ReviewForm, StepForm
from records.models import Plan, Review
from senco.actions.access import note_access
from senco.forms.versions import StaleEdit
from senco.law import DeadlineResult
from senco.links import link_for
from senco.models import calendar_of
from senco.permissions import Member, MemberRequest, Permission, requires, today
from senco.templatetags.look import short_day

STEP_RULES = {rule for step in STEPS for rule in step.rules}


@requires(Permission.MANAGE_PLANS)
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int) -> HttpResponse:
    plans = Plan.objects.visible_to(request.member, Permission.MANAGE_PLANS).ehc().with_pupil(today()).with_reviews()
    plan = get_object_or_404(plans, pk=pk)
    form = ReviewForm(request.POST or None, calendar=calendar_of(plan.school_id))
    if request.method == "POST" and form.is_valid():
        try:
            review = plan_review(plan, by=request.member, today=today(), **form.cleaned_data)
        except PlanRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The meeting is set, and every date that follows from it.")
            return redirect("records:review", review.pk)
    context = {"form": form, "back_url": reverse("records:plan", args=[plan.pk])}
    context |= _following(plan, request.POST.get("meeting_on", ""))
    return render(request, "records/reviews/new.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_PLANS)
@require_safe
def dates(request: MemberRequest, pk: int) -> HttpResponse:
    """What a meeting on the day typed would set, before it is saved. Nothing is written."""
    plans = Plan.objects.visible_to(request.member, Permission.MANAGE_PLANS).with_reviews()
    plan = get_object_or_404(plans, pk=pk)
    return render(request, "records/reviews/_dates.html", _following(plan, request.GET.get("meeting_on", "")))


def _following(plan: Plan, typed: str) -> dict[str, Any]:
    """Context of what a meeting on the day typed would set."""
    form = ReviewForm({"kind": Review.Kind.ANNUAL, "meeting_on": typed})
    meeting_on: dt.date | None = form.cleaned_data["meeting_on"] if form.is_valid() else None
    rows = _rows(following_dates(Review(plan=plan, meeting_on=meeting_on))) if meeting_on else []
    closed = calendar_of(plan.school_id).why_closed(meeting_on) if meeting_on else ""
    return {"rows": rows, "plan": plan, "meeting_on": meeting_on, "today": today(), "closed": closed, "typed": typed}


def _rows(results: dict[str, DeadlineResult]) -> list[dict[str, Any]]:
    dated = sorted((one for one in results.values() if one.due), key=lambda one: one.due or dt.date.max)
    return [
        {"due": one.due, "name": one.name, "source": PRODUCT if one.citation == ITS_OWN else source(one.citation)}
        for one in dated
    ]


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def review(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _seen(request.member, pk)
    note_access(shown, by=request.member)
    return render(request, "records/reviews/review.html", _page(request, shown))


def _seen(member: Member, pk: int) -> Review:
    found: Review = get_object_or_404(Review.objects.visible_to(member).with_plan().with_invitations(), pk=pk)
    return found


def _page(request: MemberRequest, shown: Review, **more: Any) -> dict[str, Any]:
    """Context of a review's page; two queries: what is due of it and of its plan, and whom not to invite."""
    member = request.member
    both = Deadline.objects.visible_to(member).open().about_any(("review", shown.pk), ("plan", shown.plan_id))
    rows = list(both.in_order())
    due = [row for row in rows if row.subject_kind == "review"]
    due_on = next((row.due_on for row in rows if row.rule in (FIRST, NEXT)), None)
    may_change = member.may(Permission.MANAGE_PLANS, shown)
    is_running = shown.is_open and shown.held_on is None and shown.kind != Review.Kind.INTERIM
    return {
        "review": shown,
        "plan_due_on": due_on,
        "missed": shown.plan.missed_meeting(due_on, shown.meeting_on, today()) if is_running else None,
        "today": today(),
        "held_back": list(Contact.objects.visible_to(member).of_pupil(shown.pupil_id).held_back_from()),
        "others": [row for row in due if row.rule not in STEP_RULES],
        "may_restore": may_change and shown.cancelled_on is not None and not shown.plan.ceased_on,
        "steps": _steps(shown, {row.rule: row for row in due}),
        "elsewhere": shown.invited_elsewhere if shown.is_open else None,
        "may_change": may_change and shown.cancelled_on is None,
        "pupil_url": link_for(member, "pupils:pupil", shown.pupil_id, at=shown),
        "move_form": MoveForm(initial={"meeting_on": shown.meeting_on, "seen_version": shown.version}),
        "cancel_form": CancelForm(),
        **more,
    }


def _steps(shown: Review, due: dict[str, Deadline]) -> list[dict[str, Any]]:
    """Each step with the day it was taken, or the day by which it is owed; the first owed one is `now`."""
    steps, current = [], True
    for step in STEPS:
        taken = getattr(shown, step.field)
        owed = next((due[rule] for rule in step.rules if rule in due), None)
        state = "done" if taken else ""
        if not taken and owed is not None:
            late = owed.due_on < today()
            state, current = ("missed" if late else "now" if current else ""), False
        if not taken and owed is None and not shown.is_open:
            continue
        passed = taken is None and owed is None and step.before_meeting and shown.held_on is not None
        by = f"by {short_day(owed.due_on)}" if owed else ""
        form = StepForm(step=step.field, today=today(), auto_id=f"id_{step.field}_%s")
        steps.append(
            {"step": step, "title": step.title, "taken": taken, "owed": owed, "state": state, "form": form}
            | {"note": short_day(taken) if taken else by, "words": "Not recorded" if passed else "To come"}
        )
    return steps


@requires(Permission.MANAGE_PLANS)
@require_POST
def step(request: MemberRequest, pk: int, field: str) -> HttpResponse:
    """Record when a step was taken, or with `undo` take that back."""
    shown = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PLANS, shown)
    if field not in STEP:
        raise Http404
    if "undo" in request.POST or "undo" in request.GET:
        return _take_back(request, shown, field)
    form = StepForm(request.POST, step=field, today=today(), auto_id=f"id_{field}_%s")
    if form.is_valid():
        try:
            record_step(shown, field, by=request.member, today=today(), **form.cleaned_data)
        except PlanRefused as refused:
            form.add_error(None, str(refused))
    if form.errors:
        context = _page(request, shown, failed=field, failed_form=form)
        return render(request, "records/reviews/review.html", context, status=422)
    undo = f"undo:{reverse('records:review-step', args=[shown.pk, field])}?undo=1"
    messages.success(request, f"{STEP[field].title}: recorded.", extra_tags=undo)
    return redirect("records:review", shown.pk)


def _take_back(request: MemberRequest, shown: Review, field: str) -> HttpResponse:
    try:
        record_step(shown, field, on=None, by=request.member, today=today())
    except PlanRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{STEP[field].title}: taken back.")
    return redirect("records:review", shown.pk)


@requires(Permission.MANAGE_PLANS)
@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PLANS, shown)
    form, status = MoveForm(request.POST, calendar=calendar_of(shown.school_id), today=today()), 422
    if form.is_valid():
        seen, to = form.cleaned_data["seen_version"], form.cleaned_data["meeting_on"]
        try:
            move_meeting(shown, to=to, by=request.member, seen=seen, today=today())
        except StaleEdit as stale:
            form.show_stale(stale)
            status = 409
        except PlanRefused as refused:
            form.add_error("meeting_on", str(refused))
    if form.errors:
        fresh = _seen(request.member, pk)
        return render(request, "records/reviews/review.html", _page(request, fresh, move_form=form), status=status)
    messages.success(request, "The meeting is moved, and every date that hangs on it.")
    return redirect("records:review", shown.pk)


@requires(Permission.MANAGE_PLANS)
@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """Give the review up with a reason, or with `undo` take it up again."""
    shown = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PLANS, shown)
    if "undo" in request.POST or "undo" in request.GET:
        return _restore(request, shown)
    form = CancelForm(request.POST)
    if form.is_valid():
        try:
            cancel_review(shown, by=request.member, today=today(), **form.cleaned_data)
        except PlanRefused as refused:
            form.add_error("why", str(refused))
    if form.errors:
        return render(request, "records/reviews/review.html", _page(request, shown, cancel_form=form), status=422)
    undo = f"undo:{reverse('records:review-cancel', args=[shown.pk])}?undo=1"
    messages.success(request, "The review is cancelled. The plan's own year goes on running.", extra_tags=undo)
    return redirect("records:plan", shown.plan_id)


def _restore(request: MemberRequest, shown: Review) -> HttpResponse:
    try:
        restore_review(shown, by=request.member, today=today())
    except PlanRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The review is under way again, with every date that hangs on it.")
    return redirect("records:review", shown.pk)
