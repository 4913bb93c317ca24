"""People who sign in, and the roles they hold."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from senco.models.schools import GroupSchool, School, SchoolGroup
from senco.permissions import PUPIL_ROLES, Role


class UserQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> Self:
        """Whoever holds a role, or held one, where this member manages staff."""
        return self.filter(models.Exists(Membership.objects.visible_to(member).filter(user=models.OuterRef("pk"))))

    def working_at(self, schools: Iterable[int], today: dt.date) -> Self:
        """With a role today at one of these schools, or at a group of theirs."""
        here = Q(school__in=schools) | Q(group__groupschool__school__in=schools)
        return self.filter(pk__in=Membership.objects.current(today).filter(here).values("user"))

    def with_mail_refused(self) -> Self:
        return self.filter(mail_refused_at__isnull=False, is_active=True)

    def who_may_be_sent_mail(self, now: dt.datetime) -> Self:
        """Not those whose address is refused for good, nor, for a while, those whose last mail failed."""
        waits = Q(mail_retry_at__isnull=False, mail_retry_at__gt=now)
        return self.filter(mail_refused_at__isnull=True, is_active=True).exclude(waits)

    def to_invite(self) -> Self:
        """Asked for, and not sent since."""
        asked = self.filter(invite_asked_at__isnull=False, is_active=True)
        return asked.filter(Q(invite_sent_at__isnull=True) | Q(invite_sent_at__lt=F("invite_asked_at")))


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person with an e-mail address to sign in by. Outside the wall; nobody is a superuser."""

    email = models.EmailField("E-mail address", unique=True)
    name = models.CharField("Full name", max_length=150)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    calendar_key = models.CharField(max_length=43, blank=True, editable=False)
    """What a calendar address must name besides its signature; empty while there is none. A new one ends the old."""

    invite_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When somebody last wanted this person to be sent a link by which to set a password."""
    invite_sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    mail_refused_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When the mail server refused this address for good: nothing more is sent before somebody says to try again."""
    mail_refusal = models.CharField(max_length=300, blank=True, editable=False)
    """The mail server's own words."""
    mail_failures = models.PositiveSmallIntegerField(default=0, editable=False)
    mail_retry_at = models.DateTimeField(null=True, blank=True, editable=False)
    """After a failure that may pass: not before this."""

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        words = [word for word in self.name.replace(".", " ").split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


RolesBySchool = dict[int, tuple[str, frozenset[Role]]]


class MembershipQuerySet(models.QuerySet):
    def current(self, today: dt.date) -> Self:
        return self.filter(Q(starts_on__lte=today), Q(ends_on__isnull=True) | Q(ends_on__gte=today))

    def at(self, school: Any) -> Self:
        """Held at the school itself or at a group that it belongs to."""
        school_id = getattr(school, "pk", school)
        return self.filter(Q(school=school_id) | Q(group__groupschool__school=school_id))

    def roles_of(self, user: User, today: dt.date) -> RolesBySchool:
        """School id to (name, roles held today), group roles spread over the group's schools. One query."""
        rows = (
            self.filter(user=user)
            .current(today)
            .values_list(
                "role", "school_id", "school__name", "group__groupschool__school_id", "group__groupschool__school__name"
            )
        )
        found: dict[int, tuple[str, set[Role]]] = {}
        for role, school, name, group_school, group_name in rows:
            pk, label = (school, name) if school else (group_school, group_name)
            if pk:
                found.setdefault(pk, (label, set()))[1].add(Role(role))
        return {
            pk: (name, frozenset(roles)) for pk, (name, roles) in sorted(found.items(), key=lambda item: item[1][0])
        }

    def holders(self, school: Any, role: Role, today: dt.date) -> list[User]:
        """Active people with this role at this school today, own roles before group roles, longest-serving first."""
        rows: Any = (
            self.at(school)
            .current(today)
            .filter(role=role, user__is_active=True)
            .select_related("user")
            .order_by(F("school").asc(nulls_last=True), "starts_on", "pk")
        )
        return list(dict.fromkeys(membership.user for membership in rows))

    def names_by_school(self, schools: Iterable[int], role: Role, today: dt.date) -> dict[int, list[str]]:
        """Names of the active people with this role today at each of these schools, group roles included. One query."""
        wanted = set(schools)
        rows = (
            self.current(today)
            .filter(role=role, user__is_active=True)
            .filter(Q(school__in=wanted) | Q(group__groupschool__school__in=wanted))
            .order_by("starts_on", "pk")
            .values_list("school_id", "group__groupschool__school_id", "user__name")
        )
        found: dict[int, list[str]] = {}
        for own, through_group, name in rows:
            names = found.setdefault(own or through_group, [])
            if name not in names:
                names.append(name)
        return {school: names for school, names in found.items() if school in wanted}

    def people_at(self, school: Any, today: dt.date) -> models.QuerySet[User]:
        """Active people who work with children at this school today, by name."""
        held = self.at(school).current(today).filter(role__in=PUPIL_ROLES)
        return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")

    def visible_to(self, member: Any) -> Self:
        """Roles at the schools where the member manages staff."""
        from senco.permissions import Permission

        schools = member.schools_with(Permission.MANAGE_STAFF)
        groups = GroupSchool.objects.filter(school__in=schools).values("group")
        return self.filter(Q(school__in=schools) | Q(group__in=groups))

    def not_over(self, today: dt.date) -> Self:
        """Held today, or from a day to come."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))

    def of_school_and_groups(self, school: Any) -> Self:
        """`at`, with a row once however many of its groups the school is in; people by name, roles in order."""
        groups = GroupSchool.objects.filter(school=school).values("group")
        found = self.filter(Q(school=school) | Q(group__in=groups)).select_related("user", "group", "school")
        return found.order_by("user__name", "user", "starts_on", "pk")

    def of_user(self, user: Any) -> Self:
        return self.filter(user=user).select_related("group", "school").order_by("starts_on", "pk")


class Membership(models.Model):
    """A role held by a person at a school or a group, between two dates. Outside the wall."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    group = models.ForeignKey(SchoolGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, group__isnull=True) | Q(school__isnull=True, group__isnull=False),
                name="membership_school_or_group",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["user", "school", "group", "role", "starts_on"], nulls_distinct=False, name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
