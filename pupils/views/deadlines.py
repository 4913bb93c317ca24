"""What falls due: the list, one date and why it is on its day, and the acts on it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.deadlines import (
    CannotTick,
    NoSight,
    NotHolder,
    NotStaff,
    OpenedAgain,
    close_deadline,
    hand_over,
    hand_over_many,
    reopen_deadline,
)
from pupils.actions.reminders import ask_again
from pupils.due_rows import may_open, row_shown
from pupils.forms.deadlines import OF_DONE, CloseForm, DeadlineFilters, HandOverForm, HandOverManyForm, narrow
from pupils.models import ConcernQuestion, Deadline, Observation, Reminder
from pupils.models.deadlines import SPANS
from pupils.next_acts import SUBJECT_WORDS, subject_url
from pupils.own_rules import ASKED_OF_ONE
from pupils.reminders import when_words
from pupils.why import why
from senco.actions.access import note_export
from senco.law import day_name, is_working_day
from senco.links import link_for
from senco.lists import PAGE_SIZES, csv_response, paged, sort_asked, sort_fields
from senco.permissions import Member, MemberRequest, Permission, requires, today
from senco.prepared import prepared

SORTS = {
    "due": ("due_on", "pk"),
    "pupil": ("pupil__sort_name", "due_on", "pk"),
    "kind": ("rule", "due_on", "pk"),
    "owner": ("owner__name", "due_on", "pk"),
}
ORDERS = (("due", "soonest first"), ("-due", "latest first"), ("pupil", "pupil"), ("kind", "what"), ("owner", "owner"))
SPAN_NAMES = {
    "": "All open",
    "late": "Late",
    "week": "Next 7 days",
    "month": "Next four weeks",
    "later": "Later",
    "done": "Done",
}
MOST_TICKED = 200
CSV_HEADER = ("School", "Pupil", "What", "Due", "Act by", "When", "Who must act", "Owner", "Source", "Done on", "Note")


@requires(Permission.SIGN_IN)
@require_safe
def deadlines(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    asked = DeadlineFilters(request.GET, member=member, kinds=[rule for (rule,) in _rules(member)], today=day)
    order = sort_asked(request, SORTS, "due")
    wanted = (member, asked.span, asked.listed_by, order)
    if request.GET.get("format") == "csv":
        return _export(request, _listed.build(*wanted))
    # What somebody types is different each time, so its query is not worth keeping.
    page = paged(request, _listed.build(*wanted) if asked.chosen("q") else _listed.paged(*wanted))
    shown = {
        "today": day,
        "form": asked,
        "page": page,
        "order": order,
        "orders": ORDERS,
        "sizes": PAGE_SIZES,
        "rows": [_row(request, one) for one in page],
        "tabs": list(_tabs(request, asked)),
        "sees_all": member.may(Permission.VIEW_DEADLINES),
        "gives_url": link_for(member, "pupils:deadlines-hand-over"),
        "query": request.GET.urlencode(),
    }
    return render(request, "pupils/deadlines/list.html", shown)


@prepared
def _rules(member: Member) -> Any:
    return Deadline.objects.visible_to(member).by_rule()


@prepared
def _listed(member: Member, span: str, by: tuple[tuple[str, str], ...], order: str) -> Any:
    day = today()
    found = narrow(Deadline.objects.visible_to(member), by, member, day).in_span(span, day).in_a_row(member)
    return found.order_by(*sort_fields(order, SORTS))


@prepared
def _counted(member: Member, by: tuple[tuple[str, str], ...]) -> Any:
    day = today()
    return narrow(Deadline.objects.visible_to(member), by, member, day).spans_counted(day)


def _tabs(request: MemberRequest, asked: DeadlineFilters) -> Iterator[dict[str, Any]]:
    """Each span with how many the filters leave in it. One query."""
    ask = _counted.build if asked.chosen("q") else _counted
    by_school = list(ask(request.member, asked.narrowed))
    counts = dict(zip(SPANS, map(sum, zip(*by_school, strict=True)), strict=True)) if by_school else {}
    current = asked.span
    for span, label in SPAN_NAMES.items():
        query = request.GET.copy()
        for name in ("page", "when", *OF_DONE):
            query.pop(name, None)
        if span:
            query["when"] = span
        count = sum(counts.values()) if not span else counts.get(span)
        yield {"label": label, "url": f"?{query.urlencode()}", "current": span == current, "count": count}


def _row(request: MemberRequest, deadline: Deadline) -> dict[str, Any]:
    return row_shown(request.member, deadline, today())


def _about_url(member: Member, deadline: Deadline) -> str:
    """Of what a colleague was asked it is the concern, which shows what was asked of whom. One query for that."""
    if deadline.rule in ASKED_OF_ONE:
        asked = Observation if deadline.subject_kind == "observation" else ConcernQuestion
        case = asked.objects.visible_to(member).case_of(deadline.subject_id)
        return subject_url(member, "concern_case", case, at=deadline) if case else ""
    if not may_open(member, deadline):
        return ""
    return subject_url(member, deadline.subject_kind, deadline.subject_id, at=deadline)


def _export(request: MemberRequest, rows: Iterable[Deadline]) -> HttpResponse:
    """The rows that the filters leave; each pupil's access log says that they were taken out."""
    day, found = today(), list(rows)
    note_export({one.pupil_id: one.pupil for one in found if one.pupil_id}.values(), by=request.member)
    return csv_response(f"deadlines-{day:%Y-%m-%d}", CSV_HEADER, (_cells(request.member, one, day) for one in found))


def _cells(member: Member, one: Deadline, day: Any) -> tuple[Any, ...]:
    return (
        member.names[one.school_id],
        one.about or "Whole school",
        one.what,
        f"{one.due_on:%d/%m/%Y}",
        f"{one.act_by:%d/%m/%Y}",
        "done" if one.closed_on else when_words(one.due_on, day),
        one.get_side_display(),
        str(one.owner),
        why(one).line,
        f"{one.closed_on:%d/%m/%Y}" if one.closed_on else "",
        one.closed_why,
    )


def _seen(request: MemberRequest, pk: int) -> Deadline:
    """The deadline, if this member may see it. Whoever sees none but their own is told that their role does not."""
    member = request.member
    try:
        return get_object_or_404(Deadline.objects.visible_to(member).shown_to(member), pk=pk)
    except Http404:
        if not member.may(Permission.VIEW_DEADLINES):
            raise PermissionDenied("This date is not yours.") from None
        raise


@requires(Permission.SIGN_IN)
@require_safe
def deadline(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


def _page(request: MemberRequest, found: Deadline, status: int = 200, **forms: Any) -> HttpResponse:
    member, day = request.member, today()
    told = Reminder.objects.visible_to(member).of_deadline(found).select_related("recipient").newest_first()
    shown = {
        **_row(request, found),
        "told": told[:50],
        "close_form": CloseForm(today=day),
        "hand_over_form": HandOverForm(deadline=found, today=day),
        "subject_url": _about_url(member, found),
        "subject_words": SUBJECT_WORDS.get(found.subject_kind, "Open what it is about"),
        **forms,
    }
    return render(request, "pupils/deadlines/deadline.html", shown, status=status)


@requires(Permission.SIGN_IN)
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    found, day = _seen(request, pk), today()
    form = CloseForm(request.POST, today=day) if "done_on" in request.POST else None
    if form is not None and not form.is_valid():
        return _page(request, found, status=422, close_form=form)
    said = form.cleaned_data if form else {"done_on": day, "why": ""}
    try:
        close_deadline(found, by=request.member, on=said["done_on"], why=said["why"] or "Done", today=day)
    except CannotTick as refused:
        return _refused(request, pk, str(refused))
    undo = reverse("pupils:deadline-reopen", kwargs={"pk": pk})
    return _answer(request, found, f"Done: {found.what} ({day_name(said['done_on'])}).", undo=undo)


@requires(Permission.SIGN_IN)
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    try:
        reopen_deadline(found, by=request.member, today=today())
    except (OpenedAgain, CannotTick) as refused:
        return _refused(request, pk, str(refused))
    return _answer(request, found, f"Open again: {found.what}.")


@requires(Permission.CLOSE_DEADLINES)
@require_POST
def remind(request: MemberRequest, pk: int) -> HttpResponse:
    """Remind a colleague of what is theirs to do. The worker's next sweep sends it."""
    found, day = _seen(request, pk), today()
    if found.closed_on or found.owner_id == request.member.user.pk:
        return _refused(request, pk, "Done already." if found.closed_on else "This is yours to do.")
    if not ask_again(found, by=request.member, today=day):
        return _refused(request, pk, f"{found.owner} has been reminded today already.")
    when = "within the hour" if is_working_day(day) else "on the next school day"
    text = f"{found.owner} is reminded by e-mail, {when}."
    return _answer(request, _seen(request, pk), text)


@requires(Permission.CLOSE_DEADLINES)
@require_POST
def give(request: MemberRequest, pk: int) -> HttpResponse:
    found, day = _seen(request, pk), today()
    form = HandOverForm(request.POST, deadline=found, today=day)
    if not form.is_valid():
        return _page(request, found, status=422, hand_over_form=form)
    try:
        hand_over(found, to=form.cleaned_data["to"], by=request.member, today=day)
    except NotStaff as refused:
        return _answer(request, found, str(refused), state="late")
    return _answer(request, found, f"Handed over to {found.owner}: they are told in their next digest.")


@requires(Permission.CLOSE_DEADLINES)
@require_http_methods(["GET", "POST"])
def give_many(request: MemberRequest) -> HttpResponse:
    """Tick dates and hand them to one person. The filters are those of the list that it is opened from."""
    member, day = request.member, today()
    seen = Deadline.objects.visible_to(member).to_hand_over(member)
    asked = DeadlineFilters(request.GET, member=member, kinds=[request.GET.get("kind", "")], today=day)
    listed = list(asked.apply(seen).in_span(asked.span, day).shown_to(member).in_order()[:MOST_TICKED])
    form = HandOverManyForm(request.POST or None, rows=seen, listed=listed, today=day)
    if form.is_valid():
        to, dates = form.cleaned_data["to"], form.cleaned_data["ids"]
        try:
            count = hand_over_many(dates, to=to, by=member, today=day)
        except (NotHolder, NoSight) as refused:
            form.add_error("to", str(refused))
        except NotStaff:
            form.add_error("to", f"{to} does not work at the school of each of these dates. Untick those of another.")
        else:
            dates_words = "1 date" if count == 1 else f"{count} dates"
            messages.success(request, f"Handed over to {to}: {dates_words}. They are told in their next digest.")
            return redirect("pupils:deadlines")
    shown = {"form": form, "rows": listed, "most": MOST_TICKED, "today": day}
    return render(request, "pupils/deadlines/hand_over.html", shown, status=422 if form.errors else 200)


def _refused(request: MemberRequest, pk: int, text: str) -> HttpResponse:
    """Nothing was written: the row as it stands, and why."""
    return _answer(request, _seen(request, pk), text, state="late")


def _answer(request: MemberRequest, found: Deadline, text: str, *, undo: str = "", state: str = "") -> HttpResponse:
    """In place: the row as it is now, and a toast. Without script: back to the page, with a message."""
    if request.htmx and request.htmx.target == f"deadline-{found.pk}":
        shown = {"row": _row(request, found), "text": text, "undo": undo, "toast_state": state}
        shown["undo_target"] = f"#deadline-{found.pk}"
        return render(request, "pupils/deadlines/_answer.html", shown)
    tags = f"undo:{undo}" if undo else ""
    messages.add_message(request, messages.ERROR if state else messages.SUCCESS, text, extra_tags=tags)
    return redirect("pupils:deadline", pk=found.pk)
