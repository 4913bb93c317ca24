"""What of the progress page is shown, and why something is not SEN."""

import datetime as dt
from typing import Any

from django import forms

from pupils.models import Measure, Pupil, TeachingGroup
from pupils.progress import Sign
from pupils.progress_words import NAMES
from senco.forms.choices import PlainSelect
from senco.law import nc_years
from senco.permissions import Member, Permission
from senco.permissions import today as day_now
from senco.prepared import prepared

REGISTER = (("", "Everybody"), ("off", "Not on the SEN register"), ("on", "On the SEN register"))
SHOWS = (("", "To look at"), ("decided", "Found not to be SEN"))
ORDERS = (
    ("", "Year by year, strongest first"),
    ("class", "Class by class, strongest first"),
    ("strength", "Strongest first"),
    ("name", "By name"),
)
SORTS = {
    "": ("place", "-in_all", "name", "pupil"),
    "class": ("place", "group", "-in_all", "name", "pupil"),
    "strength": ("-in_all", "name", "pupil"),
    "name": ("name", "pupil"),
}


@prepared
def _judged(member: Member) -> Any:
    judged = Measure.objects.visible_to(member).active().filter(is_judged=True)
    return judged.order_by("place", "name", "pk")


@prepared
def _groups(member: Member) -> Any:
    seen = TeachingGroup.objects.visible_to(member).of_schools(member.schools_with(Permission.VIEW_PROVISION))
    return seen.open(day_now()).order_by("kind", "name")


class ProgressFilter(forms.Form):
    """Read from the address. Two queries, for the measures and the classes."""

    show = forms.ChoiceField(label="Show", required=False, choices=SHOWS, widget=PlainSelect)
    sign = forms.ChoiceField(
        label="Reason",
        required=False,
        choices=[("", "Any"), *((sign.value, NAMES[sign]) for sign in Sign)],
        widget=PlainSelect,
    )
    measure = forms.ChoiceField(label="Measure", required=False, widget=PlainSelect)
    year = forms.ChoiceField(label="Year", required=False, widget=PlainSelect)
    group = forms.ChoiceField(label="Class or group", required=False, widget=PlainSelect)
    register = forms.ChoiceField(label="Register", required=False, choices=REGISTER, widget=PlainSelect)
    order = forms.ChoiceField(label="Order", required=False, choices=ORDERS, widget=PlainSelect)

    def __init__(self, data: Any, *, member: Member, today: dt.date) -> None:
        super().__init__(data)
        self.today = today
        several = len(member.schools) > 1
        self.measures = _judged(member)
        self._choices("measure", self.measures, member if several else None)
        self._choices("group", _groups(member), member if several else None)
        year = self.fields["year"]
        assert isinstance(year, forms.ChoiceField)
        year.choices = [("", "Any"), *((one.code, one.name) for one in nc_years())]

    def _choices(self, name: str, rows: Any, member: Member | None) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        words = [(str(row.pk), f"{row}, {member.names[row.school_id]}" if member else str(row)) for row in rows]
        field.choices = [("", "Any"), *words]

    @property
    def values(self) -> dict[str, Any]:
        """What was asked and understood; anything else counts as not asked."""
        self.is_valid()
        return self.cleaned_data

    def rows(self, rows: Any) -> Any:
        """Those of the kept rows that are asked for."""
        asked, day = self.values, self.today
        wanted = [row for row in self.measures if not asked.get("measure") or str(row.pk) == asked["measure"]]
        rows = rows.of_measures(wanted).on_roll(day)
        rows = rows.decided() if self.decided else rows.undecided()
        if asked.get("sign"):
            rows = rows.with_sign(asked["sign"])
        if asked.get("year"):
            rows = rows.in_year(asked["year"])
        if asked.get("group"):
            rows = rows.of_pupils(Pupil.objects.in_group(asked["group"], day))
        if asked.get("register"):
            on_register = Pupil.objects.with_provision("KE", day)
            rows = rows.of_pupils(on_register) if asked["register"] == "on" else rows.not_of_pupils(on_register)
        return rows

    @property
    def decided(self) -> bool:
        return bool(self.values.get("show") == "decided")

    @property
    def order_asked(self) -> str:
        return str(self.values.get("order") or "")

    @property
    def sorts(self) -> tuple[str, ...]:
        return SORTS[self.order_asked]


class DecisionForm(forms.Form):
    """Why slow progress is not SEN."""

    reason = forms.CharField(
        label="Not SEN, because",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What explains it, and what is done about it: long absence, new to English, a test on a bad day.",
    )
    seen = forms.DecimalField(widget=forms.HiddenInput)
