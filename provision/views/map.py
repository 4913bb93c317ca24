"""The whole-school provision map: by pupil, by intervention, by adult; as a file and on paper."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from provision.forms.map import MapFilter
from provision.map import ProvisionMap, PupilLines, listed, pupils_of_map
from provision.models import Placement
from provision.views.frame import tabs
from pupils.templatetags.pupils import need_name, provision_name, year_name
from senco.actions.access import note_export
from senco.links import link_for
from senco.lists import PAGE_SIZES, csv_response, paged, sort_asked, sort_fields, sorted_by
from senco.models import calendars_of
from senco.permissions import Member, MemberRequest, Permission, requires, today
from senco.prepared import prepared

SORTS = {
    "name": ("sort_name", "pk"),
    "class": ("year_place", "class_name", "sort_name", "pk"),
    "sen": ("provision", "sort_name", "pk"),
}
PRINT_MOST = 2000
EACH, ALONE = 12, 200
"""Placements listed under one intervention or adult among others, and where the filters leave that one alone."""
CSV_HEADER = (
    "School", "Surname", "Forename", "Class", "Year", "SEN provision", "Main need", "Intervention", "Group",
    "Pupils in it", "When", "Minutes a week", "Given by", "From", "Until", "Look at again on",
)  # fmt: skip
CSV_MONEY = ("Cost a week (£)", "Cost a term (£)")


@requires(Permission.VIEW_PROVISION)
@require_safe
def provision_map(request: MemberRequest) -> HttpResponse:
    asked, shown = _read(request)
    if request.GET.get("format") == "csv":
        return _export(request, asked, shown)
    if request.GET.get("format") == "print":
        return _on_paper(request, asked, shown)
    context = _frame(request, asked, shown) | _listed(request, asked, shown)
    part = f"_by_{asked.view}" if request.htmx and request.htmx.target == "map-list" else "map"
    response = render(request, f"provision/map/{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _read(request: MemberRequest) -> tuple[MapFilter, ProvisionMap]:
    """The filters and the map they leave. Two queries."""
    member, day = request.member, today()
    asked = MapFilter(request.GET, member=member, day=day)
    placements = asked.placements(Placement.objects.visible_to(member).on(day))
    pupils = asked.pupils(pupils_of_map(member))
    return asked, ProvisionMap(member, day, pupils, placements, whole=not asked.is_asked)


def _frame(request: MemberRequest, asked: MapFilter, shown: ProvisionMap) -> dict[str, Any]:
    member = request.member
    return {
        "form": asked,
        "by": asked.view,
        "totals": shown.totals,
        "sees_costs": shown.sees_costs,
        "changed_at": member.schools_with(Permission.MANAGE_PROVISION),
        "tabs": tabs(request, "provision:map", asked.view),
        "sizes": PAGE_SIZES,
        "today": today(),
        "chips": list(_chips(request, asked)),
        "place_url": link_for(member, "provision:placement-new"),
        "part": f"provision/map/_by_{asked.view}.html",
    }


def _listed(request: MemberRequest, asked: MapFilter, shown: ProvisionMap, most: int = 0) -> dict[str, Any]:
    """The rows of this page in the view asked for; with `most`, that many from the first and no pages."""
    each = most or (ALONE if asked.cleaned_data.get("intervention") or asked.cleaned_data.get("who") else EACH)
    if asked.view == "intervention":
        interventions = paged(request, shown.interventions) if not most else shown.interventions[:most]
        return {"page": interventions, "cards": shown.by_intervention(interventions, each)}
    if asked.view == "adult":
        adults = paged(request, shown.adults) if not most else shown.adults[:most]
        return {"page": adults, "cards": shown.by_adult(adults, each)}
    order = sort_asked(request, SORTS, "class")
    if not most and not asked.is_asked and request.GET.get("sort", "").lstrip("-") != "minutes":
        whole = paged(request, _whole_school.paged(request.member, str(asked.cleaned_data.get("show")), order))
        return {"page": whole, "rows": list(_with_lines(request, shown, whole)), "order": order}
    pupils, order = _sorted(request, asked, shown)
    page = list(pupils[:most]) if most else paged(request, pupils)
    return {"page": page, "rows": list(_with_lines(request, shown, page)), "order": order}


def _sorted(request: MemberRequest, asked: MapFilter, shown: ProvisionMap) -> tuple[Any, str]:
    pupils = shown.pupils(str(asked.cleaned_data.get("show")))
    full = pupils.as_it_was(today(), request.member).with_school()
    order = request.GET.get("sort", "")
    if order.lstrip("-") == "minutes":
        return shown.by_minutes(pupils, full, most_first=order.startswith("-")), order
    return sorted_by(request, full.with_year_place(today()), SORTS, "class")


@prepared
def _whole_school(member: Member, show: str, order: str) -> Any:
    """The pupils of the map that nothing was asked of, in an order of `SORTS`."""
    full = _to_list(member, show).as_it_was(today(), member).with_school().with_year_place(today())
    return full.order_by(*sort_fields(order, SORTS))


@_whole_school.counted_by
def _how_many(member: Member, show: str, order: str) -> Any:
    rows: Any = _to_list(member, show)
    return rows.order_by().values("school_id").annotate(in_all=Count("pk")).values_list("in_all")


def _to_list(member: Member, show: str) -> Any:
    placements = Placement.objects.visible_to(member).on(today())
    return listed(pupils_of_map(member).on_roll(today()), placements, show, today())


def _with_lines(request: MemberRequest, shown: ProvisionMap, page: Any) -> Iterator[tuple[Any, PupilLines]]:
    """Each pupil with what they get; the terms are read only where somebody sees what a term costs."""
    pupils = list(page)
    paid = request.member.schools_with(Permission.VIEW_COSTS)
    lines = shown.lines(pupils, calendars_of(paid) if paid else {})
    return ((pupil, lines[pupil.pk]) for pupil in pupils)


def _export(request: MemberRequest, asked: MapFilter, shown: ProvisionMap) -> HttpResponse:
    """One line for each thing that a pupil gets; each pupil's access log says that it was taken out."""
    pupils, _ = _sorted(request, asked, shown)
    found = list(_with_lines(request, shown, pupils))
    note_export([pupil for pupil, _ in found], by=request.member)
    header = CSV_HEADER + (CSV_MONEY if shown.sees_costs else ())
    return csv_response(f"provision-map-{today():%Y-%m-%d}", header, _csv_rows(found, shown.sees_costs))


def _csv_rows(found: list[tuple[Any, PupilLines]], money: bool) -> Iterator[list[Any]]:
    for pupil, lines in found:
        who = [
            pupil.school.name, pupil.surname, pupil.known_as, pupil.class_name, year_name(pupil.year_code),
            provision_name(pupil.provision), need_name(next(iter(pupil.need_codes), "")),
        ]  # fmt: skip
        if not lines.lines:
            yield [*who, *[""] * (len(CSV_HEADER) - len(who) + 2 * money)]
        for line in lines.lines:
            one = line.placement
            dates = [f"{day:%d/%m/%Y}" if day else "" for day in (line.row.starts_on, line.until, one.review_on)]
            what = [one.intervention.name, one.group_name, line.size, one.when, one.minutes_a_week, one.who, *dates]
            yield [*who, *what, *([line.share_a_week, line.share_a_term] if money else [])]


def _on_paper(request: MemberRequest, asked: MapFilter, shown: ProvisionMap) -> HttpResponse:
    listed = _listed(request, asked, shown, most=PRINT_MOST)
    if "rows" in listed:
        note_export([pupil for pupil, _ in listed["rows"]], by=request.member, action="print")
    else:
        rows = [row for card in listed["cards"] for entry in card.entries for row in entry.rows]
        note_export({row.pupil_id: row.pupil for row in rows}.values(), by=request.member, action="print")
    more = len(listed["page"]) == PRINT_MOST
    return render(request, "provision/map/print.html", _frame(request, asked, shown) | listed | {"more": more})


def _chips(request: MemberRequest, asked: MapFilter) -> Iterator[dict[str, str]]:
    """What the map is filtered by, each with the address that takes it away."""
    for name in ("q", "show", "group", "year", "provision", "need", "intervention", "who"):
        value = asked.cleaned_data.get(name)
        if not value or (name == "show" and value == "placed"):
            continue
        query = request.GET.copy()
        query.pop(name, None)
        query.pop("page", None)
        label = dict(getattr(asked.fields[name], "choices", ())).get(value)
        yield {"text": str(label or f"“{value}”"), "url": f"?{query.urlencode()}"}
