"""What was given on a day: minutes, or why not."""

from typing import Any

from django import forms

from provision.actions.deliveries import MOST_MINUTES
from provision.models import Delivery


class DeliveryForm(forms.Form):
    """Minutes, or a reason: whichever is sent."""

    minutes = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={
            "invalid": "Write the minutes as a number.",
            "min_value": "A session that was given lasted a minute or more.",
            "max_value": f"A session lasts {MOST_MINUTES} minutes at most.",
        },
    )
    why_not = forms.ChoiceField(required=False, choices=[("", "Choose why"), *Delivery.WhyNot.choices])
    note = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if not self.errors and not asked.get("minutes") and not asked.get("why_not"):
            raise forms.ValidationError("Say how many minutes were given, or why it was not given.")
        return asked

    @property
    def problem(self) -> str:
        """The first thing wrong, in a sentence; "" if nothing is."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")
