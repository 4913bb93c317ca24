"""The register's filters, and the forms that change who is on it and why."""

import datetime as dt
import functools
from collections.abc import Iterable
from typing import Any

from django import forms

from pupils.bands import OTHER_STAGE, STAGES, area_names
from pupils.forms.days import DayField
from pupils.models import Characteristic, Enrolment, SenStatus, TeachingGroup, YearGroup
from pupils.models.counted import NOT_SAID
from pupils.models.pupils import PupilQuerySet
from senco.forms.choices import PlainSelect, school_field
from senco.law import nc_years, sen_types
from senco.permissions import Member, Permission
from senco.prepared import prepared
from senco.templatetags.look import day as day_words

ANY = ("", "Any")
NO_NEED, NO_YEAR = (NOT_SAID, "No need recorded"), (NOT_SAID, "Year not known")

OF_SEN = ("provision", "need", "rank", "area", "parents")


class RegisterFilter(forms.Form):
    """What of the pupils is listed, read from the address. Two queries, for the years and classes in use.

    What the member may not know (SEN where they lack VIEW_PROVISION) is neither asked nor answered.
    """

    q = forms.CharField(label="Name, UPN or admission number", required=False, max_length=100)
    show = forms.ChoiceField(label="Show", required=False, widget=PlainSelect)
    provision = forms.ChoiceField(
        label="Provision",
        required=False,
        widget=PlainSelect,
        choices=[("", "Any"), *reversed(SenStatus.Provision.choices)],
    )
    need = forms.ChoiceField(label="Need", required=False, widget=PlainSelect)
    rank = forms.ChoiceField(
        required=False, choices=[("", "Any of their needs"), ("main", "As the main need")], widget=forms.HiddenInput
    )
    year = forms.ChoiceField(label="Year", required=False, widget=PlainSelect)
    stage = forms.ChoiceField(
        required=False, choices=[(one, one) for one in (*STAGES, OTHER_STAGE)], widget=forms.HiddenInput
    )
    area = forms.ChoiceField(
        required=False, choices=[(one, f"Main need: {one}") for one in area_names()], widget=forms.HiddenInput
    )
    """Bands in which the governors' page counts: they come from its figures, and are not offered here."""
    parents = forms.ChoiceField(
        required=False,
        choices=[("untold", "Parents not yet told of the SEN support, as far as is recorded")],
        widget=forms.HiddenInput,
    )
    attendance = forms.ChoiceField(
        required=False, choices=[("known", "With attendance recorded")], widget=forms.HiddenInput
    )
    group = forms.ChoiceField(label="Class or group", required=False, widget=PlainSelect)
    kind = forms.ChoiceField(
        label="Also",
        required=False,
        widget=PlainSelect,
        choices=[("", "Everybody"), *Characteristic.Kind.choices],
    )
    adult = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """Whose key adult this person is: come to from the pupil's page and from one's own list."""
    on = DayField(label="As it was on", required=False)
    school = forms.ChoiceField(label="School", required=False, widget=PlainSelect)

    def __init__(self, data: Any, *, member: Member, today: dt.date) -> None:
        self.member, self.today = member, today
        self.sees_sen = member.may(Permission.VIEW_PROVISION)
        self.default_show = "register" if member.may(Permission.VIEW_SEN_RECORD) else "roll"
        super().__init__({"show": self.default_show, **{key: value for key, value in data.items() if value}})
        shows = [("roll", "Everybody on roll"), ("left", "Leavers")]
        if self.sees_sen:
            shows.insert(0, ("register", "On the SEN register"))
            self._choices("need", [ANY, *((code.code, code.name) for code in sen_types()), NO_NEED])
        else:
            for name in OF_SEN:
                del self.fields[name]
        if not kinds_known(member):
            del self.fields["kind"]
        self._choices("show", shows)
        years = years_in_use(member)
        self._choices("year", [ANY, *years, NO_YEAR] if data.get("year") == NOT_SAID else [ANY, *years])
        self._choices("group", [ANY, *group_choices(member, today)])
        school_field(self, member)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["on"]
        if day and day > self.today:
            raise forms.ValidationError("That day is still to come: choose a day in the past. Today’s list is shown.")
        return day

    @property
    def values(self) -> dict[str, Any]:
        """What was asked and understood; anything else counts as not asked."""
        self.is_valid()
        return self.cleaned_data

    @property
    def taken_out(self) -> str:
        """`csv` or `print` if it is to be taken out; never the list of another day than was typed."""
        return "" if "on" in self.errors else str(self.data.get("format", ""))

    @property
    def day(self) -> dt.date:
        return self.values.get("on") or self.today

    @property
    def is_past(self) -> bool:
        return self.day < self.today

    @property
    def shown(self) -> str:
        return str(self.values.get("show") or self.default_show)

    @functools.cached_property
    def before_records(self) -> str:
        """A sentence where the day lies before the first day that anybody is on roll here; else empty. One query of a
        past day, none of today."""
        if not self.is_past:
            return ""
        chosen = self.values.get("school")
        schools = {int(chosen)} if chosen else self.member.schools_with(Permission.VIEW_PUPILS)
        begin = {pk: day for pk, day in Enrolment.objects.of_schools(schools).first_days().items() if day > self.day}
        if not begin:
            return ""
        whose, on = "here", day_words(min(begin.values()))
        if len(self.member.schools) > 1:
            whose = f"of {self.member.names[next(iter(begin))]}" if len(begin) == 1 else f"of {len(begin)} schools"
            on = on if len(begin) == 1 else f"{on} or later"
        return f"Records {whose} begin on {on}: of days before, only what was dated back to them is shown."

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """What the list is narrowed by, for `narrow`: the show, and every other value asked and understood."""
        asked = {name: str(value) for name, value in self.values.items() if value and name != "on"}
        return tuple(sorted({**asked, "show": self.shown}.items()))


BY_ONE_VALUE = {
    "q": "found_by",
    "provision": "counted_as",
    "parents": "whose_parents",
    "attendance": "with_any_attendance",
    "area": "with_main_need_in",
    "stage": "in_stage",
    "group": "in_group",
    "adult": "with_key_adult",
}
"""Filters, and the question about pupils that each asks with its value and the day."""


def narrow(
    pupils: PupilQuerySet, by: Iterable[tuple[str, str]], member: Member, day: dt.date, *, is_past: bool = False
) -> PupilQuerySet:
    """Those of the pupils that a filter's `narrowed` leaves, as things were that day. No query."""
    asked = dict(by)
    show = asked["show"]
    if asked.get("school"):
        pupils = pupils.of_school(int(asked["school"]))
    if show == "register" or any(asked.get(name) for name in OF_SEN):
        pupils = pupils.at_schools(member.schools_with(Permission.VIEW_PROVISION))
    on_register = pupils.on_past_register if is_past else pupils.on_register
    shown = {"register": on_register, "left": pupils.left_by}.get(show, pupils.on_roll)(day)
    for name, method in BY_ONE_VALUE.items():
        if asked.get(name):
            shown = getattr(shown, method)(asked[name], day)
    if year := asked.get("year"):
        shown = shown.without_year(day) if year == NOT_SAID else shown.in_year(year, day)
    if asked.get("need") == NOT_SAID:
        shown = shown.without_need(day)
    elif asked.get("need"):
        shown = shown.with_need(asked["need"], day, main=asked.get("rank") == "main")
    if asked.get("kind"):
        shown = shown.at_schools(kinds_known(member)).with_characteristic(asked["kind"], day)
    return shown


def kinds_known(member: Member) -> frozenset[int]:
    """Schools of whose pupils this member may know looked-after, pupil premium and the like."""
    return member.schools_with(Permission.VIEW_PROVISION) | member.schools_with(Permission.EDIT_PUPILS)


def years_in_use(member: Member) -> list[tuple[str, str]]:
    """The year groups of the pupils whom one sees, the youngest first. One query."""
    used = {code for (code,) in _codes_used(member)}
    return [(year.code, year.name) for year in nc_years() if year.code in used]


@prepared
def _codes_used(member: Member) -> Any:
    used = YearGroup.objects.visible_to(member).filter(ends_on__isnull=True)
    return used.order_by().values_list("code").distinct()


def group_choices(member: Member, day: dt.date) -> list[tuple[str, str]]:
    """Open classes and groups, with the school's name for whoever serves several. One query."""
    return [
        (str(group.pk), f"{group}, {member.names[group.school_id]}" if member.several else str(group))
        for group in _open_groups(member, day)
    ]


@prepared
def _open_groups(member: Member, day: dt.date) -> Any:
    return TeachingGroup.objects.visible_to(member).open(day).order_by("kind", "name")


class ProvisionForm(forms.Form):
    """A change of SEN provision: what, from when, why, and whether the parents know."""

    provision = forms.ChoiceField(
        label="From then on", choices=reversed(SenStatus.Provision.choices), widget=forms.RadioSelect
    )
    from_on = DayField(
        label="From", help_text="The change may lie in the past: the register of that day then shows it."
    )
    reason = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    decided_with = forms.CharField(
        label="Who else decided",
        required=False,
        max_length=200,
        help_text="You are recorded. Name others: the class teacher, the parents, the headteacher.",
    )
    parents_told_on = DayField(label="Parents told on", required=False)
    parents_told_how = forms.CharField(
        label="How, and what they said", required=False, max_length=200, help_text="A meeting, a call, a letter."
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["from_on"].initial = today

    def clean_parents_told_on(self) -> dt.date | None:
        return _not_to_come(self.cleaned_data["parents_told_on"], self.today)


class ToldForm(forms.Form):
    """When and how the parents were told that SEN support has started (Children and Families Act 2014, section 68)."""

    on = DayField(label="Told on")
    how = forms.CharField(label="How, and what they said", max_length=200)


class NeedForm(forms.Form):
    code = forms.ChoiceField(label="Need")
    from_on = DayField(label="From")
    is_main = forms.BooleanField(label="This is the main need", required=False)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a need"), *((one.code, f"{one.name} ({one.code})") for one in sen_types(today))]
        self.fields["from_on"].initial = today


class MainConcernForm(forms.Form):
    """The main concern in a sentence."""

    text = forms.CharField(
        label="Main concern",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In words that everybody who teaches the pupil understands. Empty: it ends.",
    )
    from_on = DayField(label="From")


def _not_to_come(day: dt.date | None, today: dt.date) -> dt.date | None:
    if day and day > today:
        raise forms.ValidationError("That day is still to come.")
    return day
