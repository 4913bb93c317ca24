"""What the worker does with a run: reads it into a preview, and takes it in when a person has said so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pghistory
from django.core.cache import cache
from django.utils import timezone
from django.utils.dateparse import parse_date

from pupils.imports import FileRefused, ParsedFile
from pupils.models import ImportLine, ImportRun, Pupil
from pupils.models.imports import SEN_KINDS
from senco.actions.imports import delete_file
from senco.imports.changes import Change, Entry, Preview, Tab
from senco.imports.intake import ImportRefused, Wishes, look_through, take_in
from senco.imports.opening import open_file
from senco.middleware import find_member
from senco.models import Job, School
from senco.permissions import TABLE, Member, Permission, Role, today
from senco.rows import acting_for

log = logging.getLogger(__name__)
State = ImportRun.State
BATCH = 500
PROGRESS_KEPT = 300  # seconds
NOT_YOURS = "This looks like the SENCO’s own register, which only somebody who keeps the plans may take in."
BROKEN = "Something went wrong on our side. It has been written down; please try again."
STALE = (
    "Something here has changed since you looked through this file, so it was compared again. Please look once more."
)


def look_at(school_id: int, run_id: int) -> None:
    """Read the file and make its preview. Done by another worker already, or being done: nothing happens."""
    _guarded(school_id, run_id, _look)


def carry_out(school_id: int, run_id: int) -> None:
    """Take the file in: all of it or nothing, in one transaction."""
    with acting_for(school_id):
        ImportRun.objects.filter(pk=run_id, state=State.QUEUED).update(state=State.RUNNING)
        Job.objects.filter(pk__in=ImportRun.objects.filter(pk=run_id).values("job")).update(state=Job.State.RUNNING)
    _guarded(school_id, run_id, _take_in)


class Stale(Exception):
    """The file would now do something else than the person saw."""


def _guarded(school_id: int, run_id: int, work: Callable[[ImportRun], None]) -> None:
    """The run stays locked while it is worked on, so that two workers never do the same. An error is written into
    the run, for a person who waits must hear of it."""
    wanted = (State.READING,) if work is _look else (State.RUNNING, State.QUEUED)
    try:
        with acting_for(school_id):
            run = ImportRun.objects.select_for_update(skip_locked=True).filter(pk=run_id).first()
            if run is None or run.state not in wanted:
                return
            with pghistory.context(user=run.user_id):
                work(run)
    except FileRefused as refused:
        _finish(school_id, run_id, State.REFUSED, {"refused": refused.message})
    except ImportRefused as refused:
        _look_again(school_id, run_id, refused.preview.refused)
    except Stale:
        _look_again(school_id, run_id, STALE)
    except Exception:
        log.exception("An import of school %s failed: run %s", school_id, run_id)
        _finish(school_id, run_id, State.REFUSED, {"refused": BROKEN})


def _look_again(school_id: int, run_id: int, why: str) -> None:
    """Nothing was taken in: the preview is made again, for a person to decide once more."""
    with acting_for(school_id):
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        run.state, run.leavers_confirmed, run.other_school_confirmed = State.READING, None, False
        run.save(update_fields=["state", "leavers_confirmed", "other_school_confirmed"])
        _end_job(run, Job.State.FAILED, why)
    look_at(school_id, run_id)
    with acting_for(school_id):
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        run.preview = {**run.preview, "stale": why}
        run.save(update_fields=["preview"])


def _finish(school_id: int, run_id: int, state: str, preview: dict[str, Any]) -> None:
    with acting_for(school_id):
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        run.state, run.preview = state, preview
        run.save(update_fields=["state", "preview"])
        if state == State.REFUSED:
            run.finished_at = timezone.now()
            run.save(update_fields=["finished_at"])
            delete_file(run)
        _end_job(run, Job.State.FAILED, preview.get("refused", ""))


def _end_job(run: ImportRun, state: str, message: str) -> None:
    Job.objects.filter(pk=run.job_id or 0).exclude(state__in=[Job.State.DONE, Job.State.FAILED]).update(
        state=state, message=message[:500], finished_at=timezone.now()
    )


def _open(run: ImportRun) -> ParsedFile:
    with run.file.open("rb") as file:
        content = file.read()
    return open_file(content, run.file_name, run.school, kind=run.kind or None, mapping=run.mapping, day=today())


def _look(run: ImportRun) -> None:
    parsed = _open(run)
    run.kind = parsed.kind
    member = find_member(run.user)
    if parsed.kind in SEN_KINDS and not (member and member.may(Permission.MANAGE_PLANS, run.school_id)):
        raise FileRefused(NOT_YOURS)
    run.lines.all().delete()
    if parsed.needs_mapping:
        run.state, run.preview = State.MAPPING, _questions(parsed)
    else:
        lines = Lines(run)
        preview = look_through(
            parsed, run.school, day=today(), wishes=_wishes(run, member), sink=lines.add, by=run.user
        )
        lines.write()
        other = other_school(parsed, member) if preview.names_school else {}
        run.state, run.preview = State.PREVIEW, {**_stored(preview), **_about(parsed), **other}
        if preview.refused:
            run.state, run.finished_at = State.REFUSED, timezone.now()
            delete_file(run)
    run.save(update_fields=["state", "kind", "preview", "finished_at"])


def _take_in(run: ImportRun) -> None:
    parsed = _open(run)
    seen = run.preview.get("fingerprint")
    run.lines.all().delete()
    lines = Lines(run)
    preview = take_in(
        parsed,
        run.school,
        day=today(),
        wishes=_wishes(run, find_member(run.user)),
        by=run.user,
        sink=lines.add,
        run=run.pk,
        progress=lambda done, total: tell(run.pk, done, total),
    )
    if preview.fingerprint != seen:
        raise Stale
    lines.write()
    run.state, run.finished_at = State.DONE, timezone.now()
    run.preview = {**_stored(preview), **_about(parsed)}
    run.save(update_fields=["state", "finished_at", "preview"])
    _end_job(run, Job.State.DONE, run.file_name)
    delete_file(run)


def _wishes(run: ImportRun, member: Member | None) -> Wishes:
    return Wishes(
        is_whole_roll=run.is_whole_roll,
        leavers_confirmed=run.leavers_confirmed,
        other_school=run.other_school_confirmed,
        choices={int(line): choice for line, choice in run.choices.items()},
        may_give=roles_to_give(member, run.school_id),
        measure=run.about.get("measure"),
        taken_on=parse_date(run.about.get("taken_on") or ""),
    )


def other_school(parsed: ParsedFile, member: Member | None) -> dict[str, Any]:
    """How many of the file's pupils are on the roll of the school that it names, if that school is one of the
    person's own; nothing of it is said to anybody else."""
    number = parsed.school.laestab if parsed.school and parsed.school.laestab else parsed.laestab_hint
    school = School.objects.filter(laestab=number).first() if number else None
    if school is None or member is None or not member.may(Permission.VIEW_ALL_PUPILS, school):
        return {}
    with acting_for(school):
        there = Pupil.objects.on_roll(today()).filter(upn__in=parsed.upns).count()
    return {"other_school": {"pk": school.pk, "name": school.name, "there": there, "of": len(parsed.rows)}}


def roles_to_give(member: Member | None, school_id: int) -> frozenset[str]:
    """A list of staff hands out no role that may do more here than the person who sends it; all, to those who
    manage staff."""
    if member is None:
        return frozenset()
    if member.may(Permission.MANAGE_STAFF, school_id):
        return frozenset(Role)
    held = {permission for permission in Permission if member.may(permission, school_id)}
    return frozenset(role for role, permissions in TABLE.items() if permissions <= held)


def _stored(preview: Preview) -> dict[str, Any]:
    problems = [
        {**problem.as_dict(), "stops": problem.stops} for problem in preview.problems
    ]  # fmt: skip
    return {
        "counts": {tab: preview.counts[tab] for tab in Tab},
        "problems": problems,
        "warnings": preview.warnings,
        "refused": preview.refused,
        "must_confirm": preview.must_confirm,
        "on_roll": preview.on_roll,
        "names_school": preview.names_school,
        "place": preview.place,
        "fingerprint": preview.fingerprint,
    }


def _about(parsed: ParsedFile) -> dict[str, Any]:
    return {"source": parsed.source, "extent": parsed.extent, "format": parsed.format}


def _questions(parsed: ParsedFile) -> dict[str, Any]:
    """What the mapping screen asks: each open question, and every column with its samples."""
    return {
        "questions": [
            {"field": one.field, "label": one.label, "headers": list(one.headers), "why": one.why}
            for one in parsed.questions
        ],
        "columns": [
            {"header": one.header, "field": one.field if one.used else "", "samples": list(one.samples)}
            for one in parsed.columns
        ],
        **_about(parsed),
    }


def _as_list(change: Change) -> list[str]:
    whole = [change.label, change.old, change.new]
    return [*whole, change.field, change.files] if change.field else whole


class Lines:
    """Writes the lines of a preview, some hundreds at a time. Unchanged pupils are counted, not listed."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self._rows: list[ImportLine] = []

    def add(self, entry: Entry) -> None:
        if entry.tab is Tab.UNCHANGED:
            return
        self._rows.append(
            ImportLine(
                school_id=self.run.school_id,
                run=self.run,
                tab=entry.tab,
                line=entry.line,
                pupil_id=entry.pupil_id,
                name=entry.name[:300],
                group=entry.group[:120],
                changes=[_as_list(change) for change in entry.changes],
                candidates=[[one.pupil_id, one.name, one.group, one.born] for one in entry.candidates],
            )
        )
        if len(self._rows) >= BATCH:
            self.write()

    def write(self) -> None:
        ImportLine.objects.bulk_create(self._rows)
        self._rows = []


def tell(run_id: int, done: int, total: int) -> None:
    """How far it is, seen from outside the transaction. A cache that is down costs the bar, not the import."""
    with suppress(Exception):
        cache.set(_key(run_id), (done, total), PROGRESS_KEPT)


def how_far(run_id: int) -> tuple[int, int]:
    """(done, of how many); (0, 0) while that is not known."""
    with suppress(Exception):
        return cache.get(_key(run_id)) or (0, 0)
    return 0, 0


def _key(run_id: int) -> str:
    return f"import:{run_id}"


def waiting(school_id: int, *, older_than: Any) -> list[tuple[int, str]]:
    """Runs that no message reached, or whose worker died. A live one holds its lock, so a second nudge does nothing."""
    with acting_for(school_id):
        found = ImportRun.objects.waiting().filter(created_at__lt=older_than)
        return list(found.values_list("pk", "state"))
