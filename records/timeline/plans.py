"""Plans in the timeline: made, amended, ceased."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Concat

from records.models import Plan
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of

DAYS = {"made_on": "made", "amended_on": "amended", "ceased_on": "ceased"}


def _rows(pupil: int, member: Member) -> Any:
    return as_lines(
        Plan.objects.visible_to(member).of_pupil(pupil),
        "plan",
        day=each_day(*DAYS),
        code=each_of(*(Concat(Value(f"{done}:"), F("kind")) for done in DAYS.values())),
        more="local_authority",
    )


def _say(line: Line, member: Member) -> Said:
    return Said(_words()[line.code], line.more, link_for(member, "records:plan", line.link))


@functools.cache
def _words() -> Mapping[str, str]:
    return {f"{done}:{kind.value}": f"{kind.label} {done}" for done in DAYS.values() for kind in Plan.Kind}


KINDS = (Kind("plan", "Plans", "journal-check", _rows, _say, _words),)
