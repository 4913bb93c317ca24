"""What the school census would refuse of the SEN data, counted (checks 2125 to 2180 of the law file)."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Value

from pupils.models import Enrolment, SenNeed, SenStatus
from senco.reports.counting import counted


@dataclass(frozen=True)
class Census:
    """Errors by the census's own number."""

    by_check: Counter[str] = field(default_factory=Counter)

    @property
    def errors(self) -> int:
        return self.by_check.total()


def census_counts(schools: Collection[int], day: dt.date) -> list[Any]:
    """Queries of what each check refuses, by school and check: `errors_of` said of whole sets. To be joined."""
    here, status = Enrolment.objects.on(day).filter(pupil=OuterRef("pupil")), _of_pupil(SenStatus, day)
    need, other = _of_pupil(SenNeed, day), _of_pupil(SenNeed, day).exclude(pk=OuterRef("pk"))
    statuses = SenStatus.objects.filter(Exists(here), school__in=schools).on(day)
    needs = SenNeed.objects.filter(Exists(here), school__in=schools).on(day)
    return [
        _refused("2120", Enrolment.objects.filter(~Exists(status), school__in=schools).on(day)),
        _refused("2125", statuses.filter(Exists(need), provision="N")),
        _refused("2160", needs.filter(~Exists(other), rank__gt=1)),
        _refused("tie", needs.filter(Exists(other.filter(rank=OuterRef("rank"))))),
        _refused("2170", statuses.filter(~Exists(need), provision__in=("K", "E"))),
        _refused("2175", needs.filter(~Exists(status.filter(provision="K")), code="NSA")),
    ]


def _of_pupil(model: Any, day: dt.date) -> Any:
    return model.objects.on(day).filter(pupil=OuterRef("pupil")).order_by()


def _refused(check: str, rows: Any) -> Any:
    return counted(rows, "census", Value(check), pupils=True)


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
