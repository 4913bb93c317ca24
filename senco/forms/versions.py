"""Two people editing one thing: the second is told, and shown both texts."""

from contextlib import suppress
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F

_UNKNOWN = object()


class StaleEdit(Exception):
    """The row was changed since the form was opened. `current` is the row as it stands now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("Somebody else changed this while you were editing.")
        self.current = current


def claim_version(row: Any, seen: int) -> None:
    """Take the next version of `row` for an edit that started from version `seen`; StaleEdit if it has moved on.

    One conditional UPDATE (two queries when stale). Call it inside the action's transaction, before saving.
    """
    took = type(row).objects.filter(pk=row.pk, version=seen).update(version=F("version") + 1)
    if not took:
        raise StaleEdit(type(row).objects.get(pk=row.pk))
    row.version = seen + 1


class VersionedForm(forms.ModelForm):
    """A ModelForm that carries the version it was opened at, as a hidden field."""

    stale = False
    """Somebody else saved first: the page answers 409."""
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stands_for: ClassVar[dict[str, str]] = {"only_for": "confined_to"}
    """Fields of ticks, and the column that keeps them under another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version if self.instance.pk else 0

    def show_stale(self, stale: StaleEdit) -> None:
        """Bring what stands now together with what was typed, and let a second save go through.

        What this person left as it was shown to them takes the other's newer value into its box; what both changed
        keeps theirs in the box, with what stands now beside it. At most one query, for what they were shown.
        """
        self.stale = True
        shown = _shown_at(stale.current, self["seen_version"].data)
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        taken, both = [], False
        for name in self.fields:
            column = self.stands_for.get(name, name)
            if name == "seen_version" or not _holds(stale.current, column):
                continue
            now, typed = _plain(_value(stale.current, column)), _plain(self.cleaned_data.get(name))
            was = _plain(_value(shown, column))
            if now in (typed, was):
                continue
            if typed == was:
                taken.append(str(self[name].label))
                self._fill(again, name, _value(stale.current, column))
            else:
                both = True
                self.add_error(name, self.stale_words(name, stale.current))
        again[self.add_prefix("seen_version")] = str(stale.current.version)  # type: ignore[attr-defined]
        self.data = again
        self.add_error(None, f"Somebody else saved this first. {_what_next(taken, both)}")

    def stale_words(self, name: str, current: Any) -> str:
        """What stands now of a field that both changed."""
        if name == "only_for":
            who = current.holder_roles or "everybody who reads SEN records"
            return f"Somebody else changed this while you were editing. It is now for {who}."
        now = getattr(current, name)
        said = getattr(current, f"get_{name}_display", lambda: now)()
        return f"Somebody else changed this while you were editing. It now says: {said or 'nothing'}"

    def _fill(self, data: Any, name: str, value: Any) -> None:
        """Put a stored value into the box, as the browser would have sent it."""
        field, key = self.fields[name], self.add_prefix(name)
        if isinstance(field.widget, forms.CheckboxInput):
            data[key] = str(bool(value))
            return
        sent: Any = sorted(value) if name in self.stands_for else field.widget.format_value(field.prepare_value(value))
        data.setlist(key, sent if isinstance(sent, list) else ["" if sent is None else sent])


def _shown_at(row: Any, version: str | None) -> Any:
    """The row as it stood at that version, from its history: an empty one before the first, None if nobody knows."""
    if version in (None, "", "0"):
        return type(row)()
    return row.events.filter(version=version).order_by("-pgh_id").first() if hasattr(row, "events") else None


def _holds(row: Any, column: str) -> bool:
    """Rows of another table, such as who was there, are in no history of this one: they stay as they are ticked."""
    return hasattr(row, column) and not isinstance(getattr(row, column), models.Manager)


def _value(row: Any, column: str) -> Any:
    """What a row, or its history, holds of a column: of another row its key."""
    with suppress(AttributeError, FieldDoesNotExist):
        column = row._meta.get_field(column).attname
    return getattr(row, column, _UNKNOWN)


def _plain(value: Any) -> Any:
    """For comparing what is stored with what a browser sent: its ends of lines, its empty boxes, its order of ticks."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, str):
        return "\n".join(value.splitlines()).strip()
    if isinstance(value, list | tuple | set):
        return "".join(sorted(map(str, value)))
    return "" if value is None else value


def _what_next(taken: list[str], both: bool) -> str:
    merged = f"What you left as it was now holds what they wrote: {', '.join(taken)}. " if taken else ""
    if both:
        return f"{merged}Where you both changed the same, their text is shown beside yours; save again to keep yours."
    return f"{merged}What you changed is kept. Save again to keep both."
