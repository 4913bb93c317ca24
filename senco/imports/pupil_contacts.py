"""The people at home. A contact is known again by e-mail address, else by name; nobody is taken away by a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from pupils.actions.file_values import field_of
from pupils.imports import ContactRow
from pupils.imports.names import titled
from pupils.models import Contact
from pupils.names import fold
from senco.imports.changes import Change
from senco.imports.facts import BATCH
from senco.imports.pupil_particulars import as_lines
from senco.imports.subjects import Ground, Subject, known

LABELS = {
    "title": "title",
    "forename": "forename",
    "surname": "surname",
    "relationship": "relationship",
    "has_responsibility": "parental responsibility",
    "email": "e-mail",
    "phone": "telephone",
    "address": "address",
}
NEXT: Any = F("version") + 1
LONGEST = {"title": 20, "forename": 100, "surname": 100, "relationship": 60, "phone": 40}


@dataclass(slots=True)
class Pending:
    subject: Subject
    contact: Contact


class Contacts:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._rows: dict[int, list[Contact]] = {}
        self._made: list[Pending] = []
        self._changed: dict[int, Contact] = {}

    def load(self, subjects: Sequence[Subject]) -> None:
        self._rows = {}
        rows = Contact.objects.of_school(self.ground.school_id).filter(pupil__in=known(subjects))
        for row in rows.order_by("order", "pk"):
            self._rows.setdefault(row.pupil_id, []).append(row)

    def compare(self, subject: Subject) -> None:
        if "contacts" in subject.row.absent:
            return
        ours = [] if subject.is_new else self._rows.get(subject.pk, [])
        free = list(ours)
        for row in subject.row.contacts:
            contact = next((one for one in free if _same(one, row)), None)
            if contact is not None:
                free.remove(contact)
                self._update(subject, contact, row)
            else:
                self._introduce(subject, row, {one.order for one in ours})

    def _update(self, subject: Subject, contact: Contact, row: ContactRow) -> None:
        for name, value in _values(row, whole=False).items():
            ours = getattr(contact, name)
            if value in ("", None) or value == ours:
                continue
            label = f"Contact {contact.order}: {LABELS[name]}"
            if contact.set_by_hand:
                field = field_of(contact, name) if contact.is_current else ""
                subject.kept.append(Change(label, _word(ours), _word(value), field, str(value) if field else ""))
                continue
            subject.changes.append(_change(label, ours, value))
            setattr(contact, name, value)
            contact.version = NEXT  # a form that somebody has open on it is out of date
            self._changed[contact.pk] = contact

    def _introduce(self, subject: Subject, row: ContactRow, taken: set[int]) -> None:
        values = {name: value for name, value in _values(row, whole=True).items() if value not in ("", None)}
        if not values:
            return
        order = row.order if row.order not in taken else max(taken) + 1
        taken.add(order)
        contact = Contact(school_id=self.ground.school_id, order=order, **values)
        subject.change(f"Contact {order}", "", str(contact) or contact.email or contact.phone)
        self._made.append(Pending(subject, contact))

    def write(self) -> None:
        Contact.objects.bulk_update(self._changed.values(), [*LABELS, "version"], batch_size=BATCH)
        for pending in self._made:
            pending.contact.pupil_id = pending.subject.pk
        Contact.objects.bulk_create([pending.contact for pending in self._made], batch_size=BATCH)
        self._made, self._changed = [], {}


def _values(row: ContactRow, *, whole: bool) -> dict[str, object]:
    """What the row says, field by field. `whole`: a name with a lost letter as it was written, for a new contact."""
    title, surname, forename = row.title, row.surname, row.forename
    if whole:
        raw = titled(row.raw.get("name") or row.raw.get("salutation") or "")
        title = title or raw[0]
        forename = forename or row.raw.get("forename") or raw[1]
        surname = surname or row.raw.get("surname") or raw[2]
    values = {
        "title": title,
        "forename": forename,
        "surname": surname,
        "relationship": row.relationship,
        "has_responsibility": row.responsibility,
        "email": row.email,
        "phone": ", ".join(row.phones),
        "address": as_lines(row.address),
    }
    if len(str(values["phone"])) > LONGEST["phone"]:
        values["phone"] = row.phones[0]
    return {name: value[: LONGEST.get(name)] if isinstance(value, str) else value for name, value in values.items()}


def _same(contact: Contact, row: ContactRow) -> bool:
    """The same name; or the same address and no other forename, for a couple may share an address."""
    theirs = _values(row, whole=True)
    forename, surname = fold(str(theirs["forename"] or "")), fold(str(theirs["surname"] or ""))
    same_forename = not forename or not contact.forename or forename == fold(contact.forename)
    same_surname = bool(surname) and surname == fold(contact.surname)
    if row.email and contact.email and row.email.casefold() == contact.email.casefold():
        return same_forename or contact.phone in row.phones
    if row.email and contact.email and not (forename and contact.forename):
        return False
    return same_forename and (same_surname or bool(not surname and row.phones and contact.phone in row.phones))


def _change(label: str, old: object, new: object) -> Change:
    return Change(label, _word(old), _word(new))


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value or "")
