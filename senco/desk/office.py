"""The office's first page: files taken in, pupils whom nobody can ring, and who has left."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from pupils.models import Contact, Enrolment, ImportRun, Pupil
from senco.desk.links import Links
from senco.permissions import Member

SHOWN = 15
MONTH = dt.timedelta(days=31)


@dataclass(frozen=True)
class Office:
    runs: list[Any]
    import_url: str
    unreachable: list[Any]
    unreachable_more: bool
    leavers: list[Any]
    leavers_url: str


def office(member: Member, today: dt.date) -> Office:
    """Three queries."""
    links = Links(member)
    reached = Contact.objects.filter(~Q(phone="") | ~Q(email=""), pupil=OuterRef("pk"), is_current=True)
    seen = Pupil.objects.visible_to(member).on_roll(today).where_they_are(today).filter(~Exists(reached))
    unreachable = list(seen[: SHOWN + 1])
    left = Enrolment.objects.visible_to(member).filter(ends_on__range=(today - MONTH, today)).select_related("pupil")
    return Office(
        list(ImportRun.objects.visible_to(member).select_related("user", "school")[:5]),
        links.to("import"),
        unreachable[:SHOWN],
        len(unreachable) > SHOWN,
        list(left.order_by("-ends_on", "pupil__sort_name")[:SHOWN]),
        links.to("pupils:register", show="left"),
    )
