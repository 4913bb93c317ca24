"""Forms of annual reviews."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField
from records.forms.plans import DayForm
from records.models import Review
from senco.forms.versions import StaleEdit
from senco.law import SchoolCalendar, day_name


class MeetingForm(forms.Form):
    """When people meet. A day without school is taken only where somebody says that this very day is meant."""

    meeting_on = DayField(label="Meeting on")

    def __init__(
        self, *args: Any, calendar: SchoolCalendar | None = None, today: dt.date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        """Whose days are asked about; without it any day is taken."""
        self.today = today
        """A day before it is asked about; without it none is."""

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        day = found.get("meeting_on")
        if day is not None and (why := self._why_odd(day)):
            self._ask(day, why)
        return found

    def _why_odd(self, day: dt.date) -> str:
        closed = self.calendar.why_closed(day) if self.calendar is not None else ""
        past = "a day that has passed" if self.today is not None and day < self.today else ""
        return " and ".join(why for why in (closed, past) if why)

    def _ask(self, day: dt.date, why: str) -> None:
        """The answer holds the day itself, so that it never keeps another day that is typed later."""
        answer = [(day.isoformat(), f"Keep {day_name(day)}, {why}")]
        self.fields["keep_day"] = forms.MultipleChoiceField(
            label="Is that day meant?", choices=answer, widget=forms.CheckboxSelectMultiple
        )
        said: Any = self.data
        if day.isoformat() not in said.getlist(self.add_prefix("keep_day")):
            self.add_error("meeting_on", f"{day_name(day)} is {why}. Choose another day, or say that it is meant.")


class ReviewForm(MeetingForm):
    """A new review: of which kind, and when people meet."""

    kind = forms.ChoiceField(label="Kind", choices=Review.Kind.choices, widget=forms.RadioSelect, initial="annual")
    field_order = ["kind", "meeting_on"]


class MoveForm(MeetingForm):
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
