"""The directory of agencies, and who is involved with whom."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.models import Pupil
from records.actions.agencies import (
    AgencyRefused,
    add_agency,
    add_professional,
    change_agency,
    change_professional,
    close_agency,
    end_involvement,
    involve_agency,
    reopen_agency,
)
from records.forms.agencies import AgencyFilter, AgencyForm, InvolvementForm, ProfessionalForm
from records.forms.plans import DayForm
from records.models import Agency, Involvement, Professional
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.lists import PAGE_SIZES, csv_response, paged, sorted_by
from senco.permissions import MemberRequest, Permission, requires, today

SORTS = {"name": ("name", "pk"), "kind": ("kind", "name", "pk"), "pupils": ("pupils", "name", "pk")}
CSV_HEADER = ("School", "Agency", "Known as", "Kind", "E-mail", "Phone", "Pupils now")


@requires(Permission.VIEW_AGENCIES)
@require_safe
def agencies(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = AgencyFilter(request.GET)
    shown = form.apply(Agency.objects.visible_to(member).with_pupils().select_related("school"))
    shown, order = sorted_by(request, shown, SORTS, "name")
    if request.GET.get("format") == "csv":
        rows = ((a.school.name, a.name, a.short_name, a.get_kind_display(), a.email, a.phone, a.pupils) for a in shown)
        return csv_response("agencies", CSV_HEADER, rows)
    part = "_list" if request.htmx and request.htmx.target == "agency-list" else "list"
    context = {"form": form, "page": paged(request, shown), "order": order, "sizes": PAGE_SIZES}
    context["new_url"] = link_for(member, "records:agency-new")
    response = render(request, f"records/agencies/{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@requires(Permission.VIEW_AGENCIES)
@require_safe
def agency(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    shown = get_object_or_404(Agency.objects.visible_to(member).select_related("school"), pk=pk)
    context = {
        "agency": shown,
        "people": list(Professional.objects.visible_to(member).at_agency(shown)),
        "involvements": list(Involvement.objects.visible_to(member).at_agency(shown).with_people()),
        "may_change": member.may(Permission.MANAGE_AGENCIES, shown),
        "today": today(),
    }
    return render(request, "records/agencies/agency.html", context)


@requires(Permission.MANAGE_AGENCIES)
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    form = AgencyForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}
        school = fields.pop("school", None) or next(iter(request.member.schools_with(Permission.MANAGE_AGENCIES)))
        try:
            made = add_agency(school, by=request.member, **fields)
        except AgencyRefused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, f"{made.name} is in the directory.")
            return redirect("records:agency", made.pk)
    return _form(request, form, "Add an agency", reverse("records:agencies"), "Agencies")


def _form(
    request: MemberRequest, form: Any, title: str, back: str, crumb: str, status: int = 0, **more: Any
) -> HttpResponse:
    code = status or (422 if form.errors else 200)
    context = {"form": form, "title": title, "back_url": back, "crumb": crumb, **more}
    return render(request, "records/form.html", context, status=code)


@requires(Permission.MANAGE_AGENCIES)
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Agency.objects.visible_to(request.member), pk=pk)
    request.member.must(Permission.MANAGE_AGENCIES, shown)
    form = AgencyForm(request.POST or None, instance=shown, member=request.member)
    back, status = reverse("records:agency", args=[shown.pk]), 0
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        seen = fields.pop("seen_version") or 0
        try:
            change_agency(shown, by=request.member, seen=seen, **fields)
            messages.success(request, f"{shown.name} is saved.")
            return redirect(back)
        except AgencyRefused as refused:
            form.add_error("name", str(refused))
        except StaleEdit as stale:
            form.show_stale(stale)
            status = 409
    return _form(request, form, f"Change {shown.name}", back, shown.name, status)


def _is_undo(request: MemberRequest) -> bool:
    """The button of a message sends it in the address, one on a page in the form."""
    return "undo" in request.POST or "undo" in request.GET


@requires(Permission.MANAGE_AGENCIES)
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    """Off the directory, or with `undo` back on it."""
    shown = get_object_or_404(Agency.objects.visible_to(request.member), pk=pk)
    request.member.must(Permission.MANAGE_AGENCIES, shown)
    try:
        if _is_undo(request):
            reopen_agency(shown, by=request.member)
            messages.success(request, f"{shown.name} is back in the directory.")
        else:
            close_agency(shown, on=today(), by=request.member)
            undo = f"undo:{reverse('records:agency-close', args=[shown.pk])}?undo=1"
            messages.success(request, f"{shown.name} is off the directory. Its history stays.", extra_tags=undo)
    except AgencyRefused as refused:
        messages.error(request, str(refused))
    return redirect("records:agency", shown.pk)


@requires(Permission.MANAGE_AGENCIES)
@require_http_methods(["GET", "POST"])
def person_new(request: MemberRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Agency.objects.visible_to(request.member), pk=pk)
    request.member.must(Permission.MANAGE_AGENCIES, shown)
    form, back = ProfessionalForm(request.POST or None), reverse("records:agency", args=[shown.pk])
    if request.method == "POST" and form.is_valid():
        person = add_professional(shown, by=request.member, **form.cleaned_data)
        messages.success(request, f"{person.name} is added.")
        return redirect(back)
    return _form(request, form, f"Somebody at {shown.name}", back, shown.name)


@requires(Permission.MANAGE_AGENCIES)
@require_http_methods(["GET", "POST"])
def person_edit(request: MemberRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Professional.objects.visible_to(request.member).select_related("agency"), pk=pk)
    request.member.must(Permission.MANAGE_AGENCIES, person)
    form = ProfessionalForm(request.POST or None, instance=person)
    back = reverse("records:agency", args=[person.agency_id])
    if request.method == "POST" and form.is_valid():
        change_professional(person, by=request.member, **form.cleaned_data)
        messages.success(request, f"{person.name} is saved.")
        return redirect(back)
    return _form(request, form, f"Change {person.name}", back, person.agency.name)


@requires(Permission.MANAGE_AGENCIES)
@require_http_methods(["GET", "POST"])
def involve(request: MemberRequest, pk: int) -> HttpResponse:
    """An agency becomes involved with this pupil."""
    pupil = get_object_or_404(Pupil.objects.visible_to(request.member, Permission.MANAGE_AGENCIES), pk=pk)
    form = InvolvementForm(request.POST or None, member=request.member, pupil=pupil, initial={"starts_on": today()})
    back = reverse("pupils:pupil", args=[pupil.pk])
    if request.method == "POST" and form.is_valid():
        try:
            involve_agency(pupil, by=request.member, **form.cleaned_data)
        except AgencyRefused as refused:
            form.add_error("agency", str(refused))
        else:
            messages.success(request, f"{form.cleaned_data['agency']} is involved with {pupil.name}.")
            return redirect(back)
    return _form(request, form, f"An agency for {pupil.name}", back, pupil.name, about=pupil)


@requires(Permission.MANAGE_AGENCIES)
@require_POST
def involvement_end(request: MemberRequest, pk: int) -> HttpResponse:
    """Its last day is today, or the day given; with `undo` it goes on."""
    row = get_object_or_404(Involvement.objects.visible_to(request.member).with_people(), pk=pk)
    request.member.must(Permission.MANAGE_AGENCIES, row)
    form = DayForm({"on": request.POST.get("on") or today()}, today=today())
    day = None if _is_undo(request) else form.cleaned_data["on"] if form.is_valid() else today()
    try:
        end_involvement(row, on=day, by=request.member)
    except AgencyRefused as refused:
        messages.error(request, str(refused))
    else:
        said = "goes on" if day is None else "has ended"
        undo = "" if day is None else f"undo:{reverse('records:involvement-end', args=[row.pk])}?undo=1"
        messages.success(request, f"{row.agency.name} with {row.pupil.name}: {said}.", extra_tags=undo)
    return redirect("pupils:pupil", row.pupil_id)


@requires(Permission.VIEW_AGENCIES)
@require_safe
def panel(request: MemberRequest, pk: int) -> HttpResponse:
    """Who is involved with a pupil, for the pupil's page."""
    member = request.member
    pupil = get_object_or_404(Pupil.objects.visible_to(member, Permission.VIEW_AGENCIES), pk=pk)
    rows = list(Involvement.objects.visible_to(member).of_pupil(pupil).with_people())
    context = {
        "pupil": pupil,
        "involvements": rows,
        "new_url": link_for(member, "records:involvement-new", pupil.pk, at=pupil),
        "may_change": member.may(Permission.MANAGE_AGENCIES, pupil),
    }
    return render(request, "records/agencies/_panel.html", context)
