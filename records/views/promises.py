"""What is owed after a call or a meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.deadlines import NotHolder
from pupils.models import Pupil
from pupils.views.frame import form_page, pupil_seen
from records.actions.communications import keep_promise, owe
from records.forms.communications import PromiseForm
from records.models import Communication, Promise
from records.people import people_of_school
from senco.permissions import Member, MemberRequest, Permission, requires, today


@requires(Permission.SIGN_IN)
@require_safe
def promise(request: MemberRequest, pk: int) -> HttpResponse:
    """Where a deadline leads: to the call or meeting after which it is owed. An owner who may not read that is shown
    the promise's own words."""
    member = request.member
    found = get_object_or_404(_seen(member), pk=pk)
    if found.may_read:
        return redirect("records:communication", found.communication_id)
    pupil = Pupil.objects.visible_to(member).among([found.communication.pupil_id]).first()
    return render(request, "records/communications/promise.html", {"promise": found, "pupil": pupil, "today": today()})


def _seen(member: Member) -> Any:
    return Promise.objects.visible_to(member).with_communication().with_reading(member)


@requires(Permission.WRITE_NOTES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(Communication.objects.visible_to(request.member).with_pupil(), pk=pk)
    pupil, day = pupil_seen(request, kept.pupil_id, Permission.WRITE_NOTES), today()
    form = PromiseForm(
        request.POST if request.method == "POST" else None,
        owners=people_of_school(kept.school_id, day, kept.confined_to), by=request.member.user, today=day,
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            owe(kept, by=request.member, today=day, **form.cleaned_data)
        except NotHolder as refused:
            form.add_error("owner", str(refused))
        else:
            messages.success(request, "It is among what is due.")
            return redirect("records:communication", pk)
    back = "records:communications"
    return form_page(request, pupil, form, heading="Something is owed", act="Keep", back=back)


@requires(Permission.SIGN_IN)
@require_POST
def done(request: MemberRequest, pk: int) -> HttpResponse:
    """Done today, or with `undo` owed again: by its owner, and by whoever writes what was said."""
    found = get_object_or_404(_seen(request.member), pk=pk)
    is_undo, day = "undo" in request.POST or "undo" in request.GET, today()
    keep_promise(found, by=request.member, on=None if is_undo else day, today=day)
    undo = "" if is_undo else f"undo:{reverse('records:promise-done', args=[pk])}?undo=1"
    messages.success(request, "Owed again." if is_undo else "Done.", extra_tags=undo)
    return redirect("records:promise", pk)
