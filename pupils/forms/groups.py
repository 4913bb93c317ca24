"""A class or teaching group by hand, and who goes in and out of it."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField, DayInput
from pupils.models import Pupil, TeachingGroup
from senco.forms.versions import VersionedForm
from senco.models import Membership, School, User
from senco.permissions import Member, Permission


class GroupForm(VersionedForm):
    school = forms.ModelChoiceField(School.objects.none(), empty_label=None)
    field_order = ["school", "kind", "name", "subject", "ends_on"]

    class Meta:
        model = TeachingGroup
        fields = ["kind", "name", "subject", "ends_on"]
        widgets = {"ends_on": DayInput()}
        labels = {"kind": "What", "ends_on": "Last day"}
        help_texts = {
            "name": "As staff call it: 5M, 9x/En2.",
            "subject": "For a teaching group: English, maths.",
            "ends_on": "When it is no longer taught. Its pupils and staff leave it that day.",
        }

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = member.schools_with(Permission.EDIT_PUPILS)
        field = self.fields["school"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = School.objects.filter(pk__in=may).order_by("name")
        if self.instance.pk:
            del self.fields["school"], self.fields["kind"]
        else:
            del self.fields["ends_on"]
            if len(may) == 1:
                field.widget, field.initial = forms.HiddenInput(), next(iter(may))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        school = self.instance.school_id if self.instance.pk else getattr(values.get("school"), "pk", None)
        kind = values.get("kind") or self.instance.kind
        same = TeachingGroup.objects.filter(school=school, kind=kind, name=values.get("name"), ends_on__isnull=True)
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", "There is one of that name already.")
        return values


class GroupPupilsForm(forms.Form):
    """Pupils to put into a group: ticked among those whom the member may see."""

    pupils = forms.ModelMultipleChoiceField(Pupil.objects.none(), widget=forms.MultipleHiddenInput)
    from_on = DayField(label="From")

    def __init__(self, *args: Any, group: TeachingGroup, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pupils"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Pupil.objects.visible_to(member, Permission.EDIT_PUPILS).of_school(group.school_id)
        field.error_messages["required"] = "Choose at least one pupil."


class GroupStaffForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label="Member of staff", empty_label="Choose somebody")
    from_on = DayField(label="From")

    def __init__(self, *args: Any, group: TeachingGroup, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Membership.objects.people_at(group.school_id, today)
        self.fields["from_on"].initial = today
