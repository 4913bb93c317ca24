"""A pupil's own row: numbers, names, birthday, address; and the words by which search finds them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pupils.imports import Address
from pupils.imports.names import LEFT_OUT
from pupils.models import Pupil, PupilWord
from pupils.names import fold, words
from senco.imports.facts import BATCH
from senco.imports.subjects import Ground, Subject

LABELS = {
    "upn": "UPN",
    "former_upn": "Former UPN",
    "local_ref": "Own reference",
    "admission_number": "Admission number",
    "surname": "Surname",
    "forename": "Forename",
    "preferred_forename": "Preferred forename",
    "middle_names": "Middle names",
    "former_surname": "Former surname",
    "date_of_birth": "Date of birth",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "address": "Address",
}
NAMES = ("surname", "forename", "preferred_forename", "former_surname")
NEEDED = ("surname", "forename")
"""A new pupil cannot be without these: a damaged one comes in as the file has it, marked as one to check."""
AS_WRITTEN = (
    "but a new pupil needs a name, so it comes in as the file has it, marked as a name to check until somebody "
    "corrects it"
)
AS_IT_WAS = "so the name on file here was left as it was"
SORTED_BY = ("surname", "forename", "preferred_forename")
LONGEST = {field.name: field.max_length for field in Pupil._meta.concrete_fields if field.name in LABELS}


def as_lines(address: Address | None) -> str:
    if address is None:
        return ""
    return "\n".join(part for part in (*address.lines, address.town, address.postcode) if part)


class Particulars:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._made: list[Subject] = []
        self._changed: dict[int, tuple[Pupil, set[str]]] = {}

    def load(self, subjects: Sequence[Subject]) -> None:
        """The subjects' own rows are loaded with the batch."""

    def compare(self, subject: Subject) -> None:
        if subject.pupil is None:
            self._introduce(subject)
            return
        self._say_of_names(subject, NAMES, AS_IT_WAS)
        for name, label in LABELS.items():
            value = self._value(subject, name)
            ours = getattr(subject.pupil, name)
            if not value or value == ours or self._is_former(subject, name, value):
                continue
            if self.ground.by_hand.keeps(subject, name, label, ours, value):
                continue
            subject.change(label, ours, value)
            self._set(subject.pupil, name, value)

    def _say_of_names(self, subject: Subject, names: Collection[str], what: str) -> None:
        """What becomes of a name that the reader did not trust."""
        damaged = subject.row.left_out.intersection(names)
        if damaged:
            about = damaged | ({"name"} if damaged.intersection(NEEDED) else set())
            self.ground.say_instead(subject.row.line, about, LEFT_OUT, what)

    def _is_former(self, subject: Subject, name: str, value: object) -> bool:
        """An older file still has the former UPN: that is no change back."""
        return name == "upn" and subject.pupil is not None and value == subject.pupil.former_upn

    def _value(self, subject: Subject, name: str) -> object:
        """The file's value; blank or bad values are None, and leave alone what stands."""
        if not subject.says(name):
            return None
        value = as_lines(subject.row.address) if name == "address" else getattr(subject.row, name)
        most = LONGEST[name]
        if most and value and len(value) > most:
            self.ground.problem(
                subject, name, value, f"This is longer than the {most} characters kept, so it was left out."
            )
            return None
        return value

    def _introduce(self, subject: Subject) -> None:
        """A new pupil comes in even when a letter of a name was lost: as written, and the problem says so."""
        self._say_of_names(subject, NEEDED, AS_WRITTEN)
        pupil = Pupil(school_id=self.ground.school_id)
        for name in LABELS:
            value = self._value(subject, name)
            if not value and name in NEEDED:
                value = subject.row.raw.get(name, "")[:100]
            if value:
                setattr(pupil, name, value)
        pupil.sort_name = _sort_name(pupil)
        subject.pupil, subject.is_new = pupil, True
        self._made.append(subject)

    def _set(self, pupil: Pupil, name: str, value: object) -> None:
        if name == "upn" and pupil.upn:
            self._set(pupil, "former_upn", pupil.upn)
        setattr(pupil, name, value)
        fields = self._changed.setdefault(pupil.pk, (pupil, set()))[1]
        fields.add(name)
        if name in SORTED_BY:
            pupil.sort_name = _sort_name(pupil)
            fields.add("sort_name")

    def write(self) -> None:
        made = [subject.pupil for subject in self._made if subject.pupil is not None]
        Pupil.objects.bulk_create(made, batch_size=BATCH)
        changed = [pupil for pupil, _ in self._changed.values()]
        if changed:
            fields = set().union(*(fields for _, fields in self._changed.values()))
            Pupil.objects.bulk_update(changed, sorted(fields), batch_size=BATCH)
        renamed = [pupil for pupil, fields in self._changed.values() if fields & set(NAMES)]
        if renamed:
            PupilWord.objects.filter(school=self.ground.school_id, pupil__in=renamed).delete()
        PupilWord.objects.bulk_create(
            [
                PupilWord(school_id=self.ground.school_id, pupil=pupil, word=word[:100])
                for pupil in [*made, *renamed]
                for word in words(*(getattr(pupil, name) for name in NAMES))
            ],
            batch_size=5 * BATCH,
        )
        self._made, self._changed = [], {}


def _sort_name(pupil: Pupil) -> str:
    return fold(f"{pupil.surname} {pupil.known_as}")
