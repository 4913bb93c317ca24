"""Which pupils an act is for, and from when."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from pupils.forms.days import DayField
from pupils.forms.register import group_choices, years_in_use
from senco.models import Membership, User
from senco.permissions import Member, Permission

MOST = 2000


class WhoForm(forms.Form):
    """The pupils ticked in a list, or a whole year group or class."""

    year = forms.ChoiceField(label="A whole year group", required=False)
    group = forms.ChoiceField(label="or a class or group", required=False)

    def __init__(self, data: Any, *, member: Member, today: dt.date) -> None:
        super().__init__(data)
        self._choices("year", years_in_use(member))
        self._choices("group", group_choices(member, today))

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *choices]

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class FromForm(forms.Form):
    """From which day. `seen` marks what the preview showed, so that nothing is done that nobody saw."""

    from_on = DayField(label="From")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, today: dt.date) -> None:
        super().__init__(data, initial={"from_on": today})
        self.today = today

    def clean_from_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["from_on"]
        if abs((day - self.today).days) > 366:
            raise forms.ValidationError("Choose a day within a year of today.")
        return day


class YearUpForm(FromForm):
    def __init__(self, data: Any, *, today: dt.date, people: Any = None) -> None:
        super().__init__(data, today=today)
        # Up to the end of September it is for that September, made good where it was forgotten; then for the next one.
        self.initial["from_on"] = dt.date(today.year + (today.month > 9), 9, 1)


def people_for(pupils: Sequence[Any], member: Member, today: dt.date) -> Any:
    """Who works with children at the school of these pupils; with pupils of several schools, at the first one's."""
    school = pupils[0].school_id if pupils else min(member.schools_with(Permission.EDIT_PUPILS))
    return Membership.objects.people_at(school, today)


class KeyAdultForm(FromForm):
    adult = forms.ModelChoiceField(User.objects.none(), label="Key adult", empty_label="Choose a member of staff")
    field_order = ["adult", "from_on"]

    def __init__(self, data: Any, *, today: dt.date, people: Any) -> None:
        super().__init__(data, today=today)
        field = self.fields["adult"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
