"""One pupil's line on its way in, and what every part of a pupil's file does with a batch of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pupils.imports import Problem, PupilRow
from pupils.models import Correction, Pupil
from senco.imports.changes import Change


@dataclass(slots=True, eq=False)
class Subject:
    """`pupil` is None until a new pupil is made. `since` is the day from which what is new about them counts."""

    row: PupilRow
    pupil: Pupil | None
    since: dt.date
    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    is_new: bool = False

    @property
    def pk(self) -> int:
        assert self.pupil is not None and self.pupil.pk, "asked for before the pupil was made"
        return self.pupil.pk

    def says(self, name: str) -> bool:
        """The file carries this field, and its value was not left out as bad."""
        return name not in self.row.absent and name not in self.row.left_out

    def change(self, label: str, old: object, new: object) -> None:
        self.changes.append(Change(label, _shown(old), _shown(new)))


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value.day} {value:%b %Y}" if isinstance(value, dt.date) else str(value)


def known(subjects: Iterable[Subject]) -> list[int]:
    """Ids of those who are on file already."""
    return [subject.pupil.pk for subject in subjects if subject.pupil is not None]


class Part(Protocol):
    """One part of a pupil's file (names, class, needs, …). `load` reads what stands for a batch, `compare` notes what a
    line changes in the subject and keeps it in mind, `write` writes it all in a few statements and forgets it."""

    def load(self, subjects: Sequence[Subject]) -> None: ...

    def compare(self, subject: Subject) -> None: ...

    def write(self) -> None: ...


class ByHand:
    """Corrections made by hand: an import never undoes one, it shows both values and keeps the file's beside it."""

    def __init__(self, school_id: int) -> None:
        self.school_id = school_id
        self._rows: dict[tuple[int, str], Correction] = {}
        self._seen: list[Correction] = []

    def load(self, subjects: Sequence[Subject]) -> None:
        rows = Correction.objects.of_school(self.school_id).filter(pupil__in=known(subjects))
        self._rows = {(row.pupil_id, row.field): row for row in rows}
        self._seen = []

    def value_of(self, subject: Subject, name: str) -> str | None:
        """What a hand set this field to, if one did."""
        row = self._rows.get((subject.pupil.pk, name)) if subject.pupil is not None else None
        return row.value if row else None

    def keeps(self, subject: Subject, name: str, label: str, ours: object, files: object, *, text: str = "") -> bool:
        """Whether a hand set this field. `text` is the file's value as stored beside the correction."""
        if subject.pupil is None:
            return False
        row = self._rows.get((subject.pupil.pk, name))
        if row is None:
            return False
        text = text or str(files)
        subject.kept.append(Change(label, _shown(ours), _shown(files), name, text))
        if row.file_value != text:
            row.file_value = text
            self._seen.append(row)
        return True

    def write(self) -> None:
        Correction.objects.bulk_update(self._seen, ["file_value"])
        self._seen = []


@dataclass
class Ground:
    """What every part of one import stands on."""

    school_id: int
    day: dt.date
    year_starts_on: dt.date
    by_hand: ByHand
    report: Callable[[Problem], None]
    header: Callable[[str], str]
    say_instead: Callable[[int, Collection[str], str, str], None]

    def problem(self, subject: Subject, name: str, value: str, message: str) -> None:
        self.report(Problem(subject.row.line, self.header(name), value, message, field=name))
