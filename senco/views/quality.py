"""Is the record good? The census checks and what is missing or stale, each opening its pupils."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupils.templatetags.pupils import class_and_year, need_name, provision_name
from senco.actions.access import note_export
from senco.law import day_name
from senco.links import link_for
from senco.lists import csv_response, paged
from senco.permissions import Member, MemberRequest, Permission, requires, today
from senco.reports.quality import Asked, Check, Found, asked_of, checks, counted, failing, refused_of


@requires(Permission.MANAGE_REGISTER, Permission.VIEW_REPORTS)
@require_safe
def quality(request: MemberRequest) -> HttpResponse:
    asked = asked_of(request.member, _schools(request), today())
    found = counted(asked)
    page = {
        "census": [one for one in found if one.check.census and one.check.rows],
        "others": [one for one in found if not one.check.census],
        "impossible": [one.check for one in found if one.check.rows is None],
        **_census_words(found, asked),
        "census_on": asked.census_on,
        "today": asked.today,
        "tabs": _tabs(request),
        "of_one": _asked_for(request),
    }
    return render(request, "senco/quality/page.html", page)


@requires(Permission.MANAGE_REGISTER, Permission.VIEW_REPORTS)
@require_safe
def quality_check(request: MemberRequest, key: str) -> HttpResponse:
    member, day = request.member, today()
    check = next((one for one in checks(day) if one.key == key and one.rows), None)
    if check is None:
        raise Http404("There is no such check.")
    pupils = failing(check, asked_of(member, _schools(request), day))
    if request.GET.get("format") == "csv":
        return _export(member, check, pupils)
    page = paged(request, pupils)
    rows = [(pupil, _act(member, check, pupil)) for pupil in page]
    shown = {"check": check, "page": page, "rows": rows, "today": day, "several": len(member.schools) > 1}
    shown["of_one"] = _asked_for(request)
    return render(request, "senco/quality/check.html", shown)


def _census_words(found: list[Found], asked: Asked) -> dict[str, Any]:
    """The answer first: whether the census would take the record as it is, and how long there is to mend it.

    What the school has not said of itself stands apart: it is said once, and not pupil by pupil.
    """
    refused = refused_of(found)
    unsaid = any(one.count for one in found if one.check.of_school)
    days = (asked.census_on - asked.today).days
    left = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
    entries = "one entry" if refused == 1 else f"{refused:,} entries"
    return {
        "refused": refused,
        "refused_words": entries,
        "unsaid": unsaid,
        "census_words": f"Spring census day is {day_name(asked.census_on)}, {left}.",
    }


def _all_schools(member: Member) -> frozenset[int]:
    return member.schools_with(Permission.MANAGE_REGISTER) | member.schools_with(Permission.VIEW_REPORTS)


def _asked_for(request: MemberRequest) -> int | None:
    """The one school of `?school=`, if it is among those in view; otherwise all of them are meant."""
    text = request.GET.get("school", "")
    return int(text) if text.isdigit() and int(text) in _all_schools(request.member) else None


def _schools(request: MemberRequest) -> frozenset[int]:
    one = _asked_for(request)
    return _all_schools(request.member) if one is None else frozenset({one})


def _tabs(request: MemberRequest) -> list[dict[str, Any]]:
    """All schools in view, and each; none where there is one alone."""
    member, one = request.member, _asked_for(request)
    ids = sorted(_all_schools(member), key=lambda pk: member.names[pk])
    each = [{"label": member.names[pk], "url": f"?school={pk}", "current": pk == one} for pk in ids]
    return [{"label": "All in view", "url": "?", "current": one is None}, *each] if len(each) > 1 else []


def _act(member: Member, check: Check, pupil: Any) -> str:
    """Where the row is mended; "" for those who may not."""
    if check.is_asked_of_the_pupil:
        form = link_for(member, check.url, at=pupil)
        return f"{form}?pupil={pupil.pk}" if form else ""
    return link_for(member, check.url, pupil.school_id if check.of_school else pupil.pk, at=pupil)


def _export(member: Member, check: Check, pupils: Any) -> HttpResponse:
    rows = list(pupils)
    note_export(rows, by=member)
    header = ["School", "Pupil", "Class and year", "UPN", "SEN provision", "Needs", "What is wrong", "Since"]
    lines = (
        [
            one.school.name,
            one.list_name,
            class_and_year(one),
            one.upn,
            provision_name(one.provision),
            "; ".join(need_name(code) for code in one.need_codes),
            check.title,
            day_name(one.since) if one.since else "",
        ]
        for one in rows
    )
    return csv_response(f"record-{check.key}", header, lines)
