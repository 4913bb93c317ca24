"""Safeguarding notes: for their writer and the safeguarding lead, and for nobody else."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from pupils.actions.safeguarding import NoLead, move_to_lead, read_worry
from pupils.models import Concern, SafeguardingNote
from senco.actions.access import note_access
from senco.lists import PAGE_SIZES, paged
from senco.permissions import MemberRequest, Permission, requires, today

NOBODY_READS = (
    "No safeguarding lead is named at this school, so nobody would read it there, and it is not moved. "
    "Tell the headteacher now."
)


@require_GET
@requires(Permission.READ_SAFEGUARDING, Permission.LOG_CONCERN)
def index(request: MemberRequest) -> HttpResponse:
    """All notes for the lead, those not read yet first; one's own for anybody else."""
    notes = SafeguardingNote.objects.visible_to(request.member).with_class(today()).unread_first()
    lead = request.member.may(Permission.READ_SAFEGUARDING)
    lately = request.GET.get("show") == "lately"
    if lately:
        notes = notes.written_lately(today())
    page = paged(request, notes.select_related("pupil", "written_by"))
    for row in page:
        row.school_name = request.member.names[row.school_id]
    unsent = SafeguardingNote.objects.visible_to(request.member).mail_failed().count() if lead else 0
    context = {"page": page, "lead": lead, "lately": lately, "sizes": PAGE_SIZES, "unsent": unsent}
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
@requires(Permission.LOG_CONCERN)
def take_concern(request: MemberRequest, pk: int) -> HttpResponse:
    """A concern becomes a safeguarding note. Who may not read it from here on is led to the list of concerns."""
    member = request.member
    concern = get_object_or_404(Concern.objects.visible_to(member), pk=pk)
    try:
        found = move_to_lead(concern, by=member, today=today())
    except NoLead:
        messages.error(request, NOBODY_READS)
        return redirect("pupils:concern", pk)
    if found is None:
        raise Http404
    messages.success(
        request, "Given to the safeguarding lead, who is being told now. It is no longer in the SEN record."
    )
    reads = found.written_by_id == member.user.pk or member.may(Permission.READ_SAFEGUARDING, found)
    return redirect("pupils:safeguarding-note", found.pk) if reads else redirect("pupils:concerns")


@require_POST
@requires(Permission.READ_SAFEGUARDING)
def read(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SafeguardingNote.objects.visible_to(request.member), pk=pk)
    read_worry(found, by=request.member)
    messages.success(request, "Marked as read: its writer sees that you have it.")
    return redirect("pupils:safeguarding-note", pk)
