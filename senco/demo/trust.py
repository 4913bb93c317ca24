"""The schools of the demo, the groups they belong to, and the people who work there."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from senco.demo.calendar import make_calendar
from senco.models import GroupSchool, Membership, School, SchoolGroup, User
from senco.permissions import Role
from senco.rows import acting_for

PASSWORD = "demo"
DOMAIN = "demo.example"
AUTHORITY = "Exampleshire"

SCHOOLS = {
    "oakfield": {"name": "Oakfield Primary School", "laestab": "8862101", "urn": "990101", "phase": "primary"},
    "hillside": {"name": "Hillside Infant School", "laestab": "8862102", "urn": "990102", "phase": "infant"},
    "st_marks": {"name": "St Mark's School", "laestab": "8864003", "urn": "990103", "phase": "secondary"},
    "acorns": {"name": "Acorns Nursery", "ofsted_number": "EY990104", "phase": "nursery"},
}
TRUST, LOCALITY = "Three Oaks Trust", "North locality early years"
JOINED = dt.date(2021, 9, 1)


@dataclass(frozen=True)
class Person:
    """Somebody of the demo. `at` names schools, or a group by its name."""

    login: str
    name: str
    roles: tuple[Role, ...]
    at: tuple[str, ...]


R = Role
PEOPLE = (
    Person("senco", "Sarah Mensah", (R.SENCO,), ("oakfield", "hillside")),
    Person("teacher", "Daniel Reid", (R.TEACHER,), ("oakfield",)),
    Person("ta", "Karen Bell", (R.TEACHING_ASSISTANT,), ("oakfield",)),
    Person("head", "Helen Ashworth", (R.HEADTEACHER,), ("oakfield",)),
    Person("governor", "Graham Pike", (R.GOVERNOR,), ("oakfield",)),
    Person("office", "Olive Turner", (R.OFFICE,), ("oakfield",)),
    Person("lead", "Leila Grant", (R.GROUP_LEAD,), (TRUST,)),
    Person("admin", "Adam Novak", (R.ADMINISTRATOR,), ("oakfield", "hillside", "st_marks", "acorns")),
    Person("assistant", "Amy Fletcher", (R.ASSISTANT_SENCO, R.TEACHER), ("oakfield",)),
    Person("pastoral", "Paul Okoro", (R.PASTORAL_LEAD,), ("oakfield",)),
    Person("safeguarding", "Sunita Rao", (R.SAFEGUARDING_LEAD,), ("oakfield", "hillside")),
    Person("designated", "Diane Webb", (R.DESIGNATED_TEACHER, R.TEACHER), ("oakfield",)),
    Person("clerk", "Colin Marsh", (R.CLERK,), ("oakfield", "hillside")),
    Person("business", "Beth Lawson", (R.BUSINESS_MANAGER,), ("oakfield", "hillside")),
    Person("dpo", "Dev Kapoor", (R.DATA_PROTECTION_OFFICER,), (TRUST,)),
    Person("head.hillside", "Hugh Carter", (R.HEADTEACHER,), ("hillside",)),
    Person("office.hillside", "Olga Price", (R.OFFICE,), ("hillside",)),
    Person("senco.stmarks", "Simon Doyle", (R.SENCO,), ("st_marks",)),
    Person("assistant.stmarks", "Anita Shah", (R.ASSISTANT_SENCO,), ("st_marks",)),
    Person("head.stmarks", "Hannah Obi", (R.HEADTEACHER,), ("st_marks",)),
    Person("governor.stmarks", "Grace Lynch", (R.GOVERNOR,), ("st_marks",)),
    Person("pastoral.stmarks", "Peter Quinn", (R.PASTORAL_LEAD,), ("st_marks",)),
    Person("safeguarding.stmarks", "Sandra Mills", (R.SAFEGUARDING_LEAD,), ("st_marks",)),
    Person("exams", "Esther Boyd", (R.EXAMS_OFFICER,), ("st_marks",)),
    Person("office.stmarks", "Oscar Hunt", (R.OFFICE,), ("st_marks",)),
    Person("ta.stmarks", "Tariq Aziz", (R.TEACHING_ASSISTANT,), ("st_marks",)),
    Person("locality", "Lorna Keane", (R.SENCO,), (LOCALITY,)),
    Person("manager.acorns", "Mary Dunn", (R.HEADTEACHER, R.SAFEGUARDING_LEAD), ("acorns",)),
)
SEN_GOVERNORS = {"oakfield": "governor", "st_marks": "governor.stmarks"}
NO_UNIT = ("oakfield", "st_marks")
"""Schools that have said so; the others are yet to be asked."""
LOGINS = ("senco", "teacher", "ta", "head", "governor", "office", "lead", "admin")
"""The eight that a visitor is told of; everybody else signs in with the same password."""


def make_trust(today: dt.date) -> dict[str, School]:
    """Schools, groups, calendars and people; what is there already is left as it is."""
    schools = {key: _school(fields) for key, fields in SCHOOLS.items()}
    groups = {
        TRUST: _group(TRUST, "trust", [schools["oakfield"], schools["hillside"], schools["st_marks"]]),
        LOCALITY: _group(LOCALITY, "locality", [schools["acorns"]]),
    }
    password = make_password(PASSWORD)
    for one in PEOPLE:
        user, _ = User.objects.get_or_create(
            email=f"{one.login}@{DOMAIN}", defaults={"name": one.name, "password": password}
        )
        for where in one.at:
            place = {"group": groups[where]} if where in groups else {"school": schools[where]}
            for role in one.roles:
                Membership.objects.get_or_create(user=user, role=role, starts_on=JOINED, **place)
    for key, login in SEN_GOVERNORS.items():
        School.objects.filter(pk=schools[key].pk, sen_governor=None).update(sen_governor=person(login))
    for key in NO_UNIT:
        School.objects.filter(pk=schools[key].pk, has_sen_unit=None).update(has_sen_unit=False, has_resourced=False)
    for school in schools.values():
        with acting_for(school):
            make_calendar(school, today)
    return schools


def _school(fields: dict[str, str]) -> School:
    school, _ = School.objects.get_or_create(
        name=fields["name"], is_demo=True, defaults={**fields, "local_authority": AUTHORITY}
    )
    return school


def _group(name: str, kind: str, schools: list[School]) -> SchoolGroup:
    group, _ = SchoolGroup.objects.get_or_create(name=name, kind=kind)
    for school in schools:
        GroupSchool.objects.get_or_create(group=group, school=school)
    return group


def person(login: str) -> User:
    return User.objects.get(email=f"{login}@{DOMAIN}")
