"""The lists behind a school's figures, for those who may open them: governors may not."""

import datetime as dt
from typing import Any

from provision.given import four_weeks
from pupils.bands import OTHER_STAGE, STAGES, area_names
from senco.desk.links import Links
from senco.permissions import Member, Permission
from senco.reports.checks import (
    GIVEN,
    NOT_GIVEN,
    PEP_TERM,
    PEPS,
    REFUSED,
    REVIEWS_AUTHORITY,
    REVIEWS_OWN,
    UNTOLD,
)
from senco.reports.pupil_counts import OTHERS, PLANS, REGISTER, ROLL, SUPPORT

LATE_OWN, LATE_AUTHORITY = "late_own", "late_authority"


def lists_behind(member: Member, school: int, today: dt.date) -> dict[str, str]:
    """Name of a figure to the address of its list, of this school's rows alone; none for those who may not read it."""
    if not member.may(Permission.VIEW_SEN_RECORD, school):
        return {}
    links = Links(member, school=None if member.schools == (school,) else school)
    first, last = four_weeks(today)

    def register(show: str = "register", **query: Any) -> str:
        return links.to("pupils:register", show=show, **query)

    def overdue(side: str, kind: str = "") -> str:
        return links.to("pupils:deadlines", when="late", side=side, kind=kind)

    def sessions(was: str) -> str:
        return links.to("provision:sessions", was=was, since=f"{first:%Y-%m-%d}", until=f"{last:%Y-%m-%d}")

    return {
        ROLL: register("roll"),
        REGISTER: register(),
        SUPPORT: register(provision="K"),
        PLANS: register(provision="E"),
        OTHERS: register("roll", provision="N"),
        **{stage: register(stage=stage) for stage in (*STAGES, OTHER_STAGE)},
        **{area: register(area=area) for area in area_names()},
        LATE_OWN: overdue("school"),
        LATE_AUTHORITY: overdue("authority"),
        UNTOLD: register(provision="K", parents="untold"),
        REVIEWS_OWN: overdue("school", "review."),
        REVIEWS_AUTHORITY: overdue("authority", "review."),
        GIVEN: sessions("given"),
        NOT_GIVEN: sessions("not"),
        REFUSED: links.to("quality"),
        PEPS: links.to("pupils:deadlines", when="late", kind=PEP_TERM),
    }
