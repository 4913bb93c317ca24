"""A school's own settings: details, groups, academic years, terms and closures."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senco.actions.history import TooLate, act_in_hand
from senco.actions.schools import bring_back_dates, edit_school, keep_dates, keep_group, make_year, remove_dates
from senco.forms.schools import DATES, NAMES, DatesForm, GroupForm, SchoolForm, YearForm
from senco.forms.years import propose_year
from senco.links import link_for
from senco.models import AcademicYear, Closure, School, SchoolGroup, Term
from senco.permissions import MemberRequest, Permission, Role, requires, today

MODELS: dict[str, Any] = {"year": AcademicYear, "term": Term, "closure": Closure}
EITHER = (Permission.MANAGE_SCHOOL, Permission.MANAGE_STAFF)


def school_in_hand(request: MemberRequest, *permissions: Permission) -> School:
    """The school of `?school=`, or the first by name where any of these permissions is held; 404 for another's."""
    member = request.member
    ids = frozenset[int]().union(*(member.schools_with(permission) for permission in permissions))
    asked = request.GET.get("school", "")
    schools = [school for school in School.objects.visible_to(member) if school.pk in ids]
    found = [school for school in schools if not asked or str(school.pk) == asked]
    if not found:
        raise Http404("No such school among yours.")
    return found[0]


def school_tabs(request: MemberRequest, school: School, *permissions: Permission) -> list[dict[str, Any]]:
    member = request.member
    ids = frozenset[int]().union(*(member.schools_with(permission) for permission in permissions))
    by_name = sorted(ids, key=lambda pk: member.names[pk])
    return [{"label": member.names[pk], "url": f"?school={pk}", "current": pk == school.pk} for pk in by_name]


@requires(*EITHER)
@require_safe
def settings(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    school = school_in_hand(request, *EITHER)
    years = list(AcademicYear.objects.visible_to(member).of_school(school).nearest_first(day))
    terms = list(Term.objects.visible_to(member).of_school(school))
    closures = list(Closure.objects.visible_to(member).of_school(school))
    page = {
        "school": school,
        "tabs": school_tabs(request, school, *EITHER),
        "years": [(year, _inside(year, terms), _inside(year, closures)) for year in years],
        "loose": [
            one for one in closures if not any(year.starts_on <= one.starts_on <= year.ends_on for year in years)
        ],
        "year_form": YearForm(today=day, have={year.name for year in years}),
        "groups": SchoolGroup.objects.visible_to(member).with_schools_of(school),
        "may_edit": member.may(Permission.MANAGE_SCHOOL, school),
        "may_group": Role.ADMINISTRATOR in member.roles[school.pk],
        "staff_url": link_for(member, "staff", at=school),
        "reminders_url": link_for(member, "pupils:reminder-settings", at=school),
        "today": day,
    }
    return render(request, "senco/settings/page.html", page)


def _inside(year: AcademicYear, dates: list[Any]) -> list[Any]:
    return [one for one in dates if year.starts_on <= one.starts_on <= year.ends_on]


def _to_settings(school_id: int) -> HttpResponse:
    return redirect(f"{reverse('settings')}?school={school_id}")


@requires(Permission.MANAGE_SCHOOL)
@require_http_methods(["GET", "HEAD", "POST"])
def school(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(School.objects.visible_to(request.member), pk=pk)
    form = SchoolForm(request.POST or None, instance=found, today=today())
    if request.method == "POST" and form.is_valid():
        edit_school(form.instance, by=request.member)
        messages.success(request, "Saved.")
        return _to_settings(pk)
    return _form(request, form, "School details", pk)


def _form(request: MemberRequest, form: Any, title: str, school_id: int, **more: Any) -> HttpResponse:
    status = 422 if request.method == "POST" and form.errors else 200
    back = f"{reverse('settings')}?school={school_id}"
    page = {"form": form, "title": title, "back": back, **more}
    return render(request, "senco/settings/form.html", page, status=status)


@requires(Permission.MANAGE_SCHOOL)
@require_POST
def year_make(request: MemberRequest, pk: int) -> HttpResponse:
    """A ready-made year, to be corrected where the school's own dates differ."""
    school = get_object_or_404(School.objects.visible_to(request.member), pk=pk)
    have = {year.name for year in AcademicYear.objects.visible_to(request.member).of_school(pk)}
    form = YearForm(request.POST, today=today(), have=have)
    if not form.is_valid():
        return _form(request, form, "A ready-made academic year", pk)
    year = make_year(school, propose_year(form.cleaned_data["start"]), by=request.member)
    messages.success(request, f"{year} made with three terms and their half terms. Correct the days that differ.")
    return _to_settings(pk)


def _kind(kind: str) -> type[DatesForm]:
    if kind not in DATES:
        raise Http404("There is no such kind of dates.")
    return DATES[kind]


@requires(Permission.MANAGE_SCHOOL)
@require_http_methods(["GET", "HEAD", "POST"])
def dates_add(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    school = get_object_or_404(School.objects.visible_to(request.member), pk=pk)
    form = _kind(kind)(request.POST or None, instance=MODELS[kind](school=school))
    if request.method == "POST" and form.is_valid():
        keep_dates(form.instance, by=request.member)
        messages.success(request, f"{form.instance} added.")
        return _to_settings(pk)
    return _form(request, form, f"Add a {NAMES[kind]}" if kind != "year" else "Add an academic year", pk)


@requires(Permission.MANAGE_SCHOOL)
@require_http_methods(["GET", "HEAD", "POST"])
def dates_edit(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    form_of = _kind(kind)
    found = get_object_or_404(MODELS[kind].objects.visible_to(request.member).set_up_by(request.member), pk=pk)
    form = form_of(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        keep_dates(form.instance, by=request.member)
        messages.success(request, f"{found} saved.")
        return _to_settings(found.school_id)
    return _form(
        request, form, f"Correct the {NAMES[kind]}", found.school_id, remove=reverse("dates-remove", args=[kind, pk])
    )


@requires(Permission.MANAGE_SCHOOL)
@require_POST
def dates_remove(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Only with the answer of the form that asks; without it, back to that form."""
    _kind(kind)
    found = get_object_or_404(MODELS[kind].objects.visible_to(request.member).set_up_by(request.member), pk=pk)
    if request.POST.get("sure") != "yes":
        return redirect("dates-edit", kind, pk)
    remove_dates(found, by=request.member)
    undo = reverse("dates-back", args=[found.school_id, act_in_hand()])
    messages.success(request, f"{found} taken away.", extra_tags=f"undo:{undo}")
    return _to_settings(found.school_id)


@requires(Permission.MANAGE_SCHOOL)
@require_POST
def dates_back(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Undo that a year, a term or a closure was taken away."""
    school = get_object_or_404(School.objects.visible_to(request.member), pk=pk)
    try:
        bring_back_dates(school, key, by=request.member)
    except TooLate as late:
        messages.error(request, str(late))
    else:
        messages.success(request, "They are back as they were.")
    return _to_settings(pk)


@requires(Permission.MANAGE_SCHOOL)
@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: MemberRequest) -> HttpResponse:
    return _group(request, None, "Make a group of schools")


@requires(Permission.MANAGE_SCHOOL)
@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: MemberRequest, pk: int) -> HttpResponse:
    return _group(request, get_object_or_404(SchoolGroup.objects.visible_to(request.member), pk=pk), "Change the group")


def _group(request: MemberRequest, group: SchoolGroup | None, title: str) -> HttpResponse:
    member = request.member
    if not any(Role.ADMINISTRATOR in held for held in member.roles.values()):
        raise PermissionDenied(str(Role.ADMINISTRATOR.label))
    school = school_in_hand(request, Permission.MANAGE_SCHOOL)
    form = GroupForm(request.POST or None, instance=group, member=member)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "kind")}
        kept = keep_group(group, **said, schools=form.all_schools, by=member, today=today())
        messages.success(request, f"{kept} saved.")
        return _to_settings(school.pk)
    return _form(request, form, title, school.pk)
