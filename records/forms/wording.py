"""A text whose wording is to be looked at. It is read and forgotten: nothing of it is kept."""

from django import forms

from records.wording import LONGEST


class WordingForm(forms.Form):
    kind = forms.ChoiceField(
        label="What it is",
        choices=[("provision", "Provision: what is given (Section F, a support plan)"), ("outcome", "Outcomes")],
    )
    text = forms.CharField(
        label="The text",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="One line or point for each thing promised. Paste a draft plan’s section, or write your own.",
        error_messages={"required": "Paste or write something to look at."},
    )
