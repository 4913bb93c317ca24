"""Looked-after pupils: who answers for them, who may consent, and a personal education plan each term."""

import datetime as dt

from pupils.models import Characteristic, Pupil
from records.actions.care import add_consent, write_care_details
from records.actions.peps import pep_of, record_pep, settle_peps
from records.models import CareConsent, Pep
from senco.demo.classes import pupils_of
from senco.demo.plans import senco_of
from senco.models import School, Term
from senco.permissions import Member

DAY = dt.timedelta(days=1)
KINDS = (
    Characteristic.Kind.LOOKED_AFTER,
    Characteristic.Kind.LOOKED_AFTER,
    Characteristic.Kind.PREVIOUSLY_LOOKED_AFTER,
)
DETAILS = {
    "authority": "Exampleshire",
    "virtual_school": "Ruth Adeyemi",
    "virtual_school_email": "virtual.school@exampleshire.example",
    "virtual_school_phone": "01632 960440",
    "worker": "Tom Hartley",
    "worker_email": "tom.hartley@exampleshire.example",
    "worker_phone": "01632 960441",
    "responsibility": "Exampleshire, by a care order of May, shared with the mother.",
}
CONSENTS = (
    (CareConsent.What.TRIPS, "Foster carer", "By the placement plan, for days without a night away."),
    (
        CareConsent.What.TREATMENT,
        "Team manager, children’s services",
        "In an emergency the hospital decides.",
    ),
    (CareConsent.What.ASSESSMENT, "Exampleshire, through the social worker", ""),
)
AGREED = "Ten minutes of reading with the carer each evening. Extra maths on Tuesdays from the pupil premium."


def make_care(key: str, school: School, today: dt.date) -> None:
    """At the school that has a designated teacher."""
    if key != "oakfield":
        return
    by, pupils = senco_of(school, today), list(pupils_of(school, "K"))[3:6]
    for pupil, kind in zip(pupils, KINDS, strict=False):
        Characteristic.objects.create(
            school=school, pupil=pupil, kind=kind, starts_on=today - 500 * DAY, detail="Exampleshire"
        )
        write_care_details(pupil, by=by, seen=0, values={**DETAILS, "as_of": today - 40 * DAY})
        for what, who, note in CONSENTS:
            values = {"what": what, "who": who, "note": note, "starts_on": today - 480 * DAY}
            add_consent(pupil, by=by, values=values)
    settle_peps(school.pk, today=today)
    if pupils:
        _plans(pupils[0], by, today)


def _plans(pupil: Pupil, by: Member, today: dt.date) -> None:
    """This term's and the one before were held."""
    held = {"held_on": today - 12 * DAY, "agreed": AGREED}
    record_pep(pep_of(pupil, by=by, today=today), by=by, seen=1, values=held)
    last = Term.objects.filter(school=pupil.school_id, ends_on__lt=today - 60 * DAY).order_by("-ends_on").first()
    if last is not None:
        Pep.objects.create(
            school_id=pupil.school_id, pupil=pupil, starts_on=last.starts_on, ends_on=last.ends_on,
            held_on=last.ends_on - 20 * DAY, agreed="Settled in the new class.", written_by=by.user,
        )  # fmt: skip
