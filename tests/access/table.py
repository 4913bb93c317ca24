"""How a row of the access table is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from senco.permissions import Role

EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
SENCO_TEAM = frozenset({Role.SENCO, Role.ASSISTANT_SENCO})
CLASSROOM = frozenset({Role.TEACHER, Role.TEACHING_ASSISTANT})
WHOLE_SCHOOL = SENCO_TEAM | {Role.PASTORAL_LEAD, Role.SAFEGUARDING_LEAD, Role.DESIGNATED_TEACHER, Role.HEADTEACHER}
"""Those who see every pupil and their SEN."""
SEN_RECORD = WHOLE_SCHOOL - {Role.PASTORAL_LEAD}
"""Those who read plans, reviews, agencies and deadlines."""
STAFF = WHOLE_SCHOOL | CLASSROOM | {Role.OFFICE, Role.EXAMS_OFFICER}
"""Everybody who works with children and may log a concern."""
COMPLIANCE = frozenset(
    {
        Role.SENCO,
        Role.HEADTEACHER,
        Role.GOVERNOR,
        Role.CLERK,
        Role.BUSINESS_MANAGER,
        Role.DATA_PROTECTION_OFFICER,
        Role.GROUP_LEAD,
    }
)


@dataclass(frozen=True)
class Route:
    """One route.

    `of` gives the URL's arguments: argument name to the noun in the cast (`pk="concern"`). `own_only`
    names the roles that reach the row only through their own class: for a row outside it they get 404.
    `post` is a form to send; without it an empty one is sent, which a good view answers with errors.
    """

    name: str
    methods: str
    admits: frozenset[Role]
    of: Mapping[str, str] = field(default_factory=dict)
    own_only: frozenset[Role] = NOBODY
    post: Mapping[str, object] = field(default_factory=dict)
    post_admits: frozenset[Role] | None = None
    """Where GET and POST admit different roles."""
    absent_for: frozenset[Role] = NOBODY
    """Roles that may open such pages, yet not this row, which is none of theirs: they get 404."""
    named: frozenset[Role] = NOBODY
    """Roles that `admits` leaves out and that are let in where the row names them, such as who gives a session."""
    public: bool = False

    def roles(self, method: str) -> frozenset[Role]:
        return self.post_admits if method == "POST" and self.post_admits is not None else self.admits
