"""A day asked for with the browser's own calendar."""

import datetime as dt
from typing import Any

from django import forms


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What is no date is shown as words: the browser's calendar would leave the field empty instead."""
        context = super().get_context(name, value, attrs)
        typed = context["widget"]["value"]
        if typed and not _is_iso(typed):
            context["widget"]["type"] = "text"
        return context


def _is_iso(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-11-25")


class DayField(forms.DateField):
    """A date typed or picked; the calendar sends 2026-11-25, and 25/11/2026 is understood too.

    A browser sends a year half typed as the year 2 or 20, which no date of ours can be.
    """

    widget = DayInput
    default_error_messages = {"invalid": "This is not a date. Write it as 25/11/2026."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y"], **kwargs)

    def to_python(self, value: Any) -> Any:
        day = super().to_python(value)
        if day is not None and not 1900 <= day.year <= 2199:
            raise forms.ValidationError("Check the year of this date.", code="year")
        return day
