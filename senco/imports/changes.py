"""What an import would do or did, said so that a person can judge it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from pupils.imports import Kind, Problem


class Tab(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEAVER = "leaver"
    KEPT = "kept"
    """A value set by hand, or known better elsewhere, stays; the file's own is shown beside it."""
    DOUBTFUL = "doubtful"
    """It is not sure whose line this is: a person chooses."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what stands and what the file says, both in words for people.

    Where a hand set it, `field` names it as `Correction` does and `files` is the file's value as kept beside it.
    """

    label: str
    old: str
    new: str
    field: str = ""
    files: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    pupil_id: int
    name: str
    group: str
    born: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the preview. `line` is the file's; None for a leaver whom the file does not name."""

    tab: Tab
    line: int | None
    pupil_id: int | None
    name: str
    group: str = ""
    changes: tuple[Change, ...] = ()
    candidates: tuple[Candidate, ...] = ()


Sink = Callable[[Entry], None]


def forget(entry: Entry) -> None:
    """A sink for those who only want the counts."""


@dataclass
class Preview:
    """Counts, problems and warnings of one file, and a fingerprint of everything that it would change.

    `refused` is a plain sentence when nothing of the file may be taken in. `must_confirm` is the number of
    leavers that a person has to agree to first.
    """

    kind: str = ""
    sink: Sink = forget
    counts: Counter[Tab] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refused: str = ""
    must_confirm: int = 0
    on_roll: int = 0
    names_school: str = ""
    """How the file names another school, when a person has to say first that it is meant for this one."""
    place: str = "Line"
    """What the number of a problem counts."""
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add(self, entry: Entry) -> None:
        self.counts[entry.tab] += 1
        if entry.tab is not Tab.UNCHANGED:
            is_new_pupil = entry.tab is Tab.NEW and self.kind != Kind.RESULTS
            whom = None if is_new_pupil else entry.pupil_id
            self._digest.update(repr((entry.tab, entry.line, whom, entry.changes)).encode())
        self.sink(entry)

    @property
    def fingerprint(self) -> str:
        """Differs when the same file would now do something else. The day does not enter it."""
        return self._digest.hexdigest()

    @property
    def stopping(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.stops]

    def refuse(self, why: str) -> None:
        self.refused = self.refused or why
        self.counts.clear()

    def as_dict(self) -> dict[str, object]:
        """What `--json` prints."""
        return {
            "new": self.counts[Tab.NEW],
            "changed": self.counts[Tab.CHANGED],
            "unchanged": self.counts[Tab.UNCHANGED],
            "leavers": self.counts[Tab.LEAVER],
            "problems": [problem.as_dict() for problem in self.problems],
            "kept_by_hand": self.counts[Tab.KEPT],
            "warnings": self.warnings,
            "refused": self.refused or None,
            "must_confirm_leavers": self.must_confirm or None,
            "must_confirm_other_school": self.names_school or None,
        }
