"""The stream's columns: rows of different parts join into one query."""

import datetime as dt

import pytest

from pupils.models import Concern, Note
from senco.permissions import Role
from senco.rows import acting_for
from senco.stream import COLUMNS, Line, as_lines
from tests.factories import make_concern, make_note, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db


def test_rows_of_two_parts_join_in_one_query() -> None:
    school = make_school()
    senco = make_staff(Role.SENCO, school)
    pupil = make_pupil(school)
    note = make_note(pupil, by=senco, on=dt.date(2026, 9, 10))
    concern = make_concern(pupil, by=senco)
    with acting_for(school):
        notes = as_lines(Note.objects.of_pupil(pupil), "note", day="on", text="text", who="written_by__name")
        concerns = as_lines(
            Concern.objects.of_pupil(pupil), "concern", day="logged_at", at="logged_at", code="area", text="seen"
        )
        lines = [Line(*row) for row in notes.union(concerns, all=True).order_by("line_day")]
    assert [(line.kind, line.pk) for line in lines] == [("note", note.pk), ("concern", concern.pk)]
    assert lines[0].day == dt.date(2026, 9, 10) and lines[0].at is None and lines[0].who == senco.name
    assert lines[1].code == "CL" and lines[1].at is not None and lines[1].link == concern.pk
    assert Line._fields == COLUMNS
