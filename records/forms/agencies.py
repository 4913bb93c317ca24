"""Forms of the directory of agencies."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField
from pupils.models import Pupil
from records.forms.plans import BEFORE_BIRTH
from records.models import Agency, Involvement, Professional
from senco.forms.versions import VersionedForm
from senco.permissions import Member, Permission


class AgencyForm(VersionedForm):
    """An agency. Somebody at several schools says whose directory it is for."""

    website = forms.URLField(label="Website", required=False, assume_scheme="https")

    class Meta:
        model = Agency
        fields = ["name", "short_name", "kind", "email", "phone", "address", "website", "note"]
        widgets = {"address": forms.Textarea(attrs={"rows": 3}), "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = sorted(member.schools_with(Permission.MANAGE_AGENCIES))
        if not self.instance.pk and len(schools) > 1:
            choices = [(pk, member.names[pk]) for pk in schools]
            field = forms.TypedChoiceField(label="For which school?", choices=choices, coerce=int)
            self.fields = {"school": field, **self.fields}


class ProfessionalForm(forms.ModelForm):
    left_on = DayField(label="Left on", required=False)

    class Meta:
        model = Professional
        fields = ["name", "job", "email", "phone", "left_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["left_on"]


class InvolvementForm(forms.ModelForm):
    """Which agency, and who of it, for one pupil. Only agencies of the pupil's own school are offered."""

    starts_on = DayField(label="From")

    class Meta:
        model = Involvement
        fields = ["agency", "professional", "purpose", "starts_on"]

    def __init__(self, *args: Any, member: Member, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.born, school_id = pupil.date_of_birth, pupil.school_id
        agencies = Agency.objects.visible_to(member).open().at_schools([school_id])
        people = Professional.objects.visible_to(member).current().filter(school=school_id).select_related("agency")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["professional"].queryset = people  # type: ignore[attr-defined]
        self.fields["professional"].label_from_instance = lambda person: f"{person.name}, {person.agency.name}"  # type: ignore[attr-defined]
        self.fields["professional"].required = False
        self.fields["professional"].label = "Who of them"
        self.fields["professional"].empty_label = "Nobody in particular"  # type: ignore[attr-defined]
        self.fields["agency"].empty_label = "Choose an agency"  # type: ignore[attr-defined]
        self.fields["agency"].help_text = "Not in the list? Add it to the directory of agencies first."

    def clean_starts_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["starts_on"]
        if day < self.born:
            raise forms.ValidationError(BEFORE_BIRTH)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        agency, person = cleaned.get("agency"), cleaned.get("professional")
        if agency and person and person.agency_id != agency.pk:
            self.add_error("professional", f"{person.name} does not work for {agency.name}.")
        return cleaned


class AgencyFilter(forms.Form):
    q = forms.CharField(label="Agency or person", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All kinds"), *Agency.Kind.choices])
    show = forms.ChoiceField(label="Show", required=False, choices=[("", "In use"), ("closed", "Closed")])
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    size = forms.CharField(required=False, widget=forms.HiddenInput)

    def apply(self, agencies: Any) -> Any:
        self.is_valid()
        asked = self.cleaned_data
        shown = agencies.closed() if asked.get("show") == "closed" else agencies.open()
        if asked.get("kind"):
            shown = shown.filter(kind=asked["kind"])
        return shown.found_by(asked["q"]) if asked.get("q") else shown


__all__ = ["AgencyFilter", "AgencyForm", "InvolvementForm", "ProfessionalForm"]
