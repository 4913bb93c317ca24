"""SEN provision and types of need: the words of schools' files to the DfE's codes.

Current codes are those of the school census; A, P, Q (School Action and School Action Plus, gone since
2014) and S (statement) are read from old files and mapped, and the reader says so. A word that might mean
something else (“EHCP requested”, “monitoring”) is left out: never guessed.
"""

from __future__ import annotations

import re

PROVISION_WORDS = {
    "N": ("n", "none", "no", "no sen", "no special educational need", "no special educational needs", "not sen"),
    "K": (
        "k",
        "sen support",
        "support",
        "sen k",
        "k code",
        "sens",
        "sen s",
        "send support",
        "special educational needs support",
    ),
    "E": (
        *("e", "ehcp", "ehc plan", "ehc", "education health and care plan", "education health care plan", "ehc p"),
        *("has ehcp", "ehcp in place", "sen e", "e code", "plan"),
    ),
    "A": ("a", "school action", "early years action", "sa"),
    "P": ("p", "school action plus", "early years action plus", "sa plus"),
    "S": ("s", "statement", "statement of sen", "statemented", "statement of special educational needs"),
    "Q": ("q", "school action plus and statutory assessment"),
}
NO_SEN = (
    "no sen provision",
    "no specified special educational need",
    "no special educational provision",
    "not on register",
)
PROVISION = {word: code for code, words in PROVISION_WORDS.items() for word in words} | dict.fromkeys(NO_SEN, "N")
HISTORICAL = {
    "A": ("K", "School Action ended in 2014"),
    "P": ("K", "School Action Plus ended in 2014"),
    "Q": ("K", "School Action Plus ended in 2014"),
    "S": ("E", "statements of SEN were replaced by EHC plans"),
}
CODE_FIRST = re.compile(r"\s*([A-Za-z])\s*(?:[-–—:=/.]|\()\s*(.*)")

NEED_WORDS = {
    "SPLD": (
        *(
            "spld",
            "specific learning difficulty",
            "specific learning difficulties",
            "specific learning difficulty dyslexia",
        ),
        *("dyslexia", "dyscalculia"),
    ),
    "MLD": ("mld", "moderate learning difficulty", "moderate learning difficulties"),
    "SLD": ("sld", "severe learning difficulty", "severe learning difficulties"),
    "PMLD": (
        *("pmld", "profound and multiple learning difficulty", "profound and multiple learning difficulties"),
        *("profound multiple learning difficulty", "profound multiple learning difficulties"),
    ),
    "SEMH": (
        *(
            "semh",
            "social emotional and mental health",
            "social emotional mental health",
            "social emotional and mental",
        ),
        *("social emotional and mental health difficulties", "social emotional and mental health needs"),
    ),
    "SLCN": (
        *(
            "slcn",
            "speech language and communication needs",
            "speech language and communication",
            "speech and language",
        ),
        *(
            "speech language and communication need",
            "speech language communication needs",
            "communication and interaction slcn",
        ),
        "speech language and communication difficulties",
    ),
    "HI": ("hi", "hearing impairment", "hearing impaired"),
    "VI": ("vi", "vision impairment", "visual impairment", "visually impaired", "vision impaired"),
    "MSI": ("msi", "multi sensory impairment", "multisensory impairment"),
    "PD": ("pd", "physical disability", "physical disabilities"),
    "ASD": (
        *("asd", "autistic spectrum disorder", "autism spectrum disorder", "autism", "autistic", "asc"),
        *("autistic spectrum condition", "autism spectrum condition"),
    ),
    "DS": ("ds", "down syndrome", "downs syndrome", "down s syndrome"),
    "OTH": (
        "oth",
        "other difficulty disability",
        "other difficulty or disability",
        "other difficulty",
        "other disability",
    ),
    "NSA": (
        *("nsa", "sen support but no specialist assessment of type of need", "no specialist assessment"),
        "sen support no specialist assessment of type of need",
    ),
    "BESD": (
        *("besd", "behaviour emotional and social difficulties", "behaviour emotional and social difficulty", "ebd"),
        "behavioural emotional and social difficulties",
    ),
}
NEEDS = {word: code for code, words in NEED_WORDS.items() for word in words}
HISTORICAL_NEEDS = {"BESD": "SEMH"}
LONGEST_FIRST = sorted(NEEDS, key=len, reverse=True)
BETWEEN_NEEDS = re.compile(r"[;|\n]")
WITHIN = re.compile(r"[,/&+]|\band\b")


def tidy_upn(written: str) -> str:
    """A UPN as it is stored: no spaces or dashes, capitals."""
    return re.sub(r"[\s\-]", "", written).upper()


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("&", " and ").replace("'", "")).split())


def provision_code(written: str) -> str | None:
    """N, K, E, or a historical A, P, S, Q; None when the words are not known for certain."""
    words = plain(written)
    if words in PROVISION:
        return PROVISION[words]
    if found := CODE_FIRST.fullmatch(written):
        code, rest = found[1].upper(), plain(found[2])
        if code in PROVISION_WORDS and PROVISION.get(rest, code if not asks_for_more(rest) else None) == code:
            return code
    return None


def asks_for_more(words: str) -> bool:
    """Words that say the status is wished for, over or in doubt: then the letter before them proves nothing."""
    return bool(
        re.search(r"\b(request|applied|appl|pending|monitor|watch|possible|former|previous|ceased|ended|was)", words)
    )


def need_codes(written: str) -> tuple[list[str], list[str]]:
    """(codes in order, words that are no need), from “SLCN - Speech, Language and Communication Needs”,
    “Autistic Spectrum Disorder; Moderate Learning Difficulty”, “ASD/SEMH”. May hold a historical code."""
    codes: list[str] = []
    unknown: list[str] = []
    for part in BETWEEN_NEEDS.split(written):
        found, strange = needs_in(part)
        codes += [code for code in found if code not in codes]
        unknown += strange
    return codes, unknown


def needs_in(part: str) -> tuple[list[str], list[str]]:
    words = plain(part)
    if not words:
        return [], []
    if words in NEEDS:
        return [NEEDS[words]], []
    head, dash, _ = part.partition(" - ")
    if dash and plain(head) in NEEDS:
        return [NEEDS[plain(head)]], []
    return needs_among(words) or listed(part)


def needs_among(words: str) -> tuple[list[str], list[str]] | None:
    """Names that hold commas and “and” themselves, found whole among the words; None if words are left over."""
    places: list[tuple[int, str]] = []
    rest = f" {words} "
    for name in LONGEST_FIRST:
        while (at := rest.find(f" {name} ")) >= 0:
            places.append((at, NEEDS[name]))
            rest = rest[: at + 1] + "#" * len(name) + rest[at + 1 + len(name) :]
    if not places or re.sub(r"[#\s]|\band\b", "", rest):
        return None
    return list(dict.fromkeys(code for _, code in sorted(places))), []


def listed(part: str) -> tuple[list[str], list[str]]:
    codes: list[str] = []
    unknown: list[str] = []
    for piece in WITHIN.split(part):
        words = plain(piece)
        if words in NEEDS:
            codes.append(NEEDS[words])
        elif words:
            unknown.append(piece.strip())
    return (codes, unknown) if codes else ([], [part.strip()])
