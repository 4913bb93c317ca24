"""What the safeguarding lead has not read yet, and what came lately."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from pupils.models import SafeguardingNote
from pupils.models.safeguarding import MAIL_FAILED
from pupils.models.safeguarding import lately as lately_written
from senco.desk.figures import Figure
from senco.desk.links import Links
from senco.permissions import Member, Permission

SHOWN, LATELY = 10, 5
Row = tuple[Any, str]
"""A note with its address."""


@dataclass(frozen=True)
class Unread:
    facts: list[Figure]
    rows: list[Row]
    """The oldest first."""
    more: bool
    lately: list[Row]
    """Read already, the latest first."""
    url: str


def unread(member: Member, today: dt.date) -> Unread:
    """Three queries."""
    links = Links(member)
    lead = member.schools_with(Permission.READ_SAFEGUARDING)
    notes = SafeguardingNote.objects.visible_to(member).filter(school__in=lead)
    month = lately_written(today)
    counts = notes.aggregate(
        unread=Count("pk", filter=Q(read_at__isnull=True)),
        month=Count("pk", filter=month),
        pupils=Count("pupil", filter=month, distinct=True),
        all=Count("pk"),
        unsent=Count("pk", filter=MAIL_FAILED),
    )
    shown = notes.with_class(today).select_related("pupil", "written_by", "school", "read_by")
    rows = list(shown.unread().order_by("written_at")[: SHOWN + 1])
    lately = shown.filter(read_at__isnull=False).order_by("-written_at", "-pk")[:LATELY]
    return Unread(
        _facts(counts, links),
        [_row(note, links) for note in rows[:SHOWN]],
        len(rows) > SHOWN,
        [_row(note, links) for note in lately],
        links.to("pupils:safeguarding"),
    )


def _facts(counts: dict[str, int], links: Links) -> list[Figure]:
    waiting, url = counts["unread"], links.to("pupils:safeguarding")
    lately = links.to("pupils:safeguarding", show="lately")
    return [
        Figure(f"{waiting:,}", "not yet read", _beside(waiting, counts["unsent"]), url, _state(waiting)),
        Figure(f"{counts['month']:,}", "written in the last 30 days", f"about {_pupils(counts['pupils'])}", lately),
        Figure(f"{counts['all']:,}", "notes in all", "seen by their writers and you alone", url),
    ]


def _beside(waiting: int, unsent: int) -> str:
    if unsent:
        return f"no mail about {unsent:,} of them could be sent yet"
    return "" if waiting else "you have read every note"


def _state(waiting: int) -> str:
    return "late" if waiting else "fine"


def _pupils(count: int) -> str:
    return f"{count:,} pupil{'' if count == 1 else 's'}" if count else "nobody"


def _row(note: Any, links: Links) -> Row:
    return note, links.to("pupils:safeguarding-note", note.pk)
