"""Which column is which: headings recognised, the kind of file and its source told, and what must be asked."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from pupils.imports.codes import tidy_upn
from pupils.imports.headings import FIELDS, Field, split
from pupils.imports.rows import Column, Confidence, FileRefused, Kind, Question
from senco.law import upn_is_valid

BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
CHILD = re.compile(r"^(?:pupils?|students?|childs?|childrens?|learners?)\s+|\s+(?:of pupil|of child|of student)$")
CONTACT_NUMBER = re.compile(
    r"(?:contact|parent|guardian|priority|carer|parent carer|parent guardian)\s?([1-9])\b\s?(.*)"
)
NUMBER_LAST = re.compile(r"(.*[a-z])\s?([2-9])")
TERM = re.compile(
    r"(?:(?:percent|attendance|att|percentage) )*(?:autumn|spring|summer)(?: term)?(?: [12])?(?: \d{4}(?: \d{2,4})?)?"
    r"(?: (?:percent|attendance|att|percentage))*"
)
CONTACT_PARTS = {
    "contact_name": split("|name|full name"),
    "contact_title": split("title"),
    "contact_forename": split("forename|first name|given name"),
    "contact_surname": split("surname|last name|family name"),
    "contact_relationship": split("relationship|relation|relationship to pupil|relationship to student|type"),
    "contact_responsibility": split("parental responsibility|responsibility|pr|has parental responsibility"),
    "contact_phone": split("telephone|phone|home telephone|home phone|telephone number|phone number|tel|number|home"),
    "contact_mobile": split("mobile|mobile phone|mobile number|mobile telephone"),
    "contact_email": split("email|e mail|email address|e mail address"),
    "contact_salutation": split("salutation|addressee"),
}
MOST_CONTACTS = 9
# What tests and checks are called at the head of a column of their results: words found in it, and the whole of it.
MEASURE_WORDS = split(
    "reading age|spelling age|phonics|tables check|ngrt|ngst|pira|puma|standardised score|standardised|sas|star reading"
    "|bpvs|yarc|salford"
)
MEASURE_NAMES = split("reading|spelling|writing|maths|mathematics|ra|sa|psc|mtc")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of `either` (each a set of fields) must be there. A `soft` one is asked once, then let be."""

    field: str  # what to ask for
    either: tuple[tuple[str, ...], ...]
    why: str
    soft: bool = False


NAMES = (("full_name",), ("surname", "forename"))
KEYS = (("upn",), ("admission_number",), ("local_ref",))
SOMEONE = Requirement(
    "upn", (*KEYS, *NAMES), "Without a UPN, an admission number or a name no line can be given to a pupil."
)
REQUIREMENTS: dict[Kind, tuple[Requirement, ...]] = {
    Kind.PUPILS: (
        Requirement(
            "upn",
            (*KEYS, *((*names, "date_of_birth") for names in NAMES)),
            "Each pupil is known by a UPN, an admission number, or a name with a date of birth.",
        ),
        Requirement("surname", (("surname",), ("full_name",)), "A new pupil needs a surname.", soft=True),
        Requirement("forename", (("forename",), ("full_name",)), "A new pupil needs a forename.", soft=True),
    ),
    Kind.SENCO_REGISTER: (
        Requirement("full_name", (*NAMES, *KEYS), "The register needs each pupil's name."),
        Requirement(
            "date_of_birth", (("date_of_birth",),), "Two pupils may share a name: a birthday settles it.", soft=True
        ),
    ),
    Kind.STAFF: (
        Requirement("full_name", (*NAMES, ("email",)), "Each member of staff needs a name or an e-mail address."),
    ),
    Kind.GROUPS: (Requirement("group", (("group",), ("subject",)), "Which column names the teaching group?"), SOMEONE),
    Kind.ATTENDANCE: (
        SOMEONE,
        Requirement(
            "percent",
            (("percent",), ("possible", "attended")),
            "Attendance is a percentage, or two counts of sessions.",
        ),
    ),
    Kind.SUSPENSIONS: (SOMEONE, Requirement("starts_on", (("starts_on",),), "Which column is the first day?")),
    Kind.RESULTS: (SOMEONE, Requirement("result", (("result",),), "Which column holds the results?")),
}


def plain_heading(heading: str, *, drop_brackets: bool = True) -> str:
    """What is left of a heading for comparison: “% Attendance (year to date)” is “percent attendance”."""
    text = unicodedata.normalize("NFKD", heading).lower()
    text = "".join(character for character in text if not unicodedata.combining(character))
    if drop_brackets:
        text = BRACKETS.sub(" ", text)
    text = text.replace("%", " percent ").replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


@dataclass(frozen=True, slots=True)
class Match:
    field: str
    rank: int  # place among the field's headings: 0 is likeliest
    sure: bool


@cache
def vocabulary(kind: Kind) -> dict[str, tuple[Match, ...]]:
    """Plain heading to every field that it may be, sure ones first."""
    found: dict[str, list[Match]] = defaultdict(list)
    for field in FIELDS[kind]:
        for rank, heading in enumerate(field.headings):
            found[heading].append(Match(field.name, rank, sure=True))
        for rank, heading in enumerate(field.unsure, start=len(field.headings)):
            found[heading].append(Match(field.name, rank, sure=False))
    return {heading: tuple(sorted(matches, key=lambda match: not match.sure)) for heading, matches in found.items()}


def matches_for(heading: str, kind: Kind) -> tuple[Match, ...]:
    words = vocabulary(kind)
    without, within = plain_heading(heading), plain_heading(heading, drop_brackets=False)
    for form in dict.fromkeys((without, within, CHILD.sub("", without))):
        if form in words:
            return words[form]
    if kind is Kind.PUPILS and (numbered := numbered_contact(without)):
        return (Match(numbered, 0, sure=True),)
    if kind is Kind.ATTENDANCE and TERM.fullmatch(within):
        return (Match(f"percent@{period_of(heading)}", 0, sure=True),)
    if kind is Kind.RESULTS and is_measure(heading):
        return (Match(f"result@{heading}", 0, sure=True),)
    near = get_close_matches(without, words, n=2, cutoff=0.86) if 4 <= len(without) <= 60 else []
    return tuple(replace(match, sure=False) for form in near for match in words[form][:1])


def is_measure(heading: str) -> bool:
    """Whether a column of this heading holds results of a test, by the words in it."""
    plain = plain_heading(heading)
    return plain in MEASURE_NAMES or any(f" {words} " in f" {plain} " for words in MEASURE_WORDS)


def period_of(heading: str) -> str:
    """“Autumn 2025 attendance %” is the period “Autumn 2025”."""
    return " ".join(re.sub(r"%|\b(percent|percentage|attendance|att)\b", " ", heading, flags=re.I).split()).strip(
        " -–:()"
    )


def numbered_contact(heading: str) -> str | None:
    """“Contact 2 Surname”, “Parent 1 email”, “Mobile 2” to the field contact_surname#2 and so on."""
    if found := CONTACT_NUMBER.fullmatch(heading):
        number, rest = int(found[1]), found[2]
    elif found := NUMBER_LAST.fullmatch(heading):
        number, rest = int(found[2]), re.sub(r"^(?:contact|parent|guardian|carer)\s", "", found[1])
        if rest in ("address", "address line", "need", "sen need", "name"):
            return None
    else:
        return None
    for name, words in CONTACT_PARTS.items():
        if rest in words or (not rest and name == "contact_name"):
            return name if number == 1 else f"{name}#{number}"
    return None


def field_names(kind: Kind) -> set[str]:
    """Every field that a mapping may name."""
    names = {field.name for field in FIELDS[kind]}
    if kind is Kind.PUPILS:
        names |= {f"{part}#{number}" for part in CONTACT_PARTS for number in range(2, MOST_CONTACTS + 1)}
    return names


def choices(kind: Kind) -> tuple[Field, ...]:
    """What the mapping screen offers for a column, in order."""
    return FIELDS[kind]


def label_of(kind: Kind, name: str) -> str:
    return next((field.label for field in FIELDS[kind] if field.name == name), name)


def distinct_headings(headings: Sequence[str]) -> list[str]:
    """Headings made different from one another and never empty, so that a mapping can name each."""
    seen: set[str] = set()
    result = []
    for index, heading in enumerate(headings):
        name = heading or f"(column {letter(index)})"
        result.append(name if name not in seen else f"{name} (column {letter(index)})")
        seen.add(name)
    return result


def letter(index: int) -> str:
    """0 is A, 26 is AA, as a spreadsheet names its columns."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def recognise(
    headings: Sequence[str], samples: Sequence[tuple[object, ...]], kind: Kind, mapping: Mapping[str, str] | None
) -> tuple[Column, ...]:
    """A column for each heading. `mapping` (heading to field, "" for none) has the last word; a field that
    it gives to one column is taken from every other."""
    given = dict(mapping or {})
    strange = sorted(
        field
        for field in set(given.values()) - field_names(kind) - {""}
        if not field.startswith(("percent@", "result@"))
    )
    if strange:
        raise FileRefused(f"The answer about the columns names “{strange[0]}”, which is no field of this kind of file.")
    taken = {field for field in given.values() if field}
    found = [
        () if heading in given else tuple(m for m in matches_for(heading, kind) if m.field not in taken)
        for heading in headings
    ]
    winners = best_columns(found)
    columns = []
    for index, (heading, matches) in enumerate(zip(headings, found, strict=True)):
        texts = tuple(str(sample) for sample in samples[index] if str(sample))[:3]
        if heading in given:
            column = Column(index, heading, given[heading] or None, Confidence.SURE, samples=texts, mapped=True)
        else:
            column = recognised(index, heading, matches, winners, texts)
        columns.append(by_content(column, samples[index], winners))
    return tuple(columns)


def best_columns(found: Sequence[tuple[Match, ...]]) -> dict[str, int]:
    """For each field the one column that is read for it; none when two are equally likely."""
    best: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, matches in enumerate(found):
        if matches and matches[0].sure:
            best[matches[0].field].append((matches[0].rank, index))
    winners = {}
    for field, ranked in best.items():
        ranked.sort()
        if len(ranked) == 1 or ranked[0][0] < ranked[1][0]:
            winners[field] = ranked[0][1]
    return winners


def recognised(
    index: int, heading: str, matches: tuple[Match, ...], winners: dict[str, int], samples: tuple[str, ...]
) -> Column:
    candidates = tuple(dict.fromkeys(match.field for match in matches))
    if matches and matches[0].sure and winners.get(matches[0].field) == index:
        return Column(index, heading, matches[0].field, Confidence.SURE, candidates, samples)
    if matches:
        return Column(index, heading, matches[0].field, Confidence.UNSURE, candidates, samples)
    return Column(index, heading, None, Confidence.UNKNOWN, samples=samples)


def by_content(column: Column, samples: tuple[object, ...], winners: dict[str, int]) -> Column:
    """An unknown column whose every value passes the UPN's check letter may be the UPN: worth asking."""
    texts = [str(sample) for sample in samples if str(sample)]
    if column.confidence is not Confidence.UNKNOWN or "upn" in winners or not texts:
        return column
    if all(upn_is_valid(tidy_upn(text)) for text in texts):
        return replace(column, field="upn", confidence=Confidence.UNSURE, candidates=("upn",))
    return column


def questions(columns: Sequence[Column], kind: Kind, *, answered: bool) -> tuple[Question, ...]:
    """What must be asked before the file can be read. `answered`: a person has been asked already, so soft
    questions are not put again."""
    used = {(column.field or "").split("@")[0] for column in columns if column.used}
    asked = []
    for need in REQUIREMENTS[kind]:
        if any(used.issuperset(fields) for fields in need.either):
            continue
        free = [column for column in columns if not column.used and not column.mapped]
        if need.soft and (answered or not free):
            continue
        likely = [column.header for column in free if need.field in column.candidates]
        headers = tuple(likely or [column.header for column in free] or [column.header for column in columns])
        asked.append(Question(need.field, label_of(kind, need.field), headers, need.why))
    return tuple(asked)
