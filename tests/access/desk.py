"""Routes of the desk, the switcher, reports, staff and settings."""

from tests.access.table import EVERYBODY, Route

ROUTES = [
    Route("today", "GET", EVERYBODY),
    Route("school-switch", "POST", EVERYBODY),
]
