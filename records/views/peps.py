"""The review of a looked-after pupil's personal education plan, one a term."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pupils.views.frame import form_page, pupil_seen
from records.actions.peps import pep_of, record_pep, take_pep_back
from records.forms.care import PepForm
from records.models import Pep
from senco.forms.versions import StaleEdit
from senco.law import day_name
from senco.permissions import MemberRequest, Permission, requires, today

HERE = "records:care"


@requires(Permission.EDIT_CARE)
@require_POST
def begin(request: MemberRequest, pk: int) -> HttpResponse:
    """To the form of this term's, made if the night has not made it."""
    pupil = pupil_seen(request, pk, Permission.EDIT_CARE)
    return redirect("records:pep", pep_of(pupil, by=request.member, today=today()).pk)


@requires(Permission.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def pep(request: MemberRequest, pk: int) -> HttpResponse:
    """The form of one; who may read and not write is led to the pupil's page, where it stands."""
    row = get_object_or_404(Pep.objects.visible_to(request.member).with_pupil(), pk=pk)
    if not request.member.may(Permission.EDIT_CARE, row):
        return redirect(HERE, row.pupil_id)
    stored: Any = Pep.objects.visible_to(request.member).get(pk=pk)
    pupil = pupil_seen(request, row.pupil_id, Permission.VIEW_CARE)
    form = PepForm(request.POST if request.method == "POST" else None, instance=row, today=today())
    if form.is_bound and form.is_valid():
        try:
            seen = form.cleaned_data["seen_version"] or 0
            record_pep(stored, by=request.member, seen=seen, values=form.cleaned_data)
        except StaleEdit as stale:
            form.show_stale(stale)
        else:
            undo = f"undo:{reverse('records:pep-undo', args=[pk])}"
            messages.success(request, f"The review of {day_name(stored.held_on)} is recorded.", extra_tags=undo)
            return redirect(HERE, row.pupil_id)
    heading = "Review of the personal education plan"
    lead = f"Of the term from {day_name(stored.starts_on)} to {day_name(stored.ends_on)}."
    return form_page(request, pupil, form, heading=heading, act="Record it", back=HERE, lead=lead)


@requires(Permission.EDIT_CARE)
@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Pep.objects.visible_to(request.member, Permission.EDIT_CARE).with_pupil(), pk=pk)
    take_pep_back(row, by=request.member, today=today())
    messages.success(request, "Not held after all: it is owed again.")
    return redirect(HERE, row.pupil_id)
