"""The files of a pupil's papers: sent in, several at once and each with its own answer, and handed out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.models import Pupil
from pupils.views.frame import frame, pupil_seen
from records.actions.documents import ABOUT, SameAgain, add_document, add_version, documents_storage
from records.forms.documents import NewDocumentForm, VersionForm
from records.models import Document, DocumentVersion
from records.views.documents import HERE, READ, WRITE, document_page, to_change
from senco.actions.access import note_access
from senco.confidential import CannotConfine, held_now
from senco.papers import Refused
from senco.papers.names import clean_name
from senco.permissions import Member, MemberRequest, requires, today

SHUT_IN = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A file that is shown in the browser runs nothing, asks for nothing and belongs to no site."""
GUARDS = {
    "Content-Security-Policy": SHUT_IN,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Encoding": "identity",  # packed already, nearly all of them: not once more on the way
}


@dataclass(frozen=True)
class Sent:
    """What became of one file."""

    name: str
    document: Document | None = None
    refusal: str = ""
    is_locked: bool = False
    waits: bool = False
    """For the virus scanner."""


@requires(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, pk: int) -> HttpResponse:
    """Several files at once; a page with script sends them one by one and is answered with that one's line."""
    pupil, day, posted = pupil_seen(request, pk, WRITE), today(), request.method == "POST"
    held = held_now(pupil.school_id, day)
    form = NewDocumentForm(*((request.POST, request.FILES) if posted else ()), held=held, today=day)
    sent = _kept(form, pupil, request.member) if posted and form.is_valid() else []
    good = bool(sent) and all(one.document for one in sent)
    status = 200 if good or not posted else 422
    if posted and request.htmx:
        return render(request, "records/documents/_sent.html", {"sent": sent, "form": form}, status=status)
    if good:
        messages.success(request, f"{len(sent)} papers kept." if len(sent) > 1 else "The paper is kept.")
        return redirect(HERE, pk)
    shown = {**frame(request, pupil, HERE), "form": form, "sent": sent}
    return render(request, "records/documents/new.html", shown, status=status)


def _kept(form: NewDocumentForm, pupil: Pupil, by: Member) -> list[Sent]:
    """Each file by itself: what is refused does not hold up the others."""
    made = form.cleaned_data
    found: list[Sent] = []
    for upload in made["papers"]:
        name, values = clean_name(upload.name or ""), {field: made[field] for field in ABOUT}
        try:
            version = add_document(pupil, upload, by=by, values=values, only_for=made["only_for"], today=form.today)
            locked = version.reading == version.Reading.LOCKED
            found.append(Sent(name, version.document, "", locked, not version.may_be_opened))
        except CannotConfine as refused:
            form.add_error("only_for", str(refused))
            break
        except SameAgain as again:
            found.append(Sent(name, None, str(again)))
        except Refused as refused:
            found.append(Sent(name, None, str(refused)))
    return found


@requires(WRITE)
@require_POST
def version_new(request: MemberRequest, pk: int) -> HttpResponse:
    found = to_change(request, pk)
    form = VersionForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            made = add_version(found, form.cleaned_data["file"], by=request.member)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, f"Version {made.number} is shown now. The ones before can still be opened.")
            return redirect("records:document", pk)
    return document_page(request, found, form)


@requires(READ)
@require_safe
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """The file of one version: to be saved, or with `?show` to be looked at, where it is a PDF or a picture."""
    version = get_object_or_404(DocumentVersion.objects.visible_to(request.member).with_document(), pk=pk)
    if not version.may_be_opened:
        raise Http404("It has not been looked at for viruses yet.")
    shows = "show" in request.GET and version.holds.shows_in_browser
    note_access(version.document, by=request.member, action="view" if shows else "export")
    try:
        opened = documents_storage().open(version.path)
    except FileNotFoundError as error:
        raise Http404("The file is no longer there.") from error
    answer: Any = FileResponse(
        opened, as_attachment=not shows, filename=version.file_name, content_type=version.holds.media_type
    )
    for name, value in GUARDS.items():
        answer[name] = value
    return answer
