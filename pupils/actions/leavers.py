"""What becomes of what is due about a pupil who leaves the roll, and about one who comes back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from pupils.models import Deadline, Enrolment
from senco.law import day_name
from senco.models import User

LEFT = "Left the school on "
"""How the reason of such a closing begins: by it they are found when the pupil comes back."""
LOOK_BACK = dt.timedelta(days=30)
"""How long after a return the nightly look still finds it, so that no missed night loses one."""

Resumer = Callable[[int, int, dt.date], None]
RESUMERS: dict[str, Resumer] = {}
"""By kind of subject: makes what is due about it what it should be by now; school, subject's id, today."""


def left_words(last_day: dt.date) -> str:
    return f"{LEFT}{day_name(last_day)}"


@transaction.atomic
def stop_leavers_deadlines(
    school_id: int, *, today: dt.date, by: User | None = None, pupils: Collection[int] | None = None
) -> int:
    """Close what is open about pupils (all, or these) whose last day on the roll is past; how many.

    Who is still to join is no leaver. One query, and one for each last day that was found.
    """
    rows = Enrolment.objects.filter(pupil=OuterRef("pupil"))
    found = Deadline.objects.open().filter(school=school_id, pupil__isnull=False)
    if pupils is not None:
        found = found.filter(pupil__in=pupils)
    found = found.filter(Exists(rows), ~Exists(rows.exclude(ends_on__lt=today)))
    by_day: dict[dt.date, list[int]] = defaultdict(list)
    last_days = found.annotate(last_day=Max("pupil__enrolment_rows__ends_on")).order_by("pk")
    for pk, last_day in last_days.values_list("pk", "last_day"):
        by_day[last_day].append(pk)
    for last_day, pks in by_day.items():
        Deadline.objects.filter(pk__in=pks).update(closed_on=today, closed_by=by, closed_why=left_words(last_day))
    return sum(map(len, by_day.values()))


@transaction.atomic
def resume_returners_deadlines(school_id: int, *, today: dt.date, pupils: Collection[int] | None = None) -> int:
    """What leaving had closed is due again for pupils (all, or these) who came back of late; about how many subjects.

    What a subject owes by now is its own to say: a plan that ended meanwhile owes nothing.
    """
    back = Enrolment.objects.on(today).filter(pupil=OuterRef("pupil"), starts_on__gte=today - LOOK_BACK)
    found = Deadline.objects.closed().filter(Exists(back), school=school_id, closed_why__startswith=LEFT)
    if pupils is not None:
        found = found.filter(pupil__in=pupils)
    subjects = list(found.order_by().values_list("subject_kind", "subject_id").distinct())
    resumed = 0
    for kind, pk in subjects:
        if kind in RESUMERS:
            RESUMERS[kind](school_id, pk, today)
            resumed += 1
    return resumed


def reopen_what_leaving_closed(kind: str, pk: int, *, school_id: int) -> None:
    """The latest of each rule that leaving closed and that is not open, as it was: for subjects that stood still."""
    about = Deadline.objects.about(kind, pk).filter(school=school_id)
    is_open = set(about.open().values_list("rule", flat=True))
    for row in about.closed().order_by("rule", "-pk"):
        if row.rule not in is_open and row.closed_why.startswith(LEFT):
            row.closed_on, row.closed_by, row.closed_why = None, None, ""
            row.save(update_fields=["closed_on", "closed_by", "closed_why"])
        is_open.add(row.rule)
