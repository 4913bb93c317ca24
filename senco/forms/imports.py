"""Sending a file, and the answers to what it leaves open."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from pupils.forms.days import DayField
from pupils.forms.measures import MeasureChoice
from pupils.imports import Kind, choices
from pupils.models import Measure
from senco.models import School
from senco.permissions import Member, Permission

KINDS: dict[str, str] = {
    Kind.PUPILS: "Pupils (a report of your information system, or a Common Transfer File)",
    Kind.SENCO_REGISTER: "The SENCO’s own register",
    Kind.STAFF: "Staff",
    Kind.GROUPS: "Teaching groups",
    Kind.ATTENDANCE: "Attendance",
    Kind.SUSPENSIONS: "Suspensions",
    Kind.RESULTS: "Results of tests and checks",
}
SHORT_KINDS = {**KINDS, Kind.PUPILS: "Pupils"}
WHICH = "which-"
"""Prefix of the fields that say whose a doubtful line is."""


class UploadForm(forms.Form):
    file = forms.FileField(
        label="The file",
        allow_empty_file=True,
        help_text="CSV, Excel (.xlsx) or Common Transfer File (.xml), up to 20 MB",
    )
    school = forms.ModelChoiceField(School.objects.none(), label="For which school", empty_label="Choose a school")
    kind = forms.ChoiceField(
        label="What it is",
        required=False,
        choices=[("", "Find out"), *((str(kind), text) for kind, text in KINDS.items())],
    )

    measure = MeasureChoice(
        Measure.objects.none(),
        label="What was measured",
        required=False,
        empty_label="The file says it",
        help_text="For a file whose column says only “score” or “result”.",
    )
    taken_on = DayField(label="Taken on", required=False, help_text="For a file without a column of dates.")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = self.fields["measure"]
        assert isinstance(measures, MeasureChoice)
        measures.offer(Measure.objects.visible_to(member, Permission.IMPORT_PUPILS).active(), member)
        here = member.schools_with(Permission.IMPORT_PUPILS)
        field = self.fields["school"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = School.objects.filter(pk__in=here)
        if len(here) == 1:
            field.initial, field.widget = next(iter(here)), forms.HiddenInput()

    @property
    def of_results(self) -> bool:
        """Whether what a file of results leaves out is asked at once."""
        return self["kind"].value() == Kind.RESULTS

    @property
    def about(self) -> dict[str, Any]:
        """What the person says of a file of results; nothing of another file."""
        measure, day = self.cleaned_data.get("measure"), self.cleaned_data.get("taken_on")
        said = {"measure": measure.pk if measure else None, "taken_on": day.isoformat() if day else None}
        return {name: value for name, value in said.items() if value}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        measure, school = values.get("measure"), values.get("school")
        if measure and school and measure.school_id != school.pk:
            self.add_error("measure", f"{measure} belongs to another school than the one chosen.")
        return values

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError("This file is empty: it has 0 bytes. Export it again and send the new copy.")
        if file.size > settings.IMPORT_MAX_BYTES:
            size, most = file.size / 1024 / 1024, settings.IMPORT_MAX_BYTES / 1024 / 1024
            raise forms.ValidationError(
                f"This file has {size:.0f} MB. A school’s list has less than {most:.0f} MB, so it was not kept."
            )
        return file


class ColumnsForm(forms.Form):
    """One choice a column of the file: which field it holds, or none."""

    def __init__(
        self, *args: Any, kind: str, columns: list[dict[str, Any]], measures: Sequence[str] = (), **kwargs: Any
    ) -> None:
        """`measures`: the school's own, any of which a column of a file of results may hold."""
        super().__init__(*args, **kwargs)
        self.headers = {f"column-{place}": column["header"] for place, column in enumerate(columns)}
        offered = [("", "Leave it out"), *((field.name, field.label) for field in choices(Kind(kind)))]
        if kind == Kind.RESULTS:
            offered += [(f"result@{name}", f"Result: {name}") for name in measures]
        for name, column in zip(self.headers, columns, strict=True):
            samples = ", ".join(column["samples"])
            self.fields[name] = forms.ChoiceField(
                label=column["header"],
                required=False,
                choices=offered,
                initial=column["field"] or "",
                help_text=f"For example: {samples}" if samples else "This column is empty.",
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, str] = {}
        for name, field in list(self.cleaned_data.items()):
            if field and field in given:
                self.add_error(name, f"“{self.headers[given[field]]}” is that already.")
            given.setdefault(field, name)
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, str]:
        """Heading to field, "" for a column to pass over."""
        return {header: self.cleaned_data.get(name, "") for name, header in self.headers.items()}


def choices_in(post: Any) -> dict[str, str]:
    """Line to pupil id, "new" or "" for nobody, of the doubtful lines that a page showed."""
    found = {}
    for name, value in post.items():
        line = name.removeprefix(WHICH)
        if name.startswith(WHICH) and line.isdigit() and (value in ("", "new") or value.isdigit()):
            found[line] = value
    return found
