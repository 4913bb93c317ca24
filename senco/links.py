"""Addresses that are shown only to those who may open them."""

import functools
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse

from senco.permissions import Member, Permission


def link_for(member: Member, name: str, *args: Any, at: Any = None) -> str:
    """The address of a page, or "" where there is no such page or the member may not open it.

    `at` is the school (or a row of it) where the page's permission must be held. No query.
    """
    url = address(name, *args)
    if not url:
        return ""
    needed = _needed_at(name, url)
    return url if any(member.may(permission, at) for permission in needed) else ""


def address(name: str, *args: Any) -> str:
    """As `reverse`, but "" where there is no such page. With ids alone it is worked out once a name, not once a row."""
    if any(type(arg) is not int for arg in args):
        return _reversed(name, args)
    url = _with_places(name, len(args), get_script_prefix())
    for place, arg in enumerate(args):
        url = url.replace(str(_PLACE + place), str(arg))
    return url


_PLACE = 10**15
"""Numbers that stand for ids in an address: no address has them otherwise."""


@functools.cache
def _with_places(name: str, args: int, prefix: str) -> str:
    return _reversed(name, tuple(_PLACE + place for place in range(args)))


def _reversed(name: str, args: tuple[Any, ...]) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


_NEEDED: dict[str, tuple[Permission, ...]] = {}


def _needed_at(name: str, url: str) -> tuple[Permission, ...]:
    """What a page asks for: the same whatever row it is about, so it is looked up once a name, not once a link."""
    if name not in _NEEDED:
        _NEEDED[name] = getattr(resolve(url).func, "access", ())
    return _NEEDED[name]
