"""Who may do what: one table of role and permission, in code.

A role is held at a school, or at a group and so at each of its schools, between two dates.
Which *rows* a member sees inside a school is `visible_to` of each QuerySet, not this table.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone

from senco.rows import acting_for


class Role(models.TextChoices):
    SENCO = "senco", "SENCO"
    ASSISTANT_SENCO = "assistant_senco", "Assistant SENCO or SEN teacher"
    TEACHING_ASSISTANT = "ta", "Teaching assistant"
    TEACHER = "teacher", "Teacher"
    PASTORAL_LEAD = "pastoral", "Pastoral lead"
    SAFEGUARDING_LEAD = "dsl", "Safeguarding lead"
    DESIGNATED_TEACHER = "designated_teacher", "Designated teacher"
    HEADTEACHER = "head", "Headteacher"
    GOVERNOR = "governor", "Governor"
    CLERK = "clerk", "Clerk to the governors"
    OFFICE = "office", "Office"
    BUSINESS_MANAGER = "business_manager", "Business manager"
    DATA_PROTECTION_OFFICER = "dpo", "Data protection officer"
    EXAMS_OFFICER = "exams_officer", "Exams officer"
    GROUP_LEAD = "group_lead", "Group lead"
    ADMINISTRATOR = "admin", "Administrator"


class Permission(StrEnum):
    SIGN_IN = "sign_in"
    """Held by everybody with any current role: the first page, the switcher, one's own drafts and messages."""
    FIND_PUPIL = "find_pupil"
    """Name and class of the pupils one may see; outside them, by full name and class only, to log a concern."""
    VIEW_PUPILS = "view_pupils"
    """The pupil page and class lists of the pupils that `visible_to` gives."""
    VIEW_ALL_PUPILS = "view_all_pupils"
    """Every pupil of the school, not only those of one's own groups."""
    VIEW_SEN_RECORD = "view_sen_record"
    """Plans, reviews, agencies, deadlines of the pupils one may see."""
    VIEW_CONTACTS = "view_contacts"
    WRITE_NOTES = "write_notes"
    """Notes about a pupil, and what was said with whom: of those who read the SEN record."""
    VIEW_CARE = "view_care"
    """Who answers for a looked-after pupil, who may consent, the personal education plan: of those who need to know."""
    EDIT_CARE = "edit_care"
    EDIT_PUPILS = "edit_pupils"
    MANAGE_REGISTER = "manage_register"
    IMPORT_PUPILS = "import_pupils"
    LOG_CONCERN = "log_concern"
    TRIAGE_CONCERNS = "triage_concerns"
    READ_SAFEGUARDING = "read_safeguarding"
    ENTER_MEASURES = "enter_measures"
    """Results of tests and checks of the pupils one may see, by hand."""
    VIEW_PROVISION = "view_provision"
    MANAGE_PROVISION = "manage_provision"
    RECORD_PROVISION = "record_provision"
    VIEW_COSTS = "view_costs"
    MANAGE_PLANS = "manage_plans"
    EDIT_PASSPORTS = "edit_passports"
    """Write and agree pupils' passports, and see who has read them."""
    SHARE_SUPPLY_COPY = "share_supply_copy"
    """Make the link by which a supply teacher reads a class's safety and non-negotiables for one day."""
    MANAGE_AGENCIES = "manage_agencies"
    VIEW_AGENCIES = "view_agencies"
    VIEW_DEADLINES = "view_deadlines"
    CLOSE_DEADLINES = "close_deadlines"
    VIEW_REPORTS = "view_reports"
    """The headteacher's summary: counts that open the pupils behind them."""
    VIEW_COMPLIANCE = "view_compliance"
    """The governors' page: counts, suppressed, never names."""
    VIEW_GROUP = "view_group"
    MANAGE_STAFF = "manage_staff"
    MANAGE_SCHOOL = "manage_school"
    VIEW_HISTORY = "view_history"


P = Permission
_EVERYBODY = frozenset({P.SIGN_IN})
_STAFF = _EVERYBODY | {P.FIND_PUPIL, P.LOG_CONCERN}
_CLASSROOM = _STAFF | {P.VIEW_PUPILS, P.VIEW_PROVISION}
_WHOLE_SCHOOL = _CLASSROOM | {
    P.VIEW_ALL_PUPILS,
    P.VIEW_SEN_RECORD,
    P.VIEW_DEADLINES,
    P.VIEW_AGENCIES,
    P.VIEW_CONTACTS,
    P.WRITE_NOTES,
}
_CARE = frozenset({P.VIEW_CARE, P.EDIT_CARE})
_SENCO = _WHOLE_SCHOOL | {
    P.EDIT_PUPILS,
    P.MANAGE_REGISTER,
    P.IMPORT_PUPILS,
    P.TRIAGE_CONCERNS,
    P.ENTER_MEASURES,
    P.MANAGE_PROVISION,
    P.RECORD_PROVISION,
    P.VIEW_COSTS,
    P.MANAGE_PLANS,
    P.EDIT_PASSPORTS,
    P.SHARE_SUPPLY_COPY,
    P.MANAGE_AGENCIES,
    P.CLOSE_DEADLINES,
    P.VIEW_REPORTS,
    P.VIEW_COMPLIANCE,
    P.MANAGE_SCHOOL,
    P.VIEW_HISTORY,
}

TABLE: Mapping[Role, frozenset[Permission]] = {
    Role.SENCO: _SENCO | _CARE,
    Role.ASSISTANT_SENCO: _SENCO - {P.MANAGE_SCHOOL, P.IMPORT_PUPILS, P.VIEW_COMPLIANCE},
    Role.TEACHING_ASSISTANT: _CLASSROOM | {P.RECORD_PROVISION},
    Role.TEACHER: _CLASSROOM | {P.ENTER_MEASURES, P.SHARE_SUPPLY_COPY},
    Role.PASTORAL_LEAD: _WHOLE_SCHOOL - {P.VIEW_AGENCIES, P.VIEW_DEADLINES, P.VIEW_SEN_RECORD, P.WRITE_NOTES},
    Role.SAFEGUARDING_LEAD: _WHOLE_SCHOOL | _CARE | {P.READ_SAFEGUARDING},
    Role.DESIGNATED_TEACHER: _WHOLE_SCHOOL | _CARE,
    Role.HEADTEACHER: _WHOLE_SCHOOL
    | {P.VIEW_CARE, P.VIEW_REPORTS, P.VIEW_COMPLIANCE, P.VIEW_COSTS, P.VIEW_HISTORY, P.MANAGE_STAFF, P.MANAGE_SCHOOL},
    Role.GOVERNOR: _EVERYBODY | {P.VIEW_COMPLIANCE},
    Role.CLERK: _EVERYBODY | {P.VIEW_COMPLIANCE},
    Role.OFFICE: _STAFF
    | {P.VIEW_PUPILS, P.VIEW_ALL_PUPILS, P.VIEW_CONTACTS, P.EDIT_PUPILS, P.IMPORT_PUPILS, P.SHARE_SUPPLY_COPY},
    Role.BUSINESS_MANAGER: _EVERYBODY | {P.VIEW_COMPLIANCE},
    Role.DATA_PROTECTION_OFFICER: _EVERYBODY | {P.VIEW_COMPLIANCE},
    Role.EXAMS_OFFICER: _STAFF | {P.VIEW_PUPILS, P.VIEW_ALL_PUPILS, P.VIEW_PROVISION, P.ENTER_MEASURES},
    Role.GROUP_LEAD: _EVERYBODY | {P.VIEW_COMPLIANCE, P.VIEW_GROUP},
    Role.ADMINISTRATOR: _EVERYBODY | {P.MANAGE_STAFF, P.MANAGE_SCHOOL},
}

PUPIL_ROLES = frozenset(role for role, held in TABLE.items() if P.FIND_PUPIL in held)

THIRD_PARTY_PUBLIC = frozenset(
    {
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)
"""Views of allauth that carry no rule of ours: they show and change the signed-in or nobody's account only."""


@dataclass(frozen=True)
class Member:
    """A signed-in person with all roles held today, in the schools chosen in the switcher.

    Not one membership: it holds, for each permission, the schools where it is held.
    """

    user: Any
    roles: Mapping[int, frozenset[Role]]
    """School id to the roles held there, group roles included; only the schools now chosen."""
    names: Mapping[int, str] = field(default_factory=dict)
    """School id to name, for every school this person holds a role in, chosen or not."""
    chosen: int | None = None
    """The one school chosen in the switcher; None for all of them."""

    @functools.cached_property
    def schools(self) -> tuple[int, ...]:
        return tuple(sorted(self.roles))

    @functools.cached_property
    def _held(self) -> Mapping[Permission, frozenset[int]]:
        held: dict[Permission, set[int]] = {}
        for school, roles in self.roles.items():
            for role in roles:
                for permission in TABLE[role]:
                    held.setdefault(permission, set()).add(school)
        return {permission: frozenset(schools) for permission, schools in held.items()}

    def schools_with(self, permission: Permission) -> frozenset[int]:
        """Ids of the chosen schools where this permission is held today."""
        return self._held.get(permission, frozenset())

    def may(self, permission: Permission, school: Any = None) -> bool:
        """Held at any chosen school, or at this one (School, id, or a row of it: its `school_id` is read)."""
        if school is None:
            return bool(self.schools_with(permission))
        return _school_id(school) in self.schools_with(permission)

    def must(self, permission: Permission, school: Any) -> None:
        """Actions ask this of the row's own school; PermissionDenied otherwise."""
        if not self.may(permission, school):
            raise PermissionDenied(f"{permission} is not held at this school.")

    def holds(self, *roles: Role) -> bool:
        return any(role in held for held in self.roles.values() for role in roles)

    def at(self, school: Any) -> "Member":
        """The same person in one of the chosen schools alone (School, id, or a row of it)."""
        pk = _school_id(school)
        return Member(user=self.user, roles={pk: self.roles[pk]}, names={pk: self.names.get(pk, "")}, chosen=pk)

    def only(self, permission: Permission) -> "Member":
        """The same person in those of the chosen schools alone where this is held."""
        held = self.schools_with(permission)
        return Member(self.user, {pk: self.roles[pk] for pk in held}, self.names, self.chosen)

    @property
    def holds_class_role(self) -> bool:
        """Teaches or assists somewhere, so that "my classes" means something."""
        return self.holds(Role.TEACHER, Role.TEACHING_ASSISTANT, Role.SENCO, Role.ASSISTANT_SENCO)

    @property
    def role_names(self) -> str:
        """The roles held in the chosen schools, in the table's order, for people to read."""
        held = frozenset[Role]().union(*self.roles.values()) if self.roles else frozenset()
        return ", ".join(str(role.label) for role in Role if role in held)

    @property
    def several(self) -> bool:
        return len(self.names) > 1

    @property
    def school_name(self) -> str:
        if len(self.schools) == 1:
            return self.names[self.schools[0]]
        return f"All {len(self.schools)} schools"


def _school_id(school: Any) -> int:
    if isinstance(school, int):
        return school
    return int(getattr(school, "school_id", None) or school.pk)


class MemberRequest(HttpRequest):
    """The request that a guarded view receives."""

    member: Member
    htmx: Any


View = Callable[..., HttpResponse]


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Admit members who hold any of these permissions somewhere in their chosen schools.

    Opens the transaction and the row-security context round the view, so an exception rolls back
    and error pages are made outside it. A visitor is sent to sign in; a wrong role gets 403.
    """

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            member: Member | None = request.member
            if member is None:
                return _to_sign_in(request)
            if not any(member.may(permission) for permission in permissions):
                raise PermissionDenied(", ".join(roles_with(permissions)))
            leading = member.schools_with(Permission.READ_SAFEGUARDING)
            with acting_for(*member.schools, leading=leading), pghistory.context(user=member.user.pk):
                return view(request, *args, **kwargs)

        guarded.access = permissions  # type: ignore[attr-defined]
        return guarded

    return guard


def public(view: View) -> View:
    """A view that anybody may open: it runs with no school in context and so sees no school's row."""

    @functools.wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        with acting_for():
            return view(request, *args, **kwargs)

    guarded.access = ()  # type: ignore[attr-defined]
    return guarded


def roles_with(permissions: Iterable[Permission]) -> list[str]:
    """Names of the roles that hold any of these, for the page that says who may."""
    wanted = set(permissions)
    return [str(role.label) for role, held in TABLE.items() if wanted & held]


def _to_sign_in(request: Any) -> HttpResponse:
    """A full page is sent to sign in; a fragment gets 401, so that nothing typed is thrown away.

    Somebody who is signed in but holds no role today would be sent round in a circle: they are told so instead.
    """
    if request.user.is_authenticated:
        raise PermissionDenied  # 403.html has the words
    if getattr(request, "htmx", False) or request.headers.get("X-Draft"):
        return HttpResponse("You have been signed out. Sign in again: what you typed is kept.", status=401)
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")


def today() -> Any:
    """The day in England. Only views, tasks and commands read the clock."""
    return timezone.localdate()


__all__ = ["Member", "MemberRequest", "Permission", "Role", "TABLE", "public", "requires", "roles_with"]
