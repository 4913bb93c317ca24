"""The field over every page: a pupil by the start of any word of any name, by UPN, or by class."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from pupils.models import Pupil
from pupils.templatetags.pupils import class_and_year
from senco.permissions import Member, MemberRequest, Permission, requires, today

MOST = 20


@requires(Permission.VIEW_PUPILS)
@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """A page; while typing, only the options. One query, none without words."""
    pupils = Pupil.objects.visible_to(request.member)
    text = request.GET.get("q", "").strip()[:100]
    found = list(pupils.found_by(text, today()).where_they_are(today())[: MOST + 1]) if text else []
    shown = {
        "q": text,
        "options": [_option(request.member, pupil) for pupil in found[:MOST]],
        "more": len(found) > MOST,
        "none": "Nobody you may see has a name, number or class that begins so.",
    }
    part = request.htmx and not request.htmx.boosted
    response = render(request, "components/combobox_options.html" if part else "pupils/pupils/search.html", shown)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _option(member: Member, pupil: Pupil) -> dict[str, Any]:
    note = class_and_year(pupil) if pupil.is_here else "left"  # type: ignore[attr-defined]
    if len(member.schools) > 1:
        note = f"{note}, {member.names[pupil.school_id]}"
    return {"value": pupil.pk, "label": pupil.name, "note": note, "url": reverse("pupils:pupil", args=[pupil.pk])}
