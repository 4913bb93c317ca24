"""What the worker wakes up for: passports to print, people to be asked to read them, mails to parents, meetings."""

import datetime as dt
from contextlib import suppress

from celery import shared_task
from django.utils import timezone

from pupils.actions.deadlines import NobodyToTell
from records.actions import document_readings, prints, readings
from records.actions.documents import clear_orphans
from records.actions.meetings import settle_meetings
from records.actions.outgoing import mails_to_send, send_mail_to
from records.actions.peps import settle_peps
from records.actions.plans import settle_plans
from records.models import PassportChase
from senco.models import School
from senco.permissions import today
from senco.rows import acting_for

A_WHILE = dt.timedelta(minutes=2)


@shared_task
def print_passports(school_id: int, job_pk: int) -> None:
    prints.carry_out(school_id, job_pk)


@shared_task
def tell_reader(school_id: int, chase_pk: int) -> None:
    with acting_for(school_id):
        readings.tell_reader(chase_pk)


@shared_task
def sweep_passports() -> None:
    """Take up what no message reached, and clear away prints that have been kept long enough."""
    now = timezone.now()
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        for job_pk in prints.waiting(school_id, older_than=now - A_WHILE):
            print_passports.delay(school_id, job_pk)
        with acting_for(school_id):
            prints.sweep(now)
            unsent = list(PassportChase.objects.unsent().values_list("pk", flat=True))
        for chase_pk in unsent:
            tell_reader.delay(school_id, chase_pk)


@shared_task
def send_mail(school_id: int, row_id: int) -> None:
    """One mail to one person. Ids only: no address stands in a message or a log."""
    with acting_for(school_id):
        send_mail_to(row_id)


@shared_task
def sweep_mails() -> None:
    """Send what no message reached."""
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        with acting_for(school_id):
            waiting = mails_to_send()
        for row_id in waiting:
            with acting_for(school_id):
                send_mail_to(row_id)


@shared_task
def settle_parent_meetings() -> None:
    """Each night, before the reminders: which parents are to be met by the end of this term."""
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        with acting_for(school_id):
            settle_meetings(school_id, today=today())


@shared_task
def settle_annual_reviews() -> None:
    """Each night, before the reminders: the annual reviews whose meeting nobody is asked to hold."""
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        with suppress(NobodyToTell), acting_for(school_id):
            settle_plans(school_id, today=today())


@shared_task
def settle_education_plans() -> None:
    """Each night, before the reminders: the personal education plans that this term owes."""
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        with acting_for(school_id):
            settle_peps(school_id, today=today())


@shared_task
def read_document(school_id: int, version_pk: int) -> None:
    document_readings.carry_out(school_id, version_pk)


@shared_task
def sweep_documents() -> None:
    """Read what no message reached, and what has waited for the virus scanner."""
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        for version_pk in document_readings.waiting(school_id):
            read_document.delay(school_id, version_pk)


@shared_task
def clear_documents() -> None:
    """Each night: files that no row names any more."""
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        with acting_for(school_id):
            clear_orphans(school_id, timezone.now())
