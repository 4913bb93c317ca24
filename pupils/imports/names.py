"""Names as people write them: which part is the surname, and whether letters were lost on the way."""

from __future__ import annotations

import re

from pupils.imports.rows import NameGuess
from pupils.imports.tables import tidy

PARTICLES = {
    *("de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "ten"),
    *("el", "al", "bin", "bint", "ibn", "ben", "abu", "st", "st.", "mac", "mc", "o'", "o’", "af", "zu", "ap", "ferch"),
}
TITLES = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "rev",
    "revd",
    "sir",
    "lady",
    "fr",
    "sr",
    "master",
}
SEVERAL = re.compile(r"\s(?:&|and|\+)\s|/", re.IGNORECASE)
NICKNAME = re.compile(r"[\(\[“\"]\s*([^)\]”\"]+?)\s*[\)\]”\"]")
LONGEST = 100


LEFT_OUT = "so it was left out"
"""What the reader says of a value that it does not trust. Whoever takes the file in may know better what becomes of
it, and says that instead."""


def name_fault(name: str) -> str | None:
    """Why this cannot be a person's name, as a sentence, or None when it may be."""
    if has_lost_letter(name):
        return (
            "A letter of this name was lost when the file was made (it shows as “?”), so it was left out. "
            "Export as UTF-8, or correct the name here by hand."
        )
    if is_scrambled(name):
        return (
            "The letters of this name are scrambled, so it was left out. Export as UTF-8, or correct it here by hand."
        )
    if any(ord(character) < 32 for character in name) or not any(character.isalpha() for character in name):
        return "This is not a name, so it was left out."
    if len(name) > LONGEST:
        return f"This name is longer than {LONGEST} letters, so it was left out."
    return None


def has_lost_letter(name: str) -> bool:
    """Something on the way wrote a question mark for a letter that it did not know."""
    return "\ufffd" in name or name == "?" or bool(re.search(r"\w\?|\?\w", name))


def is_scrambled(name: str) -> bool:
    """UTF-8 that something read as cp1252 (NguyÃªn) or as Latin-1."""
    if name.isascii():
        return False
    for wrong in ("cp1252", "latin-1"):
        try:
            return name.encode(wrong).decode("utf-8") != name
        except UnicodeError:
            continue
    return False


def is_doubtful(name: str) -> bool:
    """It came out of a file damaged, and somebody must look: nobody writes his name so."""
    return has_lost_letter(name) or is_scrambled(name) or not any(character.isalpha() for character in name)


def guesses(written: str) -> tuple[NameGuess, ...]:
    """Every (forename, surname) that this may mean, likeliest first; none is certain without a comma.

    “Bradley, Kenneth”, “Kenneth Bradley”, “de Souza, Nicholas”, “BRADLEY Kenneth”, “Leslie (Les) Gregory”.
    """
    name = tidy(written)
    known_as = NICKNAME.search(name)
    plain = tidy(NICKNAME.sub(" ", name))
    words = [word for word in plain.split() if word.lower().strip(".,") not in TITLES]
    plain = " ".join(words)
    if "," in plain:
        surname, _, forename = (part.strip() for part in plain.partition(","))
        found = [(forename, surname)] + ([(forename.split()[0], surname)] if " " in forename else [])
    else:
        found = without_comma(plain.split())
    if known_as:
        found += [(tidy(known_as[1]), surname) for _, surname in found[:1]]
    unique = dict.fromkeys(NameGuess(forename, surname) for forename, surname in found if forename and surname)
    return tuple(unique)


def without_comma(words: list[str]) -> list[tuple[str, str]]:
    if len(words) < 2:
        return []
    shouted = [word for word in words if word.isupper() and len(word) > 1]
    quiet = [word for word in words if word not in shouted]
    if shouted and quiet:
        return [(" ".join(quiet), " ".join(shouted))]
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    particle = next((i for i, word in enumerate(words) if i and word.lower() in PARTICLES), None)
    if particle is not None:
        splits.insert(0, splits[particle - 1])
    else:
        splits.insert(0, (words[0], words[-1]))
        splits.insert(0, splits[-1] if len(words) == 2 else (" ".join(words[:-1]), words[-1]))
    return [*splits, (" ".join(words[1:]), words[0])]


def titled(written: str) -> tuple[str | None, str | None, str | None]:
    """(title, forename, surname) of “Mrs Ann de Souza”, “Mrs Singh”, “Ann Singh”. Two people at once
    (“Mr & Mrs Singh”) have no one title or forename: only their shared surname is given."""
    words = tidy(written).split()
    if SEVERAL.search(tidy(written)):
        known = [word for word in words if word.lower().strip(".") not in TITLES | {"&", "and", "+"}]
        return None, None, known[0] if len(known) == 1 else None
    title = words.pop(0).strip(".") if words and words[0].lower().strip(".") in TITLES else None
    if not words:
        return title, None, None
    if len(words) == 1:
        return (title, None, words[0]) if title else (None, words[0], None)
    first = next(iter(guesses(" ".join(words))), None)
    return (title, first.forename, first.surname) if first else (title, None, None)
