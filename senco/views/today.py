"""Everybody's first page: the parts of all roles that one holds, the most urgent first."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from senco.desk.days import in_words, school_days
from senco.desk.parts import PARTS, parts_of
from senco.desk.unreached import unreached
from senco.links import link_for
from senco.permissions import MemberRequest, Permission, requires
from senco.permissions import today as the_day


@requires(Permission.SIGN_IN)
@require_safe
def today(request: MemberRequest) -> HttpResponse:
    """The first part is on the page; the others are fetched by it, so that no page asks more than its few queries."""
    member, day = request.member, the_day()
    first, *rest = parts_of(member, day)
    page = {
        "today": day,
        "term": in_words(school_days(member, day), member),
        "first": first,
        "part": first.build(member, day),
        "rest": rest,
        "several": len(member.schools) > 1,
        "unreached": unreached(member, day),
        "calendar_url": link_for(member, "pupils:calendar-address"),
    }
    return render(request, "senco/today/today.html", page)


@requires(Permission.SIGN_IN)
@require_safe
def part(request: MemberRequest, key: str) -> HttpResponse:
    """One part by itself: a fragment for the first page, or a page where there is no script."""
    member, day = request.member, the_day()
    wanted = next((one for one in PARTS if one.key == key), None)
    if wanted is None:
        raise Http404("There is no such part.")
    if wanted not in parts_of(member, day):
        raise PermissionDenied(", ".join(sorted(role.label for role in wanted.roles)))
    page = {"today": day, "first": wanted, "part": wanted.build(member, day), "several": len(member.schools) > 1}
    return render(request, "senco/today/_part.html" if request.htmx else "senco/today/today.html", page)
