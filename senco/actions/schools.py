"""A school's details, the groups it belongs to, and its academic years, terms and closures."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from senco.actions.history import TooLate, Touched, take_back_act
from senco.forms.years import Proposal
from senco.models import AcademicYear, Closure, GroupSchool, Membership, School, SchoolGroup, Term
from senco.models.schools import Dated
from senco.permissions import Member, Permission, Role


@transaction.atomic
def edit_school(school: School, *, by: Member) -> School:
    """Keep what a form has put into the school. Its number may change; its rows stay its own."""
    by.must(Permission.MANAGE_SCHOOL, school)
    school.save()
    return school


@transaction.atomic
def make_year(school: School, proposal: Proposal, *, by: Member) -> AcademicYear:
    """An academic year with its three terms and half terms, to be corrected afterwards. Seven rows, three queries."""
    by.must(Permission.MANAGE_SCHOOL, school)
    year = AcademicYear.objects.create(
        school=school, name=proposal.name, starts_on=proposal.starts_on, ends_on=proposal.ends_on
    )
    Term.objects.bulk_create(Term(school=school, year=year, **stretch) for stretch in proposal.terms)
    Closure.objects.bulk_create(Closure(school=school, **stretch) for stretch in proposal.closures)
    return year


@transaction.atomic
def keep_dates(dates: Dated, *, by: Member) -> Dated:
    """Add or change a year, a term or a closure that a form has looked through."""
    by.must(Permission.MANAGE_SCHOOL, dates.school_id)
    dates.save()
    return dates


@transaction.atomic
def remove_dates(dates: Dated, *, by: Member) -> None:
    """Take a term or a closure away; of a year, its terms too. Dates already counted stay as they were counted."""
    by.must(Permission.MANAGE_SCHOOL, dates.school_id)
    if isinstance(dates, AcademicYear):
        Term.objects.filter(year=dates).delete()
    dates.delete()


@transaction.atomic
def bring_back_dates(school: School, key: uuid.UUID, *, by: Member) -> None:
    """Undo a removal; a year comes back with its terms. TooLate where other dates stand there by now."""
    by.must(Permission.MANAGE_SCHOOL, school)
    tables = [Touched(model, {"school": school}) for model in (AcademicYear, Term, Closure)]
    for model, pk in take_back_act(key, tables, by=by):
        dates = model.objects.get(pk=pk)
        others = model.objects.of_school(school).exclude(pk=pk).touching(dates.starts_on, dates.ends_on)
        if (other := others.first()) is not None:
            raise TooLate(f"Not undone: {dates.name} and {other.name} would overlap.")


@transaction.atomic
def keep_group(
    group: SchoolGroup | None, *, name: str, kind: str, schools: Iterable[School], by: Member, today: dt.date
) -> SchoolGroup:
    """Make a group, or say anew which schools are in it: by an administrator of every school that comes or goes.

    Roles held at the group reach its schools, so whoever puts a school in lets the group's staff in.
    """
    wanted = set(schools)
    there = set(group.schools.all()) if group else set()
    for school in wanted ^ there:
        if Role.ADMINISTRATOR not in by.roles.get(school.pk, ()):
            raise PermissionDenied("Only an administrator of a school puts it into a group or takes it out.")
    if group is None:
        group = SchoolGroup.objects.create(name=name, kind=kind)
    elif _runs(by, group, there, today):
        group.name, group.kind = name, kind
        group.save(update_fields=["name", "kind"])
    GroupSchool.objects.filter(group=group, school__in=there - wanted).delete()
    GroupSchool.objects.bulk_create(GroupSchool(group=group, school=school) for school in wanted - there)
    return group


def _runs(by: Member, group: SchoolGroup, schools: Iterable[Any], today: dt.date) -> bool:
    """Administrator of the group, or of each of its schools."""
    if all(Role.ADMINISTRATOR in by.roles.get(school.pk, ()) for school in schools):
        return True
    held = Membership.objects.current(today).filter(user=by.user, group=group, role=Role.ADMINISTRATOR)
    if not held.exists():
        raise PermissionDenied("Only an administrator of the group or of all its schools changes it.")
    return True
