"""Everybody's first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from senco.desk.days import in_words, school_days
from senco.permissions import MemberRequest, Permission, requires
from senco.permissions import today as the_day


@requires(Permission.SIGN_IN)
@require_safe
def today(request: MemberRequest) -> HttpResponse:
    member, day = request.member, the_day()
    return render(request, "senco/today/today.html", {"today": day, "term": in_words(school_days(member, day), member)})
