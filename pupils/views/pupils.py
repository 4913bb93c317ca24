"""One pupil: what to know, what is happening, what is next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupils.models import Concern, Contact, Deadline, GroupStaff, Pupil
from pupils.views.frame import frame, pupil_seen
from senco.actions.access import note_access
from senco.links import link_for
from senco.permissions import Member, MemberRequest, Permission, requires, today

CONCERNS_SHOWN = 5
PANELS = ("provision:pupil-provision", "records:pupil-plans", "records:pupil-agencies")


@requires(Permission.VIEW_PUPILS)
@require_safe
def pupil(request: MemberRequest, pk: int) -> HttpResponse:
    shown = pupil_seen(request, pk)
    member, day = request.member, today()
    note_access(shown, by=member)
    return render(
        request,
        "pupils/pupils/pupil.html",
        {
            **frame(request, shown, "pupils:pupil"),
            "due": list(Deadline.objects.visible_to(member).open().of_pupil(shown).in_order()),
            "concerns": _concerns(member, shown),
            "contacts": list(Contact.objects.visible_to(member).current().of_pupil(shown)[:2]),
            "staff": list(GroupStaff.objects.visible_to(member).teaching(shown, day)),
            "panels": _panels(member, shown),
        },
    )


def _concerns(member: Member, pupil: Pupil) -> list[dict[str, Any]]:
    """The latest that the member may see, each with its page if there is one. One query."""
    rows = Concern.objects.visible_to(member).of_pupil(pupil).with_writer()[:CONCERNS_SHOWN]
    return [{"row": row, "url": link_for(member, "pupils:concern", row.pk, at=pupil)} for row in rows]


def _panels(member: Member, pupil: Pupil) -> dict[str, str]:
    """Parts that other apps draw, by the last word of their names: this page knows names, not modules."""
    return {name.rpartition("-")[2]: link_for(member, name, pupil.pk, at=pupil) for name in PANELS}
