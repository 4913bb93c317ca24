"""Who is on roll, counted by provision, year and main need: what the summary and the governors' page are made of."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery

from pupils.models import Enrolment, SenNeed, YearGroup
from senco.law import broad_area_of, code_name, nc_years
from senco.reports.counting import in_force


@dataclass(frozen=True)
class Cell:
    """So many pupils of one school with the same provision (N, K, E), year and main need ("" where none is said)."""

    school: int
    provision: str
    year: str
    need: str
    count: int

    @property
    def on_register(self) -> bool:
        return self.provision in ("K", "E")


STAGES = {
    "Early years": ("E1", "E2", "N1", "N2", "R"),
    "Key stage 1": ("1", "2"),
    "Key stage 2": ("3", "4", "5", "6"),
    "Key stage 3": ("7", "8", "9"),
    "Key stage 4": ("10", "11"),
    "After 16": ("12", "13", "14"),
}
OTHER_STAGE = "No key stage"
OTHER_AREA = "Other, or not yet known"


def roll_cells(schools: Collection[int], day: dt.date) -> list[Cell]:
    """Everybody on roll that day in these schools. One query, whose rows do not grow with the pupils."""

    def then(rows: Any) -> Any:
        return rows.on(day).filter(pupil=OuterRef("pupil"))

    year = then(YearGroup.objects).order_by("-starts_on", "-pk")
    need = then(SenNeed.objects).order_by("rank", "pk")
    rows = (
        Enrolment.objects.filter(school__in=schools)
        .on(day)
        .order_by()
        .annotate(
            now=in_force("pupil__senstatus_rows", day),
            year=Subquery(year.values("code")[:1]),
            need=Subquery(need.values("code")[:1]),
        )
        .values("school_id", "year", "need", provision=F("now__provision"))
        .annotate(count=Count("pupil", distinct=True))
    )
    return [
        Cell(row["school_id"], row["provision"] or "N", row["year"] or "", row["need"] or "", row["count"])
        for row in rows
    ]


def sums(cells: Iterable[Cell], by: Callable[[Cell], Any]) -> Counter[Any]:
    """Pupils of these cells by what the function says of each."""
    found: Counter[Any] = Counter()
    for cell in cells:
        found[by(cell)] += cell.count
    return found


def stage_of(year: str) -> str:
    return next((name for name, years in STAGES.items() if year in years), OTHER_STAGE)


def area_of(need: str) -> str:
    """The broad area of the Code of Practice that a need belongs to, by name."""
    area = broad_area_of(need) if need else None
    return code_name("broad_area", area) if area else OTHER_AREA


def year_name(code: str) -> str:
    return next((year.name for year in nc_years() if year.code == code), "Year not known")


YEAR_ORDER = {year.code: place for place, year in enumerate(nc_years())}
