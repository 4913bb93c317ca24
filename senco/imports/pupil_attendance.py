"""The year's attendance so far, one row a year that grows with each file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from pupils.models import Attendance
from senco.imports.facts import BATCH
from senco.imports.subjects import Ground, Subject, known


class YearsAttendance:
    """From the start of the school year to the day of the file. The same percentage again changes nothing."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._rows: dict[int, Attendance] = {}
        self._made: list[tuple[Subject, Decimal]] = []
        self._changed: list[Attendance] = []

    def load(self, subjects: Sequence[Subject]) -> None:
        rows = Attendance.objects.of_school(self.ground.school_id).filter(
            pupil__in=known(subjects), starts_on=self.ground.year_starts_on, is_running=True
        )
        self._rows = {row.pupil_id: row for row in rows}

    def compare(self, subject: Subject) -> None:
        percent = subject.row.attendance_percent if subject.says("attendance_percent") else None
        if percent is None:
            return
        percent = percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
        row = None if subject.is_new else self._rows.get(subject.pk)
        if row is not None and row.percent == percent:
            return
        old, new = f"{row.percent}%" if row else "", f"{percent}%"
        name = "attendance_percent"
        by_hand = self.ground.by_hand
        if row is not None and by_hand.value_of(subject, name) == str(row.percent):
            by_hand.keeps(subject, name, "Attendance this year", old, new, text=str(percent))
            return
        subject.change("Attendance this year", old, new)
        if row is None:
            self._made.append((subject, percent))
        else:
            row.percent, row.ends_on = percent, max(self.ground.day, row.starts_on)
            self._changed.append(row)

    def write(self) -> None:
        Attendance.objects.bulk_update(self._changed, ["percent", "ends_on"], batch_size=BATCH)
        Attendance.objects.bulk_create(
            [
                Attendance(
                    school_id=self.ground.school_id,
                    pupil_id=subject.pk,
                    starts_on=self.ground.year_starts_on,
                    ends_on=self.ground.day,
                    percent=percent,
                    is_running=True,
                )
                for subject, percent in self._made
            ],
            batch_size=BATCH,
        )
        self._made, self._changed = [], []
