"""What the safeguarding lead has not read yet."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pupils.models import SafeguardingNote
from senco.desk.links import Links
from senco.permissions import Member, Permission

SHOWN = 10


@dataclass(frozen=True)
class Unread:
    rows: list[tuple[Any, str]]
    """Notes with their addresses, the oldest first."""
    more: bool
    url: str


def unread(member: Member, today: dt.date) -> Unread:
    """One query."""
    links = Links(member)
    lead = member.schools_with(Permission.READ_SAFEGUARDING)
    notes = SafeguardingNote.objects.visible_to(member).filter(school__in=lead).unread().with_class(today)
    rows = list(notes.select_related("pupil", "written_by", "school").order_by("written_at")[: SHOWN + 1])
    shown = [(note, links.to("pupils:safeguarding-note", note.pk)) for note in rows[:SHOWN]]
    return Unread(shown, len(rows) > SHOWN, links.to("pupils:safeguarding"))
