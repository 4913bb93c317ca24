"""Who of a school may have taken part in something, or may see that something is done."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Q

from pupils.models import GroupStaff
from senco.models import Membership, User
from senco.permissions import PUPIL_ROLES, TABLE, Permission


def people_round(pupil: Any, day: dt.date, also: Collection[int] = ()) -> Any:
    """Active people of the school who teach or assist this pupil, or read SEN records there, and these; by name."""
    readers = [role for role, held in TABLE.items() if Permission.VIEW_SEN_RECORD in held]
    held = Membership.objects.at(pupil.school_id).current(day).filter(role__in=readers)
    teaching = GroupStaff.objects.teaching(pupil, day).order_by().values("user")
    either = Q(pk__in=held.values("user")) | Q(pk__in=teaching)
    return User.objects.filter((either & Q(is_active=True)) | Q(pk__in=list(also))).order_by("name", "pk")


def people_of_school(school_id: int, day: dt.date, only_for: Collection[str] = ()) -> Any:
    """Active people who work with pupils there on that day, by name; of a confined thing its holders alone."""
    roles = [role for role in PUPIL_ROLES if not only_for or role in only_for]
    held = Membership.objects.at(school_id).current(day).filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")
