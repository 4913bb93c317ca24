"""Routes of passports, of classes in five minutes, and of the supply teacher's copy.

Whoever may see what is done for a pupil reads the pupil's passport; the classroom roles those of their own classes. The
SENCO's team writes them. A class's supply copy is made by its teacher, the SENCO's team or the office.
"""

from senco.permissions import Role
from tests.access.table import CLASSROOM, EVERYBODY, SENCO_TEAM, WHOLE_SCHOOL, Route

SEES = WHOLE_SCHOOL | CLASSROOM | {Role.EXAMS_OFFICER}
TEACHER = frozenset({Role.TEACHER})
SHARES = SENCO_TEAM | {Role.TEACHER, Role.OFFICE}
NOT_THE_SENCO = SEES - {Role.SENCO}
PUPIL = {"pk": "pupil"}

ROUTES = [
    Route("records:passports", "GET", SENCO_TEAM),
    Route("records:passport", "GET", SEES, of=PUPIL, own_only=CLASSROOM),
    Route("records:passport-words", "GET POST", SENCO_TEAM, of=PUPIL),
    Route("records:passport-agree", "GET POST", SENCO_TEAM, of=PUPIL),
    Route("records:passport-versions", "GET", SEES, of=PUPIL, own_only=CLASSROOM),
    Route("records:passport-version", "GET", SEES, of={"pk": "passport pupil", "number": "=1"}, own_only=CLASSROOM),
    Route("records:passport-pdf", "GET", SEES, of={"pk": "passport pupil"}, own_only=CLASSROOM),
    Route("records:passport-read", "POST", SEES, of={"pk": "passport"}, own_only=CLASSROOM),
    Route("records:picture-new", "GET POST", SENCO_TEAM, of=PUPIL),
    Route("records:picture", "GET", SEES, of={"pk": "picture"}, own_only=CLASSROOM),
    Route("records:picture-remove", "POST", SENCO_TEAM, of={"pk": "picture"}),
    Route("records:strategy-new", "GET POST", SENCO_TEAM, of=PUPIL),
    Route("records:strategy-edit", "GET POST", SENCO_TEAM, of={"pk": "strategy"}),
    Route("records:strategy-remove", "POST", SENCO_TEAM, of={"pk": "strategy"}),
    Route("records:strategy-move", "POST", SENCO_TEAM, of={"pk": "strategy"}),
    Route("records:safety-new", "GET POST", SENCO_TEAM, of=PUPIL),
    Route("records:safety-edit", "GET POST", SENCO_TEAM, of={"pk": "safety"}),
    Route("records:safety-remove", "POST", SENCO_TEAM, of={"pk": "safety"}),
    Route("records:worked-new", "GET POST", SEES, of=PUPIL, own_only=CLASSROOM),
    Route("records:worked-remove", "POST", SENCO_TEAM, of={"pk": "what worked"}),
    Route("records:readings", "GET", SENCO_TEAM),
    Route("records:passport-chase", "POST", SENCO_TEAM, of={"school": "school", "pk": "group teacher"}),
    Route("records:to-read", "GET", SEES, of={"pk": "chase"}, absent_for=SEES - TEACHER),
    Route("records:print-all", "POST", SENCO_TEAM, of={"school": "school"}),
    Route("records:print-class", "POST", SEES, of={"pk": "class"}, own_only=CLASSROOM),
    Route("records:print", "GET", SEES, of={"pk": "print"}, absent_for=NOT_THE_SENCO),
    Route("records:print-progress", "GET", SEES, of={"pk": "print"}, absent_for=NOT_THE_SENCO),
    Route("records:print-file", "GET", SEES, of={"pk": "print"}, absent_for=NOT_THE_SENCO),
    Route("records:digest", "GET", SEES, of={"pk": "class"}, own_only=CLASSROOM),
    Route("records:digest-read", "POST", SEES, of={"pk": "class"}, own_only=CLASSROOM),
    Route("records:digest-print", "GET", SEES, of={"pk": "class"}, own_only=CLASSROOM),
    Route("records:supply", "GET POST", SHARES, of={"pk": "class"}, own_only=TEACHER),
    Route("records:supply-end", "POST", SHARES, of={"pk": "supply link"}, absent_for=TEACHER),
    Route("shared", "GET", EVERYBODY, of={"school": "=1", "secret": "=x"}, public=True),
]
