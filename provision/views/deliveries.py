"""An adult's day of sessions, and recording each where it stands."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from provision.actions.deliveries import (
    DeliveryRefused,
    record_given,
    record_group,
    record_not_given,
    take_back,
)
from provision.forms.deliveries import DeliveryFilter, DeliveryForm
from provision.models import Delivery, Placement
from provision.sessions import GivingDay, giving_day, session_of, with_pupils
from provision.views.frame import day_asked, tabs
from provision.views.placements import placement_page
from pupils.models import Pupil
from senco.law import day_name
from senco.lists import PAGE_SIZES, paged
from senco.permissions import Member, MemberRequest, Permission, requires, today

ONE_DAY = dt.timedelta(days=1)


@requires(Permission.VIEW_PROVISION)
@require_safe
def day(request: MemberRequest) -> HttpResponse:
    """Today, or an earlier day by ?on=. A day to come has nothing to record and shows today instead."""
    now = today()
    on = min(day_asked(request.GET.get("on", ""), now), now)
    return _day_page(request, on, giving_day(request.member, on))


def _day_page(request: MemberRequest, on: dt.date, giving: GivingDay, status: int = 200) -> HttpResponse:
    now = today()
    context = {
        "giving": giving,
        "on": on,
        "today": now,
        "before": on - ONE_DAY,
        "after": on + ONE_DAY if on < now else None,
        "tabs": tabs(request, "provision:day"),
        "back": "day",
        "may_record": True,
    }
    return render(request, "provision/deliveries/day.html", context, status=status)


@requires(Permission.VIEW_PROVISION)
@require_safe
def deliveries(request: MemberRequest) -> HttpResponse:
    """Every session recorded between two days, given or not: what each figure of sessions opens."""
    seen, member = Delivery.objects.visible_to(request.member), request.member
    form = DeliveryFilter(request.GET, member=member, today=today())
    pupil, placement = _named(member, form)
    found = form.apply(seen, pupil)
    was = form.asked("was")
    page = paged(request, found.that_were(was, pupil).with_what())
    context = {
        "form": form,
        "page": page,
        "rows": with_pupils(page, member, today()),
        "tabs": list(_tabs(request, was, found, pupil)),
        **{"pupil": pupil, "placement": placement, "sizes": PAGE_SIZES, "several": len(member.schools) > 1},
    }
    return render(request, "provision/deliveries/list.html", context)


def _named(member: Member, form: DeliveryFilter) -> tuple[Pupil | None, Placement | None]:
    """The pupil and the placement that the address names; 404 for those whom this member may not see."""
    pupil = placement = None
    if pk := form.asked("pupil"):
        pupil = get_object_or_404(Pupil.objects.visible_to(member, Permission.VIEW_PROVISION), pk=pk)
    if pk := form.asked("placement"):
        placement = get_object_or_404(Placement.objects.visible_to(member).with_what(), pk=pk)
    return pupil, placement


def _tabs(request: MemberRequest, was: str, found: Any, pupil: Pupil | None) -> Iterator[dict[str, Any]]:
    """All, given and not given, each with how many it opens. One query."""
    counts = found.counted(pupil)
    for key, label in DeliveryFilter.base_fields["was"].choices:  # type: ignore[attr-defined]
        query = request.GET.copy()
        for name in ("page", "was"):
            query.pop(name, None)
        if key:
            query["was"] = key
        yield {"label": label, "url": f"?{query.urlencode()}", "current": key == was, "count": counts[key]}


@requires(Permission.VIEW_PROVISION)
@require_POST
def record(request: MemberRequest, pk: int, on: str) -> HttpResponse:
    placement, day = _session(request, pk, on)
    form = DeliveryForm(request.POST)
    if form.is_valid():
        _keep(request, placement, day, form)
    return _refused(request, placement, day, form) if form.errors else _answer(request, placement, day)


def _keep(request: MemberRequest, placement: Placement, on: dt.date, form: DeliveryForm) -> None:
    """What stood in the way is said in the form."""
    asked, member, now = form.cleaned_data, request.member, today()
    try:
        if asked.get("minutes") and form.pupils:
            record_group(placement, on=on, minutes=asked["minutes"], others=form.others, by=member, today=now)
        elif asked.get("minutes"):
            record_given(placement, on=on, minutes=asked["minutes"], by=member, today=now)
        else:
            why, note = asked["why_not"], asked["note"]
            record_not_given(placement, on=on, why_not=why, note=note, by=member, today=now)
    except DeliveryRefused as refused:
        form.show_refused(refused)


@requires(Permission.VIEW_PROVISION)
@require_POST
def undo(request: MemberRequest, pk: int, on: str) -> HttpResponse:
    placement, day = _session(request, pk, on)
    take_back(placement, on=day, by=request.member)
    return _answer(request, placement, day, is_undo=True)


def _session(request: MemberRequest, pk: int, on: str) -> tuple[Placement, dt.date]:
    try:
        day = parse_date(on)
    except ValueError:
        day = None
    placement = get_object_or_404(Placement.objects.visible_to(request.member).with_what(), pk=pk)
    if not placement.may_be_recorded_by(request.member):
        raise PermissionDenied
    if day is None:
        raise Http404
    return placement, day


def _refused(request: MemberRequest, placement: Placement, on: dt.date, form: DeliveryForm) -> HttpResponse:
    """The row, or without script the page that it stands on, with everything typed and each error at its field."""
    session = replace(session_of(placement, on, request.member), form=form)
    back = request.POST.get("back", "")
    if request.htmx:
        context = {"session": session, "today": today(), "back": back, "may_record": True}
        return render(request, "provision/deliveries/_session.html", context, status=422)
    if back == "placement":
        return placement_page(request, placement.pk, session)
    shown = min(day_asked(request.POST.get("shown_on", ""), on), today())
    for day in (shown, on):
        giving = giving_day(request.member, day).showing(form, session.key) if day <= today() else None
        if giving is not None:
            return _day_page(request, day, giving, 422)
    return placement_page(request, placement.pk, session)


def _answer(request: MemberRequest, placement: Placement, on: dt.date, *, is_undo: bool = False) -> HttpResponse:
    """To htmx the row as it now stands; to a browser without script the page it came from."""
    args = [placement.pk, f"{on:%Y-%m-%d}"]
    back = request.POST.get("back", "") or request.GET.get("back", "")
    undo_url = f"{reverse('provision:delivery-undo', args=args)}?back={'placement' if back == 'placement' else 'day'}"
    said = "Taken back: it is not recorded." if is_undo else f"Recorded for {day_name(on)}."
    if request.htmx:
        session = session_of(placement, on, request.member)
        context = {"session": session, "said": said, "today": today(), "back": back}
        context |= {"undo_url": "" if is_undo else undo_url, "may_record": True}
        return render(request, "provision/deliveries/_answer.html", context)
    messages.success(request, said, extra_tags="" if is_undo else f"undo:{undo_url}")
    return redirect(_page_of(placement, on, back))


def _page_of(placement: Placement, on: dt.date, back: str) -> str:
    if back == "placement":
        shown = f"?on={on:%Y-%m-%d}" if on < today() else ""
        return reverse("provision:placement", args=[placement.pk]) + shown
    return f"{reverse('provision:day')}?on={on:%Y-%m-%d}" if on < today() else reverse("provision:day")
