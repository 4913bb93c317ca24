"""The register in the timeline: on, changed, off, and the day on which the parents were told."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value

from pupils.models import SenStatus
from pupils.templatetags.pupils import provision_state
from senco.links import link_for
from senco.permissions import Member, Permission
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of

KEY = "register"
TOLD = "told"


def _rows(pupil: int, member: Member) -> Any:
    """Somebody who never was on the register has no entry for that."""
    seen = SenStatus.objects.visible_to(member, Permission.VIEW_PROVISION).of_pupil(pupil)
    earlier = SenStatus.objects.filter(pupil=OuterRef("pupil"), starts_on__lt=OuterRef("starts_on"))
    changed = seen.filter(~Q(provision=SenStatus.Provision.NONE) | Q(Exists(earlier)))
    return as_lines(
        changed,
        KEY,
        day=each_day("starts_on", "parents_told_on"),
        code=each_of("provision", Value(TOLD)),
        text=each_of("reason", "parents_told_how"),
        who=each_of("decided_by__name", Value("")),
        link="pupil_id",
    )


def _say(line: Line, member: Member) -> Said:
    url = link_for(member, "pupils:needs", line.link)
    return Said(_words()[line.code], line.text, url, colour=provision_state(line.code))


@functools.cache
def _words() -> Mapping[str, str]:
    return {
        "K": "On the register: SEN support",
        "E": "On the register: EHC plan",
        "N": "Off the register: no SEN provision",
        TOLD: "Parents told about SEN support",
    }


KINDS = (Kind(KEY, "Register", "flag", _rows, _say, _words, tells=frozenset({"sen_status"})),)
