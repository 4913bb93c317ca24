"""The agencies of the SENCO's register, and who is involved with whom. A file ends no involvement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pupils.names import fold
from records.models import Agency, Involvement
from senco.imports.agencies import Known, known_as
from senco.imports.changes import Change

if TYPE_CHECKING:
    from senco.imports.intake import Intake
    from senco.imports.take_in_register import Line


class Involvements:
    def __init__(self, intake: Intake, pupils: Sequence[int]) -> None:
        self.intake = intake
        self.agencies: dict[str, Agency] = {}
        for agency in Agency.objects.of_school(intake.school_id).open():
            for words in filter(None, (agency.name, agency.short_name)):
                self.agencies.setdefault(fold(words), agency)
        rows = Involvement.objects.of_school(intake.school_id).current().filter(pupil__in=pupils)
        self.involved = set(rows.values_list("pupil_id", "agency__name"))

    def take(self, line: Line) -> None:
        for written in line.row.agencies:
            known = known_as(written)
            agency = self.agencies.get(fold(known.name)) or self.agencies.get(fold(written))
            name = agency.name if agency else known.name
            if (line.pupil.pk, name) in self.involved:
                continue
            self.involved.add((line.pupil.pk, name))
            line.changes.append(Change("Agency", "", name))
            if self.intake.writes:
                Involvement.objects.create(
                    school_id=self.intake.school_id,
                    pupil=line.pupil,
                    agency=agency or self._make(known),
                    starts_on=self.intake.day,
                )

    def _make(self, known: Known) -> Agency:
        agency = Agency.objects.create(
            school_id=self.intake.school_id, name=known.name, short_name=known.short, kind=known.kind
        )
        self.agencies[fold(known.name)] = agency
        return agency
