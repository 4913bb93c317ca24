"""A month of dates as a grid of weeks, for a screen or a wall. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class MonthDay:
    """One square. `is_in` is false of the days before and after that fill the first and the last week."""

    on: dt.date
    is_in: bool
    rows: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    first: dt.date
    weeks: list[list[MonthDay]]

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The first and the last square."""
        return self.weeks[0][0].on, self.weeks[-1][-1].on

    @property
    def before(self) -> str:
        return f"{self.first - DAY:%Y-%m}"

    @property
    def after(self) -> str:
        return f"{self.first + 31 * DAY:%Y-%m}"

    def fill(self, rows: Iterable[Any]) -> None:
        """Put each row on the square of its day."""
        squares = {day.on: day for week in self.weeks for day in week}
        for row in rows:
            squares[row.due_on].rows.append(row)


def month_asked(text: str, today: dt.date) -> Month:
    """Of "2026-11"; anything else, and any year nobody plans for, is this month."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today.replace(day=1)
    if abs(first.year - today.year) > 10:
        first = today.replace(day=1)
    day = first - first.weekday() * DAY
    weeks: list[list[MonthDay]] = []
    while not weeks or (day.year, day.month) == (first.year, first.month):
        weeks.append([MonthDay(on, on.month == first.month) for on in (day + n * DAY for n in range(7))])
        day += 7 * DAY
    return Month(first, weeks)


def last_months(today: dt.date, count: int = 12) -> list[dt.date]:
    """The first days of this month and of those before it, the earliest first."""
    months = today.year * 12 + today.month - 1
    return [dt.date(one // 12, one % 12 + 1, 1) for one in range(months - count + 1, months + 1)]
