"""The worker, and the one beat schedule of the site.

A task only wakes something up: what must be done is a row in the database, so a lost message loses
nothing, and the sweeps below take up what was left.
"""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senco.settings")

app = Celery("senco")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["senco", "pupils", "records", "provision"])

app.conf.beat_schedule = {
    # Its record of the last run makes beat start a night that it was down for as soon as it is back.
    "remind": {"task": "pupils.tasks.remind", "schedule": crontab(hour=6, minute=0)},
    "sweep-reminders": {"task": "pupils.tasks.sweep_reminders", "schedule": crontab(minute="7,22,37,52")},
    "sweep-imports": {"task": "senco.tasks.sweep_imports", "schedule": crontab(minute="*/5")},
    "sweep-invitations": {"task": "senco.tasks.sweep_invitations", "schedule": crontab(minute="*/5")},
    "sweep-passports": {"task": "records.tasks.sweep_passports", "schedule": crontab(minute="*/5")},
    "sweep-mails": {"task": "records.tasks.sweep_mails", "schedule": crontab(minute="4,14,24,34,44,54")},
    "sweep-progress": {"task": "pupils.tasks.sweep_progress", "schedule": crontab(minute="9,24,39,54")},
    "sweep-documents": {"task": "records.tasks.sweep_documents", "schedule": crontab(minute="1-59/5")},
    "clear-documents": {"task": "records.tasks.clear_documents", "schedule": crontab(hour=3, minute=40)},
    "parent-meetings": {"task": "records.tasks.settle_parent_meetings", "schedule": crontab(hour=5, minute=30)},
    "education-plans": {"task": "records.tasks.settle_education_plans", "schedule": crontab(hour=5, minute=35)},
    "annual-reviews": {"task": "records.tasks.settle_annual_reviews", "schedule": crontab(hour=5, minute=40)},
    "sweep-safeguarding": {"task": "pupils.tasks.sweep_safeguarding", "schedule": crontab(minute="*/2")},
}


@worker_init.connect
def refuse_powerful_role(**_: Any) -> None:
    """A worker for whom the wall between schools does not stand must not start."""
    from senco.rows import refuse_powerful_role

    try:
        refuse_powerful_role()
    except Exception as error:
        # Celery logs what a signal's receiver raises and goes on; only this ends it.
        raise SystemExit(f"The worker does not start: {error}") from error
