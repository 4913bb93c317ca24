"""Pupils on the register in the years with examinations."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pupils.models import Pupil
from senco.desk.figures import Bar
from senco.desk.links import Links
from senco.permissions import Member, Permission
from senco.reports.roll import YEAR_ORDER, roll_cells, sums, year_name

EXAM_YEARS = ("9", "10", "11", "12", "13", "14")


FINAL_YEARS = ("11", "13")
SHOWN = 40


@dataclass(frozen=True)
class Exams:
    years: list[Bar]
    most: int
    candidates: list[Any]
    """On the register in Year 11 and Year 13, whose examinations come next."""
    more: bool


def exams(member: Member, today: dt.date) -> Exams:
    """Two queries."""
    links = Links(member)
    cells = roll_cells(member.schools_with(Permission.VIEW_PROVISION), today)
    counts = sums((cell for cell in cells if cell.on_register and cell.year in EXAM_YEARS), lambda cell: cell.year)
    years = [
        Bar(year_name(year), counts[year], links.to("pupils:register", show="register", year=year))
        for year in sorted(counts, key=YEAR_ORDER.__getitem__)
    ]
    seen = Pupil.objects.visible_to(member, Permission.VIEW_PROVISION).on_register(today).as_it_was(today, member)
    rows = list(seen.filter(year_code__in=FINAL_YEARS).order_by("-year_code", "sort_name", "pk")[: SHOWN + 1])
    return Exams(years, max(counts.values(), default=0), rows[:SHOWN], len(rows) > SHOWN)
