"""A supply teacher's copy of a class: a link for one day."""

import datetime as dt

from django.db import transaction

from pupils.models import TeachingGroup
from senco.models import SharedLink
from senco.permissions import Member, Permission
from senco.signed import make_link, of_day, withdraw_link

SUPPLY = "supply_copy"


@transaction.atomic
def share_class(group: TeachingGroup, *, by: Member, on: dt.date) -> tuple[SharedLink, str]:
    """The link and its path, which is known only now."""
    by.must(Permission.SHARE_SUPPLY_COPY, group)
    starts_at, ends_at = of_day(on)
    return make_link(SUPPLY, subject=group, by=by, starts_at=starts_at, ends_at=ends_at)


@transaction.atomic
def end_supply_copy(link: SharedLink, *, by: Member) -> None:
    by.must(Permission.SHARE_SUPPLY_COPY, link)
    withdraw_link(link, by=by)
