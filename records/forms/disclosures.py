"""To disclose, or to withhold and why."""

from typing import Any

from django import forms

CHOICES = [("yes", "Disclose"), ("no", "Withhold")]


class DisclosureForm(forms.Form):
    discloses = forms.ChoiceField(
        label="In an answer to a subject access request",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is disclosed."},
    )
    why = forms.CharField(
        label="Why it is withheld",
        max_length=300,
        required=False,
        help_text="For example: somebody would come to harm, or it is about somebody else.",
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("discloses") == "no" and not values.get("why"):
            self.add_error("why", "Say why it is withheld.")
        return values
