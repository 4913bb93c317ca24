"""The lines of a passport: what adults do, and what keeps the pupil safe."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pupils.actions.corrections import Refused
from pupils.views.frame import pupil_seen
from records.actions.strategies import (
    add_safety,
    add_strategy,
    edit_safety,
    edit_strategy,
    move_strategy,
    remove_line,
    restore_line,
)
from records.forms.passports import SafetyForm, StrategyForm
from records.models import SafetyLine, Strategy, WhatWorked
from records.views.passports import attempt, form_answer
from senco.permissions import MemberRequest, Permission, requires

EDIT = Permission.EDIT_PASSPORTS
SAFETY_LEAD = "Everybody who teaches the pupil is given this to read at once; it waits for no meeting."


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def strategy_new(request: MemberRequest, pk: int) -> HttpResponse:
    """A new line; with `?worked=` it begins with what an adult found to work."""
    pupil, member = pupil_seen(request, pk, EDIT), request.member
    asked = request.GET.get("worked", "")
    notes = WhatWorked.objects.visible_to(member, EDIT).current().of_pupil(pk)
    worked = notes.found(asked)
    first = {"kind": request.GET.get("kind") or Strategy.Kind.HELPS, "text": worked.text[:200] if worked else ""}
    form = StrategyForm(request.POST if request.method == "POST" else None, initial=first)

    def save(said: dict[str, Any]) -> None:
        said.pop("seen_version")
        add_strategy(pupil, by=member, worked=worked, **said)

    if form.is_bound and attempt(form, save):
        messages.success(request, "Added to the draft.")
        return redirect("records:passport", pk)
    return form_answer(request, pupil, form, "Add what adults do", act="Add it")


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def strategy_edit(request: MemberRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(Strategy.objects.visible_to(request.member, EDIT), pk=pk)
    pupil = pupil_seen(request, line.pupil_id, EDIT)
    form = StrategyForm(request.POST if request.method == "POST" else None, instance=line)

    def save(said: dict[str, Any]) -> None:
        seen = said.pop("seen_version") or 0
        edit_strategy(line, by=request.member, seen=seen, **said)

    if form.is_bound and attempt(form, save):
        messages.success(request, "Saved in the draft.")
        return redirect("records:passport", pupil.pk)
    return form_answer(request, pupil, form, "Change this line", act="Save")


@requires(EDIT)
@require_POST
def strategy_remove(request: MemberRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(Strategy.objects.visible_to(request.member, EDIT), pk=pk)
    return _removed(request, line, "records:strategy-remove")


@requires(EDIT)
@require_POST
def strategy_move(request: MemberRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(Strategy.objects.visible_to(request.member, EDIT).current(), pk=pk)
    move_strategy(line, by=request.member, up=request.POST.get("to") == "up")
    return redirect(f"{reverse('records:passport', args=[line.pupil_id])}#line-{line.pk}")


def _removed(request: MemberRequest, line: Strategy | SafetyLine, name: str) -> HttpResponse:
    """Taken out, or with `undo` put back."""
    if "undo" in request.GET or "undo" in request.POST:
        try:
            restore_line(line, by=request.member)
            messages.success(request, "It is back.")
        except Refused as refused:
            messages.error(request, str(refused))
    else:
        remove_line(line, by=request.member)
        undo = f"undo:{reverse(name, args=[line.pk])}?undo=1"
        messages.success(request, "Taken out.", extra_tags=undo)
    return redirect("records:passport", line.pupil_id)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def safety_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, EDIT)
    form = SafetyForm(request.POST if request.method == "POST" else None)

    def save(said: dict[str, Any]) -> None:
        said.pop("seen_version")
        add_safety(pupil, by=request.member, **said)

    if form.is_bound and attempt(form, save):
        messages.success(request, "Added. Everybody who teaches the pupil is given it to read.")
        return redirect("records:passport", pk)
    return form_answer(request, pupil, form, "Add what keeps the pupil safe", act="Add it", lead=SAFETY_LEAD)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def safety_edit(request: MemberRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(SafetyLine.objects.visible_to(request.member, EDIT).with_pupil(), pk=pk)
    pupil = pupil_seen(request, line.pupil_id, EDIT)
    form = SafetyForm(request.POST if request.method == "POST" else None, instance=line)

    def save(said: dict[str, Any]) -> None:
        seen = said.pop("seen_version") or 0
        edit_safety(line, by=request.member, seen=seen, **said)

    if form.is_bound and attempt(form, save):
        messages.success(request, "Saved. Everybody who teaches the pupil is given it to read again.")
        return redirect("records:passport", pupil.pk)
    return form_answer(request, pupil, form, "Change this safety line", act="Save", lead=SAFETY_LEAD)


@requires(EDIT)
@require_POST
def safety_remove(request: MemberRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(SafetyLine.objects.visible_to(request.member, EDIT).with_pupil(), pk=pk)
    return _removed(request, line, "records:safety-remove")
