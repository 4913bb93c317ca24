"""A pupil's papers: listed, searched, shown, changed, taken away and brought back."""

import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.changes import events_about, in_words
from pupils.views.frame import form_page, frame, pupil_seen
from records.actions.documents import (
    ABOUT,
    bring_back_document,
    edit_document,
    may_change_document,
    remove_document,
)
from records.forms.documents import DocumentFilter, DocumentForm, VersionForm
from records.models import Document
from senco.actions.access import note_access
from senco.confidential import CannotConfine, held_now, holders
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.lists import paged
from senco.models import AccessLog
from senco.permissions import Member, MemberRequest, Permission, requires, today

HERE = "records:documents"
READ, WRITE = Permission.VIEW_SEN_RECORD, Permission.WRITE_NOTES
OPENED_SHOWN = 50


@requires(READ)
@require_safe
def documents(request: MemberRequest, pk: int) -> HttpResponse:
    pupil, filters = pupil_seen(request, pk, READ), DocumentFilter(request.GET)
    rows = Document.objects.visible_to(request.member).of_pupil(pupil).in_a_list()
    shown = {
        **frame(request, pupil, HERE),
        "filters": filters,
        "typed": filters.typed,
        "is_narrowed": bool(filters.typed or request.GET.get("kind")),
        "page": paged(request, filters.narrow(rows)),
        "new_url": link_for(request.member, "records:document-new", pupil.pk, at=pupil),
    }
    return render(request, "records/documents/list.html", shown)


@requires(READ)
@require_safe
def find(request: MemberRequest) -> HttpResponse:
    """The papers of all pupils whose SEN record one reads."""
    filters = DocumentFilter(request.GET)
    rows = Document.objects.visible_to(request.member).with_pupil().in_a_list()
    shown = {"filters": filters, "typed": filters.typed, "page": paged(request, filters.narrow(rows))}
    return render(request, "records/documents/find.html", shown)


@requires(READ)
@require_safe
def document(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Document.objects.visible_to(request.member).with_versions(), pk=pk)
    if found.is_confined:
        note_access(found, by=request.member)
    return document_page(request, found, VersionForm())


def document_page(request: MemberRequest, found: Any, form: VersionForm) -> HttpResponse:
    """The page of one paper; 422 where a newer version was refused."""
    member = request.member
    pupil = pupil_seen(request, found.pupil_id, READ)
    shown = {
        **frame(request, pupil, HERE),
        "document": found,
        "version_form": form,
        "may_change": may_change_document(found, member),
        "holders": holders(found.school_id, found.confined_to, today()) if found.is_confined else [],
        "told_url": reverse("records:document-told", args=[found.pk]) if _tells(found, member) else "",
    }
    return render(request, "records/documents/document.html", shown, status=422 if form.is_bound else 200)


def _tells(found: Document, member: Member) -> bool:
    """Who opened it and what was changed: of a confined one for its holders, else for who reads the history."""
    return found.is_confined or member.may(Permission.VIEW_HISTORY, found)


@requires(READ)
@require_safe
def told(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    found = get_object_or_404(Document.objects.visible_to(member), pk=pk)
    pupil = pupil_seen(request, found.pupil_id, READ)
    if not _tells(found, member):
        raise PermissionDenied
    shown = {
        **frame(request, pupil, HERE),
        "document": found,
        "tells": True,
        "opened": list(AccessLog.objects.visible_to(member, about=found).with_people()[:OPENED_SHOWN]),
        "changes": in_words(events_about(found)),
    }
    return render(request, "records/documents/told.html", shown)


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    stored = copy.copy(found)  # a form writes what is typed into the row that it is given
    pupil, day = pupil_seen(request, found.pupil_id, WRITE), today()
    posted = request.POST if request.method == "POST" else None
    form = DocumentForm(posted, instance=found, held=held_now(found.school_id, day), today=day)
    if form.is_bound and form.is_valid() and _saved(stored, form, request.member):
        messages.success(request, "Saved.")
        return redirect("records:document", pk)
    return form_page(request, pupil, form, heading="Change what is said of the paper", act="Save", back=HERE)


def to_change(request: MemberRequest, pk: int, *, removed: bool = False) -> Any:
    found = get_object_or_404(Document.objects.visible_to(request.member, removed=removed).with_versions(), pk=pk)
    if not may_change_document(found, request.member):
        raise PermissionDenied
    return found


def _saved(stored: Document, form: DocumentForm, by: Member) -> bool:
    """Whether it was; what was refused stands beside its field."""
    made = form.cleaned_data
    values = {name: made[name] for name in ABOUT}
    try:
        edit_document(
            stored, by=by, seen=made["seen_version"] or 0, values=values, only_for=made["only_for"], today=today()
        )
    except StaleEdit as stale:
        form.show_stale(stale)
        return False
    except CannotConfine as refused:
        form.add_error("only_for", str(refused))
        return False
    return True


@requires(WRITE)
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    remove_document(found, by=request.member)
    undo = reverse("records:document-back", args=[pk])
    messages.success(request, "The paper is taken away. Its history stays.", extra_tags=f"undo:{undo}")
    return redirect(HERE, found.pupil_id)


@requires(WRITE)
@require_POST
def back(request: MemberRequest, pk: int) -> HttpResponse:
    found = to_change(request, pk, removed=True)
    bring_back_document(found, by=request.member)
    messages.success(request, "The paper is back.")
    return redirect(HERE, found.pupil_id)
