"""A passport agreed, and what an adult found to work."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, DateField, When
from django.db.models.functions import TruncDate

from records.actions.passports import SUBJECT
from records.models import PassportVersion, WhatWorked
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines


def _day() -> Any:
    """The day that it was agreed on; of a change of safety the day that it was made, in England."""
    agreed = When(why=PassportVersion.Why.AGREED, agreed_on__isnull=False, then="agreed_on")
    return Case(agreed, default=TruncDate("made_at"), output_field=DateField())


def _agreed(pupil: Any, member: Member) -> Any:
    rows = PassportVersion.objects.visible_to(member).of_pupil(pupil)
    return as_lines(
        rows, "passport", day=_day(), at="made_at", code="why", text="agreed_with", more="number",
        who="made_by__name", link="pupil",
    )  # fmt: skip


def _say_agreed(line: Line, member: Member) -> Said:
    url = link_for(member, "records:passport-version", line.link, int(line.more))
    if line.code == PassportVersion.Why.SAFETY:
        return Said(f"Safety steps changed: passport, version {line.more}", url=url)
    whom = dict(PassportVersion.With.choices).get(line.text, "")
    return Said(f"Passport agreed, version {line.more}", f"With {whom}." if whom else "", url)


@functools.cache
def _words() -> Mapping[str, str]:
    return {"agreed": "Passport agreed", "safety": "Safety steps changed"}


def _worked(pupil: Any, member: Member) -> Any:
    rows = WhatWorked.objects.visible_to(member).current().of_pupil(pupil)
    return as_lines(rows, "worked", day=TruncDate("at"), at="at", text="text", who="by__name", link="pupil")


def _say_worked(line: Line, member: Member) -> Said:
    return Said("What worked", line.text, link_for(member, "records:passport", line.link))


KINDS = (
    Kind("passport", "Passports", "person-badge", _agreed, _say_agreed, _words, frozenset({SUBJECT})),
    Kind("worked", "What worked", "lightbulb", _worked, _say_worked),
)
