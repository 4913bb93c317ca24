"""What the database counts by sets is what somebody would count who went through the pupils one by one."""

import datetime as dt
import random
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from pupils.models import Attendance, Enrolment, Pupil, SenNeed, SenStatus, Suspension, YearGroup
from senco.models import School
from senco.permissions import Role
from senco.reports.compliance import _tallied
from senco.reports.roll import roll_cells
from senco.reports.summary import summary
from senco.rows import acting_for
from tests.factories import make_school, make_staff, member_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def fill(school: School, today: dt.date, seed: int) -> None:
    """Pupils of every odd kind: left and come back, no status, needs that tie or begin at 2, two years at once."""
    chance = random.Random(seed)

    def dates() -> dict[str, dt.date | None]:
        starts = today + chance.randrange(-400, 40) * DAY
        return {"starts_on": starts, "ends_on": starts + chance.randrange(500) * DAY}

    for n in range(90):
        pupil = Pupil.objects.create(
            school=school, forename="A", surname=f"B{n}", sort_name=f"b{n}", date_of_birth=dt.date(2016, 1, 1)
        )
        mine: dict[str, Any] = {"school": school, "pupil": pupil}
        for _ in range(chance.choice((0, 1, 1, 2))):
            Enrolment.objects.create(**mine, **dates())
        for _ in range(chance.choice((0, 1, 1, 2))):
            YearGroup.objects.create(**mine, **dates(), code=chance.choice(("R", "3", "9", "X")))
        if chance.random() < 0.9:
            SenStatus.objects.create(**mine, **dates(), provision=chance.choice("NKKE"))
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
            code = chance.choice(("SLCN", "NSA", "ASD"))
            SenNeed.objects.create(**mine, **dates(), code=code, rank=chance.randrange(1, 4))
        if chance.random() < 0.3:
            Suspension.objects.create(**mine, starts_on=today, sessions=1)
        for start in range(chance.randrange(4)):
            starts = today + (start * 30 - 70) * DAY
            ends = starts + chance.randrange(200) * DAY
            Attendance.objects.create(
                **mine, starts_on=starts, ends_on=ends, percent=Decimal(chance.randrange(500, 1000)) / 10
            )


def holds(row: Any, day: dt.date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


class OnePupil:
    """What is true of a pupil on a day, by looking."""

    def __init__(self, pupil: Pupil, day: dt.date) -> None:
        self.here = any(holds(row, day) for row in pupil.enrolment_rows.all())
        status = [row for row in pupil.senstatus_rows.all() if holds(row, day)]
        years = [row for row in pupil.yeargroup_rows.all() if holds(row, day)]
        needs = sorted((row.rank, row.pk, row.code) for row in pupil.senneed_rows.all() if holds(row, day))
        self.status = status[0].provision if status else ""
        self.provision = self.status or "N"
        self.year = max(years, key=lambda row: (row.starts_on, row.pk)).code if years else ""
        self.needs = [(rank, code) for rank, _, code in needs]
        self.need = needs[0][2] if needs else ""
        periods = [row for row in pupil.attendance_rows.all() if row.starts_on <= day]
        self.attended = max(periods, key=lambda row: (row.ends_on, row.starts_on)).percent if periods else None
        self.suspended = pupil.suspensions.count()


@pytest.fixture(params=[1, 2, 3])
def school(request: Any, today: dt.date) -> School:
    school = make_school()
    with acting_for(school):
        fill(school, today, request.param)
    other = make_school()
    with acting_for(other):
        fill(other, today, 9)
    return school


def one_by_one(school: School, day: dt.date) -> list[OnePupil]:
    return [one for one in (OnePupil(pupil, day) for pupil in Pupil.objects.filter(school=school)) if one.here]


def test_the_roll_by_provision_year_and_main_need(school: School, today: dt.date) -> None:
    with acting_for(school):
        plain = Counter((one.provision, one.year, one.need, bool(one.status)) for one in one_by_one(school, today))
        cells = roll_cells([school.pk], today)
    assert len(plain) > 10
    assert Counter({(c.provision, c.year, c.need, c.is_recorded): c.count for c in cells}) == plain


def refused(provision: str, needs: list[tuple[int, str]]) -> list[str]:
    """The checks that one pupil's entry fails, as somebody would find them who has it before them."""
    ranks = [rank for rank, _ in needs]
    ties = len(set(ranks)) < len(ranks)
    failed = {
        "2120": provision not in ("N", "K", "E"),
        "2125": provision == "N" and bool(needs),
        "2140": len(needs) > 1 and not ties and sorted(ranks)[:2] != [1, 2],
        "2160": len(needs) == 1 and ranks != [1],
        "tie": ties,
        "2170": provision in ("K", "E") and not needs,
        "2175": provision != "K" and any(code == "NSA" for _, code in needs),
    }
    return [check for check, fails in failed.items() if fails]


def test_what_the_census_would_refuse_by_check(school: School, today: dt.date) -> None:
    with acting_for(school):
        plain = Counter(check for one in one_by_one(school, today) for check in refused(one.status, one.needs))
        found = _tallied([school.pk], today)[school.pk, "census"]
    assert set(plain) == {"2120", "2125", "2140", "2160", "tie", "2170", "2175"}
    assert found == plain


def test_attendance_and_suspensions_by_provision(school: School, today: dt.date) -> None:
    head = make_staff(Role.HEADTEACHER, school)
    with acting_for(school):
        pupils = one_by_one(school, today)
        found = summary(member_of(head), today)
        everybody = [OnePupil(pupil, today) for pupil in Pupil.objects.filter(school=school)]
    for code, name in (("E", "EHC plan"), ("K", "SEN support"), ("N", "No SEN provision")):
        percents = [one.attended for one in pupils if one.provision == code and one.attended is not None]
        bar = next(bar for bar in found.attendance if bar.label == name)
        assert bar.display == f"{sum(percents) / len(percents):.1f}%" and bar.note == f"{len(percents)} pupils"
        suspended = sum(one.suspended for one in everybody if one.provision == code)
        assert sum(bar.value for bar in found.suspensions if bar.label == name) == suspended
