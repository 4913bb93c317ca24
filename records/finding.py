"""Agencies for the search over every page."""

from typing import Any

from pupils.names import folded
from records.models import Agency
from senco.finding import Asking, Row, Source, as_finds, register_source
from senco.links import link_for
from senco.permissions import Member, Permission


def _agencies(asking: Asking) -> Any:
    if not asking.member.may(Permission.VIEW_AGENCIES):
        return None
    agencies = Agency.objects.visible_to(asking.member).open()
    return as_finds(agencies, "agency", asking, folded=folded("name"), note="short_name")


def _address(row: Row, member: Member) -> str:
    return link_for(member, "records:agency", row.pk, at=row.school)


def register_sources() -> None:
    register_source(Source("agency", "Agencies", "telephone", _agencies, _address))
