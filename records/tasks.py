"""What the worker wakes up for: passports to print, and people to be asked to read them."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from records.actions import prints, readings
from records.models import PassportChase
from senco.models import School
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
