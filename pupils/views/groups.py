"""Classes and teaching groups: who is in them, what to know of each, and who teaches them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.corrections import Refused
from pupils.actions.groups import (
    add_staff,
    bring_back_staff,
    edit_group,
    end_staff,
    make_group,
    put_pupil_back,
    put_pupils_in,
    take_pupil_out,
)
from pupils.forms.groups import GroupForm, GroupPupilsForm, GroupStaffForm
from pupils.forms.pupils import YEARS
from pupils.models import Concern, GroupPupil, GroupStaff, Pupil, TeachingGroup
from pupils.views.frame import done, undone
from senco.actions.history import act_in_hand
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.permissions import Member, MemberRequest, Permission, requires, today

STAFFING = (Permission.EDIT_PUPILS, Permission.MANAGE_REGISTER, Permission.MANAGE_STAFF)


@requires(Permission.VIEW_PUPILS)
@require_safe
def classes(request: MemberRequest) -> HttpResponse:
    """One's own groups with their pupils; for those who see the whole school, all the other groups by name too."""
    member, day = request.member, today()
    groups = TeachingGroup.objects.visible_to(member).open(day).in_order()
    mine = list(groups.taught_by(member.user, day))
    others = list(groups.with_size(day)) if member.may(Permission.VIEW_ALL_PUPILS) else []
    shown = {
        "mine": _with_pupils(member, mine) if mine else [],
        "others": others,
        "new_url": link_for(member, "pupils:group-new"),
        "knows_sen": member.may(Permission.VIEW_PROVISION),
    }
    return render(request, "pupils/groups/list.html", shown)


def _with_pupils(member: Member, groups: list[TeachingGroup]) -> list[dict[str, Any]]:
    """Each group with its pupils and what to know of them. One query for all groups."""
    day = today()
    seen = Pupil.objects.visible_to(member).on_roll(day).as_it_was(day, member).with_last_concern(member)
    pupils = list(seen.in_groups(groups, day).in_order())
    for pupil in pupils:
        pupil.concern_words = _state(pupil)
    return [_group_card(member, group, [one for one in pupils if group.pk in one.group_pks]) for group in groups]


def _group_card(member: Member, group: TeachingGroup, pupils: list[Any]) -> dict[str, Any]:
    """Figures are counted from the rows shown, so that each opens exactly what it counts."""
    known = [one.provision for one in pupils]
    counts = {"support": known.count("K"), "plans": known.count("E")}
    return {
        "group": group,
        "pupils": pupils,
        **counts,
        "digest_url": link_for(member, "records:digest", group.pk, at=group),
    }


def _state(pupil: Any) -> str:
    return str(Concern.State(pupil.concern_state).label) if pupil.concern_state else ""


@requires(Permission.VIEW_PUPILS)
@require_safe
def class_(request: MemberRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(TeachingGroup.objects.visible_to(request.member), pk=pk)
    member = request.member
    shown = {
        **_with_pupils(member, [group])[0],
        "staff": list(GroupStaff.objects.visible_to(member).of_group(group).not_over(today())),
        "knows_sen": member.may(Permission.VIEW_PROVISION, group),
        "supply_url": link_for(member, "records:supply", pk, at=group),
        "edit_url": link_for(member, "pupils:group-edit", pk, at=group),
        "pupils_url": link_for(member, "pupils:group-pupils", pk, at=group),
        "staff_url": link_for(member, "pupils:group-staff", pk, at=group),
    }
    return render(request, "pupils/groups/class.html", shown)


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: MemberRequest) -> HttpResponse:
    form = GroupForm(request.POST if request.method == "POST" else None, member=request.member)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        group = make_group(
            said["school"], by=request.member, kind=said["kind"], name=said["name"], subject=said["subject"]
        )
        messages.success(request, f"{group} made. Now say who is in it.")
        return redirect("pupils:class", group.pk)
    return _group_form(request, form, "Add a class or teaching group", "Add it")


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: MemberRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(TeachingGroup.objects.visible_to(request.member), pk=pk)
    form = GroupForm(request.POST if request.method == "POST" else None, instance=group, member=request.member)
    heading = f"Edit {group.name}"
    if form.is_bound and form.is_valid() and _saved(group, form, request.member):
        messages.success(request, f"{group} saved.")
        return redirect("pupils:class", pk)
    return _group_form(request, form, heading, "Save")


def _saved(group: TeachingGroup, form: GroupForm, by: Member) -> bool:
    """Whether it was; if somebody else saved first, the form shows both texts."""
    said = {name: form.cleaned_data[name] for name in ("name", "subject", "ends_on")}
    try:
        edit_group(group, by=by, seen=form.cleaned_data["seen_version"] or 0, **said)
    except StaleEdit as stale:
        form.show_stale(stale)
        return False
    return True


def _group_form(request: MemberRequest, form: GroupForm, heading: str, act: str) -> HttpResponse:
    shown = {"form": form, "form_heading": heading, "act": act}
    return render(
        request, "pupils/groups/form.html", shown, status=409 if form.stale else 422 if form.is_bound else 200
    )


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_pupils(request: MemberRequest, pk: int) -> HttpResponse:
    """Tick pupils, found by name or year, into the group; and take those in it out."""
    group = get_object_or_404(TeachingGroup.objects.visible_to(request.member), pk=pk)
    member = request.member
    posted = request.POST if request.method == "POST" else None
    form = GroupPupilsForm(posted, group=group, member=member, initial={"from_on": today()})
    if form.is_bound and done(
        form, lambda said: put_pupils_in(group, said["pupils"], by=member, from_on=said["from_on"])
    ):
        messages.success(request, f"{len(form.cleaned_data['pupils'])} put into {group}.")
        return redirect("pupils:class", pk)
    shown = {"group": group, "form": form, **_ins_and_outs(request, group)}
    return render(request, "pupils/groups/pupils.html", shown, status=422 if form.is_bound else 200)


def _ins_and_outs(request: MemberRequest, group: TeachingGroup) -> dict[str, Any]:
    """Those in it, and those who were looked for to be put in."""
    member, day = request.member, today()
    text, year = request.GET.get("q", "").strip(), request.GET.get("year", "")
    return {
        "rows": list(GroupPupil.objects.visible_to(member).of_group(group).not_over(day).with_pupil()),
        "found": list(Pupil.objects.visible_to(member).joinable(group, day, text=text, year=year)[:100]),
        "q": text,
        "year": year,
        "years": YEARS,
    }


@requires(Permission.EDIT_PUPILS)
@require_POST
def group_pupil_out(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(GroupPupil.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    try:
        take_pupil_out(row, by=request.member, from_on=today())
        undo = reverse("pupils:group-pupil-back", args=[row.group_id, act_in_hand()])
        messages.success(request, f"{row.pupil} is no longer in it from today.", extra_tags=f"undo:{undo}")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("pupils:group-pupils", row.group_id)


@requires(Permission.EDIT_PUPILS)
@require_POST
def group_pupil_back(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Undo that a pupil was taken out."""
    group = get_object_or_404(TeachingGroup.objects.visible_to(request.member), pk=pk)
    act = lambda: put_pupil_back(group, key, by=request.member, today=today())  # noqa: E731
    undone(request, act, f"They are in {group} as before.")
    return redirect("pupils:group-pupils", pk)


@requires(*STAFFING)
@require_http_methods(["GET", "HEAD", "POST"])
def group_staff(request: MemberRequest, pk: int) -> HttpResponse:
    """Who teaches or assists a group, which decides whose pupils they are. No pupil is shown here."""
    group = get_object_or_404(TeachingGroup.objects.visible_to(request.member), pk=pk)
    member, day = request.member, today()
    form = GroupStaffForm(request.POST if request.method == "POST" else None, group=group, today=day)
    if form.is_bound and done(form, lambda said: add_staff(group, said["user"], by=member, from_on=said["from_on"])):
        messages.success(request, f"{form.cleaned_data['user']} is with {group}.")
        return redirect("pupils:group-staff", pk)
    staff = list(GroupStaff.objects.visible_to(member).of_group(group).not_over(day))
    shown = {"group": group, "form": form, "staff": staff, "class_url": link_for(member, "pupils:class", pk, at=group)}
    return render(request, "pupils/groups/staff.html", shown, status=422 if form.is_bound else 200)


@requires(*STAFFING)
@require_POST
def group_staff_end(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(GroupStaff.objects.visible_to(request.member), pk=pk)
    try:
        end_staff(row, by=request.member, from_on=today())
        undo = reverse("pupils:group-staff-back", args=[row.group_id, act_in_hand()])
        messages.success(request, f"{row.user} is no longer with it from today.", extra_tags=f"undo:{undo}")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("pupils:group-staff", row.group_id)


@requires(*STAFFING)
@require_POST
def group_staff_back(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Undo that somebody was taken off."""
    group = get_object_or_404(TeachingGroup.objects.visible_to(request.member), pk=pk)
    undone(request, lambda: bring_back_staff(group, key, by=request.member), f"They are with {group} as before.")
    return redirect("pupils:group-staff", pk)
