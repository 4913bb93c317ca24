"""Adding people, and giving and ending their roles."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField
from senco.models import School, SchoolGroup
from senco.permissions import Role


class PlaceField(forms.ChoiceField):
    """The school in hand, or a group of it that one administers; gives the School or SchoolGroup itself."""

    def __init__(self, school: School, groups: list[SchoolGroup], **kwargs: Any) -> None:
        self.places: dict[str, School | SchoolGroup] = {"school": school}
        self.places |= {f"group-{group.pk}": group for group in groups}
        labels = [(key, str(place)) for key, place in self.places.items()]
        super().__init__(choices=labels, initial="school", **kwargs)

    def clean(self, value: Any) -> Any:
        return self.places[super().clean(value)]


class RoleForm(forms.Form):
    """One role more."""

    role = forms.ChoiceField(label="Role", choices=[("", "Choose a role"), *Role.choices])
    starts_on = DayField(label="From")
    ends_on = DayField(label="Until", required=False, help_text="Empty for as long as they stay.")

    def __init__(self, *args: Any, school: School, groups: list[SchoolGroup], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"] = PlaceField(school, groups, label="Where")
        self.fields["starts_on"].initial = today
        if not groups:
            self.fields["at"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("starts_on") and found.get("ends_on") and found["ends_on"] < found["starts_on"]:
            self.add_error("ends_on", "The last day is before the first day.")
        return found


class PersonForm(RoleForm):
    """Somebody new, with every role they hold."""

    name = forms.CharField(label="Full name", max_length=150)
    email = forms.EmailField(
        label="E-mail address", help_text="They sign in by it, and are sent a link to set a password."
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role."},
    )
    field_order = ["name", "email", "roles", "at", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["role"]
        self.order_fields(self.field_order)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class EndForm(forms.Form):
    on = DayField(label="Last day")


class NameForm(forms.Form):
    name = forms.CharField(label="Full name", max_length=150)
