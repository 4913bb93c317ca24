"""Two years of termly results for every pupil of school age: most gain as expected, a few stand still."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pupils.actions.measures import starter_measures
from pupils.actions.progress import decide_progress, work_out_progress
from pupils.models import Measure, Result, SenStatus, SlowProgress, YearGroup
from senco.demo.plans import senco_of
from senco.law import nc_years
from senco.models import School, Term, calendar_of

DAY = dt.timedelta(days=1)
ROUNDS = 6
INTO_TERM = 21
SCHOOL_AGE = [str(year) for year in range(1, 14)]
TERMLY = {
    "primary": ("Reading age", "Mathematics, standardised score"),
    "infant": ("Reading age",),
    "secondary": ("Reading age", "Reading, standardised score"),
}
REASONS = (
    "Away for seven weeks with glandular fever, which is where the gap began. Catching up since half term with reading "
    "at home; we look again after the next test.",
    "The last test was taken on the day of the fire drill and stopped half way. To be taken again this month.",
)


@dataclass(frozen=True)
class Learner:
    """How a made-up pupil learns: where among their age (in standard deviations), and how fast against others."""

    pk: int
    year: str
    born: dt.date
    place: float
    pace: float
    stands_still_from: int


def make_results(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    starter_measures(school.pk)
    measures = {measure.name: measure for measure in Measure.objects.of_school(school)}
    days = _rounds(school, today)
    _pass_marks(measures["Phonics screening check"], days)
    learners = list(_learners(chance))
    by = senco_of(school, today)
    rows = [
        Result(school=school, entered_by=by.user, **fields)
        for learner in learners
        for fields in _results(learner, school.phase, measures, days, today, chance)
    ]
    Result.objects.bulk_create(rows, batch_size=2000)
    work_out_progress(school.pk, today=today)
    slow = SlowProgress.objects.strongest_first().values_list("result", flat=True)
    on = calendar_of(school).previous_school_day(today - 4 * DAY)
    for pk, reason in zip(slow[: len(REASONS)] if key == "oakfield" else [], REASONS, strict=False):
        result = Result.objects.select_related("pupil", "measure").get(pk=pk)
        decide_progress(result, by=by, reason=reason, seen=result.value, today=on)


def _rounds(school: School, today: dt.date) -> list[dt.date]:
    """Three weeks into each of the last six terms, the earliest first; every four months where no term is entered."""
    if not Term.objects.exists():
        return [today - back * 120 * DAY for back in range(ROUNDS, 0, -1)]
    known = Term.objects.filter(starts_on__lte=today - INTO_TERM * DAY).order_by("-starts_on")[:ROUNDS]
    days = [term.starts_on + INTO_TERM * DAY for term in known]
    calendar = calendar_of(school)
    return sorted(calendar.previous_school_day(day) for day in days)


def _pass_marks(phonics: Measure, days: list[dt.date]) -> None:
    """Of the years that are over; this year's is still to be set."""
    years = sorted({day.year - (day.month < 9) for day in days})[:-1]
    phonics.pass_marks = {str(year): 32 for year in years}
    phonics.save(update_fields=["pass_marks"])


def _learners(chance: random.Random) -> Iterator[Learner]:
    sen = dict(SenStatus.objects.filter(ends_on=None).values_list("pupil", "provision"))
    years = YearGroup.objects.filter(ends_on=None, code__in=SCHOOL_AGE).order_by("pupil")
    for pk, code, born in years.values_list("pupil", "code", "pupil__date_of_birth"):
        provision = sen.get(pk, "N")
        place = chance.gauss({"K": -0.9, "E": -1.5}.get(provision, 0.15), 0.85)
        pace = chance.gauss({"K": 0.85, "E": 0.75}.get(provision, 1.02), 0.09)
        still = chance.choice((2, 3, 3, 4)) if chance.random() < 0.05 else ROUNDS
        yield Learner(pk, code, born, place, pace, still)


def _results(
    one: Learner, phase: str, measures: dict[str, Measure], days: list[dt.date], today: dt.date, chance: random.Random
) -> Iterator[dict]:
    for number, day in enumerate(days):
        if (today - one.born).days < 2200 - (len(days) - number) * 120 or chance.random() < 0.03:
            continue  # too young for such a test then, or away on the day
        learnt = min(number, one.stands_still_from) * 4 * (one.pace - 1)
        lost = max(0, number - one.stands_still_from) * 4
        for name in TERMLY.get(phase, ()):
            measure = measures[name]
            if measure.kind == "age":
                months = (day - one.born).days / 30.44 + one.place * (6 + int(one.year)) + learnt - lost
                value = Decimal(round(months + chance.gauss(0, 1.2)))
            else:
                value = Decimal(round(100 + one.place * 13 + learnt - lost * 0.7 + chance.gauss(0, 2.2)))
            yield _fields(one, measure, day, value)
        if day.month in (5, 6) and phase in ("primary", "infant"):
            yield from _summer(one, measures, day, today, chance)


def _summer(
    one: Learner, measures: dict[str, Measure], day: dt.date, today: dt.date, chance: random.Random
) -> Iterator[dict]:
    """Once a year: the teacher's judgement of writing, and in Year 1 the phonics check."""
    judged = Decimal(1 if one.place < -1.5 else 2 if one.place < -0.5 else 3 if one.place < 1.2 else 4)
    yield _fields(one, measures["Writing, teacher's judgement"], day, judged)
    codes = [year.code for year in nc_years()]
    back = today.year - (today.month < 9) - (day.year - (day.month < 9))
    if codes[codes.index(one.year) - back] == "1":
        mark = Decimal(min(40, max(0, round(33 + one.place * 7 + chance.gauss(0, 2)))))
        yield _fields(one, measures["Phonics screening check"], day, mark)


def _fields(one: Learner, measure: Measure, day: dt.date, value: Decimal) -> dict:
    inside = min(max(value, measure.lowest), measure.highest)
    return {
        "pupil_id": one.pk,
        "measure": measure,
        "taken_on": day,
        "value": inside,
        "written": measure.scale.written(inside),
    }
