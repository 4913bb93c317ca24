"""What is put in place for a pupil, in the timeline: when it began and when it ended."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Greatest, Least

from provision.models import PlacementPupil
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of


def _rows(pupil: int, member: Member) -> Any:
    """The name of the group and the notes stay out: both may hold other pupils' names."""
    first, last = Greatest("starts_on", "placement__starts_on"), Least(F("ends_on"), F("placement__ends_on"))
    return as_lines(
        PlacementPupil.objects.visible_to(member).of_pupil(pupil),
        "placement",
        day=each_day(first, last),
        code=each_of(Value("began"), Value("ended")),
        more="placement__intervention__name",
        who=Coalesce("placement__given_by__name", "placement__given_by_name"),
        link="placement_id",
    )


def _say(line: Line, member: Member) -> Said:
    return Said(f"{line.more} {_words()[line.code]}", url=link_for(member, "provision:placement", line.link))


@functools.cache
def _words() -> Mapping[str, str]:
    return {"began": "began", "ended": "ended"}


KINDS = (Kind("placement", "Provision", "grid-3x3-gap", _rows, _say, _words),)
