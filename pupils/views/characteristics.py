"""Year group, and what else is true of a pupil from a day: looked after, pupil premium and the like."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pupils.actions.pupils import bring_back_characteristic, end_characteristic, set_characteristic, set_year
from pupils.forms.pupils import CharacteristicForm, EndForm, YearForm
from pupils.models import Characteristic
from pupils.views.frame import done, form_page, pupil_seen, undone
from senco.actions.history import act_in_hand
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def characteristic_add(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    form = CharacteristicForm(request.POST if request.method == "POST" else None, initial={"from_on": today()})
    if form.is_bound and done(form, lambda values: set_characteristic(pupil, by=request.member, **values)):
        messages.success(request, f"Recorded for {pupil}.")
        return redirect("pupils:pupil", pk)
    heading = "Looked after, pupil premium and the like"
    return form_page(request, pupil, form, heading=heading, act="Record it", back="pupils:pupil")


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def characteristic_end(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Characteristic.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    pupil = pupil_seen(request, row.pupil_id, Permission.EDIT_PUPILS)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"from_on": today()})
    if form.is_bound and done(form, lambda values: end_characteristic(row, by=request.member, **values)):
        undo = reverse("pupils:characteristic-back", args=[pupil.pk, act_in_hand()])
        messages.success(request, f"“{row}” ended for {pupil}.", extra_tags=f"undo:{undo}")
        return redirect("pupils:pupil", pupil.pk)
    lead = "It stays in the record of the days until then."
    return form_page(request, pupil, form, heading=f"End: {row}", act="End it", back="pupils:pupil", lead=lead)


@requires(Permission.EDIT_PUPILS)
@require_POST
def characteristic_back(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Undo the ending of a characteristic."""
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    undone(request, lambda: bring_back_characteristic(pupil, key, by=request.member), "It is back as it was.")
    return redirect("pupils:pupil", pk)


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    initial = {"from_on": today(), "code": pupil.year_code}  # type: ignore[attr-defined]
    form = YearForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and done(form, lambda values: set_year(pupil, by=request.member, **values)):
        messages.success(request, f"Year group of {pupil} recorded.")
        return redirect("pupils:pupil", pk)
    lead = "Classes are changed on the class's own page."
    return form_page(request, pupil, form, heading="Year group", act="Save", back="pupils:pupil", lead=lead)
