"""A note about a pupil."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from pupils.forms.days import DayField
from pupils.models import Note
from senco.forms.confine import OnlyForField
from senco.forms.versions import VersionedForm


class NoteForm(VersionedForm):
    on = DayField(label="About which day?")

    class Meta:
        model = Note
        fields = ["on", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"text": "A worry about a child’s safety does not belong here: log it for the safeguarding lead."}

    def __init__(self, *args: Any, held: Mapping[str, Sequence[str]], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["only_for"] = OnlyForField(held=held, initial=self.instance.confined_to)
        if not self.instance.pk:
            self.fields["on"].initial = today

    def clean_on(self) -> dt.date:
        on: dt.date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("That day is still to come.")
        return on
