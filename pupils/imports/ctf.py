"""The Common Transfer File of the Department for Education: XML, read pupil by pupil and thrown away behind.

Elements are those of the CTF specification (version 25 seen; older files lack some). Names are compared
without their namespace. A pupil's line is the ordinal of the pupil in the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from pupils.imports.checks import check_pupils
from pupils.imports.ctf_pupils import HEADINGS, PupilElement
from pupils.imports.dates import BadDate, read_date
from pupils.imports.elements import child, local, text_at
from pupils.imports.problems import Problems
from pupils.imports.rows import Extent, FileRefused, Format, Kind, Limits, ParsedFile, PupilRow, SchoolNamed, Source

MOST_ELEMENTS = 20_000  # in one pupil: a school career of assessments has a few hundred
DEEPEST = 40
ENTITIES = "The file holds instructions (XML entities) that no Common Transfer File needs, so it was not opened."
NOT_CTF = "This is an XML file but no Common Transfer File: it has no pupils in it that can be read."
STOPS_HERE = (
    "The file is damaged or was cut off: it cannot be read beyond line {line}. Export it again and send the new copy."
)


def read_ctf(content: bytes, filename: str, kind: Kind | None, limits: Limits, day: date | None) -> ParsedFile:
    if kind not in (None, Kind.PUPILS):
        raise FileRefused("This is a Common Transfer File, which holds pupils and nothing else.")
    problems = Problems(limits)
    header: Element | None = None
    rows: list[PupilRow] = []
    for element in elements(content):
        if local(element.tag) == "Header":
            header = element
            continue
        if len(rows) >= limits.rows:
            raise FileRefused(f"The file has more than {limits.rows:,} pupils, which is more than any school's roll.")
        as_at = moment(text_at(header, "DateTime")) if header is not None else None
        rows.append(PupilElement(element, len(rows) + 1, as_at, problems, day).row())
    if header is None and not rows:
        raise FileRefused(NOT_CTF)
    if not rows:
        raise FileRefused("This Common Transfer File has no pupils in it. Export it again with its pupils.")
    check_pupils(rows, problems, lambda name: HEADINGS.get(name, ""), at="with pupil")
    return parsed(filename, rows, header if header is not None else Element("Header"), problems)


def parsed(filename: str, rows: list[PupilRow], header: Element, problems: Problems) -> ParsedFile:
    said = text_at(header, "DocumentQualifier").lower()
    return ParsedFile(
        kind=Kind.PUPILS,
        format=Format.CTF,
        source=Source.CTF,
        filename=filename,
        rows=tuple(rows),
        problems=problems.in_order(),
        problems_not_listed=problems.not_listed,
        encoding="XML",
        date_shape="yyyy-mm-dd",
        title=text_at(header, "DocumentName") or None,
        school=school_in(child(header, "SourceSchool"), "CTF source school"),
        destination=school_in(child(header, "DestSchool"), "CTF destination school"),
        laestab_hint=None,
        extent=Extent(said) if said in ("full", "partial") else None,
        as_at=moment(text_at(header, "DateTime")),
    )


def moment(written: str) -> date | None:
    try:
        return read_date(written)
    except BadDate:
        return None


def school_in(element: Element | None, where: str) -> SchoolNamed | None:
    """The school of a header; none for a destination of Xs, which stands for “not known”."""
    if element is None:
        return None
    laestab = text_at(element, "LEA") + text_at(element, "Estab")
    number = laestab if laestab.isdigit() and len(laestab) == 7 else None
    name = text_at(element, "SchoolName")
    return SchoolNamed(name, number, where) if number or name else None


def elements(content: bytes) -> Iterator[Element]:
    """The header and each pupil, whole. DTDs, entities and outside references are refused."""
    try:
        yield from whole_elements(iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True))
    except DefusedXmlException as error:
        raise FileRefused(ENTITIES) from error
    except ParseError as error:
        raise FileRefused(STOPS_HERE.format(line=error.position[0])) from error
    except (ValueError, LookupError) as error:
        raise FileRefused("The file says that it is in an encoding that is not known, so it cannot be read.") from error


def whole_elements(events: Iterator[tuple[str, Element]]) -> Iterator[Element]:
    """Everything but the header and the pupil being read is dropped as it goes by, so that the memory used
    is that of one pupil."""
    path: list[Element] = []
    whole: Element | None = None  # the header or the pupil that is being read
    count = 0
    for event, element in events:
        if event == "start":
            count = count + 1 if whole is not None else 0
            check_place(element, path, count)
            path.append(element)
            if whole is None and local(element.tag) in ("Header", "Pupil") and len(path) in (2, 3):
                whole = element
            continue
        path.pop()
        if element is whole:
            yield element
            whole = None
        if whole is None and path:
            path[-1].clear()


def check_place(element: Element, path: list[Element], count: int) -> None:
    if not path and local(element.tag).lower() != "ctfile":
        raise FileRefused(NOT_CTF)
    if count > MOST_ELEMENTS or len(path) > DEEPEST:
        raise FileRefused("A part of this file goes on without end, so the file is damaged.")
