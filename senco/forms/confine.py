"""Whom a thing is confined to, asked for in a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from senco.permissions import TABLE, Permission, Role

READERS = tuple(role for role in Role if Permission.VIEW_SEN_RECORD in TABLE[role])
"""Only those who read the SEN record can be let in to a confined part of it."""
NAMED = 3


class OnlyForField(forms.MultipleChoiceField):
    """Roles to tick, each with the people who hold it today: who chooses must know whom they let in."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, held: Mapping[str, Sequence[str]], **kwargs: Any) -> None:
        """`held` is what `senco.confidential.held_now` gives."""
        kwargs.setdefault("label", "Only for")
        kwargs.setdefault(
            "help_text",
            "Leave all of them empty, and everybody who reads SEN records may read this. Tick roles, and nobody else "
            "can find out that it exists. Two people at least must be able to read it, and you must be one of them.",
        )
        choices = [(role.value, f"{role.label}: {_people(held.get(role.value, ()))}") for role in READERS]
        super().__init__(choices=choices, required=False, **kwargs)


def _people(names: Sequence[str]) -> str:
    """ "2 people, Sarah Mensah and Amy Fletcher"."""
    if not names:
        return "nobody today"
    count = "1 person" if len(names) == 1 else f"{len(names)} people"
    shown = list(names[:NAMED])
    more = len(names) - len(shown)
    ends = f" and {more} more" if more else ""
    return f"{count}, {', '.join(shown)}{ends}"
