"""A pupil's needs, their days on the register, and what else is dated about them."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.main_concerns import write_main_concern
from pupils.actions.needs import add_need, bring_back_need, end_need, move_need
from pupils.forms.pupils import EndForm
from pupils.forms.register import MainConcernForm, NeedForm
from pupils.models import Characteristic, GroupPupil, MainConcern, SenNeed, SenStatus, YearGroup
from pupils.templatetags.pupils import need_name
from pupils.views.frame import done, form_page, frame, pupil_seen, undone
from senco.actions.history import act_in_hand
from senco.permissions import MemberRequest, Permission, requires, today

SEN = Permission.VIEW_PROVISION


@requires(Permission.VIEW_PROVISION)
@require_safe
def needs(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.VIEW_PROVISION)
    member = request.member
    rows = list(SenNeed.objects.visible_to(member).of_pupil(pupil).order_by("rank", "-starts_on", "-pk"))
    return render(
        request,
        "pupils/register/needs.html",
        {
            **frame(request, pupil, "pupils:needs"),
            "needs": [row for row in rows if row.is_open(today())],
            "past_needs": [row for row in rows if not row.is_open(today())],
            "concerns_in_words": list(MainConcern.objects.visible_to(member, SEN).of_pupil(pupil)),
            "statuses": list(SenStatus.objects.visible_to(member).of_pupil(pupil).with_decider()),
            "characteristics": list(Characteristic.objects.visible_to(member).of_pupil(pupil)),
            "years": list(YearGroup.objects.visible_to(member).of_pupil(pupil)),
            "groups": list(GroupPupil.objects.visible_to(member).of_pupil(pupil).with_group()),
            "manages": member.may(Permission.MANAGE_REGISTER, pupil),
            "edits": member.may(Permission.EDIT_PUPILS, pupil),
        },
    )


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def need_add(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.MANAGE_REGISTER)
    day = today()
    form = NeedForm(request.POST if request.method == "POST" else None, today=day)
    if form.is_bound and done(form, lambda values: add_need(pupil, by=request.member, today=day, **values)):
        messages.success(request, f"{need_name(form.cleaned_data['code'])} recorded for {pupil}.")
        return redirect("pupils:needs", pk)
    return form_page(request, pupil, form, heading="Add a need", act="Add this need", back="pupils:needs")


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def main_concern(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.MANAGE_REGISTER)
    initial = {"from_on": today(), "text": pupil.main_concern}  # type: ignore[attr-defined]
    form = MainConcernForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and done(form, lambda values: write_main_concern(pupil, by=request.member, **values)):
        messages.success(request, f"The main concern about {pupil} is recorded.")
        return redirect("pupils:needs", pk)
    lead = "What it said before stays in the record of its days."
    heading = "The main concern in words"
    return form_page(request, pupil, form, heading=heading, act="Save", back="pupils:needs", lead=lead)


@requires(Permission.MANAGE_REGISTER)
@require_POST
def need_move(request: MemberRequest, pk: int) -> HttpResponse:
    need = get_object_or_404(SenNeed.objects.visible_to(request.member, Permission.MANAGE_REGISTER), pk=pk)
    move_need(need, by=request.member, up=request.POST.get("to") == "up", from_on=today(), today=today())
    return redirect("pupils:needs", need.pupil_id)


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def need_end(request: MemberRequest, pk: int) -> HttpResponse:
    need = get_object_or_404(SenNeed.objects.visible_to(request.member, Permission.MANAGE_REGISTER), pk=pk)
    pupil = pupil_seen(request, need.pupil_id)
    day = today()
    form = EndForm(request.POST if request.method == "POST" else None, initial={"from_on": day})
    if form.is_bound and done(form, lambda values: end_need(need, by=request.member, today=day, **values)):
        undo = reverse("pupils:need-back", args=[pupil.pk, act_in_hand()])
        messages.success(request, f"{need_name(need.code)} ended for {pupil}.", extra_tags=f"undo:{undo}")
        return redirect("pupils:needs", pupil.pk)
    heading = f"End: {need_name(need.code)}"
    lead = "It stays in the record of the days until then. Needs ranked below it move up."
    return form_page(request, pupil, form, heading=heading, act="End this need", back="pupils:needs", lead=lead)


@requires(Permission.MANAGE_REGISTER)
@require_POST
def need_back(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Undo the ending of a need."""
    pupil = pupil_seen(request, pk, Permission.MANAGE_REGISTER)
    undone(request, lambda: bring_back_need(pupil, key, by=request.member), "The needs are as they were.")
    return redirect("pupils:needs", pk)
