"""Charts drawn on the server: SVG with presentation attributes only, a sentence above, a table beneath.

Lengths are percentages and heights are pixels, so a chart fits its column and its words keep their size.
Rows are mappings or objects with `label` and `value`; `display`, `state`, `url` and `note` may be there too.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import floor, log10
from typing import Any

from django import template

register = template.Library()

HEIGHT = 180
TOP = 12
LEFT = 8.0
RIGHT = 98.0


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
    its `display` (a suppression mark, say) stands alone, with no bar to read it from.
    """
    rows = list(rows)
    most = _number(top) or max((_number(_get(row, "value", 0)) for row in rows), default=0.0)
    bars = []
    for row in rows:
        value = _get(row, "value", 0)
        length = 0.0 if value is None or not most else min(100.0, 100 * _number(value) / most)
        bars.append(
            {
                "label": _get(row, "label"),
                "display": _get(row, "display") or ("" if value is None else f"{value:,}"),
                "length": f"{length:.2f}%",
                "hidden": value is None,
                "state": _get(row, "state"),
                "url": _get(row, "url"),
                "note": _get(row, "note"),
            }
        )
    return {"bars": bars, "title": title, "says": says, "unit": unit or "Number", "head": head or "Group", "id": id}


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
    lines = [(_get(one, "label"), list(_get(one, "values", []))) for one in series]
    known = [_number(value) for _, values in lines for value in values if value is not None]
    low = _number(bottom)
    most = low + ceiling(max([*known, _number(target)], default=0.0) - low)
    step = (RIGHT - LEFT) / max(1, len(labels) - 1)

    def x(place: int) -> float:
        return (LEFT + RIGHT) / 2 if len(labels) == 1 else LEFT + step * place

    def y(value: Any) -> float:
        return TOP + (HEIGHT - TOP) * (1 - (_number(value) - low) / (most - low))

    drawn = []
    for number, (label, values) in enumerate(lines, start=1):
        dots = [(x(at), y(value), value) for at, value in enumerate(values) if value is not None]
        pairs = [(at, at + 1) for at in range(len(values) - 1) if values[at] is not None and values[at + 1] is not None]
        drawn.append(
            {
                "label": label,
                "series": (number - 1) % 5 + 1,
                "dots": [{"x": f"{a:.2f}%", "y": f"{b:.1f}", "value": value} for a, b, value in dots],
                "segments": [_segment(x(a), y(values[a]), x(b), y(values[b])) for a, b in pairs],
            }
        )
    every = max(1, -(-len(labels) // 6))
    return {
        "lines": drawn,
        "ticks": [{"y": f"{y(at):.1f}", "text": f"{at:g}"} for at in (low + (most - low) * part / 4 for part in range(5))],
        "axis": [
            {"x": f"{x(at):.2f}%", "text": text, "anchor": "end" if at == len(labels) - 1 and at else "middle"}
            for at, text in enumerate(labels)
            if at % every == 0
        ],
        "left": f"{LEFT - 2:.2f}%",
        "height": HEIGHT + 28,
        "floor": HEIGHT,
        "below": HEIGHT + 20,
        "target": None if target is None else {"y": f"{y(target):.1f}", "value": target},
        "table": [(text, [values[at] if at < len(values) else None for _, values in lines]) for at, text in enumerate(labels)],
        "title": title,
        "says": says,
        "unit": unit,
        "head": head or "When",
        "id": id,
    }


def _segment(x1: float, y1: float, x2: float, y2: float) -> dict[str, str]:
    return {"x1": f"{x1:.2f}%", "y1": f"{y1:.1f}", "x2": f"{x2:.2f}%", "y2": f"{y2:.1f}"}
