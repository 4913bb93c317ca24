"""A school's details, its calendar and its groups, with what can be wrong in plain words."""

import datetime as dt
import re
from typing import Any

from django import forms

from pupils.forms.days import DayField
from senco.models import AcademicYear, Closure, Membership, School, SchoolGroup, Term, User
from senco.models.schools import Dated
from senco.permissions import Member, Permission, Role

LONGEST_TERM = 140
"""Days: the longest English term has about sixteen weeks. Above it a year was probably mistyped."""


class SchoolForm(forms.ModelForm):
    """One number at least: a setting without LAESTAB and URN has an Ofsted number."""

    class Meta:
        model = School
        fields = [
            "name",
            "phase",
            "local_authority",
            "laestab",
            "urn",
            "ofsted_number",
            "postcode",
            "sen_governor",
            "has_sen_unit",
            "has_resourced",
        ]
        help_texts = {
            "laestab": "Seven digits. A nursery or childminder may have none.",
            "urn": "Six digits.",
            "ofsted_number": "For a setting without LAESTAB and URN.",
            "sen_governor": "The governor with oversight of SEN. Give them the role of governor first.",
            "has_sen_unit": "One that the local authority recognises. The spring census asks who is in it.",
            "has_resourced": "Places that the local authority reserves for a type of need. The spring census asks too.",
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("has_sen_unit", "has_resourced"):
            self.fields[name].widget.choices = [("unknown", "Nobody has said"), ("true", "Yes"), ("false", "No")]
        governors = Membership.objects.at(self.instance).current(today).filter(role=Role.GOVERNOR)
        chosen = self.fields["sen_governor"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = User.objects.filter(is_active=True, pk__in=governors.values("user")).order_by("name")
        chosen.empty_label = "Nobody is named"

    def clean_laestab(self) -> str:
        value = re.sub(r"[\s/]", "", self.cleaned_data["laestab"])
        if value and not re.fullmatch(r"[0-9]{7}", value):
            raise forms.ValidationError("A LAESTAB has seven digits, such as 8862101.")
        return value

    def clean_urn(self) -> str:
        value: str = self.cleaned_data["urn"].strip()
        if value and not re.fullmatch(r"[0-9]{6}", value):
            raise forms.ValidationError("A URN has six digits.")
        return value

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (found.get("laestab") or found.get("urn") or found.get("ofsted_number")):
            raise forms.ValidationError("Give at least one number: LAESTAB, URN or Ofsted number.")
        return found


class YearForm(forms.Form):
    """Which ready-made year to begin from."""

    start = forms.TypedChoiceField(label="Academic year", coerce=int)

    def __init__(self, *args: Any, today: dt.date, have: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = today.year - (today.month < 9) - 1
        years = [(start, f"{start}/{(start + 1) % 100:02d}") for start in range(first, first + 4)]
        chosen = self.fields["start"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(start, name) for start, name in years if name not in have]


class DatesForm(forms.ModelForm):
    """A year, a term or a closure of one school."""

    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last:
            if last < first:
                self.add_error("ends_on", "The last day is before the first day.")
            else:
                self.look_through(first, last)
        return found

    def look_through(self, first: dt.date, last: dt.date) -> None:
        """What else can be wrong with two days in the right order."""

    def others(self, model: type[Dated]) -> Any:
        return model.objects.of_school(self.instance.school_id).exclude(pk=self.instance.pk)


class AcademicYearForm(DatesForm):
    class Meta:
        model = AcademicYear
        fields = ["name", "starts_on", "ends_on"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.others(AcademicYear).filter(name__iexact=name).exists():
            raise forms.ValidationError("There is a year of this name already.")
        return name

    def look_through(self, first: dt.date, last: dt.date) -> None:
        _no_overlap(self, self.others(AcademicYear), first, last)
        if (last - first).days > 400:
            self.add_error("ends_on", "This is longer than a year. Check the years of both dates.")


class TermForm(DatesForm):
    class Meta:
        model = Term
        fields = ["name", "starts_on", "ends_on"]

    def look_through(self, first: dt.date, last: dt.date) -> None:
        _no_overlap(self, self.others(Term), first, last)
        if (last - first).days > LONGEST_TERM:
            self.add_error("ends_on", f"A term of {(last - first).days} days? Check the years of both dates.")
        year = (
            AcademicYear.objects.of_school(self.instance.school_id)
            .filter(starts_on__lte=first, ends_on__gte=last)
            .first()
        )
        if year is None:
            self.add_error("starts_on", "No academic year holds both days. Add the year first, or correct its dates.")
        else:
            self.instance.year = year


class ClosureForm(DatesForm):
    class Meta:
        model = Closure
        fields = ["name", "starts_on", "ends_on"]
        help_texts = {"name": "Half term, INSET day, snow …"}

    def look_through(self, first: dt.date, last: dt.date) -> None:
        _no_overlap(self, self.others(Closure), first, last)
        if (last - first).days > 60:
            self.add_error("ends_on", "This is longer than two months. Holidays between terms need no closure.")


DATES: dict[str, type[DatesForm]] = {"year": AcademicYearForm, "term": TermForm, "closure": ClosureForm}
NAMES = {"year": "academic year", "term": "term", "closure": "closure"}


def _no_overlap(form: DatesForm, others: Any, first: dt.date, last: dt.date) -> None:
    other = others.touching(first, last).first()
    if other is not None:
        form.add_error(
            "starts_on", f"This overlaps {other.name}, {other.starts_on:%d/%m/%Y} to {other.ends_on:%d/%m/%Y}."
        )


class GroupForm(forms.ModelForm):
    """A trust, cluster or locality, and which of the schools that one administers are in it."""

    schools = forms.ModelMultipleChoiceField(
        School.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one school."},
    )

    class Meta:
        model = SchoolGroup
        fields = ["name", "kind"]

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [pk for pk in member.schools_with(Permission.MANAGE_SCHOOL) if Role.ADMINISTRATOR in member.roles[pk]]
        self.kept = list(self.instance.schools.exclude(pk__in=mine)) if self.instance.pk else []
        chosen = self.fields["schools"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)
        chosen.queryset = School.objects.visible_to(member).filter(pk__in=mine)
        if self.instance.pk:
            chosen.initial = [school.pk for school in self.instance.schools.filter(pk__in=mine)]

    @property
    def all_schools(self) -> list[School]:
        """Those chosen, and those in the group that are not this person's to take out."""
        return [*self.cleaned_data["schools"], *self.kept]
