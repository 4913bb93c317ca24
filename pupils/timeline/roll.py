"""The roll in the timeline: joined, left, moved up a year, into and out of classes."""

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Concat

from pupils.models import Enrolment, GroupPupil, TeachingGroup, YearGroup
from senco.law import nc_years
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of

WAYS = {"in": "Joined", "out": "Left"}
HOLIDAY = dt.timedelta(days=70)
"""Who joins another class within a summer has moved, and is not said to have left as well."""


def _enrolments(pupil: int, member: Member) -> Any:
    return as_lines(
        Enrolment.objects.visible_to(member).of_pupil(pupil),
        "roll",
        day=each_day("starts_on", "ends_on"),
        code=each_of(Value("joined"), Value("left")),
        text=each_of(Value(""), "left_for"),
    )


def _say_enrolment(line: Line, member: Member) -> Said:
    return Said(_roll_words()[line.code], f"For {line.text}" if line.text else "")


@functools.cache
def _roll_words() -> Mapping[str, str]:
    return {"joined": "Joined the school", "left": "Left the school"}


def _classes(pupil: int, member: Member) -> Any:
    years = YearGroup.objects.visible_to(member).of_pupil(pupil)
    seen = GroupPupil.objects.visible_to(member).of_pupil(pupil)
    another = GroupPupil.objects.filter(
        pupil=OuterRef("pupil"),
        group__kind=OuterRef("group__kind"),
        group__subject=OuterRef("group__subject"),
        starts_on__gt=OuterRef("starts_on"),
        starts_on__lte=OuterRef("ends_on") + HOLIDAY,
    )
    left = Case(When(~Q(Exists(another)), then=F("ends_on")))
    moved = as_lines(
        seen,
        "class",
        day=each_day("starts_on", left),
        code=each_of(*(Concat(Value(f"{way}:"), F("group__kind")) for way in WAYS)),
        text="group__name",
        more="group__subject",
        link="group_id",
    )
    return as_lines(years, "class", day="starts_on", code=Concat(Value("year:"), F("code"))).union(moved, all=True)


def _say_class(line: Line, member: Member) -> Said:
    words = _class_words()[line.code]
    if line.code.startswith("year:"):
        return Said(words)
    name = f"{line.text} {line.more}".strip()
    return Said(f"{words} {name}", url=link_for(member, "pupils:class", line.link))


@functools.cache
def _class_words() -> Mapping[str, str]:
    kinds = {TeachingGroup.Kind.REGISTRATION: "class", TeachingGroup.Kind.SUBJECT: "teaching group"}
    moved = {f"{way}:{kind}": f"{words} {name}" for kind, name in kinds.items() for way, words in WAYS.items()}
    return {**{f"year:{year.code}": f"In {year.name}" for year in nc_years()}, **moved}


KINDS = (
    Kind("roll", "Joined and left", "person-check", _enrolments, _say_enrolment, _roll_words),
    Kind("class", "Years and classes", "mortarboard", _classes, _say_class, _class_words),
)
