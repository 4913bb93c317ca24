"""Addresses of the lists behind the figures, made once a page and not once a row."""

from typing import Any
from urllib.parse import urlencode

from senco.links import link_for
from senco.permissions import Member

ANY = 0


class Links:
    """`to(name, pk)` for many rows: each named address is found, and its permission asked for, once a page."""

    def __init__(self, member: Member, school: int | None = None) -> None:
        """`school`: the lists are of this one alone, where several are in view."""
        self.member, self.school = member, school
        self._known: dict[str, str] = {}

    def to(self, name: str, pk: int | None = None, **query: Any) -> str:
        """The address, or "" where there is no such page or this member may open it nowhere."""
        if name not in self._known:
            self._known[name] = link_for(self.member, name, *(() if pk is None else (ANY,)))
        url = self._known[name]
        if url and pk is not None:
            url = url.replace(f"/{ANY}/", f"/{pk}/", 1)
        if pk is None and self.school is not None:
            query["school"] = self.school
        asked = {key: value for key, value in query.items() if value not in (None, "")}
        return f"{url}?{urlencode(asked)}" if url and asked else url
