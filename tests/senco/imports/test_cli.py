"""`manage.py import_pupils`, as a person at a terminal or another program meets it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from pupils.models import Enrolment, Pupil, SenStatus
from senco.models import School
from senco.rows import acting_for
from tests.factories import make_school

DATA = Path(__file__).resolve().parents[3] / "senco" / "demo" / "data"
TODAY = "2026-11-20"

pytestmark = pytest.mark.django_db


def run(file: str | Path, school: School | str, *options: str, capsys: Any) -> tuple[dict[str, Any], int]:
    """What the command prints with --json, and its exit status."""
    number = school if isinstance(school, str) else school.laestab
    path = DATA / file if isinstance(file, str) else file
    status = 0
    try:
        call_command("import_pupils", str(path), "--school", number, "--on", TODAY, "--json", *options)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    return json.loads(capsys.readouterr().out), status


@pytest.fixture
def oakfield() -> School:
    return make_school("Oakfield Primary School", laestab="8862101")


def test_a_sims_export_comes_in_and_a_second_time_changes_nothing(oakfield: School, capsys: Any) -> None:
    first, status = run("oakfield_sims_export.csv", oakfield, capsys=capsys)
    assert status == 0
    assert (first["new"], first["changed"], first["unchanged"], first["leavers"]) == (420, 0, 0, 0)
    with acting_for(oakfield):
        assert SenStatus.objects.on_register(dt.date(2026, 11, 20)).count() == 77
        assert Enrolment.objects.count() == 420
    second, status = run("oakfield_sims_export.csv", oakfield, capsys=capsys)
    assert (second["new"], second["changed"], second["unchanged"], second["leavers"]) == (0, 0, 420, 0)
    assert status == 0


def test_a_dry_run_says_the_same_and_writes_nothing(oakfield: School, capsys: Any) -> None:
    said, status = run("oakfield_sims_export.csv", oakfield, "--dry-run", capsys=capsys)
    assert (said["new"], status) == (420, 0)
    with acting_for(oakfield):
        assert not Pupil.objects.exists()
