"""A pupil by hand: who they are, joining and leaving, year group, and what else is true of them."""

import datetime as dt
import hashlib
from typing import Any

from django import forms

from pupils.actions.pupils import BY_HAND
from pupils.forms.days import DayField, DayInput
from pupils.imports.values import birth_fault
from pupils.models import Characteristic, Pupil, YearGroup
from senco.law import nc_years, upn_is_valid
from senco.models import School
from senco.permissions import Member, Permission

YEARS = [(year.code, year.name) for year in nc_years() if year.code != "M"]


class PupilForm(forms.ModelForm):
    """Who the pupil is. `seen` marks what stood there when the form was opened, so that two people's edits meet."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    stale = False

    class Meta:
        model = Pupil
        fields = BY_HAND
        widgets = {"date_of_birth": DayInput(), "address": forms.Textarea(attrs={"rows": 3})}
        labels = {"local_ref": "Own reference", "upn": "UPN"}

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["upn"].help_text = "Unique pupil number: a letter and twelve digits. Leave it out in a nursery."
        self.fields["preferred_forename"].help_text = "What everybody calls them, if it is not the forename."
        self.fields["seen"].initial = fingerprint(self.instance)

    def clean_upn(self) -> str:
        upn = str(self.cleaned_data["upn"]).strip().upper()
        if upn and upn != self.initial.get("upn") and not upn_is_valid(upn):
            raise forms.ValidationError("This is not a UPN: its first letter does not fit the numbers after it.")
        return self._once("upn", upn, "UPN")

    def clean_admission_number(self) -> str:
        return self._once("admission_number", self.cleaned_data["admission_number"].strip(), "admission number")

    def clean_local_ref(self) -> str:
        return self._once("local_ref", self.cleaned_data["local_ref"].strip(), "reference")

    def _once(self, name: str, value: str, words: str) -> str:
        if not value:
            return value
        others = Pupil.objects.of_school(self.school_id()).exclude(pk=self.instance.pk)
        if others.filter(**{name: value}).exists():
            raise forms.ValidationError(f"Another pupil of this school has this {words}.")
        return value

    def school_id(self) -> int:
        return int(self.instance.school_id)

    def clean_date_of_birth(self) -> dt.date:
        born: dt.date = self.cleaned_data["date_of_birth"]
        if fault := birth_fault(born, self.today):
            raise forms.ValidationError(fault)
        return born

    def clean(self) -> dict[str, Any]:
        """A date of birth that is left as it stands holds up nothing else, whatever the year group is."""
        values = super().clean() or self.cleaned_data
        born = values.get("date_of_birth") if "date_of_birth" in self.changed_data else None
        if born and (fault := birth_fault(born, self.today, self.year_group())):
            self.add_error("date_of_birth", fault)
        return values

    def year_group(self) -> str:
        row = YearGroup.objects.of_pupil(self.instance.pk).on(self.today).first()
        return row.code if row else ""

    def is_stale(self, stored: Pupil) -> bool:
        """Somebody else changed the pupil after this form was opened."""
        return bool(self.cleaned_data.get("seen")) and self.cleaned_data["seen"] != fingerprint(stored)

    def show_stale(self, stored: Pupil) -> None:
        """What stands now beside what was typed; a second save goes through."""
        self.stale = True
        for name in BY_HAND:
            now, typed = getattr(stored, name), self.cleaned_data.get(name)
            if now != typed:
                self.add_error(name, f"Somebody else saved this meanwhile. It now says: {now or 'nothing'}")
        self.add_error(None, "Somebody else saved first. Theirs is shown beside yours; save again to keep yours.")
        data: Any = self.data
        self.data = data.copy()
        self.data["seen"] = fingerprint(stored)  # type: ignore[index]


def fingerprint(pupil: Pupil) -> str:
    """What a form was opened at, in sixteen letters."""
    text = "\x1f".join(str(getattr(pupil, name)) for name in BY_HAND)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class NewPupilForm(PupilForm):
    """A pupil whom no file has brought."""

    school = forms.ModelChoiceField(School.objects.none(), empty_label=None)
    from_on = DayField(label="On the roll from")
    year = forms.ChoiceField(label="Year group", choices=[("", "Not said"), *YEARS], required=False)
    field_order = ["school", "forename", "surname", "preferred_forename", "date_of_birth", "from_on", "year"]

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = School.objects.filter(pk__in=member.schools_with(Permission.EDIT_PUPILS)).order_by("name")
        field = self.fields["school"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = schools
        if len(member.schools_with(Permission.EDIT_PUPILS)) == 1:
            field.widget, field.initial = forms.HiddenInput(), next(iter(member.schools_with(Permission.EDIT_PUPILS)))
        self.fields["from_on"].initial = self.today

    def school_id(self) -> int:
        school = self.cleaned_data.get("school")
        return school.pk if school else 0

    def year_group(self) -> str:
        return str(self.cleaned_data.get("year") or "")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        born, start = values.get("date_of_birth"), values.get("from_on")
        if born and start and start < born:
            self.add_error("from_on", "That day is before the pupil was born.")
        return values


class LeaveForm(forms.Form):
    on = DayField(label="Last day here")
    left_for = forms.CharField(label="Where to", required=False, max_length=200, help_text="The new school, if known.")


class BackForm(forms.Form):
    on = DayField(label="First day back")


class YearForm(forms.Form):
    code = forms.ChoiceField(label="Year group", choices=YEARS)
    from_on = DayField(label="From")


class CharacteristicForm(forms.Form):
    kind = forms.ChoiceField(label="What", choices=Characteristic.Kind.choices)
    from_on = DayField(label="From")
    detail = forms.CharField(
        label="Detail", required=False, max_length=200, help_text="For a looked-after child: the authority that cares."
    )


class EndForm(forms.Form):
    """One day from which something is no longer so."""

    from_on = DayField(label="No longer from")
