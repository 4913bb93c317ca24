"""A pupil's results as the panels of a chart, and everything on it as the lines of a table. No query."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pupils import scales
from pupils.models import Concern, Measure, Pupil, Result
from pupils.ran import Ran
from senco.templatetags.time_chart import Bar, Mark, Panel, Point

MOST_BARS = 8
SHORTEST = dt.timedelta(days=330)


@dataclass(frozen=True)
class Row:
    """One line of the table beneath: `row` is the result or concern it is about, where there is one."""

    day: dt.date
    what: str
    says: str
    kind: str
    row: Any = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Drawn:
    panels: list[Panel]
    marks: list[Mark]
    bars: list[Bar]
    first: dt.date
    last: dt.date
    says: str
    rows: list[Row]
    left_out: int
    """Bars that had no room; the table has them."""


def draw(
    pupil: Pupil, results: Sequence[Result], concerns: Sequence[Concern], ran: Sequence[Ran], day: dt.date
) -> Drawn:
    """From the first result, and eleven months at least, to today. `results` come in order of their days."""
    first = min([result.taken_on for result in results] + [day - SHORTEST])
    by_measure: dict[int, list[Result]] = defaultdict(list)
    for result in results:
        by_measure[result.measure_id].append(result)
    shown = sorted(by_measure.values(), key=lambda rows: (rows[0].measure.place, rows[0].measure.name))
    panels = [_panel(pupil, rows, first, day) for rows in shown]
    seen = [one for one in ran if one.starts_on <= day and (one.ends_on is None or one.ends_on >= first)]
    marks = [Mark(_day(one), number) for number, one in enumerate(concerns, start=1)]
    return Drawn(
        panels=panels,
        marks=marks,
        bars=[Bar(one.label, one.starts_on, one.ends_on) for one in seen[-MOST_BARS:]],
        first=first,
        last=day,
        says=" ".join(f"{panel.label}: {panel.says}" for panel in panels[:2]),
        rows=_rows(results, concerns, ran),
        left_out=max(0, len(seen) - MOST_BARS),
    )


def _day(concern: Concern) -> dt.date:
    return concern.logged_at.date()


def _panel(pupil: Pupil, rows: Sequence[Result], first: dt.date, last: dt.date) -> Panel:
    measure: Measure = rows[0].measure
    scale = measure.scale
    points = [Point(row.taken_on, float(row.value), row.written) for row in rows]
    guide, words = _guide(measure, pupil, first, last)
    low, high = _ends(measure, [*(point.value for point in points), *(value for _, value in guide)])
    return Panel(
        label=measure.name,
        points=points,
        low=low,
        high=high,
        says=said(rows),
        guide=(guide[0], guide[1]) if guide else None,
        guide_says=words,
        ticks=[(low, scale.written(low)), (high, scale.written(high))],
    )


def _guide(measure: Measure, pupil: Pupil, first: dt.date, last: dt.date) -> tuple[list[tuple[dt.date, float]], str]:
    """What to compare with: the pupil's own age, the average, the mark to reach."""
    if measure.kind == scales.AGE:
        born = pupil.date_of_birth
        ages = [(day, (day - born).days / 365.25 * 12) for day in (first, last)]
        return ages, f"{pupil.known_as}'s own age"
    if measure.kind == scales.STANDARD:
        return [(day, float(scales.AVERAGE)) for day in (first, last)], "average for the age, 100"
    mark = measure.pass_mark(last) if measure.kind == scales.PASS else None
    if mark is None:
        return [], ""
    return [(day, mark) for day in (first, last)], f"mark to reach, {scales.plain(mark)}"


def _ends(measure: Measure, values: Iterable[float]) -> tuple[float, float]:
    """Ends of the upright axis: round ones that hold every value. Marks out of so many begin at nothing."""
    known = list(values)
    if measure.kind in (scales.LEVELS, scales.PASS):
        return float(measure.lowest), float(measure.highest)
    step = 12 if measure.kind == scales.AGE else 10
    low, high = step * (min(known) // step), step * -(-max(known) // step)
    return low, high if high > low else low + step


def said(rows: Sequence[Result]) -> str:
    """The latest, and how it moved since the one before it: "7:02 in Sep 2026, up 9 months since Sep 2025."."""
    last = rows[-1]
    now = f"{last.written} in {last.taken_on:%b %Y}"
    verdict = f" ({last.verdict})" if last.verdict else ""
    if len(rows) < 2:
        return f"{now}{verdict}."
    before = rows[0]
    moved = last.value - before.value
    way = "the same as" if not moved else f"{'up' if moved > 0 else 'down'} {last.measure.scale.amount(moved)} since"
    return f"{now}{verdict}, {way} {before.taken_on:%b %Y}."


def _rows(results: Sequence[Result], concerns: Sequence[Concern], ran: Sequence[Ran]) -> list[Row]:
    """Everything, the newest first."""
    rows = [Row(one.taken_on, one.measure.name, one.written, "result", one) for one in results]
    rows += [
        Row(_day(one), f"Concern {number}", one.get_area_display(), "concern", one)
        for number, one in enumerate(concerns, start=1)
    ]
    rows += [Row(one.starts_on, one.label, "", "ran", until=one.ends_on) for one in ran]
    return sorted(rows, key=lambda row: row.day, reverse=True)
