"""Routes of brothers and sisters. Here both are of one school; two schools have tests of their own."""

from tests.access.pupils import EDITORS
from tests.access.table import Route

PUPIL = {"pk": "pupil"}
ROUTES = [
    Route("pupils:sibling-new", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:sibling-options", "GET", EDITORS, of=PUPIL),
    Route("pupils:siblings-perhaps", "GET", EDITORS, of=PUPIL),
    Route("pupils:sibling-decide", "POST", EDITORS, of={**PUPIL, "other": "brother"}, post={"are": "yes"}),
]
