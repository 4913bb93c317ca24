"""The teacher's concern, the filters of the list, and what the SENCO decides."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from pupils.adults import adults_at, part_of
from pupils.forms.areas import Offered
from pupils.forms.days import DayField
from pupils.models import Concern, ConcernCase, ConcernQuestion, Pupil
from pupils.models.areas import offering
from pupils.models.concerns import How, Source
from pupils.month import last_months
from senco.forms.choices import PlainSelect, school_field
from senco.permissions import Member, Permission

NOT_FOUND = (
    "No one pupil has exactly this full name in exactly this class. "
    "Check the spelling of both; nothing has been saved yet."
)
"""The same whatever was wrong, so that a guess tells nothing."""


class AreaField(forms.ChoiceField):
    """What is offered is asked for when it is shown; whether a pupil's school has the one that was sent, the form asks
    with the pupil."""

    def valid_value(self, value: Any) -> bool:
        return True


class ConcernForm(forms.ModelForm):
    """One screen: who, what kind, what was seen. With `worry` it is a safeguarding note: who and what is enough.

    A pupil outside one's own classes is named in full with their class; no list offers them, and nothing but the
    name and class that were typed comes back.
    """

    pupil = forms.ModelChoiceField(
        Pupil.objects.none(), required=False, error_messages={"invalid_choice": "Choose a pupil from the list."}
    )
    pupil_text = forms.CharField(required=False, max_length=220, widget=forms.HiddenInput)
    other_name = forms.CharField(label="Full name", required=False, max_length=220)
    other_class = forms.CharField(label="Class or form", required=False, max_length=40)
    area = AreaField(
        label="Area of concern",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the area that fits best."},
    )
    parents_told = forms.TypedChoiceField(
        label="Have the parents been told?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the parents have been told."},
    )
    said_on = DayField(label="When?", required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Concern
        fields = [
            "area", "source", "said_by", "said_on", "said_how", "their_words", "seen", "tried", "parents_told",
            "parents_said", "parents_why_not",
        ]  # fmt: skip
        widgets = {
            "source": forms.RadioSelect,
            "said_how": forms.RadioSelect,
            "their_words": forms.Textarea(attrs={"rows": 3}),
            "seen": forms.Textarea(attrs={"rows": 3}),
            "tried": forms.Textarea(attrs={"rows": 2}),
            "parents_said": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"their_words": "Their own words"}
        error_messages = {
            "seen": {"required": "Write what you have seen: a sentence is enough."},
            "parents_why_not": {"required": "Say in a few words why not yet."},
        }

    def __init__(
        self, data: Any = None, *, member: Member, today: dt.date, pupil: Pupil | None = None, worry: bool = False
    ) -> None:
        super().__init__(data, initial={"form_key": uuid.uuid4(), "pupil": pupil})
        self.member, self.today, self.worry = member, today, worry
        self.given = pupil
        chosen = self.fields["pupil"]
        assert isinstance(chosen, forms.ModelChoiceField)
        own = self._own().asking_whether_logged(self.sent_key, member.user)
        chosen.queryset = offering(own, str(self.data.get("area", "")))
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)
        area.choices = lambda: Offered(member, pupil.school_id if pupil else None).choices
        self._ask_what_fits()

    def _ask_what_fits(self) -> None:
        """What is asked depends on whose concern it is, and labels must say what may stay empty and what not."""
        source = self.data.get("source") or Source.STAFF
        said = self.fields["said_how"]
        assert isinstance(said, forms.ChoiceField)
        said.choices = How.choices
        self.fields["source"].required = False
        self.fields["seen"].required = self.worry or source == Source.STAFF
        self.fields["parents_told"].required = source != Source.PARENT
        # Asked for where the parents were not told, and only there.
        self.fields["parents_why_not"].required = (
            source != Source.PARENT and not self.worry and self.data.get("parents_told", "no") == "no"
        )
        if self.worry:
            for name in ("area", "parents_told"):
                self.fields[name].required = False

    @property
    def from_others(self) -> bool:
        return self.data.get("source", Source.STAFF) not in ("", Source.STAFF)

    def clean_said_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["said_on"]
        if day and day > self.today:
            raise forms.ValidationError("That day is still to come.")
        return day

    @property
    def sent_key(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(str(self.data.get("form_key", "")))
        except ValueError:
            return None

    @property
    def logged_before(self) -> Concern | None:
        """The concern that this very form has logged already. A query only where the pupil's own did not tell."""
        if getattr(self.cleaned_data["pupil"], "is_logged", None) is False:
            return None
        mine = Concern.objects.visible_to(self.member).logged_by(self.member.user)
        return mine.of_form(self.cleaned_data["form_key"]).first()

    def _own(self) -> Any:
        logs = self.member.schools_with(Permission.LOG_CONCERN)
        return Pupil.objects.visible_to(self.member).of_schools(logs)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if "pupil" not in self.errors and not found.get("pupil"):
            found["pupil"] = self._named(found)
        self._clean_whose(found)
        if "parents_told" in self.errors:
            self.errors.pop("parents_why_not", None)  # asked only of those who say that they were not told
        pupil, area = found.get("pupil"), found.get("area")
        if pupil and area and not self._offers(pupil, area):
            self.add_error("area", "The school of this pupil does not use that area. Choose another.")
        return found

    def _clean_whose(self, found: dict[str, Any]) -> None:
        """Of what others say: who said it, when, how and in what words. A parent who raises it knows of it."""
        found["source"] = found.get("source") or Source.STAFF
        if found["source"] == Source.STAFF:
            found |= {"said_by": "", "said_on": None, "said_how": "", "their_words": ""}
        elif not self.worry:
            asked = {
                "said_by": "Say who said it.",
                "said_on": "Say on which day.",
                "said_how": "Say how they told you.",
                "their_words": "Write what they said: a sentence is enough.",
            }
            for name, words in asked.items():
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if found["source"] == Source.PARENT:
            found |= {"parents_told": True, "parents_why_not": ""}

    def _offers(self, pupil: Pupil, area: str) -> bool:
        """No query for a pupil of one's own."""
        known = getattr(pupil, "has_area", None)
        return Offered(self.member, pupil.school_id).has(pupil.school_id, area) if known is None else bool(known)

    def _named(self, found: dict[str, Any]) -> Pupil | None:
        """The pupil that was typed and not chosen: one's own by full name, anybody by full name and class."""
        name, group = found.get("other_name", ""), found.get("other_class", "")
        typed = found.get("pupil_text", "")
        if name or group:
            return self._outside(name, group)
        if not typed:
            self.add_error("pupil", "Choose the pupil.")
            return None
        own = [one for one in self._own().on_roll(self.today).matching(typed)[:20] if one.is_called(typed)]
        if len(own) == 1:
            return own[0]
        self.add_error("pupil", "Choose the pupil from the list, or use “A pupil outside my classes”.")
        return None

    def _outside(self, name: str, group: str) -> Pupil | None:
        if not group:
            self.add_error("other_class", "Give the class or form as well.")
        elif not name:
            self.add_error("other_name", "Give the full name as well.")
        else:
            logs = self.member.schools_with(Permission.LOG_CONCERN)
            perhaps = Pupil.objects.of_schools(logs).perhaps_called(name, group, self.today)
            found = [one for one in perhaps if one.is_called(name)]
            if len(found) == 1:
                return found[0]
            self.add_error("other_name", NOT_FOUND)
        return None

    @property
    def pupil_words(self) -> str:
        """What stands in the type-ahead: the pupil it was opened for, or what was typed."""
        if self.is_bound:
            return str(self.data.get("pupil_text", ""))
        return self.given.name if self.given else ""

    @property
    def outside_open(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in ("other_name", "other_class"))

    @property
    def words(self) -> dict[str, Any]:
        """What `log_concern` keeps; only the answer that fits yes or no."""
        told = self.cleaned_data["parents_told"]
        words = {name: self.cleaned_data[name] for name in self.Meta.fields}
        words["parents_said" if not told else "parents_why_not"] = ""
        return words

    def differs_from(self, kept: Concern) -> bool:
        """Whether what is sent now says something else than what this form logged before."""
        return kept.pupil_id != self.cleaned_data["pupil"].pk or any(
            getattr(kept, name) != value for name, value in self.words.items()
        )

    def offer_again(self, kept: Concern) -> None:
        """Say that the form was logged already, and let what is in it now be sent as a concern of its own."""
        self.add_error(
            None,
            f"This was logged already, {timezone.localtime(kept.logged_at):%H:%M}, before you changed it. "
            "Send it again to log what stands here now as a second concern.",
        )
        self._replace("form_key", str(uuid.uuid4()))

    def _replace(self, name: str, value: str) -> None:
        data: Any = self.data
        self.data = data.copy()
        self.data[name] = value  # type: ignore[index]

    @property
    def worry_text(self) -> str:
        """Everything that was typed, under the questions it answered."""
        kept = self.cleaned_data
        answers: dict[Any, str] = {True: "Yes", False: "No"}
        parts = (
            ("", kept["seen"]),
            (f"What {kept.get('said_by') or 'somebody else'} said: ", kept.get("their_words")),
            ("What was tried: ", kept.get("tried")),
            ("Parents told: ", answers.get(kept.get("parents_told"))),
            ("What they said: ", kept.get("parents_said")),
            ("Why not yet: ", kept.get("parents_why_not")),
        )
        return "\n\n".join(f"{before}{text}" for before, text in parts if text)


class ConcernFilter(forms.Form):
    """What of the concerns is listed, read from the address; what is not understood is passed over. No query."""

    q = forms.CharField(label="Pupil", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    area = forms.ChoiceField(label="Area of concern", required=False)
    month = forms.ChoiceField(label="Logged in", required=False)
    school = forms.ChoiceField(label="School", required=False)
    show = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    size = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, offered: Offered, member: Member, today: dt.date) -> None:
        super().__init__(data)
        months = [(f"{one:%Y-%m}", f"{one:%B %Y}") for one in last_months(today)]
        self._choices("area", [("", "Any"), *offered.choices])
        self._choices("month", [("", "Any month"), *reversed(months)])
        school_field(self, member)
        self.is_valid()

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """What the list is narrowed by, for `narrow`."""
        asked = self.cleaned_data
        return tuple((name, asked[name]) for name in ("q", "area", "month", "school") if asked.get(name))

    @property
    def is_asked(self) -> bool:
        return bool(self.narrowed)

    @property
    def is_typed(self) -> bool:
        return "q" in dict(self.narrowed)


def narrow(concerns: Any, by: Iterable[tuple[str, str]]) -> Any:
    """Those that a filter's `narrowed` leaves. No query."""
    asked = dict(by)
    if "q" in asked:
        concerns = concerns.matching(asked["q"])
    if "month" in asked:
        concerns = concerns.logged_in(asked["month"])
    if "school" in asked:
        concerns = concerns.of_school(int(asked["school"]))
    return concerns.in_area(asked["area"]) if "area" in asked else concerns


class MoveForm(forms.Form):
    """What each decision needs. `why` is what the teacher reads, so it is never empty."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="What the teacher is told",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what the teacher is to be told: a sentence is enough."},
    )

    def __init__(self, data: Any = None, *, concern: Concern | ConcernCase, today: dt.date) -> None:
        super().__init__(data, initial={"seen_version": concern.version})
        self.concern, self.today = concern, today
        self.mend_url = ""
        """Where that is changed which refused the decision, if anywhere."""

    def take_version(self, version: int) -> None:
        """Start from what stands now: the next sending goes through unless somebody is first again."""
        data: Any = self.data
        self.data = data.copy()
        self.data["seen_version"] = str(version)  # type: ignore[index]

    @property
    def details(self) -> dict[str, Any]:
        return {**self.cleaned_data, "today": self.today}


class WatchForm(MoveForm):
    look_again_on = DayField(label="Look again on", error_messages={"required": "Choose the day to look again."})
    field_order = ["seen_version", "look_again_on", "why"]

    def clean_look_again_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["look_again_on"]
        if day <= self.today:
            raise forms.ValidationError("Choose a day after today.")
        return day


class AskForm(MoveForm):
    """Offered are those who know the pupil, and below them everybody else at the school; but never whoever logged one
    of the concerns, who has said what they see, nor the one who asks. Two queries."""

    colleagues = forms.MultipleChoiceField(label="Ask", required=False, widget=forms.CheckboxSelectMultiple)
    someone_else = forms.ChoiceField(label="Somebody else", required=False, widget=PlainSelect)
    question = forms.CharField(
        label="Your question",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        initial="Have you noticed this too? What helps in your lessons?",
        error_messages={"required": "Write the question."},
    )
    field_order = ["seen_version", "colleagues", "someone_else", "question", "why"]

    def __init__(self, data: Any = None, *, concern: Concern, today: dt.date, member: Member) -> None:
        super().__init__(data, concern=concern, today=today)
        writers = {one.logged_by_id for one in Concern.objects.of_case(concern.case_id)} | {member.user.pk}
        people = [one for one in adults_at(concern.school_id, concern.pupil_id, today) if one.pk not in writers]
        self.people = {str(one.pk): one for one in people}
        know = [(key, f"{one.name}: {part_of(one)}") for key, one in self.people.items() if part_of(one)]
        offered, others = self.fields["colleagues"], self.fields["someone_else"]
        assert isinstance(offered, forms.MultipleChoiceField) and isinstance(others, forms.ChoiceField)
        offered.choices = know
        others.choices = [("", "Nobody"), *((key, one.name) for key, one in self.people.items() if not part_of(one))]
        if not know:
            del self.fields["colleagues"]
        self.fields["why"].initial = "I am asking colleagues what they have noticed."

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        first = "colleagues" if "colleagues" in self.fields else "someone_else"
        if not self.errors.keys() & {"colleagues", "someone_else"} and not self._asked(found):
            self.add_error(first, "Choose at least one colleague.")
        return found

    def _asked(self, found: dict[str, Any]) -> list[str]:
        return [key for key in (*found.get("colleagues", ()), found.get("someone_else")) if key]

    @property
    def details(self) -> dict[str, Any]:
        said = super().details
        asked = [self.people[key] for key in self._asked(said)]
        said.pop("someone_else", None)
        return {**said, "colleagues": asked}


class SupportForm(MoveForm):
    """SEN support from a day; the parents must be told (Children and Families Act 2014 s68)."""

    from_on = DayField(label="SEN support from", error_messages={"required": "Choose the day it starts."})
    parents_told_on = DayField(
        label="Parents told on",
        required=False,
        help_text="The law asks that they are told. Left empty, a day to tell them by is set.",
    )
    parents_told_how = forms.CharField(label="How they were told", required=False, max_length=200)
    field_order = ["seen_version", "from_on", "parents_told_on", "parents_told_how", "why"]

    def __init__(self, data: Any = None, *, concern: Concern, today: dt.date) -> None:
        super().__init__(data, concern=concern, today=today)
        self.fields["from_on"].initial = today

    def clean_parents_told_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["parents_told_on"]
        if day and day > self.today:
            raise forms.ValidationError("That day is still to come: leave it empty until they are told.")
        return day

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("parents_told_how") and "parents_told_on" in found and not found["parents_told_on"]:
            self.add_error("parents_told_on", "On which day were they told?")
        return found


class CloseForm(MoveForm):
    pass


class AnswerForm(forms.ModelForm):
    class Meta:
        model = ConcernQuestion
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].error_messages["required"] = "Write your answer: a sentence is enough."
