"""A school's areas of concern and its criteria, and the areas that a concern may be of."""

from collections.abc import Iterable

from django import forms

from pupils.models import ConcernArea, Criterion
from pupils.usual_areas import USUAL_NAMES
from senco.forms.versions import VersionedForm
from senco.permissions import Member, Permission


class AreaForm(VersionedForm):
    class Meta:
        model = ConcernArea
        fields = ["name", "broad", "enough"]
        help_texts = {
            "name": "As a teacher would say it: they choose it when they log a concern.",
            "broad": "Which of the SEND Code's four it belongs to.",
            "enough": "So many of its criteria met speak for SEN support. Leave it empty not to count.",
        }
        error_messages = {"name": {"required": "Give the area a name."}}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = ConcernArea.objects.of_school(self.instance.school_id).in_use().exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError("There is an area of this name already.")
        return name


class CriterionForm(VersionedForm):
    class Meta:
        model = Criterion
        fields = ["text", "phase"]
        help_texts = {"text": "A sentence that can be answered with yes: “Forgets within days what was practised”."}
        error_messages = {"text": {"required": "Write what to look for."}}


class Offered:
    """The areas in use where somebody logs concerns, by school; a school that has set none has the usual ones."""

    def __init__(self, member: Member, school: int | None = None, *, retired: bool = False) -> None:
        """One query. With `retired` those too that are offered no more, for who looks back."""
        logs = member.schools_with(Permission.LOG_CONCERN)
        self.schools = [school] if school else sorted(logs)
        rows = ConcernArea.objects.of_schools(self.schools).in_order()
        self.by_school: dict[int, dict[str, str]] = {}
        none_set = set(self.schools)
        for pk, key, name, gone in rows.values_list("school", "key", "name", "retired_at"):
            none_set.discard(pk)
            if retired or gone is None:
                self.by_school.setdefault(pk, {})[key] = name
        self.by_school |= {pk: dict(USUAL_NAMES) for pk in none_set}

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each once; called as at the first of the schools that has it."""
        found: dict[str, str] = {}
        for school in self.schools:
            found = {**self.by_school.get(school, {}), **found}
        return list(found.items())

    def has(self, school: int, key: str) -> bool:
        return key in self.by_school.get(school, {})


def numbers(values: Iterable[str]) -> list[int]:
    """The whole numbers among what was sent."""
    return [int(value) for value in values if value.isdigit() and len(value) < 18]


__all__ = ["AreaForm", "CriterionForm", "Offered", "numbers"]
