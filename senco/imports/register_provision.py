"""What the SENCO's register says is done for a pupil: interventions of the catalogue, placed with that pupil."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from provision.models import Intervention, Placement, PlacementPupil
from pupils.names import fold
from senco.imports.changes import Change
from senco.imports.facts import DAY
from senco.models import Term

if TYPE_CHECKING:
    from senco.imports.intake import Intake
    from senco.imports.take_in_register import Line

ADULT_SUPPORT = "Teaching assistant support"
SCHOOL_DAYS = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """`times` a week, `minutes` each; None where the register does not say."""

    name: str
    times: Decimal | None
    minutes: int | None

    @property
    def in_words(self) -> str:
        often = f"{self.times.normalize():f} times a week" if self.times else ""
        long = f"{self.minutes} minutes" if self.minutes else ""
        how = ", ".join(part for part in (often, long) if part)
        return f"{self.name} ({how})" if how else self.name


class Placements:
    """Placements that came from a file and that nobody has edited follow it: changed ones are ended and begun anew,
    and those that a later register no longer has are ended. Placements made by hand are left alone."""

    def __init__(self, intake: Intake, pupils: Sequence[int]) -> None:
        self.intake = intake
        school = intake.school_id
        self.catalogue = {fold(one.name): one for one in Intervention.objects.of_school(school).open()}
        rows = PlacementPupil.objects.of_school(school).filter(pupil__in=pupils, ends_on=None, placement__ends_on=None)
        self.placed: dict[int, list[PlacementPupil]] = {}
        for row in rows.select_related("placement__intervention"):
            self.placed.setdefault(row.pupil_id, []).append(row)
        term = Term.objects.of_school(school).touching(intake.day, intake.day).first()
        self.starts_on = term.starts_on if term else intake.day

    def take(self, line: Line) -> None:
        row = line.row
        wanted = [Wanted(one.name[:120], one.times_a_week, one.minutes) for one in row.provision]
        if row.ta_hours:
            wanted.append(adult_support(row.ta_hours))
        ours = {fold(one.placement.intervention.name): one for one in self.placed.get(line.pupil.pk, [])}
        for want in {fold(want.name): want for want in wanted}.values():
            stands = ours.pop(fold(want.name), None)
            if stands is None:
                self._place(line, want)
            else:
                self._follow(line, want, stands)
        for stands in ours.values():
            if self._is_files(stands) and self._was_asked(line, stands):
                line.changes.append(Change("Provision", stands.placement.intervention.name, "ended"))
                self._end(stands)

    def _is_files(self, stands: PlacementPupil) -> bool:
        return stands.placement.is_files

    def _was_asked(self, line: Line, stands: PlacementPupil) -> bool:
        """The register has the column that would have named it."""
        is_hours = fold(stands.placement.intervention.name) == fold(ADULT_SUPPORT)
        column = "ta_hours" if is_hours else "provision"
        return column not in line.row.absent and column not in line.row.left_out

    def _follow(self, line: Line, want: Wanted, stands: PlacementPupil) -> None:
        ours = Wanted(want.name, stands.placement.times, stands.placement.minutes)
        says = Wanted(want.name, want.times or ours.times, want.minutes or ours.minutes)
        if says == ours:
            return
        if not self._is_files(stands):
            line.kept.append(Change("Provision", ours.in_words, says.in_words))
            return
        line.changes.append(Change("Provision", ours.in_words, says.in_words))
        if stands.starts_on >= self.intake.day:
            self._amend(stands.placement, says)
        else:
            self._end(stands)
            self._write(line, says, self.intake.day)

    def _place(self, line: Line, want: Wanted) -> None:
        line.changes.append(Change("Provision", "", want.in_words))
        self._write(line, want, self.starts_on)

    def _amend(self, placement: Placement, says: Wanted) -> None:
        if self.intake.writes:
            placement.times, placement.minutes = says.times, says.minutes
            _save(placement, "times", "minutes")

    def _end(self, stands: PlacementPupil) -> None:
        if not self.intake.writes:
            return
        last_day = max(stands.starts_on, self.intake.day - DAY)
        stands.ends_on = stands.placement.ends_on = last_day
        stands.save(update_fields=["ends_on"])
        _save(stands.placement, "ends_on")

    def _write(self, line: Line, want: Wanted, starts_on: dt.date) -> None:
        if not self.intake.writes:
            return
        school = self.intake.school_id
        intervention = self.catalogue.get(fold(want.name))
        if intervention is None:
            intervention = Intervention.objects.create(
                school_id=school, name=want.name, usual_minutes=want.minutes, usual_times=want.times
            )
            self.catalogue[fold(want.name)] = intervention
        placement = Placement.objects.create(
            school_id=school,
            intervention=intervention,
            starts_on=starts_on,
            times=want.times,
            minutes=want.minutes,
            from_import=True,
        )
        PlacementPupil.objects.create(school_id=school, placement=placement, pupil=line.pupil, starts_on=starts_on)


def adult_support(hours: Decimal) -> Wanted:
    """Hours of an assistant in the week, spread over its five days where that comes out in whole minutes."""
    minutes = int(hours * 60)
    if minutes % SCHOOL_DAYS == 0:
        return Wanted(ADULT_SUPPORT, Decimal(SCHOOL_DAYS), minutes // SCHOOL_DAYS)
    return Wanted(ADULT_SUPPORT, Decimal(1), minutes)


def _save(placement: Placement, *fields: str) -> None:
    """As the next version: a form that somebody has open on it is out of date."""
    placement.version, placement.file_version = placement.version + 1, placement.file_version + 1
    placement.save(update_fields=[*fields, "version", "file_version"])
