"""What one was reminded of in the last week."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pupils.models import Reminder
from senco.desk.links import Links
from senco.permissions import Member
from senco.prepared import prepared

WEEK = dt.timedelta(days=7)
SHOWN = 4


@dataclass(frozen=True)
class Told:
    rows: list[Reminder]
    url: str


def told(member: Member, today: dt.date, links: Links) -> Told:
    """The newest reminders to this person. One query."""
    rows = [one for one in _newest(member) if today - one.tell_on < WEEK]
    return Told(rows, links.to("pupils:reminders"))


@prepared
def _newest(member: Member) -> Any:
    mine = Reminder.objects.visible_to(member).told_to(member.user)
    return mine.with_what_was_told(member).newest_first()[:SHOWN]
