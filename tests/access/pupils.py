"""Routes of pupils, the register, people at home, classes, attendance and search."""

from senco.permissions import Role
from tests.access.table import CLASSROOM, SENCO_TEAM, STAFF, Route

EDITORS = SENCO_TEAM | {Role.OFFICE}
"""Those who keep the school's own data of pupils."""
KNOWS_SEN = STAFF - {Role.OFFICE}
"""Everybody who works with children, except the office, knows who has which needs."""
HISTORY = SENCO_TEAM | {Role.HEADTEACHER}
STAFFING = EDITORS | {Role.HEADTEACHER, Role.ADMINISTRATOR}

PUPIL = {"pk": "pupil"}
UNDO = {"key": "=7b0d4a4e-5b8f-4f2c-9d0e-5f5f0a3f1c11"}
"""Of an act that nobody did."""
ROUTES = [
    Route("search", "GET", STAFF | {Role.ADMINISTRATOR}),
    Route("pupils:register", "GET", STAFF),
    Route("pupils:pupil", "GET", STAFF, of=PUPIL, own_only=CLASSROOM),
    Route("timeline", "GET", STAFF, of=PUPIL, own_only=CLASSROOM),
    Route("pupils:pupil-new", "GET POST", EDITORS),
    Route("pupils:pupil-edit", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:pupil-leave", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:pupil-back", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:history", "GET", HISTORY, of=PUPIL),
    Route("pupils:needs", "GET", KNOWS_SEN, of=PUPIL, own_only=CLASSROOM),
    Route("pupils:need-add", "GET POST", SENCO_TEAM, of=PUPIL),
    Route("pupils:need-move", "POST", SENCO_TEAM, of={"pk": "need"}),
    Route("pupils:need-end", "GET POST", SENCO_TEAM, of={"pk": "need"}),
    Route("pupils:need-back", "POST", SENCO_TEAM, of=PUPIL | UNDO),
    Route("pupils:register-change", "GET POST", SENCO_TEAM, of=PUPIL),
    Route("pupils:register-told", "GET POST", SENCO_TEAM, of={"pk": "sen_status"}),
    Route("pupils:register-back", "POST", SENCO_TEAM, of={"pk": "sen_status"}),
    Route("pupils:main-concern", "GET POST", SENCO_TEAM, of=PUPIL),
    Route("pupils:bulk-year", "GET POST", EDITORS),
    Route("pupils:bulk-adult", "GET POST", EDITORS),
    Route("pupils:bulk-undo", "POST", EDITORS, of={"key": "=7b0d4a4e-5b8f-4f2c-9d0e-5f5f0a3f1c11"}),
    Route("pupils:saved-views", "GET", STAFF),
    Route("pupils:view-save", "POST", STAFF),
    Route("pupils:view-remove", "POST", STAFF, of={"pk": "saved view"}, absent_for=STAFF - {Role.SENCO}),
    Route("pupils:year", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:characteristic-add", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:characteristic-end", "GET POST", EDITORS, of={"pk": "characteristic"}),
    Route("pupils:characteristic-back", "POST", EDITORS, of=PUPIL | UNDO),
    Route("pupils:contacts", "GET", STAFF, of=PUPIL, own_only=CLASSROOM),
    Route("pupils:contact-new", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:contact-edit", "GET POST", EDITORS, of={"pk": "contact"}),
    Route("pupils:contact-remove", "POST", EDITORS, of={"pk": "contact"}),
    Route("pupils:contact-back", "POST", EDITORS, of={"pk": "contact"}),
    Route("pupils:attendance", "GET", STAFF, of=PUPIL, own_only=CLASSROOM),
    Route("pupils:attendance-new", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:attendance-edit", "GET POST", EDITORS, of={"pk": "attendance"}),
    Route("pupils:attendance-remove", "POST", EDITORS, of={"pk": "attendance"}),
    Route("pupils:suspension-new", "GET POST", EDITORS, of=PUPIL),
    Route("pupils:suspension-edit", "GET POST", EDITORS, of={"pk": "suspension"}),
    Route("pupils:suspension-remove", "POST", EDITORS, of={"pk": "suspension"}),
    Route("pupils:attendance-back", "POST", EDITORS, of=PUPIL | UNDO),
    Route("pupils:classes", "GET", STAFF),
    Route("pupils:class", "GET", STAFF, of={"pk": "class"}, own_only=CLASSROOM),
    Route("pupils:group-new", "GET POST", EDITORS),
    Route("pupils:group-edit", "GET POST", EDITORS, of={"pk": "class"}),
    Route("pupils:group-pupils", "GET POST", EDITORS, of={"pk": "class"}),
    Route("pupils:group-pupil-out", "POST", EDITORS, of={"pk": "group_pupil"}),
    Route("pupils:group-pupil-back", "POST", EDITORS, of={"pk": "class"} | UNDO),
    Route("pupils:group-staff", "GET POST", STAFFING, of={"pk": "class"}),
    Route("pupils:group-staff-end", "POST", STAFFING, of={"pk": "group_staff"}),
    Route("pupils:group-staff-back", "POST", STAFFING, of={"pk": "class"} | UNDO),
]
