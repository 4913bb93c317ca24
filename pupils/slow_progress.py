"""Whose progress is less than expected: worked out for a whole school, and read from what was kept of that."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pupils.models import GroupPupil, Measure, ProgressDecision, Pupil, Result, SlowProgress, TeachingGroup, YearGroup
from pupils.progress import Judged, Path, judge, strength_of
from pupils.progress_words import NAMES, sentence
from senco.law import code_name, nc_years
from senco.permissions import Member

REACH = 3
"""How many times a measure's months are read back: what is judged, what went before it, and a latest result some
months old."""


@dataclass(frozen=True)
class Worked:
    """What a school's results say: the rows to keep, and of how many pupils on roll they speak."""

    rows: list[SlowProgress]
    compared: int
    few: int
    none: int


def work_out(school: int, day: dt.date) -> Worked:
    """Everybody on roll against the whole of their year group. Six queries, whatever the number."""
    measures = {row.pk: row for row in Measure.objects.of_school(school).active().filter(is_judged=True)}
    on_roll = set(Pupil.objects.at_schools([school]).on_roll(day).values_list("pk", flat=True))
    years = dict(YearGroup.objects.of_school(school).on(day).order_by("starts_on").values_list("pupil_id", "code"))
    found, seen, ids = _judged(school, measures, years, day)
    groups = GroupPupil.objects.of_school(school).on(day).filter(group__kind=TeachingGroup.Kind.REGISTRATION)
    classes = dict(groups.values_list("pupil_id", "group__name"))
    slow = {key: one for key, one in found.items() if one.signs and key[1] in on_roll}
    rows = [
        _row(school, measures[pk], one, ids[pk, pupil], classes.get(pupil, "")) for (pk, pupil), one in slow.items()
    ]
    compared = {pupil for _, pupil in found} & on_roll
    few = ({pupil for _, pupil in seen} & on_roll) - compared
    return Worked(rows, len(compared), len(few), len(on_roll - compared - few))


def _judged(
    school: int, measures: Mapping[int, Measure], years: Mapping[int, str], day: dt.date
) -> tuple[dict[tuple[int, int], Judged], set[tuple[int, int]], dict[tuple[int, int], int]]:
    """By measure and pupil: what was judged, who has any result, and the latest result of each. One query."""
    if not measures:
        return {}, set(), {}
    longest = max(measure.months for measure in measures.values())
    since = day - dt.timedelta(days=round(REACH * longest * 30.5))
    paths: dict[int, list[Path]] = defaultdict(list)
    seen, ids = set(), {}
    for pk, pupil, days, values, rows in Result.objects.of_school(school).paths(measures.values(), since):
        seen.add((pk, pupil))
        if pupil in years and (day - days[-1]).days <= measures[pk].months * 31:
            paths[pk].append(Path(pupil, years[pupil], days, values))
            ids[pk, pupil] = rows[-1]
    judged = ((pk, one) for pk, some in paths.items() for one in judge(some, measures[pk].bounds))
    return {(pk, one.stretch.path.pupil): one for pk, one in judged}, seen, ids


def _row(school: int, measure: Measure, one: Judged, result: int, class_name: str) -> SlowProgress:
    bounds, stretch = measure.bounds, one.stretch
    signs = sorted(one.signs, key=lambda found: -strength_of(found, stretch, bounds))
    return SlowProgress(
        school_id=school,
        pupil_id=stretch.path.pupil,
        measure=measure,
        result=result,
        signs=[found.sign.value for found in signs],
        figures=[[found.own, found.other, found.peers, found.low, found.high] for found in signs],
        strength=sum(strength_of(found, stretch, bounds) for found in signs),
        started_on=stretch.started_on,
        ended_on=stretch.ended_on,
        end=Decimal(str(stretch.end)),
        year=stretch.path.year,
        year_place=PLACES.get(stretch.path.year, len(PLACES)),
        class_name=class_name,
    )


PLACES = {year.code: place for place, year in enumerate(nc_years())}


@dataclass
class Line:
    """A pupil with slow progress in a measure or more, the strongest first."""

    pupil: Any
    """With the facts of `as_it_was`."""
    rows: list[SlowProgress]
    decision: ProgressDecision | None = None
    """Where the list is of those found not to be SEN."""
    heading: str = ""
    """What it stands under."""

    @property
    def first(self) -> SlowProgress:
        return self.rows[0]

    @property
    def measure(self) -> Measure:
        return self.first.measure

    @property
    def result(self) -> int:
        return self.first.result

    @property
    def signs(self) -> list[tuple[str, str]]:
        """(name, sentence) of each sign of the first row."""
        return signs_of(self.first)

    @property
    def why(self) -> tuple[str, str]:
        """The strongest sign of all, in one sentence with its two figures."""
        return self.signs[0]

    @property
    def also(self) -> list[tuple[str, list[str]]]:
        """(measure, names of its signs) of everything else that was found."""
        rest = [(row.measure.name, [NAMES[one.sign] for one in row.found[place == 0 :]]) for place, row in self._placed]
        return [(name, signs) for name, signs in rest if signs]

    @property
    def _placed(self) -> list[tuple[int, SlowProgress]]:
        return list(enumerate(self.rows))


def signs_of(row: SlowProgress) -> list[tuple[str, str]]:
    """(name, sentence) of each sign of a row."""
    year = code_name("nc_year_actual", row.year) if row.year else "the year group"
    days = (row.started_on, row.ended_on)
    return [(NAMES[one.sign], sentence(one, row.measure, year, days)) for one in row.found]


def heading_of(line: Line, order: str) -> str:
    """What a line stands under in a list in this order: its year group or class, or nothing."""
    year = code_name("nc_year_actual", line.first.year) if line.first.year else "No year group"
    if order == "class":
        return f"{line.first.class_name or 'No class'}, {year}"
    return "" if order else year


def lines_of(member: Member, rows: Any, pupils: Iterable[int], day: dt.date, *, decided: bool) -> list[Line]:
    """What is shown of these pupils, in their order. `rows` are what the filters leave. Three queries at most."""
    order = list(pupils)
    by_pupil: dict[int, list[SlowProgress]] = defaultdict(list)
    for row in rows.of_pupils(order).with_measure().strongest_first():
        by_pupil[row.pupil_id].append(row)
    known = {pupil.pk: pupil for pupil in Pupil.objects.among(order).as_it_was(day, member).with_school()}
    kept: dict[tuple[int, int], ProgressDecision] = {}
    if decided:
        standing = ProgressDecision.objects.visible_to(member).standing().among(order).with_all()
        kept = {(one.pupil_id, one.measure_id): one for one in standing}
    return [
        Line(known[pk], by_pupil[pk], kept.get((pk, by_pupil[pk][0].measure_id)))
        for pk in order
        if pk in known and by_pupil[pk]
    ]
