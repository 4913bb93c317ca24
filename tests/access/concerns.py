"""Concerns and safeguarding: staff log and read their own, the SENCO's team decides, the lead alone reads worries."""

from senco.permissions import Role
from tests.access.table import CLASSROOM, SEN_RECORD, SENCO_TEAM, STAFF, Route

LEAD = frozenset({Role.SAFEGUARDING_LEAD})
READS = SEN_RECORD | CLASSROOM
"""Who reads a concern that somebody else logged: those who see the SEN record, and those who teach the pupil."""

ROUTES = [
    Route("pupils:concerns", "GET", STAFF),
    Route("pupils:concern-log", "GET POST", STAFF),
    Route("pupils:concern-pupils", "GET", STAFF),
    Route("pupils:concern", "GET", STAFF, of={"pk": "concern"}, own_only=CLASSROOM, absent_for=STAFF - READS),
    Route("pupils:case", "GET", STAFF, of={"pk": "case"}, own_only=CLASSROOM, absent_for=STAFF - READS),
    Route("pupils:case-undo", "POST", SENCO_TEAM, of={"pk": "case"}),
    Route("pupils:case-parents", "POST", STAFF, of={"pk": "case"}, own_only=CLASSROOM, absent_for=STAFF - READS),
    Route("pupils:observations", "GET", SENCO_TEAM, of={"pk": "case"}),
    Route("pupils:observations-ask", "GET POST", SENCO_TEAM, of={"pk": "case"}),
    Route("pupils:observations-remind", "POST", SENCO_TEAM, of={"pk": "case"}),
    Route("pupils:observation", "GET POST", STAFF, of={"pk": "observation"}, absent_for=STAFF - {Role.TEACHER}),
    Route("pupils:concern-triage", "GET POST", SENCO_TEAM, of={"pk": "concern"}),
    Route("pupils:concern-reopen", "POST", SENCO_TEAM, of={"pk": "concern"}),
    Route("pupils:concern-answer", "GET POST", STAFF, of={"pk": "question"}, absent_for=STAFF - {Role.TEACHER}),
    Route(
        "pupils:concern-to-lead",
        "POST",
        SENCO_TEAM,
        of={"pk": "concern"},
        absent_for=STAFF - READS,
        named=STAFF,
    ),
    Route("pupils:safeguarding", "GET", STAFF),
    Route("pupils:safeguarding-note", "GET", STAFF, of={"pk": "worry"}, absent_for=STAFF - LEAD - {Role.TEACHER}),
    Route("pupils:safeguarding-read", "POST", LEAD, of={"pk": "worry"}),
]
