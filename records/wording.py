"""Wording that can be held to: what in a line of a plan promises nothing, or leaves out how much, how often, by whom.

The rules are data (`wording.json`): each finds words, or misses them in a whole line, says why that matters and what
to write instead. It only remarks. Nothing here touches a database, and nothing is ever stopped by it.
"""

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

Kind = Literal["provision", "outcome"]
LONGEST = 20_000
"""Characters looked at: more than any section holds, and a bound on what one request can cost."""
_ASKED = "what|who|when|where|how|why|by whom|size|group|ratio|length|frequency|staff|target"
_LABELLED = rf"[\s•*\-–—]*(?:{_ASKED})\b[^:\r\n]{{0,30}}:.*"
_LINE = re.compile(rf"(?im:^{_LABELLED}(?:\r?\n{_LABELLED})+)|[^\r\n]+")
"""A line, or several that together answer what, who, when and so on: those are one promise."""
_BULLET = re.compile(r"^[\s•*\-–—·]*(?:\(?[0-9a-z]{1,2}[.)]\s)?\s*", re.IGNORECASE)
_QUOTED = re.compile(r"‘[^’]*’|“[^”]*”|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)")
_FEWEST_WORDS = 3
"""A line of fewer is a heading, not a sentence."""


@dataclass(frozen=True)
class Remark:
    """One thing about a line: `start` and `end` count characters of the text; of a lack they hold the whole line."""

    rule: str
    start: int
    end: int
    words: str
    says: str
    instead: str
    is_lack: bool


@dataclass(frozen=True)
class Line:
    """A line of a text, where in it that begins, and what is to be said of it."""

    text: str
    start: int
    remarks: tuple[Remark, ...]

    @property
    def parts(self) -> Iterator[tuple[str, bool]]:
        """The line in pieces, in order, each with whether a remark is about just these words."""
        done = 0
        for remark in self.remarks:
            if not remark.is_lack:
                yield self.text[done : remark.start - self.start], False
                yield remark.words, True
                done = remark.end - self.start
        yield self.text[done:], False


@dataclass(frozen=True)
class Basis:
    """Where it says that wording should be so, and how sure that is."""

    says: str
    citation: str
    status: str


@dataclass(frozen=True)
class _Rule:
    id: str
    says: str
    instead: str
    find: tuple[re.Pattern[str], ...]
    missing: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    apart_from: re.Pattern[str] | None

    def remarks(self, line: str, at: int) -> Iterator[Remark]:
        """What stands in quotation marks is spoken of, not promised; `apart_from` is not counted as an answer."""
        said = _QUOTED.sub(_blank, line)
        counted = self.apart_from.sub(_blank, said) if self.apart_from else said
        if self.unless and self.unless.search(counted):
            return
        for pattern in self.find:
            for found in pattern.finditer(said):
                yield self._remark(at + found.start(), found.group().strip(), is_lack=False)
        if self.missing and not any(pattern.search(counted) for pattern in self.missing):
            yield self._remark(at, line, is_lack=True)

    def _remark(self, start: int, words: str, *, is_lack: bool) -> Remark:
        return Remark(self.id, start, start + len(words), words, self.says, self.instead, is_lack)


def checked(text: str, kind: Kind) -> list[Line]:
    """Every line of the text that says something, in order, with its remarks in the order of their words."""
    lines = []
    for found in _LINE.finditer(text[:LONGEST]):
        bullet = _BULLET.match(found.group())
        begins = bullet.end() if bullet else 0
        line = found.group()[begins:].rstrip()
        if len(line.split()) >= _FEWEST_WORDS:
            at = found.start() + begins
            lines.append(Line(line, at, tuple(_remarks(line, at, kind))))
    return lines


def _remarks(line: str, at: int, kind: Kind) -> list[Remark]:
    """Of words that two rules find the longer find is kept."""
    kept: list[Remark] = []
    found = [remark for rule in _rules(kind) for remark in rule.remarks(line, at)]
    for one in sorted(found, key=lambda remark: (remark.is_lack, remark.start, -remark.end)):
        if one.is_lack or not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return kept


def basis(kind: Kind) -> Basis:
    return Basis(**_file()["basis"][kind])


@functools.cache
def _file() -> Any:
    return json.loads(resources.files("records").joinpath("wording.json").read_text(encoding="utf-8"))


@functools.cache
def _rules(kind: Kind) -> tuple[_Rule, ...]:
    words: dict[str, str] = _file()["words"]
    return tuple(
        _Rule(
            id=rule["id"],
            says=rule["says"],
            instead=rule["instead"],
            find=tuple(_pattern(text, words) for text in rule.get("find", [])),
            missing=tuple(_pattern(text, words) for text in rule.get("missing", [])),
            unless=_pattern(rule["unless"], words) if "unless" in rule else None,
            apart_from=_pattern(rule["apart_from"], words) if "apart_from" in rule else None,
        )
        for rule in _file()["rules"]
        if kind in rule["kinds"]
    )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _pattern(text: str, words: dict[str, str]) -> re.Pattern[str]:
    """With the named sets of words put in, which may name others."""
    while named := re.search(r"\{([a-z_]+)\}", text):
        text = text.replace(named.group(), f"(?:{words[named.group(1)]})")
    return re.compile(text, re.IGNORECASE)
