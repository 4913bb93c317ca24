"""The ground: schools, people, what they looked at, and long work."""

from senco.models.access import AccessLog
from senco.models.accounts import Membership, User
from senco.models.jobs import Job
from senco.models.links import SharedLink, SharedLinkOpening
from senco.models.schools import (
    AcademicYear,
    Closure,
    GroupSchool,
    School,
    SchoolGroup,
    Term,
    calendar_of,
    calendars_of,
)

__all__ = [
    "AcademicYear",
    "AccessLog",
    "Closure",
    "GroupSchool",
    "Job",
    "Membership",
    "School",
    "SchoolGroup",
    "SharedLink",
    "SharedLinkOpening",
    "Term",
    "User",
    "calendar_of",
    "calendars_of",
]
