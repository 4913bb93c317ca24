"""Finding one's way in an XML element by local names, whatever the namespace."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pupils.imports.tables import tidy


def local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element, *path: str) -> Element | None:
    """The first element along a path of local names."""
    found: Element | None = element
    for name in path:
        found = next((one for one in (found if found is not None else ()) if local(one.tag) == name), None)
    return found


def children(element: Element | None, name: str) -> list[Element]:
    return [one for one in element if local(one.tag) == name] if element is not None else []


def text_at(element: Element | None, *path: str) -> str:
    found = child(element, *path) if element is not None else None
    return tidy(found.text or "") if found is not None else ""
