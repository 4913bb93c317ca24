"""Who may see a pupil: the question of `Pupil.objects.visible_to` the other way round."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from pupils.models import Deadline, GroupPupil, GroupStaff
from senco.models import Membership, User
from senco.permissions import TABLE, Permission, Role

Roles = frozenset[Role]
Sight = dict[tuple[int, Roles], set[int]]
"""Pupils by their school and the roles that may act for every one of them."""

WHOLE = frozenset({Permission.VIEW_PUPILS, Permission.VIEW_ALL_PUPILS})
SEE_ALL: Roles = frozenset(role for role, held in TABLE.items() if held >= WHOLE)
"""Roles that see every pupil of the school."""
WORK_WITH_ALL: Roles = frozenset(role for role in SEE_ALL if Permission.VIEW_PROVISION in TABLE[role])
"""Of them those that see what is done for the pupils too: the office sees a pupil, and none of the SEN record."""
SEE_TAUGHT: Roles = frozenset(role for role, held in TABLE.items() if Permission.VIEW_PUPILS in held) - SEE_ALL
"""Roles that see whom they teach or assist."""
FOR_ANYBODY = frozenset({"promise"})
"""Kinds of subject with a page of their own for their owner, who need see no more than the pupil."""


def sight_of(deadlines: Iterable[Deadline]) -> Sight:
    """The pupils that whoever is to have these must be able to open."""
    found: Sight = {}
    for one in deadlines:
        if one.pupil_id is not None:
            roles = SEE_ALL if one.subject_kind in FOR_ANYBODY else WORK_WITH_ALL
            found.setdefault((one.school_id, roles), set()).add(one.pupil_id)
    return found


def who_see(sight: Sight, day: dt.date) -> Q:
    """Of users: those who may open any of these pupils."""
    either = Q(pk__in=[])
    for (school_id, roles), pupils in sight.items():
        held = Membership.objects.at(school_id).current(day)
        taught: Any = GroupPupil.objects.on(day).filter(pupil__in=pupils).values("group")
        teaching = GroupStaff.objects.on(day).filter(group__in=taught).values("user")
        either |= Q(pk__in=held.filter(role__in=roles).values("user"))
        either |= Q(pk__in=held.filter(role__in=SEE_TAUGHT, user__in=teaching).values("user"))
    return either


def people_who_see(pupil: int, school_id: int, day: dt.date) -> QuerySet[User]:
    """Active people of the school who work with this pupil, by name."""
    seeing = who_see({(school_id, WORK_WITH_ALL): {pupil}}, day)
    return User.objects.filter(seeing, is_active=True).order_by("name", "pk")


def sees_each(user: User, sight: Sight, day: dt.date) -> bool:
    """Whether somebody may open every one of these pupils. Two queries for each school."""
    for (school_id, roles), pupils in sight.items():
        held = set(Membership.objects.at(school_id).current(day).filter(user=user).values_list("role", flat=True))
        if held & roles:
            continue
        taught = GroupPupil.objects.on(day).taught_by(user, day).filter(pupil__in=pupils).order_by()
        if not held & SEE_TAUGHT or taught.values("pupil").distinct().count() < len(pupils):
            return False
    return True
