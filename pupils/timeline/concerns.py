"""Concerns in the timeline: what was logged, how it moved, and what colleagues answered."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Concat, TruncDate

from pupils.models import Concern, ConcernMove, ConcernQuestion, CriterionMet, Observation, ParentsInvolved
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines

KEY = "concern"
MOVED = {
    "new": "Concern new again",
    "watching": "Concern being watched",
    "gathering": "Colleagues asked about a concern",
    "sen_support": "Concern led to SEN support",
    "closed": "Concern closed",
}


def _rows(pupil: int, member: Member) -> Any:
    logged = as_lines(
        Concern.objects.visible_to(member).of_pupil(pupil),
        KEY,
        day=TruncDate("logged_at"),
        at="logged_at",
        code=Concat(Value("logged:"), F("source")),
        text=Concat(F("area_name"), Value("\n"), F("their_words"), Value(" "), F("seen"), output_field=TextField()),
        more="tried",
        who="logged_by__name",
    )
    moved = as_lines(
        ConcernMove.objects.visible_to(member).standing().filter(case__pupil=pupil),
        KEY,
        day=TruncDate("at"),
        at="at",
        code=Concat(Value("moved:"), F("to_state")),
        text="why",
        who="by__name",
        link="case_id",
    )
    answered = as_lines(
        ConcernQuestion.objects.visible_to(member).filter(case__pupil=pupil, answered_at__isnull=False),
        KEY,
        day=TruncDate("answered_at"),
        at="answered_at",
        code=Value("answered"),
        text="answer",
        more="text",
        who="asked__name",
        link="case_id",
    )
    return logged.union(moved, answered, *_beside(pupil, member), all=True)


def _beside(pupil: int, member: Member) -> tuple[Any, ...]:
    met = as_lines(
        CriterionMet.objects.visible_to(member).standing().filter(case__pupil=pupil),
        KEY,
        day=TruncDate("at"),
        at="at",
        code=Value("criterion"),
        text="criterion__text",
        who="by__name",
        link="case_id",
    )
    return _observed(pupil, member), _parents(pupil, member), met


def _observed(pupil: int, member: Member) -> Any:
    """That an adult said what they noticed; what they said stands in the picture."""
    return as_lines(
        Observation.objects.visible_to(member).filter(case__pupil=pupil, answered_at__isnull=False),
        KEY,
        day=TruncDate("answered_at"),
        at="answered_at",
        code=Value("observed"),
        text="part",
        who="asked__name",
        link="case_id",
    )


def _parents(pupil: int, member: Member) -> Any:
    return as_lines(
        ParentsInvolved.objects.visible_to(member).filter(case__pupil=pupil),
        KEY,
        day="on",
        at="at",
        code=Case(When(told=True, then=Value("parents:told")), default=Value("parents:not_yet")),
        text=Concat(F("response"), F("why_not")),
        who="by__name",
        link="case_id",
    )


def _say(line: Line, member: Member) -> Said:
    what, _, code = line.code.partition(":")
    url = link_for(member, "pupils:concern" if what == "logged" else "pupils:case", line.link)
    if what == "answered":
        return Said("Answered a question about a concern", f"{line.more} {line.text}", url)
    title = _words()[line.code]
    if what != "logged":
        return Said(title, line.text, url)
    area, _, seen = line.text.partition("\n")
    seen = seen.strip()
    text = f"{seen}\nTried: {line.more}" if line.more else seen
    return Said(f"{title}: {area}" if area else title, text, url)


@functools.cache
def _words() -> Mapping[str, str]:
    raised = {"staff": "", "parent": " for a parent", "pupil": " for the pupil", "agency": " for an agency"}
    logged = {f"logged:{source}": f"Concern logged{words}" for source, words in raised.items()}
    logged |= {"criterion": "Something looked for was found"}
    moved = {f"moved:{state}": words for state, words in MOVED.items()}
    parents = {"parents:told": "Parents told of a concern", "parents:not_yet": "Parents not yet told of a concern"}
    others = {"answered": "Answered a question about a concern", "observed": "Said what they noticed of the pupil"}
    return {**logged, **moved, **parents, **others}


KINDS = (
    Kind(
        KEY,
        "Concerns",
        "chat-left-text",
        _rows,
        _say,
        _words,
        tells=frozenset({"concern_case", "concern_question", "observation"}),
    ),
)
