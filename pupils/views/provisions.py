"""Putting a pupil on the register, changing what they are given, taking them off; and telling the parents."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from pupils.actions.corrections import Refused
from pupils.actions.register import change_provision, record_parents_told, take_back_change
from pupils.forms.register import ProvisionForm, ToldForm
from pupils.models import SenStatus
from pupils.views.frame import done, form_page, pupil_seen
from senco.permissions import MemberRequest, Permission, requires, today

LEAD = (
    "Nothing is overwritten: what was in force until then stays in the record. When SEN support starts without an EHC "
    "plan the parents must be told (Children and Families Act 2014, section 68)."
)


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def register_change(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.MANAGE_REGISTER)
    day = today()
    asked = {"provision": request.GET.get("to"), "reason": request.GET.get("why", "")}
    form = ProvisionForm(request.POST if request.method == "POST" else None, today=day, initial=asked)
    if form.is_bound and done(form, lambda values: change_provision(pupil, by=request.member, today=day, **values)):
        messages.success(request, f"SEN provision of {pupil} recorded.")
        return redirect("pupils:needs", pk)
    heading = "Change SEN provision"
    return form_page(request, pupil, form, heading=heading, act="Record the change", back="pupils:needs", lead=LEAD)


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def register_told(request: MemberRequest, pk: int) -> HttpResponse:
    status = get_object_or_404(SenStatus.objects.visible_to(request.member, Permission.MANAGE_REGISTER), pk=pk)
    pupil = pupil_seen(request, status.pupil_id)
    day = today()
    initial = {"on": status.parents_told_on or day, "how": status.parents_told_how}
    form = ToldForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and done(form, lambda values: record_parents_told(status, by=request.member, today=day, **values)):
        messages.success(request, f"Recorded: the parents of {pupil} have been told.")
        return redirect("pupils:needs", pupil.pk)
    heading = "Parents told that SEN support has started"
    lead = "What was due about it is closed. Children and Families Act 2014, section 68."
    return form_page(request, pupil, form, heading=heading, act="Record it", back="pupils:needs", lead=lead)


@requires(Permission.MANAGE_REGISTER)
@require_POST
def register_back(request: MemberRequest, pk: int) -> HttpResponse:
    status = get_object_or_404(SenStatus.objects.visible_to(request.member, Permission.MANAGE_REGISTER), pk=pk)
    try:
        take_back_change(status, by=request.member, today=today())
        messages.success(request, "Taken back. What was before it goes on.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("pupils:needs", status.pupil_id)
