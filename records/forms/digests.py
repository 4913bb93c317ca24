"""Forms of a class's digest and its supply copy."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField
from senco.law import day_name

AHEAD = dt.timedelta(days=14)


class SupplyForm(forms.Form):
    on = DayField(label="For which day", help_text="The link opens on this day only, and ends with it.")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day < self.today:
            raise forms.ValidationError(f"{day_name(day)} is past.")
        if day > self.today + AHEAD:
            raise forms.ValidationError("Make it no more than two weeks ahead: by then the class may have changed.")
        return day
