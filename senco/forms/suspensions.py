"""The filter of the list of suspensions."""

from typing import Any

from django import forms

from pupils.models import SenStatus
from pupils.models.attendance import SuspensionQuerySet
from senco.forms.choices import school_field
from senco.permissions import Member


class SuspensionFilter(forms.Form):
    """Anything that the address says and this does not know is as if it had not been said."""

    provision = forms.ChoiceField(
        label="Provision today", required=False, choices=[("", "Any"), *reversed(SenStatus.Provision.choices)]
    )
    school = forms.ChoiceField(label="School", required=False)

    def __init__(self, data: Any, *, member: Member) -> None:
        super().__init__(data)
        school_field(self, member)
        self.is_valid()

    def apply(self, found: SuspensionQuerySet) -> SuspensionQuerySet:
        if provision := self.cleaned_data.get("provision"):
            found = found.of_those_with(provision)
        if school := self.cleaned_data.get("school"):
            found = found.of_school(int(school))
        return found
