"""Deadlines in the timeline once they are closed: those whose closing no row of another kind tells."""

import functools
from collections.abc import Mapping
from typing import Any

from pupils.models import Deadline
from pupils.own_rules import OWN_RULES, name_of
from senco.law import rules_in_force
from senco.links import link_for
from senco.permissions import Member
from senco.stream import KINDS as ALL_KINDS
from senco.stream import Kind, Line, Said, as_lines


def _rows(pupil: int, member: Member) -> Any:
    told = sorted(frozenset[str]().union(*(kind.tells for kind in ALL_KINDS.values())))
    closed = Deadline.objects.visible_to(member).closed().filter(pupil=pupil).exclude(subject_kind__in=told)
    return as_lines(closed, "deadline", day="closed_on", code="rule", text="closed_why", who="closed_by__name")


def _say(line: Line, member: Member) -> Said:
    return Said(f"Done: {name_of(line.code)}", line.text, link_for(member, "pupils:deadline", line.link))


@functools.cache
def _words() -> Mapping[str, str]:
    return {**{one.id: one.name for one in rules_in_force()}, **{one.id: one.name for one in OWN_RULES.values()}}


KINDS = (Kind("deadline", "Deadlines met", "check2-circle", _rows, _say, _words),)
