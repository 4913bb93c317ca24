"""Forms of a passport: the pupil's words, its lines, a picture, the agreement, and what adults say back."""

import datetime as dt
from typing import Any

from django import forms

from pupils.forms.days import DayField
from records.actions.pictures import NotAPicture, read_picture
from records.diagnoses import named_in
from records.models import Passport, PassportVersion, SafetyLine, Strategy, WhatWorked
from senco.forms.versions import VersionedForm
from senco.law import day_name, next_working_day

REVIEW_AFTER = dt.timedelta(weeks=26)


def refuse_diagnosis(text: str) -> str:
    """A supply teacher sees this line: it says what to do, never what a pupil has."""
    if found := named_in(text):
        raise forms.ValidationError(
            f"A supply teacher’s copy shows this line, and no diagnosis may stand in it: say what to do instead "
            f"of “{found}”."
        )
    return text


class WordsForm(VersionedForm):
    class Meta:
        model = Passport
        fields = ["likes", "helps", "hard", "words_by", "facts"]
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4}) for name in ("likes", "helps", "hard")},
            "facts": forms.Textarea(attrs={"rows": 3}),
            "words_by": forms.RadioSelect,
        }
        help_texts = {
            "likes": "As the pupil says it: “I like …”",
            "facts": "What every adult who teaches the pupil should know. A supply teacher does not see it.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words_by"].choices = Passport.Words.choices  # type: ignore[attr-defined]


class StrategyForm(VersionedForm):
    class Meta:
        model = Strategy
        fields = ["text", "kind", "area"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "text": "One thing, said so that somebody who has never met the pupil can do it.",
            "kind": "Keep “always” for the few things that are not up for choice: a supply teacher sees those.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Strategy.Kind.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Strategy.Kind.ALWAYS and cleaned.get("text"):
            try:
                refuse_diagnosis(cleaned["text"])
            except forms.ValidationError as refused:
                self.add_error("text", refused)
        return cleaned


class SafetyForm(VersionedForm):
    class Meta:
        model = SafetyLine
        fields = ["kind", "text", "about", "source"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "text": "The steps, in order. A supply teacher sees this.",
            "about": "The condition or the risk. A supply teacher does not see it.",
            "source": "For example: healthcare plan of Mon 7 Sep 2026, school nurse.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = SafetyLine.Kind.choices  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        return refuse_diagnosis(self.cleaned_data["text"])


class PictureForm(forms.Form):
    file = forms.FileField(label="A picture")
    alt = forms.CharField(
        label="What it shows", max_length=120, help_text="Read out to those who cannot see it: “Amira with her cat”."
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        content = sent.read()
        try:
            read_picture(content)
        except NotAPicture as refused:
            raise forms.ValidationError(str(refused)) from refused
        self.content = content
        return sent


class AgreeForm(forms.Form):
    stale = False
    agreed_with = forms.ChoiceField(
        label="Agreed with",
        choices=[(value, label.capitalize()) for value, label in PassportVersion.With.choices],
        widget=forms.RadioSelect,
    )
    agreed_on = DayField(label="Agreed on")
    review_on = DayField(label="Look at it again on", help_text="You are reminded before this day.")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: dt.date, seen: str, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = today
        self.fields["review_on"].initial = next_working_day(today + REVIEW_AFTER)
        self.fields["seen"].initial = seen

    def clean_agreed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["agreed_on"]
        if day > self.today:
            raise forms.ValidationError(f"{day_name(day)} has not come yet.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        agreed, review = cleaned.get("agreed_on"), cleaned.get("review_on")
        if review and review <= self.today:
            self.add_error("review_on", "Choose a day that is still to come.")
        elif review and agreed and review > agreed + dt.timedelta(days=2 * 366):
            self.add_error("review_on", "This is more than two years ahead. Check the year.")
        return cleaned

    def seen_anew(self, seen: str) -> None:
        """The text has changed: what is typed stays, and the next try agrees the text as it is shown now."""
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again["seen"] = seen
        self.data = again
        self.stale = True


class WorkedForm(forms.ModelForm):
    class Meta:
        model = WhatWorked
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"text": "One sentence. Others who teach the pupil see it with your name."}


class PassportFilter(forms.Form):
    """What the list of passports shows, read from the address."""

    q = forms.CharField(label="Pupil", required=False, max_length=100)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ("", "Everybody on the register"),
            ("none", "No passport agreed"),
            ("draft", "Changed and not agreed"),
            ("late", "Review is late"),
            ("others", "Not on the register, with a passport"),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    size = forms.CharField(required=False, widget=forms.HiddenInput)

    def apply(self, pupils: Any, today: dt.date) -> Any:
        """After `with_passports`."""
        self.is_valid()
        asked = self.cleaned_data
        show = asked.get("show")
        if show == "others":
            shown = pupils.filter(number__isnull=False).exclude(pk__in=pupils.on_register(today).values("pk"))
        else:
            shown = pupils.on_register(today)
        if show == "none":
            shown = shown.filter(agreed_on__isnull=True)
        elif show == "draft":
            shown = shown.filter(draft_since__isnull=False)
        elif show == "late":
            shown = shown.filter(review_on__lt=today)
        return shown.matching(asked["q"]) if asked.get("q") else shown
