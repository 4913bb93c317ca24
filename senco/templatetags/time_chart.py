"""One chart over time: a panel for each measure, then bars of what ran from when until when, on one axis of days.

Drawn as those of `charts` are: lengths in percent, heights in pixels, presentation attributes only. The table of all
that it shows is the page's own and stands beneath it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import template

register = template.Library()

LEFT, RIGHT = 7.0, 97.0
HEAD, PLOT, GAP, ROW = 22, 84, 22, 26
MOST_TICKS = 6
MONTHS = (1, 4, 9)
"""Terms begin about then."""


@dataclass(frozen=True)
class Point:
    day: dt.date
    value: float
    words: str


@dataclass(frozen=True)
class Panel:
    """One measure: its points in order of days, the ends of its upright axis, and a dashed line to compare with."""

    label: str
    points: Sequence[Point]
    low: float
    high: float
    says: str = ""
    guide: tuple[tuple[dt.date, float], tuple[dt.date, float]] | None = None
    guide_says: str = ""
    ticks: Sequence[tuple[float, str]] = ()


@dataclass(frozen=True)
class Bar:
    """What ran from one day to another, or still runs."""

    label: str
    starts_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True)
class Mark:
    """A day to be seen through all panels, under the number that the table gives it."""

    day: dt.date
    number: int


@dataclass(frozen=True)
class Days:
    """Turns a day into a place from left to right."""

    first: dt.date
    last: dt.date
    spread: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spread", max(1, (self.last - self.first).days))

    def at(self, day: dt.date) -> float:
        inside = min(max(day, self.first), self.last)
        return LEFT + (RIGHT - LEFT) * (inside - self.first).days / self.spread

    def x(self, day: dt.date) -> str:
        return f"{self.at(day):.2f}%"

    def ticks(self) -> list[dict[str, Any]]:
        """First days of the terms, at most six of them; every second is left out of a narrow column."""
        years = range(self.first.year, self.last.year + 1)
        found = [
            day for year in years for month in MONTHS if self.first <= (day := dt.date(year, month, 1)) <= self.last
        ]
        every = max(1, -(-len(found) // MOST_TICKS))
        return [
            {
                "x": self.x(day),
                "text": f"{day:%b %Y}",
                "more": place % 2,
                "anchor": "end" if self.at(day) > 90 else "middle",
            }
            for place, day in enumerate(found[::every])
        ]


@register.inclusion_tag("components/time_chart.html")
def time_chart(
    panels: Iterable[Panel],
    marks: Iterable[Mark],
    bars: Iterable[Bar],
    first: dt.date,
    last: dt.date,
    title: str,
    says: str = "",
) -> dict[str, Any]:
    days = Days(first, last)
    drawn = [_panel(panel, days, HEAD + place * (HEAD + PLOT + GAP)) for place, panel in enumerate(panels)]
    foot = len(drawn) * (HEAD + PLOT + GAP) + HEAD // 2
    rows = [_bar(bar, days, foot + place * ROW) for place, bar in enumerate(bars)]
    bottom = foot + len(rows) * ROW
    return {
        "panels": drawn,
        "marks": [{"x": days.x(mark.day), "number": mark.number} for mark in marks if first <= mark.day <= last],
        "bars": rows,
        "axis": days.ticks(),
        "left": f"{LEFT:.2f}%",
        "bottom": bottom,
        "below": bottom + 18,
        "height": bottom + 26,
        "title": title,
        "says": says,
    }


def _panel(panel: Panel, days: Days, top: int) -> dict[str, Any]:
    spread = panel.high - panel.low or 1.0

    def y(value: float) -> str:
        inside = min(max(value, panel.low), panel.high)
        return f"{top + PLOT * (1 - (inside - panel.low) / spread):.1f}"

    dots = [{"x": days.x(one.day), "y": y(one.value), "words": one.words} for one in panel.points]
    for dot, one in zip(dots, panel.points, strict=True):
        dot["anchor"] = "end" if days.at(one.day) > 92 else "middle"
        dot["above"] = f"{float(dot['y']) - 9:.1f}"
    strokes = [{"x1": a["x"], "y1": a["y"], "x2": b["x"], "y2": b["y"]} for a, b in zip(dots, dots[1:], strict=False)]
    guide = None
    if panel.guide:
        (day_1, value_1), (day_2, value_2) = panel.guide
        guide = {"x1": days.x(day_1), "y1": y(value_1), "x2": days.x(day_2), "y2": y(value_2)}
    return {
        "label": panel.label,
        "says": panel.says,
        "title_y": top - 14,
        "foot": top + PLOT,
        "ticks": [{"y": y(value), "text": text, "dy": 9 if value == panel.high else -5} for value, text in panel.ticks],
        "dots": dots if len(dots) <= 14 else [{**dot, "words": ""} for dot in dots],
        "strokes": strokes,
        "guide": guide,
        "guide_says": panel.guide_says,
    }


def _bar(bar: Bar, days: Days, top: int) -> dict[str, Any]:
    start, end = days.at(bar.starts_on), days.at(bar.ends_on or days.last)
    late = start > 55
    return {
        "label": bar.label,
        "x": f"{start:.2f}%",
        "width": f"{max(end - start, 0.6):.2f}%",
        "y": top + 15,
        "text_x": f"{end if late else start:.2f}%",
        "text_y": top + 11,
        "anchor": "end" if late else "start",
        "open": bar.ends_on is None or bar.ends_on > days.last,
    }
