"""A night's reminders over many deadlines: is it linear, and in how much memory?

`measure()` runs 10,000 and then 100,000 deadlines of one school, each in a process of its own, and gives
{"small", "large": {"deadlines", "reminders", "digests", "write_seconds", "send_seconds", "peak_mb"},
"write_ratio", "send_ratio"}: a ratio is the time for each of the large lot's deadlines over the small
lot's, so 1 is linear. Everything happens in one transaction that is rolled back.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

SMALL, LARGE = 10_000, 100_000
OWNERS = 200
PEAK_MB = 300


def measure() -> dict[str, Any]:
    """About a minute and a half on two cores. Needs the database that `manage.py` would use, running and migrated."""
    small, large = _in_another_process(SMALL), _in_another_process(LARGE)
    return {
        "small": small,
        "large": large,
        "write_ratio": _ratio(small, large, "write_seconds"),
        "send_ratio": _ratio(small, large, "send_seconds"),
    }


def _ratio(small: Mapping[str, Any], large: Mapping[str, Any], what: str) -> float:
    return round((large[what] / large["deadlines"]) / (small[what] / small["deadlines"]), 2)


def _in_another_process(deadlines: int) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.night", str(deadlines)], check=True, stdout=subprocess.PIPE, text=True
    )
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def one_night(deadlines: int) -> dict[str, Any]:
    """Write and send a night over so many deadlines, all of them to be told today; then roll it back."""
    import datetime as dt

    from django.conf import settings
    from django.db import transaction

    from pupils.actions.reminders import people_to_tell, send_digests, write_reminders
    from senco.models import User
    from senco.rows import acting_for

    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    day = dt.date(2026, 11, 20)
    with transaction.atomic():
        school = _school_with(deadlines, day)
        with acting_for(school):
            started = time.perf_counter()
            reminders = write_reminders(school, today=day)
            written = time.perf_counter()
            people = people_to_tell(day)
        digests = [send_digests(user, day=day) for user in User.objects.filter(pk__in=people)]
        sent = time.perf_counter()
        transaction.set_rollback(True)
    return {
        "deadlines": deadlines,
        "reminders": reminders,
        "digests": sum(map(len, digests)),
        "write_seconds": round(written - started, 2),
        "send_seconds": round(sent - written, 2),
        "peak_mb": round(_peak_bytes() / 2**20),
    }


def _peak_bytes() -> int:
    """The most memory that this process has had. Linux counts in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _school_with(deadlines: int, day: Any) -> int:
    """A school with 200 staff and so many deadlines, made in the database so that making them takes no memory."""
    from django.db import connection

    from senco.models import Membership, School, User
    from senco.permissions import Role
    from senco.rows import acting_for

    school = School.objects.create(name="Bench", ofsted_number="bench", phase="nursery", local_authority="Bench")
    users = User.objects.bulk_create(
        User(email=f"bench-{number}@bench.example", name=f"Bench {number}") for number in range(OWNERS)
    )
    Membership.objects.bulk_create(
        Membership(user=user, school=school, role=Role.SENCO, starts_on=day) for user in users
    )
    with acting_for(school), connection.cursor() as cursor:
        cursor.execute(
            "insert into pupils_deadline (school_id, rule, subject_kind, subject_id, side, due_on, act_by, from_event,"
            " why, owner_id, created_at, closed_why, confined_to)"
            " select %s, 'review.report', 'bench', n, 'school', %s::date + n %% 14, %s::date, '', '',"
            " (%s::bigint[])[n %% %s + 1], now(), '', '{}' from generate_series(1, %s) n",
            [school.pk, day, day, [user.pk for user in users], OWNERS, deadlines],
        )
        cursor.execute("analyze pupils_deadline")
    return school.pk


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senco.settings")
    import django

    django.setup()
    print(json.dumps(one_night(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
