"""What a SENCO has put into words of each pupil on the register, their key adults, and a few lists that are kept."""

import datetime as dt
import random

from pupils.models import KeyAdult, MainConcern, SavedView, SenNeed, SenStatus
from senco.models import Membership, School
from senco.permissions import Role

SAID = {
    "SLCN": (
        "Follows one step of an instruction and loses the rest; talks more in a small group.",
        "Speaks in short phrases and is hard to understand for people who do not know them.",
    ),
    "ASD": (
        "Copes well until plans change; then needs time and a quiet place.",
        "Finds break and lunch the hardest part of the day.",
    ),
    "SPLD": ("Reads well below what they can say about a text.", "Spelling holds back what they write down."),
    "MLD": ("Needs things shown, and shown again, before they stay.",),
    "SEMH": (
        "Gives up quickly when unsure, and leaves the room rather than ask.",
        "Worries about coming in on Mondays.",
    ),
    "HI": ("Misses what is said from behind, and seldom says so.",),
    "VI": ("Tires by the afternoon when print is small.",),
    "PD": ("Writes slowly and with pain after ten minutes.",),
}
OTHERWISE = ("What helps is known; what it is about is still being found out.",)
LISTS = (("With an EHC plan, the longest first", "provision=E&sort=since"), ("Speech and language", "need=SLCN"))


def make_words(school: School, today: dt.date, chance: random.Random) -> None:
    senco = _holders(school, Role.SENCO)
    adults = _holders(school, Role.TEACHING_ASSISTANT) or _holders(school, Role.TEACHER)
    if not senco:
        return
    main = dict(SenNeed.objects.filter(ends_on=None, rank=1).order_by("pupil").values_list("pupil", "code"))
    register = list(SenStatus.objects.filter(ends_on=None, provision__in="KE").order_by("pupil"))
    told = [one for one in register if chance.random() < 0.8]
    MainConcern.objects.bulk_create(
        MainConcern(
            school=school,
            pupil_id=one.pupil_id,
            text=chance.choice(SAID.get(main.get(one.pupil_id, ""), OTHERWISE)),
            starts_on=min(today, one.starts_on + dt.timedelta(days=chance.randrange(60))),
            written_by=senco[0],
        )
        for one in told
    )
    if adults:
        KeyAdult.objects.bulk_create(
            KeyAdult(school=school, pupil_id=one.pupil_id, adult=chance.choice(adults), starts_on=one.starts_on)
            for one in register
            if one.provision == "E" or chance.random() < 0.3
        )
    SavedView.objects.bulk_create(
        SavedView(school=school, user=senco[0], name=name, query=query, is_shared=True) for name, query in LISTS
    )


def _holders(school: School, role: Role) -> list:
    held = Membership.objects.filter(school=school, role=role).select_related("user").order_by("pk")
    return [one.user for one in held]
