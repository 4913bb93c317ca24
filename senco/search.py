"""The search over every page: pupils, then what each part registered, colleagues, and the pages of the menu.

Three queries at most, however many sources there are: pupils by the start of their names, pupils by a part of one, and
all other sources in one union.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pupils.finding import MOST as MOST_PUPILS
from pupils.finding import find_pupils
from pupils.names import fold, folded
from pupils.templatetags.pupils import class_and_year, pupil_address
from senco.context import MENU
from senco.finding import MOST, SOURCES, Asking, Found, Row, Source, as_finds
from senco.links import link_for
from senco.models import User
from senco.permissions import Member, Permission
from senco.prepared import Typed, prepared, without_stand_ins

LONGEST = 100
MORE_PAGES = (
    ("Interventions", "provision:interventions"),
    ("Sessions to record", "provision:day"),
    ("Papers: find in titles and text", "records:documents-find"),
    ("Classes and groups", "pupils:classes"),
    ("Import a file", "import"),
    ("Staff and roles", "staff"),
    ("Is the record good?", "quality"),
    ("Who was reminded of what", "pupils:reminders"),
    ("Dates in my own calendar", "pupils:calendar-address"),
)
"""Pages that the menu does not name, by what somebody may call them."""


@dataclass(frozen=True, slots=True)
class Section:
    """What was found in one source; `is_cut` says that there is more than is shown."""

    key: str
    label: str
    icon: str
    found: list[Found]
    is_cut: bool = False


def search_for(member: Member, typed: str) -> list[Section]:
    """What the member may see that fits what is typed, by source; those with nothing are left out."""
    text = " ".join(without_stand_ins(typed).replace("\0", " ").split())[:LONGEST]
    words = tuple(dict.fromkeys(fold(text).split()))
    if not words:
        return []
    asking = Asking(member, text, words)
    sections = [_pupils(asking), *_others(asking), _pages(asking)]
    return [section for section in sections if section.found]


def _pupils(asking: Asking) -> Section:
    member = asking.member
    rows = find_pupils(member, asking.text, asking.words) if member.may(Permission.VIEW_PUPILS) else []
    shown = [Found(row.name, pupil_address(row.pk), _note(row, member)) for row in rows[:MOST_PUPILS]]
    return Section("pupil", "Pupils", "people", shown, len(rows) > MOST_PUPILS)


def _note(pupil: Any, member: Member) -> str:
    note = class_and_year(pupil) if pupil.is_here else "left"
    return ", ".join(part for part in (note, _school(pupil.school_id, member)) if part)


def _school(pk: int | None, member: Member) -> str:
    return member.names.get(pk, "") if pk and len(member.schools) > 1 else ""


def _others(asking: Asking) -> list[Section]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for values in _union(asking.member, Typed(_escaped(asking.text)), *map(Typed, asking.words)):
        row = Row(*values)
        rows[row.source].append(row)
    return [_section(source, rows[source.key], asking.member) for source in (*SOURCES.values(), COLLEAGUES)]


@prepared
def _union(member: Member, text: str, *words: str) -> Any:
    """What all sources find, in one query whose SQL is kept."""
    asking = Asking(member, text, words)
    parts = [source.rows(asking) for source in (*SOURCES.values(), COLLEAGUES)]
    given = [part for part in parts if part is not None]
    if not given:
        return User.objects.none()
    return given[0].union(*given[1:], all=True) if len(given) > 1 else given[0]


def _escaped(text: str) -> str:
    """For LIKE: a sign that stands for anything there stands for itself."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def _section(source: Source, rows: list[Row], member: Member) -> Section:
    ordered = sorted(rows, key=lambda row: (row.rank, row.label, row.pk))
    shown = [
        Found(row.label, source.address(row, member), ", ".join(filter(None, (row.note, _school(row.school, member)))))
        for row in ordered[:MOST]
    ]
    return Section(source.key, source.label, source.icon, shown, len(rows) > MOST)


def _colleagues(asking: Asking) -> Any:
    if not asking.member.may(Permission.MANAGE_STAFF):
        return None
    people = User.objects.visible_to(asking.member)
    return as_finds(people, "staff", asking, folded=folded("name"), note="email", school=None)


COLLEAGUES = Source(
    "staff", "Staff", "person-badge", _colleagues, lambda row, member: link_for(member, "staff-person", row.pk)
)


def _pages(asking: Asking) -> Section:
    """Pages of the menu and some others that this member may open, by the start of any word of their names."""
    named = [(label, name) for label, _, name, held in MENU if any(asking.member.may(one) for one in held)]
    shown = [
        Found(label, url)
        for label, name in (*named, *MORE_PAGES)
        if _begins(label, asking) and (url := link_for(asking.member, name))
    ]
    return Section("page", "Pages", "file-earmark", list({one.url: one for one in reversed(shown)}.values())[::-1])


def _begins(label: str, asking: Asking) -> bool:
    words = fold(label).split()
    return all(any(word.startswith(typed) for word in words) for typed in asking.words)
