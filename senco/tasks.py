"""What the worker wakes up for on the site: imports and invitations. Each task only finds what is to be done."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from senco.actions import invitations
from senco.models import School
from senco.rows import acting_for

A_WHILE = dt.timedelta(minutes=2)


@shared_task
def look_at_import(school_id: int, run_id: int) -> None:
    from senco.imports.work import look_at

    look_at(school_id, run_id)


@shared_task
def take_in_import(school_id: int, run_id: int) -> None:
    from senco.imports.work import carry_out

    carry_out(school_id, run_id)


@shared_task
def sweep_imports() -> None:
    """Take up imports whose message was lost or whose worker died, and clear away what has been kept long enough."""
    from senco.actions.imports import sweep
    from senco.imports.work import waiting

    now = timezone.now()
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        for run_id, state in waiting(school_id, older_than=now - A_WHILE):
            (look_at_import if state == "reading" else take_in_import).delay(school_id, run_id)
        with acting_for(school_id):
            sweep(now)


@shared_task
def send_invitation(school_id: int, user_id: int) -> None:
    """One person's link to set a password. Ids only: no address and no link stands in a message or a log."""
    invitations.send_invitation(user_id)


@shared_task
def sweep_invitations() -> None:
    """Send what no message reached."""
    for user_id in invitations.people_to_invite():
        invitations.send_invitation(user_id)
