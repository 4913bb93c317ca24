"""Reviews in the timeline: each step that was taken, on its day."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat

from records.models import Review
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines, each_day, each_of

STEPS = {
    "advice_asked_on": "advice asked for",
    "invited_on": "invitations sent",
    "circulated_on": "advice circulated",
    "held_on": "meeting held",
    "report_sent_on": "report sent",
    "decision_notified_on": "decision of the authority",
    "amend_notice_sent_on": "amendment notice sent",
    "final_plan_on": "final plan received",
    "cancelled_on": "called off",
}


def _rows(pupil: int, member: Member) -> Any:
    return as_lines(
        Review.objects.visible_to(member).of_pupil(pupil),
        "review",
        day=each_day(*STEPS),
        code=each_of(*(Concat(Value(f"{step}:"), F("kind")) for step in STEPS)),
        text=each_of(*(_more(step) for step in STEPS)),
    )


def _more(step: str) -> Any:
    if step == "decision_notified_on":
        names = (When(decision=one.value, then=Value(str(one.label))) for one in Review.Decision)
        return Case(*names, default=Value(""))
    return "cancelled_why" if step == "cancelled_on" else Value("")


def _say(line: Line, member: Member) -> Said:
    return Said(_words()[line.code], line.text, link_for(member, "records:review", line.link))


@functools.cache
def _words() -> Mapping[str, str]:
    return {f"{step}:{kind.value}": f"{kind.label}: {words}" for step, words in STEPS.items() for kind in Review.Kind}


KINDS = (Kind("review", "Reviews", "calendar-event", _rows, _say, _words, tells=frozenset({"review", "plan"})),)
