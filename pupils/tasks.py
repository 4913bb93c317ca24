"""What the worker wakes up for. Each task only finds the rows that say what is to be done."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from pupils.actions import progress, reminders, safeguarding
from pupils.models import ProgressLook, SafeguardingNote
from senco.models import School, User
from senco.permissions import today
from senco.rows import acting_for, every_school

NIGHT = dt.time(6, 0)
"""When a day's reminders go, in England's time. Beat starts `remind` then; no digest goes earlier in the day."""
SETTLED = dt.time(7, 0)
"""From here on nobody waits for a school whose night could not be written."""


@shared_task
def remind() -> None:
    """Start the night: today is taken once, here, and handed to every school's task."""
    day = today().isoformat()
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        write_reminders.delay(school_id, day)


@shared_task
def write_reminders(school_id: int, day: str) -> None:
    """Write one school's rows, then wake a task for each person who is to hear of any."""
    on = dt.date.fromisoformat(day)
    with acting_for(school_id):
        reminders.write_reminders(school_id, today=on)
        reminders.note_written(school_id, day=on)
        people = reminders.people_to_tell(on)
    for user_id in people:
        send_digest.delay(user_id, day)


@shared_task
def send_digest(user_id: int, day: str, settled: bool = False) -> None:
    """Send one person's digest over all their schools, once the night of each of them is written."""
    user = User.objects.who_may_be_sent_mail(timezone.now()).filter(pk=user_id).first()
    if user is not None:
        reminders.send_digests(user, day=dt.date.fromisoformat(day), when_written=not settled)


@shared_task
def sweep_reminders() -> None:
    """Take up what no message reached: schools whose night was missed, and whatever lies unsent."""
    now = timezone.localtime()
    if now.time() < NIGHT:
        return
    day = now.date()
    with every_school():
        missed = reminders.unwritten_schools(day)
        people = reminders.people_to_tell(day)
    for school_id in missed:
        write_reminders.delay(school_id, day.isoformat())
    for user_id in people:
        send_digest.delay(user_id, day.isoformat(), settled=now.time() >= SETTLED)


@shared_task
def tell_safeguarding_lead(school_id: int, note_pk: int) -> None:
    """Write to the lead that a note waits, unless that is done."""
    with acting_for(school_id):
        safeguarding.tell_lead(note_pk, today=today(), now=timezone.now())


@shared_task
def sweep_safeguarding() -> None:
    """Every few minutes: notes whose lead was not told, because the message or the mail server failed."""
    with every_school():
        waiting = list(SafeguardingNote.objects.to_tell(timezone.now()).values_list("school_id", "pk"))
    for school_id, pk in waiting:
        tell_safeguarding_lead.delay(school_id, pk)


@shared_task
def work_out_progress(school_id: int) -> None:
    """A school's slow progress, unless what is kept holds."""
    with acting_for(school_id):
        progress.work_out_progress(school_id, today=today())


@shared_task
def sweep_progress() -> None:
    """Schools whose results changed and whom no message reached; and early each day all of them, since results age."""
    with every_school():
        fresh = set(ProgressLook.objects.fresh_on(today()).values_list("school", flat=True))
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        if school_id not in fresh:
            work_out_progress.delay(school_id)
