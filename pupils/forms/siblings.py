"""Who is a pupil's brother or sister."""

from typing import Any

from django import forms

from pupils.models import Pupil


class SiblingForm(forms.Form):
    other = forms.ModelChoiceField(
        Pupil.objects.none(),
        label="Brother or sister",
        help_text="Type the start of a name, then choose.",
        error_messages={
            "required": "Choose a pupil from the list.",
            "invalid_choice": "There is no such pupil at your schools.",
        },
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        """`others` are those whom the one who asks may link."""
        super().__init__(*args, **kwargs)
        self.others = others
        self.fields["other"].queryset = others  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Without script only the words typed arrive: they will do where they are one pupil's."""
        values = super().clean() or self.cleaned_data
        typed = self.data.get("other_text", "").strip()
        if not self.data.get("other") and typed:
            found = list(self.others.matching(typed).in_order()[:2])
            if len(found) == 1:
                self.errors.pop("other", None)
                values["other"] = found[0]
        return values
