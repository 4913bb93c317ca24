"""A parent, carer or other person to call."""

from typing import Any

from django import forms

from pupils.actions.contacts import BY_HAND
from pupils.models import Contact
from senco.forms.versions import StaleEdit, VersionedForm

RESPONSIBILITY = [("", "Not recorded"), ("True", "Yes"), ("False", "No")]


class ContactForm(VersionedForm):
    has_responsibility = forms.TypedChoiceField(
        label="Parental responsibility",
        choices=RESPONSIBILITY,
        required=False,
        coerce=lambda value: value == "True",
        empty_value=None,
    )

    class Meta:
        model = Contact
        fields = BY_HAND
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}
        labels = {"order": "Called in this order", "email": "E-mail address"}
        help_texts = {
            "order": "1 is called first.",
            "language": "If they are better reached in another language.",
            "may_see": "Of what is written here about the pupil.",
            "must_not_contact": "For example by order of a court. No call or mail is offered, and nothing is sent.",
            "must_not_why": "Read only by those who see contacts.",
        }

    field_order = ["title", "forename", "surname", "relationship", "has_responsibility", "order", "phone", "email"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("forename") and not values.get("surname"):
            self.add_error("surname", "Give a name.")
        if values.get("must_not_contact") and not values.get("must_not_why"):
            self.add_error("must_not_why", "Say why, so that nobody undoes it by mistake.")
        return values

    def show_stale(self, stale: StaleEdit) -> None:
        super().show_stale(stale)
        if not getattr(stale.current, "is_current", True):
            self.add_error(None, "They have been taken off the list of people to call.")

    def clean_order(self) -> int:
        order = int(self.cleaned_data["order"])
        if not 1 <= order <= 50:
            raise forms.ValidationError("A number from 1 to 50.")
        return order
