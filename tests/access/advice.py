"""Ask the SENCO: all who work with children ask and look for cards, the SENCO's team answers and keeps them."""

from senco.permissions import Role
from tests.access.table import SENCO_TEAM, STAFF, Route

ROUTES = [
    Route("pupils:advice", "GET", STAFF),
    Route("pupils:advice-ask", "GET POST", STAFF),
    Route(
        "pupils:advice-request",
        "GET POST",
        STAFF,
        of={"pk": "advice"},
        post_admits=SENCO_TEAM,
        absent_for=STAFF - SENCO_TEAM - {Role.TEACHER},
    ),
    Route("pupils:strategies", "GET", STAFF),
    Route("pupils:strategy-new", "GET POST", SENCO_TEAM),
    Route("pupils:strategy-edit", "GET POST", SENCO_TEAM, of={"pk": "strategy card"}),
    Route("pupils:strategy-retire", "POST", SENCO_TEAM, of={"pk": "strategy card"}),
]
