"""Facts of which a pupil has one at a time: year group, class, SEN provision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pupils.imports import PupilRow, SenSpell
from pupils.models import GroupPupil, SenStatus, TeachingGroup, YearGroup
from senco.imports.changes import Change
from senco.imports.facts import DAY, Facts, latest
from senco.imports.subjects import Ground, Subject, known
from senco.law import code_name

PROVISION = "sen_provision"


class YearGroups:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.facts = Facts(YearGroup, ground.school_id, "code")
        self._latest: dict[int, YearGroup] = {}

    def load(self, subjects: Sequence[Subject]) -> None:
        rows = YearGroup.objects.of_school(self.ground.school_id).filter(pupil__in=known(subjects))
        self._latest = latest(rows)

    def compare(self, subject: Subject) -> None:
        code = subject.row.year_group if subject.says("year_group") else None
        row = None if subject.is_new else self._latest.get(subject.pk)
        ours = row.code if row and row.ends_on is None else ""
        if not code or code == ours:
            return
        if self.ground.by_hand.keeps(subject, "year_group", "Year group", ours, code):
            return
        subject.change("Year group", ours, code)
        put(self.facts, subject, row, subject.since, code=code)

    def write(self) -> None:
        self.facts.write()


class Classes:
    """The registration class. A class that the school has not had is made."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.facts = Facts(GroupPupil, ground.school_id, "group")
        self._latest: dict[int, GroupPupil] = {}
        self._groups: dict[str, TeachingGroup] = {}
        self._wanted: list[tuple[Subject, GroupPupil | None, str]] = []

    def load(self, subjects: Sequence[Subject]) -> None:
        ours = TeachingGroup.objects.of_school(self.ground.school_id).filter(
            kind=TeachingGroup.Kind.REGISTRATION, ends_on=None
        )
        self._groups = {group.name: group for group in ours}
        rows = GroupPupil.objects.of_school(self.ground.school_id).registration().select_related("group")
        self._latest = latest(rows.filter(pupil__in=known(subjects)))

    def compare(self, subject: Subject) -> None:
        name = subject.row.registration_group if subject.says("registration_group") else None
        row = None if subject.is_new else self._latest.get(subject.pk)
        ours = row.group.name if row and row.ends_on is None else ""
        if not name or name == ours:
            return
        if len(name) > 40:
            self.ground.problem(subject, "registration_group", name, "No class has so long a name; it was left out.")
            return
        if self.ground.by_hand.keeps(subject, "registration_group", "Class", ours, name):
            return
        subject.change("Class", ours, name)
        self._wanted.append((subject, row, name))

    def write(self) -> None:
        missing = {name for _, _, name in self._wanted} - self._groups.keys()
        made = TeachingGroup.objects.bulk_create(
            TeachingGroup(school_id=self.ground.school_id, name=name) for name in sorted(missing)
        )
        self._groups |= {group.name: group for group in made}
        for subject, row, name in self._wanted:
            put(self.facts, subject, row, subject.since, group=self._groups[name])
        self.facts.write()
        self._wanted = []


class Provision:
    """N, K or E. A change is dated by the file's own SEN start date where that can be, else by the import's day."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.facts = Facts(SenStatus, ground.school_id, "provision")
        self._rows: dict[int, list[SenStatus]] = {}

    def load(self, subjects: Sequence[Subject]) -> None:
        self._rows = {}
        rows = SenStatus.objects.of_school(self.ground.school_id).filter(pupil__in=known(subjects))
        for row in rows.order_by("starts_on"):
            self._rows.setdefault(row.pupil_id, []).append(row)

    def compare(self, subject: Subject) -> None:
        rows = [] if subject.is_new else self._rows.get(subject.pk, [])
        spells = self._past(subject.row)
        now = subject.row.sen_provision if subject.says(PROVISION) else None
        if now is None and spells and not rows:
            now = spells[-1].provision
        self._add_history(subject, spells, rows, now)
        row = rows[-1] if rows else None
        ours = row.provision if row and row.ends_on is None else ""
        if not now or now == ours:
            return
        old, new = (code_name("sen_provision", code) if code else "" for code in (ours, now))
        if self.ground.by_hand.keeps(subject, PROVISION, "SEN provision", old, new, text=now):
            return
        if row and row.ends_on is None and (self._is_decided(row) or row.starts_on > self.ground.day):
            subject.kept.append(Change("SEN provision", old, new))
            return
        subject.change("SEN provision", old, new)
        put(self.facts, subject, row, self._start(subject, row), provision=now)

    def _is_decided(self, row: SenStatus) -> bool:
        """Somebody here put the pupil on the register. "None" may only mean that nobody had said anything yet."""
        return row.decided_by_id is not None and row.provision != SenStatus.Provision.NONE

    def _past(self, row: PupilRow) -> list[SenSpell]:
        return sorted(
            (spell for spell in row.sen_history if spell.started_on <= self.ground.day),
            key=lambda spell: spell.started_on,
        )

    def _start(self, subject: Subject, row: SenStatus | None) -> dt.date:
        stated = subject.row.sen_started_on if subject.says("sen_started_on") else None
        spells = self._past(subject.row)
        if stated is None and spells:
            stated = spells[-1].started_on
        if stated is None or stated > self.ground.day or (row is not None and stated <= row.starts_on):
            return subject.since if row is None else self.ground.day
        return stated

    def _add_history(
        self, subject: Subject, spells: Sequence[SenSpell], rows: Sequence[SenStatus], now: str | None
    ) -> None:
        """Spells before anything that stands here. The last one of a pupil without any is the current one."""
        before = rows[0].starts_on if rows else (self._start(subject, None) if now else None)
        earlier = [spell for spell in spells if before is None or spell.started_on < before]
        nexts = [*(spell.started_on for spell in earlier[1:]), before]
        for spell, following in zip(earlier, nexts, strict=False):
            ends = following - DAY if following else None
            if ends is None or ends >= spell.started_on:
                name = code_name("sen_provision", spell.provision)
                subject.change(f"SEN provision from {spell.started_on.day} {spell.started_on:%b %Y}", "", name)
                self.facts.open(subject, spell.started_on, ends_on=ends, provision=spell.provision)

    def write(self) -> None:
        self.facts.write()


def put(facts: Facts, subject: Subject, row: Any, day: dt.date, **values: Any) -> None:
    """Make this the value from `day`: in place of the open row, or after the last one that was closed."""
    if row is None:
        facts.open(subject, day, **values)
    elif row.ends_on is None:
        facts.replace(subject, row, day, **values)
    else:
        facts.open(subject, max(day, row.ends_on + DAY), **values)
