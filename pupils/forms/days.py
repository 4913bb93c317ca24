"""A day asked for with the browser's own calendar."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    """A date typed or picked; the calendar sends 2026-11-25, and 25/11/2026 is understood too."""

    widget = DayInput
    default_error_messages = {"invalid": "This is not a date. Write it as 25/11/2026."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y"], **kwargs)
