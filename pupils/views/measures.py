"""Results of one pupil, of a whole class, and what the school measures."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.measures import (
    Meanwhile,
    begin_measures,
    correct_result,
    enter_result,
    enter_results,
    keep_measure,
    remove_result,
)
from pupils.forms.measures import MeasureForm, ResultForm, SheetFilter, SheetForm
from pupils.models import Concern, Measure, ProgressDecision, Pupil, Result
from pupils.progress_chart import draw
from pupils.ran import all_that_ran
from pupils.views.frame import done, form_page, frame, pupil_seen
from senco.actions.access import note_access
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.VIEW_PROVISION)
@require_safe
def measures(request: MemberRequest, pk: int) -> HttpResponse:
    """A pupil's results over time, with concerns and provision on the same axis."""
    pupil = pupil_seen(request, pk, Permission.VIEW_PROVISION)
    member, day = request.member, today()
    note_access(pupil, by=member)
    results = list(Result.objects.visible_to(member).of_pupil(pupil).with_measure().in_time())
    concerns = list(Concern.objects.visible_to(member).of_pupil(pupil).order_by("logged_at"))
    decided = list(ProgressDecision.objects.visible_to(member).of_pupil(pupil).standing().with_all())
    drawn = draw(pupil, results, concerns, all_that_ran(pupil, member), day)
    shown = {
        "drawn": drawn,
        "results": results,
        "decided": decided,
        "enters": member.may(Permission.ENTER_MEASURES, pupil),
    }
    return render(request, "pupils/measures/pupil.html", {**frame(request, pupil, "pupils:measures"), **shown})


@requires(Permission.ENTER_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
def result_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.ENTER_MEASURES)
    form = ResultForm(request.POST if request.method == "POST" else None, pupil=pupil, today=today())
    if form.is_bound and done(form, lambda values: enter_result(pupil, by=request.member, **values)):
        messages.success(request, f"{form.cleaned_data['measure']} of {pupil} kept.")
        return redirect("pupils:measures", pk)
    return form_page(request, pupil, form, heading="Add a result", act="Add", back="pupils:measures")


@requires(Permission.ENTER_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
def result_edit(request: MemberRequest, pk: int) -> HttpResponse:
    seen = Result.objects.visible_to(request.member, Permission.ENTER_MEASURES).with_measure()
    result = get_object_or_404(seen, pk=pk)
    pupil = pupil_seen(request, result.pupil_id, Permission.ENTER_MEASURES)
    posted = request.POST if request.method == "POST" else None
    form = ResultForm(posted, pupil=pupil, today=today(), correcting=result)
    if form.is_bound and done(form, lambda values: correct_result(result, by=request.member, values=values)):
        messages.success(request, f"Corrected for {pupil}.")
        return redirect("pupils:measures", pupil.pk)
    heading = f"Correct the {result.measure.name[:1].lower()}{result.measure.name[1:]}"
    return form_page(request, pupil, form, heading=heading, act="Save", back="pupils:measures")


@requires(Permission.ENTER_MEASURES)
@require_POST
def result_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Only what the person saw is removed: a result that was corrected meanwhile stays."""
    result = get_object_or_404(Result.objects.visible_to(request.member, Permission.ENTER_MEASURES), pk=pk)
    if request.POST.get("seen") == str(result):
        remove_result(result, by=request.member)
        messages.success(request, "Removed. The history keeps what it said.")
    else:
        messages.error(request, "Not removed: somebody corrected it meanwhile. Look again, then remove it.")
    return redirect("pupils:measures", result.pupil_id)


@requires(Permission.ENTER_MEASURES)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: MemberRequest) -> HttpResponse:
    """A whole class on one page: one measure, one day, one field a pupil."""
    member, day = request.member, today()
    asked = SheetFilter(request.GET, member=member, today=day)
    form = _sheet(request, asked)
    if form and request.method == "POST" and form.is_valid() and _keep_sheet(request, form, asked.cleaned_data["on"]):
        return redirect(request.get_full_path())
    shown = {
        "filter": asked,
        "form": form,
        "list_url": link_for(member, "pupils:measure-list"),
        "import_url": link_for(member, "import"),
    }
    return render(request, "pupils/measures/sheet.html", shown, status=422 if form and form.is_bound else 200)


def _sheet(request: MemberRequest, asked: SheetFilter) -> SheetForm | None:
    """The fields of the class that was asked for, with what stands already. Two queries."""
    values = asked.asked
    if values is None:
        return None
    seen = Pupil.objects.visible_to(request.member, Permission.ENTER_MEASURES)
    pupils = list(seen.in_group(values["group"], today()).in_order())
    known = Result.objects.visible_to(request.member).of_measure_on(values["measure"], values["on"], pupils)
    posted = request.POST if request.method == "POST" else None
    return SheetForm(posted, pupils=pupils, results={row.pupil_id: row for row in known}, measure=values["measure"])


def _keep_sheet(request: MemberRequest, form: SheetForm, taken_on: Any) -> bool:
    try:
        made, changed = enter_results(form.measure, taken_on, form.typed, by=request.member)
    except Meanwhile as others:
        form.show_meanwhile(others.found)
        return False
    said = f"{len(made)} new" + (f", {len(changed)} corrected" if changed else "")
    messages.success(request, f"{form.measure}: {said}." if made or changed else "Nothing was changed.")
    return True


@requires(Permission.MANAGE_REGISTER)
@require_safe
def measure_list(request: MemberRequest) -> HttpResponse:
    """What each school measures, with this year's pass marks."""
    member, day = request.member, today()
    rows = list(Measure.objects.visible_to(member, Permission.MANAGE_REGISTER).in_order())
    schools = [
        {
            "pk": pk,
            "name": member.names[pk],
            "measures": [(row, row.pass_mark(day)) for row in rows if row.school_id == pk],
        }
        for pk in sorted(member.schools_with(Permission.MANAGE_REGISTER), key=lambda pk: member.names[pk])
    ]
    return render(request, "pupils/measures/list.html", {"schools": schools, "several": len(schools) > 1})


@requires(Permission.MANAGE_REGISTER)
@require_POST
def measure_begin(request: MemberRequest) -> HttpResponse:
    made = begin_measures(by=request.member)
    messages.success(request, f"{made} usual measures added. Change them to what the school uses.")
    return redirect("pupils:measure-list")


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_new(request: MemberRequest) -> HttpResponse:
    """For the school in the address, else the first where the member keeps them."""
    mine = sorted(request.member.schools_with(Permission.MANAGE_REGISTER), key=lambda pk: request.member.names[pk])
    asked = request.GET.get("school", "")
    school = int(asked) if asked.isdigit() and int(asked) in mine else mine[0]
    return _measure_form(request, Measure(school_id=school), f"Add a measure for {request.member.names[school]}")


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Measure.objects.visible_to(request.member, Permission.MANAGE_REGISTER), pk=pk)
    return _measure_form(request, found, found.name)


def _measure_form(request: MemberRequest, measure: Measure, heading: str) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = MeasureForm(posted, instance=measure, today=today(), school_id=measure.school_id)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                keep_measure(form.put(), by=request.member, seen_version=form.cleaned_data["seen_version"] or 0)
                messages.success(request, f"{measure} saved.")
                return redirect("pupils:measure-list")
            except StaleEdit as stale:
                form.show_stale(stale)
                status = 409
    shown = {"form": form, "form_heading": heading, "back": reverse("pupils:measure-list"), "measure": measure}
    return render(request, "pupils/measures/form.html", shown, status=status)
