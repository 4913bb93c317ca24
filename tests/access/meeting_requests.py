"""A parent's request to meet the SENCO: anybody of the staff writes it down; the SEN record and its writer read it."""

from senco.permissions import Role
from tests.access.table import CLASSROOM, SEN_RECORD, SENCO_TEAM, STAFF, Route

ASKED, WRITER = {"pk": "meeting request"}, frozenset({Role.TEACHER})
STRANGERS = STAFF - SEN_RECORD - WRITER

ROUTES = [
    Route("records:meeting-request-new", "GET POST", STAFF, of={"pk": "pupil"}, own_only=CLASSROOM),
    Route("records:meeting-request", "GET", STAFF, of=ASKED, absent_for=STRANGERS),
    Route("records:meeting-request-withdraw", "POST", SENCO_TEAM | WRITER, of=ASKED, absent_for=STRANGERS),
]
