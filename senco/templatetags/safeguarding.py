"""Who the safeguarding lead is, for the line that stands in every form with free text."""

from collections.abc import Mapping
from typing import Any

from django import forms, template
from django.urls import reverse

from senco.models import Membership
from senco.permissions import Member, Permission, Role, today

register = template.Library()
LONG = 200
"""A text of one line that holds so many letters is written in sentences."""
SUBJECTS = ("about", "pupil", "plan", "review", "placement", "case")
"""Where a page keeps the pupil, or the row of one, that its form is about."""


@register.filter
def has_free_text(form: forms.BaseForm) -> bool:
    """Whether it asks for anything in one's own words."""
    return any(_is_free(field) for field in form.fields.values())


def _is_free(field: forms.Field) -> bool:
    if isinstance(field.widget, forms.Textarea):
        return True
    long = isinstance(field, forms.CharField) and (field.max_length or 0) >= LONG
    return long and type(field) is forms.CharField and type(field.widget) is forms.TextInput


@register.simple_tag(takes_context=True)
def safeguarding_line(context: Mapping[str, Any]) -> dict[str, Any]:
    """Whom to tell, and where a member who logs concerns keeps it for them. One query a page at most."""
    member: Member | None = getattr(context["request"], "member", None)
    if member is None:
        return {"leads": [], "url": ""}
    school, pupil = _subject(context)
    url = ""
    if member.may(Permission.LOG_CONCERN, school):
        url = f"{reverse('pupils:concern-log')}?safeguarding=1" + (f"&pupil={pupil}" if pupil else "")
    return {"leads": _leads(context["request"], member, school), "url": url}


def _subject(context: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Ids of the school and the pupil; None where the page is about none. Only ids are read: no query."""
    form = context.get("form")
    found = [context.get(name) for name in SUBJECTS] + [getattr(form, name, None) for name in ("pupil", "instance")]
    for row in found:
        if getattr(row, "school_id", None):
            own = row if row._meta.label == "pupils.Pupil" else None  # type: ignore[union-attr]
            return row.school_id, own.pk if own else getattr(row, "pupil_id", None)  # type: ignore[union-attr]
    return _school_of_page(context), None


def _school_of_page(context: Mapping[str, Any]) -> int | None:
    """The one school that a form about no child yet is for: the view's `school_id`, or the address names it."""
    known: int | None = context.get("school_id")
    asked = context["request"].GET.get("school", "")
    if known is None and asked.isdigit() and int(asked) in context["request"].member.schools:
        return int(asked)
    return known


def _leads(request: Any, member: Member, school_id: int | None) -> list[dict[str, str]]:
    """Rows of `names` and `school` (empty where one school alone is in view): of one school, or of all in view."""
    known: dict[int, list[str]] | None = getattr(request, "_safeguarding_leads", None)
    if known is None:
        known = Membership.objects.names_by_school(member.schools, Role.SAFEGUARDING_LEAD, today())
        request._safeguarding_leads = known
    schools = [school_id] if school_id else list(member.schools)
    several = len(schools) > 1
    return [
        {"names": _joined(known.get(school, [])), "school": member.names.get(school, "") if several else ""}
        for school in schools
    ]


def _joined(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
