"""Routes of the desk, the switcher, reports, staff and settings."""

from senco.permissions import Role
from tests.access.table import CLASSROOM, COMPLIANCE, EVERYBODY, Route

ROUTES = [
    Route("today", "GET", EVERYBODY),
    Route("today-part", "GET", CLASSROOM, of={"key": "=classes"}),
    Route("school-switch", "POST", EVERYBODY),
    Route("governance", "GET", COMPLIANCE),
    Route("group", "GET", frozenset({Role.GROUP_LEAD})),
]
