"""The administrator's first page: is every school set up so that the rest can work?"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from senco.desk.links import Links
from senco.models import Membership, School, Term
from senco.permissions import Member, Permission, Role

SOON = dt.timedelta(days=60)


@dataclass(frozen=True)
class SchoolState:
    """One school: how many people hold a role, and what is missing, each in words."""

    pk: int
    name: str
    people: int
    missing: list[str]


@dataclass(frozen=True)
class Administration:
    schools: list[SchoolState]
    staff_url: str
    settings_url: str


def administration(member: Member, today: dt.date) -> Administration:
    """Three queries."""
    links = Links(member)
    ids = member.schools_with(Permission.MANAGE_SCHOOL) | member.schools_with(Permission.MANAGE_STAFF)
    here = Q(school__in=ids) | Q(group__groupschool__school__in=ids)
    held = Membership.objects.current(today).filter(here, user__is_active=True)
    rows = list(held.values_list("school", "group__groupschool__school", "role", "user"))
    terms: dict[int, dt.date] = {}
    for school, ends_on in Term.objects.visible_to(member).order_by("ends_on").values_list("school_id", "ends_on"):
        terms[school] = ends_on
    return Administration(
        [
            _state(pk, name, [(role, user) for own, through, role, user in rows if pk in (own, through)], terms, today)
            for pk, name in School.objects.filter(pk__in=ids).values_list("pk", "name")
        ],
        links.to("staff"),
        links.to("settings"),
    )


def _state(pk: int, name: str, held: list[tuple[str, int]], terms: dict[int, dt.date], today: dt.date) -> SchoolState:
    roles = {role for role, _ in held}
    wanted = {
        Role.SENCO: "Nobody is SENCO",
        Role.SAFEGUARDING_LEAD: "Nobody is safeguarding lead",
        Role.HEADTEACHER: "Nobody is headteacher",
    }
    missing = [words for role, words in wanted.items() if role not in roles]
    if pk not in terms:
        missing.append("No terms are entered, so school days cannot be counted")
    elif terms[pk] < today + SOON:
        missing.append("The terms entered end within two months")
    return SchoolState(pk, name, len({user for _, user in held}), missing)
