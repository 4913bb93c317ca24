"""Progress that is less than expected (Code of Practice 6.17): everybody one may see, on the register or not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.progress import decide_progress, take_back_decision
from pupils.forms.progress import DecisionForm, ProgressFilter
from pupils.models import ProgressDecision, Result
from pupils.slow_progress import Line, look, shown_pupils
from pupils.templatetags.pupils import provision_name, year_name
from pupils.views.frame import done, form_page, pupil_seen
from senco.actions.access import note_export
from senco.links import link_for
from senco.lists import PAGE_SIZES, csv_response, paged, sort_asked
from senco.permissions import MemberRequest, Permission, requires, today

SORTS: dict[str, Callable[[Line], Any]] = {
    "signs": lambda line: (-len(line.judged.signs), line.pupil.sort_name, line.measure.place),
    "name": lambda line: (line.pupil.sort_name, line.pupil.pk, line.measure.place),
    "class": lambda line: (line.pupil.class_name or "", line.pupil.sort_name, line.measure.place),
    "measure": lambda line: (line.measure.place, line.measure.name, line.pupil.sort_name),
    "latest": lambda line: (line.latest_on, line.pupil.sort_name),
}


@requires(Permission.VIEW_PROVISION)
@require_safe
def progress(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    asked = ProgressFilter(request.GET, member=member, today=day)
    looked = look(member, asked.measures_asked, asked.narrow(shown_pupils(member, day)), day)
    order = sort_asked(request, dict.fromkeys(SORTS, ()), "signs")
    lines = sorted(filter(asked.keeps, looked.lines), key=SORTS[order.lstrip("-")], reverse=order.startswith("-"))
    if request.GET.get("format") == "csv":
        return _export(request, lines)
    shown = {"form": asked, "looked": looked, "order": order, "sizes": PAGE_SIZES, "today": day, **_acts(request)}
    if request.GET.get("format") == "print":
        note_export({line.pupil.pk: line.pupil for line in lines}.values(), by=member, action="print")
        return render(request, "pupils/progress/print.html", {**shown, "lines": lines})
    shown["page"] = paged(request, lines)
    shown["decided"] = sum(1 for line in looked.lines if line.decision)
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
        "decides": member.may(Permission.ENTER_MEASURES),
        "several": len(member.schools) > 1,
    }


def _export(request: MemberRequest, lines: list[Line]) -> HttpResponse:
    note_export({line.pupil.pk: line.pupil for line in lines}.values(), by=request.member)
    header = ["School", "Surname", "Forename", "UPN", "Year", "Class", "SEN provision", "Measure", "Latest result"]
    header += ["Taken on", "Signs", "Why", "Not SEN, because"]
    rows = (
        [
            line.pupil.school.name, line.pupil.surname, line.pupil.known_as, line.pupil.upn,
            year_name(line.pupil.year_code), line.pupil.class_name, provision_name(line.pupil.provision),
            line.measure.name, line.latest, f"{line.latest_on:%d/%m/%Y}", "; ".join(name for name, _ in line.signs),
            " ".join(words for _, words in line.signs), line.decision.reason if line.decision else "",
        ]
        for line in lines
    )  # fmt: skip
    return csv_response(f"progress-{today():%Y-%m-%d}", header, rows)


@requires(Permission.ENTER_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Not SEN, because: of the pupil's progress up to this result."""
    seen = Result.objects.visible_to(request.member, Permission.ENTER_MEASURES).select_related("measure", "pupil")
    result = get_object_or_404(seen, pk=pk)
    pupil = pupil_seen(request, result.pupil_id, Permission.ENTER_MEASURES)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"seen": result.value})
    act = lambda said: decide_progress(result, by=request.member, today=today(), **said)  # noqa: E731
    if form.is_bound and done(form, act):
        decision = ProgressDecision.objects.visible_to(request.member).of_pupil(pupil).standing().latest("pk")
        undo = reverse("pupils:progress-back", args=[decision.pk])
        said = f"{result.measure} of {pupil} is off the list until there is a new result."
        messages.success(request, said, extra_tags=f"undo:{undo}")
        return redirect("pupils:progress")
    lead = f"{result.measure}, up to {result.written} in {result.taken_on:%b %Y}. Your name and today's date are kept."
    return form_page(request, pupil, form, heading="Not SEN, because", act="Keep it", back="pupils:measures", lead=lead)


@requires(Permission.ENTER_MEASURES)
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    seen = ProgressDecision.objects.visible_to(request.member, Permission.ENTER_MEASURES).select_related("pupil")
    decision = get_object_or_404(seen, pk=pk)
    if take_back_decision(decision, by=request.member):
        messages.success(request, f"{decision.pupil} is on the list again.")
    else:
        messages.warning(request, "That was taken back already.")
    return redirect("pupils:progress")
