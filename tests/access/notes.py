"""Routes of notes about a pupil. The note of the cast is open and the SENCO's: others read it and leave it alone."""

from tests.access.table import SEN_RECORD, SENCO_TEAM, Route

NOTE = {"pk": "note"}
ROUTES = [
    Route("pupils:notes", "GET", SEN_RECORD, of={"pk": "pupil"}),
    Route("pupils:note-new", "GET POST", SEN_RECORD, of={"pk": "pupil"}),
    Route("pupils:note", "GET", SEN_RECORD, of=NOTE),
    Route("pupils:note-edit", "GET POST", SENCO_TEAM, of=NOTE),
    Route("pupils:note-remove", "POST", SENCO_TEAM, of=NOTE),
    Route("pupils:note-back", "POST", SENCO_TEAM, of={"pk": "removed note"}),
]
