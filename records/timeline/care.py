"""Personal education plans and who may consent, in the timeline of those who need to know of a pupil's care."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Value
from django.db.models.functions import Concat

from records.actions.peps import KIND
from records.models import CareConsent, Pep
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of


def _peps(pupil: int, member: Member) -> Any:
    rows = Pep.objects.visible_to(member).held().of_pupil(pupil)
    return as_lines(rows, "pep", day="held_on", text="agreed", who="written_by__name")


def _say_pep(line: Line, member: Member) -> Said:
    url = link_for(member, "records:pep", line.link)
    return Said("Personal education plan reviewed", line.text, url)


def _consents(pupil: int, member: Member) -> Any:
    return as_lines(
        CareConsent.objects.visible_to(member).of_pupil(pupil),
        "consent",
        day=each_day("starts_on", "ends_on"),
        code=each_of(*(Concat(Value(f"{word}:"), "what") for word in _words())),
        text="who",
        link="pupil",
    )


def _say_consent(line: Line, member: Member) -> Said:
    word, what = line.code.split(":")
    label = str(CareConsent.What(what).label)
    return Said(f"{_words()[word]}: {label}", line.text, link_for(member, "records:care", line.link))


@functools.cache
def _words() -> Mapping[str, str]:
    return {"from": "May consent", "until": "May no longer consent"}


@functools.cache
def _all_words() -> Mapping[str, str]:
    return {f"{word}:{what.value}": f"{said}: {what.label}" for word, said in _words().items() for what in WHATS}


WHATS = CareConsent.What
KINDS = (
    Kind("pep", "Personal education plans", "mortarboard", _peps, _say_pep, tells=frozenset({KIND})),
    Kind("consent", "Who may consent", "pencil", _consents, _say_consent, _all_words),
)
