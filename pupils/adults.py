"""The adults of a school and what each has to do with a pupil: whom to ask about one.

Floors above tell of whom they know: each registers, when it starts, the rows of a pupil on a day that name the person
of the outer query.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pupils.models.groups import GroupPupil, GroupStaff
from senco.models import Membership, User
from senco.permissions import TABLE, Permission

Rows = QuerySet[Any, Any]
HELPS: dict[str, Callable[[int, dt.date], Rows]] = {}
ANSWERS = [role for role, held in TABLE.items() if Permission.LOG_CONCERN in held]
YEAR = dt.timedelta(days=365)


def adults_at(school_id: int, pupil_id: int, day: dt.date) -> QuerySet[User]:
    """Everybody at the school who can be asked, by name, each with `teaches`, `helps` and `taught_before` (their class
    a year ago) of the pupil. One query."""
    held = Membership.objects.at(school_id).current(day).filter(role__in=ANSWERS)
    helps = Q()
    for tell in HELPS.values():
        helps |= Q(Exists(tell(pupil_id, day)))
    people = User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")
    return people.annotate(
        teaches=_taught(GroupPupil.objects.on(day), pupil_id, day),
        helps=helps,
        taught_before=_taught(GroupPupil.objects.on(day - YEAR).registration(), pupil_id, day - YEAR),
    )


def _taught(rows: Any, pupil_id: int, day: dt.date) -> Exists:
    groups = rows.filter(pupil=pupil_id, group=OuterRef("group"))
    return Exists(GroupStaff.objects.on(day).filter(Exists(groups), user=OuterRef("pk")))


def part_of(adult: Any) -> str:
    """What one of `adults_at` has to do with the pupil; nothing where they know no more of them than any colleague."""
    before = adult.taught_before and not adult.teaches
    parts = ("teaches them", adult.teaches), ("gives support", adult.helps), ("taught them last year", before)
    return ", ".join(words for words, holds in parts if holds)
