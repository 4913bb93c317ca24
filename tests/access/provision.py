"""Routes of provision: the map, the catalogue, placements, and sessions to record.

Whoever may see a pupil's provision sees the map; classroom roles see that of their own pupils. The SENCO's team
decides what is in place; they and assistants record what was given, and anybody who sees provision
records what they are named as giving themselves.
"""

from senco.permissions import Role
from tests.access.table import CLASSROOM, SENCO_TEAM, STAFF, Route

SEES = STAFF - {Role.OFFICE}
RECORDS = SENCO_TEAM | {Role.TEACHING_ASSISTANT}
ASSISTANT = frozenset({Role.TEACHING_ASSISTANT})

ROUTES = [
    Route("provision:map", "GET", SEES),
    Route("provision:interventions", "GET", SEES),
    Route("provision:intervention", "GET", SEES, of={"pk": "intervention"}),
    Route("provision:intervention-new", "GET POST", SENCO_TEAM),
    Route("provision:intervention-edit", "GET POST", SENCO_TEAM, of={"pk": "intervention"}),
    Route("provision:intervention-close", "POST", SENCO_TEAM, of={"pk": "intervention"}),
    Route("provision:intervention-reopen", "POST", SENCO_TEAM, of={"pk": "intervention"}),
    Route("provision:placement-new", "GET POST", SENCO_TEAM),
    Route("provision:placement-ticks", "GET", SENCO_TEAM, of={"school": "school"}),
    Route("provision:placement-find", "GET", SENCO_TEAM, of={"school": "school"}),
    Route("provision:placement", "GET", SEES, of={"pk": "placement"}, own_only=CLASSROOM),
    Route("provision:placement-edit", "GET POST", SENCO_TEAM, of={"pk": "placement"}),
    Route("provision:placement-end", "POST", SENCO_TEAM, of={"pk": "placement"}),
    Route("provision:placement-resume", "POST", SENCO_TEAM, of={"pk": "placement"}),
    Route("provision:placement-pupil-add", "POST", SENCO_TEAM, of={"pk": "placement"}),
    Route("provision:placement-pupil-end", "POST", SENCO_TEAM, of={"pk": "placed pupil"}),
    Route("provision:placement-pupil-restore", "POST", SENCO_TEAM, of={"pk": "placed pupil"}),
    Route("provision:placement-pupil-withdraw", "POST", SENCO_TEAM, of={"pk": "withdrawn pupil"}),
    Route("provision:day", "GET", SEES),
    Route("provision:sessions", "GET", SEES),
    Route(
        "provision:delivery",
        "POST",
        RECORDS,
        of={"pk": "placement", "on": "=2026-09-14"},
        post={"minutes": "30"},
        own_only=ASSISTANT,
        named=SEES - RECORDS,
    ),
    Route(
        "provision:delivery-undo",
        "POST",
        RECORDS,
        of={"pk": "placement", "on": "=2026-09-14"},
        own_only=ASSISTANT,
        named=SEES - RECORDS,
    ),
    Route("provision:pupil-provision", "GET", SEES, of={"pk": "pupil"}, own_only=CLASSROOM),
]
