"""Acorns Nursery: two dozen invented children without UPNs, under references of the nursery's own."""

import datetime as dt
import random

from pupils.models import (
    Contact,
    Enrolment,
    GroupPupil,
    Pupil,
    PupilWord,
    SenNeed,
    SenStatus,
    TeachingGroup,
    YearGroup,
)
from pupils.names import fold, words
from senco.demo.calendar import year_of
from senco.models import School

FORENAMES = (
    *("Ada", "Ben", "Cora", "Dev", "Ella", "Finn", "Gita", "Hugo", "Isla", "Jay", "Kofi", "Lila"),
    *("Max", "Nia", "Otis", "Pia", "Rory", "Safa", "Theo", "Uma", "Vik", "Wren", "Yara", "Zac"),
)
SURNAMES = (
    *("Abbott", "Bose", "Chen", "Dale", "Evans", "Farah", "Grant", "Hall", "Ito", "Jones", "Khan", "Lowe"),
    *("Moss", "Nair", "Owen", "Patel", "Quinn", "Rees", "Sato", "Todd", "Usman", "Vale", "Webb", "Young"),
)
SUPPORT = {3: ("SLCN",), 9: ("SLCN", "SEMH"), 17: ("ASD",)}
PLAN = 12


def make_children(school: School, today: dt.date, chance: random.Random) -> None:
    """24 children of three and four; three on SEN support and one with an EHC plan."""
    start = dt.date(year_of(today), 9, 3)
    rooms = [TeachingGroup.objects.create(school=school, name=name) for name in ("Saplings", "Oaks")]
    for n, (forename, surname) in enumerate(zip(FORENAMES, SURNAMES, strict=True)):
        older = n % 2
        born = dt.date(start.year - 4 - older + 1, 9, 1) - dt.timedelta(days=chance.randrange(10, 350))
        child = Pupil.objects.create(
            school=school, local_ref=f"AC-{n + 1:03d}", forename=forename, surname=surname, date_of_birth=born,
            sex=chance.choice("FM"), sort_name=fold(f"{surname} {forename}"),
        )  # fmt: skip
        PupilWord.objects.bulk_create(
            PupilWord(school=school, pupil=child, word=word) for word in words(forename, surname)
        )
        common = {"school": school, "pupil": child, "starts_on": start}
        Enrolment.objects.create(**common)
        YearGroup.objects.create(code="N2" if older else "N1", **common)
        GroupPupil.objects.create(group=rooms[older], **common)
        needs = ("ASD",) if n == PLAN else SUPPORT.get(n, ())
        SenStatus.objects.create(provision="E" if n == PLAN else "K" if needs else "N", **common)
        for rank, code in enumerate(needs, start=1):
            SenNeed.objects.create(code=code, rank=rank, **common)
        Contact.objects.create(
            school=school, pupil=child, forename=chance.choice(FORENAMES), surname=surname, relationship="Parent",
            has_responsibility=True, email=f"parent.ac{n + 1}@example.org",
        )  # fmt: skip
