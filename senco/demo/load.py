"""The whole demo, in the order in which a school would have come by it."""

import datetime as dt
import random
from collections.abc import Callable

from pupils.actions.reminders import run_night
from pupils.models import Pupil
from senco.demo.calendar import moment
from senco.demo.files import ROLLS, take_in_register, take_in_roll
from senco.demo.trust import make_trust
from senco.law import is_working_day, previous_working_day
from senco.models import School
from senco.rows import acting_for

SEED = 20261120
"""The same demo every time it is loaded on the same day."""


def load_everything(today: dt.date, *, say: Callable[[str], object]) -> None:
    """Each school in one transaction, and only if it has no pupils yet: loading twice changes nothing."""
    from senco.demo import (
        care,
        classes,
        concerns,
        documents,
        families,
        history,
        passports,
        plans,
        provision,
        results,
        words,
    )

    schools = make_trust(today)
    for key, school in schools.items():
        with acting_for(school):
            if Pupil.objects.exists():
                continue
            say(f"{school.name} …")
            chance = random.Random(f"{SEED}{key}")
            _pupils(key, school, today, chance)
            classes.make_classes(key, school, today, chance)
            history.make_history(school, today, chance)
            plans.make_plans(key, school, today, chance)
            provision.make_provision(key, school, today, chance)
            concerns.make_concerns(key, school, today, chance)
            _said(key, school, today, chance)
            care.make_care(key, school, today)
            if key == "oakfield":
                documents.make_documents(school, today)
            results.make_results(key, school, today, random.Random(f"{SEED}{key} results"))
            words.make_words(school, today, chance)
            passports.make_passports(school, today, random.Random(f"{SEED}{key} passports"))
    families.make_families(schools)
    say("Mail of the last working day …")
    _mail(today)


def _mail(today: dt.date) -> None:
    """Dated as it would have gone: none goes at a weekend."""
    day = previous_working_day(today)
    list(run_night(day, is_today=is_working_day(today), at=moment(day, 6)))


def _said(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    from senco.demo import agencies, asking, communications

    agencies.make_agencies(key, school, today, random.Random(f"{SEED}{key} agencies"))
    communications.make_communications(key, school, today, chance)
    asking.make_asking(school, today, random.Random(f"{SEED}{key} asking"))


def _pupils(key: str, school: School, today: dt.date, chance: random.Random) -> None:
    from senco.demo.nursery import make_children

    if key in ROLLS:
        take_in_roll(key, school, today)
    else:
        make_children(school, today, chance)
    if key == "oakfield":
        take_in_register(school, today)
