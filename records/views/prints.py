"""Passports on paper: one pupil at once; a class or everybody in the worker."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from pupils.models import TeachingGroup
from pupils.views.frame import pupil_seen
from records.actions.prints import PRINT, ask_print, how_far, pupils_of
from records.prints import pages_of, passports_pdf, pdf_response, printable
from senco.actions.access import note_export
from senco.law import day_name
from senco.models import Job
from senco.permissions import Member, MemberRequest, Permission, requires, today

VIEW, EDIT = Permission.VIEW_PROVISION, Permission.EDIT_PASSPORTS


@requires(VIEW)
@require_safe
def passport_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """One page, at once."""
    pupil_seen(request, pk, VIEW)
    pupils = list(printable(request.member, today()).among([pk]).with_school())
    pages, pictures = pages_of(pupils)
    if not pages:
        raise Http404("There is no passport to print yet.")
    note_export(pupils, by=request.member, action="print")
    foot = f"{pupils[0].school.name} · printed {day_name(today())} · confidential"
    title = f"Passport: {pupils[0].name}"
    return pdf_response(passports_pdf(pages, title=title, foot=foot, pictures=pictures), title)


@requires(VIEW)
@require_POST
def print_class(request: MemberRequest, pk: int) -> HttpResponse:
    groups = TeachingGroup.objects.visible_to(request.member).of_schools(request.member.schools_with(VIEW))
    group = get_object_or_404(groups, pk=pk)
    return redirect("records:print", ask_print(group.school_id, by=request.member, group=group).pk)


@requires(EDIT)
@require_POST
def print_all(request: MemberRequest, school: int) -> HttpResponse:
    if school not in request.member.schools_with(EDIT):
        raise Http404
    return redirect("records:print", ask_print(school, by=request.member).pk)


def _job(member: Member, pk: int) -> Job:
    found: Job = get_object_or_404(Job.objects.visible_to(member).of_kind(PRINT), pk=pk)
    return found


@requires(VIEW)
@require_safe
def print_(request: MemberRequest, pk: int) -> HttpResponse:
    """How far it is, then the file; one's own only."""
    job = _job(request.member, pk)
    return render(request, "records/prints/print.html", {"job": job, "today": today(), **_progress(job)})


@requires(VIEW)
@require_safe
def print_progress(request: MemberRequest, pk: int) -> HttpResponse:
    """The bar, asked for every second; when the work is over the whole page is fetched anew."""
    job = _job(request.member, pk)
    if job.finished_at is not None:
        return HttpResponseClientRedirect(reverse("records:print", args=[pk]))
    response = render(request, "components/progress.html", _progress(job))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _progress(job: Job) -> dict[str, Any]:
    done, total = how_far(job)
    over = job.finished_at is not None
    words = job.message if over else f"{done} of {total} pages put together" if total else "Waiting for its turn"
    return {
        "url": reverse("records:print-progress", args=[job.pk]),
        "title": job.result.get("name", "Passports"),
        "value": done,
        "max": total,
        "words": words,
        "over": over,
        "state": "late" if job.state == Job.State.FAILED else "fine",
        "result_url": reverse("records:print-file", args=[job.pk]) if "path" in job.result else "",
        "result": "Open the PDF",
    }


@requires(VIEW)
@require_safe
def print_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The file of one's own job, while every pupil in it is still one whom one may see."""
    member = request.member
    job = _job(member, pk)
    pupils, path = job.result.get("pupils", []), job.result.get("path", "")
    if not path or not default_storage.exists(path):
        messages.info(request, "This print has been cleared away. Print it again.")
        return redirect("records:print", pk)
    if pupils_of(job, member).among(pupils).count() < len(pupils):
        raise Http404("Somebody in it is no longer among those whom you may see.")
    name = slugify(f"passports {job.result['name']}")
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "private, no-store"}
    with default_storage.open(path, "rb") as file:
        return HttpResponse(file.read(), content_type="application/pdf", headers=headers)
