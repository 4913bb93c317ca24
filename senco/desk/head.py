"""The headteacher's first page: the figures, and what is late."""

import datetime as dt
from dataclasses import dataclass

from senco.desk.due import Due, due
from senco.desk.figures import Bar, Figure
from senco.desk.links import Links
from senco.desk.senco_desk import facts_of, needs_bars
from senco.desk.tallies import tallies
from senco.permissions import Member


@dataclass(frozen=True)
class Head:
    facts: list[Figure]
    due: Due
    due_url: str
    needs: list[Bar]
    summary_url: str
    governance_url: str


def head(member: Member, today: dt.date) -> Head:
    """Two queries."""
    links = Links(member)
    counts, falling_due = tallies(member, today), due(member, today, links)
    return Head(
        facts_of(counts, falling_due, today, links),
        falling_due,
        links.to("pupils:deadlines"),
        needs_bars(counts, links),
        links.to("summary"),
        links.to("governance"),
    )
