"""Which days a period of a file means: "Autumn 2025", "Spring term 2025/26", "year to date"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pupils.names import fold
from senco.imports.intake import year_start
from senco.models import Term

SO_FAR = re.compile(r"\b(year to date|ytd|so far|this year|year)\b")
SEASON = re.compile(r"\b(autumn|spring|summer)\b")
TWO_YEARS = re.compile(r"\b(20\d\d)\s*[/–-]\s*(?:20)?\d\d\b")
ONE_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Period:
    starts_on: dt.date
    ends_on: dt.date
    is_running: bool = False


class Periods:
    """The terms of one school, for looking up. Two queries."""

    def __init__(self, school_id: int, day: dt.date) -> None:
        self.day = day
        self.year_starts_on = year_start(school_id, day)
        self.terms = list(Term.objects.of_school(school_id))

    def meant_by(self, written: str | None) -> Period | None:
        """None when the words name no term that the school has set."""
        words = (written or "").casefold()
        season = SEASON.search(words)
        if season is None:
            so_far = not words or SO_FAR.search(words)
            return Period(self.year_starts_on, self.day, is_running=True) if so_far else None
        year = self._year(words, season[1])
        for term in self.terms:
            if season[1] in fold(term.name) and term.starts_on.year == year:
                return Period(term.starts_on, term.ends_on)
        return None

    def _year(self, words: str, season: str) -> int:
        """The calendar year of that term: "2025/26" is a school year, a single year the calendar's."""
        later = 0 if season == "autumn" else 1
        if found := TWO_YEARS.search(words):
            return int(found[1]) + later
        if found := ONE_YEAR.search(words):
            return int(found[1])
        return self.year_starts_on.year + later
