"""Who answers for a looked-after pupil and who may consent to what: written, dated, ended and taken back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from pupils.models import Pupil
from records.models import CareConsent, CareDetails
from senco.forms.versions import StaleEdit, claim_version
from senco.permissions import Member, Permission

DETAILS = (
    "authority",
    "virtual_school",
    "virtual_school_email",
    "virtual_school_phone",
    "worker",
    "worker_email",
    "worker_phone",
    "responsibility",
    "as_of",
)


@transaction.atomic
def write_care_details(pupil: Pupil, *, by: Member, seen: int, values: Mapping[str, Any]) -> CareDetails:
    """The first time with `seen` 0. StaleEdit when somebody saved since version `seen`."""
    by.must(Permission.EDIT_CARE, pupil)
    found = CareDetails.objects.filter(pupil=pupil).first()
    given = {name: values[name] for name in DETAILS}
    if found is None:
        try:
            with transaction.atomic():
                return CareDetails.objects.create(school_id=pupil.school_id, pupil=pupil, written_by=by.user, **given)
        except IntegrityError:
            raise StaleEdit(CareDetails.objects.get(pupil=pupil)) from None
    claim_version(found, seen)
    for name, value in given.items():
        setattr(found, name, value)
    found.written_by = by.user
    found.save(update_fields=[*DETAILS, "written_by", "written_at"])
    return found


@transaction.atomic
def add_consent(pupil: Pupil, *, by: Member, values: Mapping[str, Any]) -> CareConsent:
    by.must(Permission.EDIT_CARE, pupil)
    return CareConsent.objects.create(school_id=pupil.school_id, pupil=pupil, written_by=by.user, **values)


@transaction.atomic
def end_consent(consent: CareConsent, *, by: Member, on: dt.date | None) -> None:
    """True until that day and no longer, or with None again until further notice."""
    by.must(Permission.EDIT_CARE, consent)
    consent.ends_on = None if on is None else max(on, consent.starts_on)
    consent.save(update_fields=["ends_on"])
