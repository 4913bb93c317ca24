"""Agencies in the timeline: from when, until when."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Value

from records.models import Involvement
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of


def _rows(pupil: int, member: Member) -> Any:
    return as_lines(
        Involvement.objects.visible_to(member).of_pupil(pupil),
        "agency",
        day=each_day("starts_on", "ends_on"),
        code=each_of(Value("from"), Value("until")),
        text=each_of("purpose", Value("")),
        more="agency__name",
        who="professional__name",
        link="agency_id",
    )


def _say(line: Line, member: Member) -> Said:
    url = link_for(member, "records:agency", line.link)
    return Said(f"{line.more} {_words()[line.code]}", line.text, url)


@functools.cache
def _words() -> Mapping[str, str]:
    return {"from": "became involved", "until": "is no longer involved"}


KINDS = (Kind("agency", "Agencies", "telephone", _rows, _say, _words),)
