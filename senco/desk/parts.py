"""Who sees which parts of the first page, the most urgent first."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from senco.desk import (
    administration,
    classroom,
    exams,
    governors,
    head,
    keeping,
    looked_after,
    office,
    pastoral,
    safeguarding,
)
from senco.desk.senco_desk import desk
from senco.permissions import Member, Role

Build = Callable[[Member, dt.date], Any]


@dataclass(frozen=True)
class Part:
    """One part: whose it is, the question that builds it (at most seven queries), and its template's name."""

    key: str
    title: str
    roles: frozenset[Role]
    build: Build
    says: str
    """What stands in it, for as long as it is not on the page."""

    @property
    def template(self) -> str:
        return f"senco/today/_{self.key}.html"


PARTS = (
    Part(
        "safeguarding",
        "Safeguarding",
        frozenset({Role.SAFEGUARDING_LEAD}),
        safeguarding.unread,
        "Notes that wait to be read.",
    ),
    Part(
        "desk",
        "SENCO’s desk",
        frozenset({Role.SENCO, Role.ASSISTANT_SENCO}),
        desk,
        "What is due, concerns to answer, and the register in figures.",
    ),
    Part(
        "looked_after",
        "Looked-after pupils",
        frozenset({Role.DESIGNATED_TEACHER}),
        looked_after.looked_after,
        "Pupils in care and those who were, and their education plans.",
    ),
    Part(
        "day",
        "My day",
        frozenset({Role.TEACHING_ASSISTANT}),
        classroom.day,
        "The sessions that you give, and those not recorded yet.",
    ),
    Part(
        "classes",
        "My classes",
        frozenset({Role.TEACHER, Role.TEACHING_ASSISTANT}),
        classroom.classes,
        "Who of your classes is on the SEN register, and what is yours to do.",
    ),
    Part(
        "head",
        "The school",
        frozenset({Role.HEADTEACHER}),
        head.head,
        "What is late and whose it is, and the school in figures.",
    ),
    Part(
        "pastoral",
        "Attendance and suspensions",
        frozenset({Role.PASTORAL_LEAD}),
        pastoral.pastoral,
        "Who is away most, and who was suspended.",
    ),
    Part(
        "exams",
        "Examination years",
        frozenset({Role.EXAMS_OFFICER}),
        exams.exams,
        "Who sits examinations next, and their needs.",
    ),
    Part(
        "office",
        "Office",
        frozenset({Role.OFFICE}),
        office.office,
        "What the last file left out, and who comes and who goes.",
    ),
    Part(
        "group",
        "Schools side by side",
        frozenset({Role.GROUP_LEAD}),
        governors.group,
        "The figures of each school beside the others’.",
    ),
    Part(
        "access",
        "Who has access",
        frozenset({Role.DATA_PROTECTION_OFFICER}),
        keeping.access,
        "How many people can open a child’s record, role by role.",
    ),
    Part(
        "hours",
        "Adults’ time",
        frozenset({Role.BUSINESS_MANAGER}),
        keeping.hours,
        "Hours of support planned and given last week.",
    ),
    Part(
        "governance",
        "Governance",
        frozenset({Role.GOVERNOR, Role.CLERK, Role.BUSINESS_MANAGER, Role.DATA_PROTECTION_OFFICER}),
        governors.governance,
        "The governors’ figures: whether the school does what it must. No pupil is named.",
    ),
    Part(
        "admin",
        "Staff and settings",
        frozenset({Role.ADMINISTRATOR}),
        administration.administration,
        "Whether each school is set up, and who works there.",
    ),
)


def parts_of(member: Member, today: dt.date) -> list[Part]:
    """The parts of the roles held in the chosen schools, in the order of the page; the day of whoever gives a session.

    One query at most.
    """
    mine = frozenset({"day"}) if classroom.gives(member, today) else frozenset[str]()
    return [part for part in PARTS if member.holds(*part.roles) or part.key in mine]
