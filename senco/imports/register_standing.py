"""Status and needs in the SENCO's register, beside those of the school's information system."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pupils.models import SenNeed, SenStatus
from senco.imports.changes import Change
from senco.imports.pupil_needs import in_words
from senco.law import code_name

if TYPE_CHECKING:
    from senco.imports.intake import Intake
    from senco.imports.take_in_register import Line


class Standing:
    def __init__(self, intake: Intake, pupils: Sequence[int]) -> None:
        self.intake = intake
        school = intake.school_id
        statuses = SenStatus.objects.of_school(school).on(intake.day).filter(pupil__in=pupils)
        self.status = {row.pupil_id: row.provision for row in statuses}
        self.ever = set(SenStatus.objects.of_school(school).filter(pupil__in=pupils).values_list("pupil_id", flat=True))
        self.needs: dict[int, list[str]] = {}
        for row in SenNeed.objects.of_school(school).on(intake.day).filter(pupil__in=pupils).order_by("rank", "pk"):
            self.needs.setdefault(row.pupil_id, []).append(row.code)

    def take(self, line: Line) -> None:
        self._status(line)
        self._needs(line)

    def _status(self, line: Line) -> None:
        says, ours = line.row.sen_provision, self.status.get(line.pupil.pk, "")
        if not says or says == ours:
            return
        change = Change(
            "SEN provision", code_name("sen_provision", ours) if ours else "", code_name("sen_provision", says)
        )
        if line.pupil.pk in self.ever:
            line.kept.append(change)
            return
        line.changes.append(change)
        if self.intake.writes:
            SenStatus.objects.create(
                school_id=self.intake.school_id, pupil=line.pupil, starts_on=self.intake.day, provision=says
            )

    def _needs(self, line: Line) -> None:
        says, ours = list(line.row.needs), self.needs.get(line.pupil.pk, [])
        if not says or says == ours:
            return
        change = Change("Needs", in_words(ours), in_words(says))
        if ours:
            line.kept.append(change)
            return
        line.changes.append(change)
        if self.intake.writes:
            SenNeed.objects.bulk_create(
                SenNeed(
                    school_id=self.intake.school_id, pupil=line.pupil, starts_on=self.intake.day, code=code, rank=rank
                )
                for rank, code in enumerate(says, start=1)
            )
