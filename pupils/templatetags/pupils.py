"""Codes of the register as a person reads them: never a code without its name."""

from collections.abc import Iterable

from django import template

from pupils.actions.deadlines import deadline_name
from pupils.models import Characteristic, SenStatus
from senco.law import code_name
from senco.links import address

register = template.Library()

STATES = {"K": "soon", "E": "info"}


@register.filter
def need_name(code: str | None) -> str:
    """ "Speech, language and communication needs" for SLCN."""
    return code_name("sen_type", code) if code else ""


@register.filter
def year_name(code: str | None) -> str:
    """ "Year 5" for 5, "Reception" for R."""
    return code_name("nc_year_actual", code) if code else ""


@register.filter
def provision_name(code: str | None) -> str:
    return str(SenStatus.Provision(code).label) if code else ""


@register.filter
def provision_state(code: str | None) -> str:
    """The colour of the tag beside the words."""
    return STATES.get(code or "", "")


@register.filter
def kind_name(kind: str) -> str:
    return str(Characteristic.Kind(kind).label)


@register.filter
def kind_names(kinds: Iterable[str]) -> list[str]:
    return [kind_name(kind) for kind in kinds]


@register.filter
def rule_name(rule: str | None) -> str:
    """What is to be done, in the words of the law file or the school's own."""
    return deadline_name(rule) if rule else ""


@register.filter
def class_and_year(pupil: object) -> str:
    """ "5M, Year 5"; whichever of the two is known."""
    group, year = getattr(pupil, "class_name", None), year_name(getattr(pupil, "year_code", None))
    return ", ".join(part for part in (group, year) if part)


@register.filter
def pupil_address(pk: int) -> str:
    """The pupil's page, for lists: worked out once a site and not once a row."""
    return address("pupils:pupil", pk)
