"""A file's way through the site: sent, read, mapped, looked through, taken in or given up.

The web hands over; the worker reads and writes. What must be done is the run's state, so a lost message loses nothing.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from pupils.actions import file_values
from pupils.actions.corrections import Refused
from pupils.actions.file_values import MOVED_ON
from pupils.models import ColumnMapping, ImportLine, ImportRun, Pupil
from senco import tasks
from senco.law import day_name
from senco.models import Job
from senco.permissions import Member, Permission
from senco.rows import wake

State = ImportRun.State
KEPT_FILE = dt.timedelta(days=7)
KEPT_LINES = dt.timedelta(days=31)


class ImportMoved(Exception):
    """The run is no longer where the person saw it; the message says where it is."""


@transaction.atomic
def send_file(
    school: Any, upload: File, *, by: Member, kind: str = "", about: Mapping[str, Any] | None = None
) -> ImportRun:
    """Keep the file under a name of its own in the private folder, and hand it to the worker to be read."""
    by.must(Permission.IMPORT_PUPILS, school)
    run = ImportRun(
        school=school,
        user=by.user,
        file_name=(upload.name or "file")[:200],
        kind=kind,
        state=State.READING,
        about=dict(about or {}),
    )
    suffix = Path(upload.name or "").suffix[:10]
    run.file.save(f"{uuid.uuid4().hex}{suffix}", upload, save=False)
    run.save()
    wake(tasks.look_at_import, run.school_id, run.pk)
    return run


@transaction.atomic
def name_columns(run: ImportRun, answers: Mapping[str, str], *, by: Member) -> ImportRun:
    """Remember for the school what each heading means ("" for a column to pass over), and read the file again."""
    run = _held(run, by, State.MAPPING, State.PREVIEW)
    for header, field in answers.items():
        ColumnMapping.objects.update_or_create(
            school_id=run.school_id, kind=run.kind, header=header[:200], defaults={"field": field}
        )
    run.mapping = {**run.mapping, **answers}
    return _read_again(run)


@transaction.atomic
def choose(run: ImportRun, choices: Mapping[str, str], *, is_whole_roll: bool, by: Member) -> ImportRun:
    """Whose the doubtful lines are, and whether the file is the whole roll; the preview is made again from it."""
    run = _held(run, by, State.PREVIEW)
    run.choices = {**run.choices, **choices}
    run.is_whole_roll, run.leavers_confirmed = is_whole_roll, None
    return _read_again(run)


@transaction.atomic
def ask_to_take_in(
    run: ImportRun, *, by: Member, seen: str, leavers: int | None = None, other_school: bool = False
) -> ImportRun:
    """Hand the run to the worker. `seen` is the fingerprint of the preview that the person looked at;
    `other_school`: they said that it is meant for this school, though it names another."""
    run = _held(run, by, State.PREVIEW)
    if run.preview.get("fingerprint") != seen:
        raise ImportMoved("The preview has been made again since you opened it. Look through it once more.")
    run.state, run.leavers_confirmed, run.user = State.QUEUED, leavers, by.user
    run.other_school_confirmed = other_school
    run.job = Job.objects.create(school_id=run.school_id, user=by.user, kind="import", message=run.file_name)
    run.save(update_fields=["state", "leavers_confirmed", "other_school_confirmed", "user", "job"])
    wake(tasks.take_in_import, run.school_id, run.pk)
    return run


@transaction.atomic
def take_files_value(run: ImportRun, line: ImportLine | None, field: str, *, by: Member, today: dt.date) -> None:
    """Give up one correction for what the file says, now. A preview is made again; a line that was taken in says who
    did it. Raises ImportMoved in plain words where the value has moved on, or may not be so."""
    run = _held(run, by, State.PREVIEW, State.DONE)
    kept = next((one for one in (line.changes if line else ()) if one[3:4] == [field]), None)
    pupil = Pupil.objects.visible_to(by).filter(pk=line.pupil_id).select_related("school").first() if line else None
    if line is None or kept is None or pupil is None or len(kept) > 5:
        raise ImportMoved(MOVED_ON)
    try:
        file_values.take_files_value(pupil, field, kept[4], by=by, today=today)
    except Refused as refused:
        raise ImportMoved(str(refused)) from None
    kept.append(f"{by.user} took the file’s value on {day_name(today)}")
    line.save(update_fields=["changes"])
    if run.state == State.PREVIEW:
        _read_again(run)


@transaction.atomic
def give_up(run: ImportRun, *, by: Member) -> ImportRun:
    """Nothing of the file is taken in, and the file is deleted."""
    run = _held(run, by, State.MAPPING, State.PREVIEW)
    run.state, run.finished_at = State.DROPPED, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    run.lines.all().delete()
    delete_file(run)
    return run


def _held(run: ImportRun, by: Member, *states: str) -> ImportRun:
    """The run, locked; ImportMoved if somebody else has moved it on since the page was opened."""
    by.must(Permission.IMPORT_PUPILS, run)
    found = ImportRun.objects.select_for_update().get(pk=run.pk)
    if found.state not in states:
        raise ImportMoved(f"This file has moved on: {found.get_state_display().lower()}.")
    return found


def _read_again(run: ImportRun) -> ImportRun:
    run.state, run.other_school_confirmed = State.READING, False
    run.save(
        update_fields=["state", "mapping", "choices", "is_whole_roll", "leavers_confirmed", "other_school_confirmed"]
    )
    wake(tasks.look_at_import, run.school_id, run.pk)
    return run


def delete_file(run: ImportRun) -> None:
    """Take the file away once the transaction stands; a rolled-back one keeps it."""
    name, storage = run.file.name, run.file.storage
    if not name:
        return
    run.file = ""
    run.save(update_fields=["file"])
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def sweep(now: dt.datetime) -> None:
    """In a school's context: files older than a week go, and so do the lines of imports older than a month."""
    for run in ImportRun.objects.with_a_file_since(now - KEPT_FILE):
        if run.is_open:
            run.state, run.finished_at = State.DROPPED, now
            run.save(update_fields=["state", "finished_at"])
        delete_file(run)
    for run in ImportRun.objects.filter(created_at__lt=now - KEPT_LINES):
        run.lines.all().delete()
