"""Interventions, who is in them, and what was given in the last weeks."""

import datetime as dt
import random
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from provision.costs import weekly_minutes
from provision.models import Delivery, Intervention, Placement, PlacementPupil
from pupils.actions.deadlines import set_deadline
from pupils.models import Pupil
from senco.demo.calendar import moment, school_year, year_of
from senco.demo.classes import pupils_of
from senco.demo.trust import person
from senco.law import previous_working_day
from senco.models import Membership, School, User, calendar_of
from senco.permissions import Role

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
OTHERS = ("J. Osei", "M. Dale", "R. Dunn (NHS)")
"""Who comes in and has no sign-in."""
WEEKS = 4
A_WEEK = 25 * 60
OF_ONE = 180
"""Minutes that anybody gives, at most; and those of one placement in the week of the assistant who signs in."""


class Rota:
    """Whose week has room: each placement goes to whoever gives least, and to nobody where it fits nobody's week."""

    def __init__(self, people: Iterable[User | str]) -> None:
        self.given: dict[User | str, Decimal] = dict.fromkeys(people, Decimal(0))

    def book(self, person: User | str, placement: Placement) -> bool:
        """Whether this person's week had room for it; then it is theirs."""
        asked = weekly_minutes(placement.minutes, placement.times) or Decimal(0)
        if self.given[person] + asked > A_WEEK:
            return False
        self.given[person] += asked
        placement.given_by = person if isinstance(person, User) else None
        placement.given_by_name = "" if isinstance(person, User) else person
        return True

    def share(self, placement: Placement) -> None:
        placement.given_by, placement.given_by_name = None, ""
        self.book(min(self.given, key=lambda person: self.given[person]), placement)


def _rota(school: School) -> Rota:
    held = Membership.objects.filter(school=school, role=Role.TEACHING_ASSISTANT).order_by("pk")
    return Rota([*(one.user for one in held.select_related("user")), *OTHERS])


def _givers(school: School) -> list[User]:
    """Where nobody of the eight assists: whoever gives something and signs in, two at most."""
    return list(User.objects.filter(pk__in=Placement.objects.values("given_by")).order_by("pk")[:2])


def make_provision(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    adult = person(ASSISTANTS[key]) if key in ASSISTANTS else None
    offered = [_intervention(school, row) for row in CATALOGUE[: 8 if key != "acorns" else 3]]
    start = school_year(year_of(today)).terms[0][1] + 12 * DAY
    start = min(start, today - 21 * DAY)
    rota = _rota(school)
    if not PlacementPupil.objects.exists():
        pupils = pupils_of(school, "K", "E")
        for n, group in enumerate(_in_groups(chance.sample(pupils, min(len(pupils), 90)), chance)):
            what = offered[n % len(offered)]
            _place(school, what, group, start, adult if n % 3 == 0 else None, rota, today, chance)
    _last_year(school, offered, start - 365 * DAY, chance)
    if adult is not None:
        _give_out(adult, rota, chance)
    for giver in [adult] if adult is not None else _givers(school):
        _deliver(school, giver, today, chance)


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
    school: School, what: Intervention, pupils: list[Pupil], start: dt.date, adult: User | None, rota: Rota,
    today: dt.date, chance: random.Random,
) -> None:  # fmt: skip
    review_on = previous_working_day(today + dt.timedelta(days=chance.randrange(-6, 60)))
    days = {5: "12345", 3: "135", 1: chance.choice("12345")}[int(what.usual_times or 1)]
    placement = Placement(
        school=school, intervention=what, group_name=f"{what.name} group" if len(pupils) > 1 else "", starts_on=start,
        ends_on=start + dt.timedelta(weeks=30), review_on=review_on, minutes=what.usual_minutes,
        times=what.usual_times, weekdays=days, hourly_cost=what.hourly_cost,
    )  # fmt: skip
    if adult is None or not rota.book(adult, placement):
        rota.share(placement)
    placement.save()
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
    rota = _rota(school)
    for pupil in pupils_of(school, "K", "E")[::5]:
        what = chance.choice(offered)
        ends_on = start + dt.timedelta(weeks=12)
        placement = Placement(
            school=school, intervention=what, starts_on=start, ends_on=ends_on, minutes=what.usual_minutes,
            times=what.usual_times, hourly_cost=what.hourly_cost,
        )  # fmt: skip
        rota.share(placement)
        placement.save()
        PlacementPupil.objects.create(school=school, placement=placement, pupil=pupil, starts_on=start, ends_on=ends_on)


def _give_out(adult: User, rota: Rota, chance: random.Random) -> None:
    """What came in from the SENCO's list names nobody: the assistant's own week first, then the others'."""
    rows = list(Placement.objects.filter(from_import=True, ends_on=None).select_related("intervention").order_by("pk"))
    for placement in rows:
        what = placement.intervention
        placement.minutes = placement.minutes or what.usual_minutes or 30
        placement.times = placement.times or what.usual_times or Decimal(1)
        placement.hourly_cost = what.hourly_cost or Decimal("15.20")
    rows.sort(key=lambda one: (-_minutes(one), one.pk))  # the longest while there is room
    short = [placement for placement in rows if _minutes(placement) <= OF_ONE]
    mine = [placement for placement in short[:8] if rota.book(adult, placement)]
    for placement in mine:
        placement.weekdays = {5: "12345", 3: "135"}.get(int(placement.times or 1), chance.choice("12345"))
    for placement in rows:
        if placement not in mine:
            rota.share(placement)
        placement.save(update_fields=["minutes", "times", "hourly_cost", "given_by", "given_by_name", "weekdays"])


def _minutes(placement: Placement) -> Decimal:
    return weekly_minutes(placement.minutes, placement.times) or Decimal(0)


def _deliver(school: School, adult: User, today: dt.date, chance: random.Random) -> None:
    """Four weeks of sessions: most given, some not and why, a few that nobody recorded."""
    days = calendar_of(school)
    rows = []
    for placement in Placement.objects.filter(given_by=adult).order_by("pk"):
        for back in range(1, WEEKS * 7):
            day = today - back * DAY
            if (
                not days.is_school_day(day)
                or day < placement.starts_on
                or str(day.isoweekday()) not in placement.weekdays
            ):
                continue
            fate = chance.random()
            if fate < 0.82:
                rows.append(Delivery(school=school, placement=placement, on=day, minutes=placement.minutes or 30,
                                     recorded_by=adult))  # fmt: skip
            elif fate < 0.94:
                why = chance.choice(Delivery.WhyNot.values)
                rows.append(Delivery(school=school, placement=placement, on=day, why_not=why, recorded_by=adult))
    Delivery.objects.bulk_create(rows)
    for day in {row.on for row in rows}:
        Delivery.objects.filter(on=day).update(recorded_at=moment(day, 15, 10))
