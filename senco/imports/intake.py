"""One import from end to end: look through without writing, or take in. The two are one computation.

Whoever calls `take_in` stands in `acting_for(school)`: its transaction is the "all or nothing".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from pupils.imports import ParsedFile, Problem
from pupils.models import Pupil
from senco.imports.changes import Preview, Sink, forget
from senco.imports.matching import Roll
from senco.models import AcademicYear, School, User

BATCH = 1000
NOBODY = ""
"""A choice for a doubtful line: nobody of these, so the line is left out."""
NEW_PUPIL = "new"
A_CLASS = 20
MEANT = "Say first that it is meant for {}."

Progress = Callable[[int, int], None]
T = TypeVar("T")


class ImportRefused(Exception):
    """Nothing was taken in; the preview says why."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview.refused)
        self.preview = preview


@dataclass(frozen=True)
class Wishes:
    """What a person decided about this file.

    `other_school`: though the file names another school, it is meant for this one.
    `choices`: line to pupil id, NEW_PUPIL or NOBODY. `may_give`: the roles that the person may hand out with a
    staff list; None is every role. `measure` and `taken_on` are for a file of results that does not say them itself.
    """

    is_whole_roll: bool = False
    leavers_confirmed: int | None = None
    other_school: bool = False
    choices: Mapping[int, str] = field(default_factory=dict)
    may_give: frozenset[str] | None = None
    measure: int | None = None
    taken_on: dt.date | None = None


@dataclass
class Intake:
    """One run over a parsed file. Without `writes` the database is only read."""

    parsed: ParsedFile
    school: School
    day: dt.date
    wishes: Wishes
    preview: Preview
    writes: bool = False
    by: User | None = None
    run: int | None = None
    progress: Progress = lambda done, total: None
    _places: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def school_id(self) -> int:
        return self.school.pk

    def say(self, problem: Problem) -> None:
        self.preview.problems.append(problem)

    def say_instead(self, line: int, fields: Collection[str], was: str, now: str) -> None:
        """What the reader said of these fields of a line, in the words of what becomes of the value here."""
        problems = self.preview.problems
        if not self._places:
            self._places = {(one.line, one.field or ""): place for place, one in enumerate(problems)}
        for place in {self._places[line, name] for name in fields if (line, name) in self._places}:
            problems[place] = replace(problems[place], message=problems[place].message.replace(was, now))

    def warn(self, sentence: str) -> None:
        self.preview.warnings.append(sentence)

    def header(self, name: str) -> str:
        """The heading of the column that holds a field, as the file has it."""
        return next((column.header for column in self.parsed.columns if column.used and column.field == name), "")

    def roll(self) -> Roll:
        return Roll.of_school(self.school_id, self.day)


def look_through(
    parsed: ParsedFile, school: School, *, day: dt.date, wishes: Wishes | None = None, sink: Sink = forget,
    by: User | None = None,
) -> Preview:  # fmt: skip
    """What taking this file in would do. Reads only."""
    intake = Intake(parsed, school, day, wishes or Wishes(), Preview(kind=parsed.kind, sink=sink), by=by)
    _run(intake)
    return intake.preview


def take_in(
    parsed: ParsedFile,
    school: School,
    *,
    day: dt.date,
    wishes: Wishes | None = None,
    by: User | None = None,
    sink: Sink = forget,
    run: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Preview:
    """Take the file in, inside the caller's transaction. ImportRefused, with nothing written, when something stands
    in the way. Two imports of one school wait for each other; edits of its pupils by hand wait for it.
    """
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    preview = Preview(kind=parsed.kind, sink=sink)
    intake = Intake(parsed, school, day, wishes or Wishes(), preview, writes=True, by=by, run=run, progress=progress)
    _run(intake)
    if preview.refused:
        raise ImportRefused(preview)
    return preview


def _run(intake: Intake) -> None:
    from senco.imports.kinds import TAKERS

    preview, parsed = intake.preview, intake.parsed
    preview.problems.extend(parsed.problems)
    preview.place = parsed.place
    _warn_of_other_school(intake)
    if parsed.problems_not_listed:
        intake.warn(f"{parsed.problems_not_listed} more problems are not listed.")
    if intake.writes and preview.names_school:
        preview.refuse(f"The file names another school: {preview.names_school}. {MEANT.format(intake.school.name)}")
    elif parsed.needs_mapping:
        preview.refuse(_what_is_missing(parsed))
    elif preview.stopping:
        preview.refuse(_why_stopped(preview))
    else:
        TAKERS[parsed.kind](intake)
    if preview.stopping and not preview.refused:
        preview.refuse(_why_stopped(preview))
    preview.problems.sort(key=lambda problem: (problem.line, not problem.stops))


def stopped(intake: Intake) -> bool:
    """Whether something found so far refuses the whole file; says so in the preview."""
    if intake.preview.stopping:
        intake.preview.refuse(_why_stopped(intake.preview))
    return bool(intake.preview.refused)


def _why_stopped(preview: Preview) -> str:
    first, *more = preview.stopping
    others = preview.place.lower()
    also = f" {len(more)} more {others}s stop it too." if len(more) > 1 else f" One more {others} stops it too."
    also = also if more else ""
    return f"{preview.place} {first.line}: {first.message}{also}" if first.line else f"{first.message}{also}"


def _what_is_missing(parsed: ParsedFile) -> str:
    asked = "; ".join(f"{question.label}: {question.why}" for question in parsed.questions)
    return f"It is not clear which column is which. {asked} Name the columns on the import page, once."


def _warn_of_other_school(intake: Intake) -> None:
    """A file that names another school is never silent."""
    parsed, ours = intake.parsed, intake.school.laestab
    named = parsed.school
    if named and named.laestab and ours and named.laestab != ours:
        intake.warn(
            f"This file is from another school: {named.name or 'LAESTAB'} ({named.laestab}, by its {named.where}). "
            f"You are taking it in for {intake.school.name} ({ours})."
        )
        if not (parsed.destination and parsed.destination.laestab == ours):  # a pupil's file that is sent on to us
            _ask_whether_meant(intake, f"LAESTAB {named.laestab}")
    elif named and not named.laestab and _names_another(named.name, intake.school):
        intake.warn(f"The file calls itself “{named.name}”. You are taking it in for {intake.school.name}.")
        _ask_whether_meant(intake, f"“{named.name}”")
    hint = parsed.laestab_hint
    if hint and ours and hint != ours and not (named and named.laestab == hint):
        intake.warn(
            f"Most of the UPNs in this file were given by another school, LAESTAB {hint}. "
            f"Check that the file is for {intake.school.name}."
        )
        if not (named and named.laestab == ours) and _are_mostly_strangers(intake):
            _ask_whether_meant(intake, f"LAESTAB {hint}, in most of the UPNs")


def _ask_whether_meant(intake: Intake, how: str) -> None:
    if not intake.wishes.other_school:
        intake.preview.names_school = intake.preview.names_school or how


def _are_mostly_strangers(intake: Intake) -> bool:
    """Fewer than half of the file's UPNs are on file here. A junior school's own pupils have the infant school's, and
    a handful who came from one school together are no sign of a mistake."""
    upns = intake.parsed.upns
    if len(upns) < A_CLASS:
        return False
    here = Pupil.objects.of_school(intake.school_id).filter(upn__in=upns).count()
    return 2 * here < len(upns)


def _names_another(title: str, school: School) -> bool:
    """Another school that is known here stands in the title, and this one does not."""
    words = title.casefold()
    first_words = {name: name.split()[0].casefold() for name in School.objects.values_list("name", flat=True)}
    return first_words.get(school.name, school.name.casefold()) not in words and any(
        first in words for name, first in first_words.items() if name != school.name and len(first) > 3
    )


def batches(rows: Sequence[T], size: int = BATCH) -> Iterator[list[T]]:
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


def year_start(school_id: int, day: dt.date) -> dt.date:
    """The first day of the school year that holds `day`: the school's own, or 1 September. One query."""
    year = AcademicYear.objects.of_school(school_id).touching(day, day).first()
    if year is not None:
        return year.starts_on
    return dt.date(day.year if day.month >= 9 else day.year - 1, 9, 1)
