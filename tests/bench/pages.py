"""Every page's queries, and the server time of the busiest against a page with nothing on it.

The tables are analysed once they are filled, as Postgres does by itself minutes after such a load. A page and
the empty page are asked in turn, so that whatever else the machine is doing falls on both.
"""

import datetime as dt
import random
import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from pupils.imports import Limits, read_file
from pupils.models import Concern, ConcernCase, Pupil
from senco.demo.calendar import make_calendar
from senco.demo.plans import make_plans
from senco.demo.provision import make_provision
from senco.demo.results import make_results
from senco.imports.intake import take_in
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from senco.settings import database
from tests.access import ROUTES
from tests.bench.roll import roll
from tests.factories import make_school, make_staff

ROLES = (
    Role.SENCO, Role.TEACHER, Role.TEACHING_ASSISTANT, Role.HEADTEACHER, Role.GOVERNOR, Role.OFFICE,
    Role.DESIGNATED_TEACHER, Role.ADMINISTRATOR,
)  # fmt: skip
SIZES = {"90 pupils": 90, "2,000 pupils": 2_000, "9,000 pupils": 9_000}
QUERIES, ROUNDS, WARM_UP = 12, 40, 5
NOT_QUERIES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
PAGES = {
    "desk": ("today", False),
    "register, 25 rows": ("pupils:register", False),
    "pupil": ("pupils:pupil", True),
    "concerns": ("pupils:concerns", False),
    "deadlines": ("pupils:deadlines", False),
    "plans": ("records:plans", False),
    "agencies": ("records:agencies", False),
    "provision map": ("provision:map", False),
    "progress": ("pupils:progress", False),
    "a pupil's progress": ("pupils:measures", True),
    "governance": ("governance", False),
}
BOUND_IN_TIME = {"desk": 3.0, "register, 25 rows": 3.0, "pupil": 3.0, "progress": 5.0}
"""The most, in times an empty page."""


def measure() -> list[str]:
    missed: list[str] = []
    counts: dict[str, list[int]] = {}
    schools = {label: _school(label, size) for label, size in SIZES.items()}
    _analyse()
    for label, (school, senco) in schools.items():
        client = Client()
        client.force_login(senco)
        nothing = reverse("bench-empty")
        print(f"\n{label}: an empty page takes {_queries(client, nothing)} queries")
        for name, (route, of_pupil) in PAGES.items():
            url = reverse(route, args=[_pupil(school)] if of_pupil else [])
            times, weight = _time(client, url, nothing)
            queries = _queries(client, url)
            counts.setdefault(name, []).append(queries)
            print(f"  {name:<20}{queries:>4} queries {times:>7.2f} x empty {weight / 1024:>7.0f} kB")
            if queries > QUERIES:
                missed.append(f"{name} at {label}: {queries} queries")
            if times > BOUND_IN_TIME.get(name, times):
                missed.append(f"{name} at {label}: {times:.1f} times an empty page")
        missed.extend(_concern(client, school, nothing, label))
    missed.extend(_every_page([school for school, _ in schools.values()]))
    missed.extend(f"{name}: queries grow {seen}" for name, seen in counts.items() if len(set(seen)) > 1)
    return missed


def _every_page(schools: list[School]) -> list[str]:
    """Each page that is about no one row, as everybody whose first pages differ: the most queries that it asks."""
    counts: dict[str, list[int]] = {}
    for school in schools:
        for role in ROLES:
            client = Client()
            client.force_login(make_staff(role, school))
            for route in ROUTES:
                if "GET" in route.methods.split() and not route.public and not route.of and role in route.roles("GET"):
                    asked = f"{route.name} as {role.label}"
                    counts.setdefault(asked, []).append(_queries(client, reverse(route.name)))
    most = max(max(seen) for seen in counts.values())
    print(f"\n{len(counts)} times a page without a row of its own, at each size: at most {most} queries")
    many = [f"{asked}: {max(seen)} queries" for asked, seen in counts.items() if max(seen) > QUERIES]
    grow = [f"{asked}: queries grow {seen}" for asked, seen in counts.items() if seen[-1] > seen[0]]
    return many + grow


def _school(label: str, size: int) -> tuple[School, User]:
    school = make_school(label, laestab=f"889{len(label) + size % 97:04d}", phase="secondary")
    senco = make_staff(Role.SENCO, school)
    today = dt.date.today()
    chance = random.Random(size)
    with acting_for(school):
        make_calendar(school, today)
        take_in(read_file(roll(size, school.laestab), "roll.csv", limits=Limits()), school, day=today)
        make_plans("bench", school, today, chance)
        make_provision("bench", school, today, chance)
        make_results("bench", school, today, chance)
        pupils = list(Pupil.objects.order_by("pk")[: size // 6])
        cases = ConcernCase.objects.bulk_create(ConcernCase(school=school, pupil=pupil) for pupil in pupils)
        said = {"area": "CL", "seen": "Loses the place.", "parents_told": True}
        Concern.objects.bulk_create(
            Concern(school=school, pupil=case.pupil, case=case, logged_by=senco, **said) for case in cases
        )
    return school, senco


def _pupil(school: School) -> int:
    with acting_for(school):
        return Pupil.objects.order_by("pk")[0].pk


def _analyse() -> None:
    """What autovacuum does in the minutes after a load: without it the first plans are guesses."""
    known, owner = connection.get_connection_params(), database(settings.OWNER_URL)
    where = {key: known.get(key) for key in ("dbname", "host", "port")}
    link = psycopg2.connect(user=owner["USER"], password=owner["PASSWORD"] or None, **where)
    try:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute("vacuum analyze")
    finally:
        link.close()


def _time(client: Client, url: str, nothing: str) -> tuple[float, int]:
    """Median time as a multiple of the empty page's, each asked in turn; and the bytes before compression."""
    taken: dict[str, list[float]] = {nothing: [], url: []}
    for turn in range(WARM_UP + ROUNDS):
        for asked, seconds in taken.items():
            start = time.perf_counter()
            response = client.get(asked)
            spent = time.perf_counter() - start
            assert response.status_code == 200, f"{asked}: {response.status_code}"
            if turn >= WARM_UP:
                seconds.append(spent)
    return statistics.median(taken[url]) / statistics.median(taken[nothing]), len(response.content)


def _queries(client: Client, url: str) -> int:
    with counted() as seen:
        client.get(url)
    return len(seen)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Statements sent, transaction control left out."""
    seen: list[str] = []

    def note(execute, sql, params, many, context):
        if not sql.startswith(NOT_QUERIES):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def _concern(client: Client, school: School, nothing: str, label: str) -> list[str]:
    pupil = _pupil(school)
    taken, empty = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(nothing)
        empty.append(time.perf_counter() - start)
        form = {
            "pupil": pupil, "area": "CL", "seen": "Loses the place.", "parents_told": "yes", "parents_said": "Same.",
            "form_key": str(uuid.uuid4()),
        }  # fmt: skip
        with counted() as seen:
            start = time.perf_counter()
            response = client.post(reverse("pupils:concern-log"), form)
            taken.append(time.perf_counter() - start)
    assert response.status_code in (200, 302), response.status_code
    saved = statistics.median(taken) / statistics.median(empty)
    print(f"  {'saving a concern':<20}{len(seen):>4} queries {saved:>7.2f} x empty   answer {response.status_code}")
    return [f"saving a concern at {label}: {len(seen)} queries"] if len(seen) > QUERIES else []
