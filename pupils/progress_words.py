"""Signs of slow progress in plain words, with their figures."""

import datetime as dt

from pupils.models import Measure
from pupils.progress import Found, Sign

NAMES = {
    Sign.SLOWER: "Slower than peers",
    Sign.SLOWED: "Slower than before",
    Sign.WIDENING: "Gap widening",
    Sign.OPEN: "Gap not closing",
}


def sentence(found: Found, measure: Measure, year: str, days: tuple[dt.date, dt.date]) -> str:
    """One sign of one pupil, from the first of two days to the last. `year` is the year group's name, "Year 4"."""
    scale = measure.scale
    since, until = (f"{day:%b %Y}" for day in days)
    if found.sign is Sign.SLOWER:
        start = scale.written(found.low)
        band = f"from {start} to {scale.written(found.high)}" if found.high > found.low else f"at {start}"
        return (
            f"{moved(measure, found.own).capitalize()} from {since} to {until}; the middle one of {found.peers} others "
            f"in {year} who started {band} {moved(measure, found.other)}."
        )
    if found.sign is Sign.SLOWED:
        return (
            f"{moved(measure, found.own).capitalize()} from {since} to {until}; "
            f"in the same length of time before that, {moved(measure, found.other)}."
        )
    now, then = scale.amount(found.own), behind(measure, found.other)
    if found.sign is Sign.WIDENING:
        return f"{now.capitalize()} behind the middle of {year} ({found.peers} others) in {until}; {then} in {since}."
    said = f"{now.capitalize()} behind the middle of {year} ({found.peers} others) in {until}"
    return f"{said}; {then} in {since}, so no nearer."


def moved(measure: Measure, gain: float) -> str:
    """ "gained 7 months", "lost 2 points", "stayed the same"."""
    size = measure.scale.amount(gain)
    if size.startswith("0 "):
        return "stayed the same"
    if not measure.higher_is_better:
        return f"went {'up' if gain > 0 else 'down'} by {size}"
    return f"{'gained' if gain > 0 else 'lost'} {size}"


def behind(measure: Measure, gap: float) -> str:
    size = measure.scale.amount(gap)
    if size.startswith("0 "):
        return "level"
    return size if gap > 0 else f"{size} ahead"
