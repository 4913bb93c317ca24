"""Whose progress is less than expected, by the four signs of the Code of Practice (6.17). Pure: no database, no clock.

Slow progress is a reason to look, not special educational needs (Code, chapter 6). So each sign is given with its
figures, and nothing is said where there is too little to say it from.
"""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median

YEAR = 365.25
LEAST_DAYS = 60
"""Between two results that are compared: less tells more of the day than of the child."""


class Sign(StrEnum):
    SLOWER = "slower"
    """Significantly slower than peers who started from the same baseline."""
    SLOWED = "slowed"
    """Fails to match or better the pupil's previous rate."""
    WIDENING = "widening"
    """Widens the gap with peers."""
    OPEN = "open"
    """Fails to close the gap with peers."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How one measure is judged, in its own units. All of it is a school's to change."""

    lowest: float
    band: float
    """Two pupils start alike when their first results lie in one band of this width; 0: the same result."""
    slower_by: float
    """A year: how much less than another rate is significantly less."""
    gap: float
    """How far behind the middle of the year group is a gap."""
    least_peers: int = 5
    months: int = 12
    up: bool = True
    """More is better."""
    usual: float | None = None
    """What pupils as a whole gain in a year: whoever gains nearly as much has not slowed down. None: not known."""


@dataclass(frozen=True, slots=True)
class Path:
    """One pupil's results in one measure, oldest first. `year` is the year group that they are compared within."""

    pupil: int
    year: str
    days: Sequence[dt.date]
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a path that is judged: first and last result of the period, and what went before it."""

    path: Path
    first: int
    last: int
    before: int | None

    @property
    def start(self) -> float:
        return self.path.values[self.first]

    @property
    def end(self) -> float:
        return self.path.values[self.last]

    @property
    def started_on(self) -> dt.date:
        return self.path.days[self.first]

    @property
    def ended_on(self) -> dt.date:
        return self.path.days[self.last]

    @property
    def years(self) -> float:
        return (self.ended_on - self.started_on).days / YEAR

    @property
    def gain(self) -> float:
        return self.end - self.start

    @property
    def rate(self) -> float:
        return self.gain / self.years

    @property
    def before_rate(self) -> float | None:
        if self.before is None:
            return None
        days = (self.started_on - self.path.days[self.before]).days
        return (self.start - self.path.values[self.before]) / (days / YEAR)


@dataclass(frozen=True, slots=True)
class Found:
    """One sign and its figures: `own` and `other` are what is compared, `peers` how many others were looked at."""

    sign: Sign
    own: float
    other: float
    peers: int = 0
    low: float = 0.0
    """The band of the start, for SLOWER."""
    high: float = 0.0


@dataclass(slots=True)
class Judged:
    """A pupil's stretch in one measure, with the signs found; none is none."""

    stretch: Stretch
    signs: list[Found] = field(default_factory=list)


def stretch_of(path: Path, months: int) -> Stretch | None:
    """The last result and the earliest of the period before it; None where fewer than two lie far enough apart."""
    if len(path.days) < 2:
        return None
    last = len(path.days) - 1
    first = _earliest(path.days, path.days[last], last, months)
    if first is None:
        return None
    return Stretch(path, first, last, _earliest(path.days, path.days[first], first, months))


def _earliest(days: Sequence[dt.date], end: dt.date, before: int, months: int) -> int | None:
    """Place of the earliest day within so many months of `end` (and half a month more) and far enough from it."""
    since = end - dt.timedelta(days=round(months * YEAR / 12) + 15)
    until = end - dt.timedelta(days=LEAST_DAYS)
    return next((place for place in range(before) if since <= days[place] <= until), None)


def term_of(day: dt.date) -> tuple[int, int]:
    """School year and third of it: results of one round of tests lie weeks apart, of two rounds months."""
    year = day.year - (day.month < 9)
    return year, 0 if day.month >= 9 else 1 if day.month <= 4 else 2


def judge(paths: Iterable[Path], bounds: Bounds) -> Iterator[Judged]:
    """Every pupil with enough results, in any order, with what is less than expected of their progress."""
    together: dict[object, list[Stretch]] = defaultdict(list)
    for path in paths:
        stretch = stretch_of(path, bounds.months)
        if stretch is not None:
            together[path.year, term_of(stretch.started_on), term_of(stretch.ended_on)].append(stretch)
    for cohort in together.values():
        yield from _judge_cohort(cohort, bounds)


def _judge_cohort(cohort: list[Stretch], bounds: Bounds) -> Iterator[Judged]:
    """One year group, tested in the same terms."""
    up = 1 if bounds.up else -1
    bands: dict[float, list[float]] = defaultdict(list)
    for one in cohort:
        bands[band_of(one.start, bounds)].append(up * one.rate)
    for rates in bands.values():
        rates.sort()
    starts, ends = sorted(up * one.start for one in cohort), sorted(up * one.end for one in cohort)
    for one in cohort:
        rates = bands[band_of(one.start, bounds)]
        found = [_slower(one, rates, bounds, up), _slowed(one, bounds, up), _gap(one, starts, ends, bounds, up)]
        yield Judged(one, [sign for sign in found if sign])


def band_of(start: float, bounds: Bounds) -> float:
    return (start - bounds.lowest) // bounds.band if bounds.band else start


def band_edges(start: float, bounds: Bounds) -> tuple[float, float]:
    if not bounds.band:
        return start, start
    low = bounds.lowest + band_of(start, bounds) * bounds.band
    return low, low + bounds.band - 1


def middle_of_others(ordered: Sequence[float], own: float) -> float:
    """The median of a sorted row without one of its values."""
    place = bisect_left(ordered, own)
    others = len(ordered) - 1

    def at(index: int) -> float:
        return ordered[index + (index >= place)]

    half = others // 2
    return at(half) if others % 2 else (at(half - 1) + at(half)) / 2


def _slower(one: Stretch, rates: Sequence[float], bounds: Bounds, up: int) -> Found | None:
    """(a) Against those who started alike."""
    if len(rates) - 1 < bounds.least_peers:
        return None
    others = middle_of_others(rates, up * one.rate)
    if others - up * one.rate < bounds.slower_by:
        return None
    low, high = band_edges(one.start, bounds)
    return Found(Sign.SLOWER, one.gain, up * others * one.years, len(rates) - 1, low, high)


def _slowed(one: Stretch, bounds: Bounds, up: int) -> Found | None:
    """(b) Against oneself. After a good year a usual one follows by chance alone, so it must fall short of that too."""
    before = one.before_rate
    if before is None or up * (before - one.rate) < bounds.slower_by:
        return None
    if bounds.usual is not None and up * (bounds.usual - one.rate) < bounds.slower_by / 2:
        return None
    return Found(Sign.SLOWED, one.gain, before * one.years)


def _gap(one: Stretch, starts: Sequence[float], ends: Sequence[float], bounds: Bounds, up: int) -> Found | None:
    """(c) How far behind the middle of the year group, then and now."""
    peers = len(starts) - 1
    if peers < bounds.least_peers:
        return None
    then = middle_of_others(starts, up * one.start) - up * one.start
    now = middle_of_others(ends, up * one.end) - up * one.end
    if now < bounds.gap:
        return None
    if now - then >= bounds.slower_by * one.years:
        return Found(Sign.WIDENING, now, then, peers)
    return Found(Sign.OPEN, now, then, peers) if then >= bounds.gap and now >= then else None


def strength_of(found: Found, one: Stretch, bounds: Bounds) -> float:
    """How many times the school's own bound a sign is: what units a measure has no longer matters."""
    if found.sign is Sign.SLOWER or found.sign is Sign.SLOWED:
        return abs(found.other - found.own) / (bounds.slower_by * one.years)
    return found.own / bounds.gap


__all__ = [
    "Bounds", "Found", "Judged", "Path", "Sign", "Stretch", "judge", "median", "strength_of", "stretch_of", "term_of",
]  # fmt: skip
