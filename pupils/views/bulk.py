"""Many pupils at once: moving up a year, giving a key adult. Looked at, done together, taken back together."""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pupils.actions.bulk import Step, give_key_adult, look_at_key_adults, look_at_years, move_up, take_back
from pupils.actions.corrections import Refused
from pupils.forms.bulk import MOST, KeyAdultForm, WhoForm, YearUpForm, people_for
from pupils.models import Pupil
from senco.permissions import MemberRequest, Permission, requires, today

Look = Callable[[Any], list[Step]]
CHANGED = "Something has changed since you looked. This is how it stands now: look at it, then confirm."


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_year(request: MemberRequest) -> HttpResponse:
    pupils, who = _pupils(request)
    form = YearUpForm(_typed(request), today=today())

    def look(values: Any) -> list[Step]:
        return look_at_years(pupils, values["from_on"])

    def act(values: Any) -> tuple[uuid.UUID, int]:
        return move_up(pupils, by=request.member, from_on=values["from_on"])

    return _bulk(request, form, who, pupils, look, act, words="moved up a year", heading="Move up a year")


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_adult(request: MemberRequest) -> HttpResponse:
    pupils, who = _pupils(request)
    form = KeyAdultForm(_typed(request), today=today(), people=people_for(pupils, request.member, today()))

    def look(values: Any) -> list[Step]:
        return look_at_key_adults(pupils, values.get("adult"), values["from_on"])

    def act(values: Any) -> tuple[uuid.UUID, int]:
        return give_key_adult(
            pupils, by=request.member, adult=values["adult"], from_on=values["from_on"], today=today()
        )

    return _bulk(request, form, who, pupils, look, act, words="given this key adult", heading="Give a key adult")


@requires(Permission.EDIT_PUPILS)
@require_POST
def bulk_undo(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    try:
        count = take_back(key, by=request.member)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = f"Taken back for {_pupils_words(count)}." if count else "That was taken back already."
        messages.success(request, said)
    return redirect("pupils:register")


def _pupils(request: MemberRequest) -> tuple[list[Pupil], WhoForm]:
    """Those ticked, else a whole year group or class; on roll today, by name."""
    member, day = request.member, today()
    who = WhoForm(request.GET, member=member, today=day)
    ids = [int(pk) for pk in request.GET.getlist("ids") if pk.isdigit()]
    found = Pupil.objects.visible_to(member, Permission.EDIT_PUPILS).on_roll(day).with_class(day).in_order()
    if ids:
        return list(found.among(ids)[:MOST]), who
    if who.asked("group"):
        return list(found.in_group(who.asked("group"), day)[:MOST]), who
    return list(found.in_year(who.asked("year"), day)[:MOST]) if who.asked("year") else [], who


def _typed(request: MemberRequest) -> Any:
    """A first look has a day to begin with; what was sent is read as sent."""
    return request.POST if request.method == "POST" else None


def _bulk(
    request: MemberRequest,
    form: Any,
    who: WhoForm,
    pupils: Sequence[Pupil],
    look: Look,
    act: Callable[[Any], tuple[uuid.UUID, int]],
    *,
    words: str,
    heading: str,
) -> HttpResponse:
    values = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    steps = look(values) if pupils else []
    mark = _mark(steps)
    if form.is_bound and form.is_valid() and "do" in request.POST:
        if form.cleaned_data["seen"] != mark:
            form.add_error(None, CHANGED)
        else:
            try:
                key, count = act(form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                undo = reverse("pupils:bulk-undo", args=[key])
                messages.success(request, f"{_pupils_words(count)} {words}.", extra_tags=f"undo:{undo}")
                return redirect("pupils:register")
    shown = {"form": form, "who": who, "steps": steps, "mark": mark, "heading": heading, "changes": _changing(steps)}
    shown |= {"may_do": bool(_changing(steps)), "pupils": pupils, "count": _pupils_words(_changing(steps))}
    return render(request, "pupils/bulk/page.html", shown, status=422 if form.errors else 200)


def _changing(steps: Sequence[Step]) -> int:
    return sum(1 for step in steps if step.becomes)


def _mark(steps: Sequence[Step]) -> str:
    said = "|".join(f"{step.pupil.pk}:{step.was}:{step.becomes}" for step in steps)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _pupils_words(count: int) -> str:
    return "1 pupil" if count == 1 else f"{count} pupils"
