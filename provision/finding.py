"""Interventions for the search over every page."""

from typing import Any

from provision.models import Intervention
from pupils.names import folded
from senco.finding import Asking, Row, Source, as_finds, register_source
from senco.links import link_for
from senco.permissions import Member, Permission


def _interventions(asking: Asking) -> Any:
    if not asking.member.may(Permission.VIEW_PROVISION):
        return None
    interventions = Intervention.objects.visible_to(asking.member).open()
    return as_finds(interventions, "intervention", asking, folded=folded("name"))


def _address(row: Row, member: Member) -> str:
    return link_for(member, "provision:intervention", row.pk, at=row.school)


def register_sources() -> None:
    register_source(Source("intervention", "Interventions", "grid-3x3-gap", _interventions, _address))
