"""Sending a file, and the answers to what it leaves open."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from pupils.imports import Kind, choices
from senco.models import School
from senco.permissions import Member, Permission

KINDS: dict[str, str] = {
    Kind.PUPILS: "Pupils (a report of your information system, or a Common Transfer File)",
    Kind.SENCO_REGISTER: "The SENCO’s own register",
    Kind.STAFF: "Staff",
    Kind.GROUPS: "Teaching groups",
    Kind.ATTENDANCE: "Attendance",
    Kind.SUSPENSIONS: "Suspensions",
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

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = member.schools_with(Permission.IMPORT_PUPILS)
        field = self.fields["school"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = School.objects.filter(pk__in=here)
        if len(here) == 1:
            field.initial, field.widget = next(iter(here)), forms.HiddenInput()

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

    def __init__(self, *args: Any, kind: str, columns: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers = {f"column-{place}": column["header"] for place, column in enumerate(columns)}
        offered = [("", "Leave it out"), *((field.name, field.label) for field in choices(Kind(kind)))]
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
