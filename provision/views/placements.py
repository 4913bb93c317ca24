"""Placing an intervention with pupils, one placement with its pupils and sessions, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from provision.actions.placements import (
    PlacementRefused,
    add_pupil,
    change_placement,
    end_placement,
    end_pupil,
    place_pupils,
    restore_pupil,
    resume_placement,
    withdraw_pupil,
)
from provision.costs import cost_over, to_the_penny, weekly_cost
from provision.forms.placements import AddPupilForm, LastDayForm, PlacementForm, PupilPicker, placeable
from provision.given import given_of
from provision.map import term_of
from provision.models import Delivery, DeliveryPupil, Intervention, Placement, PlacementPupil
from provision.sessions import Session, session_of
from provision.views.frame import day_asked
from provision.views.interventions import school_asked, which_school
from pupils.models import Pupil
from senco.actions.access import note_access
from senco.forms.versions import StaleEdit
from senco.models import calendar_of
from senco.permissions import Member, MemberRequest, Permission, requires, today

SESSIONS_SHOWN = 30
SESSIONS_READ = 60
"""Newest first, one a day at most: more than the six weeks that are looked back at."""


@requires(Permission.MANAGE_PROVISION)
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """From the map, from an intervention (?intervention=) or from a pupil (?pupil=)."""
    member = request.member
    intervention, pupil = _start(request)
    start = intervention or pupil
    school = start.school_id if start is not None else school_asked(request)
    if school is None:
        return which_school(request, "Place an intervention", "provision:map")
    picker = PupilPicker(request.POST or _picked(request), member=member, school_id=school, today=today())
    first = {"starts_on": today(), "intervention": intervention}
    form = PlacementForm(request.POST or None, initial=first, member=member, school_id=school, today=today())
    if request.method == "POST" and "show" not in request.POST and form.is_valid() and picker.is_valid():
        made = _place(request, form, picker)
        if made is not None:
            return redirect("provision:placement", made.pk)
    wrong = bool(form.errors or picker.errors) and request.method == "POST" and "show" not in request.POST
    context = {"form": form, "picker": picker, "school_id": school, "back_url": _back(intervention, pupil)}
    return render(request, "provision/placements/new.html", context, status=422 if wrong else 200)


def _start(request: MemberRequest) -> tuple[Intervention | None, Pupil | None]:
    """What the placement starts from, if the address names it and this member may place there."""
    asked = {name: value for name in ("intervention", "pupil") if (value := request.GET.get(name, "")).isdigit()}
    intervention = pupil = None
    if "intervention" in asked:
        intervention = get_object_or_404(Intervention.objects.visible_to(request.member), pk=asked["intervention"])
        request.member.must(Permission.MANAGE_PROVISION, intervention)
    if "pupil" in asked:
        mine = Pupil.objects.visible_to(request.member, Permission.MANAGE_PROVISION)
        pupil = get_object_or_404(mine, pk=asked["pupil"])
    return intervention, pupil


def _picked(request: MemberRequest) -> dict[str, Any]:
    return {"pupils": request.GET.getlist("pupil"), "group": request.GET.get("group", "")}


def _back(intervention: Intervention | None, pupil: Pupil | None) -> str:
    if pupil is not None:
        return reverse("pupils:pupil", args=[pupil.pk])
    return reverse("provision:intervention", args=[intervention.pk]) if intervention else reverse("provision:map")


def _place(request: MemberRequest, form: PlacementForm, picker: PupilPicker) -> Placement | None:
    facts = form.facts
    intervention = facts.pop("intervention")
    try:
        made = place_pupils(intervention, picker.chosen, by=request.member, today=today(), **facts)
    except PlacementRefused as refused:
        form.add_error(None, str(refused))
        return None
    count = len(picker.chosen)
    messages.success(request, f"{intervention.name} is in place for {count} pupil{'' if count == 1 else 's'}.")
    _warn_over_places(request, intervention, count)
    return made


def _warn_over_places(request: MemberRequest, intervention: Intervention, count: int) -> None:
    """Said and not refused: the school may well mean it."""
    if intervention.is_over_places(count):
        places = f"{intervention.places} place{'' if intervention.places == 1 else 's'}"
        messages.warning(request, f"That is over its places: {count} pupils, and a group of this has {places}.")


@requires(Permission.MANAGE_PROVISION)
@require_safe
def ticks(request: MemberRequest, school: int) -> HttpResponse:
    """The ticks of the form as they should stand now: the chosen, and the class that was asked for."""
    if school not in request.member.schools_with(Permission.MANAGE_PROVISION):
        raise Http404
    picker = PupilPicker(request.GET, member=request.member, school_id=school, today=today())
    return render(request, "provision/placements/_ticks.html", {"picker": picker})


@requires(Permission.MANAGE_PROVISION)
@require_safe
def find(request: MemberRequest, school: int) -> HttpResponse:
    """Options of the type-ahead: pupils of the school who may be placed. One query."""
    if school not in request.member.schools_with(Permission.MANAGE_PROVISION):
        raise Http404
    typed = request.GET.get("q", "").strip()[:100]
    rows = placeable(request.member, school, today()).with_class(today())
    found = rows.matching(typed).in_order()[:12] if typed else []
    options = [{"value": one.pk, "label": one.name, "note": one.class_name or ""} for one in found]
    none = "Nobody on the roll has a name that begins so." if typed else "Type the pupil's name."
    return render(request, "components/combobox_options.html", {"options": options, "none": none})


@requires(Permission.VIEW_PROVISION)
@require_safe
def placement(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _seen(request.member, pk)
    context = _page(request, shown)
    only = context["rows"][0].pupil_id if len(context["rows"]) == 1 else None
    note_access(shown, by=request.member, pupil_id=only)
    return render(request, "provision/placements/placement.html", context)


def placement_page(request: MemberRequest, pk: int, session: Session) -> HttpResponse:
    """The page again, with a session that could not be recorded as it was typed."""
    context = _page(request, _seen(request.member, pk), session=session, on=session.on)
    return render(request, "provision/placements/placement.html", context, status=422)


def _seen(member: Member, pk: int) -> Placement:
    placements = Placement.objects.visible_to(member).with_what().with_size(today()).with_due(member)
    found: Placement = get_object_or_404(placements, pk=pk)
    return found


def _manageable(request: MemberRequest, pk: int) -> Placement:
    found = _seen(request.member, pk)
    request.member.must(Permission.MANAGE_PROVISION, found)
    return found


def _page(request: MemberRequest, shown: Placement, **more: Any) -> dict[str, Any]:
    """Context of a placement's page. Four or five queries."""
    member, day = request.member, today()
    on = min(day_asked(request.GET.get("on", ""), day), day)
    calendar = calendar_of(shown.school_id)
    rows = list(PlacementPupil.objects.visible_to(member).of_placement(shown).with_pupil(day, member).by_name())
    sessions = list(Delivery.objects.visible_to(member).of_placement(shown).with_recorder()[:SESSIONS_READ])
    others = list(DeliveryPupil.objects.visible_to(member).of_deliveries(sessions).select_related("pupil"))
    _say_each(shown, rows, sessions, others, calendar)
    may_change = member.may(Permission.MANAGE_PROVISION, shown)
    given = given_of(shown, (one.on for one in sessions if one.is_given), calendar, day)
    return {
        "placement": shown,
        "today": day,
        "rows": rows,
        "on": on,
        "session": session_of(shown, on, member, rows) if shown.is_running(on) else None,
        "sessions": sessions[:SESSIONS_SHOWN],
        "given": given,
        "given_url": given.url(placement=shown.pk),
        "costs": _costs(shown, calendar) if member.may(Permission.VIEW_COSTS, shown) else None,
        "may_change": may_change,
        "not_recorded": shown.not_recorded(sees_costs=member.may(Permission.VIEW_COSTS, shown)),
        "may_record": shown.may_be_recorded_by(member),
        "end_form": LastDayForm(today=day, prefix="end") if may_change else None,
        "add_form": AddPupilForm(member=member, placement=shown, today=day) if may_change else None,
        "back": "placement",
        **more,
    }


def _say_each(
    shown: Placement, rows: list[Any], sessions: list[Delivery], others: list[DeliveryPupil], calendar: Any
) -> None:
    """Put on each session who was not as the rest, and on each row of a group what that pupil was given. No query."""
    for one in sessions:
        one.others = [other for other in others if other.delivery_id == one.pk]  # type: ignore[attr-defined]
    if len(rows) > 1 or others:
        for row in rows:
            away = {other.delivery_id for other in others if other.pupil_id == row.pupil_id and not other.minutes}
            days = [one.on for one in sessions if one.is_given and one.pk not in away]
            row.given = given_of(shown, days, calendar, today(), of=row)
            row.given_url = row.given.url(placement=shown.pk, pupil=row.pupil_id) if row.may_open else ""


def _costs(shown: Placement, calendar: Any) -> dict[str, Any]:
    """What it costs a week, for each pupil in it, and over this term; None for what is not known."""
    a_week = weekly_cost(shown.minutes, shown.times, shown.hourly_cost)
    term = term_of(calendar, today())
    days = None if term is None or term.days is None else sum(shown.is_running(day) for day in term.days)
    size = getattr(shown, "size", 0)
    return {
        "week": None if a_week is None else to_the_penny(a_week),
        "each": None if a_week is None or not size else to_the_penny(a_week / size),
        "term": None if days is None else cost_over(a_week, days),
        "term_days": days,
    }


@requires(Permission.MANAGE_PROVISION)
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _manageable(request, pk)
    form = PlacementForm(
        request.POST or None, instance=shown, member=request.member, school_id=shown.school_id, today=today()
    )
    title, back, status = f"Change {shown.title}", reverse("provision:placement", args=[shown.pk]), 0
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        try:
            change_placement(shown, by=request.member, seen=seen, today=today(), **form.facts)
        except StaleEdit as stale:
            form.show_stale(stale)
            status = 409
        except PlacementRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The change is saved.")
            return redirect(back)
    context = {"form": form, "title": title, "back_url": back, "crumb": "The placement"}
    return render(request, "provision/placements/edit.html", context, status=status or (422 if form.errors else 200))


@requires(Permission.MANAGE_PROVISION)
@require_POST
def end(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _manageable(request, pk)
    was = shown.ends_on
    form = LastDayForm(request.POST, today=today(), prefix="end")
    if form.is_valid():
        try:
            end_placement(shown, on=form.cleaned_data["on"], by=request.member, today=today())
        except PlacementRefused as refused:
            form.add_error("on", str(refused))
    if form.errors:
        again = _seen(request.member, pk)
        page = _page(request, again, end_form=form)
        return render(request, "provision/placements/placement.html", page, status=422)
    undo = reverse("provision:placement-resume", args=[pk]) + (f"?until={was:%Y-%m-%d}" if was else "")
    messages.success(request, "The last day is set, and no review is due any more.", extra_tags=f"undo:{undo}")
    return redirect("provision:placement", pk)


@requires(Permission.MANAGE_PROVISION)
@require_POST
def resume(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _manageable(request, pk)
    try:
        until = parse_date(request.GET.get("until", ""))
        resume_placement(shown, until=until, by=request.member, today=today())
    except (PlacementRefused, ValueError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "It goes on as before.")
    return redirect("provision:placement", pk)


@requires(Permission.MANAGE_PROVISION)
@require_POST
def pupil_add(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _manageable(request, pk)
    form = AddPupilForm(request.POST, member=request.member, placement=shown, today=today())
    if form.is_valid():
        pupil, on = form.cleaned_data["pupil"], form.cleaned_data["on"]
        try:
            row = add_pupil(shown, pupil, on=on, by=request.member)
        except PlacementRefused as refused:
            form.add_error("pupil", str(refused))
        else:
            undo = reverse("provision:placement-pupil-withdraw", args=[row.pk])
            messages.success(request, f"{pupil.name} is in it.", extra_tags=f"undo:{undo}")
            _warn_over_places(request, shown.intervention, _seen(request.member, pk).size)  # type: ignore[attr-defined]
            return redirect("provision:placement", pk)
    page = _page(request, shown, add_form=form)
    return render(request, "provision/placements/placement.html", page, status=422)


def _row(request: MemberRequest, pk: int) -> PlacementPupil:
    rows = PlacementPupil.objects.visible_to(request.member).select_related("pupil")
    found: PlacementPupil = get_object_or_404(rows, pk=pk)
    request.member.must(Permission.MANAGE_PROVISION, found)
    return found


@requires(Permission.MANAGE_PROVISION)
@require_POST
def pupil_end(request: MemberRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = LastDayForm(request.POST, today=today())
    if not form.is_valid():
        messages.error(request, f"Choose the last day of {row.pupil.name}: it was not understood.")
        return redirect("provision:placement", row.placement_id)
    try:
        end_pupil(row, on=form.cleaned_data["on"], by=request.member)
    except PlacementRefused as refused:
        messages.error(request, str(refused))
    else:
        undo = reverse("provision:placement-pupil-restore", args=[pk])
        messages.success(request, f"{row.pupil.name}'s last day is set.", extra_tags=f"undo:{undo}")
    return redirect("provision:placement", row.placement_id)


@requires(Permission.MANAGE_PROVISION)
@require_POST
def pupil_restore(request: MemberRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    try:
        restore_pupil(row, by=request.member)
    except PlacementRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.pupil.name} stays in it.")
    return redirect("provision:placement", row.placement_id)


@requires(Permission.MANAGE_PROVISION)
@require_POST
def pupil_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    try:
        withdraw_pupil(row, by=request.member)
    except PlacementRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.pupil.name} is not in it.")
    return redirect("provision:placement", row.placement_id)
