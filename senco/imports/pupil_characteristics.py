"""Looked after, pupil premium, free meals, English as an additional language: each a yes from a day to a day."""

from __future__ import annotations

from collections.abc import Sequence

from pupils.models import Characteristic
from senco.imports.facts import Facts
from senco.imports.subjects import Ground, Subject, known

Kind = Characteristic.Kind
COLUMNS = {
    "looked_after": Kind.LOOKED_AFTER,
    "pupil_premium": Kind.PUPIL_PREMIUM,
    "fsm": Kind.FREE_MEALS,
    "eal": Kind.EAL,
}


class Characteristics:
    """A blank is no answer and changes nothing; a reader that knows the file marks only yes has made it a no."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.facts = Facts(Characteristic, ground.school_id, "detail")
        self._rows: dict[tuple[int, str], Characteristic] = {}

    def load(self, subjects: Sequence[Subject]) -> None:
        rows = Characteristic.objects.of_school(self.ground.school_id).filter(pupil__in=known(subjects), ends_on=None)
        self._rows = {(row.pupil_id, row.kind): row for row in rows}

    def compare(self, subject: Subject) -> None:
        for column, kind in COLUMNS.items():
            says = getattr(subject.row, column) if subject.says(column) else None
            if says is None:
                continue
            row = None if subject.is_new else self._rows.get((subject.pk, kind))
            detail = self._detail(subject, kind)
            if says == (row is not None) and (row is None or not detail or detail == row.detail):
                continue
            self._change(subject, column, kind, row, says, detail)

    def _detail(self, subject: Subject, kind: Kind) -> str:
        if kind is not Kind.LOOKED_AFTER or not subject.says("care_authority"):
            return ""
        return (subject.row.care_authority or "")[:200]

    def _change(
        self, subject: Subject, column: str, kind: Kind, row: Characteristic | None, says: bool, detail: str
    ) -> None:
        label = str(kind.label)
        old = "" if subject.is_new else _words(row is not None, row.detail if row else "")
        new = _words(says, detail)
        if self.ground.by_hand.keeps(subject, column, label, old, new, text="yes" if says else "no"):
            return
        if not (subject.is_new and not says):
            subject.change(label, old, new)
        if row is None:
            self.facts.open(subject, subject.since, kind=kind, detail=detail)
        elif says:
            self.facts.replace(subject, row, self.ground.day, kind=kind, detail=detail)
        else:
            self.facts.close(row, self.ground.day)

    def write(self) -> None:
        self.facts.write()


def _words(yes: bool, detail: str) -> str:
    return (f"Yes, {detail}" if detail else "Yes") if yes else "No"
