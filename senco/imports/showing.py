"""How a run is shown: its tabs with their counts, and its lines as far as the person may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pupils.actions.file_values import needed_for
from pupils.models import ImportLine, ImportRun
from senco.imports.changes import Tab
from senco.permissions import Member, Permission

PROBLEMS = "problems"
TITLES: dict[str, str] = {
    Tab.NEW: "New",
    Tab.CHANGED: "Changed",
    Tab.LEAVER: "Leavers",
    Tab.KEPT: "Kept as they are",
    Tab.DOUBTFUL: "To choose",
}
SEN_LABELS = ("SEN provision", "Needs", "Former need", "Result")
HIDDEN = "changes; the SENCO sees how"


@dataclass(frozen=True)
class TabLink:
    label: str
    url: str
    current: bool
    count: int


@dataclass(frozen=True)
class Fact:
    value: int
    label: str
    url: str = ""
    state: str = ""
    note: str = ""


def counts(run: ImportRun) -> Mapping[str, int]:
    return run.preview.get("counts") or {}


def problems(run: ImportRun) -> list[dict[str, Any]]:
    return run.preview.get("problems") or []


def tab_asked(run: ImportRun, asked: str) -> str:
    """The tab asked for, else the first that holds something, what a person must decide first."""
    if asked == PROBLEMS or asked in TITLES:
        return asked
    if run.preview.get("refused"):
        return PROBLEMS
    for tab in (Tab.DOUBTFUL, Tab.CHANGED, Tab.NEW, Tab.LEAVER, Tab.KEPT):
        if counts(run).get(tab):
            return tab
    return PROBLEMS if problems(run) else Tab.CHANGED


def tabs(run: ImportRun, current: str, url: str) -> list[TabLink]:
    """Tabs that hold something, and the one being shown."""
    held = [
        TabLink(title, f"{url}?tab={tab}", tab == current, counts(run).get(tab, 0))
        for tab, title in TITLES.items()
        if counts(run).get(tab) or tab == current
    ]
    if problems(run) or (current == PROBLEMS and not run.preview.get("refused")):
        held.append(TabLink("Problems", f"{url}?tab={PROBLEMS}", current == PROBLEMS, len(problems(run))))
    return held


def facts(run: ImportRun, url: str) -> list[Fact]:
    number = counts(run)
    return [
        Fact(number.get(Tab.NEW, 0), "new", f"{url}?tab={Tab.NEW}"),
        Fact(number.get(Tab.CHANGED, 0), "changed", f"{url}?tab={Tab.CHANGED}"),
        Fact(number.get(Tab.UNCHANGED, 0), "as they were"),
        Fact(number.get(Tab.LEAVER, 0), "leavers", f"{url}?tab={Tab.LEAVER}"),
    ]


@dataclass(frozen=True)
class ShownChange:
    """`field` where a hand set it and this member may take the file's value instead; `taken` once somebody did."""

    label: str
    old: str
    new: str
    field: str = ""
    taken: str = ""


@dataclass(frozen=True)
class ShownLine:
    """One row of a tab; `url` leads to the pupil's page where there is one."""

    row: ImportLine
    changes: list[ShownChange]
    candidates: list[dict[str, Any]]


def lines(rows: Iterable[ImportLine], run: ImportRun, member: Member) -> Iterator[ShownLine]:
    """Values of the SEN record are shown to those who read it; others see that there is one."""
    sees_sen = member.may(Permission.VIEW_SEN_RECORD, run)
    for row in rows:
        changes = [
            _shown(change, run, member) if sees_sen or not change[0].startswith(SEN_LABELS) else _hidden(change[0])
            for change in row.changes
        ]
        chosen = run.choices.get(str(row.line), "")
        candidates = [
            {"pk": str(pk), "name": name, "group": group, "born": born, "chosen": str(pk) == chosen}
            for pk, name, group, born in row.candidates
        ]
        yield ShownLine(row, changes, candidates)


def _shown(change: Sequence[str], run: ImportRun, member: Member) -> ShownChange:
    label, old, new, *hand = change
    field, taken = hand[0] if hand else "", hand[2] if len(hand) > 2 else ""
    may = bool(field) and not taken and run.state in (run.State.PREVIEW, run.State.DONE)
    return ShownChange(label, old, new, field if may and member.may(needed_for(field), run) else "", taken)


@dataclass(frozen=True)
class OtherSchool:
    """How the file names another school. `name`, `there` and `of`: of the file's `of` lines, so many are of pupils on
    that school's roll; only for those who see its pupils."""

    how: str
    name: str = ""
    there: int = 0
    of: int = 0


def other_school(run: ImportRun, member: Member) -> OtherSchool | None:
    """What has to be confirmed before a file goes in that names another school; None where nothing does."""
    how, known = run.preview.get("names_school"), run.preview.get("other_school")
    if not how:
        return None
    if known and known["pk"] in member.names and member.may(Permission.VIEW_ALL_PUPILS, known["pk"]):
        return OtherSchool(how, known["name"], known["there"], known["of"])
    return OtherSchool(how)


def _hidden(label: str) -> ShownChange:
    return ShownChange(label, "", HIDDEN)
