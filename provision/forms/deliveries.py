"""What was given on a day: minutes, or why not; of a group, who was there."""

from typing import Any

from django import forms

from provision.actions.deliveries import MOST_MINUTES
from provision.models import Delivery, DeliveryPupil


def _minutes() -> forms.IntegerField:
    return forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={
            "invalid": "Write the minutes as a number.",
            "min_value": "A session that was given lasted a minute or more.",
            "max_value": f"A session lasts {MOST_MINUTES} minutes at most.",
        },
    )


class DeliveryForm(forms.Form):
    """Minutes, or a reason: whichever is sent.

    `was_7` and `min_7` are of the pupil 7 of a group: why that one was not there, or other minutes than the rest.
    """

    minutes = _minutes()
    why_not = forms.ChoiceField(required=False, choices=[("", "Choose why"), *Delivery.WhyNot.choices])
    note = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = (name.removeprefix("was_") for name in self.data if name.startswith("was_"))
        self.pupils = [int(pk) for pk in names if pk.isascii() and pk.isdigit() and len(pk) < 19]
        for pk in self.pupils:
            choices = [("", "Was there"), *DeliveryPupil.WhyNot.choices]
            self.fields[f"was_{pk}"] = forms.ChoiceField(required=False, choices=choices)
            self.fields[f"min_{pk}"] = _minutes()

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if not self.errors and not asked.get("minutes") and not asked.get("why_not"):
            raise forms.ValidationError("Say how many minutes were given, or why it was not given.")
        return asked

    @property
    def others(self) -> dict[int, tuple[int, str]]:
        """Pupil's id to minutes, or 0 and why: those for whom it was not as for the group."""
        said = {pk: (self.cleaned_data[f"was_{pk}"], self.cleaned_data[f"min_{pk}"]) for pk in self.pupils}
        return {pk: (0, why) if why else (minutes, "") for pk, (why, minutes) in said.items() if why or minutes}

    @property
    def problem(self) -> str:
        """The first thing wrong, in a sentence; "" if nothing is."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")
