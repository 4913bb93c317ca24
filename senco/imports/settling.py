"""Lines that are about a pupil without being the pupil's own: whose each one is, who must choose, who is nobody."""

from __future__ import annotations

from collections.abc import Sequence

from pupils.imports import Problem, PupilKey
from senco.imports.changes import Entry, Tab
from senco.imports.intake import Intake
from senco.imports.matching import OnFile, Roll, match

SEVERAL = ("upn", "admission_number", "local_ref", "full_name", "surname")


def settle(
    intake: Intake, roll: Roll, lines: Sequence[tuple[int, PupilKey]], *, once: bool = True
) -> dict[int, OnFile]:
    """Line to pupil, for the lines that are sure or chosen by a person. The others become problems, left out.

    `once`: a pupil has one line in such a file; a second one is left out and said.
    """
    settled: dict[int, OnFile] = {}
    first: dict[int, int] = {}
    for line, key in lines:
        pupil = _whose(intake, roll, line, key)
        if pupil is None:
            continue
        if once and pupil.pk in first:
            why = f"Line {first[pupil.pk]} is {pupil.name}’s too; this line was left out."
            intake.say(_about(intake, line, key, why))
            continue
        first.setdefault(pupil.pk, line)
        settled[line] = pupil
    return settled


def _whose(intake: Intake, roll: Roll, line: int, key: PupilKey) -> OnFile | None:
    found = match(key, roll)
    if found.conflict:
        intake.say(_about(intake, line, key, found.conflict, stops=True))
        return None
    if found.pupil is not None:
        return found.pupil
    chosen = intake.wishes.choices.get(line, "")
    if chosen.isdigit() and int(chosen) in roll.everybody:
        return roll.everybody[int(chosen)]
    if found.candidates:
        candidates = tuple(one.as_candidate() for one in found.candidates)
        name, group = key.name_as_written or "", key.registration_group or ""
        intake.preview.add(Entry(Tab.DOUBTFUL, line, None, name, group, candidates=candidates))
        names = " or ".join(f"{one.name} ({one.group})" if one.group else one.name for one in found.candidates[:3])
        why = f"It is not sure whose line this is. It may be {names}. It was left out until a person chooses."
        intake.say(_about(intake, line, key, why))
    else:
        intake.say(_about(intake, line, key, "Nobody on the roll has this name, so the line was left out."))
    return None


def _about(intake: Intake, line: int, key: PupilKey, message: str, *, stops: bool = False) -> Problem:
    name = next((name for name in SEVERAL if intake.header(name) and getattr(key, name, "") is not None), "full_name")
    value = key.name_as_written or key.upn or key.admission_number or key.local_ref or ""
    return Problem(line, intake.header(name), value, message, stops, name)
