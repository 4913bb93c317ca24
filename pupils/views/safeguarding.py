"""Safeguarding notes: for their writer and the safeguarding lead, and for nobody else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from pupils.actions.safeguarding import read_worry
from pupils.models import SafeguardingNote
from senco.actions.access import note_access
from senco.lists import PAGE_SIZES, paged
from senco.permissions import MemberRequest, Permission, requires, today


@require_GET
@requires(Permission.READ_SAFEGUARDING, Permission.LOG_CONCERN)
def index(request: MemberRequest) -> HttpResponse:
    """All notes for the lead, those not read yet first; one's own for anybody else."""
    notes = SafeguardingNote.objects.visible_to(request.member).with_class(today()).unread_first()
    lead = request.member.may(Permission.READ_SAFEGUARDING)
    page = paged(request, notes.select_related("pupil", "written_by"))
    for row in page:
        row.school_name = request.member.names[row.school_id]
    context = {"page": page, "lead": lead, "sizes": PAGE_SIZES}
    return render(request, "pupils/safeguarding/index.html", context)


@require_GET
@requires(Permission.READ_SAFEGUARDING, Permission.LOG_CONCERN)
def note(request: MemberRequest, pk: int) -> HttpResponse:
    rows = SafeguardingNote.objects.visible_to(request.member).with_class(today())
    found = get_object_or_404(rows.select_related("pupil", "written_by", "read_by"), pk=pk)
    note_access(found, by=request.member)
    lead = request.member.may(Permission.READ_SAFEGUARDING, found)
    return render(request, "pupils/safeguarding/detail.html", {"note": found, "lead": lead})


@require_POST
@requires(Permission.READ_SAFEGUARDING)
def read(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SafeguardingNote.objects.visible_to(request.member), pk=pk)
    read_worry(found, by=request.member)
    messages.success(request, "Marked as read: its writer sees that you have it.")
    return redirect("pupils:safeguarding-note", pk)
