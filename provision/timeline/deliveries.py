"""Sessions given, in the timeline: a line for each week of a placement, so that sessions do not drown the rest."""

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncWeek

from provision.models import Delivery, DeliveryPupil, PlacementPupil
from senco.links import link_for
from senco.permissions import Member
from senco.stream import Kind, Line, Said


def _rows(pupil: int, member: Member) -> Any:
    """Of the placements that the pupil was in on the day, and as it was for this pupil: whoever was away missed it.

    What is noted of a session may name others: not told.
    """
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("on"))
    in_it = PlacementPupil.objects.filter(
        still, placement=OuterRef("placement"), pupil=pupil, starts_on__lte=OuterRef("on")
    )
    own = DeliveryPupil.objects.of_pupil(pupil).filter(delivery=OuterRef("pk")).values("minutes")[:1]
    weeks = (
        Delivery.objects.visible_to(member)
        .filter(Exists(in_it))
        .order_by()
        .annotate(week=TruncWeek("on"), theirs=Coalesce(Subquery(own), F("minutes")))
        .values("week", "placement")
    )
    given = Q(theirs__gt=0)
    sums = Concat(
        Cast(Count("pk", filter=given), CharField()),
        Value("/"),
        Cast(Sum("theirs"), CharField()),
        Value("/"),
        Cast(Count("pk", filter=~given), CharField()),
        output_field=CharField(),
    )
    return weeks.annotate(
        line_kind=Value("session", output_field=CharField()),
        line_pk=Max("pk"),
        line_day=Max("on"),
        line_at=Cast(Value(None), DateTimeField()),
        line_code=Value("", output_field=CharField()),
        line_text=sums,
        line_more=Max("placement__intervention__name"),
        line_who=StringAgg("recorded_by__name", delimiter=", ", distinct=True),
        line_link=Cast(F("placement"), BigIntegerField()),
    ).values_list(*(f"line_{name}" for name in ("kind", "pk", "day", "at", "code", "text", "more", "who", "link")))


def _say(line: Line, member: Member) -> Said:
    given, minutes, missed = (int(part) for part in line.text.split("/"))
    url = link_for(member, "provision:placement", line.link)
    if not given:
        return Said(f"{line.more}: not given", f"{_times(missed)} not given that week, or missed", url)
    also = f". {_times(missed)} not given or missed" if missed else ""
    return Said(f"{line.more}: {_times(given)} given", f"{minutes} minutes that week{also}", url)


def _times(sessions: int) -> str:
    return f"{sessions} session{'' if sessions == 1 else 's'}"


KINDS = (Kind("session", "Sessions given", "clock-history", _rows, _say),)
