"""The catalogue of interventions, one of them with who is in it, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from provision.actions.interventions import (
    InterventionRefused,
    add_intervention,
    change_intervention,
    close_intervention,
    reopen_intervention,
)
from provision.forms.interventions import CatalogueFilter, InterventionForm
from provision.map import ProvisionMap, pupils_of_map
from provision.models import Intervention, Placement
from provision.views.frame import tabs
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.lists import PAGE_SIZES, paged, sorted_by
from senco.permissions import MemberRequest, Permission, requires, today

SORTS = {
    "name": ("name", "pk"),
    "area": ("area", "name", "pk"),
    "level": ("level", "name", "pk"),
    "pupils": ("pupils", "name", "pk"),
}


MOST_LISTED = 200


@requires(Permission.VIEW_PROVISION)
@require_safe
def interventions(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = CatalogueFilter(request.GET)
    shown = form.apply(Intervention.objects.visible_to(member).with_use(today()))
    shown, order = sorted_by(request, shown, SORTS, "name")
    context = {
        "form": form,
        "page": paged(request, shown),
        "order": order,
        "sizes": PAGE_SIZES,
        "tabs": tabs(request, "provision:interventions"),
        "new_url": link_for(member, "provision:intervention-new"),
        "paid": member.schools_with(Permission.VIEW_COSTS),
    }
    part = "_list" if request.htmx and request.htmx.target == "catalogue" else "list"
    response = render(request, f"provision/interventions/{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@requires(Permission.VIEW_PROVISION)
@require_safe
def intervention(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    shown = get_object_or_404(Intervention.objects.visible_to(member).with_use(today()), pk=pk)
    placements = Placement.objects.visible_to(member).of_intervention(shown)
    running = ProvisionMap(member, today(), pupils_of_map(member), placements.on(today()))
    coming = list(placements.starting_after(today()).with_what().with_size(today()).by_name())
    context = {
        "intervention": shown,
        "cards": running.by_intervention([(shown.name, shown.pk)], MOST_LISTED),
        "coming": coming,
        "past": list(placements.over_before(today()).with_what()[:25]),
        "may_change": member.may(Permission.MANAGE_PROVISION, shown),
        "changed_at": member.schools_with(Permission.MANAGE_PROVISION),
        "sees_costs": member.may(Permission.VIEW_COSTS, shown),
        "today": today(),
    }
    return render(request, "provision/interventions/intervention.html", context)


@requires(Permission.MANAGE_PROVISION)
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    member = request.member
    school = school_asked(request)
    if school is None:
        return which_school(request, "Add an intervention", "provision:interventions")
    form = InterventionForm(request.POST or None, sees_costs=member.may(Permission.VIEW_COSTS, school))
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}
        try:
            made = add_intervention(school, by=member, **fields)
        except InterventionRefused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, f"{made.name} is in the catalogue.")
            return redirect("provision:intervention", made.pk)
    back = reverse("provision:interventions")
    return _form(request, form, "Add an intervention", back, "Catalogue", school_id=school)


def school_asked(request: MemberRequest) -> int | None:
    """The school that a new row is for: the one named in the address, or the only one where the member may add it."""
    may = request.member.schools_with(Permission.MANAGE_PROVISION)
    asked = request.GET.get("school", "")
    if asked.isdigit() and int(asked) in may:
        return int(asked)
    return next(iter(may)) if len(may) == 1 else None


def which_school(request: MemberRequest, title: str, back: str) -> HttpResponse:
    """Asks a SENCO of several schools for which of them it is."""
    member = request.member
    schools = [(pk, member.names[pk]) for pk in sorted(member.schools_with(Permission.MANAGE_PROVISION))]
    context = {"title": title, "schools": schools, "back_url": reverse(back)}
    return render(request, "provision/which_school.html", context)


@requires(Permission.MANAGE_PROVISION)
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    shown = _manageable(request, pk)
    form = InterventionForm(request.POST or None, instance=shown, sees_costs=member.may(Permission.VIEW_COSTS, shown))
    title, back = f"Change {shown.name}", reverse("provision:intervention", args=[shown.pk])
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
        try:
            change_intervention(shown, by=member, seen=form.cleaned_data["seen_version"] or 0, **fields)
        except StaleEdit as stale:
            form.show_stale(stale)
            return _form(request, form, title, back, "The intervention", status=409)
        except InterventionRefused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, f"{shown.name} is saved.")
            return redirect(back)
    return _form(request, form, title, back, "The intervention")


def _manageable(request: MemberRequest, pk: int) -> Intervention:
    found: Intervention = get_object_or_404(Intervention.objects.visible_to(request.member), pk=pk)
    request.member.must(Permission.MANAGE_PROVISION, found)
    return found


def _form(
    request: MemberRequest, form: Any, title: str, back: str, crumb: str, status: int = 0, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "back_url": back, "crumb": crumb, **more}
    return render(request, "provision/form.html", context, status=status or (422 if form.errors else 200))


@requires(Permission.MANAGE_PROVISION)
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _manageable(request, pk)
    close_intervention(shown, by=request.member)
    undo = reverse("provision:intervention-reopen", args=[shown.pk])
    messages.success(request, f"{shown.name} is no longer offered. What runs goes on.", extra_tags=f"undo:{undo}")
    return redirect("provision:intervention", shown.pk)


@requires(Permission.MANAGE_PROVISION)
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _manageable(request, pk)
    try:
        reopen_intervention(shown, by=request.member)
    except InterventionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{shown.name} is offered again.")
    return redirect("provision:intervention", shown.pk)
