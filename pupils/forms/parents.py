"""What the parents were told and said."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField


class ParentsForm(forms.Form):
    on = DayField(label="On", error_messages={"required": "Choose the day."})
    told = forms.TypedChoiceField(
        label="Have they been told?",
        choices=[("yes", "Yes"), ("no", "Not yet")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they have been told."},
    )
    response = forms.CharField(
        label="What did they say?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    why_not = forms.CharField(label="Not yet, because", required=False, max_length=300)

    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(data, initial={"on": today}, prefix="parents")
        self.today = today

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("That day is still to come: record it once it has been.")
        return day

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("told") is False and not said.get("why_not"):
            self.add_error("why_not", "Say in a few words why not yet.")
        return said
