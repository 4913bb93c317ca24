"""Addresses that are shown only to those who may open them."""

from typing import Any

from django.urls import NoReverseMatch, resolve, reverse

from senco.permissions import Member


def link_for(member: Member, name: str, *args: Any, at: Any = None) -> str:
    """The address of a page, or "" where there is no such page or the member may not open it.

    `at` is the school (or a row of it) where the page's permission must be held. No query.
    """
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    needed = getattr(resolve(url).func, "access", ())
    return url if any(member.may(permission, at) for permission in needed) else ""
