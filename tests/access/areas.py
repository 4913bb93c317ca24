"""Areas of concern and what is looked for in them: set and ticked by whoever decides about concerns."""

from tests.access.table import SENCO_TEAM, Route

AREA, CRITERION = {"pk": "area"}, {"pk": "criterion"}

ROUTES = [
    Route("pupils:areas", "GET", SENCO_TEAM),
    Route("pupils:areas-begin", "POST", SENCO_TEAM),
    Route("pupils:area-new", "GET POST", SENCO_TEAM),
    Route("pupils:area", "GET POST", SENCO_TEAM, of=AREA),
    Route("pupils:area-move", "POST", SENCO_TEAM, of=AREA),
    Route("pupils:area-retire", "POST", SENCO_TEAM, of=AREA),
    Route("pupils:criterion-new", "GET POST", SENCO_TEAM, of=AREA),
    Route("pupils:criterion", "GET POST", SENCO_TEAM, of=CRITERION),
    Route("pupils:criterion-move", "POST", SENCO_TEAM, of=CRITERION),
    Route("pupils:criterion-retire", "POST", SENCO_TEAM, of=CRITERION),
    Route("pupils:case-criteria", "POST", SENCO_TEAM, of={"pk": "case"}),
]
