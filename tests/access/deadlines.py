"""Routes of what falls due, reminders and the calendar feed.

Everybody has dates of their own; those of others are for those who read the SEN record, and are closed by
their owner (here the SENCO) or the SENCO's team.
"""

from senco.permissions import Role
from tests.access.table import EVERYBODY, SEN_RECORD, SENCO_TEAM, Route

MANAGERS = frozenset({Role.SENCO, Role.HEADTEACHER, Role.ADMINISTRATOR})

ROUTES = [
    Route("pupils:deadlines", "GET", EVERYBODY),
    Route("pupils:deadlines-month", "GET", EVERYBODY),
    Route("pupils:deadlines-hand-over", "GET POST", SENCO_TEAM),
    Route("pupils:deadline", "GET", SEN_RECORD, of={"pk": "deadline"}),
    Route("pupils:deadline-close", "POST", SENCO_TEAM, of={"pk": "deadline"}),
    Route("pupils:deadline-reopen", "POST", SENCO_TEAM, of={"pk": "deadline"}),
    Route("pupils:deadline-hand-over", "POST", SENCO_TEAM, of={"pk": "deadline"}),
    Route("pupils:deadline-remind", "POST", SENCO_TEAM, of={"pk": "deadline"}),
    Route("pupils:reminders", "GET", EVERYBODY),
    Route("pupils:reminder-settings", "GET POST", MANAGERS),
    Route("pupils:reminder-kind", "POST", MANAGERS),
    Route("pupils:reminder-kind-remove", "POST", MANAGERS),
    Route("pupils:calendar-address", "GET POST", EVERYBODY),
    Route("pupils:calendar-end", "POST", EVERYBODY),
    Route("calendar", "GET", EVERYBODY, of={"token": "=x"}, public=True),
    Route("mailbox", "GET", EVERYBODY),
]
