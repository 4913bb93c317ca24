"""Colleagues whose mail the server refuses for good: whoever runs the school must hear of it, since they do not."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from senco.links import link_for
from senco.models import User
from senco.permissions import Member, Permission
from senco.prepared import prepared


@dataclass(frozen=True)
class Unreached:
    words: str
    url: str


@prepared
def _refused(member: Member, today: dt.date) -> Any:
    here = member.schools_with(Permission.MANAGE_STAFF) | member.schools_with(Permission.MANAGE_SCHOOL)
    return User.objects.with_mail_refused().working_at(here, today).order_by("name")


def unreached(member: Member, today: dt.date) -> Unreached | None:
    """One query for those who manage the school or its staff, none for others."""
    here = member.schools_with(Permission.MANAGE_STAFF) | member.schools_with(Permission.MANAGE_SCHOOL)
    if not here:
        return None
    names = [str(user) for user in _refused(member, today)]
    if not names:
        return None
    who = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return Unreached(f"Mail to {who} is refused, so no reminder reaches them by e-mail.", link_for(member, "staff"))
