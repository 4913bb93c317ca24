"""A school's areas of concern and its criteria, and what of them a pupil meets."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.areas import (
    NameTaken,
    begin_areas,
    keep_area,
    keep_criterion,
    move_in_list,
    retire,
    tick_criteria,
)
from pupils.forms.areas import AreaForm, CriterionForm, numbers
from pupils.models import Concern, ConcernArea, ConcernCase, Criterion
from senco.forms.versions import StaleEdit
from senco.permissions import MemberRequest, Permission, requires


def areas_looked_for(concerns: Iterable[Concern]) -> list[dict[str, Any]]:
    """Of each area that a case's concerns are about: what is looked for, what of it is met, and whether that is
    enough. `concerns` are of `with_what_there_is`. No query."""
    found: dict[str, dict[str, Any]] = {}
    for concern in concerns:
        rows = concern.looked_for
        if concern.area not in found and rows:
            met, enough = sum(1 for row in rows if row["at"]), getattr(concern, "enough", None)
            found[concern.area] = {
                "name": concern.get_area_display(), "rows": rows, "met": met, "enough": enough,
                "is_enough": enough is not None and met >= enough,
            }  # fmt: skip
    return list(found.values())


@requires(Permission.TRIAGE_CONCERNS)
@require_safe
def areas(request: MemberRequest) -> HttpResponse:
    """The areas of each school in their order, with what is looked for in each."""
    member = request.member
    rows = list(ConcernArea.objects.visible_to(member).in_order())
    looked_for: dict[int, list[Criterion]] = {}
    for one in Criterion.objects.visible_to(member).in_use():
        looked_for.setdefault(one.area_id, []).append(one)
    mine = sorted(member.schools_with(Permission.TRIAGE_CONCERNS), key=lambda pk: member.names[pk])
    schools = [
        {"pk": pk, "name": member.names[pk], "areas": [(row, looked_for.get(row.pk, [])) for row in rows
         if row.school_id == pk]} for pk in mine
    ]  # fmt: skip
    return render(request, "pupils/areas/list.html", {"schools": schools, "several": len(mine) > 1})


@requires(Permission.TRIAGE_CONCERNS)
@require_POST
def begin(request: MemberRequest) -> HttpResponse:
    begin_areas(by=request.member)
    messages.success(request, "The usual areas are yours now. Change them to what the school looks for.")
    return redirect("pupils:areas")


@requires(Permission.TRIAGE_CONCERNS)
@require_http_methods(["GET", "HEAD", "POST"])
def area_new(request: MemberRequest) -> HttpResponse:
    """For the school in the address, else the first where the member decides about concerns."""
    member = request.member
    mine = sorted(member.schools_with(Permission.TRIAGE_CONCERNS), key=lambda pk: member.names[pk])
    asked = request.GET.get("school", "")
    school = int(asked) if asked.isdigit() and int(asked) in mine else mine[0]
    form: Any = AreaForm(request.POST or None, instance=ConcernArea(school_id=school))
    if form.is_valid():
        kept = keep_area(form.instance, by=member)
        messages.success(request, "Added. Now say what is looked for in it.")
        return redirect("pupils:area", kept.pk)
    shown = {"form": form, "head": f"Add an area for {member.names[school]}"}
    return render(request, "pupils/areas/form.html", shown, status=422 if form.errors else 200)


@requires(Permission.TRIAGE_CONCERNS)
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: MemberRequest, pk: int) -> HttpResponse:
    """One area: its name, and what is looked for."""
    found = get_object_or_404(ConcernArea.objects.visible_to(request.member), pk=pk)
    name, form = found.name, AreaForm(request.POST or None, instance=found)
    saved = _saved(request, form, keep_area)
    if saved:
        return redirect("pupils:areas")
    rows = list(Criterion.objects.visible_to(request.member).of_area(pk).in_order())
    shown = {"form": form, "head": name, "area": found, "criteria": rows}
    return render(request, "pupils/areas/form.html", shown, status=_status(form))


def _saved(request: MemberRequest, form: Any, keep: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        keep(form.instance, by=request.member, seen_version=form.cleaned_data["seen_version"] or 0)
    except StaleEdit as stale:
        form.show_stale(stale)
        return False
    messages.success(request, "Saved.")
    return True


def _status(form: Any) -> int:
    return 409 if form.stale else 422 if form.errors else 200


@requires(Permission.TRIAGE_CONCERNS)
@require_http_methods(["GET", "HEAD", "POST"])
def criterion_new(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ConcernArea.objects.visible_to(request.member), pk=pk)
    return _criterion(request, Criterion(school_id=found.school_id, area=found), "What else to look for")


@requires(Permission.TRIAGE_CONCERNS)
@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Criterion.objects.visible_to(request.member).select_related("area")
    return _criterion(request, get_object_or_404(rows, pk=pk), "Change what to look for")


def _criterion(request: MemberRequest, row: Criterion, head: str) -> HttpResponse:
    form: Any = CriterionForm(request.POST or None, instance=row)
    if _saved(request, form, keep_criterion):
        return redirect("pupils:area", row.area_id)
    return render(
        request, "pupils/areas/criterion.html", {"form": form, "head": head, "row": row}, status=_status(form)
    )


@requires(Permission.TRIAGE_CONCERNS)
@require_POST
def area_move(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ConcernArea.objects.visible_to(request.member), pk=pk)
    move_in_list(found, by=request.member, up="up" in request.GET)
    return redirect("pupils:areas")


@requires(Permission.TRIAGE_CONCERNS)
@require_POST
def area_retire(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ConcernArea.objects.visible_to(request.member), pk=pk)
    _retired(request, found, "pupils:area-retire")
    return redirect("pupils:areas")


@requires(Permission.TRIAGE_CONCERNS)
@require_POST
def criterion_move(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Criterion.objects.visible_to(request.member), pk=pk)
    move_in_list(found, by=request.member, up="up" in request.GET)
    return redirect("pupils:area", found.area_id)


@requires(Permission.TRIAGE_CONCERNS)
@require_POST
def criterion_retire(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Criterion.objects.visible_to(request.member), pk=pk)
    _retired(request, found, "pupils:criterion-retire")
    return redirect("pupils:area", found.area_id)


def _retired(request: MemberRequest, row: Any, name: str) -> None:
    back = "back" in request.GET
    try:
        retire(row, by=request.member, retired=not back)
    except NameTaken as taken:
        messages.error(request, str(taken))
        return
    said = "In use again." if back else "No longer offered. It stays wherever it was used."
    messages.success(request, said, extra_tags="" if back else f"undo:{reverse(name, args=[row.pk])}?back=1")


@requires(Permission.TRIAGE_CONCERNS)
@require_POST
def tick(request: MemberRequest, pk: int) -> HttpResponse:
    """What of the criteria shown the pupil meets now."""
    case = get_object_or_404(ConcernCase.objects.visible_to(request.member), pk=pk)
    offered, met = numbers(request.POST.getlist("offered")), numbers(request.POST.getlist("met"))
    new, gone = tick_criteria(case, by=request.member, offered=offered, met=met)
    said = [f"{len(new)} ticked"] if new else []
    said += [f"{len(gone)} taken back"] if gone else []
    messages.success(request, f"{', '.join(said)}." if said else "Nothing was changed.")
    return redirect("pupils:case", pk)
