"""What kind of file this is, and which system wrote it, told from its headings alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pupils.imports.columns import CHILD, TERM, is_measure, plain_heading, vocabulary
from pupils.imports.headings import split
from pupils.imports.rows import Kind, Source
from pupils.imports.tables import as_text

# Headings that only one system writes.
SIGNATURES = {
    Source.SIMS: split(
        "adno|legal surname|legal forename|reg group|year taught in|parental salutation|in care|percent attendance"
        "|sen need type 1|parental addressee"
    ),
    Source.ARBOR: split(
        "arbor student id|arbor id|unique pupil number|registration form|current sen status|primary guardian"
        "|pupil premium recipient|primary guardian email|legal first name|legal last name"
    ),
    Source.BROMCOM: split(
        "bromcom id|bromcom student id|person id|tutor group|preferred first name|preferred last name"
        "|sen provision type|mis id|sen support category"
    ),
    Source.SCHOLARPACK: split(
        "scholarpack id|nc year|sen stage|enrolment start date|adm no|form|pupil id|current class"
    ),
}


def sure_fields(headings: Sequence[str], kind: Kind) -> set[str]:
    words = vocabulary(kind)
    found = set()
    for heading in headings:
        for form in (plain_heading(heading), CHILD.sub("", plain_heading(heading))):
            if form in words and words[form][0].sure:
                found.add(words[form][0].field)
                break
    return found


GROUP_HEADINGS = set(
    split("teaching group|set|teaching set|class code|course class|timetable class|timetable group|group code")
)
REGISTER_SAID = re.compile(r"(?<![a-z])sen(d|co|dco)?(?![a-z]).*(register|list)", re.IGNORECASE)
DETAIL = {"sen_provision", "sex", "ethnicity", "fsm", "pupil_premium", "looked_after", "eal", "needs", "need_1"}
PUPIL_KEY = {"upn", "admission_number", "local_ref", "full_name", "surname"}
REGISTER_ONLY = {"ehcp_issued_on", "last_review_on", "next_review_on", "ta_hours", "agencies", "provision"}


def guess_kind(headings: Sequence[str], said: str = "") -> Kind:
    """`said`: the title above the headings and the file's name, which settle what headings leave open."""
    plain = {plain_heading(heading) for heading in headings}
    pupils = sure_fields(headings, Kind.PUPILS)
    about_pupils = bool(pupils & PUPIL_KEY)
    detailed = bool(pupils & DETAIL)
    suspensions = sure_fields(headings, Kind.SUSPENSIONS)
    attendance = sure_fields(headings, Kind.ATTENDANCE)
    if about_pupils and not detailed:
        if "starts_on" in suspensions and suspends(plain, suspensions):
            return Kind.SUSPENSIONS
        terms = [heading for heading in headings if TERM.fullmatch(plain_heading(heading, drop_brackets=False))]
        if len(terms) >= 2 and not pupils & {"entered_on", "contact_name", "contact_email"}:
            return Kind.ATTENDANCE
        if {"possible", "attended"} <= attendance or ("percent" in attendance and attendance & {"period", "starts_on"}):
            return Kind.ATTENDANCE
        if is_of_results(headings, pupils):
            return Kind.RESULTS
        if plain & GROUP_HEADINGS or "subject" in sure_fields(headings, Kind.GROUPS):
            return Kind.GROUPS
    if about_pupils and len(sure_fields(headings, Kind.SENCO_REGISTER) & REGISTER_ONLY) >= (
        2 if "upn" in pupils else 1
    ):
        return Kind.SENCO_REGISTER
    if REGISTER_SAID.search(said) and about_pupils and "sen_provision" in pupils and not pupils & {"upn", "sex"}:
        return Kind.SENCO_REGISTER
    staff = sure_fields(headings, Kind.STAFF)
    if not pupils & {"upn", "admission_number", "date_of_birth"} and (
        "role_words" in staff or {"staff_code", "email"} <= staff
    ):
        return Kind.STAFF
    return Kind.PUPILS


def is_of_results(headings: Sequence[str], pupils: set[str]) -> bool:
    """A column named after a test, or one that names the test and one that has its result."""
    if pupils & {"entered_on", "contact_name"} or sure_fields(headings, Kind.SENCO_REGISTER) & REGISTER_ONLY:
        return False
    found = sure_fields(headings, Kind.RESULTS)
    return {"measure", "result"} <= found or any(is_measure(heading) for heading in headings)


def suspends(plain: set[str], fields: set[str]) -> bool:
    if any("suspen" in heading or "exclu" in heading for heading in plain):
        return True
    return bool(fields & {"reason", "reason_code"}) and bool(fields & {"sessions", "days", "kind"})


def guess_source(headings: Sequence[str]) -> Source:
    """The system whose own words stand in the headings; one word alone proves nothing."""
    plain = {plain_heading(heading) for heading in headings}
    scores = {source: len(plain & set(words)) for source, words in SIGNATURES.items()}
    best = max(scores, key=lambda source: scores[source])
    named = next((source for source in SIGNATURES if any(source.lower() in heading for heading in plain)), None)
    return named or (best if scores[best] >= 2 else Source.HOME_MADE)


def period_in(heading: str) -> str | None:
    """The period that an attendance heading names in brackets or words: “year to date”, “Autumn 2026”."""
    if found := re.search(r"[(\[]([^)\]]+)[)\]]", heading):
        return as_text(found[1]) or None
    found = re.search(
        r"(?:autumn|spring|summer)(?:\s+term)?(?:\s+\d{4}(?:[/-]\d{2,4})?)?|\bytd\b|year to date", heading, re.I
    )
    return as_text(found[0]) if found else None
