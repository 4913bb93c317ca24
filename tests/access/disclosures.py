"""Routes of the holders' part of a subject access request. Whoever holds nothing finds the page empty."""

from senco.permissions import Role
from tests.access.table import SEN_RECORD, Route

PUPIL = {"pk": "pupil"}
HOLDERS = frozenset({Role.SENCO, Role.SAFEGUARDING_LEAD})
"""Of the confined note of the cast."""
ROUTES = [
    Route("records:confined", "GET", SEN_RECORD, of=PUPIL),
    Route("records:confined-export", "GET", SEN_RECORD, of=PUPIL),
    Route(
        "records:disclosure", "POST", SEN_RECORD, of={**PUPIL, "kind": "=note", "row": "confined note"},
        absent_for=SEN_RECORD - HOLDERS, post={"discloses": "yes"},
    ),
]  # fmt: skip
