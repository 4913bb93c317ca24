"""A pupil's provision, for the chart of their progress."""

from collections.abc import Iterator
from typing import Any

from provision.models import PlacementPupil
from pupils.ran import Ran
from senco.permissions import Member


def placements_that_ran(pupil: Any, member: Member) -> Iterator[Ran]:
    """From the pupil's own first day in it to the last, or to the end of the whole. One query."""
    rows = PlacementPupil.objects.visible_to(member).of_pupil(pupil).with_placement()
    for row in rows:
        ends = [day for day in (row.ends_on, row.placement.ends_on) if day]
        yield Ran(row.placement.intervention.name, row.starts_on, min(ends) if ends else None)
