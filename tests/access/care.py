"""Routes of the care of looked-after pupils: of those who need to know alone; the headteacher reads."""

from senco.permissions import Role
from tests.access.table import Route

KEEPERS = frozenset({Role.SENCO, Role.DESIGNATED_TEACHER, Role.SAFEGUARDING_LEAD})
CARE = KEEPERS | {Role.HEADTEACHER}
PUPIL, PEP = {"pk": "pupil"}, {"pk": "pep"}
ROUTES = [
    Route("records:care", "GET", CARE, of=PUPIL),
    Route("records:care-history", "GET", CARE, of=PUPIL),
    Route("records:care-edit", "GET POST", KEEPERS, of=PUPIL),
    Route("records:consent-new", "GET POST", KEEPERS, of=PUPIL),
    Route("records:consent-end", "POST", KEEPERS, of={"pk": "consent"}),
    Route("records:pep-begin", "POST", KEEPERS, of=PUPIL),
    Route("records:pep", "GET POST", CARE, of=PEP),
    Route("records:pep-undo", "POST", KEEPERS, of=PEP),
]
