"""The calendar feed: one's own address, ending it, and what a calendar program reads there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.calendar import MOST, as_calendar, calendar_address, reader_of
from pupils.models import Deadline
from senco.actions.calendars import end_calendar, open_calendar
from senco.permissions import MemberRequest, Permission, public, requires, today
from senco.rows import acting_for


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Opened by its signature alone, since calendar programs cannot sign in."""
    reader = reader_of(token)
    if reader is None:
        raise Http404
    with acting_for(*reader.schools):
        found = Deadline.objects.visible_to(reader).for_calendar(reader.user, today())[:MOST]
        body = as_calendar(found, several=len(reader.schools) > 1)
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="due-dates.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@requires(Permission.SIGN_IN)
@require_http_methods(["GET", "POST"])
def address(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        open_calendar(request.member.user)
        messages.success(request, "Here is your calendar address. An address made before no longer works.")
        return redirect("pupils:calendar-address")
    shown = {"address": calendar_address(request.member), "today": today()}
    return render(request, "pupils/deadlines/calendar.html", shown)


@requires(Permission.SIGN_IN)
@require_POST
def end(request: MemberRequest) -> HttpResponse:
    end_calendar(request.member.user)
    messages.success(request, "Your calendar address no longer works.")
    return redirect("pupils:calendar-address")
