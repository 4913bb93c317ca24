"""Asking the SENCO, and a strategy card."""

import re
import uuid
from typing import Any

from django import forms

from pupils.models import AdviceRequest, Pupil, PupilWord, StrategyCard, TeachingGroup
from pupils.models.areas import Area
from pupils.names import fold
from senco.forms.versions import VersionedForm
from senco.permissions import Member, Permission


class AdviceForm(forms.ModelForm):
    """About a pupil one sees, or a class, or neither."""

    pupil = forms.ModelChoiceField(
        Pupil.objects.none(), required=False, error_messages={"invalid_choice": "Choose a pupil from the list."}
    )
    pupil_text = forms.CharField(required=False, max_length=220, widget=forms.HiddenInput)
    group = forms.ModelChoiceField(
        TeachingGroup.objects.none(), label="Or a class", required=False, empty_label="No class in particular"
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = AdviceRequest
        fields = ["question"]
        widgets = {"question": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"question": {"required": "Write your question: a sentence is enough."}}

    def __init__(self, data: Any = None, *, member: Member, pupil: Pupil | None = None, today: Any) -> None:
        super().__init__(data, initial={"form_key": uuid.uuid4(), "pupil": pupil})
        self.member, self.given = member, pupil
        asks = member.schools_with(Permission.LOG_CONCERN)
        for name, rows in (
            ("pupil", Pupil.objects.visible_to(member).of_schools(asks)),
            ("group", TeachingGroup.objects.visible_to(member).of_schools(asks).open(today).in_order()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    @property
    def pupil_words(self) -> str:
        if self.is_bound:
            return str(self.data.get("pupil_text", ""))
        return self.given.name if self.given else ""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("pupil") and said.get("group"):
            self.add_error("group", "Ask about the pupil or the class, not both: take one away.")
        elif said.get("pupil_text") and not said.get("pupil") and "pupil" not in self.errors:
            self.add_error("pupil", "Choose the pupil from the list.")
        return said

    @property
    def school_id(self) -> int:
        """Where it is asked: the pupil's or the class's school, or the first of one's own."""
        about = self.cleaned_data.get("pupil") or self.cleaned_data.get("group")
        return about.school_id if about else min(self.member.schools_with(Permission.LOG_CONCERN))


class AnswerAdviceForm(forms.Form):
    answer = forms.CharField(
        label="Your answer",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write your answer: a sentence is enough."},
    )


class StrategyForm(VersionedForm):
    """A card. Where a pupil's name seems to stand in it, it is asked about before it is saved."""

    names_nobody = forms.BooleanField(label="I have looked: no pupil is named here", required=False)

    class Meta:
        model = StrategyCard
        fields = ["title", "text", "area", "tags"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"tags": "Commas between them: reading, seating, transition."}
        error_messages = {
            "title": {"required": "Give it a title that others would look for."},
            "text": {"required": "Write what to do."},
        }

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("names_nobody") and (found := self._names(said)):
            self.add_error(
                "names_nobody",
                f"A pupil here has this name: {', '.join(found)}. Take it out, or tick that no pupil is meant.",
            )
        return said

    def _names(self, said: dict[str, Any]) -> list[str]:
        """Words with a capital that are part of a name of a pupil of the school. One query."""
        text = " ".join(str(said.get(name) or "") for name in ("title", "text", "tags"))
        words = {fold(word): word for word in re.findall(r"[^\W\d_][\w'’-]+", text) if word[0].isupper()}
        rows = PupilWord.objects.filter(school=self.instance.school_id, word__in=list(words))
        return sorted({words[word] for word in rows.values_list("word", flat=True)})


class StrategyFilter(forms.Form):
    q = forms.CharField(label="Words", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    area = forms.ChoiceField(label="Area of need", required=False, choices=[("", "Any"), *Area.choices])

    def narrow(self, cards: Any) -> Any:
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("q"):
            cards = cards.matching(asked["q"])
        return cards.in_area(asked["area"]) if asked.get("area") else cards

    @property
    def is_asked(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())
