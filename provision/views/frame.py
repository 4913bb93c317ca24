"""What the pages of provision share: their tabs."""

import datetime as dt

from django.urls import reverse
from django.utils.dateparse import parse_date

from provision.models import Placement
from senco.links import link_for
from senco.permissions import Member, MemberRequest, Permission, today

TABS = (
    ("By pupil", "provision:map", "pupil"),
    ("By intervention", "provision:map", "intervention"),
    ("By adult", "provision:map", "adult"),
    ("Catalogue", "provision:interventions", ""),
    ("My sessions", "provision:day", ""),
)


def day_asked(text: str, default: dt.date) -> dt.date:
    """A day of an address, 2026-11-25; anything else is the default."""
    try:
        return parse_date(text) or default
    except ValueError:
        return default


def gives_sessions(member: Member, day: dt.date) -> bool:
    """Records any session of the school, or is named as giving one. One query at most."""
    if member.may(Permission.RECORD_PROVISION):
        return True
    return Placement.objects.visible_to(member).given_by_user(member.user).on(day).exists()


def tabs(request: MemberRequest, current: str, by: str = "") -> list[dict[str, object]]:
    """Those that this member may open. The filters of the map go with its three views."""
    kept = request.GET.copy()
    for name in ("by", "page", "sort", "show", "format"):
        kept.pop(name, None)
    found: list[dict[str, object]] = []
    for label, name, view in TABS:
        url = link_for(request.member, name)
        if not url or (name == "provision:day" and not gives_sessions(request.member, today())):
            continue
        if view and current == "provision:map":
            query = kept.copy()
            if view != "pupil":
                query["by"] = view
            url = f"{reverse(name)}?{query.urlencode()}" if query else url
        elif view and view != "pupil":
            url = f"{url}?by={view}"
        found.append({"label": label, "url": url, "current": name == current and view == by})
    return found
