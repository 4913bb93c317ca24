"""What a SENCO writes in a “provision” cell: “Talk Boost 3x30; ELSA weekly”."""

from __future__ import annotations

import re
from decimal import Decimal

from pupils.imports.rows import ProvisionEntry
from pupils.imports.tables import tidy

NUMBER_WORDS = {"once": 1, "twice": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
MINUTES = r"(?:mins?\.?|minutes?|m)"
HOURS = r"(?:hrs?\.?|hours?|h)"
A_WEEK = r"(?:a|per|/|each|every)?\s*(?:week|wk|weekly|pw|p/w)"
BETWEEN = re.compile(r"[;\n|]|,(?!\s*\d)|\s\+\s|\s&\s")

TIMES_BY = re.compile(rf"(\d{{1,2}})\s*[x×*]\s*(\d{{1,3}})(?!\s*(?:{A_WEEK}))\s*{MINUTES}?(?:\s*{A_WEEK})?", re.I)
TIMES = re.compile(rf"(\d{{1,2}})\s*(?:[x×]|times)\s*{A_WEEK}|(\d{{1,2}})\s*[x×](?!\s*\d)|[x×]\s*(\d{{1,2}})\b", re.I)
WORD_TIMES = re.compile(rf"\b(once|twice|(?:one|two|three|four|five)(?:\s+times|\s+sessions)?)\s*{A_WEEK}", re.I)
DAILY = re.compile(r"\b(daily|every day|each day|a day|per day)\b", re.I)
FORTNIGHTLY = re.compile(r"\b(fortnightly|every (?:two|2) weeks|every other week|alternate weeks)\b", re.I)
WEEKLY = re.compile(rf"\b(weekly|every week|each week)\b|(?<=\d)\s*{A_WEEK}\b", re.I)
LENGTH = re.compile(rf"\b(\d{{1,3}})\s*{MINUTES}\b", re.I)
LENGTH_HOURS = re.compile(rf"\b(\d(?:\.\d{{1,2}})?|half an?|an?)\s*{HOURS}\b", re.I)
THE_WEEK = re.compile(rf"{A_WEEK}\b", re.I)
LEFT_OVER = re.compile(r"\s+(?:for|at|of|on|x)$", re.I)
EDGES = " \t\r\xa0-–—:;,.()/"
SCHOOL_DAYS = Decimal(5)


def entries(written: str) -> tuple[ProvisionEntry, ...]:
    """Each thing done, with how often a week and how long as far as the text says; “daily” is the five
    days of a school week, “fortnightly” half a time a week."""
    parts = (tidy(part) for part in BETWEEN.split(written))
    return tuple(entry(part) for part in parts if part.strip(EDGES))


def entry(written: str) -> ProvisionEntry:
    text, times, minutes = taken_together(written)
    if times is None:
        text, times = frequency(text)
    if minutes is None:
        text, minutes = length(text)
    if times is None and minutes and (a_week := THE_WEEK.search(text)):
        text, times = cut(text, a_week), Decimal(1)  # “2 hours a week”: so much in the week, in one piece
    name = LEFT_OVER.sub("", " ".join(text.split()).strip(EDGES)).strip(EDGES)
    return ProvisionEntry(as_written=written, name=name or written, times_a_week=times, minutes=minutes)


def taken_together(text: str) -> tuple[str, Decimal | None, int | None]:
    """“3x30” and “5 x 10 mins”: times a week by minutes. “1:1” is no such thing."""
    found = TIMES_BY.search(text)
    if not found or not (1 <= int(found[1]) <= 25 and 5 <= int(found[2]) <= 300):
        return text, None, None
    return cut(text, found), Decimal(found[1]), int(found[2])


def frequency(text: str) -> tuple[str, Decimal | None]:
    if found := TIMES.search(text):
        return cut(text, found), Decimal(found[1] or found[2] or found[3])
    if found := WORD_TIMES.search(text):
        return cut(text, found), Decimal(NUMBER_WORDS[found[1].split()[0].lower()])
    for pattern, times in ((DAILY, SCHOOL_DAYS), (FORTNIGHTLY, Decimal("0.5")), (WEEKLY, Decimal(1))):
        if found := pattern.search(text):
            return cut(text, found), times
    return text, None


def length(text: str) -> tuple[str, int | None]:
    if found := LENGTH.search(text):
        return cut(text, found), int(found[1])
    if found := LENGTH_HOURS.search(text):
        word = found[1].lower()
        hours = Decimal("0.5") if word.startswith("half") else Decimal(1) if word.startswith("a") else Decimal(word)
        return cut(text, found), int(hours * 60)
    return text, None


def cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
