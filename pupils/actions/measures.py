"""Measures of a school, and results entered by hand: one, or a class at once. The history keeps what is corrected."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from pupils.actions.corrections import Refused
from pupils.actions.progress import ask_anew
from pupils.models import Measure, Pupil, Result
from pupils.starter import STARTER
from senco.forms.versions import claim_version
from senco.permissions import Member, Permission


def starter_measures(school_id: int) -> int:
    """Give a school that has no measures the usual ones; how many were made. Two queries."""
    if Measure.objects.of_school(school_id).exists():
        return 0
    rows = [Measure(school_id=school_id, place=place, **fields) for place, fields in enumerate(STARTER, start=1)]
    ask_anew(school_id)
    return len(Measure.objects.bulk_create(rows))


@transaction.atomic
def begin_measures(*, by: Member) -> int:
    """The usual set for each school of the member's that has no measure yet; how many were made in all."""
    return sum(starter_measures(school) for school in sorted(by.schools_with(Permission.MANAGE_REGISTER)))


@transaction.atomic
def keep_measure(measure: Measure, *, by: Member, seen_version: int = 0) -> Measure:
    """Add a measure, or change one; StaleEdit if somebody else changed it meanwhile."""
    by.must(Permission.MANAGE_REGISTER, measure.school_id)
    if measure.pk:
        claim_version(measure, seen_version)
    measure.save()
    ask_anew(measure.school_id)
    return measure


@transaction.atomic
def enter_result(
    pupil: Pupil, measure: Measure, *, by: Member, taken_on: dt.date, value: Decimal, written: str, note: str = ""
) -> Result:
    """One result of one day. Refused where the day has one: that one is to be corrected."""
    by.must(Permission.ENTER_MEASURES, pupil)
    made = {"value": value, "written": written, "note": note, "entered_by": by.user, "school_id": pupil.school_id}
    row, is_new = Result.objects.get_or_create(pupil=pupil, measure=measure, taken_on=taken_on, defaults=made)
    if not is_new:
        raise Refused(f"{measure} of that day is here already: {row.written}. Correct that one instead.")
    ask_anew(pupil.school_id)
    return row


@transaction.atomic
def correct_result(result: Result, *, by: Member, values: Mapping[str, Any]) -> Result:
    """Put a wrong result, day or note right."""
    by.must(Permission.ENTER_MEASURES, result)
    others = Result.objects.exclude(pk=result.pk)
    if others.filter(pupil=result.pupil_id, measure=result.measure_id, taken_on=values["taken_on"]).exists():
        raise Refused("There is another result of that day. Take one of the two away first.")
    changed = [name for name in ("taken_on", "value", "written", "note") if getattr(result, name) != values[name]]
    for name in changed:
        setattr(result, name, values[name])
    if changed:
        result.entered_by = by.user
        result.save(update_fields=[*changed, "entered_by"])
        ask_anew(result.school_id)
    return result


@transaction.atomic
def remove_result(result: Result, *, by: Member) -> None:
    """It never was: entered for the wrong child, or twice."""
    by.must(Permission.ENTER_MEASURES, result)
    result.delete()
    ask_anew(result.school_id)


@dataclass(frozen=True)
class Typed:
    """One line of a class's sheet: what was typed, and what stood there when the sheet was opened ("" for nothing)."""

    value: Decimal
    written: str
    seen: str


class Meanwhile(Exception):
    """Others entered results for these pupils while the sheet was open: pupil id to what stands now."""

    def __init__(self, found: Mapping[int, str]) -> None:
        super().__init__("Somebody else entered results meanwhile.")
        self.found = found


@transaction.atomic
def enter_results(
    measure: Measure, taken_on: dt.date, typed: Mapping[int, Typed], *, by: Member
) -> tuple[list[Result], list[Result]]:
    """A class's results of one day, all of them or none: (new, corrected). Four queries, whatever the number."""
    by.must(Permission.ENTER_MEASURES, measure)
    pupils = Pupil.objects.visible_to(by, Permission.ENTER_MEASURES).among(typed).at_schools([measure.school_id])
    ours = {row.pupil_id: row for row in Result.objects.of_measure_on(measure, taken_on, typed).select_for_update()}
    moved = {pk: row.written for pk, row in ours.items() if row.written not in (typed[pk].seen, typed[pk].written)}
    if moved:
        raise Meanwhile(moved)
    made, changed = [], []
    for pupil in pupils:
        one, row = typed[pupil.pk], ours.get(pupil.pk)
        if row is None:
            made.append(
                Result(
                    school_id=pupil.school_id, pupil=pupil, measure=measure, taken_on=taken_on, value=one.value,
                    written=one.written, entered_by=by.user,
                )
            )  # fmt: skip
        elif row.written != one.written:
            row.value, row.written, row.entered_by = one.value, one.written, by.user
            changed.append(row)
    Result.objects.bulk_create(made)
    Result.objects.bulk_update(changed, ["value", "written", "entered_by"])
    ask_anew(measure.school_id)
    return made, changed
