"""Routes of the desk, the switcher, reports, staff and settings."""

from senco.permissions import Role
from tests.access.table import CLASSROOM, COMPLIANCE, EVERYBODY, SENCO_TEAM, Route

SETTERS = frozenset({Role.SENCO, Role.HEADTEACHER, Role.ADMINISTRATOR})
"""Those who keep a school's details and calendar."""
STAFFERS = frozenset({Role.HEADTEACHER, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
EDIT = {"kind": "=term", "pk": "term"}

ROUTES = [
    Route("today", "GET", EVERYBODY),
    Route("today-part", "GET", CLASSROOM, of={"key": "=classes"}),
    Route("school-switch", "POST", EVERYBODY),
    Route("summary", "GET", SENCO_TEAM | {Role.HEADTEACHER}),
    Route("suspensions", "GET", SENCO_TEAM | {Role.HEADTEACHER}),
    Route("quality", "GET", SENCO_TEAM | {Role.HEADTEACHER}),
    Route("quality-check", "GET", SENCO_TEAM | {Role.HEADTEACHER}, of={"key": "=2170"}),
    Route("governance", "GET", COMPLIANCE),
    Route("settings", "GET", SETTERS),
    Route("settings-school", "GET POST", SETTERS, of={"pk": "school"}),
    Route("year-make", "POST", SETTERS, of={"pk": "school"}),
    Route("dates-add", "GET POST", SETTERS, of={"kind": "=closure", "pk": "school"}),
    Route("dates-edit", "GET POST", SETTERS, of=EDIT),
    Route("dates-remove", "POST", SETTERS, of={"kind": "=closure", "pk": "closure"}),
    Route("dates-back", "POST", SETTERS, of={"pk": "school", "key": "=7b0d4a4e-5b8f-4f2c-9d0e-5f5f0a3f1c11"}),
    Route("group-new", "GET POST", ADMINISTRATORS),
    Route("group-edit", "GET POST", ADMINISTRATORS, of={"pk": "school_group"}),
    Route("staff", "GET", STAFFERS),
    Route("staff-new", "GET POST", STAFFERS),
    Route("staff-person", "GET", STAFFERS, of={"pk": "user"}),
    Route("staff-role", "POST", STAFFERS, of={"pk": "user"}),
    Route("staff-name", "POST", STAFFERS, of={"pk": "user"}),
    Route("staff-mail-again", "POST", STAFFERS, of={"pk": "user"}),
    Route("staff-invite", "POST", STAFFERS, of={"pk": "user"}),
    Route("staff-role-end", "POST", STAFFERS, of={"pk": "membership"}),
    Route("group", "GET", frozenset({Role.GROUP_LEAD})),
]
