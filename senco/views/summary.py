"""The headteacher's summary: the year in figures, each opening what it counts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from senco.permissions import MemberRequest, Permission, requires, today
from senco.reports.summary import summary as year_in_figures


@requires(Permission.VIEW_REPORTS)
@require_safe
def summary(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    page = {"summary": year_in_figures(member, day), "today": day, "several": len(member.schools) > 1}
    return render(request, "senco/summary/page.html", page)
