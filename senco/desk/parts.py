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

    @property
    def template(self) -> str:
        return f"senco/today/_{self.key}.html"


PARTS = (
    Part("safeguarding", "Safeguarding", frozenset({Role.SAFEGUARDING_LEAD}), safeguarding.unread),
    Part("desk", "SENCO’s desk", frozenset({Role.SENCO, Role.ASSISTANT_SENCO}), desk),
    Part("looked_after", "Looked-after pupils", frozenset({Role.DESIGNATED_TEACHER}), looked_after.looked_after),
    Part("day", "My day", frozenset({Role.TEACHING_ASSISTANT}), classroom.day),
    Part("classes", "My classes", frozenset({Role.TEACHER, Role.TEACHING_ASSISTANT}), classroom.classes),
    Part("head", "The school", frozenset({Role.HEADTEACHER}), head.head),
    Part("pastoral", "Attendance and suspensions", frozenset({Role.PASTORAL_LEAD}), pastoral.pastoral),
    Part("exams", "Examination years", frozenset({Role.EXAMS_OFFICER}), exams.exams),
    Part("office", "Office", frozenset({Role.OFFICE}), office.office),
    Part("group", "Schools side by side", frozenset({Role.GROUP_LEAD}), governors.group),
    Part("access", "Who has access", frozenset({Role.DATA_PROTECTION_OFFICER}), keeping.access),
    Part("hours", "Adults’ time", frozenset({Role.BUSINESS_MANAGER}), keeping.hours),
    Part(
        "governance",
        "Governance",
        frozenset({Role.GOVERNOR, Role.CLERK, Role.BUSINESS_MANAGER, Role.DATA_PROTECTION_OFFICER}),
        governors.governance,
    ),
    Part("admin", "Staff and settings", frozenset({Role.ADMINISTRATOR}), administration.administration),
)


def parts_of(member: Member, today: dt.date) -> list[Part]:
    """The parts of the roles held in the chosen schools, in the order of the page; the day of whoever gives a session.

    One query at most.
    """
    mine = frozenset({"day"}) if classroom.gives(member, today) else frozenset[str]()
    return [part for part in PARTS if member.holds(*part.roles) or part.key in mine]
