"""Pupils › Import: a file sent, looked through, taken in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from pupils.imports import Kind
from pupils.models import ImportLine, ImportRun, Measure
from senco.actions import imports as actions
from senco.actions.access import note_access
from senco.forms.imports import SHORT_KINDS, ColumnsForm, UploadForm, choices_in
from senco.imports import showing
from senco.imports.changes import Tab
from senco.imports.work import how_far
from senco.lists import csv_response, paged
from senco.permissions import MemberRequest, Permission, requires, today

State = ImportRun.State


@requires(Permission.IMPORT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: MemberRequest) -> HttpResponse:
    runs = ImportRun.objects.visible_to(request.member).select_related("school", "user")
    asked = {"kind": request.GET.get("kind", "")}
    form = UploadForm(request.POST or None, request.FILES or None, member=request.member, initial=asked)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        run = actions.send_file(sent["school"], sent["file"], by=request.member, kind=sent["kind"], about=form.about)
        return redirect("import-run", run.pk)
    shown = {"form": form, "page": paged(request, runs), "kinds": SHORT_KINDS, "today": today()}
    return render(request, "pupils/imports/index.html", shown, status=422 if form.is_bound else 200)


@requires(Permission.IMPORT_PUPILS)
@require_safe
def run(request: MemberRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    url = reverse("import-run", args=[found.pk])
    shown: dict[str, Any] = {"run": found, "kind": SHORT_KINDS.get(found.kind, "Not known yet")}
    if found.is_with_the_worker:
        return render(request, "pupils/imports/working.html", {**shown, **_progress(found)})
    if found.state == State.MAPPING:
        return render(request, "pupils/imports/columns.html", {**shown, "form": _columns_form(request, found)})
    tab = showing.tab_asked(found, request.GET.get("tab", ""))
    if tab == showing.PROBLEMS:
        rows: Any = Paginator(showing.problems(found), 25).get_page(request.GET.get("page"))
    else:
        rows = paged(request, ImportLine.objects.visible_to(request.member).under(found, tab))
        shown["lines"] = list(showing.lines(rows, found, request.member))
    shown["other"] = showing.other_school(found, request.member)
    shown |= {"tab": tab, "page": rows, "tabs": showing.tabs(found, tab, url), "facts": showing.facts(found, url)}
    return render(request, "pupils/imports/run.html", shown)


@requires(Permission.IMPORT_PUPILS)
@require_safe
def progress(request: MemberRequest, pk: int) -> HttpResponse:
    """The bar, asked for every second; when the work is over the whole page is fetched anew."""
    found = _run(request, pk)
    if not found.is_with_the_worker:
        return HttpResponseClientRedirect(reverse("import-run", args=[found.pk]))
    response = render(request, "components/progress.html", _progress(found))
    patch_vary_headers(response, ["HX-Request"])
    return response


@requires(Permission.IMPORT_PUPILS)
@require_POST
def columns(request: MemberRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    if found.state != State.MAPPING:
        return redirect("import-run", found.pk)
    form = _columns_form(request, found, request.POST)
    if not form.is_valid():
        return render(request, "pupils/imports/columns.html", {"run": found, "form": form}, status=422)
    return _moved(request, found, lambda: actions.name_columns(found, form.answers, by=request.member))


@requires(Permission.IMPORT_PUPILS)
@require_POST
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    found, post = _run(request, pk), request.POST
    whole = post.get("whole_roll") == "yes" if "about_roll" in post else found.is_whole_roll
    act = lambda: actions.choose(found, choices_in(post), is_whole_roll=whole, by=request.member)  # noqa: E731
    return _moved(request, found, act)


@requires(Permission.IMPORT_PUPILS)
@require_POST
def take_in(request: MemberRequest, pk: int) -> HttpResponse:
    found, leavers = _run(request, pk), request.POST.get("leavers", "")
    said: dict[str, Any] = {
        "seen": request.POST.get("seen", ""),
        "leavers": int(leavers) if leavers.isdigit() else None,
        "other_school": request.POST.get("other_school") == "yes",
    }
    return _moved(request, found, lambda: actions.ask_to_take_in(found, by=request.member, **said))


@requires(Permission.IMPORT_PUPILS)
@require_POST
def take_value(request: MemberRequest, pk: int) -> HttpResponse:
    """The file's value in place of one that a hand set."""
    found, line_pk = _run(request, pk), request.POST.get("line", "")
    kept = ImportLine.objects.visible_to(request.member).under(found, Tab.KEPT)
    line = kept.numbered(int(line_pk) if line_pk.isdigit() else 0)
    field, day = request.POST.get("field", ""), today()
    return _moved(request, found, lambda: actions.take_files_value(found, line, field, by=request.member, today=day))


@requires(Permission.IMPORT_PUPILS)
@require_POST
def give_up(request: MemberRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    return _moved(request, found, lambda: actions.give_up(found, by=request.member))


@requires(Permission.IMPORT_PUPILS)
@require_safe
def problems(request: MemberRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    note_access(found, by=request.member, action="export")
    rows = ([one["line"], one["column"], one["value"], one["message"]] for one in showing.problems(found))
    return csv_response(f"import-{found.pk}-problems", [_place(found), "Column", "Value", "What is wrong"], rows)


@requires(Permission.IMPORT_PUPILS)
@require_safe
def changes(request: MemberRequest, pk: int) -> HttpResponse:
    """Every line of every tab, one row a changed field."""
    found = _run(request, pk)
    note_access(found, by=request.member, action="export")
    everything = ImportLine.objects.visible_to(request.member).of_run(found)
    rows = (
        [showing.TITLES.get(line.row.tab, line.row.tab), line.row.line, line.row.name, line.row.group, *change]
        for line in showing.lines(everything, found, request.member)
        for change in [(one.label, one.old, one.new) for one in line.changes] or [("", "", "")]
    )
    header = ["What", _place(found), "Name", "Class", "Field", "Was", "The file says"]
    return csv_response(f"import-{found.pk}-changes", header, rows)


def _run(request: MemberRequest, pk: int) -> ImportRun:
    return get_object_or_404(ImportRun.objects.visible_to(request.member).select_related("school", "user"), pk=pk)


def _place(found: ImportRun) -> str:
    """What the number of a line counts: in a Common Transfer File the pupils."""
    place: str = found.preview.get("place") or "Line"
    return place


def _columns_form(request: MemberRequest, found: ImportRun, data: Any = None) -> ColumnsForm:
    measures = Measure.objects.visible_to(request.member, Permission.IMPORT_PUPILS).of_school(found.school_id).active()
    names = [measure.name for measure in measures] if found.kind == Kind.RESULTS else []
    return ColumnsForm(data, kind=found.kind, columns=found.preview.get("columns", []), measures=names)


def _progress(found: ImportRun) -> dict[str, Any]:
    done, total = how_far(found.pk)
    reads = found.state == State.READING
    words = "Reading the file and comparing it" if reads else f"{done:,} of {total:,} lines" if total else "Starting"
    title = "Looking through the file" if reads else "Taking the file in"
    url = reverse("import-progress", args=[found.pk])
    return {"url": url, "title": title, "value": done, "max": 0 if reads else total, "words": words}


def _moved(request: MemberRequest, found: ImportRun, act: Any) -> HttpResponse:
    try:
        act()
    except actions.ImportMoved as moved:
        messages.warning(request, str(moved))
    return redirect("import-run", found.pk)
