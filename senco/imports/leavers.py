"""Taking pupils off the roll, and asking again before taking off many."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from provision.models import Placement, PlacementPupil
from pupils.actions.leavers import stop_leavers_deadlines
from pupils.models import Enrolment, GroupPupil
from senco.imports.changes import Change, Entry, Tab
from senco.imports.intake import Intake, batches
from senco.imports.matching import OnFile

MANY = 0.05
"""Above this share of the roll a person is asked again, with the number named."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """`line` is None for one whom the file does not name. `last_day` is their last on the roll."""

    pupil: OnFile
    line: int | None
    last_day: dt.date


def confirm_leavers(intake: Intake, leavers: Sequence[Leaver]) -> bool:
    """False, and the preview refused, while more than 5% of the roll would leave and nobody has agreed to the number.

    A look-through is not refused: it shows whom the question is about.
    """
    preview, number = intake.preview, len(leavers)
    if number <= MANY * preview.on_roll or intake.wishes.leavers_confirmed == number:
        return True
    preview.must_confirm = number
    why = (
        f"This would take {number} of {preview.on_roll} pupils off the roll, which is more than 5%. "
        f"It is not done before the number {number} is confirmed."
    )
    if intake.writes:
        preview.refuse(why)
        return False
    preview.warnings.append(why)
    return True


def take_off_roll(intake: Intake, leavers: Sequence[Leaver]) -> None:
    """Close what was theirs as pupils of this school; their record stays. A handful of queries for any number."""
    for leaver in leavers:
        why = "marked in the file" if leaver.line else "not in the file"
        change = Change("On the roll", "yes", f"left {leaver.last_day.day} {leaver.last_day:%b %Y} ({why})")
        intake.preview.add(
            Entry(Tab.LEAVER, leaver.line, leaver.pupil.pk, leaver.pupil.name, leaver.pupil.group, (change,))
        )
    if intake.writes:
        by_day: dict[dt.date, list[int]] = defaultdict(list)
        for leaver in leavers:
            by_day[leaver.last_day].append(leaver.pupil.pk)
        for last_day, pks in by_day.items():
            for batch in batches(pks):
                _close(intake, batch, last_day)


def _close(intake: Intake, pks: list[int], last_day: dt.date) -> None:
    """Dates never run backwards: what began after the last day gets the one day that it began."""
    school = intake.school_id
    for model in (Enrolment, GroupPupil, PlacementPupil):
        rows = model.objects.of_school(school).filter(pupil__in=pks)
        rows.filter(ends_on=None, starts_on__lte=last_day).update(ends_on=last_day)
        for row in rows.filter(ends_on=None):
            model.objects.filter(pk=row.pk).update(ends_on=row.starts_on)
    Enrolment.objects.of_school(school).filter(pupil__in=pks, ends_on__gte=intake.day).update(ends_on=last_day)
    alone = Placement.objects.of_school(school).filter(ends_on=None, pupil_rows__pupil__in=pks)
    running = PlacementPupil.objects.of_school(school).filter(ends_on=None).values("placement")
    Placement.objects.filter(pk__in=alone.exclude(pk__in=running).values("pk"), starts_on__lte=last_day).update(
        ends_on=last_day, version=F("version") + 1, file_version=F("file_version") + 1
    )
    stop_leavers_deadlines(school, today=intake.day, by=intake.by, pupils=pks)
