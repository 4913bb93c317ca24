"""Papers in the timeline. Of a confined one no word: it is read on its page, which logs it."""

import functools
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Concat

from records.models import Document
from senco.links import link_for
from senco.permissions import Member, Role
from senco.stream import Kind, Line, Said, as_lines

KEY = "document"


def _rows(pupil: int, member: Member) -> Any:
    roles = Func(F("confined_to"), Value(","), function="array_to_string", output_field=TextField())
    open_ones = Concat(Value(":"), F("from_whom"), output_field=TextField())
    return as_lines(
        Document.objects.visible_to(member).of_pupil(pupil),
        KEY,
        day="dated_on",
        at="added_at",
        code="kind",
        text=Case(When(confined_to=[], then=F("title")), default=Value("")),
        more=Case(When(confined_to=[], then=open_ones), default=roles, output_field=TextField()),
        who="added_by__name",
    )


def _say(line: Line, member: Member) -> Said:
    """`more` begins with a colon and holds whom it is from, or holds the roles that it is confined to."""
    url, title = link_for(member, "records:document", line.link), _words()[line.code]
    if line.more.startswith(":"):
        sender = line.more[1:]
        return Said(title, f"{line.text}, from {sender}" if sender else line.text, url)
    holders = line.more.split(",")
    names = ", ".join(str(role.label) for role in Role if role in holders)
    return Said(title, "Open it to read.", url, tag=f"Only for {names}", is_confined=True)


@functools.cache
def _words() -> Mapping[str, str]:
    return {kind.value: str(kind.label) for kind in Document.Kind}


KINDS = (Kind(KEY, "Papers", "paperclip", _rows, _say, _words),)
