"""Collecting what is wrong with a file, up to a bound."""

from __future__ import annotations

from pupils.imports.rows import Limits, Problem

SHOWN = 120


def shown(value: str) -> str:
    """A value as a list of problems shows it: one that never ends is cut."""
    return value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"


class Problems:
    """Keeps every problem that stops the file and the first of the others, and counts the rest."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.found: list[Problem] = []
        self.not_listed = 0

    def add(
        self, line: int, column: str, value: str, message: str, *, stops: bool = False, field: str | None = None
    ) -> None:
        if len(self.found) >= self.limits.problems and not (stops and len(self.found) < 2 * self.limits.problems):
            self.not_listed += 1
            return
        self.found.append(Problem(line, column, shown(value), message, stops, field))

    def in_order(self) -> tuple[Problem, ...]:
        return tuple(sorted(self.found, key=lambda problem: (problem.line, not problem.stops)))
