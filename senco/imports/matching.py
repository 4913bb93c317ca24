"""Whose line is this? The roll of a school held for looking up, and the rules of who is sure and who is doubtful."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from pupils.imports import NameGuess, PupilKey
from pupils.models import Enrolment, GroupPupil, Pupil
from pupils.names import fold
from senco.imports.changes import Candidate
from senco.law import upn_is_temporary

MOST_CANDIDATES = 5
ALIKE = 0.8
"""How alike two folded names must be to be offered; one letter in eight or so."""


@dataclass(frozen=True, slots=True)
class OnFile:
    """A pupil of the school, now or once, as far as matching needs them."""

    pk: int
    upn: str
    former_upn: str
    admission_number: str
    local_ref: str
    forename: str
    surname: str
    preferred_forename: str
    former_surname: str
    date_of_birth: dt.date
    group: str = ""
    on_roll: bool = False
    leaves_on: dt.date | None = None

    @property
    def name(self) -> str:
        return f"{self.preferred_forename or self.forename} {self.surname}"

    @property
    def folded(self) -> set[tuple[str, str]]:
        """Every (forename, surname) that this pupil goes by, folded."""
        forenames = {fold(name) for name in (self.forename, self.preferred_forename) if name}
        surnames = {fold(name) for name in (self.surname, self.former_surname) if name}
        return {(forename, surname) for forename in forenames for surname in surnames}

    def as_candidate(self) -> Candidate:
        return Candidate(self.pk, self.name, self.group, f"{self.date_of_birth.day} {self.date_of_birth:%b %Y}")


@dataclass(frozen=True, slots=True)
class Match:
    """`pupil` is whose line it is. With `candidates` a person must choose; with `conflict` the file stops."""

    pupil: OnFile | None = None
    candidates: tuple[OnFile, ...] = ()
    conflict: str = ""
    note: str = ""


FIELDS = (
    "upn",
    "former_upn",
    "admission_number",
    "local_ref",
    "forename",
    "surname",
    "preferred_forename",
    "former_surname",
    "date_of_birth",
)


@dataclass
class Roll:
    """Everybody of one school, by every key. About 1 kB a pupil."""

    everybody: dict[int, OnFile] = field(default_factory=dict)
    by_upn: dict[str, OnFile] = field(default_factory=dict)
    by_former_upn: dict[str, OnFile] = field(default_factory=dict)
    by_admission: dict[str, OnFile] = field(default_factory=dict)
    by_ref: dict[str, OnFile] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[OnFile]] = field(default_factory=lambda: defaultdict(list))
    by_birthday: dict[dt.date, list[OnFile]] = field(default_factory=lambda: defaultdict(list))
    by_group: dict[str, list[OnFile]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of_school(cls, school_id: int, day: dt.date) -> Roll:
        """Three queries."""
        enrolled = dict(
            Enrolment.objects.of_school(school_id).on(day).order_by("starts_on").values_list("pupil_id", "ends_on")
        )
        groups = dict(
            GroupPupil.objects.of_school(school_id).registration().on(day).values_list("pupil_id", "group__name")
        )
        pupils: Any = Pupil.objects.of_school(school_id).order_by("pk").values_list("pk", *FIELDS)
        return cls.holding(
            OnFile(*(*row, groups.get(row[0], ""), row[0] in enrolled, enrolled.get(row[0])))
            for row in pupils.iterator(chunk_size=2000)
        )

    @classmethod
    def holding(cls, pupils: Iterable[OnFile]) -> Roll:
        roll = cls()
        for pupil in pupils:
            roll.everybody[pupil.pk] = pupil
            for index, key in (
                (roll.by_upn, pupil.upn),
                (roll.by_former_upn, pupil.former_upn),
                (roll.by_admission, pupil.admission_number),
                (roll.by_ref, pupil.local_ref),
            ):
                if key:
                    index[key] = pupil
            for name in pupil.folded:
                roll.by_name[name].append(pupil)
            roll.by_birthday[pupil.date_of_birth].append(pupil)
            if pupil.on_roll:
                roll.by_group[fold(pupil.group)].append(pupil)
        return roll

    @property
    def on_roll(self) -> list[OnFile]:
        return [pupil for pupil in self.everybody.values() if pupil.on_roll]


def match(key: PupilKey, roll: Roll, *, former_upn: str | None = None, offer: bool = True) -> Match:
    """By UPN, admission number or own reference; by name only when the line carries none of them or none is known.

    `offer`: look for those it may be when nobody is sure.
    """
    hits = _by_numbers(key, roll, former_upn)
    if len(hits) > 1:
        return Match(conflict=_two_pupils(hits))
    if hits:
        [(words, pupil)] = hits.items()
        return _checked(key, words, pupil)
    return _by_name(key, roll, offer)


def _by_numbers(key: PupilKey, roll: Roll, former_upn: str | None) -> dict[str, OnFile]:
    """What each number of the line says, one entry for each different pupil."""
    found: dict[str, OnFile] = {}
    seen: set[int] = set()
    for words, pupil in (
        ("UPN", roll.by_upn.get(key.upn or "") or roll.by_former_upn.get(key.upn or "")),
        ("former UPN", roll.by_upn.get(former_upn or "")),
        ("admission number", roll.by_admission.get(key.admission_number or "")),
        ("reference", roll.by_ref.get(key.local_ref or "")),
    ):
        if pupil is not None and pupil.pk not in seen:
            seen.add(pupil.pk)
            found[words] = pupil
    return found


def _two_pupils(hits: dict[str, OnFile]) -> str:
    said = " and ".join(f"the {words} is {pupil.name}’s" for words, pupil in hits.items())
    return f"Whose pupil is this? On this school’s roll {said}. Correct the line and send the file again."


def _checked(key: PupilKey, words: str, pupil: OnFile) -> Match:
    """A number can be mistyped, or a column have slipped: somebody else's name and birthday beside it stop the file."""
    same_name, same_birthday = _shares_a_name(key, pupil), key.date_of_birth in (None, pupil.date_of_birth)
    other_upn = bool(key.upn and pupil.upn) and key.upn not in (pupil.upn, pupil.former_upn)
    is_certain = same_name and same_birthday and key.date_of_birth is not None
    by_upn = words in ("UPN", "former UPN")
    if other_upn and not (by_upn or is_certain or upn_is_temporary(pupil.upn)):
        return Match(
            conflict=f"Whose pupil is this? The {words} is {pupil.name}’s, but the UPN is another one. "
            "Correct the line and send the file again."
        )
    if not same_name and not same_birthday:
        return Match(
            conflict=f"Whose pupil is this? The {words} is {pupil.name}’s, but the name and the date of birth are "
            "somebody else’s. Perhaps a column has slipped. Correct the file and send it again."
        )
    return Match(pupil)


def _shares_a_name(key: PupilKey, pupil: OnFile) -> bool:
    """Some word of the name agrees. A line without a name contradicts nobody."""
    if not key.names:
        return True
    theirs = {word for pair in pupil.folded for part in pair for word in part.split()}
    return any(theirs & set(fold(f"{guess.forename} {guess.surname}").split()) for guess in key.names)


def _by_name(key: PupilKey, roll: Roll, offer: bool) -> Match:
    if not key.names:
        return Match()
    same = _unique(pupil for guess in key.names for pupil in roll.by_name.get(_folded(guess), ()))
    if key.date_of_birth:
        sure = [pupil for pupil in same if pupil.date_of_birth == key.date_of_birth]
    else:
        sure = [pupil for pupil in same if key.registration_group and _same_group(pupil, key)]
    if len(sure) > 1 and key.registration_group:
        sure = [pupil for pupil in sure if _same_group(pupil, key)] or sure
    if len(sure) == 1:
        return _agreed(key, sure[0])
    return Match(candidates=tuple(sure or (_near(key, same, roll) if offer else ()))[:MOST_CANDIDATES])


def _agreed(key: PupilKey, pupil: OnFile) -> Match:
    """Same name and birthday. Another UPN or number on the line means that it may yet be another child."""
    for words, theirs, ours in (
        ("UPN", key.upn, pupil.upn),
        ("admission number", key.admission_number, pupil.admission_number),
        ("reference", key.local_ref, pupil.local_ref),
    ):
        if theirs and ours and theirs != ours:
            return Match(
                note=f"{pupil.name} with the same date of birth is here already, but with another {words}. "
                "Check that these are two children."
            )
        if theirs and ours:
            break
    return Match(pupil)


def _near(key: PupilKey, same: Sequence[OnFile], roll: Roll) -> list[OnFile]:
    """Who it may be: the same name with another birthday, or nearly the same name in the same class or with the
    same birthday; likeliest first."""
    around = [*same, *roll.by_birthday.get(key.date_of_birth or dt.date.min, ())]
    if key.registration_group:
        around += roll.by_group.get(fold(key.registration_group), ())
    scored = [
        (_likeness(key, pupil) + (pupil.date_of_birth == key.date_of_birth), -pupil.pk, pupil)
        for pupil in _unique(around)
        if pupil.on_roll and (pupil in same or _likeness(key, pupil) >= ALIKE)
    ]
    return [pupil for *_, pupil in sorted(scored, key=lambda one: one[:2], reverse=True)]


def _likeness(key: PupilKey, pupil: OnFile) -> float:
    written = [" ".join(_folded(guess)) for guess in key.names]
    theirs = [" ".join(pair) for pair in pupil.folded]
    return max(SequenceMatcher(None, one, other).ratio() for one in written for other in theirs)


def _folded(guess: NameGuess) -> tuple[str, str]:
    return fold(guess.forename), fold(guess.surname)


def _same_group(pupil: OnFile, key: PupilKey) -> bool:
    return fold(pupil.group) == fold(key.registration_group or "")


def _unique(pupils: Iterable[OnFile]) -> list[OnFile]:
    return list({pupil.pk: pupil for pupil in pupils}.values())
