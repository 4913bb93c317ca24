"""Who is on roll, counted by provision, year and main need: what the summary and the governors' page are made of."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from pupils.models import Pupil, SenNeed, YearGroup
from senco.law import nc_years
from senco.permissions import Member
from senco.prepared import prepared
from senco.reports.counting import asking_of, comes_after, in_force


@dataclass(frozen=True)
class Cell:
    """So many pupils of one school with the same provision (N, K, E), year and main need ("" where none is said)."""

    school: int
    provision: str
    year: str
    need: str
    count: int
    is_recorded: bool = True
    """Whether anything is recorded as their provision: nothing counts as N."""

    @property
    def on_register(self) -> bool:
        return self.provision in ("K", "E")


def roll_cells(schools: Collection[int], day: dt.date) -> list[Cell]:
    """Everybody on roll that day in these schools. One query, whose rows do not grow with the pupils."""
    rows = _cells(asking_of(schools), day)
    return [
        Cell(school, provision or "N", year or "", need or "", count, bool(provision))
        for school, provision, year, need, count in rows
    ]


@prepared
def _cells(asked: Member, day: dt.date) -> Any:
    """Each pupil once, joined with the provision, the year and the main need of that day."""
    later_year = comes_after(YearGroup.objects.on(day), "in_year", "-starts_on", "-pk", pupil="pk")
    nearer_need = comes_after(SenNeed.objects.on(day), "need", "rank", "pk", pupil="pk")
    return (
        Pupil.objects.at_schools(asked.schools)
        .on_roll(day)
        .order_by()
        .annotate(
            now=in_force("senstatus_rows", day),
            in_year=in_force("yeargroup_rows", day),
            need=in_force("senneed_rows", day),
        )
        .filter(~later_year, ~nearer_need)
        .values_list("school_id", "now__provision", "in_year__code", "need__code")
        .annotate(count=Count("pk"))
    )


def sums(cells: Iterable[Cell], by: Callable[[Cell], Any]) -> Counter[Any]:
    """Pupils of these cells by what the function says of each."""
    found: Counter[Any] = Counter()
    for cell in cells:
        found[by(cell)] += cell.count
    return found


def year_name(code: str) -> str:
    return next((year.name for year in nc_years() if year.code == code), "Year not known")


YEAR_ORDER = {year.code: place for place, year in enumerate(nc_years())}
