"""Calls, meetings and letters in the timeline. Of a confined one no word: it is read on its page, which logs it."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Concat

from records.models import Communication, MeetingRequest
from senco.links import link_for
from senco.permissions import Member, Role
from senco.stream import Kind, Line, Said, as_lines

KEY = "communication"


def _rows(pupil: int, member: Member) -> Any:
    roles = Func(F("confined_to"), Value(","), function="array_to_string", output_field=TextField())
    asked = as_lines(
        MeetingRequest.objects.visible_to(member).standing().of_pupil(pupil),
        KEY,
        day="asked_on",
        at="taken_at",
        code=Value("asked"),
        text=Concat(
            F("who"),
            F("contact__forename"),
            Value(" "),
            F("contact__surname"),
            Value(": "),
            F("about"),
            output_field=TextField(),
        ),
        more=Value(":"),
        who="taken_by__name",
    )
    said = as_lines(
        Communication.objects.visible_to(member).of_pupil(pupil),
        KEY,
        day="on",
        at="written_at",
        code="kind",
        text=_unless_confined("about"),
        more=Case(
            When(confined_to=[], then=Concat(Value(":"), F("agreed"), output_field=TextField())),
            default=roles,
            output_field=TextField(),
        ),
        who="written_by__name",
    )
    return said.union(asked, all=True)


def _unless_confined(field: str) -> Any:
    return Case(When(confined_to=[], then=F(field)), default=Value(""), output_field=TextField())


def _say(line: Line, member: Member) -> Said:
    """`more` begins with a colon and holds what was agreed, or holds the roles that it is confined to."""
    title = _words()[line.code]
    if line.code == "asked":
        return Said(title, line.text.strip(" :"), link_for(member, "records:meeting-request", line.link))
    url = link_for(member, "records:communication", line.link)
    if not line.more.startswith(":"):
        holders = line.more.split(",")
        names = ", ".join(str(role.label) for role in Role if role in holders)
        return Said(title, "Open it to read.", url, tag=f"Only for {names}", is_confined=True)
    agreed = line.more[1:]
    return Said(title, f"{line.text}\nAgreed: {agreed}" if agreed else line.text, url)


@functools.cache
def _words() -> Mapping[str, str]:
    return {**{kind.value: str(kind.label) for kind in Communication.Kind}, "asked": "Asked to meet the SENCO"}


KINDS = (
    Kind(
        KEY,
        "Calls, meetings and letters",
        "telephone",
        _rows,
        _say,
        _words,
        tells=frozenset({"promise", "meeting_request"}),
    ),
)
