"""The first page of governors and of those who lead several schools: numbers only."""

import datetime as dt
from dataclasses import dataclass

from senco.permissions import Member, Permission
from senco.reports.compliance import Compliance, England, GroupRow, compliance, england, side_by_side
from senco.reports.suppression import MARK, WHY


@dataclass(frozen=True)
class Governance:
    schools: list[Compliance]
    england: England | None
    why: str = WHY

    @property
    def hides(self) -> bool:
        return any(one.roll == MARK for one in self.schools)


@dataclass(frozen=True)
class Group:
    rows: list[GroupRow]
    total: GroupRow
    england: England | None
    why: str = WHY


def governance(member: Member, today: dt.date) -> Governance:
    """Six queries."""
    return Governance(compliance(member.schools_with(Permission.VIEW_COMPLIANCE), today), england(today))


def group(member: Member, today: dt.date) -> Group:
    """Six queries."""
    rows, total = side_by_side(compliance(member.schools_with(Permission.VIEW_GROUP), today))
    return Group(rows, total, england(today))
