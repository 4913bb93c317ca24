"""A parent asks to meet the SENCO: who, how and when, in a few taps."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField
from pupils.models import Contact
from records.models import MeetingRequest


class MeetingRequestForm(forms.ModelForm):
    asked_on = DayField(label="On which day?")

    class Meta:
        model = MeetingRequest
        fields = ["contact", "who", "how", "asked_on", "about"]
        labels = {"contact": "Who asks?"}
        widgets = {"contact": forms.RadioSelect, "how": forms.RadioSelect}
        help_texts = {"about": "A few words are enough."}
        error_messages = {"how": {"required": "Say how they asked."}}

    def __init__(self, *args: Any, contacts: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["asked_on"].initial = today
        chosen = self.fields["contact"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = contacts
        chosen.empty_label = None
        chosen.label_from_instance = _named  # type: ignore[assignment, method-assign]
        how = self.fields["how"]
        assert isinstance(how, forms.ChoiceField)
        how.choices = MeetingRequest.How.choices
        if not contacts:
            del self.fields["contact"]
            self.fields["who"].label = "Who asks?"

    def clean_asked_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["asked_on"]
        if day > self.today:
            raise forms.ValidationError("That day is still to come: record it once they have asked.")
        return day

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("contact") and not said.get("who"):
            self.add_error("who", "Say who asks.")
        if said.get("contact"):
            said["who"] = ""
        return said


def _named(contact: Contact) -> str:
    return f"{contact}, {contact.relationship}" if contact.relationship else str(contact)
