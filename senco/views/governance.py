"""The governors' page, and the schools of a group side by side: numbers only, never a name, never a list."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from senco.permissions import MemberRequest, Permission, requires, today
from senco.reports.checks import NOT_YET
from senco.reports.compliance import compliance, england, side_by_side
from senco.reports.lists import lists_behind
from senco.reports.suppression import WHY


@requires(Permission.VIEW_COMPLIANCE)
@require_safe
def governance(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    ids = sorted(member.schools_with(Permission.VIEW_COMPLIANCE), key=lambda pk: member.names[pk])
    asked = request.GET.get("school", str(ids[0]))
    if not asked.isdigit() or int(asked) not in ids:
        raise Http404("No such school among yours.")
    page = {
        "school": compliance([int(asked)], day, lists_behind(member, int(asked), day))[0],
        "tabs": [{"label": member.names[pk], "url": f"?school={pk}", "current": pk == int(asked)} for pk in ids],
        "england": england(day),
        "why": WHY,
        "not_yet": NOT_YET,
        "today": day,
        "has_group": member.may(Permission.VIEW_GROUP),
    }
    return render(request, "senco/governance/page.html", page)


@requires(Permission.VIEW_GROUP)
@require_safe
def group(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    rows, total = side_by_side(compliance(member.schools_with(Permission.VIEW_GROUP), day))
    page = {"rows": rows, "total": total, "england": england(day), "why": WHY, "today": day}
    return render(request, "senco/governance/group.html", page)
