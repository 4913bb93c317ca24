"""What of the progress page is shown, and why something is not SEN."""

import datetime as dt
from typing import Any

from django import forms

from pupils.models import Measure, TeachingGroup
from pupils.progress import Sign
from pupils.progress_words import NAMES
from senco.forms.choices import PlainSelect
from senco.law import nc_years
from senco.permissions import Member, Permission

REGISTER = (("", "Everybody"), ("off", "Not on the SEN register"), ("on", "On the SEN register"))
SHOWS = (("", "To look at"), ("decided", "Found not to be SEN"))


class ProgressFilter(forms.Form):
    """Read from the address. Two queries, for the measures and the classes."""

    show = forms.ChoiceField(label="Show", required=False, choices=SHOWS, widget=PlainSelect)
    sign = forms.ChoiceField(
        label="Sign",
        required=False,
        choices=[("", "Any"), *((sign.value, NAMES[sign]) for sign in Sign)],
        widget=PlainSelect,
    )
    measure = forms.ChoiceField(label="Measure", required=False, widget=PlainSelect)
    year = forms.ChoiceField(label="Year", required=False, widget=PlainSelect)
    group = forms.ChoiceField(label="Class or group", required=False, widget=PlainSelect)
    register = forms.ChoiceField(label="Register", required=False, choices=REGISTER, widget=PlainSelect)

    def __init__(self, data: Any, *, member: Member, today: dt.date) -> None:
        super().__init__(data)
        self.today = today
        several = len(member.schools) > 1
        judged = Measure.objects.visible_to(member).active().filter(is_judged=True)
        self.measures = list(judged.order_by("place", "name", "pk"))
        seen = TeachingGroup.objects.visible_to(member).of_schools(member.schools_with(Permission.VIEW_PROVISION))
        self._choices("measure", self.measures, member if several else None)
        self._choices("group", seen.open(today).order_by("kind", "name"), member if several else None)
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

    @property
    def measures_asked(self) -> list[Measure]:
        asked = self.values.get("measure")
        return [row for row in self.measures if not asked or str(row.pk) == asked]

    def narrow(self, pupils: Any) -> Any:
        """Those of the pupils that are asked for."""
        asked = self.values
        if asked.get("year"):
            pupils = pupils.in_year(asked["year"], self.today)
        if asked.get("group"):
            pupils = pupils.in_group(asked["group"], self.today)
        if asked.get("register") == "on":
            pupils = pupils.with_provision("KE", self.today)
        return pupils.without_provision("KE", self.today) if asked.get("register") == "off" else pupils

    def keeps(self, line: Any) -> bool:
        """Whether a line is asked for."""
        asked = self.values
        sign = asked.get("sign")
        decided = asked.get("show") == "decided"
        return bool(line.decision) == decided and (not sign or any(one.sign == sign for one in line.judged.signs))


class DecisionForm(forms.Form):
    """Why slow progress is not SEN."""

    reason = forms.CharField(
        label="Not SEN, because",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What explains it, and what is done about it: long absence, new to English, a test on a bad day.",
    )
    seen = forms.DecimalField(widget=forms.HiddenInput)
