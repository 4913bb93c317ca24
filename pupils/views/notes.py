"""Notes about a pupil; those confined to roles are found by their holders alone."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.notes import bring_back_note, edit_note, may_change_note, remove_note, write_note
from pupils.changes import events_about, in_words
from pupils.forms.notes import NoteForm
from pupils.models import Note
from pupils.views.frame import form_page, frame, people_parts, pupil_seen
from senco.actions.access import note_access
from senco.confidential import CannotConfine, held_now, holders
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.lists import paged
from senco.models import AccessLog
from senco.permissions import Member, MemberRequest, Permission, requires, today

OPENED_SHOWN = 50


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def notes(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.VIEW_SEN_RECORD)
    member = request.member
    page = paged(request, Note.objects.visible_to(member).of_pupil(pupil).with_writer(), 25)
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "parts": people_parts(member, pupil, "pupils:notes"),
        "page": page,
        "new_url": link_for(member, "pupils:note-new", pupil.pk, at=pupil),
    }
    return render(request, "pupils/notes/list.html", shown)


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def note(request: MemberRequest, pk: int) -> HttpResponse:
    """One note; for the holders of a confined one also who else holds it, who opened it and what was changed."""
    member = request.member
    found = get_object_or_404(Note.objects.visible_to(member).with_writer(), pk=pk)
    pupil = pupil_seen(request, found.pupil_id, Permission.VIEW_SEN_RECORD)
    note_access(found, by=member)
    tells = found.is_confined or member.may(Permission.VIEW_HISTORY, found)
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "note": found,
        "may_change": may_change_note(found, member),
        "holders": holders(found.school_id, found.confined_to, today()) if found.is_confined else [],
        "tells": tells,
        "opened": list(AccessLog.objects.visible_to(member, about=found).with_people()[:OPENED_SHOWN]) if tells else [],
        "changes": in_words(events_about(found)) if tells else [],
    }
    return render(request, "pupils/notes/note.html", shown)


@requires(Permission.WRITE_NOTES)
@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.WRITE_NOTES)
    day = today()
    posted = request.POST if request.method == "POST" else None
    form = NoteForm(posted, held=held_now(pupil.school_id, day), today=day)
    if form.is_bound and form.is_valid():
        try:
            write_note(pupil, by=request.member, today=day, **_values(form))
        except CannotConfine as refused:
            form.add_error("only_for", str(refused))
        else:
            messages.success(request, f"Note about {pupil} saved.", extra_tags=f"draft:note-{pupil.pk}")
            return redirect("pupils:notes", pk)
    draft = f"note-{pupil.pk}"
    return form_page(request, pupil, form, heading="Write a note", act="Save", back="pupils:notes", draft=draft)


@requires(Permission.WRITE_NOTES)
@require_http_methods(["GET", "HEAD", "POST"])
def note_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Note.objects.visible_to(request.member), pk=pk)
    if not may_change_note(found, request.member):
        raise PermissionDenied
    stored = get_object_or_404(Note.objects.visible_to(request.member), pk=pk)
    pupil, day = pupil_seen(request, found.pupil_id, Permission.WRITE_NOTES), today()
    posted = request.POST if request.method == "POST" else None
    form = NoteForm(posted, instance=found, held=held_now(found.school_id, day), today=day)
    if form.is_bound and form.is_valid() and _saved(stored, form, request.member):
        messages.success(request, f"Note about {pupil} saved.")
        return redirect("pupils:note", pk)
    return form_page(request, pupil, form, heading="Change the note", act="Save", back="pupils:notes")


def _values(form: NoteForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("on", "text", "only_for")}


def _saved(stored: Note, form: NoteForm, by: Member) -> bool:
    """Whether it was; what was refused stands beside its field."""
    try:
        edit_note(stored, by=by, seen=form.cleaned_data["seen_version"] or 0, today=today(), **_values(form))
    except StaleEdit as stale:
        form.show_stale(stale)
        return False
    except CannotConfine as refused:
        form.add_error("only_for", str(refused))
        return False
    return True


@requires(Permission.WRITE_NOTES)
@require_POST
def note_remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Note.objects.visible_to(request.member), pk=pk)
    remove_note(found, by=request.member)
    undo = reverse("pupils:note-back", args=[pk])
    messages.success(request, "The note is taken away. Its history stays.", extra_tags=f"undo:{undo}")
    return redirect("pupils:notes", found.pupil_id)


@requires(Permission.WRITE_NOTES)
@require_POST
def note_back(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Note.objects.visible_to(request.member, removed=True), pk=pk)
    bring_back_note(found, by=request.member)
    messages.success(request, "The note is back.")
    return redirect("pupils:notes", found.pupil_id)
