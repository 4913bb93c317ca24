"""Progress that is less than expected (Code of Practice 6.17): everybody one may see, on the register or not."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.progress import decide_progress, looks_kept, take_back_decision
from pupils.forms.progress import DecisionForm, ProgressFilter
from pupils.models import ProgressDecision, Result, SlowProgress
from pupils.slow_progress import Line, heading_of, lines_of, signs_of
from pupils.templatetags.pupils import provision_name, year_name
from pupils.views.frame import done, form_page, pupil_seen
from senco.actions.access import note_export
from senco.links import link_for
from senco.lists import csv_response, paged
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.VIEW_PROVISION)
@require_safe
def progress(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    looks, is_waiting = looks_kept(member, today=day)
    asked = ProgressFilter(request.GET, member=member, today=day)
    rows = asked.rows(SlowProgress.objects.visible_to(member))
    pupils = rows.by_pupil().order_by(*asked.sorts).values_list("pupil", flat=True)
    if (form := request.GET.get("format")) in ("csv", "print"):
        return _taken_out(request, lines_of(member, rows, pupils, day, decided=asked.decided), form)
    page = paged(request, list(pupils))  # their ids alone: one query, where a count would be a second
    page.object_list = lines_of(member, rows, page.object_list, day, decided=asked.decided)
    for line in page.object_list:
        line.heading = heading_of(line, asked.order_asked)
    compared = any(look.compared for look in looks)
    shown = {"form": asked, "page": page, "looked": looks, "compared": compared, "today": day, **_acts(request)}
    shown["is_waiting"] = is_waiting
    part = "_list" if request.htmx and request.htmx.target == "progress-list" else "list"
    response = render(request, f"pupils/progress/{part}.html", shown)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _acts(request: MemberRequest) -> dict[str, Any]:
    member = request.member
    return {
        "sheet_url": link_for(member, "pupils:measure-sheet"),
        "list_url": link_for(member, "pupils:measure-list"),
        "concern_url": link_for(member, "pupils:concern-log"),
        "decides": member.may(Permission.MANAGE_REGISTER),
        "several": len(member.schools) > 1,
    }


def _taken_out(request: MemberRequest, lines: list[Line], form: str) -> HttpResponse:
    """The whole list, on paper or as a file; each pupil's access log says so."""
    note_export([line.pupil for line in lines], by=request.member, action="print" if form == "print" else "export")
    if form == "print":
        return render(request, "pupils/progress/print.html", {"lines": lines, "today": today()})
    header = ["School", "Surname", "Forename", "UPN", "Year", "Class", "SEN provision", "Measure", "Latest result"]
    header += ["Taken on", "Signs", "Why", "Not SEN, because"]
    rows = (
        [
            line.pupil.school.name, line.pupil.surname, line.pupil.known_as, line.pupil.upn,
            year_name(line.pupil.year_code), line.pupil.class_name, provision_name(line.pupil.provision),
            row.measure.name, row.latest, f"{row.ended_on:%d/%m/%Y}", "; ".join(name for name, _ in signs_of(row)),
            " ".join(words for _, words in signs_of(row)), line.decision.reason if line.decision else "",
        ]
        for line in lines
        for row in line.rows
    )  # fmt: skip
    return csv_response(f"progress-{today():%Y-%m-%d}", header, rows)


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Not SEN, because: of the pupil's progress up to this result."""
    seen = Result.objects.visible_to(request.member, Permission.MANAGE_REGISTER).select_related("measure", "pupil")
    result = get_object_or_404(seen, pk=pk)
    pupil = pupil_seen(request, result.pupil_id, Permission.MANAGE_REGISTER)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"seen": result.value})
    act = lambda said: decide_progress(result, by=request.member, today=today(), **said)  # noqa: E731
    if form.is_bound and done(form, act):
        decision = ProgressDecision.objects.visible_to(request.member).of_pupil(pupil).standing().latest("pk")
        undo = reverse("pupils:progress-back", args=[decision.pk])
        said = f"{pupil} is off the list until there is a new result."
        messages.success(request, said, extra_tags=f"undo:{undo}")
        return redirect("pupils:progress")
    lead = f"{result.measure}, up to {result.written} in {result.taken_on:%b %Y}. Your name and today's date are kept."
    return form_page(request, pupil, form, heading="Not SEN, because", act="Keep it", back="pupils:measures", lead=lead)


@requires(Permission.MANAGE_REGISTER)
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    seen = ProgressDecision.objects.visible_to(request.member, Permission.MANAGE_REGISTER).select_related("pupil")
    decision = get_object_or_404(seen, pk=pk)
    if take_back_decision(decision, by=request.member):
        messages.success(request, f"{decision.pupil} is on the list again.")
    else:
        messages.warning(request, "That was taken back already.")
    return redirect("pupils:progress")
