"""Agencies and papers for the search over every page."""

from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from pupils.names import folded
from records.models import Agency, Document
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


def _documents(asking: Asking) -> Any:
    """By title, those that are confined to nobody: of the others not even their holders see a word in a list."""
    if not asking.member.may(Permission.VIEW_SEN_RECORD):
        return None
    documents = Document.objects.visible_to(asking.member).unconfined().titled(asking.words)
    return as_finds(documents, "document", asking, name="title", folded=folded("title"), note=_whose())


def _whose() -> Any:
    """The pupil's name beside the title."""
    called = Coalesce(NullIf("pupil__preferred_forename", Value("")), "pupil__forename")
    return Concat(called, Value(" "), "pupil__surname", output_field=TextField())


def _document_address(row: Row, member: Member) -> str:
    return link_for(member, "records:document", row.pk, at=row.school)


def register_sources() -> None:
    register_source(Source("agency", "Agencies", "telephone", _agencies, _address))
    register_source(Source("document", "Papers", "paperclip", _documents, _document_address))
