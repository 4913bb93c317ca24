"""Routes of calls, meetings and letters, of what is owed after them, and of the meetings with parents.

The one of the cast is open and the SENCO's: others of the SEN record read it, add what is owed and say that it is done.
"""

from senco.permissions import Role
from tests.access.table import EVERYBODY, SEN_RECORD, SENCO_TEAM, Route

PROMISE = {"pk": "promise"}
OTHERS = EVERYBODY - SEN_RECORD
"""They read and tick off what they owe themselves, and find nothing else."""
PUPIL, KEPT = {"pk": "pupil"}, {"pk": "communication"}
ROUTES = [
    Route("records:communications", "GET", SEN_RECORD, of=PUPIL),
    Route("records:communication-new", "GET POST", SEN_RECORD, of=PUPIL),
    Route("records:communication-mail", "GET POST", SEN_RECORD, of=PUPIL),
    Route("records:pupil-meetings", "GET", SEN_RECORD, of=PUPIL),
    Route("records:communication", "GET", SEN_RECORD, of=KEPT),
    Route("records:communication-told", "GET", SENCO_TEAM | {Role.HEADTEACHER}, of=KEPT),
    Route("records:communication-edit", "GET POST", SENCO_TEAM, of=KEPT),
    Route("records:communication-remove", "POST", SENCO_TEAM, of=KEPT),
    Route("records:communication-back", "POST", SENCO_TEAM, of={"pk": "removed communication"}),
    Route("records:promise", "GET", SEN_RECORD, of=PROMISE, absent_for=OTHERS, named=EVERYBODY),
    Route("records:promise-new", "GET POST", SEN_RECORD, of=KEPT),
    Route("records:promise-done", "POST", SEN_RECORD, of=PROMISE, absent_for=OTHERS, named=EVERYBODY),
    Route("records:parent-meetings", "GET", SEN_RECORD),
]
