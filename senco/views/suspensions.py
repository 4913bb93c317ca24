"""Suspensions and exclusions since September, one by one: what the headteacher's figures of them open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupils.models import Suspension
from senco.forms.suspensions import SuspensionFilter
from senco.lists import PAGE_SIZES, paged
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.VIEW_REPORTS)
@require_safe
def suspensions(request: MemberRequest) -> HttpResponse:
    member, day = request.member.only(Permission.VIEW_REPORTS), today()
    form = SuspensionFilter(request.GET, member=member)
    found = form.apply(Suspension.objects.visible_to(member).since_september(day).with_provision(day))
    page = {"form": form, "page": paged(request, found.newest_first()), "today": day, "sizes": PAGE_SIZES}
    return render(request, "senco/suspensions/list.html", page | {"several": len(member.schools) > 1})
