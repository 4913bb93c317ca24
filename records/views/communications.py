"""What was said with whom about a pupil; mails sent from here; what is owed."""

import copy
import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.changes import events_about, in_words
from pupils.models import Contact, Pupil
from pupils.views.frame import form_page, frame, people_parts, pupil_seen
from records.actions.communications import (
    WORDS,
    CannotSend,
    bring_back_communication,
    edit_communication,
    keep_communication,
    may_change_communication,
    remove_communication,
    write_mail,
)
from records.actions.meetings import settle_meetings, standing_of, year_at
from records.forms.communications import CommunicationForm, MailForm
from records.models import Communication, Professional
from records.people import people_round
from senco.actions.access import note_access
from senco.confidential import CannotConfine, held_now, holders
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.lists import paged
from senco.models import AccessLog
from senco.permissions import Member, MemberRequest, Permission, requires, today

HERE = "records:communications"
OPENED_SHOWN = 50


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def communications(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.VIEW_SEN_RECORD)
    member, year = request.member, year_at(pupil.school_id, today())
    seen = Communication.objects.visible_to(member).of_pupil(pupil)
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "parts": people_parts(member, pupil, HERE),
        "page": paged(request, seen.in_a_list(), 25),
        "standing": standing_of(seen.parent_meetings(year.starts_on, year.ends_on).count(), year),
        "new_url": link_for(member, "records:communication-new", pupil.pk, at=pupil),
        "mail_url": link_for(member, "records:communication-mail", pupil.pk, at=pupil),
    }
    return render(request, "records/communications/list.html", shown)


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def communication(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    kept = get_object_or_404(Communication.objects.visible_to(member).with_everybody(), pk=pk)
    pupil = pupil_seen(request, kept.pupil_id, Permission.VIEW_SEN_RECORD)
    note_access(kept, by=member)
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "kept": kept,
        "may_change": may_change_communication(kept, member),
        "may_write": member.may(Permission.WRITE_NOTES, kept),
        "holders": holders(kept.school_id, kept.confined_to, today()) if kept.is_confined else [],
        "told_url": reverse("records:communication-told", args=[pk]) if _tells(kept, member) else "",
    }
    return render(request, "records/communications/communication.html", shown)


def _tells(kept: Communication, member: Member) -> bool:
    """Who opened it and what was changed: of a confined one for its holders, else for who reads the history."""
    return kept.is_confined or member.may(Permission.VIEW_HISTORY, kept)


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def told(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    kept = get_object_or_404(Communication.objects.visible_to(member), pk=pk)
    pupil = pupil_seen(request, kept.pupil_id, Permission.VIEW_SEN_RECORD)
    if not _tells(kept, member):
        raise PermissionDenied
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "kept": kept,
        "tells": True,
        "opened": list(AccessLog.objects.visible_to(member, about=kept).with_people()[:OPENED_SHOWN]),
        "changes": in_words(events_about(kept)),
    }
    return render(request, "records/communications/told.html", shown)


def _around(member: Member, pupil: Pupil, day: dt.date, kept: Any = None) -> Any:
    """Whom one may have spoken with or beside; who is named in it already stays to choose from."""
    there, from_outside, own = (kept.contact_pks, kept.professional_pks, kept.staff_pks) if kept else ((), (), ())
    return SimpleNamespace(
        contacts=Contact.objects.visible_to(member).of_pupil(pupil).current_or(there),
        professionals=Professional.objects.visible_to(member).involved_with(pupil, from_outside),
        staff=people_round(pupil, day, own),
    )


def _values(form: CommunicationForm) -> dict[str, Any]:
    made = form.cleaned_data
    chosen = {name: made.get(name, ()) for name in ("contacts", "professionals", "staff", "only_for")}
    return {"values": {name: made[name] for name in WORDS if name in made}, **chosen}


@requires(Permission.WRITE_NOTES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.WRITE_NOTES)
    member, day = request.member, today()
    form = CommunicationForm(
        request.POST if request.method == "POST" else None,
        around=_around(member, pupil, day), held=held_now(pupil.school_id, day), today=day,
        initial={"kind": "meeting", "counts_as_meeting": True} if "meeting" in request.GET else None,
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            kept = keep_communication(pupil, by=member, today=day, **_values(form))
        except CannotConfine as refused:
            form.add_error("only_for", str(refused))
        except CannotSend as refused:
            form.add_error("contacts", str(refused))
        else:
            settle_meetings(pupil.school_id, today=day, pupils=[pupil.pk])
            messages.success(request, "Kept. Is anything owed after it?", extra_tags=f"draft:talk-{pupil.pk}")
            return redirect("records:communication", kept.pk)
    draft = f"talk-{pupil.pk}"
    return form_page(request, pupil, form, heading="Record a call or meeting", act="Keep", back=HERE, draft=draft)


@requires(Permission.WRITE_NOTES)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    kept, member, day = _to_change(request, pk), request.member, today()
    stored = copy.copy(kept)  # a form writes what is typed into the row that it is given
    pupil = pupil_seen(request, kept.pupil_id, Permission.WRITE_NOTES)
    chosen = {"contacts": kept.contact_pks, "professionals": kept.professional_pks, "staff": kept.staff_pks}
    form = CommunicationForm(
        request.POST if request.method == "POST" else None, instance=kept, initial=chosen,
        around=_around(member, pupil, day, kept), held=held_now(pupil.school_id, day), today=day,
    )  # fmt: skip
    if form.is_bound and form.is_valid() and _saved(stored, form, member):
        messages.success(request, "Saved.")
        return redirect("records:communication", pk)
    return form_page(request, pupil, form, heading="Change the entry", act="Save", back=HERE)


def _to_change(request: MemberRequest, pk: int, *, removed: bool = False) -> Any:
    kept = get_object_or_404(Communication.objects.visible_to(request.member, removed=removed).with_chosen(), pk=pk)
    if not may_change_communication(kept, request.member):
        raise PermissionDenied
    return kept


def _saved(stored: Communication, form: CommunicationForm, by: Member) -> bool:
    """Whether it was; what was refused stands beside its field."""
    day = today()
    try:
        edit_communication(stored, by=by, seen=form.cleaned_data["seen_version"] or 0, today=day, **_values(form))
    except StaleEdit as stale:
        form.show_stale(stale)
        return False
    except CannotConfine as refused:
        form.add_error("only_for", str(refused))
        return False
    except CannotSend as refused:
        form.add_error("contacts", str(refused))
        return False
    settle_meetings(stored.school_id, today=day, pupils=[stored.pupil_id])
    return True


@requires(Permission.WRITE_NOTES)
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    kept, day = _to_change(request, pk), today()
    remove_communication(kept, by=request.member, today=day)
    settle_meetings(kept.school_id, today=day, pupils=[kept.pupil_id])
    undo = reverse("records:communication-back", args=[pk])
    messages.success(request, "The entry is taken away. Its history stays.", extra_tags=f"undo:{undo}")
    return redirect(HERE, kept.pupil_id)


@requires(Permission.WRITE_NOTES)
@require_POST
def back(request: MemberRequest, pk: int) -> HttpResponse:
    kept, day = _to_change(request, pk, removed=True), today()
    bring_back_communication(kept, by=request.member, today=day)
    settle_meetings(kept.school_id, today=day, pupils=[kept.pupil_id])
    messages.success(request, "The entry is back.")
    return redirect(HERE, kept.pupil_id)


@requires(Permission.WRITE_NOTES)
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: MemberRequest, pk: int) -> HttpResponse:
    """A mail to one or more of those at home, each by itself. Who must not be contacted is not offered."""
    pupil = pupil_seen(request, pk, Permission.WRITE_NOTES)
    member, day = request.member, today()
    reachable = Contact.objects.visible_to(member).of_pupil(pupil).to_call().with_email()
    held = held_now(pupil.school_id, day)
    form = MailForm(request.POST if request.method == "POST" else None, contacts=reachable, held=held)
    if form.is_bound and form.is_valid():
        try:
            kept = write_mail(pupil, by=member, today=day, **form.cleaned_data)
        except CannotSend as refused:
            form.add_error("contacts", str(refused))
        except CannotConfine as refused:
            form.add_error("only_for", str(refused))
        else:
            messages.success(request, "On its way.", extra_tags=f"draft:mail-{pupil.pk}")
            return redirect("records:communication", kept.pk)
    draft = f"mail-{pupil.pk}"
    return form_page(request, pupil, form, heading="Write an e-mail", act="Send", back=HERE, draft=draft)
