"""Who the safeguarding lead is, for the line that stands in every form with free text."""

from collections.abc import Mapping
from typing import Any

from django import template

from senco.models import Membership
from senco.permissions import Member, Role, today

register = template.Library()


@register.simple_tag(takes_context=True)
def safeguarding_leads(context: Mapping[str, Any], school_id: Any = None) -> list[dict[str, str]]:
    """Rows of `names` and `school` (empty where one school alone is in view): of one school, or of all in view.

    `names` is "" where nobody is named. One query a page, however many forms stand on it.
    """
    request = context["request"]
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return []
    known: dict[int, list[str]] | None = getattr(request, "_safeguarding_leads", None)
    if known is None:
        known = Membership.objects.names_by_school(member.schools, Role.SAFEGUARDING_LEAD, today())
        request._safeguarding_leads = known
    schools = [int(school_id)] if school_id else list(member.schools)
    several = len(schools) > 1
    return [
        {"names": _joined(known.get(school, [])), "school": member.names.get(school, "") if several else ""}
        for school in schools
    ]


def _joined(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
