"""Who teaches whom: class teachers in the primaries, subject sets in the secondary."""

import datetime as dt
import random

from django.contrib.auth.hashers import make_password

from pupils.models import GroupPupil, GroupStaff, Pupil, TeachingGroup, YearGroup
from senco.demo.calendar import year_of
from senco.demo.trust import DOMAIN, JOINED, PASSWORD, person
from senco.models import Membership, School, User
from senco.permissions import Role

TEACHERS = {
    "oakfield": "Ruth Adeyemi,Tom Birch,Nina Castle,Owen Drake,Priya Ellis,Mark Ford,Jo Gale,Ian Hobbs,Lucy Innes,"
    "Sam Jarvis,Ffion Kay,Abdul Latif,Rosa Moran",
    "hillside": "Elsie North,Ravi Oza,Kate Pym,Leon Reeve,Tess Salter,Yusuf Tait",
    "st_marks": "Alan Ward,Bina York,Carl Zane,Dora Amos,Eric Bond,Fay Cole,Glen Dyer,Hope Eade,Ivor Fox,Jade Gill,"
    "Kyle Hart,Lena Ives,Miles Judd,Nora Kent,Omar Lund",
    "acorns": "Sally Oakes,Bryn Ash",
}
ASSISTANTS = {
    "oakfield": "Ada Brook,Ben Croft,Cara Dunn,Dale Evans,Ellen Frost,Finn Grady,Gwen Hale,Hari Iyer,Isla Jones,"
    "Jack Kemp,Kim Lowe,Liz Marr,Mo Nasir,Nell Orr,Pat Quill",
    "hillside": "Rae Sims,Stan Todd,Una Vale",
    "st_marks": "Vera Wynn,Will Young,Zara Abel",
    "acorns": "Cleo Barr",
}
"""Teaching assistants, who have no class of their own and give most of what is placed."""
SUBJECTS = ("English", "Mathematics", "Science", "History", "French")
SET_SIZE = 30


def make_classes(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    start = dt.date(year_of(today), 9, 2)
    teachers = [_adult(name, school, Role.TEACHER) for name in TEACHERS[key].split(",")]
    for name in filter(None, ASSISTANTS.get(key, "").split(",")):
        _adult(name, school, Role.TEACHING_ASSISTANT)
    forms = list(TeachingGroup.objects.filter(kind=TeachingGroup.Kind.REGISTRATION).order_by("name"))
    _staff(school, forms, teachers, start, skip={"5A"} if key == "oakfield" else set())
    if key == "oakfield":
        five_a = next(form for form in forms if form.name == "5A")
        for login in ("teacher", "ta"):
            GroupStaff.objects.create(school=school, group=five_a, user=person(login), starts_on=start)
        GroupStaff.objects.create(school=school, group=forms[0], user=person("ta"), starts_on=start)
    if key == "st_marks":
        _sets(school, teachers, start, chance)


def _staff(school: School, groups: list[TeachingGroup], teachers: list[User], start: dt.date, skip: set[str]) -> None:
    rows = (
        GroupStaff(school=school, group=group, user=teachers[n % len(teachers)], starts_on=start)
        for n, group in enumerate(group for group in groups if group.name not in skip)
    )
    GroupStaff.objects.bulk_create(rows)


def _adult(name: str, school: School, role: Role) -> User:
    user, made = User.objects.get_or_create(
        email=f"{name.lower().replace(' ', '.')}@{DOMAIN}", defaults={"name": name, "password": _hash()}
    )
    if made:
        Membership.objects.create(user=user, role=role, school=school, starts_on=JOINED)
    return user


_hashes: list[str] = []


def _hash() -> str:
    """One hash for all: making each anew would take seconds."""
    if not _hashes:
        _hashes.append(make_password(PASSWORD))
    return _hashes[0]


def _sets(school: School, teachers: list[User], start: dt.date, chance: random.Random) -> None:
    """Six sets a year in five subjects; every pupil in one of each."""
    years: dict[str, list[int]] = {}
    for pupil, code in YearGroup.objects.filter(ends_on=None).order_by("pupil").values_list("pupil", "code"):
        years.setdefault(code, []).append(pupil)
    groups, members = [], []
    for code, pupils in sorted(years.items()):
        for subject in SUBJECTS:
            shuffled = chance.sample(pupils, len(pupils))
            for number, first in enumerate(range(0, len(shuffled), SET_SIZE), start=1):
                name = f"{code}{subject[:2]}{number}"
                group = TeachingGroup(school=school, kind=TeachingGroup.Kind.SUBJECT, name=name, subject=subject)
                groups.append(group)
                members.append((group, shuffled[first : first + SET_SIZE]))
    TeachingGroup.objects.bulk_create(groups)
    GroupPupil.objects.bulk_create(
        GroupPupil(school=school, group=group, pupil_id=pupil, starts_on=start)
        for group, pupils in members
        for pupil in pupils
    )
    _staff(school, groups, teachers, start, skip=set())


def pupils_of(school: School, *provisions: str) -> list[Pupil]:
    """Pupils with this SEN provision now, in a fixed order."""
    from pupils.models import SenStatus

    now = SenStatus.objects.filter(ends_on=None, provision__in=provisions).values("pupil")
    return list(Pupil.objects.filter(school=school, pk__in=now).order_by("pk"))
