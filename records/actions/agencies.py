"""The directory of agencies, the people in them, and who is involved with whom."""

import datetime as dt
from typing import Any

from django.db import transaction

from pupils.models import Pupil
from records.models import Agency, Involvement, Professional
from senco.forms.versions import claim_version
from senco.permissions import Member, Permission


class AgencyRefused(Exception):
    """It cannot be done so; the message is a plain sentence."""


@transaction.atomic
def add_agency(school_id: int, *, by: Member | None, **fields: Any) -> Agency:
    """`by` is None only for an import, whose right was asked for at the door."""
    if by is not None:
        by.must(Permission.MANAGE_AGENCIES, school_id)
    if Agency.objects.open().filter(school=school_id, name__iexact=fields["name"]).exists():
        raise AgencyRefused(f"{fields['name']} is in the directory already.")
    return Agency.objects.create(school_id=school_id, **fields)


@transaction.atomic
def change_agency(agency: Agency, *, by: Member, seen: int, **fields: Any) -> Agency:
    by.must(Permission.MANAGE_AGENCIES, agency)
    same = Agency.objects.open().filter(school=agency.school_id, name__iexact=fields["name"]).exclude(pk=agency.pk)
    if agency.closed_on is None and same.exists():
        raise AgencyRefused(f"{fields['name']} is in the directory already.")
    claim_version(agency, seen)
    for name, value in fields.items():
        setattr(agency, name, value)
    agency.save(update_fields=list(fields))
    return agency


@transaction.atomic
def close_agency(agency: Agency, *, on: dt.date, by: Member) -> Agency:
    """Take an agency off the directory. While it is involved with a pupil it stays."""
    by.must(Permission.MANAGE_AGENCIES, agency)
    busy = agency.involvements.current().count()
    if busy:
        pupils = "one pupil" if busy == 1 else f"{busy} pupils"
        raise AgencyRefused(f"{agency.name} is still involved with {pupils}. End that first.")
    agency.closed_on = on
    agency.save(update_fields=["closed_on"])
    return agency


@transaction.atomic
def reopen_agency(agency: Agency, *, by: Member) -> Agency:
    by.must(Permission.MANAGE_AGENCIES, agency)
    if Agency.objects.open().filter(school=agency.school_id, name__iexact=agency.name).exists():
        raise AgencyRefused(f"{agency.name} is in the directory already.")
    agency.closed_on = None
    agency.save(update_fields=["closed_on"])
    return agency


@transaction.atomic
def add_professional(agency: Agency, *, by: Member, **fields: Any) -> Professional:
    by.must(Permission.MANAGE_AGENCIES, agency)
    return Professional.objects.create(school_id=agency.school_id, agency=agency, **fields)


@transaction.atomic
def change_professional(person: Professional, *, by: Member, **fields: Any) -> Professional:
    by.must(Permission.MANAGE_AGENCIES, person)
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))
    return person


@transaction.atomic
def involve_agency(
    pupil: Pupil, agency: Agency, *, starts_on: dt.date, by: Member | None, **fields: Any
) -> Involvement:
    """Say that an agency is involved with a pupil from a day on. Once at a time."""
    if by is not None:
        by.must(Permission.MANAGE_AGENCIES, pupil)
    if Involvement.objects.current().filter(pupil=pupil, agency=agency).exists():
        raise AgencyRefused(f"{agency.name} is involved with {pupil.name} already.")
    return Involvement.objects.create(
        school_id=pupil.school_id, pupil=pupil, agency=agency, starts_on=starts_on, **fields
    )


@transaction.atomic
def end_involvement(involvement: Involvement, *, on: dt.date | None, by: Member) -> Involvement:
    """The last day of it; None takes an ending back."""
    by.must(Permission.MANAGE_AGENCIES, involvement)
    if on is not None and on < involvement.starts_on:
        raise AgencyRefused("It cannot end before it began.")
    again = Involvement.objects.current().filter(pupil=involvement.pupil_id, agency=involvement.agency_id)
    if on is None and again.exclude(pk=involvement.pk).exists():
        raise AgencyRefused("The agency is involved with this pupil again already.")
    involvement.ends_on = on
    involvement.save(update_fields=["ends_on"])
    return involvement
