"""What stands round every page of one pupil: who it is, and the pages about them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pupils.actions.corrections import Refused
from pupils.models import Pupil
from senco.actions.history import TooLate
from senco.links import link_for
from senco.permissions import Member, MemberRequest, Permission, today
from senco.prepared import prepared

TABS = (
    ("Overview", "pupils:pupil"),
    ("Timeline", "timeline"),
    ("Passport", "records:passport"),
    ("Needs and register", "pupils:needs"),
    ("Progress", "pupils:measures"),
    ("People", "pupils:contacts"),
    ("Papers", "records:documents"),
    ("Attendance", "pupils:attendance"),
    ("History", "pupils:history"),
)


def pupil_seen(
    request: MemberRequest, pk: int, permission: Permission = Permission.VIEW_PUPILS, *, attendance: bool = False
) -> Pupil:
    """The pupil with today's facts, if this member may see them; else 404. One query."""
    found: list[Pupil] = _seen(request.member, pk, permission, today(), attendance)
    if not found:
        raise Http404("There is no such pupil.")
    return found[0]


@prepared
def _seen(member: Member, pk: int, permission: Permission, day: dt.date, attendance: bool) -> Any:
    seen = (
        Pupil.objects.visible_to(member, permission)
        .as_it_was(day, member)
        .with_words(day, member)
        .with_school()
        .among([pk])
    )
    return seen.with_attendance(day) if attendance else seen


def frame(request: MemberRequest, pupil: Pupil, current: str = "") -> dict[str, Any]:
    """For templates/pupils/pupils/frame.html: the pupil, today, the tabs and what may be done. No query."""
    member, day = request.member, today()
    return {
        "pupil": pupil,
        "today": day,
        "age": pupil.age(day),
        "tabs": list(_tabs(member, pupil, current)),
        **_way_back(member),
        "edit_url": link_for(member, "pupils:pupil-edit", pupil.pk, at=pupil),
        "change_url": link_for(member, "pupils:register-change", pupil.pk, at=pupil),
        "concern_url": link_for(member, "pupils:concern-log", at=pupil),
        "meet_url": link_for(member, "records:meeting-request-new", pupil.pk, at=pupil),
        "knows_sen": member.may(Permission.VIEW_PROVISION, pupil),
    }


def _way_back(member: Member) -> dict[str, str]:
    """To the whole list for those who see the whole school, else to one's own classes."""
    everybody = member.may(Permission.VIEW_ALL_PUPILS)
    name, words = ("pupils:register", "Pupils") if everybody else ("pupils:classes", "My classes")
    return {"back_url": link_for(member, name), "back_words": words}


def _tabs(member: Member, pupil: Pupil, current: str) -> Any:
    for label, name in TABS:
        url = link_for(member, name, pupil.pk, at=pupil)
        if url:
            yield {"label": label, "url": url, "current": name == current}


CARE = "records:care"
PEOPLE_PARTS = (
    ("At home and at school", "pupils:contacts"),
    ("Calls, meetings and letters", "records:communications"),
    ("Care", CARE),
    ("Notes", "pupils:notes"),
)
"""What stands together under the tab of people, by URL name."""


def people_parts(member: Member, pupil: Pupil, current: str) -> list[dict[str, Any]]:
    """Those that this member may open; of care where the pupil is or was looked after. No query."""
    kinds = {"looked_after", "previously_looked_after"} & set(getattr(pupil, "kinds", None) or ())
    offered = [one for one in PEOPLE_PARTS if one[1] != CARE or kinds or current == CARE]
    found = ((label, name, link_for(member, name, pupil.pk, at=pupil)) for label, name in offered)
    return [{"label": label, "url": url, "current": name == current} for label, name, url in found if url]


def done(form: BaseForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a valid form's action went through; what it refused in plain words becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def undone(request: MemberRequest, act: Callable[[], object], words: str) -> None:
    """Take something back and say so; where it is too late, say that, and why."""
    try:
        act()
    except (TooLate, Refused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)


def form_page(
    request: MemberRequest, pupil: Pupil, form: Any, *, heading: str, act: str, back: str, lead: str = "", **more: Any
) -> HttpResponse:
    """A form about a pupil; answered 422 with errors, 409 when somebody else saved meanwhile."""
    shown = {"form": form, "form_heading": heading, "act": act, "back": reverse(back, args=[pupil.pk]), "lead": lead}
    context = {**frame(request, pupil), **shown, **more}
    status = 409 if getattr(form, "stale", False) else 422 if form.is_bound else 200
    return render(request, "pupils/pupils/form.html", context, status=status)
