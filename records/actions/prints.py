"""Printing many passports in the worker: asked for, made in one document, kept for a day, taken away."""

import datetime as dt
import functools
import logging
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pghistory
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from pupils.models import TeachingGroup
from records.prints import pages_of, passports_pdf, printable
from senco.actions.access import note_export
from senco.law import day_name
from senco.middleware import find_member
from senco.models import Job, School
from senco.permissions import Member, Permission, today
from senco.rows import acting_for, wake

log = logging.getLogger(__name__)
PRINT = "passports"
KEPT = dt.timedelta(hours=24)
"""A file with children's names is not kept for longer than it takes to print it."""
FOLDER = "prints"
BATCH = 50
PROGRESS_KEPT = 300  # seconds
BROKEN = "Something went wrong on our side, and nothing was printed. It has been written down; please try again."
NOBODY = "There is nothing to print: nobody whom you may see has a passport there."


@transaction.atomic
def ask_print(school_id: int, *, by: Member, group: TeachingGroup | None = None) -> Job:
    """Print a class, or the whole school's; the work is the worker's."""
    from records.tasks import print_passports

    by.must(Permission.VIEW_PROVISION if group else Permission.EDIT_PASSPORTS, school_id)
    name = str(group) if group else "Everybody with a passport"
    job = Job.objects.create(
        school_id=school_id,
        user=by.user,
        kind=PRINT,
        message=name,
        result={"group": group.pk if group else None, "name": name},
    )
    wake(print_passports, school_id, job.pk)
    return job


def carry_out(school_id: int, job_pk: int) -> None:
    """Make the PDF of a job. Held while it is worked on, so that two workers never make it twice; an error is written
    into the job, for a person who waits must hear of it."""
    try:
        with acting_for(school_id):
            waiting = [Job.State.WAITING, Job.State.RUNNING]
            job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_pk, kind=PRINT).first()
            if job is None or job.state not in waiting:
                return
            with pghistory.context(user=job.user_id):
                _print(job)
    except Exception:
        log.exception("Passports of school %s could not be printed: job %s", school_id, job_pk)
        with acting_for(school_id):
            _end(Job.objects.select_for_update().get(pk=job_pk), Job.State.FAILED, BROKEN)


def _print(job: Job) -> None:
    """As the person who asked, with the rights that they hold now."""
    member = find_member(job.user, job.school_id)
    pupils = list(pupils_of(job, member)) if member else []
    pages: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    for first in range(0, len(pupils), BATCH):
        more, drawn = pages_of(pupils[first : first + BATCH])
        pages, pictures = pages + more, pictures | drawn
        tell(job.pk, len(pages), len(pupils))
    if member is None or not pages:
        _end(job, Job.State.FAILED, NOBODY)
        return
    school = School.objects.get(pk=job.school_id)
    foot = f"{school.name} · printed {day_name(today())} · confidential"
    made = passports_pdf(pages, title=f"Passports: {job.result['name']}", foot=foot, pictures=pictures)
    path = default_storage.save(f"{FOLDER}/{uuid4().hex}.pdf", ContentFile(made))
    job.result = {**job.result, "path": path, "pupils": [one.pk for one in pupils], "pages": len(pages)}
    job.done = job.total = len(pages)
    note_export(pupils, by=member, action="print")
    _end(job, Job.State.DONE, f"{len(pages)} page{'' if len(pages) == 1 else 's'}")


def tell(job_pk: int, done: int, total: int) -> None:
    """How far it is, seen from outside the transaction. A cache that is down costs the bar, not the print."""
    with suppress(Exception):
        cache.set(f"print:{job_pk}", (done, total), PROGRESS_KEPT)


def how_far(job: Job) -> tuple[int, int]:
    """(done, of how many); (0, 0) while that is not known."""
    if job.total:
        return job.done, job.total
    with suppress(Exception):
        return cache.get(f"print:{job.pk}") or (0, 0)
    return 0, 0


def pupils_of(job: Job, member: Member) -> Any:
    found = printable(member, today()).of_school(job.school_id)
    group = job.result.get("group")
    return found.in_group(group, today()) if group else found


def _end(job: Job, state: str, message: str) -> None:
    job.state, job.message, job.finished_at = state, message, timezone.now()
    job.save(update_fields=["state", "message", "finished_at", "result", "done", "total"])


def sweep(now: dt.datetime) -> None:
    """In a school's context: printed files older than a day go; the job stays and says that it was."""
    for job in Job.objects.filter(kind=PRINT, finished_at__lt=now - KEPT, result__has_key="path"):
        path = job.result.pop("path")
        job.result["cleared"] = True
        job.save(update_fields=["result"])
        transaction.on_commit(functools.partial(default_storage.delete, path), robust=True)


def waiting(school_id: int, *, older_than: dt.datetime) -> list[int]:
    """Jobs that no message reached, or whose worker died."""
    with acting_for(school_id):
        found = Job.objects.filter(kind=PRINT, state__in=[Job.State.WAITING, Job.State.RUNNING])
        return list(found.filter(created_at__lt=older_than).values_list("pk", flat=True))
