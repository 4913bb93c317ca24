"""The lists behind a school's figures, for those who may open them: governors may not."""

from typing import Any

from pupils.bands import OTHER_STAGE, STAGES, area_names
from senco.desk.links import Links
from senco.permissions import Member, Permission
from senco.reports.pupil_counts import OTHERS, PLANS, REGISTER, ROLL, SUPPORT

LATE_OWN, LATE_AUTHORITY = "late_own", "late_authority"


def lists_behind(member: Member, school: int) -> dict[str, str]:
    """Name of a figure to the address of its list; none where a list would hold more than this one school's pupils."""
    if member.schools != (school,) or not member.may(Permission.VIEW_SEN_RECORD, school):
        return {}
    links = Links(member)

    def register(show: str = "register", **query: Any) -> str:
        return links.to("pupils:register", show=show, **query)

    def overdue(side: str) -> str:
        return links.to("pupils:deadlines", when="late", side=side)

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
    }
