"""A pupil's papers: sent in, described, looked through."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from pupils.forms.days import DayField
from records.models import Document
from senco.forms.confine import OnlyForField
from senco.forms.versions import VersionedForm
from senco.papers.kinds import ACCEPT, KINDS_IN_WORDS

MOST_AT_ONCE = 30
LONGEST_SEARCH = 100


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. What they hold is not asked here: each is kept or refused by itself."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not files:
            raise forms.ValidationError("Choose at least one file.")
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Send at most {MOST_AT_ONCE} files at once.")
        return files


class _AboutForm(forms.Form):
    """What is common to sending a paper and changing what is said of it."""

    today: dt.date

    def clean_dated_on(self) -> dt.date:
        on: dt.date = self.cleaned_data.get("dated_on") or self.today
        if on > self.today:
            raise forms.ValidationError("That day is still to come.")
        return on


class NewDocumentForm(_AboutForm):
    papers = FilesField(
        label="Files",
        help_text=f"{KINDS_IN_WORDS}, up to 50 MB each",
        widget=FilesInput(attrs={"accept": f"{ACCEPT},image/*"}),
    )
    kind = forms.ChoiceField(label="What is it?", choices=[("", "Choose"), *Document.Kind.choices])
    dated_on = DayField(label="Date on it", required=False, help_text="Left empty, today’s.")
    from_whom = forms.CharField(label="From whom?", max_length=120, required=False)
    title = forms.CharField(
        label="Title",
        max_length=150,
        required=False,
        help_text="Left empty, the file’s name. Of several files each keeps its own.",
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, held: Mapping[str, Sequence[str]], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["only_for"] = OnlyForField(held=held)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("title") and len(values.get("papers") or ()) > 1:
            values["title"] = ""
        return values


class DocumentForm(_AboutForm, VersionedForm):
    dated_on = DayField(label="Date on it")

    class Meta:
        model = Document
        fields = ["title", "kind", "dated_on", "from_whom", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, held: Mapping[str, Sequence[str]], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["only_for"] = OnlyForField(held=held, initial=self.instance.confined_to)


class VersionForm(forms.Form):
    file = forms.FileField(
        label="The newer file",
        help_text=f"{KINDS_IN_WORDS}, up to 50 MB",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": f"{ACCEPT},image/*"}),
    )


class DocumentFilter(forms.Form):
    q = forms.CharField(label="Find in titles and text", max_length=LONGEST_SEARCH, required=False)
    kind = forms.ChoiceField(label="What it is", required=False, choices=[("", "Everything"), *Document.Kind.choices])

    @property
    def typed(self) -> str:
        return " ".join(str(self.data.get("q", "")).replace("\0", " ").split())[:LONGEST_SEARCH]

    def narrow(self, rows: Any) -> Any:
        kind = self.data.get("kind", "")
        if kind in Document.Kind.values:
            rows = rows.of_kind(kind)
        return rows.saying(self.typed).with_excerpt(self.typed) if self.typed else rows
