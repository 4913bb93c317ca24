"""What a holder has of a pupil in confined rows, for the holders' part of a subject access request."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from pupils.models import Note, Pupil
from records.models import Communication, CommunicationPerson, Disclosure, Document, Promise
from records.models.disclosures import held_by
from senco.law import day_name
from senco.permissions import Member


@dataclass(frozen=True, slots=True)
class Held:
    """One confined row in words, and what was decided of it."""

    kind: str
    pk: int
    on: dt.date
    title: str
    text: str
    by: str
    holders: str
    is_taken_away: bool
    decision: Disclosure | None

    @property
    def decided(self) -> str:
        """ "To disclose", "Withhold: it is about somebody else", "Not decided"."""
        if self.decision is None:
            return "Not decided"
        return "To disclose" if self.decision.discloses else f"Withhold: {self.decision.why}"

    @property
    def is_disclosed(self) -> bool:
        return self.decision is not None and self.decision.discloses


def held_about(pupil: Pupil, member: Member) -> list[Held]:
    """Every confined row about the pupil that the member holds, the oldest first. Six queries.

    An export of the whole record takes those of them that `is_disclosed`, made by a holder: nobody else may know of
    the rest, not even how many there are.
    """
    notes = held_by(Note, member).of_pupil(pupil).with_writer()
    talks = held_by(Communication, member).of_pupil(pupil).with_writer()
    talks = talks.prefetch_related(
        Prefetch("people", CommunicationPerson.objects.with_names()), Prefetch("promises", Promise.objects.all())
    )
    decisions = Disclosure.objects.visible_to(member).of_pupil(pupil).select_related("decided_by")
    known = {(one.subject_kind, one.subject_id): one for one in decisions}
    papers = held_by(Document, member).of_pupil(pupil).select_related("added_by").with_file_names()
    found = [_of_note(row, known) for row in notes]
    found += [_of_talk(row, known) for row in talks]
    found += [_of_paper(row, known) for row in papers]
    return sorted(found, key=lambda one: (one.on, one.kind, one.pk))


def _of_note(row: Note, known: Any) -> Held:
    return _held(row, "Note", row.text, known, on=row.on, by=row.written_by)


def _of_talk(row: Communication, known: Any) -> Held:
    lines = [f"With {row.with_whom}" if row.with_whom else "", row.said, f"Agreed: {row.agreed}" if row.agreed else ""]
    lines += [f"Owed by {day_name(one.due_on)}: {one.what}" for one in row.promises.all()]
    return _held(
        row,
        f"{row.get_kind_display()}: {row.about}",
        "\n".join(line for line in lines if line),
        known,
        on=row.on,
        by=row.written_by,
    )


def _of_paper(row: Any, known: Any) -> Held:
    """The file itself is opened on the paper's page."""
    lines = [f"From {row.from_whom}" if row.from_whom else "", row.note, f"File: {', '.join(row.file_names)}"]
    title = f"{row.get_kind_display()}: {row.title}"
    return _held(row, title, "\n".join(line for line in lines if line), known, on=row.dated_on, by=row.added_by)


def _held(row: Any, title: str, text: str, known: Any, *, on: dt.date, by: Any) -> Held:
    kind = str(row._meta.model_name)
    return Held(
        kind=kind,
        pk=row.pk,
        on=on,
        title=title,
        text=text,
        by=str(by),
        holders=row.holder_roles,
        is_taken_away=row.removed_at is not None,
        decision=known.get((kind, row.pk)),
    )
