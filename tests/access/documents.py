"""Routes of a pupil's papers. The one of the cast is open and the SENCO's: others read it and leave it alone."""

from senco.permissions import Role
from tests.access.table import SEN_RECORD, SENCO_TEAM, Route

PUPIL, PAPER = {"pk": "pupil"}, {"pk": "document"}
ROUTES = [
    Route("records:documents", "GET", SEN_RECORD, of=PUPIL),
    Route("records:documents-find", "GET", SEN_RECORD),
    Route("records:document-new", "GET POST", SEN_RECORD, of=PUPIL),
    Route("records:document", "GET", SEN_RECORD, of=PAPER),
    Route("records:document-file", "GET", SEN_RECORD, of={"pk": "document version"}),
    Route("records:document-told", "GET", SENCO_TEAM | {Role.HEADTEACHER}, of=PAPER),
    Route("records:document-edit", "GET POST", SENCO_TEAM, of=PAPER),
    Route("records:document-version", "POST", SENCO_TEAM, of=PAPER),
    Route("records:document-remove", "POST", SENCO_TEAM, of=PAPER),
    Route("records:document-back", "POST", SENCO_TEAM, of={"pk": "removed document"}),
]
