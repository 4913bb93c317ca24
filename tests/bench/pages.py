"""Every page's queries, and the server time of the busiest against a page with nothing on it."""

import datetime as dt
import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import Client
from django.urls import reverse

from pupils.imports import Limits, read_file
from pupils.models import Concern, Pupil
from senco.demo.plans import make_plans
from senco.demo.provision import make_provision
from senco.imports.intake import take_in
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.bench.roll import roll
from tests.factories import make_school, make_staff

SIZES = {"90 pupils": 90, "2,000 pupils": 2_000, "9,000 pupils": 9_000}
QUERIES, TIMES_EMPTY, ROUNDS = 12, 3.0, 30
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
    "governance": ("governance", False),
}
BOUND_IN_TIME = ("desk", "register, 25 rows", "pupil")


def measure() -> list[str]:
    missed: list[str] = []
    counts: dict[str, list[int]] = {}
    for label, size in SIZES.items():
        school, senco = _school(label, size)
        client = Client()
        client.force_login(senco)
        empty = _time(client, reverse("bench-empty"))[0]
        print(f"\n{label}: an empty page takes {_queries(client, reverse('bench-empty'))} queries")
        for name, (route, of_pupil) in PAGES.items():
            url = reverse(route, args=[_pupil(school)] if of_pupil else [])
            taken, weight = _time(client, url)
            queries = _queries(client, url)
            counts.setdefault(name, []).append(queries)
            print(f"  {name:<20}{queries:>4} queries {taken / empty:>7.2f} x empty {weight / 1024:>7.0f} kB")
            if queries > QUERIES:
                missed.append(f"{name} at {label}: {queries} queries")
            if name in BOUND_IN_TIME and taken / empty > TIMES_EMPTY:
                missed.append(f"{name} at {label}: {taken / empty:.1f} times an empty page")
        missed.extend(_concern(client, school, empty, label))
    missed.extend(f"{name}: queries grow {seen}" for name, seen in counts.items() if len(set(seen)) > 1)
    return missed


def _school(label: str, size: int) -> tuple[School, User]:
    school = make_school(label, laestab=f"889{len(label) + size % 97:04d}", phase="secondary")
    senco = make_staff(Role.SENCO, school)
    today = dt.date.today()
    import random

    chance = random.Random(size)
    with acting_for(school):
        take_in(read_file(roll(size, school.laestab), "roll.csv", limits=Limits()), school, day=today)
        make_plans("bench", school, today, chance)
        make_provision("bench", school, today, chance)
        pupils = list(Pupil.objects.order_by("pk")[: size // 6])
        Concern.objects.bulk_create(
            Concern(school=school, pupil=pupil, logged_by=senco, area="CL", seen="Loses the place.", parents_told=True)
            for pupil in pupils
        )
    return school, senco


def _pupil(school: School) -> int:
    with acting_for(school):
        return Pupil.objects.order_by("pk")[0].pk


def _time(client: Client, url: str) -> tuple[float, int]:
    """Median seconds of server time, and the bytes of the answer before compression."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        response = client.get(url)
        taken.append(time.perf_counter() - start)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    return statistics.median(taken), len(response.content)


def _queries(client: Client, url: str) -> int:
    with counted() as seen:
        client.get(url)
    return len(seen)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Statements sent, transaction control left out."""
    seen: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if not sql.startswith(NOT_QUERIES):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def _concern(client: Client, school: School, empty: float, label: str) -> list[str]:
    pupil = _pupil(school)
    taken = []
    for _ in range(ROUNDS):
        form = {
            "pupil": pupil, "area": "CL", "seen": "Loses the place.", "parents_told": "yes", "parents_said": "Same.",
            "form_key": str(uuid.uuid4()),
        }  # fmt: skip
        with counted() as seen:
            start = time.perf_counter()
            response = client.post(reverse("pupils:concern-log"), form)
            taken.append(time.perf_counter() - start)
    assert response.status_code in (200, 302), response.status_code
    saved = statistics.median(taken) / empty
    print(f"  {'saving a concern':<20}{len(seen):>4} queries {saved:>7.2f} x empty   answer {response.status_code}")
    return [f"saving a concern at {label}: {len(seen)} queries"] if len(seen) > QUERIES else []
