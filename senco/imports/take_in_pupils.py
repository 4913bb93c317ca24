"""A file of pupils: each line matched, compared with what stands, and written, a thousand at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pupils.actions.areas import usual_areas
from pupils.actions.deadlines import NobodyToTell
from pupils.actions.leavers import resume_returners_deadlines
from pupils.actions.measures import starter_measures
from pupils.imports import Extent, Format, Problem, PupilRow
from pupils.models import Pupil
from senco.imports.changes import Entry, Tab
from senco.imports.intake import NEW_PUPIL, Intake, batches, stopped, year_start
from senco.imports.leavers import Leaver, confirm_leavers, take_off_roll
from senco.imports.matching import Match, OnFile, Roll, match
from senco.imports.pupil_attendance import YearsAttendance
from senco.imports.pupil_characteristics import Characteristics
from senco.imports.pupil_contacts import Contacts
from senco.imports.pupil_enrolment import OnRoll
from senco.imports.pupil_needs import Needs
from senco.imports.pupil_particulars import Particulars
from senco.imports.pupil_standing import Classes, Provision, YearGroups
from senco.imports.subjects import ByHand, Ground, Part, Subject

DAY = dt.timedelta(days=1)
PARTS: tuple[Callable[[Ground], Part], ...] = (
    Particulars,
    OnRoll,
    YearGroups,
    Classes,
    Provision,
    Needs,
    Characteristics,
    YearsAttendance,
    Contacts,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and whose it is; None is a new pupil."""

    row: PupilRow
    pupil: OnFile | None


def take_in_pupils(intake: Intake) -> None:
    roll = intake.roll()
    placed = _place(intake, roll)
    leavers = _leavers(intake, roll, placed)
    intake.preview.on_roll = len(roll.on_roll)
    if stopped(intake) or not confirm_leavers(intake, leavers):
        return
    gone = {leaver.pupil.pk for leaver in leavers}
    for one in placed:
        if one.pupil and _left_before(one, intake.day):
            gone.add(one.pupil.pk)
            pupil = one.pupil
            intake.preview.add(Entry(Tab.UNCHANGED, one.row.line, pupil.pk, pupil.name, pupil.group))
    staying = [one for one in placed if one.pupil is None or one.pupil.pk not in gone]
    _take_in_rows(intake, staying, len(placed))
    take_off_roll(intake, leavers)
    if intake.writes:
        _resume_returners(intake)
        starter_measures(intake.school_id)
        usual_areas(intake.school_id)


def _resume_returners(intake: Intake) -> None:
    """With nobody at the school to own what is due, the night after somebody came does it."""
    try:
        resume_returners_deadlines(intake.school_id, today=intake.day)
    except NobodyToTell as nobody:
        intake.warn(str(nobody))


def _place(intake: Intake, roll: Roll) -> list[Placed]:
    """Every line that can be given to a pupil. What cannot is a problem, and stops the file if it may be anybody's."""
    placed, first_line, passed = [], dict[int, int](), 0
    for row in intake.parsed.pupils():
        found = match(row.key, roll, former_upn=row.former_upn, offer=not _has_number(row))
        if found.conflict:
            intake.say(_about(intake, row, found.conflict, stops=True))
            continue
        pupil, is_settled = _settled(intake, row, found, roll)
        if not is_settled:
            continue
        if pupil is not None and pupil.pk in first_line:
            intake.say(
                _about(
                    intake,
                    row,
                    f"{intake.parsed.place} {first_line[pupil.pk]} is {pupil.name}’s too. Whose is it?",
                    stops=True,
                )
            )
            continue
        if pupil is None and row.marked_as_leaver and not _still_here(row, intake.day):
            passed += 1
            continue
        if pupil is None and not _can_be_made(intake, row):
            continue
        if found.note:
            intake.say(_about(intake, row, found.note))
        if pupil is not None:
            first_line[pupil.pk] = row.line
        placed.append(Placed(row, pupil))
    if passed:
        intake.warn(f"{passed} of the file’s pupils have left and were never on file here; they were passed over.")
    return placed


def _still_here(row: PupilRow, day: dt.date) -> bool:
    return row.left_on is not None and row.left_on >= day


def _has_number(row: PupilRow) -> bool:
    return bool(row.upn or row.admission_number or row.local_ref)


def _settled(intake: Intake, row: PupilRow, found: Match, roll: Roll) -> tuple[OnFile | None, bool]:
    """Whose line it is, and whether that is settled. A line with a number of its own is never doubtful."""
    if found.pupil is not None or not found.candidates or _has_number(row):
        return found.pupil, True
    chosen = intake.wishes.choices.get(row.line)
    if chosen == NEW_PUPIL:
        return None, True
    if chosen and (picked := roll.everybody.get(int(chosen))):
        return picked, True
    name = row.key.name_as_written or ""
    entry = Entry(
        Tab.DOUBTFUL, row.line, None, name, row.registration_group or "",
        candidates=tuple(one.as_candidate() for one in found.candidates),
    )  # fmt: skip
    intake.preview.add(entry)
    names = " or ".join(one.name for one in found.candidates[:3])
    intake.say(_about(intake, row, f"This may be {names}, or somebody new. It was left out until a person chooses."))
    return None, False


def _can_be_made(intake: Intake, row: PupilRow) -> bool:
    """A new pupil needs a surname, a forename and a date of birth; a name with a lost letter will do for now."""
    missing = [
        words
        for words, value in (
            ("a surname", row.surname or row.raw.get("surname")),
            ("a forename", row.forename or row.raw.get("forename")),
            ("a date of birth", row.date_of_birth),
        )
        if not value
    ]
    if missing:
        intake.say(_about(intake, row, f"A new pupil needs {' and '.join(missing)}, so this line was left out."))
    return not missing


def _about(intake: Intake, row: PupilRow, message: str, *, stops: bool = False) -> Problem:
    for name, value in (("upn", row.upn), ("admission_number", row.admission_number), ("local_ref", row.local_ref)):
        if value:
            return Problem(row.line, intake.header(name), value, message, stops, name)
    header = intake.header("surname") or intake.header("full_name")
    return Problem(row.line, header, row.key.name_as_written or "", message, stops, "surname")


def _leavers(intake: Intake, roll: Roll, placed: Sequence[Placed]) -> list[Leaver]:
    """Those whom the file marks and, when it is the whole roll, those it does not name. A partial file makes none."""
    yesterday = intake.day - DAY
    marked = [
        Leaver(one.pupil, one.row.line, one.row.left_on or yesterday)
        for one in placed
        if one.pupil and one.pupil.on_roll and one.row.marked_as_leaver and _is_news(one, intake.day)
    ]
    if intake.parsed.extent is Extent.PARTIAL:
        if intake.wishes.is_whole_roll:
            intake.warn("The file says that it is a part of the roll only, so nobody is taken off the roll.")
        return []
    if not intake.wishes.is_whole_roll:
        return marked
    named = {one.pupil.pk for one in placed if one.pupil}
    named |= _doubtful(intake, roll)
    missing = [pupil for pupil in roll.on_roll if pupil.pk not in named]
    return marked + [Leaver(pupil, None, yesterday) for pupil in missing]


def _left_before(one: Placed, day: dt.date) -> bool:
    """Marked as a leaver in the file, and off the roll here already."""
    is_off = one.pupil is not None and not one.pupil.on_roll
    return is_off and one.row.marked_as_leaver and not _still_here(one.row, day)


def _is_news(one: Placed, day: dt.date) -> bool:
    assert one.pupil is not None
    return one.pupil.leaves_on is None or one.row.left_on not in (None, one.pupil.leaves_on)


def _doubtful(intake: Intake, roll: Roll) -> set[int]:
    """Everybody whom a line that was left out may be about: they are not missing."""
    found: set[int] = set()
    for row in intake.parsed.pupils():
        if not _has_number(row):
            found |= {one.pk for one in match(row.key, roll).candidates}
    return found


def _take_in_rows(intake: Intake, placed: Sequence[Placed], total: int) -> None:
    by_hand = ByHand(intake.school_id)
    year = year_start(intake.school_id, intake.day)
    ground = Ground(intake.school_id, intake.day, year, by_hand, intake.say, intake.header, intake.say_instead)
    parts: list[Part] = [part(ground) for part in PARTS]
    since = _since(intake, placed, year)
    done = 0
    for batch in batches(placed):
        subjects = _subjects(intake, batch, since)
        by_hand.load(subjects)
        for part in parts:
            part.load(subjects)
        for subject in subjects:
            for part in parts:
                part.compare(subject)
        if intake.writes:
            for part in parts:
                part.write()
            by_hand.write()
        else:
            parts = [part(ground) for part in PARTS]
        for subject in subjects:
            _show(intake, subject)
        done += len(batch)
        intake.progress(done, total)


def _since(intake: Intake, placed: Sequence[Placed], year: dt.date) -> dt.date:
    """From when a new pupil's facts count, where the file has no date of its own. When most of a file is new the
    school is being loaded for the first time and they have been there since September; otherwise they came now."""
    new = sum(one.pupil is None for one in placed)
    from_elsewhere = intake.parsed.format is Format.CTF and not (
        intake.parsed.school and intake.parsed.school.laestab == intake.school.laestab
    )
    return year if 2 * new > len(placed) and not from_elsewhere else intake.day


def _subjects(intake: Intake, batch: Sequence[Placed], since: dt.date) -> list[Subject]:
    """The batch with its pupils' own rows, locked while they are written. One query."""
    pupils = Pupil.objects.of_school(intake.school_id).filter(pk__in=[one.pupil.pk for one in batch if one.pupil])
    if intake.writes:
        pupils = pupils.select_for_update(no_key=True)
    ours = {pupil.pk: pupil for pupil in pupils}
    return [
        Subject(one.row, ours[one.pupil.pk], intake.day) if one.pupil else Subject(one.row, None, since)
        for one in batch
    ]


def _show(intake: Intake, subject: Subject) -> None:
    pupil, row = subject.pupil, subject.row
    assert pupil is not None
    group = row.registration_group or ""
    where = (row.line, pupil.pk, pupil.name, group)
    tab = Tab.NEW if subject.is_new else Tab.CHANGED if subject.changes else Tab.UNCHANGED
    intake.preview.add(Entry(tab, *where, tuple(subject.changes)))
    if subject.kept:
        intake.preview.add(Entry(Tab.KEPT, *where, tuple(subject.kept)))
