"""A call, meeting or letter; a mail to parents; something that is owed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from pupils.forms.days import DayField
from pupils.models import Contact
from records.models import Communication, Professional, Promise
from senco.forms.confine import OnlyForField
from senco.forms.versions import VersionedForm
from senco.models import User

K = Communication.Kind


class CommunicationForm(VersionedForm):
    on = DayField(label="On which day?")

    class Meta:
        model = Communication
        fields = ["kind", "direction", "on", "at", "others", "about", "said", "agreed", "counts_as_meeting"]
        widgets = {
            "at": forms.TimeInput(attrs={"type": "time"}),
            "said": forms.Textarea(attrs={"rows": 4}),
            "agreed": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "others": "Somebody who is in neither list, by name.",
            "counts_as_meeting": "The SEND Code (6.65) asks for three a year for a pupil on SEN support.",
        }

    contacts = forms.ModelMultipleChoiceField(
        Contact.objects.none(), label="With whom at home?", required=False, widget=forms.CheckboxSelectMultiple
    )
    professionals = forms.ModelMultipleChoiceField(
        Professional.objects.none(), label="With whom of an agency?", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Of the agencies that work with this pupil now.",
    )  # fmt: skip
    staff = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Who of the school was there?", required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = [
        "kind", "direction", "on", "at", "contacts", "professionals", "others", "about", "said", "agreed",
        "counts_as_meeting", "staff",
    ]  # fmt: skip

    def __init__(
        self, *args: Any, around: Any, held: Mapping[str, Sequence[str]], today: dt.date, **kwargs: Any
    ) -> None:
        """`around` gives the lists to choose from: `contacts`, `professionals` and `staff`."""
        super().__init__(*args, **kwargs)
        self.today = today
        for name in ("contacts", "professionals", "staff"):
            rows = getattr(around, name)
            if rows is None:
                del self.fields[name]
            else:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]
        if "contacts" in self.fields:
            self.fields["contacts"].label_from_instance = _contact_words  # type: ignore[attr-defined]
        if "professionals" in self.fields:
            self.fields["professionals"].label_from_instance = _professional_words  # type: ignore[attr-defined]
        self.fields["only_for"] = OnlyForField(held=held, initial=self.instance.confined_to)
        if not self.instance.pk:
            self.fields["on"].initial = today
        if self.instance.is_sent_from_here:
            self.fields = {name: self.fields[name] for name in ("seen_version", "others", "agreed", "only_for")}

    def clean_on(self) -> dt.date:
        on: dt.date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("That day is still to come. Record it when it has happened.")
        return on

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.instance.is_sent_from_here:
            return values
        if not any(values.get(name) for name in ("contacts", "professionals", "others")):
            self.add_error("others", "Say with whom: tick somebody above, or give a name.")
        if values.get("counts_as_meeting") and values.get("kind") not in (K.MEETING, K.VISIT, K.CALL):
            self.add_error("counts_as_meeting", "Only a meeting, a visit or a call in place of one counts.")
        if values.get("counts_as_meeting") and values.get("only_for"):
            self.add_error(
                "counts_as_meeting", "What is kept for some roles cannot count in a figure that others read. Untick it."
            )
        if not values.get("said") and not values.get("agreed"):
            self.add_error("said", "Say what was said or agreed.")
        return values


def _contact_words(contact: Contact) -> str:
    words = f"{contact}, {contact.relationship}" if contact.relationship else str(contact)
    if contact.must_not_contact:
        return f"{words} (must not be contacted)"
    limits = {Contact.MaySee.NOTHING: "may be shown nothing", Contact.MaySee.REVIEWS: "may be shown reviews only"}
    limit = limits.get(Contact.MaySee(contact.may_see))
    return f"{words} ({limit})" if limit else words


def _professional_words(person: Professional) -> str:
    return f"{person.name}, {person.agency.name}"


class PromiseForm(forms.ModelForm):
    due_on = DayField(label="By when?")

    class Meta:
        model = Promise
        fields = ["what", "by_whom", "owner", "due_on"]
        labels = {"owner": "Who sees to it?", "by_whom": "Who does it?"}
        help_texts = {
            "owner": "It is among what is due for them.",
            "by_whom": "If it is not the same person: a parent, a doctor, the council.",
        }

    def __init__(self, *args: Any, owners: Any, by: User, today: dt.date, **kwargs: Any) -> None:
        """`owners` are those who may own it: of a confined thing its holders."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["owner"].empty_label = None  # type: ignore[attr-defined]
        self.fields["owner"].initial = by.pk

    def clean_due_on(self) -> dt.date:
        due: dt.date = self.cleaned_data["due_on"]
        if due < self.today:
            raise forms.ValidationError("That day is past.")
        return due


class MailForm(forms.Form):
    """To whom, what about, what. Each is sent a mail of their own."""

    contacts = forms.ModelMultipleChoiceField(
        Contact.objects.none(),
        label="To",
        widget=forms.CheckboxSelectMultiple,
        help_text="Each gets a mail of their own and sees nobody else’s address.",
        error_messages={"required": "Choose at least one person."},
    )
    tells = forms.ChoiceField(
        label="What does it tell about the pupil?",
        choices=Contact.Tells.choices,
        widget=forms.RadioSelect,
        help_text="So that nobody is sent what they may not be shown.",
        error_messages={"required": "Say what it tells, so that nobody is sent what they may not be shown."},
    )
    about = forms.CharField(
        label="Subject",
        max_length=150,
        help_text="Mail can be read on a shared screen: no pupil’s full name and no diagnosis here.",
    )
    said = forms.CharField(
        label="Message",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Your name and the school’s are put under it. The answer comes to your own address.",
    )

    def __init__(self, *args: Any, contacts: Any, held: Mapping[str, Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = contacts  # type: ignore[attr-defined]
        self.fields["contacts"].label_from_instance = lambda one: f"{_contact_words(one)}: {one.email}"  # type: ignore[attr-defined]
        self.fields["only_for"] = OnlyForField(held=held)

    def clean_about(self) -> str:
        return " ".join(str(self.cleaned_data["about"]).split())


__all__ = ["CommunicationForm", "MailForm", "PromiseForm"]
