"""Results as schools write them, and the one number that each stands for. Pure: no database, no clock.

An age is a number of months, a level its place in the measure's row of words, everything else the number itself. What
could mean two things is refused with a sentence, never guessed: 7.5 may be seven and a half years or 7 years 5 months.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

NUMBER, AGE, STANDARD, LEVELS, PASS = "number", "age", "standard", "levels", "pass"
AVERAGE = Decimal(100)
"""Of a standardised score, by how it is made: mean 100, standard deviation 15."""

COLON_AGE = re.compile(r"(\d{1,2})\s*[:;/\-]\s*(\d{1,2})(?::00)?", re.A)
WORDS_AGE = re.compile(
    r"(\d{1,2})\s*(?:y|yr|yrs|year|years)\.?,?\s*(?:and\s*)?(?:(\d{1,2})\s*(?:m|mth|mths|month|months)?\.?)?"
)
DOT_AGE = re.compile(r"(\d{1,2})\.(\d{2})", re.A)
MONTHS_ONLY = re.compile(r"(\d{1,3})\s*(?:m|mth|mths|months)", re.A)
EDGE = re.compile(r"(<|>|below |under |less than |above |over |more than )\s*(.+)", re.I)
BELOW = ("<", "below", "under", "less than")


class BadResult(ValueError):
    """The message is the sentence that the person reads."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a measure's results may be. `levels` are words, the lowest first."""

    kind: str
    lowest: Decimal
    highest: Decimal
    levels: tuple[str, ...] = ()

    def read(self, text: str) -> Decimal:
        """The number that a written result stands for. Raises BadResult.

        A result beyond the edge of a test's table ("<70") stands for the next whole step outside it.
        """
        words = " ".join(text.split())
        if self.kind == LEVELS:
            return self._level(words)
        edge = EDGE.fullmatch(words)
        if edge is None:
            return self._within(self._one(words))
        value = self._within(self._one(edge[2]))
        return value - 1 if edge[1].strip().lower() in BELOW else value + 1

    def _one(self, words: str) -> Decimal:
        return Decimal(months_in(words)) if self.kind == AGE else number_in(words)

    def _level(self, words: str) -> Decimal:
        for place, level in enumerate(self.levels, start=1):
            if words.casefold() == level.casefold():
                return Decimal(place)
        raise BadResult(f"Write one of these: {', '.join(self.levels)}.")

    def _within(self, value: Decimal) -> Decimal:
        if not self.lowest <= value <= self.highest:
            raise BadResult(f"This measure goes from {self.written(self.lowest)} to {self.written(self.highest)}.")
        return value

    def written(self, value: Decimal | float) -> str:
        """A canonical number as people write it: "7:06", "102", "Expected"."""
        if self.kind == AGE:
            months = round(value)
            return f"{months // 12}:{months % 12:02d}"
        if self.kind == LEVELS and self.levels:
            return self.levels[min(max(round(value), 1), len(self.levels)) - 1]
        return plain(value)

    def amount(self, value: Decimal | float) -> str:
        """How much, whichever way: "7 months", "1 point", "2 steps"."""
        unit = {AGE: "month", LEVELS: "step"}.get(self.kind, "point")
        size = plain(abs(float(value))) if self.kind == LEVELS else str(round(abs(float(value))))
        return f"{size} {unit}" + ("" if size == "1" else "s")


def plain(value: Decimal | float) -> str:
    """At most one decimal, and none that says nothing."""
    text = f"{value:.1f}"
    return text.removesuffix(".0").replace("-0", "0") if text in ("-0.0", "0.0") else text.removesuffix(".0")


def number_in(words: str) -> Decimal:
    text = words.replace(",", ".") if re.fullmatch(r"-?\d+,\d+", words) else words
    try:
        value = Decimal(text) if re.fullmatch(r"-?\d{1,5}(?:\.\d{1,4})?", text, re.A) else None
    except InvalidOperation:  # pragma: no cover - the pattern admits numbers only
        value = None
    if value is None:
        raise BadResult("Write a number, such as 98.")
    return value.quantize(Decimal("0.01"))


def months_in(words: str) -> int:
    """An age in months: 7:06, 7y 6m, 7 years 6 months, 7.06, 90 months."""
    text = words.lower()
    for shape in (COLON_AGE, WORDS_AGE, DOT_AGE):
        if found := shape.fullmatch(text):
            years, months = int(found[1]), int(found[2] or 0)
            if months > 11:
                raise BadResult(f"There are no {months} months in a year: write years and months, such as 7:06.")
            return 12 * years + months
    if found := MONTHS_ONLY.fullmatch(text):
        return int(found[1])
    if re.fullmatch(r"\d{1,2}", text, re.A):
        return 12 * int(text)
    if re.fullmatch(r"\d{1,2}\.\d", text, re.A):
        raise BadResult("It is not clear whether this is months or a part of a year: write 7:05 for 7 years 5 months.")
    raise BadResult("Write years and months, such as 7:06.")


def looks_like_results(values: Sequence[str]) -> bool:
    """Whether every one of these could be a result of some scale of figures."""
    return bool(values) and all(_looks(value) for value in values)


def _looks(value: str) -> bool:
    try:
        months_in(value) if re.search(r"[:ym]", value.lower()) else number_in(value.lstrip("<> "))
    except BadResult:
        return False
    return True
