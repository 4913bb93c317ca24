"""Results in the timeline, and slow progress that was found not to be SEN."""

from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Concat

from pupils.models import ProgressDecision, Result
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said, as_lines


def _results(pupil: int, member: Member) -> Any:
    return as_lines(
        Result.objects.visible_to(member).of_pupil(pupil),
        "result",
        day="taken_on",
        at="entered_at",
        text=Concat(F("measure__name"), Value(": "), F("written")),
        more="note",
        who="entered_by__name",
        link="pupil_id",
    )


def _say_result(line: Line, member: Member) -> Said:
    return Said(line.text, line.more, link_for(member, "pupils:measures", line.link))


def _decisions(pupil: int, member: Member) -> Any:
    return as_lines(
        ProgressDecision.objects.visible_to(member).of_pupil(pupil).standing(),
        "progress_decision",
        day="decided_on",
        text="reason",
        more=F("measure__name"),
        who="decided_by__name",
        link="pupil_id",
    )


def _say_decision(line: Line, member: Member) -> Said:
    url = link_for(member, "pupils:measures", line.link)
    return Said(f"Slow progress looked at, {line.more}: not SEN, because", line.text, url)


KINDS = (
    Kind("result", "Results", "graph-up", _results, _say_result),
    Kind("progress_decision", "Progress looked at", "check2-circle", _decisions, _say_decision),
)
