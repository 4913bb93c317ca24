"""Who of a school may have taken part in something, or may see that something is done."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from senco.models import Membership, User
from senco.permissions import PUPIL_ROLES


def people_of_school(school_id: int, day: dt.date, only_for: Collection[str] = ()) -> Any:
    """Active people who work with pupils there on that day, by name; of a confined thing its holders alone."""
    roles = [role for role in PUPIL_ROLES if not only_for or role in only_for]
    held = Membership.objects.at(school_id).current(day).filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")
