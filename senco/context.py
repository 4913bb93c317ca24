"""What every page shows around its content: who is signed in, where they are, and the menu."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from senco.drafts import draft_key
from senco.links import link_for
from senco.permissions import Member, Permission

P = Permission


@dataclass(frozen=True)
class NavItem:
    label: str
    icon: str
    url: str
    current: bool
    count: int | None = None


MENU: tuple[tuple[str, str, str, tuple[Permission, ...]], ...] = (
    ("Today", "sun", "today", (P.SIGN_IN,)),
    ("Pupils", "people", "pupils:register", (P.VIEW_ALL_PUPILS,)),
    ("My classes", "people", "pupils:classes", (P.VIEW_PUPILS,)),
    ("Concerns", "chat", "pupils:concerns", (P.LOG_CONCERN,)),
    ("Safeguarding", "shield", "pupils:safeguarding", (P.READ_SAFEGUARDING,)),
    ("Progress", "graph-up", "pupils:progress", (P.VIEW_PROVISION,)),
    ("Provision", "grid", "provision:map", (P.VIEW_PROVISION,)),
    ("Passports", "person-badge", "records:passports", (P.EDIT_PASSPORTS,)),
    ("Plans and reviews", "journal", "records:plans", (P.VIEW_SEN_RECORD,)),
    ("Deadlines", "calendar", "pupils:deadlines", (P.VIEW_DEADLINES,)),
    ("Agencies", "telephone", "records:agencies", (P.VIEW_AGENCIES,)),
    ("Reports", "bar-chart", "summary", (P.VIEW_REPORTS,)),
    ("Governance", "patch-check", "governance", (P.VIEW_COMPLIANCE,)),
    ("School", "building", "settings", (P.MANAGE_SCHOOL, P.MANAGE_STAFF)),
)
"""Label, icon, URL name, and the permissions of which any opens it."""


def page(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows round a page. No query; the draft key is fetched where a form shows it."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return {"member": None, "nav": []}
    pk = member.user.pk
    search_url = link_for(member, "search")
    return {
        "member": member,
        "nav": _menu(request, member),
        "search_url": search_url,
        "search_options_url": search_url,
        "search_hint": _hint(member),
        "log_concern_url": link_for(member, "pupils:concern-log"),
        "draft_user": pk,
        "draft_key": SimpleLazyObject(lambda: draft_key(pk)),
    }


def _hint(member: Member) -> str:
    """What the search field finds for this member, in a few words."""
    if not member.may(P.VIEW_PUPILS):
        return "Find a colleague or a page"
    return "Find a pupil, class or agency" if member.may(P.VIEW_AGENCIES) else "Find a pupil or a class"


def _menu(request: HttpRequest, member: Member) -> list[NavItem]:
    """What this member may open. The entry whose address leads furthest towards this page is the current one."""
    here = getattr(request, "resolver_match", None)
    shown = list(_entries(member))
    above = [url for _, _, url, _ in shown if url != "/" and request.path.startswith(url)]
    named = [url for _, _, url, name in shown if here and here.view_name == name]
    current = named[0] if named else max(above, key=len, default="")
    return [NavItem(label, icon, url, url == current) for label, icon, url, _ in shown]


def _entries(member: Member) -> Iterator[tuple[str, str, str, str]]:
    for label, icon, name, permissions in MENU:
        if not any(member.may(permission) for permission in permissions):
            continue
        if label == "My classes" and member.may(P.VIEW_ALL_PUPILS) and not member.holds_class_role:
            continue
        try:
            yield label, icon, reverse(name), name
        except NoReverseMatch:
            continue
