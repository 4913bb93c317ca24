"""One pupil: what to know, what is happening, what is next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from pupils.actions.pupils import BY_HAND, add_pupil, come_back, edit_pupil, leave_roll
from pupils.forms.pupils import BackForm, LeaveForm, NewPupilForm, PupilForm
from pupils.models import Concern, Contact, Deadline, GroupStaff, Pupil
from pupils.views.frame import done, form_page, frame, pupil_seen
from senco.actions.access import note_access
from senco.links import link_for
from senco.permissions import Member, MemberRequest, Permission, requires, today
from senco.prepared import prepared

CONCERNS_SHOWN = 5
PANELS = ("provision:pupil-provision", "records:pupil-plans", "records:pupil-agencies", "records:pupil-meetings")


@requires(Permission.VIEW_PUPILS)
@require_safe
def pupil(request: MemberRequest, pk: int) -> HttpResponse:
    shown = pupil_seen(request, pk, attendance=True)
    member, day = request.member, today()
    note_access(shown, by=member)
    return render(
        request,
        "pupils/pupils/pupil.html",
        {
            **frame(request, shown, "pupils:pupil"),
            "due": _due(member, pk),
            "concerns": _concerns(member, shown),
            **_contacts(member, pk),
            "staff": _staff(member, pk, day),
            "panels": _panels(member, shown),
        },
    )


def _concerns(member: Member, pupil: Pupil) -> list[dict[str, Any]]:
    """The latest that the member may see, each with its page if there is one. One query."""
    rows = _latest_concerns(member, pupil.pk)
    return [{"row": row, "url": link_for(member, "pupils:concern", row.pk, at=pupil)} for row in rows]


@prepared
def _latest_concerns(member: Member, pk: int) -> Any:
    return Concern.objects.visible_to(member).of_pupil(pk).with_writer()[:CONCERNS_SHOWN]


@prepared
def _due(member: Member, pk: int) -> Any:
    return Deadline.objects.visible_to(member).open().of_pupil(pk).in_order()


def _contacts(member: Member, pk: int) -> dict[str, Any]:
    """The two to call first, and whoever must not be called: that is said wherever somebody looks for a number."""
    rows = _people_at_home(member, pk)
    to_call = [row for row in rows if not row.must_not_contact]
    return {"contacts": to_call[:2], "not_to_call": [row for row in rows if row.must_not_contact]}


@prepared
def _people_at_home(member: Member, pk: int) -> Any:
    return Contact.objects.visible_to(member).current().of_pupil(pk)


@prepared
def _staff(member: Member, pk: int, day: Any) -> Any:
    return GroupStaff.objects.visible_to(member).teaching(pk, day)


def _panels(member: Member, pupil: Pupil) -> dict[str, str]:
    """Parts that other apps draw, by the last word of their names: this page knows names, not modules."""
    return {name.rpartition("-")[2]: link_for(member, name, pupil.pk, at=pupil) for name in PANELS}


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_new(request: MemberRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = NewPupilForm(posted, member=request.member, today=today())
    if form.is_bound and form.is_valid():
        made = form.cleaned_data
        values = {name: made[name] for name in BY_HAND}
        added = add_pupil(made["school"], by=request.member, from_on=made["from_on"], year=made["year"], values=values)
        messages.success(request, f"{added} is on the roll.")
        return redirect("pupils:pupil", added.pk)
    return render(request, "pupils/pupils/new.html", {"form": form}, status=422 if form.is_bound else 200)


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_edit(request: MemberRequest, pk: int) -> HttpResponse:
    shown = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    stored = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    form = PupilForm(request.POST if request.method == "POST" else None, instance=shown, today=today())
    if form.is_bound and form.is_valid():
        if form.is_stale(stored):
            form.show_stale(stored)
        else:
            edit_pupil(stored, by=request.member, values=form.cleaned_data)
            messages.success(request, f"{shown} saved.")
            return redirect("pupils:pupil", pk)
    lead = "What you change here stands: a later import shows the school's file beside it and never undoes it."
    beside = {"beside": "pupils/pupils/_beside_edit.html"}
    return form_page(request, stored, form, heading="Edit", act="Save", back="pupils:pupil", lead=lead, **beside)


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_leave(request: MemberRequest, pk: int) -> HttpResponse:
    shown = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    day = today()
    form = LeaveForm(request.POST if request.method == "POST" else None, initial={"on": day})
    if form.is_bound and done(form, lambda values: leave_roll(shown, by=request.member, today=day, **values)):
        messages.success(request, f"{shown} leaves the roll. The file stays among the leavers.")
        return redirect("pupils:pupil", pk)
    lead = "The classes end with that day. Nothing is deleted."
    return form_page(request, shown, form, heading="Leaves the school", act="Record it", back="pupils:pupil", lead=lead)


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_back(request: MemberRequest, pk: int) -> HttpResponse:
    shown = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    form = BackForm(request.POST if request.method == "POST" else None, initial={"on": today()})
    if form.is_bound and done(form, lambda values: come_back(shown, by=request.member, today=today(), **values)):
        messages.success(request, f"{shown} is on the roll again.")
        return redirect("pupils:pupil", pk)
    return form_page(request, shown, form, heading="Comes back", act="Record it", back="pupils:pupil")
