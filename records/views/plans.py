"""Plans: the list, one plan with its sections and reviews, and the acts on it."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.models import Deadline, Pupil, SenStatus
from records.actions.plans import (
    PlanRefused,
    RegisterRefused,
    cease_plan,
    change_plan,
    make_plan,
    make_registered_plan,
    resume_plan,
    take_back_section,
    write_section,
)
from records.forms.plans import DayForm, PlanFilter, PlanForm, SectionForm, narrow
from records.models import Plan, PlanSection, Review
from records.models.plans import STATES
from senco.actions.access import note_access, note_export
from senco.forms.versions import StaleEdit
from senco.law import day_name, ehcp_sections
from senco.links import link_for
from senco.lists import PAGE_SIZES, csv_response, paged, sort_asked, sort_fields
from senco.permissions import Member, MemberRequest, Permission, requires, today
from senco.prepared import prepared

SORTS = {
    "pupil": ("pupil__sort_name", "pk"),
    "class": ("class_name", "pupil__sort_name", "pk"),
    "made": ("made_on", "pk"),
    "due": ("due_on", "pupil__sort_name", "pk"),
    "hours": ("weekly_hours", "pupil__sort_name", "pk"),
    "meeting": ("meeting_on", "due_on", "pk"),
}
CSV_HEADER = ("School", "Pupil", "Class", "Plan", "Made on", "Hours a week", "Last review", "Meeting", "Complete by")


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def plans(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = PlanFilter(request.GET)
    order = sort_asked(request, SORTS, "due")
    wanted = (member, form.narrowed, order)
    if request.GET.get("format") == "csv":
        return _export(member, _listed.build(*wanted))
    # What somebody types is different each time, so its query is not worth keeping.
    page = paged(request, _listed.build(*wanted) if form.is_typed else _listed.paged(*wanted))
    part = "_list" if request.htmx and request.htmx.target == "plan-list" else "list"
    context = {"form": form, "page": page, "order": order, "sizes": PAGE_SIZES, "today": today()}
    context["may_change"] = member.schools_with(Permission.MANAGE_PLANS)
    context["import_url"] = link_for(member, "import")
    context["states"] = list(_states(_state_counts(member))) if part == "list" else []
    response = render(request, f"records/plans/{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@prepared
def _listed(member: Member, by: tuple[tuple[str, str], ...], order: str) -> Any:
    seen = Plan.objects.visible_to(member).with_pupil(today()).with_reviews()
    return narrow(seen, by, today()).order_by(*sort_fields(order, SORTS))


@prepared
def _counted(member: Member) -> Any:
    return Plan.objects.visible_to(member).states_counted(today())


def _state_counts(member: Member) -> dict[str, int]:
    """How many are in force, EHC plans with no review planned, late, and waiting. One query."""
    by_school = _counted(member) or [(0,) * len(STATES)]
    return dict(zip(STATES, map(sum, zip(*by_school, strict=True)), strict=True))


def _states(counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The counts above the list, in words; each opens what it counts."""
    words = {
        "late": ("review is late", "reviews are late"),
        "unplanned": ("has no review planned", "have no review planned"),
        "waiting": ("waits for the authority", "wait for the authority"),
    }
    number = counts["open"]
    yield {"show": "", "text": f"{number} plan{'' if number == 1 else 's'} in force"}
    for show, (one, many) in words.items():
        number = counts[show]
        if number:
            yield {"show": show, "text": f"{number} {one if number == 1 else many}"}


def _export(member: Member, shown: Any) -> HttpResponse:
    rows = list(shown)
    note_export([plan.pupil for plan in rows], by=member)
    return csv_response("plans", CSV_HEADER, (_csv_row(plan) for plan in rows))


def _csv_row(plan: Any) -> tuple[Any, ...]:
    return (
        plan.school.name, plan.pupil.list_name, plan.class_name, plan.get_kind_display(), plan.made_on,
        plan.weekly_hours, plan.last_on, plan.meeting_on, plan.due_on,
    )  # fmt: skip


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _seen(request.member, pk)
    note_access(shown, by=request.member)
    return render(request, "records/plans/plan.html", _page(request, shown))


def _seen(member: Member, pk: int) -> Plan:
    plans = Plan.objects.visible_to(member).with_pupil(today()).with_reviews()
    found: Plan = get_object_or_404(plans, pk=pk)
    return found


def _page(request: MemberRequest, shown: Plan, **more: Any) -> dict[str, Any]:
    """Context of a plan's page: sections in the order of the law, reviews, what is due. Three queries."""
    member, row = request.member, cast(Any, shown)
    is_annual = row.review_kind != Review.Kind.INTERIM
    meeting_on, held_on = (row.meeting_on, row.review_held_on) if is_annual else (None, None)
    return {
        "plan": shown,
        "today": today(),
        "sections": _sections(shown),
        "reviews": list(Review.objects.visible_to(member).of_plan(shown)),
        "due": list(Deadline.objects.visible_to(member).open().about("plan", shown.pk).in_order()),
        "may_change": member.may(Permission.MANAGE_PLANS, shown),
        "pupil_url": link_for(member, "pupils:pupil", shown.pupil_id, at=shown),
        "day_form": DayForm(today=today()),
        "annual_on": meeting_on,
        "missed": None if held_on else shown.missed_meeting(row.due_on, meeting_on, today()),
        **more,
    }


def _sections(shown: Plan) -> list[dict[str, Any]]:
    """Every section that an EHC plan has, written or not (A to K). One query."""
    if shown.kind != Plan.Kind.EHC_PLAN:
        return []
    written = {section.code: section for section in shown.sections.all()}
    return [{"code": code.code, "name": code.name, "row": written.get(code.code)} for code in ehcp_sections()]


@requires(Permission.MANAGE_PLANS)
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int) -> HttpResponse:
    pupils = Pupil.objects.visible_to(request.member, Permission.MANAGE_PLANS).with_school()
    pupil = get_object_or_404(pupils, pk=pk)
    form = PlanForm(
        request.POST or None,
        today=today(),
        born=pupil.date_of_birth,
        asks_register=request.member.may(Permission.MANAGE_REGISTER, pupil)
        and not SenStatus.objects.visible_to(request.member, Permission.MANAGE_REGISTER).has_plan(pupil, today()),
        initial={"kind": Plan.Kind.EHC_PLAN, "local_authority": pupil.school.local_authority},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("records:plan", _make(request, pupil, form).pk)
        except RegisterRefused as refused:
            form.add_error("on_register", str(refused))
        except PlanRefused as refused:
            form.add_error(None, str(refused))
    return _form(
        request, form, f"A plan for {pupil.name}", reverse("pupils:pupil", args=[pupil.pk]), pupil.name, about=pupil
    )


def _make(request: MemberRequest, pupil: Pupil, form: PlanForm) -> Plan:
    fields = {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}
    if not fields.pop("on_register", False) or fields["kind"] != Plan.Kind.EHC_PLAN:
        plan = make_plan(pupil, by=request.member, today=today(), **fields)
        messages.success(request, "The plan is recorded.")
        return plan
    fields.pop("kind")
    made = make_registered_plan(pupil, by=request.member, today=today(), **fields)
    undo = reverse("pupils:register-back", args=[made.status.pk])
    since = day_name(made.status.starts_on)
    said = f"The plan is recorded, and the register says “{made.status.get_provision_display()}” from {since}. "
    messages.success(request, f"{said}Undo takes back the register's change alone.", extra_tags=f"undo:{undo}")
    return made.plan


@requires(Permission.MANAGE_PLANS)
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PLANS, shown)
    form = PlanForm(request.POST or None, instance=shown, today=today(), born=shown.pupil.date_of_birth)
    back, title = reverse("records:plan", args=[shown.pk]), f"{shown.get_kind_display()}: {shown.pupil.name}"
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
        try:
            change_plan(shown, by=request.member, seen=form.cleaned_data["seen_version"] or 0, today=today(), **fields)
        except StaleEdit as stale:
            form.show_stale(stale)
            return _form(request, form, title, back, "The plan", status=409)
        messages.success(request, "The plan is saved.")
        return redirect(back)
    return _form(request, form, title, back, "The plan")


def _form(
    request: MemberRequest, form: Any, title: str, back: str, crumb: str, *, status: int = 0, **more: Any
) -> HttpResponse:
    code = status or (422 if form.errors else 200)
    context = {"form": form, "title": title, "back_url": back, "crumb": crumb, **more}
    return render(request, "records/form.html", context, status=code)


@requires(Permission.MANAGE_PLANS)
@require_http_methods(["GET", "POST"])
def section(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    shown = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PLANS, shown)
    name = next((one.name for one in ehcp_sections() if one.code == code), None)
    if name is None or shown.kind != Plan.Kind.EHC_PLAN:
        raise Http404
    row = shown.sections.of_code(code) or PlanSection(plan=shown, code=code)
    form = SectionForm(request.POST or None, instance=row)
    back, title = reverse("records:plan", args=[shown.pk]), f"Section {code}: {name}"
    more: dict[str, Any] = {"draft": f"plan-{shown.pk}-{code}", "crumb": shown.pupil.name, "about": shown}
    more["wording"] = form.wording_kind
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        try:
            saved = write_section(shown, code, text=form.cleaned_data["text"], seen=seen, by=request.member)
        except StaleEdit as stale:
            form.show_stale(stale)
            return _form(request, form, title, back, status=409, **more)
        undo = f"undo:{reverse('records:section-undo', args=[shown.pk, code])}?version={saved.version}"
        messages.success(request, f"Section {code} is saved.", extra_tags=f"draft:{more['draft']} {undo}")
        return redirect(f"{back}#section-{code}")
    return _form(request, form, title, back, **more)


@requires(Permission.MANAGE_PLANS)
@require_POST
def section_undo(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """What the section said before the saving that ?version= names."""
    shown = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PLANS, shown)
    version = request.GET.get("version", "")
    try:
        take_back_section(shown, code, seen=int(version) if version.isdigit() else 0, by=request.member)
        messages.success(request, f"Section {code} says again what it said before.")
    except StaleEdit:
        messages.error(request, f"Section {code} has been changed since, so nothing was undone.")
    except PlanRefused as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('records:plan', args=[shown.pk])}#section-{code}")


@requires(Permission.MANAGE_PLANS)
@require_POST
def cease(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PLANS, shown)
    form = DayForm(request.POST, today=today())
    if form.is_valid():
        try:
            cease_plan(shown, on=form.cleaned_data["on"], by=request.member, today=today())
        except PlanRefused as refused:
            form.add_error("on", str(refused))
    if form.errors:
        return render(request, "records/plans/plan.html", _page(request, shown, day_form=form), status=422)
    undo = reverse("records:plan-resume", args=[shown.pk])
    messages.success(request, "The plan has ended. Nothing more falls due from it.", extra_tags=f"undo:{undo}")
    return redirect("records:plan", shown.pk)


@requires(Permission.MANAGE_PLANS)
@require_POST
def resume(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PLANS, shown)
    try:
        resume_plan(shown, by=request.member, today=today())
    except PlanRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The plan is in force again, and its review falls due.")
    return redirect("records:plan", shown.pk)


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def panel(request: MemberRequest, pk: int) -> HttpResponse:
    """A pupil's plans, for the pupil's page. Three queries beyond the page's own."""
    member = request.member
    pupil = get_object_or_404(Pupil.objects.visible_to(member, Permission.VIEW_SEN_RECORD), pk=pk)
    rows = list(Plan.objects.visible_to(member).of_pupil(pupil).with_reviews())
    reviews = list(Review.objects.visible_to(member).of_pupil(pupil).open().with_plan())
    context = {
        "pupil": pupil,
        "plans": rows,
        "reviews": reviews,
        "today": today(),
        "new_url": link_for(member, "records:plan-new", pupil.pk, at=pupil),
    }
    return render(request, "records/plans/_panel.html", context)
