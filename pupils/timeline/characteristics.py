"""What else is dated about a pupil, in the timeline of those who may know it: looked after, pupil premium, EAL."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Concat

from pupils.models import Characteristic
from senco.links import link_for
from senco.permissions import Member, Permission
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of

KEY = "characteristic"


def _rows(pupil: int, member: Member) -> Any:
    """As the register has it: those who know of SEN, and those who keep the school's data."""
    known = member.schools_with(Permission.VIEW_PROVISION) | member.schools_with(Permission.EDIT_PUPILS)
    return as_lines(
        Characteristic.objects.visible_to(member).of_pupil(pupil).filter(school__in=known),
        KEY,
        day=each_day("starts_on", "ends_on"),
        code=each_of(Concat(Value("from:"), F("kind")), Concat(Value("until:"), F("kind"))),
        text=each_of("detail", Value("")),
        link="pupil_id",
    )


def _say(line: Line, member: Member) -> Said:
    return Said(_words()[line.code], line.text, link_for(member, "pupils:needs", line.link))


@functools.cache
def _words() -> Mapping[str, str]:
    begun = {f"from:{kind.value}": f"{kind.label}, from then on" for kind in Characteristic.Kind}
    return {**begun, **{f"until:{kind.value}": f"{kind.label}: no longer" for kind in Characteristic.Kind}}


KINDS = (Kind(KEY, "Characteristics", "tag", _rows, _say, _words),)
