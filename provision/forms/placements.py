"""The form of a placement, and the choosing of the pupils who are in it."""

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Exists, OuterRef, Q

from provision.forms.interventions import between
from provision.models import Intervention, Placement
from provision.planned import WEEKDAYS
from pupils.actions.deadlines import staff_at
from pupils.forms.days import DayField
from pupils.models import GroupPupil, Pupil, TeachingGroup
from senco.forms.versions import VersionedForm
from senco.law import day_name
from senco.models import User
from senco.permissions import Member, Permission

USUAL = "Left empty, it is the usual of the intervention."


class PlacementForm(VersionedForm):
    """When, how often, who gives it. Of a new placement, what is left empty comes from the intervention.

    Staff and interventions are those of one school: that of the intervention or the pupil it starts from.
    """

    stands_for: ClassVar[dict[str, str]] = {"days": "weekdays"}
    starts_on = DayField(label="From")
    ends_on = DayField(label="Until", required=False, help_text="Leave empty if no end is set.")
    review_on = DayField(
        label="Look at again on",
        required=False,
        help_text="Whoever gives it is reminded, or the SENCO where nobody with a sign-in does.",
    )
    days = forms.MultipleChoiceField(
        label="Fixed days",
        required=False,
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose none if it fits in where it can.",
    )

    class Meta:
        model = Placement
        fields = [
            "intervention", "group_name", "starts_on", "ends_on", "review_on", "minutes", "times", "given_by",
            "given_by_name", "hourly_cost", "note",
        ]  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        labels = {"given_by": "Given by", "group_name": "Name of the group"}
        help_texts = {
            "group_name": "If it is a group: “Red group”, “Year 5 readers”.",
            "times": "0.5 is once a fortnight. Fixed days say it by themselves.",
            "given_by_name": "A therapist or a visiting teacher, say.",
        }

    def __init__(self, *args: Any, member: Member, school_id: int, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offered = Intervention.objects.visible_to(member).of_school(school_id)
        staff = staff_at(school_id, today)
        if self.instance.pk:
            del self.fields["intervention"]
            self.fields["days"].initial = list(self.instance.weekdays)
            if self.instance.given_by_id:
                staff = User.objects.filter(Q(pk__in=staff.values("pk")) | Q(pk=self.instance.given_by_id))
        else:
            self._choose("intervention", offered.open(), "Choose an intervention")
            for name in ("minutes", "times"):
                self.fields[name].help_text = f"{self.fields[name].help_text} {USUAL}".strip()
        self._choose("given_by", staff.order_by("name", "pk"), "Nobody with a sign-in")
        if not member.may(Permission.VIEW_COSTS, school_id):
            del self.fields["hourly_cost"]

    def _choose(self, name: str, rows: Any, nothing: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = rows, nothing

    def clean_minutes(self) -> Any:
        return between(1, 3000, self.cleaned_data["minutes"], "Minutes")

    def clean_times(self) -> Any:
        times = self.cleaned_data["times"]
        if times is not None and not Decimal("0.1") <= times <= 25:
            raise forms.ValidationError("Times a week are between 0.1 and 25.")
        return times

    def clean_hourly_cost(self) -> Any:
        return between(0, 1000, self.cleaned_data["hourly_cost"], "Pounds an hour")

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        first, last, review = (asked.get(name) for name in ("starts_on", "ends_on", "review_on"))
        if first and last and last < first:
            self.add_error("ends_on", f"This is before it begins, on {day_name(first)}.")
        if first and review and review < first:
            self.add_error("review_on", f"This is before it begins, on {day_name(first)}.")
        if review and not self.instance.pk and review < self.today:
            self.add_error("review_on", f"{day_name(review)} has passed. Choose a day to come.")
        if asked.get("given_by") and asked.get("given_by_name"):
            self.add_error("given_by_name", "Choose a member of staff or write a name, not both.")
        return asked

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told, once the form is valid."""
        asked = {name: self.cleaned_data[name] for name in self.fields if name not in ("seen_version", "days")}
        intervention = asked.get("intervention")
        if intervention is not None:
            usual = {"minutes": intervention.usual_minutes, "times": intervention.usual_times}
            usual["hourly_cost"] = intervention.hourly_cost
            asked |= {name: value for name, value in usual.items() if asked.get(name) is None}
        return {**asked, "weekdays": "".join(sorted(self.cleaned_data["days"]))}

    def stale_words(self, name: str, current: Any) -> str:
        if name != "days":
            return super().stale_words(name, current)
        now = ", ".join(day for digit, day in WEEKDAYS if digit in current.weekdays) or "none"
        return f"Somebody else changed this while you were editing. It now says: {now}"


class PupilPicker(forms.Form):
    """Pupils of one school, by ticking a class and by typing a name. Works by posting the form too, without script.

    `group` shows a class to tick; `pupil` is who was chosen in the type-ahead, `pupil_text` what was typed there.
    """

    pupils = forms.ModelMultipleChoiceField(Pupil.objects.none(), required=False)
    pupil = forms.ModelChoiceField(Pupil.objects.none(), label="Add by name", required=False)
    pupil_text = forms.CharField(required=False, max_length=220)
    group = forms.ModelChoiceField(
        TeachingGroup.objects.none(), label="Tick from a class", required=False, empty_label="Choose a class or group"
    )

    def __init__(self, data: Any, *, member: Member, school_id: int, today: dt.date) -> None:
        super().__init__(data)
        self.today = today
        self.own = placeable(member, school_id, today)
        groups = TeachingGroup.objects.visible_to(member).of_school(school_id).open(today).order_by("kind", "name")
        for name, rows in (("pupils", self.own), ("pupil", self.own), ("group", groups)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        text = asked.get("pupil_text", "").strip()
        if text and not asked.get("pupil") and "pupil" not in self.errors:
            asked["pupil"] = self._named(text)
        return asked

    def _named(self, text: str) -> Pupil | None:
        found = [pupil for pupil in self.own.matching(text)[:20] if pupil.is_called(text)]
        if len(found) == 1:
            return found[0]
        self.add_error("pupil", "Several are called so: tick a class." if found else "Nobody here is called just so.")
        return None

    @property
    def chosen(self) -> list[Pupil]:
        """Everybody ticked, and the one named. Valid or not: what was understood counts."""
        self.is_valid()
        pupils = list(self.cleaned_data.get("pupils") or [])
        named = self.cleaned_data.get("pupil")
        return pupils if named is None or named in pupils else [*pupils, named]

    @property
    def text_left(self) -> str:
        """What was typed and has named nobody yet; whom it named is among the ticks."""
        self.is_valid()
        return "" if self.cleaned_data.get("pupil") else self.cleaned_data.get("pupil_text", "")

    @property
    def ticks(self) -> list[dict[str, Any]]:
        """The chosen, ticked, then the others of the class that is shown. One query."""
        chosen = {pupil.pk for pupil in self.chosen}
        wanted = Q(pk__in=chosen)
        group = self.cleaned_data.get("group")
        if group is not None:
            wanted |= Q(Exists(GroupPupil.objects.on(self.today).filter(pupil=OuterRef("pk"), group=group)))
        rows = self.own.filter(wanted).with_class(self.today).in_order() if chosen or group else []
        ticks = [{"pupil": pupil, "checked": pupil.pk in chosen} for pupil in rows]
        return sorted(ticks, key=lambda tick: not tick["checked"])


def placeable(member: Member, school_id: int, today: dt.date) -> Any:
    """Pupils whom this member may place at this school: on its roll, and visible to them."""
    return Pupil.objects.visible_to(member, Permission.MANAGE_PROVISION).of_school(school_id).on_roll(today)


class LastDayForm(forms.Form):
    on = DayField(label="Last day")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class AddPupilForm(forms.Form):
    """A pupil into a group that runs already, from a day."""

    pupil = forms.ModelChoiceField(
        Pupil.objects.none(), label="Pupil", error_messages={"required": "Choose the pupil from the list."}
    )
    on = DayField(label="From")

    def __init__(self, *args: Any, member: Member, placement: Placement, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = max(today, placement.starts_on)
        field = self.fields["pupil"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = placeable(member, placement.school_id, today)
