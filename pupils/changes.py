"""Who changed what of a pupil and when, in plain words, from the append-only history.

Only a pupil's own particulars, dated facts and contacts are read here: never a concern, never a safeguarding note.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from pghistory.models import Events

from pupils.models import Pupil, TeachingGroup
from senco.law import code_name, day_name
from senco.models import User
from senco.permissions import Role

NOUNS = {
    "pupils.Pupil": "Pupil",
    "pupils.Enrolment": "On the roll",
    "pupils.YearGroup": "Year group",
    "pupils.GroupPupil": "Class or group",
    "pupils.SenStatus": "SEN provision",
    "pupils.SenNeed": "Need",
    "pupils.Characteristic": "Also",
    "pupils.Contact": "Contact",
    "pupils.Attendance": "Attendance",
    "pupils.Suspension": "Suspension",
}
CONFIDENTIAL = {
    "pupils.Note": "Note",
    "records.Communication": "Entry",
    "records.CareDetails": "What was known",
    "records.Document": "Paper",
}
"""What may be confined, and so is told on its own page alone, to those who see it: never in a pupil's history."""
VERBS = {"insert": "added", "update": "changed", "delete": "removed"}
UNSAID = {
    "id",
    "is_current",
    "school_id",
    "pupil_id",
    "sort_name",
    "version",
    "set_by_hand",
    "recorded_by_id",
    "written_at",
    "added_at",
}
CODES = {("pupils.SenNeed", "code"): "sen_type", ("pupils.YearGroup", "code"): "nc_year_actual"}
NAMED = {"decided_by_id": User, "written_by_id": User, "added_by_id": User, "group_id": TeachingGroup}
NOBODY = "An import or the system"


@dataclass(frozen=True)
class Change:
    at: dt.datetime
    by: str
    what: str
    verb: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    """Label, what it was, what it is; both in words."""


def events_of(pupil: Pupil) -> Any:
    """Newest first; slice it. One query a slice."""
    tables = [apps.get_model(f"{label}Event") for label in NOUNS]
    return Events.objects.across(*tables).references(pupil).order_by("-pgh_created_at", "-pgh_model", "-pgh_id")


def events_about(row: Any) -> Any:
    """Of one row of `CONFIDENTIAL`, which the caller has fetched by its `visible_to`. Newest first."""
    table = apps.get_model(f"{row._meta.label}Event")
    return Events.objects.across(table).tracks(row).order_by("-pgh_created_at", "-pgh_id")


def in_words(events: Iterable[Any]) -> list[Change]:
    """Two queries at most, for the names of people and of groups."""
    rows = list(events)
    names = _names(rows)
    told = (_change(row, names) for row in rows)
    return [change for change in told if change.lines or change.verb != VERBS["update"]]


def _names(rows: list[Any]) -> Mapping[tuple[type[models.Model], int], str]:
    wanted: dict[type[models.Model], set[int]] = {User: set(), TeachingGroup: set()}
    for row in rows:
        if (row.pgh_context or {}).get("user"):
            wanted[User].add(int(row.pgh_context["user"]))
        for column, model in NAMED.items():
            was = [*(row.pgh_diff or {}).get(column, ()), (row.pgh_data or {}).get(column)]
            wanted[model].update(int(value) for value in was if value)
    found: dict[tuple[type[models.Model], int], str] = {}
    for model, pks in wanted.items():
        if pks:
            found |= {(model, one.pk): str(one) for one in model._default_manager.filter(pk__in=pks)}
    return found


def _change(row: Any, names: Mapping[Any, str]) -> Change:
    model = apps.get_model(row.pgh_obj_model)
    label = model._meta.label
    user = (row.pgh_context or {}).get("user")
    who = names.get((User, int(user)), "Somebody who no longer has an account") if user else NOBODY
    if row.pgh_label == "update":
        pairs = {column: (was, now) for column, (was, now) in (row.pgh_diff or {}).items()}
    else:
        pairs = {column: (None, value) for column, value in (row.pgh_data or {}).items() if value not in (None, "")}
    if pairs.get("is_current") == (True, False):
        return Change(row.pgh_created_at, who, NOUNS[label], "no longer called")
    what = NOUNS.get(label) or CONFIDENTIAL[label]
    if "removed_at" in pairs and row.pgh_label == "update":
        return Change(row.pgh_created_at, who, what, "taken away" if pairs["removed_at"][1] else "brought back")
    columns = [one.column for one in model._meta.concrete_fields]
    lines = [
        (_label(model, column), _value(label, model, column, was, names), _value(label, model, column, now, names))
        for column, (was, now) in sorted(pairs.items(), key=lambda pair: columns.index(pair[0]))
        if column not in UNSAID and column in columns and (was or now)
    ]
    return Change(row.pgh_created_at, who, what, VERBS[row.pgh_label], lines)


def _field(model: type[models.Model], column: str) -> Any:
    return next((one for one in model._meta.concrete_fields if one.column == column), None)


def _label(model: type[models.Model], column: str) -> str:
    found = _field(model, column)
    words = str(found.verbose_name) if found else column.replace("_", " ")
    told = {"starts on": "From", "ends on": "Until", "kind": "What", "code": "What", "order": "Called in this order"}
    return told.get(words, words[:1].upper() + words[1:])


def _value(label: str, model: type[models.Model], column: str, value: Any, names: Mapping[Any, str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return ", ".join(str(Role(one).label) for one in value)
    if column in NAMED:
        return names.get((NAMED[column], int(value)), "")
    if (label, column) in CODES:
        return code_name(CODES[label, column], str(value))
    found = _field(model, column)
    choices = dict(found.flatchoices) if found is not None and found.choices else {}
    if value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(found, models.DateField):
        return day_name(dt.date.fromisoformat(str(value)[:10]))
    return str(value)
