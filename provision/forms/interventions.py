"""The form of an intervention, and what the catalogue shows."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from provision.models import Intervention
from pupils.models.areas import Area
from senco.forms.versions import VersionedForm


def between(low: int, high: int, value: Any, unit: str) -> Any:
    if value is not None and not Decimal(low) <= value <= Decimal(high):
        raise forms.ValidationError(f"{unit} are between {low} and {high}.")
    return value


class InterventionForm(VersionedForm):
    """Money is asked of those alone who may see it."""

    class Meta:
        model = Intervention
        fields = ["name", "description", "area", "level", "usual_minutes", "usual_times", "places", "hourly_cost"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3}), "level": forms.RadioSelect}
        help_texts = {
            "usual_times": "Sessions a week; 0.5 is once a fortnight.",
            "places": "How many pupils one group can hold.",
            "hourly_cost": "Of the adult who gives it, with on-costs.",
        }

    def __init__(self, *args: Any, sees_costs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose an area"), *Area.choices]  # type: ignore[attr-defined]
        if not sees_costs:
            del self.fields["hourly_cost"]

    def clean_usual_minutes(self) -> Any:
        return between(1, 3000, self.cleaned_data["usual_minutes"], "Minutes")

    def clean_usual_times(self) -> Any:
        times = self.cleaned_data["usual_times"]
        if times is not None and not Decimal("0.1") <= times <= 25:
            raise forms.ValidationError("Times a week are between 0.1 and 25.")
        return times

    def clean_places(self) -> Any:
        return between(1, 200, self.cleaned_data["places"], "Places")

    def clean_hourly_cost(self) -> Any:
        return between(0, 1000, self.cleaned_data["hourly_cost"], "Pounds an hour")


class CatalogueFilter(forms.Form):
    """What of the catalogue is listed, read from the address."""

    q = forms.CharField(label="Name", required=False, max_length=100)
    area = forms.ChoiceField(label="Area of need", required=False, choices=[("", "All areas"), *Area.choices])
    level = forms.ChoiceField(label="Level", required=False, choices=[("", "All levels"), *Intervention.Level.choices])
    show = forms.ChoiceField(label="Show", required=False, choices=[("", "In use"), ("closed", "No longer offered")])

    def apply(self, interventions: Any) -> QuerySet:
        self.is_valid()
        asked = self.cleaned_data
        shown = interventions.closed() if asked.get("show") == "closed" else interventions.open()
        if asked.get("q"):
            shown = shown.named(asked["q"])
        if asked.get("area"):
            shown = shown.of_area(asked["area"])
        return shown.of_level(asked["level"]) if asked.get("level") else shown
