"""Ranked needs. The file's list is the whole list; a blank one ends them only where the file says no provision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pupils.imports import DatedNeed
from pupils.models import SenNeed
from senco.imports.facts import Facts
from senco.imports.subjects import Ground, Subject, known
from senco.law import code_name


def in_words(codes: Sequence[str]) -> str:
    return "; ".join(code_name("sen_type", code) for code in codes)


class Needs:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.facts = Facts(SenNeed, ground.school_id, "rank")
        self._rows: dict[int, list[SenNeed]] = {}

    def load(self, subjects: Sequence[Subject]) -> None:
        self._rows = {}
        rows = SenNeed.objects.of_school(self.ground.school_id).filter(pupil__in=known(subjects))
        for row in rows.order_by("rank", "pk"):
            self._rows.setdefault(row.pupil_id, []).append(row)

    def compare(self, subject: Subject) -> None:
        rows = [] if subject.is_new else self._rows.get(subject.pk, [])
        self._add_past(subject, rows)
        open_rows = [row for row in rows if row.ends_on is None]
        ours, files = [row.code for row in open_rows], self._listed(subject)
        if files is None or files == ours:
            return
        if self.ground.by_hand.keeps(
            subject, "needs", "Needs", in_words(ours), in_words(files), text=",".join(files) or "-"
        ):
            return
        subject.change("Needs", in_words(ours), in_words(files))
        self._replace(subject, open_rows, files)

    def _listed(self, subject: Subject) -> list[str] | None:
        """The codes the file gives, main need first; None when it leaves alone what stands."""
        row = subject.row
        if "needs" in row.left_out and not subject.is_new:
            return None
        if "needs" not in row.absent and (row.needs or row.sen_provision == "N"):
            return list(row.needs)
        going_on = [need for need in row.dated_needs if need.ended_on is None or need.ended_on > self.ground.day]
        ranked = sorted(enumerate(going_on), key=lambda one: (one[1].rank or 99, one[0]))
        return list(dict.fromkeys(need.code for _, need in ranked)) or None

    def _replace(self, subject: Subject, rows: Sequence[SenNeed], files: Sequence[str]) -> None:
        ours = {row.code: row for row in rows}
        for code in ours.keys() - set(files):
            self.facts.close(ours[code], self.ground.day)
        for rank, code in enumerate(files, start=1):
            row = ours.get(code)
            if row is None:
                self.facts.open(subject, self._start(subject, code), code=code, rank=rank)
            elif row.rank != rank:
                if row.starts_on >= self.ground.day:
                    self.facts.amend(row, rank=rank)
                else:
                    self.facts.close(row, self.ground.day)
                    self.facts.open(subject, self.ground.day, code=code, rank=rank, note=row.note)

    def _start(self, subject: Subject, code: str) -> dt.date:
        """The day the file has for the need, or for the provision of a pupil who is new; else the day of the import."""
        row = subject.row
        stated = next((need.started_on for need in row.dated_needs if need.code == code and need.started_on), None)
        if stated is None and subject.is_new:
            stated = row.sen_started_on or (row.sen_history[-1].started_on if row.sen_history else None)
        return stated if stated and stated <= self.ground.day else subject.since

    def _add_past(self, subject: Subject, rows: Sequence[SenNeed]) -> None:
        """Needs that the file says have ended, unless some row of that need stands here for those days."""
        for need in subject.row.dated_needs:
            if need.ended_on is None or need.ended_on > self.ground.day or need.started_on is None:
                continue
            if any(_touches(row, need) for row in rows) or need.ended_on < need.started_on:
                continue
            name = code_name("sen_type", need.code)
            subject.change("Former need", "", f"{name}, until {need.ended_on.day} {need.ended_on:%b %Y}")
            self.facts.open(subject, need.started_on, ends_on=need.ended_on, code=need.code, rank=need.rank or 1)

    def write(self) -> None:
        self.facts.write()


def _touches(row: SenNeed, need: DatedNeed) -> bool:
    starts, ends = need.started_on or dt.date.min, need.ended_on or dt.date.max
    return row.code == need.code and row.starts_on <= ends and (row.ends_on is None or row.ends_on >= starts)
