"""What was given on a day: minutes, or why not; of a group, who was there."""

import datetime as dt
from typing import Any

from django import forms

from provision.actions.deliveries import MOST_MINUTES, DeliveryRefused
from provision.models import Delivery, DeliveryPupil
from pupils.forms.days import DayField
from senco.forms.choices import school_field
from senco.permissions import Member

LATELY = dt.timedelta(days=27)
"""The days before today from which sessions are listed where no day is asked for: four weeks in all."""


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
        self.who_errors: list[str] = []
        names = (name.removeprefix("was_") for name in self.data if name.startswith("was_"))
        self.pupils = [int(pk) for pk in names if pk.isascii() and pk.isdigit() and len(pk) < 19]
        for pk in self.pupils:
            choices = [("", "Was there"), *DeliveryPupil.WhyNot.choices]
            self.fields[f"was_{pk}"] = forms.ChoiceField(required=False, choices=choices)
            self.fields[f"min_{pk}"] = _minutes()

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if not self.errors and not asked.get("minutes") and not asked.get("why_not"):
            if "why_not" in self.data:
                self.add_error("why_not", "Choose why it was not given.")
            else:
                self.add_error("minutes", "Say how many minutes were given, or below why it was not given.")
        return asked

    @property
    def others(self) -> dict[int, tuple[int, str]]:
        """Pupil's id to minutes, or 0 and why: those for whom it was not as for the group."""
        said = {pk: (self.cleaned_data[f"was_{pk}"], self.cleaned_data[f"min_{pk}"]) for pk in self.pupils}
        return {pk: (0, why) if why else (minutes, "") for pk, (why, minutes) in said.items() if why or minutes}

    def show_refused(self, refused: DeliveryRefused) -> None:
        """Beside the field that it is about."""
        if refused.field == "who":
            self.who_errors.append(str(refused))
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))

    @property
    def general(self) -> list[str]:
        """What is wrong that stands beside no field."""
        return [said for error in self.non_field_errors() if (said := str(error)) not in self.who_errors]

    def of_pupil(self, pk: int) -> dict[str, Any]:
        """What was typed of one pupil of a group, and what is wrong with it."""
        names = (f"was_{pk}", f"min_{pk}")
        was, minutes = (self.data.get(name, "") for name in names)
        return {"was": was, "minutes": minutes, "errors": [one for name in names for one in self.errors.get(name, [])]}


class DeliveryFilter(forms.Form):
    """Which sessions are listed, read from the address; what is not understood is said and passed over."""

    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)
    school = forms.ChoiceField(label="School", required=False)
    was = forms.ChoiceField(
        required=False,
        choices=[("", "All recorded"), ("given", "Given"), ("not", "Not given")],
        widget=forms.HiddenInput,
    )
    placement = forms.IntegerField(required=False, widget=forms.HiddenInput)
    pupil = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Member, today: dt.date) -> None:
        first = {"since": f"{today - LATELY:%Y-%m-%d}", "until": f"{today:%Y-%m-%d}"}
        super().__init__({**first, **{name: value for name, value in data.items() if value}})
        self.today = today
        school_field(self, member)
        self.is_valid()

    def asked(self, name: str) -> Any:
        return self.cleaned_data.get(name) or ""

    @property
    def first(self) -> dt.date:
        return self.asked("since") or self.today - LATELY

    @property
    def last(self) -> dt.date:
        return self.asked("until") or self.today

    def apply(self, sessions: Any, pupil: Any) -> Any:
        """All but whether they were given. No query."""
        found = sessions.between(self.first, self.last)
        if self.asked("placement"):
            found = found.of_placement(self.asked("placement"))
        if self.asked("school"):
            found = found.of_school(int(self.asked("school")))
        return found.of_pupil(pupil) if pupil else found
