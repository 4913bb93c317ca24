"""Needs in the timeline: recorded, ended, or become the main one."""

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Concat

from pupils.models import SenNeed
from senco.law import sen_types
from senco.links import link_for
from senco.permissions import Member, Permission
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of

KEY = "need"
DAY = dt.timedelta(days=1)
WORDS = {"main": "Main need", "new": "Need recorded", "now-main": "Now the main need", "ended": "No longer a need"}


def _rows(pupil: int, member: Member) -> Any:
    """A change of rank closes a row and opens another: told only where a need becomes the main one."""
    seen = SenNeed.objects.visible_to(member, Permission.VIEW_PROVISION).of_pupil(pupil)
    same = SenNeed.objects.filter(pupil=OuterRef("pupil"), code=OuterRef("code"))
    before, after = same.filter(ends_on=OuterRef("starts_on") - DAY), same.filter(starts_on=OuterRef("ends_on") + DAY)
    told = seen.annotate(goes_on=Exists(before), was_main=Exists(before.filter(rank=1)), is_followed=Exists(after))
    how = Case(
        When(goes_on=False, rank=1, then=Value("main:")),
        When(goes_on=False, then=Value("new:")),
        When(rank=1, was_main=False, then=Value("now-main:")),
    )
    begun = Case(When(Q(goes_on=False) | Q(rank=1, was_main=False), then=F("starts_on")))
    return as_lines(
        told,
        KEY,
        day=each_day(begun, Case(When(is_followed=False, then=F("ends_on")))),
        code=each_of(Concat(how, F("code")), Concat(Value("ended:"), F("code"))),
        text=each_of("note", Value("")),
        link="pupil_id",
    )


def _say(line: Line, member: Member) -> Said:
    how, _, code = line.code.partition(":")
    name = _names().get(code, code)
    return Said(f"{WORDS[how]}: {name}", line.text, link_for(member, "pupils:needs", line.link))


@functools.cache
def _names() -> Mapping[str, str]:
    return {one.code: one.name for one in sen_types()}


@functools.cache
def _words() -> Mapping[str, str]:
    return {f"{how}:{code}": f"{words}: {name}" for how, words in WORDS.items() for code, name in _names().items()}


KINDS = (Kind(KEY, "Needs", "clipboard2-data", _rows, _say, _words),)
