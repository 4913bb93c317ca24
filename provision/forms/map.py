"""What of the provision map is shown, read from the address."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django import forms
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from provision.models import Intervention, Placement
from pupils.models import SenStatus, TeachingGroup, YearGroup
from pupils.models.pupils import PupilQuerySet
from senco.forms.choices import PlainSelect
from senco.law import nc_years, sen_types
from senco.permissions import Member, today
from senco.prepared import prepared

SHOWS = (
    ("placed", "With provision"),
    ("register", "All on the SEN register"),
    ("none", "On the register, nothing in place"),
)
BY = ("pupil", "intervention", "adult")


class MapFilter(forms.Form):
    """Filters of the map. One query, for the classes, years, interventions and staff there are."""

    q = forms.CharField(label="Pupil", required=False, max_length=100)
    show = forms.ChoiceField(label="Show", required=False, choices=SHOWS, widget=PlainSelect)
    group = forms.ChoiceField(label="Class or group", required=False, widget=PlainSelect)
    year = forms.ChoiceField(label="Year", required=False, widget=PlainSelect)
    provision = forms.ChoiceField(
        label="SEN",
        required=False,
        choices=[("", "Any"), *reversed(SenStatus.Provision.choices)],
        widget=PlainSelect,
    )
    need = forms.ChoiceField(label="Need", required=False, widget=PlainSelect)
    intervention = forms.ChoiceField(label="Intervention", required=False, widget=PlainSelect)
    who = forms.ChoiceField(label="Given by", required=False, widget=PlainSelect)
    by = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Member, day: dt.date) -> None:
        self.member, self.today = member, day
        super().__init__({"show": "placed", **{key: value for key, value in data.items() if value}})
        found = _choices(member)
        years = {key for key, _ in found["year"]}
        self._offer("group", found["group"])
        self._offer("year", [(year.code, year.name) for year in nc_years() if year.code in years])
        self._offer("need", [(code.code, code.name) for code in sen_types()])
        self._offer("intervention", found["intervention"])
        self._offer("who", found["who"])
        self.is_valid()
        if self.view != "pupil":
            del self.fields["show"]
            self.cleaned_data.pop("show", None)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any"), *choices]

    @property
    def view(self) -> str:
        asked = self.cleaned_data.get("by") or "pupil"
        return asked if asked in BY else "pupil"

    @property
    def is_asked(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.fields if name not in ("by", "show"))

    def pupils(self, pupils: PupilQuerySet) -> PupilQuerySet:
        asked, day = self.cleaned_data, self.today
        shown = pupils.on_roll(day)
        if asked.get("q"):
            shown = shown.found_by(asked["q"], day)
        if asked.get("provision"):
            shown = shown.with_provision(asked["provision"], day)
        if asked.get("need"):
            shown = shown.with_need(asked["need"], day)
        if asked.get("year"):
            shown = shown.in_year(asked["year"], day)
        return shown.in_group(asked["group"], day) if asked.get("group") else shown

    def placements(self, placements: Any) -> Any:
        asked = self.cleaned_data
        if asked.get("intervention"):
            placements = placements.of_intervention(asked["intervention"])
        return placements.given_by_key(asked["who"]) if asked.get("who") else placements


def _choices(member: Member) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, key, label, school in sorted(_offered(member), key=lambda row: row[2].casefold()):
        where = f", {member.names[school]}" if kind != "who" and len(member.schools) > 1 else ""
        found[kind][key] = label + where
    return defaultdict(list, {kind: list(choices.items()) for kind, choices in found.items()})


@prepared
def _offered(member: Member) -> QuerySet:
    """(kind, key, label, school) of everything there is to choose."""
    day = today()

    def rows(kind: str, found: QuerySet, key: Any, label: Any) -> QuerySet:
        asked = found.order_by().annotate(
            part=Value(kind, CharField()), key=Cast(key, CharField()), label=Cast(label, CharField())
        )
        return asked.values_list("part", "key", "label", "school_id")

    running = Placement.objects.visible_to(member).on(day).exclude(Q(given_by=None) & Q(given_by_name=""))
    who = Case(
        When(given_by=None, then=Concat(Value("name:"), F("given_by_name"))),
        default=Concat(Value("user:"), Cast(F("given_by"), CharField())),
    )
    name = Case(When(given_by=None, then=F("given_by_name")), default=F("given_by__name"))
    years = YearGroup.objects.visible_to(member).filter(ends_on=None)
    return rows("group", TeachingGroup.objects.visible_to(member).open(day), F("pk"), F("name")).union(
        rows("intervention", Intervention.objects.visible_to(member).open(), F("pk"), F("name")),
        rows("who", running, who, name),
        rows("year", years, F("code"), F("code")),
    )
