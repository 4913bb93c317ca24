"""Forms of annual reviews."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField
from records.forms.plans import DayForm
from records.models import Review
from senco.forms.versions import StaleEdit
from senco.law import day_name


class ReviewForm(forms.Form):
    """A new review: of which kind, and when people meet."""

    kind = forms.ChoiceField(label="Kind", choices=Review.Kind.choices, widget=forms.RadioSelect, initial="annual")
    meeting_on = DayField(label="Meeting on")


class MoveForm(forms.Form):
    meeting_on = DayField(label="Meeting on")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def show_stale(self, stale: StaleEdit) -> None:
        """The day that somebody else set meanwhile, beside the one typed; a second save goes through."""
        now: Any = stale.current
        self.add_error("meeting_on", f"Somebody else moved it to {day_name(now.meeting_on)}. Save again for yours.")
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again["seen_version"] = str(now.version)
        self.data = again


class StepForm(DayForm):
    """When a step was taken; the authority's decision also says which."""

    def __init__(self, *args: Any, step: str, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        if step == "decision_notified_on":
            self.fields["decision"] = forms.ChoiceField(
                label="The authority decided to", choices=Review.Decision.choices, widget=forms.RadioSelect
            )


class CancelForm(forms.Form):
    why = forms.CharField(label="Why is the review cancelled?", max_length=300)
