"""Pupils as the figures of reports count them, so that each figure can open its list."""

import datetime as dt
from typing import Any, Self

from django.db.models import Exists, OuterRef

NOT_SAID = "none"
"""Stands for a year group or a need where nothing is recorded."""


def _rows(name: str, day: dt.date) -> Any:
    from pupils import models

    return getattr(models, name).objects.on(day).filter(pupil=OuterRef("pk")).order_by()


class CountedPupils:
    """For the QuerySet of pupils, beside what it is otherwise. A question takes the value of a filter and the day."""

    filter: Any
    with_provision: Any

    def counted_as(self, provision: str, day: dt.date) -> Self:
        """With this SEN provision; where nothing is recorded a pupil counts as having none."""
        if provision != "N":
            return self.with_provision(provision, day)
        return self.filter(~Exists(_rows("SenStatus", day).filter(provision__in="KE")))

    def whose_parents(self, are: str, day: dt.date) -> Self:
        """Of `untold`: with SEN support today, and no day recorded on which the parents were told that it started."""
        status = _rows("SenStatus", day).filter(provision="K", parents_told_on=None)
        return self.filter(Exists(status))

    def with_any_attendance(self, _: str, day: dt.date) -> Self:
        """Of whom some period begun by then has its attendance recorded."""
        from pupils.models.attendance import Attendance

        begun = Attendance.objects.filter(pupil=OuterRef("pk"), starts_on__lte=day).order_by()
        return self.filter(Exists(begun))

    def without_need(self, day: dt.date) -> Self:
        return self.filter(~Exists(_rows("SenNeed", day)))

    def without_year(self, day: dt.date) -> Self:
        return self.filter(~Exists(_rows("YearGroup", day).exclude(code="")))
