"""What was done for a pupil from one day to another, for the chart of their progress.

Floors above tell of what they know: each registers, when it starts, a function of a pupil and a member that gives
what the member may see. One query each.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from senco.permissions import Member


@dataclass(frozen=True)
class Ran:
    label: str
    starts_on: dt.date
    ends_on: dt.date | None = None


RAN: dict[str, Callable[[Any, Member], Iterable[Ran]]] = {}


def all_that_ran(pupil: Any, member: Member) -> list[Ran]:
    """The earliest first."""
    found = [one for tell in RAN.values() for one in tell(pupil, member)]
    return sorted(found, key=lambda one: (one.starts_on, one.label))
