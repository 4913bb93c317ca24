"""Interventions, who is in them, and what was given in the last weeks."""

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from provision.models import Delivery, Intervention, Placement, PlacementPupil
from pupils.actions.deadlines import set_deadline
from pupils.models import Pupil
from senco.demo.calendar import school_year, year_of
from senco.demo.classes import pupils_of
from senco.demo.trust import person
from senco.law import is_working_day, previous_working_day
from senco.models import School, User

DAY = dt.timedelta(days=1)
CATALOGUE: tuple[tuple[str, str, str, int, str, str], ...] = (
    ("Talk Boost", "CI", "targeted", 30, "3", "16.50"),
    ("Lego therapy", "CI", "targeted", 40, "1", "16.50"),
    ("Precision teaching", "CL", "targeted", 10, "5", "15.20"),
    ("1:1 reading", "CL", "targeted", 10, "5", "15.20"),
    ("ELSA", "SEMH", "targeted", 40, "1", "17.80"),
    ("Sensory circuits", "SP", "targeted", 15, "5", "15.20"),
    ("Touch typing", "SP", "targeted", 20, "3", "15.20"),
    ("Adult support in class", "", "specialist", 60, "5", "15.20"),
)
ASSISTANTS = {"oakfield": "ta", "st_marks": "ta.stmarks"}
WEEKS = 4


def make_provision(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    adult = person(ASSISTANTS[key]) if key in ASSISTANTS else None
    offered = [_intervention(school, row) for row in CATALOGUE[: 8 if key != "acorns" else 3]]
    start = school_year(year_of(today)).terms[0][1] + 12 * DAY
    start = min(start, today - 21 * DAY)
    if not PlacementPupil.objects.exists():
        pupils = pupils_of(school, "K", "E")
        for n, group in enumerate(_in_groups(chance.sample(pupils, min(len(pupils), 90)), chance)):
            _place(school, offered[n % len(offered)], group, start, adult if n % 3 == 0 else None, today, chance)
    _last_year(school, offered, start - 365 * DAY, chance)
    if adult is not None:
        _give_to(adult, school, chance)
        _deliver(school, adult, today, chance)


def _intervention(school: School, row: tuple[str, str, str, int, str, str]) -> Intervention:
    name, area, level, minutes, times, cost = row
    made, _ = Intervention.objects.get_or_create(school=school, name=name, is_open=True)
    values: dict[str, Any] = {
        "area": area, "level": level, "usual_minutes": minutes, "usual_times": Decimal(times),
        "hourly_cost": Decimal(cost),
    }  # fmt: skip
    for field, value in values.items():
        setattr(made, field, value)
    made.save(update_fields=list(values))
    return made


def _in_groups(pupils: list[Pupil], chance: random.Random) -> list[list[Pupil]]:
    groups, left = [], list(pupils)
    while left:
        size = chance.choice((1, 1, 3, 4, 5))
        groups.append(left[:size])
        left = left[size:]
    return groups


def _place(
    school: School, what: Intervention, pupils: list[Pupil], start: dt.date, adult: User | None, today: dt.date,
    chance: random.Random,
) -> None:  # fmt: skip
    review_on = previous_working_day(today + dt.timedelta(days=chance.randrange(-6, 60)))
    days = {5: "12345", 3: "135", 1: chance.choice("12345")}[int(what.usual_times or 1)]
    placement = Placement.objects.create(
        school=school, intervention=what, group_name=f"{what.name} group" if len(pupils) > 1 else "", starts_on=start,
        ends_on=start + dt.timedelta(weeks=30), review_on=review_on, minutes=what.usual_minutes,
        times=what.usual_times, weekdays=days, given_by=adult,
        given_by_name="" if adult else chance.choice(("J. Osei", "M. Dale", "R. Dunn (NHS)")),
        hourly_cost=what.hourly_cost,
    )  # fmt: skip
    PlacementPupil.objects.bulk_create(
        PlacementPupil(school=school, placement=placement, pupil=pupil, starts_on=start) for pupil in pupils
    )
    set_deadline(
        "placement.review", school_id=school.pk, subject=("placement", placement.pk),
        pupil=pupils[0] if len(pupils) == 1 else None, due_on=review_on, act_by=review_on, today=today,
        why="The day set when the intervention was placed.",
    )  # fmt: skip


def _last_year(school: School, offered: list[Intervention], start: dt.date, chance: random.Random) -> None:
    """What ended last summer, so that a pupil's history has a beginning."""
    for pupil in pupils_of(school, "K", "E")[::5]:
        what = chance.choice(offered)
        ends_on = start + dt.timedelta(weeks=12)
        placement = Placement.objects.create(
            school=school, intervention=what, starts_on=start, ends_on=ends_on, minutes=what.usual_minutes,
            times=what.usual_times, given_by_name="J. Osei", hourly_cost=what.hourly_cost,
        )  # fmt: skip
        PlacementPupil.objects.create(school=school, placement=placement, pupil=pupil, starts_on=start, ends_on=ends_on)


def _give_to(adult: User, school: School, chance: random.Random) -> None:
    """The assistant's own week: what came in from the SENCO's list names nobody."""
    for placement in Placement.objects.filter(from_import=True, ends_on=None).select_related("intervention"):
        what = placement.intervention
        placement.minutes = placement.minutes or what.usual_minutes or 30
        placement.times = placement.times or what.usual_times or Decimal(1)
        placement.hourly_cost, placement.given_by_name = what.hourly_cost or Decimal("15.20"), "J. Osei"
        placement.save(update_fields=["minutes", "times", "hourly_cost", "given_by_name"])
    if Placement.objects.filter(given_by=adult, ends_on=None).count() >= 6:
        return
    mine = list(Placement.objects.filter(given_by=None, from_import=True, ends_on=None).order_by("pk")[:8])
    for placement in mine:
        placement.given_by, placement.given_by_name = adult, ""
        placement.weekdays = {5: "12345", 3: "135"}.get(int(placement.times or 1), chance.choice("12345"))
        placement.save(update_fields=["given_by", "given_by_name", "weekdays"])


def _deliver(school: School, adult: User, today: dt.date, chance: random.Random) -> None:
    """Four weeks of sessions: most given, some not and why, a few that nobody recorded."""
    off = [(first, last) for _, first, last in school_year(year_of(today)).closures]
    rows = []
    for placement in Placement.objects.filter(given_by=adult).order_by("pk"):
        for back in range(1, WEEKS * 7):
            day = today - back * DAY
            closed = not is_working_day(day) or any(first <= day <= last for first, last in off)
            if closed or day < placement.starts_on or str(day.isoweekday()) not in placement.weekdays:
                continue
            fate = chance.random()
            if fate < 0.82:
                rows.append(Delivery(school=school, placement=placement, on=day, minutes=placement.minutes or 30,
                                     recorded_by=adult))  # fmt: skip
            elif fate < 0.94:
                why = chance.choice(Delivery.WhyNot.values)
                rows.append(Delivery(school=school, placement=placement, on=day, why_not=why, recorded_by=adult))
    Delivery.objects.bulk_create(rows)
