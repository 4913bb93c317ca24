"""A list of staff: who may sign in, in which role, and whose class is whose.

Nobody gets a password: a first sign-in goes through "forgotten password". An import gives roles and takes none away.
"""

from __future__ import annotations

from collections.abc import Sequence

from pupils.imports import Problem, StaffRow
from pupils.models import GroupStaff, TeachingGroup
from pupils.names import fold
from senco.imports.changes import Change, Entry, Tab
from senco.imports.intake import Intake, stopped
from senco.models import Membership, User
from senco.permissions import Role

ROLES = {
    "senco": Role.SENCO,
    "assistant_senco": Role.ASSISTANT_SENCO,
    "teaching_assistant": Role.TEACHING_ASSISTANT,
    "teacher": Role.TEACHER,
    "pastoral_lead": Role.PASTORAL_LEAD,
    "safeguarding_lead": Role.SAFEGUARDING_LEAD,
    "designated_teacher": Role.DESIGNATED_TEACHER,
    "headteacher": Role.HEADTEACHER,
    "governor": Role.GOVERNOR,
    "clerk": Role.CLERK,
    "office": Role.OFFICE,
    "business_manager": Role.BUSINESS_MANAGER,
    "data_protection_officer": Role.DATA_PROTECTION_OFFICER,
    "exams_officer": Role.EXAMS_OFFICER,
}

NAMES = ("name_as_written", "forename", "surname")


def take_in_staff(intake: Intake) -> None:
    rows = [row for row in intake.parsed.rows if isinstance(row, StaffRow)]
    if stopped(intake):
        return
    staff = Staff(intake, [row.email for row in rows if row.email])
    seen: dict[tuple[str, str], int] = {}
    for done, row in enumerate(rows, start=1):
        role = _role_of(intake, row)
        if row.email is None or role is None:
            continue
        if (first := seen.setdefault((row.email, role), row.line)) != row.line:
            intake.say(_about(intake, row, "email", row.email, f"Line {first} has this person too; it was left out."))
            continue
        if staff.can_be_taken(row):
            staff.take(row, role)
        intake.progress(done, len(rows))


def _role_of(intake: Intake, row: StaffRow) -> Role | None:
    """The role that the line gives; None, and a problem, when it cannot or may not give one."""
    if row.email is None:
        if "email" not in row.left_out:
            why = "Without an e-mail address nobody can sign in, so this line was left out."
            intake.say(_about(intake, row, "email", row.name_as_written or "", why))
        return None
    role = ROLES.get(row.role or "")
    if role is None:
        why = "This does not say which role the person has here (teacher, teaching assistant, …). Give it by hand."
        intake.say(_about(intake, row, "role_words", row.role_words or "", why))
        return None
    may_give = intake.wishes.may_give
    if may_give is not None and role not in may_give:
        why = f"{role.label} may see more than you do here. Ask the headteacher or an administrator to give this role."
        intake.say(_about(intake, row, "role_words", row.role_words or "", why))
        return None
    return role


class Staff:
    """Everybody the file names, and what they are here already. Four queries."""

    def __init__(self, intake: Intake, emails: Sequence[str]) -> None:
        self.intake = intake
        self.users = {user.email.casefold(): user for user in User.objects.filter(email__in=emails)}
        held = Membership.objects.at(intake.school).current(intake.day).filter(user__in=self.users.values())
        self.roles = set(held.values_list("user_id", "role"))
        groups = TeachingGroup.objects.of_school(intake.school_id).open(intake.day)
        self.classes = {fold(group.name): group for group in groups if group.kind == TeachingGroup.Kind.REGISTRATION}
        taught = GroupStaff.objects.filter(school=intake.school_id, ends_on=None)
        self.teaches = set(taught.values_list("user_id", "group_id"))

    def can_be_taken(self, row: StaffRow) -> bool:
        """Somebody new needs a name; whoever has an account keeps the one they have. A name with a lost letter, of
        which the reader has told, will do."""
        is_named = bool(_name_of(row)) or any(row.raw.get(part) for part in NAMES)
        if not is_named and row.email not in self.users:
            why = "Without a name nobody would know whose sign-in this is, so this line was left out."
            self.intake.say(_about(self.intake, row, "email", row.email or "", why))
            return False
        return True

    def take(self, row: StaffRow, role: Role) -> None:
        assert row.email is not None
        user, is_new, changes = self.users.get(row.email), False, []
        name = _name_of(row) or (user.name if user else "") or row.email
        if user is None:
            user, is_new = self._make(row.email, name), True
            changes.append(Change("Sign-in", "", row.email))
        if (user.pk, role) not in self.roles or is_new:
            changes.append(Change("Role", "", str(role.label)))
            if self.intake.writes:
                Membership.objects.create(user=user, school=self.intake.school, role=role, starts_on=self.intake.day)
        group = self._class_of(row)
        if group is not None and (user.pk, group.pk) not in self.teaches:
            changes.append(Change("Class", "", group.name))
            if self.intake.writes:
                GroupStaff.objects.create(school=self.intake.school, group=group, user=user, starts_on=self.intake.day)
        tab = Tab.NEW if is_new else Tab.CHANGED if changes else Tab.UNCHANGED
        self.intake.preview.add(Entry(tab, row.line, None, name, changes=tuple(changes)))

    def _class_of(self, row: StaffRow) -> TeachingGroup | None:
        if not row.registration_group:
            return None
        group = self.classes.get(fold(row.registration_group))
        if group is None:
            why = "The school has no class of this name here. Take in the pupils first."
            self.intake.say(_about(self.intake, row, "registration_group", row.registration_group, why))
        return group

    def _make(self, email: str, name: str) -> User:
        user = User(email=email, name=name[:150])
        if self.intake.writes:
            user = User.objects.create_user(email=email, password=None, name=name[:150])
        self.users[email] = user
        return user


def _name_of(row: StaffRow) -> str:
    return " ".join(part for part in (row.forename, row.surname) if part) or row.name_as_written or ""


def _about(intake: Intake, row: StaffRow, name: str, value: str, message: str) -> Problem:
    return Problem(row.line, intake.header(name), value, message, field=name)
