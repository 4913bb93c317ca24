"""A figure that opens the list it counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One of the strip: `url` is the list whose length is `value`, "" where this member may not open it."""

    value: str
    label: str
    note: str = ""
    url: str = ""
    state: str = ""


@dataclass(frozen=True)
class Bar:
    """One row of bars. `url` is the list whose length is `value`."""

    label: str
    value: int
    url: str = ""
    display: str = ""
    state: str = ""
    note: str = ""
    key: str = ""


def some(count: int, one: str, many: str = "") -> str:
    """ "1 pupil", "3 pupils"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent_of(part: int, whole: int, places: int = 0) -> str:
    """14.8% of a whole; "" when there is no whole."""
    return f"{100 * part / whole:.{places}f}%" if whole else ""
