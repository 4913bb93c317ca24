"""Results, the measures of a school, and the progress page: whoever knows the pupil's needs reads, teachers enter.

That slow progress is not SEN is for the SENCO's team alone to say.
"""

from senco.permissions import Role
from tests.access.table import CLASSROOM, SENCO_TEAM, STAFF, Route

READS = STAFF - {Role.OFFICE}
ENTERS = SENCO_TEAM | {Role.TEACHER, Role.EXAMS_OFFICER}
TEACHER = frozenset({Role.TEACHER})
PUPIL, RESULT = {"pk": "pupil"}, {"pk": "result"}

ROUTES = [
    Route("pupils:measures", "GET", READS, of=PUPIL, own_only=CLASSROOM),
    Route("pupils:measure-result-new", "GET POST", ENTERS, of=PUPIL, own_only=TEACHER),
    Route("pupils:measure-result-edit", "GET POST", ENTERS, of=RESULT, own_only=TEACHER),
    Route("pupils:measure-result-remove", "POST", ENTERS, of=RESULT, own_only=TEACHER),
    Route("pupils:measure-sheet", "GET POST", ENTERS),
    Route("pupils:measure-list", "GET", SENCO_TEAM),
    Route("pupils:measure-begin", "POST", SENCO_TEAM),
    Route("pupils:measure-new", "GET POST", SENCO_TEAM),
    Route("pupils:measure-edit", "GET POST", SENCO_TEAM, of={"pk": "measure"}),
    Route("pupils:progress", "GET", READS),
    Route("pupils:progress-decide", "GET POST", SENCO_TEAM, of=RESULT),
    Route("pupils:progress-back", "POST", SENCO_TEAM, of={"pk": "decision"}),
]
