"""Routes of plans, reviews and agencies."""

from tests.access.table import SEN_RECORD, SENCO_TEAM, Route

ROUTES = [
    Route("records:plans", "GET", SEN_RECORD),
    Route("records:wording", "GET POST", SEN_RECORD),
    Route("records:plan", "GET", SEN_RECORD, of={"pk": "plan"}),
    Route("records:plan-edit", "GET POST", SENCO_TEAM, of={"pk": "plan"}),
    Route("records:plan-cease", "POST", SENCO_TEAM, of={"pk": "plan"}),
    Route("records:plan-resume", "POST", SENCO_TEAM, of={"pk": "plan"}),
    Route("records:section-edit", "GET POST", SENCO_TEAM, of={"pk": "plan", "code": "=B"}),
    Route("records:section-undo", "POST", SENCO_TEAM, of={"pk": "plan", "code": "=B"}),
    Route("records:plan-new", "GET POST", SENCO_TEAM, of={"pk": "pupil"}),
    Route("records:pupil-plans", "GET", SEN_RECORD, of={"pk": "pupil"}),
    Route("records:review-new", "GET POST", SENCO_TEAM, of={"pk": "plan"}),
    Route("records:review-dates", "GET", SENCO_TEAM, of={"pk": "plan"}),
    Route("records:review", "GET", SEN_RECORD, of={"pk": "review"}),
    Route("records:review-move", "POST", SENCO_TEAM, of={"pk": "review"}),
    Route("records:review-cancel", "POST", SENCO_TEAM, of={"pk": "review"}),
    Route("records:review-step", "POST", SENCO_TEAM, of={"pk": "review", "field": "=invited_on"}),
    Route("records:agencies", "GET", SEN_RECORD),
    Route("records:agency", "GET", SEN_RECORD, of={"pk": "agency"}),
    Route("records:agency-new", "GET POST", SENCO_TEAM),
    Route("records:agency-edit", "GET POST", SENCO_TEAM, of={"pk": "agency"}),
    Route("records:agency-close", "POST", SENCO_TEAM, of={"pk": "agency"}),
    Route("records:professional-new", "GET POST", SENCO_TEAM, of={"pk": "agency"}),
    Route("records:professional-edit", "GET POST", SENCO_TEAM, of={"pk": "professional"}),
    Route("records:pupil-agencies", "GET", SEN_RECORD, of={"pk": "pupil"}),
    Route("records:involvement-new", "GET POST", SENCO_TEAM, of={"pk": "pupil"}),
    Route("records:involvement-end", "POST", SENCO_TEAM, of={"pk": "involvement"}),
]
