"""Charts drawn on the server: SVG with presentation attributes only, a sentence above, a table beneath.

Lengths are percentages and heights are pixels, so a chart fits its column and its words keep their size.
Rows are mappings or objects with `label` and `value`; `display`, `state`, `url` and `note` may be there too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10
from typing import Any

from django import template

register = template.Library()

HEIGHT = 180
TOP = 12
LEFT = 8.0
RIGHT = 98.0
LONG = 18
"""Letters of a label from which it stands above its bar in a narrow column."""


def _get(row: Any, name: str, otherwise: Any = "") -> Any:
    return row.get(name, otherwise) if isinstance(row, Mapping) else getattr(row, name, otherwise)


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def ceiling(value: float) -> float:
    """The round number at or above: 1, 2, 2.5, 5 or 10 times a power of ten. 1 when there is nothing to show."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value)


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(
    rows: Iterable[Any], title: str, says: str = "", unit: str = "", head: str = "", top: Any = None, id: str = ""
) -> dict[str, Any]:
    """Bars, one a row. `title` names it, `says` is the sentence that it shows, `unit` heads the values,
    `head` the labels, `top` is the full length (the largest value if left out). A value of None is hidden:
    its `display` (a suppression mark, say) stands alone, with no bar to read it from. A row with a `url`
    opens it from its label.
    """
    rows = list(rows)
    most = _number(top) or max((_number(_get(row, "value", 0)) for row in rows), default=0.0)
    bars = [_bar(row, most) for row in rows]
    long = max((len(str(bar["label"])) for bar in bars), default=0) > LONG
    named = {"title": title, "says": says, "unit": unit or "Number", "head": head or "Group", "id": id}
    return {"bars": bars, "long": long, "linked": any(bar["url"] for bar in bars), **named}


def _bar(row: Any, most: float) -> dict[str, Any]:
    value = _get(row, "value", 0)
    length = 0.0 if value is None or not most else min(100.0, 100 * _number(value) / most)
    return {
        "label": _get(row, "label"),
        "display": _get(row, "display") or ("" if value is None else f"{value:,}"),
        "length": f"{length:.2f}%",
        "hidden": value is None,
        "state": _get(row, "state"),
        "url": _get(row, "url"),
        "note": _get(row, "note"),
    }


@dataclass(frozen=True)
class Scale:
    """Turns a place in the row of labels, and a value, into coordinates."""

    places: int
    low: float
    most: float

    def x(self, place: int) -> float:
        if self.places < 2:
            return (LEFT + RIGHT) / 2
        return LEFT + (RIGHT - LEFT) / (self.places - 1) * place

    def y(self, value: Any) -> float:
        return TOP + (HEIGHT - TOP) * (1 - (_number(value) - self.low) / (self.most - self.low))

    def ticks(self) -> list[dict[str, str]]:
        steps = [self.low + (self.most - self.low) * part / 4 for part in range(5)]
        return [{"y": f"{self.y(at):.1f}", "text": f"{at:g}"} for at in steps]

    def axis(self, labels: Sequence[str]) -> list[dict[str, Any]]:
        """At most six labels; every second is marked `more`, to be left out of a narrow column."""
        every = max(1, -(-len(labels) // 6))
        return [
            {
                "x": f"{self.x(at):.2f}%",
                "text": labels[at],
                "anchor": "end" if at and at == len(labels) - 1 else "middle",
                "more": at // every % 2,
            }
            for at in range(0, len(labels), every)
        ]

    def line(self, number: int, label: str, values: Sequence[Any]) -> dict[str, Any]:
        """Dots where there is a value, and a stroke between two neighbours that both have one."""
        known = [at for at, value in enumerate(values) if value is not None]
        return {
            "label": label,
            "series": number % 5 + 1,
            "dots": [{"x": f"{self.x(at):.2f}%", "y": f"{self.y(values[at]):.1f}"} for at in known],
            "segments": [self._stroke(at, values) for at in known if at + 1 in known],
        }

    def _stroke(self, at: int, values: Sequence[Any]) -> dict[str, str]:
        ends = {"x1": f"{self.x(at):.2f}%", "x2": f"{self.x(at + 1):.2f}%"}
        return ends | {"y1": f"{self.y(values[at]):.1f}", "y2": f"{self.y(values[at + 1]):.1f}"}


@register.inclusion_tag("components/line_chart.html")
def line_chart(
    labels: Sequence[str],
    series: Sequence[Any],
    title: str,
    says: str = "",
    unit: str = "",
    head: str = "",
    target: Any = None,
    bottom: Any = 0,
    id: str = "",
) -> dict[str, Any]:
    """Lines over the same `labels` (terms, weeks). Each of `series` has `label` and `values`, None for a gap.
    `target` draws one dashed line across with its value. `bottom` is where the upright axis begins: say so in
    `says` when it is not 0, for the lines then look steeper than they are.
    """
    rows = [(_get(one, "label"), [*_get(one, "values", []), *[None] * len(labels)][: len(labels)]) for one in series]
    known = [_number(value) for _, values in rows for value in values if value is not None]
    low = _number(bottom)
    scale = Scale(len(labels), low, low + ceiling(max([*known, _number(target)], default=0.0) - low))
    drawn = {
        "lines": [scale.line(number, *row) for number, row in enumerate(rows)],
        "ticks": scale.ticks(),
        "axis": scale.axis(labels),
        "target": None if target is None else {"y": f"{scale.y(target):.1f}", "value": target},
        "table": [(text, [values[at] for _, values in rows]) for at, text in enumerate(labels)],
    }
    frame = {"left": f"{LEFT - 2:.2f}%", "height": HEIGHT + 28, "below": HEIGHT + 20}
    return drawn | frame | {"title": title, "says": says, "unit": unit, "head": head or "When", "id": id}
