"""The designated teacher's pupils: looked after, and looked after before."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pupils.models import Characteristic, Pupil
from records.models.care import with_pep
from senco.desk.links import Links
from senco.permissions import Member, Permission


@dataclass(frozen=True)
class KindOfPupil:
    name: str
    pupils: list[Any]
    url: str
    has_plans: bool
    """Each owes a review of its personal education plan a term."""


def looked_after(member: Member, today: dt.date) -> list[KindOfPupil]:
    """Two queries, one a kind."""
    links, kinds = Links(member), Characteristic.Kind
    return [_of(member, today, links, kind) for kind in (kinds.LOOKED_AFTER, kinds.PREVIOUSLY_LOOKED_AFTER)]


def _of(member: Member, today: dt.date, links: Links, kind: Characteristic.Kind) -> KindOfPupil:
    seen = Pupil.objects.visible_to(member).at_schools(member.schools_with(Permission.VIEW_PROVISION)).on_roll(today)
    found = seen.with_characteristic(kind, today).as_it_was(today, member).with_attendance(today).next_due(member)
    plans = kind == Characteristic.Kind.LOOKED_AFTER
    if plans:
        found = with_pep(found, member, today)
    url = links.to("pupils:register", show="roll", kind=kind.value)
    return KindOfPupil(str(kind.label), list(found.in_order()), url, plans)
