"""What the school census would refuse of the SEN data, counted (checks 2125 to 2180 of the law file)."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Value

from pupils.models import Enrolment, SenNeed, SenStatus
from senco.reports.counting import counted, of_pupil
from senco.reports.roll import Cell


@dataclass(frozen=True)
class Census:
    """Errors by the census's own number."""

    by_check: Counter[str] = field(default_factory=Counter)

    @property
    def errors(self) -> int:
        return self.by_check.total()


def census_of(school: int, cells: Iterable[Cell], refused: Counter[str]) -> Census:
    """Of one school: what the cells of its roll show, and what `needs_refused` counted. Pure."""
    here = [cell for cell in cells if cell.school == school]
    tests: dict[str, Callable[[Cell], bool]] = {
        "2120": lambda cell: not cell.is_recorded,
        "2125": lambda cell: cell.is_recorded and cell.provision == "N" and bool(cell.need),
        "2170": lambda cell: cell.on_register and not cell.need,
    }
    found = {check: sum(cell.count for cell in here if fails(cell)) for check, fails in tests.items()}
    return Census(Counter(found) + refused)


def needs_refused(schools: Collection[int], day: dt.date) -> list[Any]:
    """Queries of what the checks on ranks and codes refuse, by school and check. To be joined."""
    needs, other = SenNeed.objects.filter(school__in=schools).on(day), of_pupil(SenNeed, day).exclude(pk=OuterRef("pk"))
    supported = of_pupil(SenStatus, day).filter(provision="K")
    refused = {
        "2160": needs.filter(~Exists(other), rank__gt=1),
        "tie": needs.filter(Exists(other.filter(rank=OuterRef("rank")))),
        "2175": needs.filter(~Exists(supported), code="NSA"),
    }
    return [
        counted(rows.filter(Exists(of_pupil(Enrolment, day))), "census", Value(check), pupils=True)
        for check, rows in refused.items()
    ]


def errors_of(provision: str, needs: Iterable[tuple[int, str]]) -> list[str]:
    """The checks that one pupil's entry fails. Pure: what `census_of` counts of whole schools, said of one."""
    needs = list(needs)
    ranks = [rank for rank, _ in needs]
    failed = {
        "2120": provision not in ("N", "K", "E"),
        "2125": provision == "N" and bool(needs),
        "2160": len(needs) == 1 and ranks != [1],
        "tie": len(set(ranks)) < len(ranks),
        "2170": provision in ("K", "E") and not needs,
        "2175": provision != "K" and any(code == "NSA" for _, code in needs),
    }
    return [check for check, fails in failed.items() if fails]
