"""What the data protection officer and the business manager look at first: numbers of the school, and nobody's name."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from provision.given import SchoolWeek, weeks_of
from provision.models import Placement
from senco.models import Membership
from senco.permissions import PUPIL_ROLES, Member, Permission, Role

QUIET = dt.timedelta(days=90)
"""Somebody who has not signed in for so long may no longer need what they can open."""


@dataclass(frozen=True)
class Holders:
    """How many people hold a role at a school today, and how many of them have not signed in for ninety days."""

    role: str
    people: int
    quiet: int
    sees_pupils: bool


@dataclass(frozen=True)
class Access:
    school: str
    roles: list[Holders]
    people: int
    """Who can open some child's record; somebody with several roles counts once."""
    quiet: int


def access(member: Member, today: dt.date) -> list[Access]:
    """Who has access at each school, in numbers. One query."""
    schools = member.schools_with(Permission.VIEW_COMPLIANCE)
    since = timezone.now() - QUIET
    here = Q(school__in=schools) | Q(group__groupschool__school__in=schools)
    held = Membership.objects.current(today).filter(here, user__is_active=True)
    found: dict[int, dict[str, dict[int, bool]]] = defaultdict(lambda: defaultdict(dict))
    columns = ("role", "user", "user__last_login", "school", "group__groupschool__school")
    for role, user, last, own, through in held.values_list(*columns):
        found[own or through][role][user] = last is None or last < since
    return [_of_school(member.names[pk], found[pk]) for pk in _by_name(member, schools)]


def _of_school(name: str, roles: dict[str, dict[int, bool]]) -> Access:
    shown = [
        Holders(str(role.label), len(roles[role]), sum(roles[role].values()), role in PUPIL_ROLES)
        for role in Role
        if roles.get(role)
    ]
    readers: dict[int, bool] = {}
    for role in PUPIL_ROLES:
        readers |= roles.get(role, {})
    return Access(name, shown, len(readers), sum(readers.values()))


@dataclass(frozen=True)
class Week:
    """Adults' time at one school in the week before this one."""

    school: str
    week: SchoolWeek

    @property
    def percent(self) -> float | None:
        return 100 * self.week.given / self.week.planned if self.week.planned else None


@dataclass(frozen=True)
class Hours:
    monday: dt.date
    sunday: dt.date
    schools: list[Week]


def hours(member: Member, today: dt.date) -> Hours:
    """Hours of provision planned and given last week, school by school. Two queries."""
    schools = member.schools_with(Permission.VIEW_COMPLIANCE)
    monday = today - dt.timedelta(days=today.weekday() + 7)
    weeks = weeks_of(Placement.objects.of_schools(schools), schools, monday)
    shown = [Week(member.names[pk], weeks[pk]) for pk in _by_name(member, schools) if pk in weeks]
    return Hours(monday, monday + dt.timedelta(days=6), shown)


def _by_name(member: Member, schools: Any) -> list[int]:
    return sorted(schools, key=lambda pk: member.names[pk])
