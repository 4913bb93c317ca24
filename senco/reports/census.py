"""What the school census would refuse of the SEN data, counted (checks 2125 to 2180 of the law file)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pupils.models import Enrolment
from senco.reports.counting import in_force

Needs = list[tuple[int, str]]


@dataclass(frozen=True)
class Census:
    """Errors by the census's own number."""

    by_check: Counter[str] = field(default_factory=Counter)

    @property
    def errors(self) -> int:
        return self.by_check.total()


def census_of(schools: Collection[int], day: dt.date) -> dict[int, Census]:
    """Errors by school. One query; a row for each need of the pupils on roll."""
    rows = (
        Enrolment.objects.filter(school__in=schools)
        .on(day)
        .order_by()
        .annotate(now=in_force("pupil__senstatus_rows", day), need=in_force("pupil__senneed_rows", day))
        .exclude(now__provision="N", need__isnull=True)
        .values_list("school_id", "pupil_id", "now__provision", "need__rank", "need__code")
    )
    pupils: dict[tuple[int, int, str], Needs] = defaultdict(list)
    for school, pupil, provision, rank, code in rows:
        pupils[school, pupil, provision or ""] += [(rank, code)] if code else []
    found = {school: Census() for school in schools}
    for (school, _, provision), needs in pupils.items():
        found[school].by_check.update(errors_of(provision, needs))
    return found


def errors_of(provision: str, needs: Iterable[tuple[int, str]]) -> list[str]:
    """The checks that one pupil's entry fails. Pure."""
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
