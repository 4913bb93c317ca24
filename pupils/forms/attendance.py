"""Attendance for a period, and a suspension, by hand."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayInput
from pupils.models import Attendance, Suspension


class PeriodForm(forms.ModelForm):
    """What the two forms share: days in order, none to come, one row for one beginning."""

    def __init__(self, *args: Any, pupil_pk: int, today: dt.date, correcting: Any = None, **kwargs: Any) -> None:
        """`correcting` is the row that is put right; the form never writes itself."""
        super().__init__(*args, **kwargs)
        self.pupil_pk, self.today, self.correcting = pupil_pk, today, correcting
        self.running = bool(getattr(correcting, "is_running", False))

    def others(self) -> Any:
        rows = type(self.instance).objects.filter(pupil=self.pupil_pk)
        return rows.exclude(pk=self.correcting.pk) if self.correcting else rows

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and start > self.today:
            self.add_error("starts_on", "That day is still to come.")
        if start and end and end < start:
            self.add_error("ends_on", "It ends before it begins.")
        return values


class AttendanceForm(PeriodForm):
    class Meta:
        model = Attendance
        fields = ["starts_on", "ends_on", "percent"]
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}
        labels = {"starts_on": "From", "ends_on": "To", "percent": "Sessions attended, percent"}

    def clean_percent(self) -> Any:
        percent = self.cleaned_data["percent"]
        if not 0 <= percent <= 100:
            raise forms.ValidationError("A figure from 0 to 100.")
        return percent

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        same = self.others().filter(starts_on=values.get("starts_on"), is_running=self.running)
        if values.get("starts_on") and same.exists():
            self.add_error("starts_on", "There is a figure from that day already. Correct that one instead.")
        return values


class SuspensionForm(PeriodForm):
    class Meta:
        model = Suspension
        fields = ["kind", "starts_on", "ends_on", "sessions", "reason"]
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}
        labels = {"starts_on": "From", "ends_on": "To", "sessions": "Half days", "kind": "What"}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        same = self.others().filter(kind=values.get("kind"), starts_on=values.get("starts_on"))
        if values.get("starts_on") and same.exists():
            self.add_error("starts_on", "This is already recorded for that day.")
        return values
