"""Keeping the catalogue of what the school offers."""

from typing import Any

from django.db import IntegrityError, transaction

from provision.models import Intervention
from senco.forms.versions import claim_version
from senco.permissions import Member, Permission


class InterventionRefused(Exception):
    """The catalogue cannot be changed so; the message is a plain sentence for the person who tried."""


@transaction.atomic
def add_intervention(school_id: int, *, by: Member, **fields: Any) -> Intervention:
    by.must(Permission.MANAGE_PROVISION, school_id)
    intervention = Intervention(school_id=school_id, **fields)
    _keep(intervention)
    return intervention


@transaction.atomic
def change_intervention(intervention: Intervention, *, by: Member, seen: int, **fields: Any) -> Intervention:
    """StaleEdit when somebody saved since version `seen`. Placements that run already keep what they were given."""
    by.must(Permission.MANAGE_PROVISION, intervention)
    claim_version(intervention, seen)
    for name, value in fields.items():
        setattr(intervention, name, value)
    _keep(intervention, list(fields))
    return intervention


@transaction.atomic
def close_intervention(intervention: Intervention, *, by: Member) -> Intervention:
    """No more pupils are placed in it; what runs goes on until it is ended."""
    by.must(Permission.MANAGE_PROVISION, intervention)
    intervention.is_open = False
    intervention.save(update_fields=["is_open"])
    return intervention


@transaction.atomic
def reopen_intervention(intervention: Intervention, *, by: Member) -> Intervention:
    by.must(Permission.MANAGE_PROVISION, intervention)
    intervention.is_open = True
    _keep(intervention, ["is_open"])
    return intervention


def _keep(intervention: Intervention, fields: list[str] | None = None) -> None:
    """The database says whether the name is taken: two people may add the same at once. Whether it is in other
    capitals is asked here.
    """
    taken = f"“{intervention.name}” is in the catalogue already."
    same = Intervention.objects.open().filter(school=intervention.school_id, name__iexact=intervention.name)
    if intervention.is_open and same.exclude(pk=intervention.pk).exists():
        raise InterventionRefused(taken)
    try:
        with transaction.atomic():
            intervention.save(update_fields=fields)
    except IntegrityError as error:
        if "intervention_once" not in str(error):
            raise
        raise InterventionRefused(taken) from None
