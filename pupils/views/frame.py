"""What stands round every page of one pupil: who it is, and the pages about them."""

from typing import Any

from django.shortcuts import get_object_or_404

from pupils.models import Pupil
from senco.links import link_for
from senco.permissions import Member, MemberRequest, Permission, today

TABS = (
    ("Overview", "pupils:pupil"),
    ("Needs and register", "pupils:needs"),
    ("People", "pupils:contacts"),
    ("Attendance", "pupils:attendance"),
    ("History", "pupils:history"),
)


def pupil_seen(request: MemberRequest, pk: int, permission: Permission = Permission.VIEW_PUPILS) -> Pupil:
    """The pupil with today's facts, if this member may see them; else 404. One query."""
    member = request.member
    seen = Pupil.objects.visible_to(member, permission).as_it_was(today(), member).with_school()
    seen = seen.with_attendance(today())
    found: Pupil = get_object_or_404(seen, pk=pk)
    return found


def frame(request: MemberRequest, pupil: Pupil, current: str = "") -> dict[str, Any]:
    """For templates/pupils/pupils/frame.html: the pupil, today, the tabs and what may be done. No query."""
    member, day = request.member, today()
    return {
        "pupil": pupil,
        "today": day,
        "age": pupil.age(day),
        "tabs": list(_tabs(member, pupil, current)),
        "back_url": link_for(member, "pupils:register"),
        "edit_url": link_for(member, "pupils:pupil-edit", pupil.pk, at=pupil),
        "change_url": link_for(member, "pupils:register-change", pupil.pk, at=pupil),
        "concern_url": link_for(member, "pupils:concern-log", at=pupil),
        "knows_sen": member.may(Permission.VIEW_PROVISION, pupil),
    }


def _tabs(member: Member, pupil: Pupil, current: str) -> Any:
    for label, name in TABS:
        url = link_for(member, name, pupil.pk, at=pupil)
        if url:
            yield {"label": label, "url": url, "current": name == current}
