"""Routes of pupils, the register, people at home, classes, attendance and search."""

from tests.access.table import CLASSROOM, STAFF, Route

ROUTES = [
    Route("pupils:register", "GET", STAFF),
    Route("pupils:pupil", "GET", STAFF, of={"pk": "pupil"}, own_only=CLASSROOM),
    Route("search", "GET", STAFF),
]
