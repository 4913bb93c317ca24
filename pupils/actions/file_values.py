"""A correction made by hand is given up for what the school's file says.

Each value is written by the act that a hand would use, so that its rules hold and its history says who.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from pupils.actions.attendance import correct_row
from pupils.actions.contacts import edit_contact
from pupils.actions.corrections import Refused
from pupils.actions.groups import make_group, put_pupils_in
from pupils.actions.needs import set_needs
from pupils.actions.pupils import BY_HAND, edit_pupil, end_characteristic, set_characteristic, set_year
from pupils.actions.register import change_provision
from pupils.models import Attendance, Characteristic, Contact, Correction, Pupil, TeachingGroup
from senco.permissions import Member, Permission

MOVED_ON = "This has been changed since the file was read: look at the pupil’s page."
OF_THE_REGISTER = ("sen_provision", "needs")
OF_A_CONTACT = "contact"
"""A field of somebody at home is named `contact:17:email`: whom a hand has set has no correction for each field."""
FILES_CONTACT = ("title", "forename", "surname", "relationship", "has_responsibility", "email", "phone", "address")


def field_of(contact: Contact, name: str) -> str:
    return f"{OF_A_CONTACT}:{contact.pk}:{name}"


def needed_for(field: str) -> Permission:
    """What somebody must hold to change this field, by hand or by a file's value."""
    return Permission.MANAGE_REGISTER if field in OF_THE_REGISTER else Permission.EDIT_PUPILS


@transaction.atomic
def take_files_value(pupil: Pupil, field: str, value: str, *, by: Member, today: dt.date) -> None:
    """The value counts from today, and later files may change it again. Raises Refused in plain words."""
    by.must(needed_for(field), pupil)
    if field.startswith(f"{OF_A_CONTACT}:"):
        _set_contact(pupil, field, value, by=by)
        return
    kept = Correction.objects.select_for_update().filter(pupil=pupil, field=field).first()
    if kept is None or kept.value == value:
        raise Refused(MOVED_ON)
    kept.file_value = value  # back to what the file says, a correction ends: `keep_correction` takes it away
    kept.save(update_fields=["file_value"])
    if field in BY_HAND:
        edit_pupil(pupil, by=by, values={field: dt.date.fromisoformat(value) if field == "date_of_birth" else value})
    elif field == "year_group":
        set_year(pupil, by=by, code=value, from_on=today)
    elif field == "registration_group":
        _put_in_class(pupil, value, by=by, today=today)
    elif field == "needs":
        set_needs(pupil, _codes(value), by=by, from_on=today, today=today)
    elif field == "sen_provision":
        change_provision(
            pupil, by=by, provision=value, from_on=today, today=today, reason="As the school’s file has it"
        )
    elif field.startswith("attendance"):
        _set_attendance(pupil, field, value, by=by)
    else:
        _set_characteristic(pupil, field, value, by=by, today=today)
    Correction.objects.filter(pupil=pupil, field=field).delete()


def _put_in_class(pupil: Pupil, name: str, *, by: Member, today: dt.date) -> None:
    kind = TeachingGroup.Kind.REGISTRATION
    group = TeachingGroup.objects.filter(school=pupil.school_id, kind=kind, name=name, ends_on=None).first()
    if group is None:
        group = make_group(pupil.school, by=by, kind=kind, name=name)
    put_pupils_in(group, [pupil], by=by, from_on=today)


def _codes(value: str) -> Sequence[str]:
    return [] if value == "-" else value.split(",")


def _set_attendance(pupil: Pupil, field: str, value: str, *, by: Member) -> None:
    rows = Attendance.objects.filter(pupil=pupil, is_running=field == "attendance_percent").order_by("-starts_on")
    if field != "attendance_percent":
        rows = rows.filter(starts_on=dt.date.fromisoformat(field.partition(":")[2]))
    row = rows.first()
    if row is None:
        raise Refused(MOVED_ON)
    correct_row(row, by=by, values={"percent": Decimal(value)})


def _set_characteristic(pupil: Pupil, kind: str, value: str, *, by: Member, today: dt.date) -> None:
    row = Characteristic.objects.filter(pupil=pupil, kind=kind, ends_on=None).first()
    if value == "yes" and row is None:
        set_characteristic(pupil, by=by, kind=kind, from_on=today)
    elif value == "no" and row is not None:
        end_characteristic(row, by=by, from_on=today)


def _set_contact(pupil: Pupil, field: str, value: str, *, by: Member) -> None:
    """It stays somebody whom a hand has set: what a later file says otherwise is shown again, never taken unasked."""
    _, pk, name = field.split(":")
    row = Contact.objects.select_for_update().current().filter(pupil=pupil, pk=pk).first()
    if row is None or name not in FILES_CONTACT:
        raise Refused(MOVED_ON)
    files = value == "True" if name == "has_responsibility" else value
    if getattr(row, name) == files:
        raise Refused(MOVED_ON)
    edit_contact(row, by=by, seen=row.version, values={name: files})
