"""Asking for observations, and giving one."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms

from pupils.forms.concerns import MoveForm
from pupils.forms.days import DayField
from pupils.models import ConcernCase, GroupStaff, Observation
from pupils.models.observations import DOMAINS, Scale
from senco.models import User
from senco.permissions import Member


def adults_of(case: ConcernCase, day: dt.date) -> dict[User, str]:
    """Everybody who teaches or assists the pupil on that day, with all that they are to them. One query."""
    found: dict[User, list[str]] = {}
    for row in GroupStaff.objects.teaching(case.pupil_id, day):
        subject = row.group.subject or row.part_words.capitalize()
        if row.user.is_active:
            found.setdefault(row.user, []).append(f"{subject} ({row.group.name})")
    return {user: ", ".join(parts) for user, parts in found.items()}


class AskObservationsForm(MoveForm):
    """Who teaches the pupil, by subject and group, all of them ticked."""

    colleagues = forms.MultipleChoiceField(
        label="Ask", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one colleague."}
    )
    due_on = DayField(label="By", error_messages={"required": "Choose the day by which they are to answer."})
    field_order = ["seen_version", "colleagues", "due_on", "why"]

    def __init__(self, data: Any = None, *, case: ConcernCase, today: dt.date, member: Member, due_on: dt.date) -> None:
        super().__init__(data, concern=case, today=today)
        self.adults = {user: part for user, part in adults_of(case, today).items() if user.pk != member.user.pk}
        asked = self.fields["colleagues"]
        assert isinstance(asked, forms.MultipleChoiceField)
        asked.choices = [(str(user.pk), f"{user.name}: {part}") for user, part in self.adults.items()]
        asked.initial = [str(user.pk) for user in self.adults]
        self.fields["due_on"].initial = due_on
        self.fields["why"].initial = "I am asking everybody who teaches them what they have noticed."

    def clean_due_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["due_on"]
        if day <= self.today:
            raise forms.ValidationError("Choose a day after today.")
        return day

    @property
    def details(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        chosen = set(said.pop("colleagues"))
        people = {user: part for user, part in self.adults.items() if str(user.pk) in chosen}
        return {**said, "colleagues": people, "today": self.today}


class ObservationForm(forms.ModelForm):
    """Five taps, and a sentence where there is something to say."""

    class Meta:
        model = Observation
        fields = [name for key in DOMAINS for name in (key, f"{key}_words")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = [*Scale.choices[1:], Scale.choices[0]]
        for key, (name, hint) in DOMAINS.items():
            self.fields[key] = forms.TypedChoiceField(
                label=name, help_text=hint, choices=scale, coerce=int, widget=forms.RadioSelect,
                error_messages={"required": "Choose one; “Not seen” will do."},
            )  # fmt: skip
            self.fields[f"{key}_words"].label = f"A sentence about {name[0].lower()}{name[1:]}"

    @property
    def domains(self) -> Iterator[tuple[Any, Any]]:
        for key in DOMAINS:
            yield self[key], self[f"{key}_words"]
