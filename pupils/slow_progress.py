"""Everybody whose progress is less than expected, as far as a member may see them. Five queries whatever the number."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pupils.models import Measure, ProgressDecision, Pupil, Result, YearGroup
from pupils.progress import Judged, Path, judge
from pupils.progress_words import NAMES, sentence
from senco.law import code_name
from senco.permissions import Member, Permission

REACH = 3
"""How many times a measure's months are read back: what is judged, what went before it, and a latest result some
months old."""


@dataclass(frozen=True)
class Line:
    """One pupil and measure. `decision` is set where it was found not to be SEN and nothing new came since."""

    pupil: Any
    """With the facts of `as_it_was`."""
    measure: Measure
    judged: Judged
    result: int
    decision: ProgressDecision | None = None

    @property
    def latest(self) -> str:
        return self.measure.scale.written(self.judged.stretch.end)

    @property
    def latest_on(self) -> dt.date:
        return self.judged.stretch.ended_on

    @property
    def signs(self) -> list[tuple[str, str]]:
        """(name, sentence) of each."""
        year = year_words(self.pupil)
        return [(NAMES[one.sign], sentence(one, self.judged, self.measure, year)) for one in self.judged.signs]


@dataclass(frozen=True)
class Looked:
    """`lines` with a sign; `compared` pupils with enough results to say anything, `few` with too few of them."""

    lines: list[Line]
    compared: int
    few: int
    none: int


def year_words(pupil: Any) -> str:
    return code_name("nc_year_actual", pupil.year_code) if pupil.year_code else "the year group"


def look(member: Member, measures_asked: Iterable[Measure], pupils: Any, day: dt.date) -> Looked:
    """`pupils` are those to be shown, on roll and visible; they are compared with everybody of their year group."""
    measures = {row.pk: row for row in measures_asked}
    wanted = set(pupils.values_list("pk", flat=True))
    found, seen, ids = _judged(measures, day)
    slow = {key: one for key, one in found.items() if key[1] in wanted and one.signs}
    known = pupils.among({pupil for _, pupil in slow}).as_it_was(day, member).with_school()
    by_pk = {pupil.pk: pupil for pupil in known}
    decided = _decided(member, measures.values(), by_pk)
    lines = [
        Line(by_pk[pupil], measures[pk], one, ids[pk, pupil], _answers(decided.get((pk, pupil)), one))
        for (pk, pupil), one in slow.items()
    ]
    compared = {pupil for _, pupil in found} & wanted
    few = ({pupil for _, pupil in seen} & wanted) - compared
    return Looked(lines, len(compared), len(few), len(wanted - compared - few))


def _judged(
    measures: Mapping[int, Measure], day: dt.date
) -> tuple[dict[tuple[int, int], Judged], set[tuple[int, int]], dict[tuple[int, int], int]]:
    """By measure and pupil: what was judged, who has any result, and the latest result of each. Two queries."""
    if not measures:
        return {}, set(), {}
    schools = {measure.school_id for measure in measures.values()}
    years = dict(YearGroup.objects.of_schools(schools).on(day).order_by("starts_on").values_list("pupil_id", "code"))
    longest = max(measure.months for measure in measures.values())
    since = day - dt.timedelta(days=round(REACH * longest * 30.5))
    paths: dict[int, list[Path]] = defaultdict(list)
    seen, ids = set(), {}
    for pk, pupil, days, values, rows in Result.objects.of_schools(schools).paths(measures.values(), since):
        seen.add((pk, pupil))
        if pupil in years and (day - days[-1]).days <= measures[pk].months * 31:
            paths[pk].append(Path(pupil, years[pupil], days, values))
            ids[pk, pupil] = rows[-1]
    judged = ((pk, one) for pk, some in paths.items() for one in judge(some, measures[pk].bounds))
    return {(pk, one.stretch.path.pupil): one for pk, one in judged}, seen, ids


def _decided(
    member: Member, measures: Iterable[Measure], pupils: Iterable[int]
) -> dict[tuple[int, int], ProgressDecision]:
    rows = ProgressDecision.objects.visible_to(member).standing().of_measures(measures).among(pupils)
    return {(row.measure_id, row.pupil_id): row for row in rows.with_all()}


def _answers(decision: ProgressDecision | None, judged: Judged) -> ProgressDecision | None:
    """A decision answers for the result that it was made of, and for no later or corrected one."""
    if decision is None:
        return None
    latest = (judged.stretch.ended_on, Decimal(str(judged.stretch.end)))
    return decision if latest == (decision.result_on, decision.value) else None


def shown_pupils(member: Member, day: dt.date) -> Any:
    return Pupil.objects.visible_to(member, Permission.VIEW_PROVISION).on_roll(day)
