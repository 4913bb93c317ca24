"""The register: who is on it, was on it on any past day, and what is known of each."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from pupils.actions.saved_views import tidy
from pupils.forms.register import RegisterFilter, narrow
from pupils.models import Pupil, SenStatus
from pupils.register_rows import row_shown
from pupils.templatetags.pupils import kind_names, need_name, provision_name, rule_name, year_name
from senco.actions.access import note_export
from senco.links import link_for
from senco.lists import PAGE_SIZES, csv_response, paged, sort_asked, sort_fields
from senco.permissions import Member, MemberRequest, Permission, requires, today
from senco.prepared import prepared

SORTS = {
    "name": ("sort_name", "pk"),
    "year": ("year_place", "class_name", "sort_name", "pk"),
    "class": ("class_name", "sort_name", "pk"),
    "provision": ("provision", "sort_name", "pk"),
    "need": ("need_codes", "sort_name", "pk"),
    "since": ("since", "sort_name", "pk"),
}
PRINT_MOST = 2000
MORE = ("school", "parents", "attendance")


@requires(Permission.VIEW_PUPILS)
@require_safe
def register(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    asked = RegisterFilter(request.GET, member=member, today=day)
    order = sort_asked(request, SORTS, "name")
    wanted = (member, asked.day, asked.is_past, asked.narrowed, order)
    if asked.taken_out == "csv":
        return _export(request, _listed.build(*wanted), asked)
    if asked.taken_out == "print":
        return _on_paper(request, _listed.build(*wanted), asked)
    # What somebody types is different each time, so its query is not worth keeping.
    page = paged(request, _listed.build(*wanted) if asked.values.get("q") else _listed.paged(*wanted))
    part = "_list" if request.htmx and request.htmx.target == "register-list" else "list"
    shown = {"form": asked, "page": page, "order": order, "sizes": PAGE_SIZES, "today": day}
    shown["rows"] = [row_shown(member, pupil, day) for pupil in page]
    kept = tidy(request.GET.urlencode())
    shown["save_url"] = f"{reverse('pupils:saved-views')}?{urlencode({'query': kept})}" if kept else ""
    shown["may_bulk"] = member.may(Permission.EDIT_PUPILS) and not asked.is_past
    shown |= {"chips": list(_chips(request, asked)), **_acts(member), **_columns_shown(asked)}
    response = render(request, f"pupils/register/{part}.html", shown)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _columns_shown(asked: RegisterFilter) -> dict[str, bool]:
    """Asked of the form once a page: a form looks for a field of that name first, row after row."""
    return {
        "sees_sen": asked.sees_sen,
        "sees_kinds": "kind" in asked.fields,
        "sees_due": not asked.is_past,
        "several": len(asked.member.schools) > 1,
    }


@prepared
def _listed(member: Member, day: Any, is_past: bool, by: tuple[tuple[str, str], ...], order: str) -> Any:
    """The pupils that the filter leaves, with what a row shows; `next_due` is today's and so not shown of the past."""
    pupils = narrow(Pupil.objects.visible_to(member).as_it_was(day, member), by, member, day, is_past=is_past)
    pupils = pupils.joining_after(day) if is_past else pupils.next_due(member)
    if order.endswith("year"):
        pupils = pupils.with_year_place(day)
    return pupils.order_by(*sort_fields(order, SORTS))


@_listed.counted_by
def _how_many(member: Member, day: Any, is_past: bool, by: tuple[tuple[str, str], ...], order: str) -> Any:
    """Of the whole register, which most people open most often, by its own rows, without those of the pupils."""
    rows: Any = narrow(Pupil.objects.visible_to(member), by, member, day, is_past=is_past)
    if by == (("show", "register"),) and not is_past:
        status = SenStatus.objects.visible_to(member, Permission.VIEW_PROVISION).of_register()
        rows = status.of_schools(member.schools_with(Permission.VIEW_PUPILS)).on_roll(day)
    return rows.order_by().values("school_id").annotate(in_all=Count("pk")).values_list("in_all")


def _acts(member: Member) -> dict[str, str]:
    return {
        "import_url": link_for(member, "import"),
        "new_url": link_for(member, "pupils:pupil-new"),
        "quality_url": link_for(member, "quality"),
    }


def _chosen(request: MemberRequest, pupils: Any) -> Any:
    ids = [int(pk) for pk in request.GET.getlist("ids") if pk.isdigit()]
    return pupils.among(ids) if ids else pupils


def _export(request: MemberRequest, pupils: Any, asked: RegisterFilter) -> HttpResponse:
    """The rows chosen, or all that the filters leave; each pupil's access log says that they were taken out."""
    rows = list(_chosen(request, pupils))
    note_export(rows, by=request.member)
    columns = _columns(asked)
    return csv_response(
        f"register-{asked.day:%Y-%m-%d}", list(columns), ([read(pupil) for read in columns.values()] for pupil in rows)
    )


def _columns(asked: RegisterFilter) -> Mapping[str, Any]:
    columns: dict[str, Any] = {
        "School": lambda pupil: asked.member.names[pupil.school_id],
        "Surname": lambda pupil: pupil.surname,
        "Forename": lambda pupil: pupil.known_as,
        "UPN": lambda pupil: pupil.upn,
        "Admission number": lambda pupil: pupil.admission_number or pupil.local_ref,
        "Date of birth": lambda pupil: f"{pupil.date_of_birth:%d/%m/%Y}",
        "Year": lambda pupil: year_name(pupil.year_code),
        "Class": lambda pupil: pupil.class_name,
    }
    if asked.sees_sen:
        columns |= {
            "SEN provision": lambda pupil: provision_name(pupil.provision),
            "Since": lambda pupil: f"{pupil.since:%d/%m/%Y}" if pupil.since else "",
            "Main need": lambda pupil: need_name(next(iter(pupil.need_codes), "")),
            "Other needs": lambda pupil: "; ".join(need_name(code) for code in pupil.need_codes[1:]),
        }
    if "kind" in asked.fields:
        columns["Also"] = lambda pupil: "; ".join(kind_names(pupil.kinds))
    if asked.is_past:
        columns["On roll here from"] = lambda pupil: f"{pupil.joins_on:%d/%m/%Y}" if pupil.joins_on else ""
    else:
        columns["Next due"] = lambda pupil: f"{pupil.due_on:%d/%m/%Y}" if pupil.due_on else ""
        columns["What is due"] = lambda pupil: rule_name(pupil.due_rule)
    return columns


def _on_paper(request: MemberRequest, pupils: Any, asked: RegisterFilter) -> HttpResponse:
    rows = list(_chosen(request, pupils)[: PRINT_MOST + 1])
    more, rows = len(rows) > PRINT_MOST, rows[:PRINT_MOST]
    note_export(rows, by=request.member, action="print")
    shown = {"form": asked, "pupils": rows, "more": more, "chips": list(_chips(request, asked)), "today": asked.today}
    return render(request, "pupils/register/print.html", shown)


def _chips(request: MemberRequest, asked: RegisterFilter) -> Iterator[dict[str, str]]:
    """What the list is filtered by, each with the address that takes it away."""
    for name in ("q", "show", "provision", "need", "rank", "area", *MORE, "year", "stage", "group", "kind", "adult"):
        value = asked.values.get(name)
        if not value or name not in asked.fields or (name == "show" and value == asked.default_show):
            continue
        query = request.GET.copy()
        query.pop(name, None)
        query.pop("page", None)
        field = asked.fields[name]
        label = "One key adult's pupils" if name == "adult" else dict(getattr(field, "choices", ())).get(value)
        yield {"text": str(label or f"“{value}”"), "url": f"?{query.urlencode()}"}
