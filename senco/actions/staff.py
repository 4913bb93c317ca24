"""Who works here: adding people, giving and ending roles, and the invitation to set a password."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pupils.actions.deadlines import NobodyToTell, pass_on
from senco.confidential import shuts_away
from senco.law import day_name
from senco.models import GroupSchool, Membership, School, SchoolGroup, User
from senco.permissions import Member, Permission, Role
from senco.rows import acting_for, wake

Place = School | SchoolGroup


class Refused(Exception):
    """What was asked cannot be done; the words are for the person who asked."""


@dataclass(frozen=True)
class Ended:
    """A role that was ended: the schools that the person leaves altogether, and how many deadlines passed on there."""

    membership: Membership
    left: tuple[str, ...]
    passed_on: int

    @property
    def words(self) -> str:
        """What was done, for whoever did it."""
        name, last = self.membership.user, day_name(self.membership.ends_on or dt.date.max)
        said = f"{name} is {self.membership.get_role_display()} until {last}."
        if not self.left:
            return said
        passed = "They owned no open dates."
        if self.passed_on:
            what = (
                "One open date of theirs was" if self.passed_on == 1 else f"{self.passed_on} open dates of theirs were"
            )
            passed = f"{what} passed on."
        return f"{said} They no longer work at {' or '.join(self.left)}. {passed}"


def administers(member: Member, group: SchoolGroup, today: dt.date) -> bool:
    """Whether this person is administrator of the group itself. One query."""
    held = Membership.objects.current(today).filter(user=member.user, group=group, role=Role.ADMINISTRATOR)
    return held.exists()


def must_manage_staff(member: Member, at: Place, today: dt.date) -> None:
    """A school's staff by who manages staff there; a group's by an administrator of the group."""
    if isinstance(at, School):
        member.must(Permission.MANAGE_STAFF, at)
    elif not administers(member, at, today):
        raise PermissionDenied("Only an administrator of the group gives or ends its roles.")


@transaction.atomic
def add_person(
    *,
    name: str,
    email: str,
    roles: list[Role],
    at: Place,
    starts_on: dt.date,
    by: Member,
    today: dt.date,
    ends_on: dt.date | None = None,
) -> User:
    """Somebody new, or somebody known by this address, with these roles here. Who has no password yet is invited."""
    must_manage_staff(by, at, today)
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name)
    if not user.is_active:
        raise Refused("This account was closed. Ask whoever runs the site to open it again.")
    for role in roles:
        give_role(user, role=role, at=at, starts_on=starts_on, ends_on=ends_on, by=by, today=today)
    if not user.has_usable_password():
        ask_to_invite(user, by=by)
    return user


@transaction.atomic
def give_role(
    user: User, *, role: Role, at: Place, starts_on: dt.date, by: Member, today: dt.date, ends_on: dt.date | None = None
) -> Membership:
    """One more role. Refused where the person holds it here already in that time."""
    must_manage_staff(by, at, today)
    where = {"school": at} if isinstance(at, School) else {"group": at}
    same = Membership.objects.select_for_update().filter(user=user, role=role, **where).not_over(starts_on)
    if any(ends_on is None or one.starts_on <= ends_on for one in same):
        raise Refused(f"{user} is {role.label} at {at} in that time already.")
    return Membership.objects.create(user=user, role=role, starts_on=starts_on, ends_on=ends_on, **where)


@transaction.atomic
def end_role(membership: Membership, *, on: dt.date, by: Member, today: dt.date) -> Ended:
    """The role's last day. What a leaver owned is passed on at once if that day is over, otherwise by the night.

    Refused for the last administrator: nobody could let anybody in any more.
    """
    at: Place = membership.school or membership.group  # type: ignore[assignment]
    must_manage_staff(by, at, today)
    if on < membership.starts_on:
        raise Refused("The last day cannot be before the first one.")
    schools = _schools_of(at)
    _keep_an_administrator(membership, schools, on)
    _keep_two_holders(membership, schools, on)
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])
    left, passed_on = [], 0
    for school in schools if on < today else []:
        if not Membership.objects.at(school).not_over(today).filter(user=membership.user).exists():
            left.append(school.name)
            passed_on += _pass_on(membership.user, school, today, by)
    return Ended(membership, tuple(left), passed_on)


def _pass_on(user: User, school: School, today: dt.date, by: Member) -> int:
    """Deadlines can be passed on in the schools that are in view; the night passes on the others."""
    if school.pk not in by.schools:
        return 0
    try:
        return pass_on(user, school_id=school.pk, today=today)
    except NobodyToTell as nobody:
        raise Refused(str(nobody)) from None


def _schools_of(at: Place) -> list[School]:
    if isinstance(at, School):
        return [at]
    return list(School.objects.filter(pk__in=GroupSchool.objects.filter(group=at).values("school")))


def _keep_an_administrator(membership: Membership, schools: list[School], on: dt.date) -> None:
    if membership.role != Role.ADMINISTRATOR:
        return
    for school in schools:
        others = (
            Membership.objects.select_for_update(of=("self",))
            .of_school_and_groups(school)
            .filter(role=Role.ADMINISTRATOR, user__is_active=True, ends_on__isnull=True)
        )
        if not others.exclude(pk=membership.pk).exists():
            raise Refused(
                f"{membership.user} is the last administrator of {school}. Make somebody else administrator first."
            )


def _keep_two_holders(membership: Membership, schools: list[School], on: dt.date) -> None:
    """Confidential things always have two holders. The words tell of the role, not of what there is."""
    for school in schools:
        with acting_for(school):
            if shuts_away(school, membership.user, membership.role, on + dt.timedelta(days=1)):
                role = membership.get_role_display()
                raise Refused(f"{school} must keep a second person as {role}. Give somebody else that role first.")


@transaction.atomic
def ask_to_invite(user: User, *, by: Member) -> None:
    """Have a link sent by which to set a password. Refused once there is one: then it can be forgotten instead."""
    from senco.tasks import send_invitation

    _must_know(user, by)
    if user.has_usable_password():
        raise Refused(f"{user} has set a password already, and can ask for a new one on the sign-in page.")
    user.invite_asked_at = timezone.now()
    user.save(update_fields=["invite_asked_at"])
    wake(send_invitation, by.schools[0], user.pk)


def _must_know(user: User, by: Member) -> None:
    """Only of people who hold a role, or held one, where this member manages staff."""
    if not User.objects.visible_to(by).filter(pk=user.pk).exists():
        raise PermissionDenied("This person does not work where you manage staff.")


@transaction.atomic
def rename_person(user: User, *, name: str, by: Member) -> None:
    """A name as the school writes it. The address is the person's own way in, and nobody else's to change."""
    _must_know(user, by)
    user.name = name
    user.save(update_fields=["name"])
