"""Dated rows opened, closed and replaced in bulk. A row that began on the very day of the import was never true
before: it is changed in place, or goes (its history stays). Every other is closed the day before, and a new one
opened."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from pupils.models.pupils import PupilFact
from senco.imports.subjects import Subject

BATCH = 1000
DAY = dt.timedelta(days=1)


class Facts:
    """What a batch does to one table of dated facts, written in a few statements."""

    def __init__(self, model: type[PupilFact], school_id: int, *fields: str) -> None:
        self.model = model
        self.school_id = school_id
        self.fields = fields
        self._closed: dict[dt.date, list[int]] = defaultdict(list)
        self._never_held: list[int] = []
        self._amended: list[PupilFact] = []
        self._opened: list[tuple[Subject, dict[str, Any]]] = []

    def open(self, subject: Subject, starts_on: dt.date, **values: Any) -> None:
        self._opened.append((subject, {"starts_on": starts_on, **values}))

    def close(self, row: PupilFact, day: dt.date) -> None:
        """No longer true from `day` on. A row that only began that day never held, so it goes."""
        if row.starts_on >= day:
            self._never_held.append(row.pk)
        else:
            self._closed[day - DAY].append(row.pk)

    def amend(self, row: PupilFact, **values: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        self._amended.append(row)

    def replace(self, subject: Subject, row: PupilFact, day: dt.date, **values: Any) -> None:
        if row.starts_on >= day:
            self.amend(row, **values)
            return
        self.close(row, day)
        self.open(subject, day, **values)

    def write(self) -> None:
        rows: models.Manager = self.model._default_manager
        for last_day, pks in self._closed.items():
            rows.filter(pk__in=pks).update(ends_on=last_day)
        if self._never_held:
            rows.filter(pk__in=self._never_held).delete()
        if self._amended:
            rows.bulk_update(self._amended, ["starts_on", *self.fields], batch_size=BATCH)
        rows.bulk_create(
            [self.model(school_id=self.school_id, pupil_id=subject.pk, **values) for subject, values in self._opened],
            batch_size=BATCH,
        )
        self._closed, self._never_held, self._amended, self._opened = defaultdict(list), [], [], []


def latest(rows: Iterable[PupilFact]) -> dict[int, Any]:
    """The last row of each pupil, by the day it began."""
    return {row.pupil_id: row for row in sorted(rows, key=lambda row: (row.starts_on, row.pk))}
