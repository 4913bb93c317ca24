"""A file as a person at one school sends it: read with the answers about columns that the school gave before."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

from pupils.imports import Kind, Limits, ParsedFile, read_file
from pupils.models import ColumnMapping, Measure
from pupils.names import fold
from senco.models import School


def open_file(
    source: str | os.PathLike[str] | bytes,
    filename: str,
    school: School,
    *,
    kind: Kind | str | None = None,
    mapping: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    day: dt.date,
) -> ParsedFile:
    """Reads the file as on that day; FileRefused if it cannot be. What the school once said of a heading is used
    again, until `mapping` says otherwise. One query a reading."""
    parsed = read_file(source, filename, kind=kind, mapping=mapping, limits=limits, day=day)
    remembered = dict(ColumnMapping.objects.filter(school=school, kind=parsed.kind).values_list("header", "field"))
    if parsed.kind is Kind.RESULTS:
        remembered = {**_measures_in(parsed, school), **remembered}
    news = {header: field for header, field in remembered.items() if header not in (mapping or {})}
    if not any(column.header in news for column in parsed.columns):
        return parsed
    answers = {**news, **(mapping or {})}
    return read_file(source, filename, kind=parsed.kind, mapping=answers, limits=limits, day=day)


def _measures_in(parsed: ParsedFile, school: School) -> dict[str, str]:
    """Columns headed as a measure of the school's own, which no list of headings could know. One query."""
    called = {heading for measure in Measure.objects.of_school(school).active() for heading in measure.headings}
    return {
        one.header: f"result@{one.header}" for one in parsed.columns if not one.mapped and fold(one.header) in called
    }
