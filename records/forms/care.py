"""What is known of a looked-after pupil, who may consent to what, and the review of a personal education plan."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField
from records.actions.care import DETAILS
from records.models import CareConsent, CareDetails, Pep
from senco.forms.versions import VersionedForm


class CareForm(VersionedForm):
    as_of = DayField(label="Known to be so on", help_text="The day of the letter, call or meeting that it comes from.")

    class Meta:
        model = CareDetails
        fields = DETAILS
        widgets = {"responsibility": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"responsibility": "Each by name, and how it is known: an order, a birth certificate, a letter."}

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if not self.instance.pk:
            self.fields["as_of"].initial = today

    def clean_as_of(self) -> dt.date:
        return not_to_come(self.cleaned_data["as_of"], self.today)


class ConsentForm(forms.ModelForm):
    starts_on = DayField(label="From which day?")

    class Meta:
        model = CareConsent
        fields = ["what", "who", "starts_on", "note"]
        help_texts = {"who": "By name, or the office they hold: the team manager of the authority, the foster carer."}

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = today


class PepForm(VersionedForm):
    held_on = DayField(label="On which day was it held?")

    class Meta:
        model = Pep
        fields = ["held_on", "agreed"]
        widgets = {"agreed": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if self.instance.held_on is None:
            self.initial["held_on"] = today

    def clean_held_on(self) -> dt.date:
        return not_to_come(self.cleaned_data["held_on"], self.today)


def not_to_come(day: dt.date, today: dt.date) -> dt.date:
    if day > today:
        raise forms.ValidationError("That day is still to come.")
    return day
