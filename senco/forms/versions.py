"""Two people editing one thing: the second is told, and shown both texts."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import F


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version if self.instance.pk else 0

    def show_stale(self, stale: StaleEdit) -> None:
        """Put what stands now beside what was typed, field by field, and let a second save go through."""
        self.stale = True
        for name in self.fields:
            if name == "seen_version" or not hasattr(stale.current, name):
                continue
            now, typed = getattr(stale.current, name), self.cleaned_data.get(name)
            if now != typed:
                shown = getattr(stale.current, f"get_{name}_display", lambda now=now: now)()
                self.add_error(
                    name, f"Somebody else changed this while you were editing. It now says: {shown or 'nothing'}"
                )
        self.add_error(
            None, "Somebody else saved this first. Their text is shown beside yours; save again to keep yours."
        )
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again[self.add_prefix("seen_version")] = str(stale.current.version)  # type: ignore[attr-defined]
        self.data = again
