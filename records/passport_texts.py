"""A passport's text as plain data: what a version keeps, what changed between two, and how lines are merged.

Nothing here asks the database.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from records.models import Passport, SafetyLine, Strategy

OWN_WORDS = (("likes", "What I like"), ("helps", "What helps me"), ("hard", "What is hard for me"))
KINDS = (
    (str(Strategy.Kind.ALWAYS), "Always"),
    (str(Strategy.Kind.HELPS), "Helps"),
    (str(Strategy.Kind.AVOID), "Avoid"),
)
_SMALL = frozenset({"a", "an", "the", "please"})
_FIRST_SAFETY = [str(kind) for kind in SafetyLine.Kind]


def snapshot(passport: Passport | None, strategies: Iterable[Strategy], safety: Iterable[SafetyLine]) -> dict[str, Any]:
    """What a version keeps of the rows as they stand."""
    names = ("likes", "helps", "hard", "facts", "words_by") if passport is not None else ()
    return {
        **{name: getattr(passport, name) for name in names},
        "lines": [{"kind": one.kind, "area": one.area, "text": one.text} for one in strategies],
        "safety": safety_data(safety),
    }


def safety_data(lines: Iterable[SafetyLine]) -> list[dict[str, str]]:
    """The lines with those of an emergency first, each kind in the order it was written."""
    ordered = sorted(lines, key=lambda one: _FIRST_SAFETY.index(one.kind))
    return [
        {"kind": one.kind, "label": one.get_kind_display(), "text": one.text, "about": one.about, "source": one.source}
        for one in ordered
    ]


def with_safety(content: Mapping[str, Any], safety: Iterable[SafetyLine]) -> dict[str, Any]:
    """A version's text with safety as it stands now."""
    return {**content, "safety": safety_data(safety)}


@dataclass(frozen=True)
class Texts:
    """A version's text for a page or a print."""

    safety: Sequence[Mapping[str, str]]
    words: Sequence[tuple[str, str]]
    """Heading and text of each of the pupil's own texts that is not empty."""
    words_by: str
    always: Sequence[str]
    helps: Sequence[str]
    avoid: Sequence[str]
    facts: str

    @property
    def is_empty(self) -> bool:
        return not (self.safety or self.words or self.always or self.helps or self.avoid or self.facts)


def texts(content: Mapping[str, Any]) -> Texts:
    by_kind: dict[str, list[str]] = {kind: [] for kind, _ in KINDS}
    for line in content.get("lines", ()):
        by_kind[line["kind"]].append(line["text"])
    words = [(title, content[name]) for name, title in OWN_WORDS if content.get(name)]
    said_by = content.get("words_by", "")
    return Texts(
        safety=content.get("safety", ()),
        words=words,
        words_by=str(Passport.Words(said_by).label) if said_by and words else "",
        always=by_kind["always"],
        helps=by_kind["helps"],
        avoid=by_kind["avoid"],
        facts=content.get("facts", ""),
    )


@dataclass(frozen=True)
class Change:
    """One part that differs between two versions: what came, and what went."""

    part: str
    came: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs, safety first, in the order of the page. Texts are given whole, lines one by one."""
    old, new = _parts(before), _parts(after)
    found = []
    for part in new:
        came = [text for text in new[part] if text not in old[part]]
        went = [text for text in old[part] if text not in new[part]]
        if came or went:
            found.append(Change(part, came, went))
        elif new[part] != old[part]:
            found.append(Change(f"{part}: in another order"))
    return found


def _parts(content: Mapping[str, Any]) -> dict[str, list[str]]:
    shown = texts(content)
    own = dict(shown.words)
    return {
        "Keep safe": [safety_words(line) for line in shown.safety],
        "Always": list(shown.always),
        "Avoid": list(shown.avoid),
        **{title: [own[title]] if title in own else [] for _, title in OWN_WORDS},
        "Helps": list(shown.helps),
        "Key facts": [shown.facts] if shown.facts else [],
    }


def safety_words(line: Mapping[str, str]) -> str:
    return f"{line['label']}: {line['text']}" + (f" ({line['about']})" if line.get("about") else "")


def folded(text: str) -> tuple[str, ...]:
    """The words that make two lines the same: without capitals, accents, points and the smallest words."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+", plain.replace("'", "").replace("’", ""))
    return tuple(word for word in words if word not in _SMALL) or tuple(words)


@dataclass
class Merged:
    """One thing to do, and for whom."""

    text: str
    names: list[str]


def merged(lines: Iterable[tuple[str, str]]) -> list[Merged]:
    """(text, name) pairs as lines with all their names: the most shared first, then as they came."""
    found: dict[tuple[str, ...], Merged] = {}
    for text, name in lines:
        one = found.setdefault(folded(text), Merged(text, []))
        if name not in one.names:
            one.names.append(name)
    return sorted(found.values(), key=lambda one: -len(one.names))


def short_names(pupils: Sequence[Any]) -> dict[int, str]:
    """By pupil's id: the first name and as much of the surname as tells it from all others, "Amira K", "Amira Kh"."""
    names: dict[int, str] = {}
    for pupil in pupils:
        others = [one for one in pupils if one.pk != pupil.pk and _same(one.known_as, pupil.known_as)]
        names[pupil.pk] = _shortest(pupil, others)
    return names


def _same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _shortest(pupil: Any, others: Sequence[Any]) -> str:
    surname = pupil.surname
    for length in range(1, len(surname) + 1):
        part = surname[:length].casefold()
        if not any(one.surname.casefold().startswith(part) for one in others):
            return f"{pupil.known_as} {surname[:length]}"
    twins = [one for one in others if one.surname.casefold() == surname.casefold()]
    if not twins:
        return f"{pupil.known_as} {surname}"
    born = pupil.date_of_birth
    return f"{pupil.known_as} {surname}, born {born.day} {born:%b}"
