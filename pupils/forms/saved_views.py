"""A name for a list."""

from django import forms


class SavedViewForm(forms.Form):
    name = forms.CharField(label="Name of the list", max_length=60, help_text="Such as: Year 6 with an EHC plan.")
    is_shared = forms.BooleanField(
        label="Colleagues who see all pupils see it too",
        required=False,
        help_text="They see whom the filters give them, not what you see.",
    )
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
