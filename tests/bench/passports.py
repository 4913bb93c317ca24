"""350 passports to one PDF: processor time, from the rows to the file, once the fonts are loaded."""

import datetime as dt
import random
import time
from typing import Any

from pupils.models import Pupil
from records.models import Passport, PassportVersion, SafetyLine, Strategy
from records.passport_texts import snapshot
from records.prints import pages_of, passports_pdf, printable
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_pupil, make_school, make_staff, member_of

PUPILS, MOST_SECONDS = 350, 2.0
TODAY = dt.date(2026, 11, 20)
SAID = (
    "I like drawing cats and telling people about trains when the room is quiet so that nobody has to wait for long "
    "before lunch because my hands get tired of writing and then we go outside with Sam to see who can find a worm"
)


def measure() -> list[str]:
    school = make_school("Passports")
    senco = make_staff(Role.SENCO, school)
    pupils = [make_pupil(school, provision="K", needs=("ASD",)) for _ in range(PUPILS)]
    chance = random.Random(PUPILS)
    with acting_for(school):
        for pupil in pupils:
            _passport(school, pupil, senco, chance)
        member = member_of(senco)
        found = list(printable(member, TODAY))
        _set(found[:1])
        began = time.process_time()
        pages, measured = _set(list(printable(member, TODAY)))
        seconds = time.process_time() - began
    print(f"{PUPILS} passports of every length to one PDF, rows read and pages set; fonts loaded before")
    print(f"  processor time                   {seconds:6.2f} s (bound: {MOST_SECONDS})")
    print(f"  pages a second of it             {pages / seconds:6.0f}")
    print(f"  pages that had to be measured    {measured:6d}")
    missed = [] if pages == PUPILS else ["not a page a pupil"]
    return [*missed, "350 passports to PDF"] if seconds > MOST_SECONDS else missed


def _set(pupils: list[Any]) -> tuple[int, int]:
    """How many pages, and how many of them were too full for the estimate."""
    pages, pictures = pages_of(pupils)
    passports_pdf(pages, title="Passports", foot="Oakfield · confidential", pictures=pictures)
    return len(pages), sum(1 for one in pages if one["size"] is None)


def _words(chance: random.Random, most: int) -> str:
    words = SAID.split()
    return " ".join(chance.choice(words) for _ in range(chance.randrange(most // 3, most + 1))).capitalize() + "."


def _passport(school: School, pupil: Pupil, senco: Any, chance: random.Random) -> None:
    """As long as schools write them: twenty to fifty words in each of the pupil's texts, and up to 14 lines."""
    owned: dict[str, Any] = {"school": school, "pupil": pupil}
    passport = Passport(
        **owned, likes=_words(chance, 50), helps=_words(chance, 50), hard=_words(chance, 40), facts=_words(chance, 25)
    )
    kinds = (
        ["always"] * chance.randrange(1, 5) + ["helps"] * chance.randrange(2, 7) + ["avoid"] * chance.randrange(1, 4)
    )
    lines = [Strategy(**owned, kind=kind, text=_words(chance, 14)) for kind in kinds]
    safety = [
        SafetyLine(**owned, kind="medical", text=_words(chance, 24), about=_words(chance, 4))
        for _ in range(chance.randrange(3))
    ]
    SafetyLine.objects.bulk_create(safety)
    PassportVersion.objects.create(
        **owned, number=1, why="agreed", content=snapshot(passport, lines, safety), agreed_on=TODAY,
        agreed_with="both", review_on=TODAY, made_by=senco, made_at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC),
    )  # fmt: skip
