"""Counts of pupils that nobody can read a single child from.

A count under 5, zero included, is hidden. So are as many others as it takes that no hidden count can be worked
out from what is shown: whoever adds, subtracts or compares still finds every number from 0 to 4 possible. All
bear one mark, so that nobody can tell which was small. Pure functions: no database.

How it is held. Counts are related by breakdowns (a total and the parts that add up to it), which form a tree.
A reader is taken to know the worst: which hidden counts are under 5, and which are not. What they can still not
tell is worked out exactly, by narrowing each count's range along the tree until nothing changes (on a tree of sums
of whole numbers that is exact). While some small count could be narrowed, one more count is hidden, in an order
that the figures themselves do not influence: an order by size would give away what it was chosen by.

Sums over schools follow another rule: a total over several schools is shown only if everything in it is shown.
Then it says nothing that its parts do not say, whatever one school's own page shows beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SMALL = 5
"""Counts of pupils below this are hidden."""
MARK = "hidden"
WHY = (
    f"“{MARK}” stands for fewer than {SMALL} pupils, none included, "
    "or for a number from which such a one could be worked out."
)
NO_LIMIT = 10**9

Range = tuple[int, int]


@dataclass(frozen=True)
class Breakdown:
    """Names of counts: a total, and the parts that add up to it, each pupil in exactly one."""

    total: str
    parts: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.parts, self.total)


def protect(counts: Mapping[str, int], breakdowns: Sequence[Breakdown]) -> dict[str, int | None]:
    """The counts with None for each that must be hidden. ValueError where the parts do not add up."""
    for one in breakdowns:
        if sum(counts[part] for part in one.parts) != counts[one.total]:
            raise ValueError(f"The parts of {one.total} do not add up to it.")
    hidden = {name for name, count in counts.items() if count < SMALL}
    while True:
        more = _one_more(counts, breakdowns, hidden)
        if more is None:
            hidden -= _plain_anyway(counts, breakdowns, hidden)
            return {name: None if name in hidden else count for name, count in counts.items()}
        hidden.add(more)


def _plain_anyway(counts: Mapping[str, int], breakdowns: Sequence[Breakdown], hidden: set[str]) -> set[str]:
    """Hidden counts, none of them small, that are a plain sum of shown ones: a mark there would be a pretence."""
    known = {name: (0, NO_LIMIT) if name in hidden else (count, count) for name, count in counts.items()}
    left = narrowed(known, breakdowns)
    return {name for name in hidden if counts[name] >= SMALL and left[name][0] == left[name][1]}


def _one_more(counts: Mapping[str, int], breakdowns: Sequence[Breakdown], hidden: set[str]) -> str | None:
    """The next count to hide, or None when every small one could still be anything from 0 to 4."""
    known = {name: _known(count, name in hidden) for name, count in counts.items()}
    left = narrowed(known, breakdowns)
    for name, count in counts.items():
        if count < SMALL and left[name] != (0, SMALL - 1):
            for near in _outwards(name, breakdowns):
                if near not in hidden:
                    return near
    return None


def _known(count: int, is_hidden: bool) -> Range:
    """What the worst-informed guess of a reader knows of one count by itself."""
    if not is_hidden:
        return count, count
    return (0, SMALL - 1) if count < SMALL else (SMALL, NO_LIMIT)


def narrowed(known: Mapping[str, Range], breakdowns: Sequence[Breakdown]) -> dict[str, Range]:
    """The smallest and largest value of each count that agree with all sums."""
    left = dict(known)
    changed = True
    while changed:
        changed = False
        for one in breakdowns:
            for name, found in _by_sum(one, left):
                low, high = max(left[name][0], found[0]), min(left[name][1], found[1])
                if (low, high) != left[name]:
                    left[name], changed = (low, high), True
    return left


def _by_sum(one: Breakdown, left: Mapping[str, Range]) -> Iterator[tuple[str, Range]]:
    """What one sum says of its total and of each of its parts."""
    lowest, highest = (sum(left[part][end] for part in one.parts) for end in (0, 1))
    yield one.total, (lowest, highest)
    low, high = left[one.total]
    for part in one.parts:
        yield part, (low - (highest - left[part][1]), high - (lowest - left[part][0]))


def _outwards(name: str, breakdowns: Sequence[Breakdown]) -> Iterator[str]:
    """Every other count, nearest first: the parts that follow it in its own breakdown, its total, then theirs."""
    seen, waiting = {name}, [name]
    while waiting:
        here = waiting.pop(0)
        for one in breakdowns:
            if here not in one.names:
                continue
            at = one.parts.index(here) + 1 if here in one.parts else 0
            for near in (*one.parts[at:], *one.parts[:at], one.total):
                if near not in seen:
                    seen.add(near)
                    waiting.append(near)
                    yield near


def total_of(counts: Iterable[int | None]) -> int | None:
    """A sum over schools: None as soon as one of them is hidden, for the sum less the others would tell it."""
    found = list(counts)
    return None if any(count is None for count in found) else sum(count or 0 for count in found)


def in_words(count: int | None) -> str:
    return MARK if count is None else f"{count:,}"


def percent_in_words(part: int | None, whole: int | None) -> str:
    """A share is shown only where both numbers that make it are."""
    if part is None or whole is None:
        return MARK
    return f"{100 * part / whole:.1f}%" if whole else "–"


def steps_in_words(count: int) -> str:
    """A number of steps (late, unsent) of the whole school: none, 1 to 4, or the number."""
    if count == 0:
        return "none"
    return f"1 to {SMALL - 1}" if count < SMALL else f"{count:,}"
