"""Opening and ending the address at which a calendar program reads somebody's dates."""

import secrets

from senco.models import User


def open_calendar(user: User) -> None:
    """Give a new key: an address made before no longer opens."""
    user.calendar_key = secrets.token_urlsafe(32)
    user.save(update_fields=["calendar_key"])


def end_calendar(user: User) -> None:
    """No address opens any more."""
    user.calendar_key = ""
    user.save(update_fields=["calendar_key"])
