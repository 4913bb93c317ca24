"""The main concern in words: one at a time, each with its days."""

import datetime as dt

from django.db import transaction

from pupils.actions.corrections import Refused
from pupils.models import MainConcern, Pupil
from senco.law import day_name
from senco.permissions import Member, Permission

DAY = dt.timedelta(days=1)


@transaction.atomic
def write_main_concern(pupil: Pupil, *, by: Member, text: str, from_on: dt.date) -> MainConcern | None:
    """From this day it reads so; with no text it ends. What was said before keeps its days.

    Raises Refused for a day before the present one began. Written twice for one day, the later words stand.
    """
    by.must(Permission.MANAGE_REGISTER, pupil)
    Pupil.objects.select_for_update().only("pk").get(pk=pupil.pk)
    row = MainConcern.objects.filter(pupil=pupil, ends_on__isnull=True).first()
    words = text.strip()
    if row is not None and row.text == words:
        return row
    if row is not None and from_on < row.starts_on:
        raise Refused(f"The present words stand from {day_name(row.starts_on)}. Choose that day or a later one.")
    if row is not None and row.starts_on == from_on:
        row.delete()
    elif row is not None:
        row.ends_on = from_on - DAY
        row.save(update_fields=["ends_on"])
    if not words:
        return None
    return MainConcern.objects.create(
        school_id=pupil.school_id, pupil=pupil, text=words, starts_on=from_on, written_by=by.user
    )
