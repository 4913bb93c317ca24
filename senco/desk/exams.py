"""Pupils on the register in the years with examinations."""

import datetime as dt
from dataclasses import dataclass

from senco.desk.figures import Bar
from senco.desk.links import Links
from senco.permissions import Member, Permission
from senco.reports.roll import YEAR_ORDER, roll_cells, sums, year_name

EXAM_YEARS = ("9", "10", "11", "12", "13", "14")


@dataclass(frozen=True)
class Exams:
    years: list[Bar]
    most: int


def exams(member: Member, today: dt.date) -> Exams:
    """One query."""
    links = Links(member)
    cells = roll_cells(member.schools_with(Permission.VIEW_PROVISION), today)
    counts = sums((cell for cell in cells if cell.on_register and cell.year in EXAM_YEARS), lambda cell: cell.year)
    years = [
        Bar(year_name(year), counts[year], links.to("pupils:register", show="register", year=year))
        for year in sorted(counts, key=YEAR_ORDER.__getitem__)
    ]
    return Exams(years, max(counts.values(), default=0))
