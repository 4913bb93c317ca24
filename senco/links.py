"""Addresses that are shown only to those who may open them."""

from typing import Any

from django.urls import NoReverseMatch, resolve, reverse

from senco.permissions import Member, Permission


def link_for(member: Member, name: str, *args: Any, at: Any = None) -> str:
    """The address of a page, or "" where there is no such page or the member may not open it.

    `at` is the school (or a row of it) where the page's permission must be held. No query.
    """
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    needed = _needed_at(name, url)
    return url if any(member.may(permission, at) for permission in needed) else ""


_NEEDED: dict[str, tuple[Permission, ...]] = {}


def _needed_at(name: str, url: str) -> tuple[Permission, ...]:
    """What a page asks for: the same whatever row it is about, so it is looked up once a name, not once a link."""
    if name not in _NEEDED:
        _NEEDED[name] = getattr(resolve(url).func, "access", ())
    return _NEEDED[name]
