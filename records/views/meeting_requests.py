"""A parent's request to meet the SENCO."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.models import Contact, Pupil
from records.actions.meeting_requests import take_request, withdraw_request
from records.forms.meeting_requests import MeetingRequestForm
from records.models import MeetingRequest
from senco.actions.access import note_access
from senco.links import link_for
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.LOG_CONCERN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, pk: int) -> HttpResponse:
    member, day = request.member, today()
    own = Pupil.objects.visible_to(member).of_schools(member.schools_with(Permission.LOG_CONCERN))
    pupil = get_object_or_404(own, pk=pk)
    contacts = Contact.objects.visible_to(member).of_pupil(pupil).to_call()
    form = MeetingRequestForm(request.POST or None, contacts=contacts, today=day)
    if form.is_valid():
        row = take_request(pupil, by=member, today=day, **form.cleaned_data)
        messages.success(request, "Written down. The SENCO is told, with a day to meet them by.")
        return redirect("records:meeting-request", row.pk)
    shown = {"form": form, "pupil": pupil}
    return render(request, "records/meeting_requests/form.html", shown, status=422 if form.errors else 200)


@requires(Permission.LOG_CONCERN)
@require_safe
def meeting_request(request: MemberRequest, pk: int) -> HttpResponse:
    """Who asked, by when they are to be met, and what became of it."""
    member = request.member
    row = get_object_or_404(MeetingRequest.objects.visible_to(member).with_people().with_due(), pk=pk)
    note_access(row, by=member)
    new_url = link_for(member, "records:communication-new", row.pupil_id, at=row)
    shown = {
        "row": row,
        "today": today(),
        "record_url": f"{new_url}?meeting=1" if new_url else "",
        "held_url": link_for(member, "records:communication", row.held_id, at=row) if row.held_id else "",
        "pupil_url": link_for(member, "pupils:pupil", row.pupil_id, at=row),
        "may_withdraw": _may_withdraw(request, row),
    }
    return render(request, "records/meeting_requests/detail.html", shown)


def _may_withdraw(request: MemberRequest, row: MeetingRequest) -> bool:
    return row.taken_by_id == request.user.pk or request.member.may(Permission.TRIAGE_CONCERNS, row)


@requires(Permission.LOG_CONCERN)
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """No longer asked for, or with `?back=1` asked for after all."""
    row = get_object_or_404(MeetingRequest.objects.visible_to(request.member).with_people(), pk=pk)
    if not _may_withdraw(request, row):
        raise PermissionDenied
    back = "back" in request.GET
    withdraw_request(row, by=request.member, today=today(), withdrawn=not back)
    undo = "" if back else f"undo:{reverse('records:meeting-request-withdraw', args=[pk])}?back=1"
    messages.success(request, "Asked for again." if back else "No longer asked for.", extra_tags=undo)
    return redirect("records:meeting-request", pk)
