"""Forms of results: one pupil's, a whole class's, and of the measures themselves."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms

from pupils.actions.measures import Typed
from pupils.forms.days import DayField
from pupils.models import Measure, Pupil, Result, TeachingGroup
from pupils.scales import AGE, LEVELS, PASS, STANDARD, BadResult
from senco.forms.choices import PlainSelect
from senco.forms.versions import VersionedForm
from senco.permissions import Member, Permission

WRITTEN = 60


class MeasureChoice(forms.ModelChoiceField):
    """One of the school's measures; each with its school's name for those who see several."""

    def offer(self, measures: Any, member: Member) -> None:
        self.queryset = measures.in_order()
        self.names = member.names if len(member.schools) > 1 else {}

    def label_from_instance(self, measure: Any) -> str:
        name = self.names.get(measure.school_id)
        return f"{measure}, {name}" if name else str(measure)


EXAMPLES = {AGE: "such as 7:06", STANDARD: "such as 98", PASS: "such as 31"}


def read_written(measure: Measure, text: str) -> Decimal:
    """What was typed as the measure's own number; the error is the reader's sentence."""
    try:
        return measure.scale.read(text)
    except BadResult as bad:
        raise forms.ValidationError(str(bad)) from bad


class ResultForm(forms.Form):
    """One result of one pupil."""

    measure = forms.ModelChoiceField(Measure.objects.none(), label="What was measured", empty_label="Choose a measure")
    taken_on = DayField(label="Taken on")
    written = forms.CharField(
        label="Result",
        max_length=WRITTEN,
        help_text="As the test gives it: an age as 7:06, a score as 98, a judgement in its own words.",
    )
    note = forms.CharField(label="Note", max_length=300, required=False, help_text="Extra time, a reader, unwell.")

    def __init__(
        self, *args: Any, pupil: Pupil, today: dt.date, correcting: Result | None = None, **kwargs: Any
    ) -> None:
        if correcting is not None:
            kwargs["initial"] = {name: getattr(correcting, name) for name in ("taken_on", "written", "note")}
        super().__init__(*args, **kwargs)
        self.today, self.pupil, self.correcting = today, pupil, correcting
        if correcting is not None:
            del self.fields["measure"]
        else:
            field = self.fields["measure"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Measure.objects.active().of_school(pupil.school_id)
            self.fields["taken_on"].initial = today

    def clean_taken_on(self) -> dt.date:
        return day_of_test(self.cleaned_data["taken_on"], self.today, self.pupil.date_of_birth)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        measure = self.correcting.measure if self.correcting else values.get("measure")
        if measure and values.get("written"):
            try:
                values["value"] = read_written(measure, values["written"])
            except forms.ValidationError as bad:
                self.add_error("written", bad)
        return values


def day_of_test(day: dt.date, today: dt.date, born: dt.date | None = None) -> dt.date:
    if day > today:
        raise forms.ValidationError("That day is still to come.")
    if born and day < born:
        raise forms.ValidationError("That day is before the pupil was born.")
    return day


class SheetFilter(forms.Form):
    """Which class, which measure, which day: read from the address."""

    group = forms.ModelChoiceField(TeachingGroup.objects.none(), label="Class or group", empty_label="Choose a class")
    measure = MeasureChoice(Measure.objects.none(), label="Measure", empty_label="Choose a measure")
    on = DayField(label="Taken on")

    def __init__(self, data: Any, *, member: Member, today: dt.date) -> None:
        self.member, self.today = member, today
        super().__init__({"on": today.isoformat(), **{key: value for key, value in data.items() if value}})
        schools = member.schools_with(Permission.ENTER_MEASURES)
        groups, measures = self.fields["group"], self.fields["measure"]
        assert isinstance(groups, forms.ModelChoiceField) and isinstance(measures, MeasureChoice)
        open_now = TeachingGroup.objects.visible_to(member).of_schools(schools).open(today)
        groups.queryset = open_now.order_by("school__name", "kind", "name")
        measures.offer(Measure.objects.visible_to(member, Permission.ENTER_MEASURES).active(), member)

    def clean_on(self) -> dt.date:
        return day_of_test(self.cleaned_data["on"], self.today)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        group, measure = values.get("group"), values.get("measure")
        if group and measure and group.school_id != measure.school_id:
            self.add_error("measure", f"{measure} belongs to another school than {group}.")
        return values

    @property
    def asked(self) -> dict[str, Any] | None:
        """All three, when all were given and understood."""
        if not {"group", "measure"} <= {key for key, value in self.data.items() if value}:
            return None
        return self.cleaned_data if self.is_valid() else None


class SheetForm(forms.Form):
    """One field a pupil. Beside each goes what stood there when the sheet was opened."""

    def __init__(self, data: Any, *, pupils: list[Pupil], results: dict[int, Result], measure: Measure) -> None:
        super().__init__(data)
        self.pupils, self.measure = pupils, measure
        for pupil in pupils:
            stands = results.get(pupil.pk)
            now = stands.written if stands else ""
            self.fields[f"result-{pupil.pk}"] = self._field(pupil, now)
            self.fields[f"seen-{pupil.pk}"] = forms.CharField(required=False, initial=now, widget=forms.HiddenInput)

    def _field(self, pupil: Pupil, now: str) -> forms.Field:
        if self.measure.kind == LEVELS:
            choices = [("", "–"), *((level, level) for level in self.measure.levels)]
            return forms.ChoiceField(label=pupil.name, required=False, initial=now, choices=choices, widget=PlainSelect)
        widget = forms.TextInput(attrs={"autocomplete": "off", "class": "sheet-cell"})
        return forms.CharField(label=pupil.name, required=False, initial=now, max_length=WRITTEN, widget=widget)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for pupil in self.pupils:
            name = f"result-{pupil.pk}"
            text, seen = values.get(name, ""), values.get(f"seen-{pupil.pk}", "")
            if name in self.errors:
                continue
            try:
                if text:
                    read_written(self.measure, text)
                elif seen:
                    self.add_error(name, f"Here stood {seen}. To take a result away, open the pupil's progress.")
            except forms.ValidationError as bad:
                self.add_error(name, bad)
        return values

    @property
    def typed(self) -> dict[int, Typed]:
        """Pupil id to what was typed; fields left empty are left out."""
        values = self.cleaned_data
        return {
            pupil.pk: Typed(self.measure.scale.read(text), text, values.get(f"seen-{pupil.pk}", ""))
            for pupil in self.pupils
            if (text := values.get(f"result-{pupil.pk}", ""))
        }

    def show_meanwhile(self, found: Any) -> None:
        """What others entered since the sheet was opened, beside what was typed; a second save keeps the typed."""
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        for pk, now in found.items():
            self.add_error(f"result-{pk}", f"Somebody else entered {now} meanwhile. Save again to keep yours.")
            again[f"seen-{pk}"] = now
        self.data = again

    @property
    def lines(self) -> Any:
        """(pupil, field, hidden field), for the template."""
        return [(pupil, self[f"result-{pupil.pk}"], self[f"seen-{pupil.pk}"]) for pupil in self.pupils]


class MeasureForm(VersionedForm):
    """A measure, its scale, and how progress in it is judged."""

    words = forms.CharField(
        label="The words, one a line, the lowest first", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    pass_mark = forms.DecimalField(label="Pass mark this school year", required=False, max_digits=6, decimal_places=1)

    class Meta:
        model = Measure
        fields = [
            "name", "kind", "lowest", "highest", "higher_is_better", "also", "expected_gain", "is_active",
            "is_judged", "band", "slower_by", "gap", "least_peers", "months",
        ]  # fmt: skip
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "lowest": "An age in months: 5 years is 60.",
            "also": "With commas: RA, NGRT reading age. A file's column of such a name is read as this measure.",
            "expected_gain": "Of pupils as a whole, ages in months. Whoever gains as much is not slower than before.",
            "is_judged": "Whether slow progress in it is shown there.",
            "band": "Pupils start alike when their first results lie within this much. 0: the same result.",
            "slower_by": "So much less a year than others, or than before, is significant.",
            "gap": "So far behind the middle of the year group is a gap.",
            "least_peers": "With fewer others to compare with, nothing is said.",
            "months": "The latest result is compared with the first of so many months.",
        }

    def __init__(self, *args: Any, today: dt.date, school_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.school_id = str(today.year - (today.month < 9)), school_id
        self.fields["words"].initial = "\n".join(self.instance.levels)
        self.fields["pass_mark"].initial = self.instance.pass_marks.get(self.year)
        self.has_results = bool(self.instance.pk) and Result.objects.filter(measure=self.instance).exists()
        if self.instance.pk and self.instance.kind != PASS:
            del self.fields["pass_mark"]
        if self.has_results:
            for name in ("kind", "lowest", "highest", "words", "higher_is_better"):
                del self.fields[name]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        others = Measure.objects.of_school(self.school_id).exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError("The school has a measure of this name already.")
        return name

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name in ("band", "slower_by", "gap"):
            if values.get(name) is not None and values[name] < 0:
                self.add_error(name, "Not less than nothing.")
        if not self.has_results:
            self._check_scale(values)
        return values

    def _check_scale(self, values: dict[str, Any]) -> None:
        words = [line.strip() for line in (values.get("words") or "").splitlines() if line.strip()]
        if values.get("kind") == LEVELS:
            if len(words) < 2 or len({word.casefold() for word in words}) < len(words):
                self.add_error("words", "Write two words or more, each on its own line and none twice.")
            values["lowest"], values["highest"] = Decimal(1), Decimal(max(2, len(words)))
        values["levels"] = words if values.get("kind") == LEVELS else []
        low, high = values.get("lowest"), values.get("highest")
        if low is not None and high is not None and high <= low:
            self.add_error("highest", "The highest must be more than the lowest.")

    def put(self) -> Measure:
        """The measure with everything that the form says; the action saves it."""
        values, measure = self.cleaned_data, self.instance
        if not self.has_results:
            measure.levels, measure.lowest, measure.highest = values["levels"], values["lowest"], values["highest"]
        if measure.kind == PASS:
            mark = values.get("pass_mark")
            rest = {year: old for year, old in measure.pass_marks.items() if year != self.year}
            measure.pass_marks = rest if mark is None else {**rest, self.year: float(mark)}
        return measure
