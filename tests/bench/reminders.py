"""A night's reminders over 10,000 and over 100,000 deadlines: is it linear, and how much memory does it take?"""

import datetime as dt
import multiprocessing
import resource
import time

from django.db import connections

from pupils.models import Deadline, Reminder
from senco.law import previous_working_day
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_school, make_staff

TODAY = dt.date(2026, 11, 20)
SIZES = (10_000, 100_000)
LINEAR, MEMORY_MB = 1.5, 300
LEADS = (42, 14, 1, -1, -8, -20, 90, 200, 300, 30)
"""Days from today on which the deadlines fall: about half of them are told of tonight."""


def measure() -> list[str]:
    missed, each = [], []
    for size in SIZES:
        school, owner = make_school(f"Reminders {size}"), None
        owner = make_staff(Role.SENCO, school)
        make_staff(Role.HEADTEACHER, school)
        _deadlines(school, owner, size)
        taken, peak, told = _night(school)
        each.append(taken / size)
        print(f"  {size:>7,} deadlines: {told:,} reminders, peak memory {peak:.0f} MB (bound: {MEMORY_MB})")
        if peak > MEMORY_MB:
            missed.append(f"memory of a night over {size:,}")
    print(f"  time a deadline at 100,000 / at 10,000  {each[1] / each[0]:.2f}   (bound: {LINEAR})")
    if each[1] / each[0] > LINEAR:
        missed.append("a night's reminders are not linear")
    return missed


def _deadlines(school: School, owner: User, size: int) -> None:
    with acting_for(school):
        for first in range(0, size, 5000):
            Deadline.objects.bulk_create(
                Deadline(
                    school=school,
                    rule="review.report",
                    subject_kind="review",
                    subject_id=n,
                    owner=owner,
                    due_on=(due := TODAY + dt.timedelta(days=LEADS[n % len(LEADS)] + n % 3)),
                    act_by=previous_working_day(due),
                )  # fmt: skip
                for n in range(first, min(first + 5000, size))
            )


def _night(school: School) -> tuple[float, float, int]:
    """In a process of its own, so that the peak is the night's alone."""
    connections.close_all()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(night, (school.pk,))


def night(school_id: int) -> tuple[float, float, int]:
    import django

    django.setup()
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    from pupils.actions import reminders

    start = time.perf_counter()
    with acting_for(school_id):
        reminders.write_reminders(school_id, today=TODAY)
        people = reminders.people_to_tell(TODAY)
    for person in people:
        reminders.send_digests(User.objects.get(pk=person), day=TODAY)
    taken = time.perf_counter() - start
    with acting_for(school_id):
        told = Reminder.objects.filter(sent_at__isnull=False).count()
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, told
