"""Who comes in from outside: the services round each school, somebody to ask for in each, and whom they work with."""

import datetime as dt
import random

from pupils.models import Pupil
from records.models import Agency, Involvement, Professional
from senco.demo.classes import pupils_of
from senco.demo.plans import school_day
from senco.models import School

KIND = Agency.Kind
SALT = ("Speech and language therapy", "SALT", KIND.HEALTH, "Talk, and understanding what is said")
EP = ("Educational psychology", "EP", KIND.EDUCATION, "Advice on learning, and what to try next")
OT = ("Occupational therapy", "OT", KIND.HEALTH, "Handwriting, posture and getting dressed")
CAMHS = ("Child and adolescent mental health services", "CAMHS", KIND.HEALTH, "Worry and low mood")
EARLY = ("Portage and early years inclusion", "Portage", KIND.EDUCATION, "Play at home, and starting nursery")
VISITOR = ("Health visiting", "HV", KIND.HEALTH, "Development check at two to two and a half")
YOUTH = ("North Riverside Young Carers", "", KIND.VOLUNTARY, "A group after school on Wednesdays")
SERVICES = {
    "oakfield": ((SALT, "Imogen Farrow", "Speech and language therapist"), (EP, "Dr Neil Sharma", "Psychologist"),
                 (OT, "Bridget Cole", "Occupational therapist"), (CAMHS, "Jonas Pell", "Primary mental health worker")),
    "hillside": ((SALT, "Freya Lindon", "Speech and language therapist"), (EP, "Dr Neil Sharma", "Psychologist"),
                 (VISITOR, "Maureen Tighe", "Health visitor")),
    "st_marks": ((EP, "Dr Wanda Okafor", "Psychologist"), (CAMHS, "Selma Brandt", "Nurse"),
                 (SALT, "Hector Vane", "Speech and language therapist"), (YOUTH, "Lewis Arden", "Group leader")),
    "acorns": ((SALT, "Freya Lindon", "Speech and language therapist"), (EARLY, "Nadia Rowe", "Portage home visitor"),
               (VISITOR, "Maureen Tighe", "Health visitor")),
}  # fmt: skip
OFFICE = {"oakfield": 100, "hillside": 200, "st_marks": 300, "acorns": 400}
"""From here the telephone numbers of a school's services: 01632 960xxx is kept for drama."""
MOST = 12
LONGEST = 300


def make_agencies(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    """What the SENCO's own list named is there already, with its pupils: then only how to reach it is added."""
    has_list = Involvement.objects.exists()
    pupils, rows = pupils_of(school, "K", "E"), []
    for n, (service, name, job) in enumerate(SERVICES[key]):
        agency = _agency(school, key, n, service)
        somebody = _somebody(agency, name, job, OFFICE[key] + 10 * n + 1)
        if has_list:
            agency.involvements.update(professional=somebody, purpose=service[3])
        else:
            rows += [_involved(pupil, agency, somebody, service[3]) for pupil in _some(pupils, chance)]
    listed = list(Involvement.objects.order_by("pk"))
    for row in (*listed, *rows):
        row.starts_on = school_day(today, chance.randrange(20, LONGEST))
    Involvement.objects.bulk_update(listed, ["starts_on"])
    Involvement.objects.bulk_create(rows)


def _some(pupils: list[Pupil], chance: random.Random) -> list[Pupil]:
    return chance.sample(pupils, min(MOST, -(-len(pupils) // 3)))


def _agency(school: School, key: str, n: int, service: tuple[str, str, Agency.Kind, str]) -> Agency:
    name, short, kind, _ = service
    desk = (short or name.split()[-1]).lower()
    reached = {"email": f"{desk}.{key.replace('_', '')}@example.org", "phone": f"01632 960{OFFICE[key] + 10 * n}"}
    agency, _ = Agency.objects.update_or_create(
        school=school, name=name, defaults={"short_name": short, "kind": kind, **reached}
    )
    return agency


def _somebody(agency: Agency, name: str, job: str, number: int) -> Professional:
    address = name.lower().removeprefix("dr ").replace(" ", ".")
    return Professional.objects.create(
        school_id=agency.school_id, agency=agency, name=name, job=job, email=f"{address}@example.org",
        phone=f"01632 960{number}",
    )  # fmt: skip


def _involved(pupil: Pupil, agency: Agency, somebody: Professional, purpose: str) -> Involvement:
    return Involvement(school_id=pupil.school_id, pupil=pupil, agency=agency, professional=somebody, purpose=purpose)
