"""What of a timeline is asked for, read from the address."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from senco.forms.choices import PlainSelect
from senco.stream import KINDS
from senco.timeline import Asked, Tally, Timeline


class TimelineFilter(forms.Form):
    """The filters as they are shown. Who and which term are those that have an entry; no query."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    term = forms.ChoiceField(label="Go to", required=False, widget=PlainSelect)
    who = forms.ChoiceField(label="By", required=False, widget=PlainSelect)
    order = forms.ChoiceField(
        label="Order", required=False, widget=PlainSelect, choices=[("", "Newest first"), ("oldest", "Oldest first")]
    )

    def __init__(self, data: QueryDict, *, timeline: Timeline, tally: Tally) -> None:
        super().__init__(data)
        there = [period for period in reversed(timeline.periods) if tally.periods.get(period.key)]
        self._choices("term", "Any time", {one.key: f"{one.name} ({tally.periods[one.key]})" for one in there})
        self._choices("who", "Anybody", {name: f"{name} ({count})" for name, count in tally.people.items()})
        chosen = data.getlist("kind")
        self.kinds = [
            {"key": kind.key, "label": kind.label, "count": tally.kinds[kind.key], "chosen": kind.key in chosen}
            for kind in KINDS.values()
            if tally.kinds.get(kind.key)
        ]

    def _choices(self, name: str, none: str, known: Mapping[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", none), *known.items()]


def asked_of(data: QueryDict) -> Asked:
    """Anything that is not understood counts as not asked."""
    kinds = tuple(key for key in KINDS if key in data.getlist("kind"))
    text, who = (data.get(name, "").replace("\0", "").strip()[:100] for name in ("q", "who"))
    return Asked(kinds, who, text, data.get("term", ""), data.get("order") == "oldest")


def chips_of(data: QueryDict, asked: Asked, timeline: Timeline) -> Iterator[dict[str, Any]]:
    """What the timeline is filtered by, each with the address that takes it away."""
    named = {period.key: period.name for period in timeline.periods}
    way = "onwards" if asked.oldest_first else "and before"
    for key in asked.kinds:
        yield {"text": KINDS[key].label, "url": _without(data, "kind", key)}
    if asked.who:
        yield {"text": f"By {asked.who}", "url": _without(data, "who")}
    if asked.text:
        yield {"text": f"“{asked.text}”", "url": _without(data, "q")}
    if asked.term in named:
        yield {"text": f"{named[asked.term]} {way}", "url": _without(data, "term")}


def _without(data: QueryDict, name: str, value: str = "") -> str:
    query = data.copy()
    left = [one for one in query.getlist(name) if value and one != value]
    query.setlist(name, left)
    query.pop("after", None)
    return f"?{query.urlencode()}"
