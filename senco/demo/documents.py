"""Papers of a few pupils: reports and letters as PDF, one replaced by a newer version, one for two roles alone."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile

from pupils.models import Pupil
from records.actions.document_readings import carry_out
from records.actions.documents import add_document, add_version
from records.models import Document, DocumentVersion
from senco import pdf
from senco.demo.classes import pupils_of
from senco.demo.plans import senco_of
from senco.models import School
from senco.permissions import Member, Role

DAY = dt.timedelta(days=1)
LEADS = (Role.SENCO, Role.SAFEGUARDING_LEAD)
REPORT = (
    "Working memory and phonological awareness were assessed over two mornings.",
    "Single words are read accurately but slowly. Non-words are hard, which points to weak decoding rather than to "
    "little practice. Listening comprehension is in the average range.",
    "Recommended: fifteen minutes of a structured phonics programme every day with a trained adult, in a group "
    "of three at most, and reviewed after two terms. Coloured overlays were tried and made no difference.",
)
ADVICE = (
    "Seen at school and at home. Understands single instructions; loses the second half of longer ones.",
    "Adults are to say the name first, then one step at a time, and to leave ten seconds for an answer.",
    "A visual timetable on the table, not on the wall. Review of this advice: in six months.",
)
CLINIC = (
    "Glue ear in both ears, worse on the left. Hearing aids are not needed now.",
    "Please seat the pupil near the front with the right ear towards the teacher. Seen again in the spring.",
)
COURT = ("Interim order. The school is to release the child to the mother or the grandmother only.",)
PAPERS = (
    ("report", "Educational psychologist’s report", "Dr N. Okafor, educational psychologist", REPORT, 90),
    ("advice", "Speech and language therapy advice", "Ellie Marsh, speech and language therapist", ADVICE, 40),
    ("medical", "Letter from the hearing clinic", "Audiology, Oakfield General Hospital", CLINIC, 12),
)


def make_documents(school: School, today: dt.date) -> None:
    by = senco_of(school, today)
    pupils = [*pupils_of(school, "E")[:1], *pupils_of(school, "K")[:1]]
    for pupil in pupils:
        for kind, title, sender, lines, days in PAPERS:
            _keep(pupil, kind, title, sender, lines, today - days * DAY, by, today)
    if not pupils:
        return
    draft = Document.objects.filter(pupil=pupils[0], kind="advice").get()
    add_version(draft, _file(draft.title, (*ADVICE, "Agreed with the parents on the telephone.")), by=by)
    _keep(
        pupils[-1], "letter", "Order of the family court", "Family court", COURT, today - 30 * DAY, by, today, LEADS
    )  # fmt: skip
    for version in DocumentVersion.objects.waiting():
        carry_out(school.pk, version.pk)


def _keep(
    pupil: Pupil, kind: str, title: str, sender: str, lines: Any, on: dt.date, by: Member, today: dt.date,
    only_for: tuple[Role, ...] = (),
) -> None:  # fmt: skip
    values = {"title": title, "kind": kind, "from_whom": sender, "dated_on": on, "note": ""}
    add_document(pupil, _file(f"{title} {pupil}", lines, title), by=by, values=values, only_for=only_for, today=today)


def _file(name: str, lines: tuple[str, ...], title: str = "") -> ContentFile:
    made = pdf.render("paper", {"title": title or name, "lines": list(lines)})
    return ContentFile(made, name=f"{name}.pdf")
