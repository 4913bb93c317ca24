"""Notes in the timeline; of those confined to named roles, what their holders see."""

from typing import Any

from django.db.models import F, Func, TextField, Value

from pupils.models import Note
from senco.links import link_for
from senco.permissions import Member, Role
from senco.stream import Kind, Line, Said, as_lines


def _rows(pupil: int, member: Member) -> Any:
    return as_lines(
        Note.objects.visible_to(member).of_pupil(pupil),
        "note",
        day="on",
        at="written_at",
        code=Func(F("confined_to"), Value(","), function="array_to_string", output_field=TextField()),
        text="text",
        who="written_by__name",
    )


def _say(line: Line, member: Member) -> Said:
    url = link_for(member, "pupils:note", line.link)
    holders = line.code.split(",") if line.code else []
    names = ", ".join(str(role.label) for role in Role if role in holders)
    return Said("Note", line.text, url, tag=f"Only for {names}" if names else "", is_confined=bool(names))


KINDS = (Kind("note", "Notes", "journal-text", _rows, _say),)
