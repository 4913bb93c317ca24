"""Filters of the deadlines list, closing and handing over, and who is reminded when."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from pupils.actions.deadlines import staff_for, who_opens_dates
from pupils.actions.lead_times import MayNotOpenDates
from pupils.forms.register import group_choices
from pupils.models import Deadline, LeadTimes
from pupils.models.deadlines import DEFAULT_LEADS, SPANS, DeadlineQuerySet
from pupils.own_rules import OWN_RULES, name_of
from senco.forms.choices import school_field
from senco.law import rules_in_force
from senco.models import User
from senco.permissions import Member

MOST_DAYS = 365
MOST_LEADS = 6
YEAR = dt.timedelta(days=365)
OF_DONE = ("met", "within")
FAMILIES = (("review.", "Annual reviews, every step"),)
"""Rules whose ids begin alike, offered as one kind."""


class DeadlineFilters(forms.Form):
    """What the address of the list says. Anything it does not know is as if it had not been said."""

    q = forms.CharField(label="Pupil", required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"}))
    when = forms.CharField(required=False, widget=forms.HiddenInput)
    owner = forms.ChoiceField(label="Whose", required=False, choices=[("", "Anybody’s"), ("me", "Mine")])
    side = forms.ChoiceField(label="Who must act", required=False, choices=[("", "Anybody"), *Deadline.Side.choices])
    kind = forms.ChoiceField(label="What", required=False)
    group = forms.ChoiceField(label="Class", required=False)
    school = forms.ChoiceField(label="School", required=False)
    met = forms.ChoiceField(
        label="Done", required=False, choices=[("", "Any day"), ("on-time", "By its day"), ("late", "After its day")]
    )
    within = forms.ChoiceField(
        label="Done in", required=False, choices=[("", "All years"), ("year", "The last twelve months")]
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Member, kinds: Iterable[str], today: dt.date) -> None:
        super().__init__(data)
        self.today, self.member = today, member
        asked = data.get("kind", "")
        # A figure may open a kind of which there is none today: then the list is empty, and not of everything.
        known = (rule for rule in (*kinds, asked) if rule in kinds or name_of(rule) != rule)
        rules = {rule for rule in known if rule and not rule.endswith(".")}
        named = [(rule, name) for name, rule in sorted((name_of(rule), rule) for rule in rules)]
        families = [(family, name) for family, name in FAMILIES if data.get("kind") == family or _has(rules, family)]
        self.fields["kind"].choices = [("", "Everything"), *families, *named]  # type: ignore[attr-defined]
        if str(data.get("owner", "")).isdigit():
            self.fields["owner"].choices += self._named(data["owner"])  # type: ignore[attr-defined]
        self.fields["group"].choices = [("", "All classes"), *group_choices(member, today)]  # type: ignore[attr-defined]
        school_field(self, member)
        if data.get("when") != "done":
            for name in OF_DONE:
                del self.fields[name]
        self.is_valid()

    def _named(self, owner: str) -> list[tuple[str, str]]:
        """One person whose dates a figure opens; nobody where the reader sees none of theirs. One query."""
        theirs = Deadline.objects.visible_to(self.member).filter(owner=int(owner[:18])).order_by()
        return [(owner, name) for name in theirs.values_list("owner__name", flat=True)[:1]]

    def chosen(self, name: str) -> Any:
        """The value of a filter, or nothing where it is missing or not understood."""
        return self.cleaned_data.get(name) or ""

    @property
    def chosen_any(self) -> bool:
        return any(self.chosen(name) for name in self.fields if name not in ("sort", "when", "month"))

    @property
    def span(self) -> str:
        """The span of days; all that are open where none is asked for or the word is not known."""
        return self.chosen("when") if self.chosen("when") in (*SPANS, "done") else ""

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """What the list is narrowed by, for `narrow`, but for the span of days."""
        names = ("q", "owner", "side", "kind", "group", "school")
        return tuple((name, self.chosen(name)) for name in names if self.chosen(name))

    @property
    def listed_by(self) -> tuple[tuple[str, str], ...]:
        """The same, and how those that are done were done: the other spans know nothing of that."""
        return (*self.narrowed, *((name, self.chosen(name)) for name in OF_DONE if self.chosen(name)))

    def apply(self, found: DeadlineQuerySet) -> DeadlineQuerySet:
        """Every filter but the span of days."""
        return narrow(found, self.narrowed, self.member, self.today)


def narrow(found: DeadlineQuerySet, by: Iterable[tuple[str, str]], member: Member, day: dt.date) -> DeadlineQuerySet:
    """Those that a filter's `narrowed` leaves. No query."""
    asked = dict(by)
    if "q" in asked:
        found = found.matching(asked["q"])
    if "owner" in asked:
        found = found.owned_by(member.user if asked["owner"] == "me" else int(asked["owner"]))
    if "side" in asked:
        found = found.filter(side=asked["side"])
    if "kind" in asked:
        found = found.of_kind(asked["kind"])
    if "school" in asked:
        found = found.of_school(int(asked["school"]))
    if "met" in asked:
        found = found.met(in_time=asked["met"] == "on-time")
    if "within" in asked:
        found = found.closed_since(day - YEAR)
    if "group" in asked:
        found = found.of_class(int(asked["group"]), day)
    return found


def _has(rules: Iterable[str], family: str) -> bool:
    return any(rule.startswith(family) for rule in rules)


class CloseForm(forms.Form):
    """It is done, or no longer owed."""

    done_on = forms.DateField(label="Done on", widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(
        label="Note", required=False, max_length=300, help_text="Such as: sent by secure e-mail. No names are needed."
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["done_on"].initial = today

    def clean_done_on(self) -> dt.date:
        done_on: dt.date = self.cleaned_data["done_on"]
        if done_on > self.today:
            raise forms.ValidationError("This day is still to come. Give the day on which it was done.")
        if done_on < self.today - dt.timedelta(days=3 * 366):
            raise forms.ValidationError("This day is more than three years ago. Check the year.")
        return done_on


CANNOT_HAVE = "They may not open what this is about, or do not work here today. Choose somebody from the list."


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Hand over to",
        empty_label="Choose somebody",
        error_messages={"invalid_choice": CANNOT_HAVE},
    )

    def __init__(self, *args: Any, deadline: Deadline, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = staff_for([deadline], today)  # type: ignore[attr-defined]


FEW = 12
"""So many dates are ticked one by one without unfolding anything."""


class HandOverManyForm(forms.Form):
    """Ticked dates of a list, whole kinds of them or all, and who is to have them. `ids` holds them all when valid."""

    EVERYTHING = "*"
    ids = forms.ModelMultipleChoiceField(
        Deadline.objects.none(),
        label="Dates",
        required=False,
        error_messages={
            "invalid_choice": "One of these dates has been met or passed on meanwhile. Look through the list again.",
        },
    )
    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Hand over to",
        empty_label="Choose somebody",
        error_messages={"required": "Choose who is to have them.", "invalid_choice": CANNOT_HAVE},
    )

    def __init__(self, data: Any = None, *, rows: DeadlineQuerySet, listed: Sequence[Deadline], today: dt.date) -> None:
        """`rows` may be handed over; `listed` are those that the page shows, of which one tick takes a kind or all."""
        super().__init__(data)
        self.listed = listed
        self.fields["ids"].queryset = rows  # type: ignore[attr-defined]
        self.fields["to"].queryset = staff_for(listed, today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        whole = self.whole
        if "ids" in found:
            ids = {one.pk: one for one in found["ids"]}
            ids |= {one.pk: one for one in self.listed if one.rule in whole or self.EVERYTHING in whole}
            found["ids"] = list(ids.values())
            if not ids:
                self.add_error("ids", "Tick at least one date.")
        return found

    @property
    def whole(self) -> set[str]:
        """The kinds that were taken as a whole, or everything."""
        return set(self.data.getlist("all_of")) if self.is_bound else set()  # type: ignore[attr-defined]

    @property
    def ticked(self) -> set[str]:
        """What was ticked before, to tick again beside an error."""
        return set(self.data.getlist("ids")) if self.is_bound else set()  # type: ignore[attr-defined]

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """The listed dates by kind, the kind that is due first before the others. Folded where there are many."""
        found: dict[str, list[Deadline]] = {}
        for one in self.listed:
            found.setdefault(one.rule, []).append(one)
        opens = len(self.listed) <= FEW or len(found) == 1
        return [
            {
                "rule": rule,
                "what": name_of(rule),
                "rows": rows,
                "is_whole": rule in self.whole,
                "opens": opens or any(str(one.pk) in self.ticked for one in rows),
            }
            for rule, rows in found.items()
        ]


class LeadTimesField(forms.CharField):
    """Days before as people write them: "42, 14, 1"."""

    def clean(self, value: Any) -> tuple[int, ...]:
        words = super().clean(value).replace(",", " ").replace(";", " ").split()
        if not all(word.isascii() and word.isdigit() for word in words):
            raise forms.ValidationError("Give whole numbers of days with commas between them, such as 42, 14, 1.")
        days = sorted({int(word) for word in words}, reverse=True)
        if any(day > MOST_DAYS for day in days):
            raise forms.ValidationError("A reminder can come at most a year (365 days) before.")
        if len(days) > MOST_LEADS:
            raise forms.ValidationError("At most six reminders before one date.")
        return tuple(days)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


class ReminderSettingsForm(forms.Form):
    """For a whole school: when its people are reminded, and who hears of lateness."""

    days = LeadTimesField(
        label="Days before",
        help_text="Whoever owns a date is told this many days before it. 42 is six weeks; 0 is the day itself.",
        error_messages={
            "required": "Give at least one number of days, or nobody would hear of a date before it is late."
        },
    )
    second_person = forms.ModelChoiceField(
        User.objects.none(),
        label="Who hears of what is a week late",
        required=False,
        empty_label="The headteacher",
        help_text="Besides its owner. After two weeks the headteacher hears of it as well.",
        error_messages={"invalid_choice": str(MayNotOpenDates())},
    )
    meet_within = forms.IntegerField(
        label="School days in which a parent who asks to is met",
        min_value=1,
        max_value=30,
        initial=5,
        required=False,
        help_text="Counted from the day they ask. It holds for those who ask from now on.",
    )

    def clean_meet_within(self) -> int:
        return self.cleaned_data["meet_within"] or 5

    def __init__(self, *args: Any, school_id: int, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second_person"].queryset = who_opens_dates(school_id, today)  # type: ignore[attr-defined]
        self.fields["days"].initial = DEFAULT_LEADS


def _kinds() -> list[tuple[str, str]]:
    named = {one.id: one.name for one in rules_in_force()} | {one.id: one.name for one in OWN_RULES.values()}
    return [("", "Choose a kind"), *sorted(named.items(), key=lambda item: item[1])]


class KindForm(forms.Form):
    rule = forms.CharField(max_length=60)


class KindLeadTimesForm(forms.Form):
    """Other lead times for one kind of date."""

    rule = forms.ChoiceField(label="Kind of date", choices=_kinds)
    days = LeadTimesField(label="Days before", error_messages={"required": "Give at least one number of days."})


def lead_times_shown(rows: Iterable[LeadTimes]) -> list[dict[str, Any]]:
    """Rows for the settings page: the kinds that differ from the rest."""
    shown = [
        {"rule": row.rule, "name": name_of(row.rule), "days": ", ".join(map(str, row.days))} for row in rows if row.rule
    ]
    return sorted(shown, key=lambda row: str(row["name"]))
