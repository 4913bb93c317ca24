"""On the roll: joining, coming back, and the day that a file has for it."""

from __future__ import annotations

from collections.abc import Sequence

from pupils.models import Enrolment
from senco.imports.facts import DAY, Facts, latest
from senco.imports.subjects import Ground, Subject, known


class OnRoll:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.facts = Facts(Enrolment, ground.school_id)
        self._latest: dict[int, Enrolment] = {}

    def load(self, subjects: Sequence[Subject]) -> None:
        rows = Enrolment.objects.of_school(self.ground.school_id).filter(pupil__in=known(subjects))
        self._latest = latest(rows)

    def compare(self, subject: Subject) -> None:
        entered = subject.row.entered_on if subject.says("entered_on") else None
        row = None if subject.is_new else self._latest.get(subject.pk)
        if row is None:
            self.facts.open(subject, entered or subject.since, ends_on=subject.row.left_on)
            return
        if row.ends_on is not None and row.ends_on < self.ground.day:
            joined = entered if entered and row.ends_on < entered else self.ground.day
            subject.change("On the roll", f"left {row.ends_on.day} {row.ends_on:%b %Y}", "came back")
            self.facts.open(subject, max(joined, row.ends_on + DAY))
        elif entered and entered != row.starts_on and (row.ends_on is None or entered <= row.ends_on):
            subject.change("Joined on", row.starts_on, entered)
            self.facts.amend(row, starts_on=entered)

    def write(self) -> None:
        self.facts.write()
