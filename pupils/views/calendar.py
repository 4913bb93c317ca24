"""The month of dates, and the calendar feed: one's own address, ending it, what a calendar program reads there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.calendar import MOST, as_calendar, calendar_address, reader_of
from pupils.forms.deadlines import DeadlineFilters
from pupils.models import Deadline
from pupils.month import month_asked
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
@require_safe
def month(request: MemberRequest) -> HttpResponse:
    """What is due on each day of a month. Pupils by their initials, for it is made to hang on a wall."""
    member, day = request.member, today()
    shown = month_asked(request.GET.get("month", ""), day)
    seen = Deadline.objects.visible_to(member)
    asked = DeadlineFilters(request.GET, member=member, kinds=seen.rules(), today=day)
    rows = list(asked.apply(seen).due_between(*shown.span).of_a_wall()[: MOST + 1])
    shown.fill(rows[:MOST])
    context = {"month": shown, "form": asked, "today": day, "more": len(rows) > MOST}
    return render(request, "pupils/deadlines/month.html", context)


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
