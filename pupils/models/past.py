"""What the register knows of a day gone by, also of days before the school's records begin."""

import datetime as dt
from typing import Any, Self

from django.db.models import Exists, Min, OuterRef, Q, Subquery


class PastPupils:
    """For the QuerySet of pupils, beside what it is otherwise."""

    annotate: Any
    with_provision: Any

    def on_past_register(self, day: dt.date) -> Self:
        """With SEN support or an EHC plan on a day gone by, as far as is known here; nobody who had left by then.

        Many a file gives the first day of a status and none of joining, so somebody may stand on the register before
        the roll has them: `joins_on` of `joining_after` tells.
        """
        from pupils.models.pupils import Enrolment

        mine = Q(pupil=OuterRef("pk"))
        joined = Enrolment.objects.filter(mine, starts_on__lte=day)
        here = Exists(Enrolment.objects.on(day).filter(mine))
        return self.with_provision("KE", day).filter(~Exists(joined) | here)

    def joining_after(self, day: dt.date) -> Self:
        """Adds `joins_on`: the first day on the roll here of whoever was not yet on it that day, else None."""
        from pupils.models.pupils import Enrolment

        rows: Any = Enrolment.objects.filter(pupil=OuterRef("pk")).order_by().values("pupil")
        first = rows.annotate(first=Min("starts_on")).filter(first__gt=day).values("first")
        return self.annotate(joins_on=Subquery(first))


class PastFacts:
    """For the QuerySet of a dated fact."""

    order_by: Any

    def first_days(self) -> dict[int, dt.date]:
        """School id to the first day of any of its rows. One query."""
        return dict(self.order_by().values_list("school").annotate(first=Min("starts_on")))
