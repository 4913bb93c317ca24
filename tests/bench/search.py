"""The field over every page at 250,000 pupils in 500 schools: for a SENCO of one school, of 20, and of all of them.

Milliseconds are of this machine; the ratio to an empty page of the same member is what another machine confirms.
"""

import datetime as dt
import re
import time
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from pupils.finding import find_pupils
from pupils.names import fold
from senco.models import Membership, School, SchoolGroup
from senco.permissions import Role
from senco.rows import acting_for
from tests.bench.pages import _analyse, _queries
from tests.factories import give_role, make_user, member_of

SCHOOLS, PUPILS_EACH, CLASSES, FEW = 500, 500, 20, 20
MOST_MS, QUERIES, ROUNDS, WARM_UP = 50, 12, 15, 3
TYPED = {
    "the start of a name": "amel",
    "one letter": "a",
    "two words": "am wood",
    "a whole surname": "Ashford",
    "an apostrophe": "o'",
    "a UPN": "A8860000100",
    "a class": "5B",
    "a part of a name": "shfor",
    "nobody": "zzyzx",
    "an agency": "speech",
}
FORENAMES = [
    "Amelia",
    "Amir",
    "Ava",
    "Aisha",
    "Alfie",
    "Anya",
    "Arthur",
    "Ben",
    "Bella",
    "Chloe",
    "Callum",
    "Daisy",
    "Dev",
    "Ella",
    "Eoin",
    "Freya",
    "Finn",
    "Grace",
    "George",
    "Hana",
    "Harry",
    "Isla",
    "Ivan",
    "Jack",
    "Jaya",
    "Kai",
    "Kofi",
    "Lily",
    "Leo",
    "Maisie",
    "Musa",
    "Noah",
    "Nia",
    "Oliver",
    "Omar",
    "Poppy",
    "Priya",
    "Quinn",
    "Rosie",
    "Ravi",
    "Sofia",
    "Sam",
    "Tara",
    "Theo",
    "Uma",
    "Victor",
    "Willow",
    "Xin",
    "Yusuf",
    "Zara",
]
BEGIN = [
    "Ash",
    "Black",
    "Car",
    "Dun",
    "East",
    "Fair",
    "Grant",
    "Hart",
    "Ing",
    "Jack",
    "Kirk",
    "Long",
    "Mill",
    "North",
    "Oak",
    "Pem",
    "Quar",
    "Red",
    "Shaw",
    "Wood",
]
END = [
    "ford",
    "ley",
    "ton",
    "worth",
    "wood",
    "man",
    "bridge",
    "son",
    "field",
    "well",
    "by",
    "ham",
    "more",
    "ridge",
    "stone",
    "dale",
    "sett",
    "kin",
    "gate",
    "lock",
]


def measure() -> list[str]:
    schools = _schools()
    with acting_for(*schools), connection.cursor() as cursor:
        started = time.perf_counter()
        for sql, params in _statements():
            cursor.execute(sql, params)
        print(f"  {SCHOOLS * PUPILS_EACH:,} pupils in {SCHOOLS} schools made in {time.perf_counter() - started:.0f} s")
    _analyse()
    missed: list[str] = []
    for label, user in _members(schools).items():
        client, nothing = Client(), reverse("bench-empty")
        client.force_login(user)
        empty = _least(client, nothing)
        print(f"\n  {label}: an empty page takes {empty:.1f} ms")
        for name, typed in TYPED.items():
            taken = _least(client, reverse("search"), q=typed)
            queries = _queries(client, f"{reverse('search')}?q={typed}")
            own = max(0.0, taken - empty)
            print(
                f"    {name:<22}{typed:<13}{queries:>3} queries {taken:>7.1f} ms {taken / empty:>6.2f} x empty"
                f" {own:>7.1f} ms of its own"
            )
            if taken > MOST_MS:
                missed.append(f"search, {label}, {name}: {taken:.0f} ms")
            if queries > QUERIES:
                missed.append(f"search, {label}, {name}: {queries} queries")
        missed += _plans(user, label)
    return missed


def _schools() -> list[int]:
    made = School.objects.bulk_create(
        School(name=f"Search {n:03d}", laestab=f"{8_860_000 + n}", phase="secondary", local_authority="Exampleshire")
        for n in range(SCHOOLS)
    )
    return [school.pk for school in made]


def _members(schools: list[int]) -> dict[str, Any]:
    members = {}
    for label, where in (("one school", schools[:1]), ("20 schools", schools[:FEW]), ("500 schools", schools)):
        user = members[label] = make_user(f"SENCO of {label}")
        if len(where) == 1:
            give_role(user, Role.SENCO, School.objects.get(pk=where[0]))
        else:
            group = SchoolGroup.objects.create(name=label, kind="trust")
            group.schools.add(*where)
            Membership.objects.create(user=user, role=Role.SENCO, group=group, starts_on=dt.date(2020, 9, 1))
    return members


def _statements() -> list[tuple[str, list[Any]]]:
    """The rows that a search reads, each table by one INSERT in the database: made through `save()` they take hours."""
    first = "(select min(id) from senco_school where name like 'Search %%')"
    school, forename = f"{first} + (n / {PUPILS_EACH})", "(%s::text[])[1 + n %% 50]"
    surname = "(%s::text[])[1 + n / 50 %% 20] || (%s::text[])[1 + n / 1000 %% 20]"
    count, names = SCHOOLS * PUPILS_EACH, [FORENAMES, BEGIN, END]
    since, of = "date '2022-09-01'", "from pupils_pupil where sort_name <> ''"
    dated = "insert into pupils_{} (school_id, pupil_id, starts_on, {}) select school_id, id, " + since + ", {} " + of
    return [
        (
            "insert into pupils_pupil (school_id, upn, former_upn, local_ref, admission_number, forename, surname,"
            " preferred_forename, middle_names, former_surname, date_of_birth, sex, ethnicity, first_language, address,"
            f" sort_name) select {school}, 'A886' || lpad(n::text, 9, '0'), '', '', lpad(n::text, 6, '0'), {forename},"
            f" case when n %% 97 = 0 then 'O''Brien' else {surname} end, '', '', '', date '2012-03-14', '', '', '', '',"
            f" lower({surname} || ' ' || {forename}) from generate_series(0, {count - 1}) n",
            [FORENAMES, *names[1:], *names[1:], FORENAMES],
        ),
        (
            "insert into pupils_pupilword (school_id, pupil_id, word) select school_id, id, word from pupils_pupil,"
            " lateral (values (lower(forename)), (lower(replace(surname, '''', '')))) as words (word)",
            [],
        ),
        (dated.format("enrolment", "ends_on, left_for", "case when id %% 25 = 0 then date '2025-07-22' end, ''"), []),
        (dated.format("yeargroup", "code", "(7 + id %% 5)::text"), []),
        (
            "insert into pupils_teachinggroup (school_id, kind, name, subject, version) select id, 'registration',"
            f" n / 4 + 1 || chr(65 + n %% 4), '', 1 from senco_school, generate_series(0, {CLASSES - 1}) n",
            [],
        ),
        (
            "insert into pupils_grouppupil (school_id, pupil_id, group_id, starts_on) select p.school_id, p.id, g.id,"
            f" {since} from pupils_pupil p join (select *, row_number() over (partition by school_id order by id) as n"
            f" from pupils_teachinggroup) g on g.school_id = p.school_id and g.n = 1 + p.id %% {CLASSES}",
            [],
        ),
        (
            "insert into records_agency (school_id, name, short_name, kind, email, phone, address, website, note,"
            " version) select id, (%s::text[])[n], '', 'health', '', '', '', '', '', 1 from senco_school,"
            " generate_series(1, 4) n",
            [["Speech and language therapy", "Educational psychology", "Sensory team", "Young minds"]],
        ),
        (
            "insert into provision_intervention (school_id, name, description, area, level, is_open, version) select"
            " id, 'Programme ' || n, '', '', 'targeted', true, 1 from senco_school, generate_series(1, 15) n",
            [],
        ),
    ]


def _least(client: Client, url: str, **query: str) -> float:
    """The quickest of so many: whatever else the machine does can only add to it."""
    taken = []
    for turn in range(WARM_UP + ROUNDS):
        start = time.perf_counter()
        answer = client.get(url, query, headers={"HX-Request": "true"} if query else {})
        if turn >= WARM_UP:
            taken.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, f"{url} {query}: {answer.status_code}"
    return min(taken)


def _plans(user: Any, label: str) -> list[str]:
    """No search reads every pupil, nor the words of other schools; for a part of a name it reads its schools' words.

    Of one school alone, reading its pupils by the school may be the shortest way.
    """
    member, missed = member_of(user), []
    every = r"Seq Scan on pupils_pupil(word)?\b" + ("|(using|on) pupils_pupil_school_id" if member.several else "")
    for name, typed in TYPED.items():
        seen: list[tuple[str, Any]] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any, seen: Any = seen) -> Any:
            seen.append((sql, params))
            return execute(sql, params, many, context)

        with acting_for(*member.schools), connection.execute_wrapper(note):
            find_pupils(member, typed, fold(typed).split())
        with acting_for(*member.schools), connection.cursor() as cursor:
            for sql, params in seen:
                if not sql.lstrip("(").startswith("SELECT"):
                    continue
                cursor.execute(f"explain {sql}", params)
                plan = "\n".join(row[0] for row in cursor.fetchall())
                if re.search(every, plan):
                    missed.append(f"search, {label}, {name}: reads every pupil")
                    print(plan)
    print(f"    plans: {'each table by an index' if not missed else '; '.join(missed)}")
    return missed
