"""The governors' page and the schools of a group side by side: numbers only, small ones hidden."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, Q, Value, When

from provision.given import four_weeks
from provision.models import Delivery
from pupils.models import Enrolment, SenStatus
from senco.law import national_statistics
from senco.models import Membership, School
from senco.permissions import Member, Role
from senco.prepared import prepared
from senco.reports.checks import Answered, Known, governor_checks, steps_about
from senco.reports.counting import asking_of, counted, of_pupil
from senco.reports.pupil_counts import OTHERS, PLANS, REGISTER, ROLL, SUPPORT, PupilCounts, pupil_counts
from senco.reports.quality import SPECIAL, refused_by_school
from senco.reports.roll import roll_cells
from senco.reports.steps import late, steps_by_rule
from senco.reports.suppression import in_words, percent_in_words, total_of

UNSAID = Q(has_sen_unit__isnull=True) | Q(has_resourced__isnull=True)


@dataclass(frozen=True)
class Compliance:
    """One school as its governors may see it."""

    school: int
    name: str
    counts: PupilCounts
    checks: list[Answered]
    late_own: str
    late_authority: str

    def answered(self, met: bool | None) -> int:
        return sum(1 for one in self.checks if one.answer.met is met)

    @property
    def in_order(self) -> int:
        return self.answered(True)

    @property
    def not_in_order(self) -> int:
        return self.answered(False)

    @property
    def to_see(self) -> list[Answered]:
        """What a first page shows: everything that is not in order, and what was answered."""
        known = [one for one in self.checks if one.answer.met is not None]
        return sorted(known, key=lambda one: bool(one.answer.met))

    @property
    def wrong(self) -> list[Answered]:
        return [one for one in self.checks if one.answer.met is False]

    @property
    def known(self) -> list[Answered]:
        """Of which anything is recorded: those not in order, then the others, each in the law file's order."""
        known = (one for one in self.checks if one.answer.tag != "not recorded")
        return sorted(known, key=lambda one: one.answer.met is not False)

    @property
    def unknown(self) -> list[Answered]:
        return [one for one in self.checks if one.answer.tag == "not recorded"]

    @property
    def pk_text(self) -> str:
        return str(self.school)

    @property
    def roll_url(self) -> str:
        return self.counts.lists.get(ROLL, "")

    @property
    def roll(self) -> str:
        return in_words(self.counts[ROLL])


def compliance(schools: Collection[int], today: dt.date, lists: Mapping[str, str] | None = None) -> list[Compliance]:
    """These schools, by name; of one alone, `lists` has the addresses behind its counts. Five queries in all."""
    cells = roll_cells(schools, today)
    steps = steps_by_rule(asking_of(schools), today)
    tallied = _tallied(schools, today)
    roles = _roles(schools, today)
    found = []
    for pk, name, governor, unsaid in _schools(asking_of(schools)):
        counts = pupil_counts(pk, cells, lists)
        known = Known(
            steps=[one for one in steps if one.school == pk],
            roles=roles[pk],
            sen_governor=governor is not None,
            untold=tallied[pk, "told"]["untold"],
            units_unsaid=unsaid,
            census=tallied[pk, "census"],
            sessions=tallied[pk, "sessions"],
            support=counts[SUPPORT],
            plans=counts[PLANS],
            others=counts[OTHERS],
            roll=counts[ROLL],
        )
        checks = governor_checks(known, today, lists)
        found.append(_of_school(pk, name, counts, known, checks))
    return found


@prepared
def _schools(asked: Member) -> Any:
    unsaid = Q(UNSAID, ~Q(phase__in=SPECIAL))
    found = School.objects.filter(pk__in=asked.schools).annotate(unsaid=Case(When(unsaid, then=True), default=False))
    return found.values_list("pk", "name", "sen_governor", "unsaid")


def _of_school(pk: int, name: str, counts: PupilCounts, known: Known, checks: list[Answered]) -> Compliance:
    def lateness(side: str) -> str:
        return steps_about(late(one for one in known.steps if one.side == side), counts[PLANS])

    return Compliance(pk, name, counts, checks, lateness("school"), lateness("authority"))


def _tallied(schools: Collection[int], today: dt.date) -> dict[tuple[int, str], Counter[str]]:
    """By school: parents not told, sessions of four weeks, what the census refuses. One query, a union of counts."""
    found: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for what, key, school, count in _counts(asking_of(schools), today):
        found[school, what][key] += count
    return found


@prepared
def _counts(asked: Member, today: dt.date) -> Any:
    supported = SenStatus.objects.filter(Exists(of_pupil(Enrolment, today)), school__in=asked.schools, provision="K")
    untold = supported.on(today).filter(parents_told_on__isnull=True)
    sessions = Delivery.objects.of_schools(asked.schools).between(*four_weeks(today))
    given = Case(When(minutes__gt=0, then=Value("given")), default=Value("not given"))
    return counted(untold, "told", Value("untold")).union(
        counted(sessions, "sessions", given), *refused_by_school(asked.schools, today), all=True
    )


def _roles(schools: Collection[int], today: dt.date) -> dict[int, frozenset[Role]]:
    """Which roles somebody who can sign in holds today at each school, its own and its groups'. One query."""
    found: dict[int, set[Role]] = {school: set() for school in schools}
    for role, school, through_group in _held(asking_of(schools), today):
        pk = school or through_group
        if pk in found:
            found[pk].add(Role(role))
    return {school: frozenset(roles) for school, roles in found.items()}


@prepared
def _held(asked: Member, today: dt.date) -> Any:
    here = Q(school__in=asked.schools) | Q(group__groupschool__school__in=asked.schools)
    held = Membership.objects.current(today).filter(here, user__is_active=True)
    return held.values_list("role", "school", "group__groupschool__school")


@dataclass(frozen=True)
class GroupRow:
    """One school of a group, or all of them together."""

    name: str
    roll: str
    register: str
    register_share: str
    support: str
    plans: str
    plans_share: str
    late_own: str = ""
    late_authority: str = ""
    in_order: int | None = None
    not_in_order: int | None = None
    school: int | None = None


def side_by_side(schools: list[Compliance]) -> tuple[list[GroupRow], GroupRow]:
    """Each school, and their totals. A total with a hidden number in it is hidden. Pure."""
    totals = {name: total_of(one.counts[name] for one in schools) for name in (ROLL, REGISTER, SUPPORT, PLANS)}
    rows = [
        GroupRow(
            one.name,
            *_numbers({name: one.counts[name] for name in totals}),
            late_own=one.late_own,
            late_authority=one.late_authority,
            in_order=one.in_order,
            not_in_order=one.not_in_order,
            school=one.school,
        )
        for one in schools
    ]
    return rows, GroupRow(f"All {len(schools)} schools", *_numbers(totals))


def _numbers(counts: dict[str, int | None]) -> tuple[str, str, str, str, str, str]:
    """Roll, register and its share, SEN support, plans and their share."""
    roll, register, plans = counts[ROLL], counts[REGISTER], counts[PLANS]
    return (
        in_words(roll),
        in_words(register),
        percent_in_words(register, roll),
        in_words(counts[SUPPORT]),
        in_words(plans),
        percent_in_words(plans, roll),
    )


@dataclass(frozen=True)
class England:
    """The Department's figures for all schools in England, in percent of pupils."""

    year: str
    any_sen: float
    support: float
    plans: float


def england(today: dt.date) -> England | None:
    """The newest that were known on the day: a census of January is published in the summer after it."""
    for start in range(today.year, today.year - 8, -1):
        year = f"{start}/{(start + 1) % 100:02d}"
        found = national_statistics(year)
        if found is not None:
            return England(year, found["any_sen_pct"], found["sen_support_pct"], found["ehc_pct"])
    return None
