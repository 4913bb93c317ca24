"""A choice out of a list, drawn without a template for every option: lists of classes may have hundreds."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from senco.permissions import Member


class PlainSelect(forms.Select):
    """Looks and answers as Django's own."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        found = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", found, _options(self.choices, chosen))


def _options(choices: Iterable[Any], chosen: str) -> SafeString:
    """A pair whose second is a list is a group of choices with its name."""
    return mark_safe("".join(_option(key, text, chosen) for key, text in choices))


def _option(key: Any, text: Any, chosen: str) -> str:
    if isinstance(text, list | tuple):
        return f'<optgroup label="{escape(key)}">{_options(text, chosen)}</optgroup>'
    value = "" if key is None else str(key)
    mark = " selected" if value == chosen else ""
    return f'<option value="{escape(value)}"{mark}>{escape(text)}</option>'


def school_field(form: forms.Form, member: Member) -> None:
    """The schools in view, for a filter's field named `school`; where there is one alone, no such question."""
    if len(member.schools) < 2:
        del form.fields["school"]
        return
    field = form.fields["school"]
    assert isinstance(field, forms.ChoiceField)
    named = sorted((member.names[pk], str(pk)) for pk in member.schools)
    field.choices = [("", "All in view"), *((pk, name) for name, pk in named)]
