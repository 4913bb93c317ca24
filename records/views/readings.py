"""Who has read which passport, asking those who have not, and what worked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.corrections import Refused
from pupils.models import GroupStaff
from pupils.views.frame import pupil_seen
from records.actions.readings import chase_reader, say_what_worked, take_back_what_worked
from records.forms.passports import WorkedForm
from records.models import PassportChase, WhatWorked
from records.readings import readings as gather
from records.readings import to_read as left_to_read
from records.views.passports import attempt, form_answer
from senco.permissions import MemberRequest, Permission, requires, today

EDIT, VIEW = Permission.EDIT_PASSPORTS, Permission.VIEW_PROVISION
A_PAGE = 50


@requires(EDIT)
@require_safe
def readings(request: MemberRequest) -> HttpResponse:
    """By adult, each to be asked with one tap; or by pupil."""
    found = gather(request.member, today())
    by_pupil = request.GET.get("by") == "pupil"
    rows = found.by_pupil if by_pupil else found.by_adult
    if request.GET.get("show") != "all":
        rows = [one for one in rows if one.waiting]
    shown = {
        "found": found,
        "by_pupil": by_pupil,
        "show_all": request.GET.get("show") == "all",
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "today": today(),
    }
    return render(request, "records/readings/list.html", shown)


@requires(EDIT)
@require_POST
def chase(request: MemberRequest, pk: int, school: int) -> HttpResponse:
    """Ask one adult of a school to read what waits for them."""
    rows = GroupStaff.objects.visible_to(request.member).of_school(school).with_user().not_over(today())
    row = rows.of_user(pk).first()
    if row is None or not request.member.may(EDIT, school):
        raise Http404
    try:
        chase_reader(row.user, school_id=school, by=request.member, today=today())
        messages.success(request, f"{row.user} is asked: a mail is on its way, and it stands on their first page.")
    except Refused as refused:
        messages.info(request, str(refused))
    return redirect("records:readings")


@requires(VIEW)
@require_safe
def to_read(request: MemberRequest, pk: int) -> HttpResponse:
    """What the person who was asked has still to read; to anybody else it does not exist."""
    asked = get_object_or_404(PassportChase.objects.visible_to(request.member).of_user(request.member.user), pk=pk)
    shown = {"asked": asked, "classes": left_to_read(request.member, today()), "today": today()}
    return render(request, "records/readings/to_read.html", shown)


@requires(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def worked_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, VIEW)
    form = WorkedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda said: say_what_worked(pupil, by=request.member, **said)):
        messages.success(request, "Added, with your name.", extra_tags=f"draft:worked-{pk}")
        return redirect("records:passport", pk)
    return form_answer(request, pupil, form, "What worked", act="Add it", draft=f"worked-{pk}")


@requires(VIEW)
@require_POST
def worked_remove(request: MemberRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(WhatWorked.objects.visible_to(request.member), pk=pk)
    undo = "undo" in request.GET or "undo" in request.POST
    take_back_what_worked(note, by=request.member, undo=undo)
    again = f"undo:{reverse('records:worked-remove', args=[pk])}?undo=1"
    messages.success(request, "It is back." if undo else "Taken out.", extra_tags="" if undo else again)
    return redirect("records:passport", note.pupil_id)
