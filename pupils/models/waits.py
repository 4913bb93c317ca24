"""Who waits for whom in a case of concerns, worked out from its rows and never stored."""

import datetime as dt
from typing import Any

from django.db.models import Case, Count, DateTimeField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce, Greatest, Least
from django.utils import timezone

from pupils.models.cases import CaseState, ConcernMove, ConcernQuestion
from pupils.models.observations import Observation
from pupils.models.parents import ParentsInvolved
from senco.law import day_name

_HERE = {"case": OuterRef("case")}


def with_waits(concerns: Any) -> Any:
    """Adds `waits_since`, by which cases sort from the longest wait; and what `waits_of` puts into words.

    A case that is being watched waits from the day on which it is to be looked at again.
    """
    observed, asked = Observation.objects.filter(**_HERE), ConcernQuestion.objects.filter(**_HERE)
    told = concerns.model.objects.filter(parents_told=True, **_HERE)
    moves = ConcernMove.objects.standing().filter(**_HERE)
    found = concerns.annotate(
        asked_in_all=_number(observed) + _number(asked),
        left=_number(observed.unanswered()) + _number(asked.filter(answered_at=None)),
        left_since=Least(_first(observed.unanswered()), _first(asked.filter(answered_at=None))),
        answered_last=Greatest(_last(observed, "answered_at"), _last(asked, "answered_at")),
        moved_at=_last(moves, "at"),
        parents_know=Exists(told) | Exists(ParentsInvolved.objects.filter(told=True, **_HERE)),
    )
    return found.annotate(
        waits_since=Case(
            When(case__state=CaseState.WATCHING, then=Cast("case__look_again_on", DateTimeField())),
            When(case__state=CaseState.GATHERING, left__gt=0, then=F("left_since")),
            When(case__state=CaseState.GATHERING, then=Coalesce("answered_last", "moved_at")),
            When(case__state=CaseState.NEW, then=Coalesce("moved_at", "case__opened_at")),
            default=None,
            output_field=DateTimeField(),
        )
    )


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    counted = rows.order_by().values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _first(rows: QuerySet[Any, Any]) -> Subquery:
    return Subquery(rows.order_by().values("case").annotate(first=Min("asked_at")).values("first"))


def _last(rows: QuerySet[Any, Any], name: str) -> Subquery:
    return Subquery(rows.filter(~Q(**{name: None})).order_by(f"-{name}").values(name)[:1])


def waits_of(concern: Any, today: dt.date) -> str:
    """In words, of a row of `with_waits`: "waits for 3 of 6 colleagues since Mon 9 Nov 2026"."""
    state, since = concern.state, concern.waits_since
    if since is None:
        return ""
    day = concern.look_again_on if state == CaseState.WATCHING else timezone.localdate(since)
    if state == CaseState.WATCHING and day > today:
        return f"nobody: look again on {day_name(day)}"
    if state == CaseState.GATHERING and concern.left:
        noun = "colleague" if concern.asked_in_all == 1 else "colleagues"
        return f"{concern.left} of {concern.asked_in_all} {noun} since {day_name(day)}"
    if state == CaseState.GATHERING and concern.asked_in_all:
        return f"the SENCO since {day_name(day)}: everybody has answered"
    return f"the SENCO since {day_name(day)}"
