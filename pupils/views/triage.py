"""What the SENCO decides about a concern, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from pupils.actions.concerns import ask_colleagues, close_case, reopen_case, start_sen_support, undo_move, watch_case
from pupils.actions.corrections import Refused
from pupils.forms.concerns import AskForm, CloseForm, MoveForm, SupportForm, WatchForm
from pupils.models import Concern, ConcernCase, ConcernMove, SenStatus
from senco.forms.versions import StaleEdit
from senco.law import day_name
from senco.links import link_for
from senco.permissions import Member, MemberRequest, Permission, requires, today

State = Concern.State
HEADS = {
    State.WATCHING: "Watch, and look again",
    State.GATHERING: "Ask colleagues",
    State.SEN_SUPPORT: "Start SEN support",
    State.CLOSED: "Close with a reason",
}
HAS = {"K": "SEN support", "E": "an EHC plan"}
ACTIONS: dict[str, Any] = {
    State.WATCHING: watch_case,
    State.GATHERING: ask_colleagues,
    State.SEN_SUPPORT: start_sen_support,
    State.CLOSED: close_case,
}
DONE = {
    State.WATCHING: "Watching. The teacher sees your words.",
    State.GATHERING: "Asked. The question waits on their first page, and the teacher sees your words.",
    State.SEN_SUPPORT: "SEN support is started, the pupil is on the register, and the teacher sees your words.",
    State.CLOSED: "Closed. The teacher sees your reason.",
}


def choices_for(concern: Concern, member: Member) -> dict[str, Any]:
    """What may be decided about a concern's case as it stands, for its page. No query."""
    if not member.may(Permission.TRIAGE_CONCERNS, concern):
        return {}
    case = concern.case
    undo = _undo(case) if case.state != State.NEW else ""
    if case.is_open:
        kept = [(state, words) for state, words in HEADS.items() if state != State.GATHERING or case.state != state]
        has = HAS.get(getattr(concern, "provision", None) or "")
        if has is None:
            return {"choices": kept, "undo_url": undo}
        said = f"SEN support is not offered here: {concern.pupil.name} has {has} already."
        return {"choices": [one for one in kept if one[0] != State.SEN_SUPPORT], "undo_url": undo, "said": said}
    said = "Opened again, the pupil keeps SEN support on the register." if case.state == State.SEN_SUPPORT else ""
    reopen = f"{reverse('pupils:concern-reopen', args=[concern.pk])}?version={case.version}"
    return {"choices": [], "reopen_url": reopen, "undo_url": undo, "said": said}


def _form(request: MemberRequest, concern: Concern, to: str) -> MoveForm:
    place: dict[str, Any] = {"concern": concern, "today": today()}
    data = request.POST if request.method == "POST" else None
    if to == State.WATCHING:
        return WatchForm(data, **place)
    if to == State.GATHERING:
        return AskForm(data, member=request.member, **place)
    if to == State.SEN_SUPPORT:
        return SupportForm(data, **place)
    if to == State.CLOSED:
        return CloseForm(data, **place)
    raise Http404


@require_http_methods(["GET", "POST"])
@requires(Permission.TRIAGE_CONCERNS)
def triage(request: MemberRequest, pk: int) -> HttpResponse:
    """One decision's form: alone to htmx, on a page of its own otherwise."""
    rows = Concern.objects.visible_to(request.member).with_class(today()).select_related("pupil", "logged_by")
    concern = get_object_or_404(rows, pk=pk)
    request.member.must(Permission.TRIAGE_CONCERNS, concern)
    to = request.POST.get("to") or request.GET.get("to") or State.WATCHING
    form = _form(request, concern, to)
    context = {"concern": concern, "form": form, "to": to, "head": HEADS[State(to)], "today": today()}
    if request.method == "POST" and form.is_valid():
        decided = _decide(request, concern, form, to)
        if isinstance(decided, HttpResponse):
            return decided
        if decided:
            return render(request, "pupils/concerns/triage.html", {**context, **decided}, status=409)
    template = "_move" if request.htmx and not request.htmx.boosted else "triage"
    return render(request, f"pupils/concerns/{template}.html", context, status=422 if form.is_bound else 200)


def _decide(request: MemberRequest, concern: Concern, form: MoveForm, to: str) -> HttpResponse | dict[str, Any]:
    """Do it and go back to the concern; where somebody was first, both texts; where it is refused, nothing more."""
    try:
        ACTIONS[to](concern.case, by=request.member, **form.details)
    except StaleEdit as stale:
        return _both(stale, form, to, request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        if to == State.SEN_SUPPORT:
            form.mend_url = link_for(request.member, "pupils:needs", concern.pupil_id, at=concern.pupil)
        return {}
    messages.success(request, _done(form, to), extra_tags=f"undo:{_undo(concern.case)}")
    return redirect("pupils:concern", concern.pk)


def _done(form: MoveForm, to: str) -> str:
    """What the decision has done; of SEN support that begins later, from which day."""
    begins = form.cleaned_data.get("from_on")
    if begins is not None and begins > form.today:
        return f"SEN support is recorded from {day_name(begins)}, not before. The teacher sees your words."
    return DONE[State(to)]


def _undo(case: ConcernCase) -> str:
    return f"{reverse('pupils:case-undo', args=[case.pk])}?version={case.version}"


def _both(stale: StaleEdit, form: MoveForm, to: str, member: Member) -> dict[str, Any]:
    """What stands now beside what was typed; the form below takes the version that stands, so it can be sent again."""
    now: Any = stale.current
    last = ConcernMove.objects.visible_to(member).of(now).standing().select_related("by").last()
    form.take_version(now.version)
    return {
        "stale": True,
        "last": last,
        "theirs": [{"label": "Decision", "text": now.get_state_display()}, {"label": "Words", "text": now.outcome}],
        "yours": [
            {"label": "Decision", "text": State(to).label},
            {"label": "Words", "text": form.cleaned_data["why"]},
        ],
    }


@require_POST
@requires(Permission.TRIAGE_CONCERNS)
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    concern = get_object_or_404(Concern.objects.visible_to(request.member).select_related("pupil"), pk=pk)
    version = request.GET.get("version", "")
    if concern.state == State.NEW or not version.isdigit():
        messages.info(request, "It is open and new already.")
        return redirect("pupils:concern", pk)
    try:
        reopen_case(concern.case, by=request.member, seen_version=int(version), today=today())
        messages.success(request, "Open again, and back among the new ones.")
    except Refused as refused:
        messages.error(request, str(refused))
    except StaleEdit:
        messages.error(request, "Somebody has decided something else since, so nothing was undone. It is shown below.")
    return redirect("pupils:concern", pk)


def _say_undone(request: MemberRequest, case: ConcernCase, stays: SenStatus | None, *, off: bool) -> None:
    now = case.get_state_display().lower()
    if stays is None:
        also = " SEN support is off the register again." if off else ""
        messages.success(request, f"Taken back: it is as it was before, {now}.{also}")
        return
    words = (
        "The decision is taken back, and the concern is {} again. But SEN support from {} stays on the register, "
        'because something was recorded upon it since: <a href="{}">change it in the needs and register of {}</a>.'
    )
    url = reverse("pupils:needs", args=[case.pupil_id])
    messages.warning(request, format_html(words, now, day_name(stays.starts_on), url, case.pupil.name))


@require_POST
@requires(Permission.TRIAGE_CONCERNS)
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """Take back the latest move, by whoever decides about concerns."""
    rows = ConcernCase.objects.visible_to(request.member).select_related("pupil")
    case = get_object_or_404(rows, pk=pk)
    version = request.GET.get("version", "")
    try:
        seen = int(version) if version.isdigit() else 0
        off = case.state == State.SEN_SUPPORT
        stays = undo_move(case, by=request.member, seen_version=seen, today=today())
        _say_undone(request, case, stays, off=off)
    except Refused as refused:
        messages.error(request, str(refused))
    except StaleEdit:
        messages.error(request, "Somebody has decided something else since, so nothing was undone. It is shown below.")
    return redirect("pupils:case", pk)
