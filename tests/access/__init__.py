"""The access table, one file a noun: every route, its methods, and the roles it admits.

Written from the requirement, never from the code: who *should* be let in.
"""

from tests.access import concerns, deadlines, desk, pupils, schools
from tests.access.table import Route

ROUTES: list[Route] = [
    *schools.ROUTES,
    *pupils.ROUTES,
    *deadlines.ROUTES,
    *concerns.ROUTES,
    *desk.ROUTES,
]
