"""Forms of plans and their sections."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from pupils.forms.days import DayField
from records.models import Plan, PlanSection
from senco.forms.versions import VersionedForm
from senco.law import day_name

BEFORE_BIRTH = "That day is before the pupil was born."


class PlanForm(VersionedForm):
    """A plan's dates and particulars. `kind` is asked once, when it is made."""

    made_on = DayField(label="Made on", help_text="The date on the first final plan. The year of reviews runs from it.")
    amended_on = DayField(label="Last amended on", required=False)
    on_register = forms.BooleanField(
        label="Put the pupil on the register with an EHC plan from this date",
        required=False,
        initial=True,
        help_text="The register says otherwise today. If it changed after this date, the plan counts there from the "
        "day after that change. A support plan changes nothing.",
    )

    field_order = ["kind", "made_on", "on_register"]

    class Meta:
        model = Plan
        fields = ["kind", "made_on", "amended_on", "local_authority", "weekly_hours", "note"]
        widgets = {"kind": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, today: dt.date, born: dt.date, asks_register: bool = False, **kwargs: Any) -> None:
        self.today, self.born = today, born
        super().__init__(*args, **kwargs)
        if not asks_register:
            del self.fields["on_register"]
        self.fields["weekly_hours"].min_value = 0  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["kind"]
        else:
            del self.fields["amended_on"]
            self.fields["kind"].choices = Plan.Kind.choices  # type: ignore[attr-defined]

    def clean_made_on(self) -> dt.date:
        made_on: dt.date = self.cleaned_data["made_on"]
        if made_on > self.today:
            raise forms.ValidationError(f"{day_name(made_on)} is still to come.")
        if made_on < self.born:
            raise forms.ValidationError(BEFORE_BIRTH)
        return made_on

    def clean_weekly_hours(self) -> Any:
        hours = self.cleaned_data.get("weekly_hours")
        if hours is not None and not 0 <= hours <= 60:
            raise forms.ValidationError("Hours a week are between 0 and 60.")
        return hours

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        made, amended = cleaned.get("made_on"), cleaned.get("amended_on")
        ceased = self.instance.ceased_on
        if made and ceased and made > ceased:
            self.add_error("made_on", f"This plan ended on {day_name(ceased)}: it was made before that.")
        if amended and amended > self.today:
            self.add_error("amended_on", f"{day_name(amended)} is still to come.")
        if made and amended and amended < made:
            self.add_error("amended_on", "A plan is amended after it is made.")
        return cleaned


class DayForm(forms.Form):
    """One day, not after today."""

    on = DayField(label="On")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(f"{day_name(day)} has not come yet. Record it when it has happened.")
        return day


class SectionForm(VersionedForm):
    class Meta:
        model = PlanSection
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 16})}
        labels = {"text": "Text of the section"}

    @property
    def wording_kind(self) -> str:
        """As what its wording is looked at while it is typed; "" where a section promises nothing."""
        return {"E": "outcome", "F": "provision", "G": "provision", "H1": "provision", "H2": "provision"}.get(
            self.instance.code, ""
        )


class PlanFilter(forms.Form):
    """What the list of plans shows, read from the address."""

    q = forms.CharField(label="Pupil", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All kinds"), *Plan.Kind.choices])
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ("", "In force"),
            ("late", "Review late"),
            ("unplanned", "No review planned"),
            ("waiting", "Waiting for the authority"),
            ("ended", "Ended"),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    size = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """What the list is narrowed by, for `narrow`."""
        self.is_valid()
        return tuple((name, self.cleaned_data[name]) for name in ("q", "kind", "show") if self.cleaned_data.get(name))

    @property
    def is_typed(self) -> bool:
        return "q" in dict(self.narrowed)


def narrow(plans: Any, by: Iterable[tuple[str, str]], today: dt.date) -> Any:
    """Those that a filter's `narrowed` leaves, of plans `with_reviews`. No query."""
    asked = dict(by)
    show = asked.get("show")
    shown = plans.ended() if show == "ended" else plans.open()
    if show == "unplanned":
        shown = shown.ehc().without_meeting()
    elif show == "late":
        shown = shown.late(today)
    elif show == "waiting":
        shown = shown.waiting()
    if "kind" in asked:
        shown = shown.filter(kind=asked["kind"])
    return shown.found_by(asked["q"]) if "q" in asked else shown
