"""Files of results: a line for each, or a column for each measure; looked through, then all or nothing."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from pupils.imports import Kind, ResultRow, read_file
from pupils.models import ImportRun, Measure, Result
from senco import tasks
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_measure, make_pupil, make_result, make_school, make_staff
from tests.senco.imports.test_cli import run

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 21)
LONG = "UPN,Name,Test name,Date taken,Result\n"
AMIRA = "F886210127001"


@pytest.fixture
def school() -> School:
    school = make_school()
    make_pupil(school, forename="Amira", surname="Khan", upn=AMIRA, admission_number="1001")
    make_pupil(school, forename="Ben", surname="Ng", admission_number="1002")
    make_measure(school, "Reading age", also="RA, NGRT reading age")
    make_measure(school, "Maths", kind="standard", lowest=55, highest=145)
    return school


@pytest.fixture
def take(school: School, capsys: Any, tmp_path: Path) -> Any:
    def take(text: str, *options: str) -> tuple[dict[str, Any], int]:
        file = tmp_path / "file.csv"
        file.write_text(text)
        return run(file, school, *options, capsys=capsys)

    return take


def kept(school: School) -> list[tuple[str, str, str]]:
    with acting_for(school):
        rows = Result.objects.order_by("pupil__sort_name", "measure__name")
        return list(rows.values_list("pupil__forename", "measure__name", "written"))


def test_a_line_for_each_result_goes_in_once(school: School, take: Any) -> None:
    text = LONG + f"{AMIRA},Amira Khan,Reading age,21/09/2026,7:06\n{AMIRA},Amira Khan,Maths,21/09/2026,<70\n"
    said, status = take(text)
    assert (said["new"], said["changed"], said["problems"], status) == (2, 0, [], 0)
    assert kept(school) == [("Amira", "Maths", "<70"), ("Amira", "Reading age", "7:06")]
    again, _ = take(text)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 2)
    with acting_for(school):
        assert set(Result.objects.values_list("taken_on", flat=True)) == {DAY}
        assert Result.pgh_event_model.objects.count() == 2


def test_a_column_for_each_measure_is_read_under_any_of_its_names(school: School, take: Any) -> None:
    text = (
        "Adno,Surname,Forename,Date,NGRT reading age,Maths\n"
        "1001,Khan,Amira,21/09/2026,7:06,98\n"
        "1002,Ng,Ben,21/09/2026,abs,101\n"
    )
    said, _ = take(text)
    assert (said["new"], said["problems"]) == (3, [])
    assert kept(school) == [("Amira", "Maths", "98"), ("Amira", "Reading age", "7:06"), ("Ben", "Maths", "101")]


def test_each_wrong_value_is_said_with_its_line_column_and_value_and_the_others_go_in(
    school: School, take: Any
) -> None:
    text = LONG + (
        f"{AMIRA},Amira Khan,Reading age,21/09/2026,7.5\n"
        f"{AMIRA},Amira Khan,Maths,21/09/2099,98\n"
        f"{AMIRA},Amira Khan,Dinosaurs,21/09/2026,98\n"
        ",Nobody Here,Maths,21/09/2026,98\n"
        f"{AMIRA},Amira Khan,Maths,21/09/2026,98\n"
        f"{AMIRA},Amira Khan,Maths,21/09/2026,99\n"
    )
    said, status = take(text)
    assert (said["new"], status) == (1, 0) and kept(school) == [("Amira", "Maths", "98")]
    problems = {one["line"]: one for one in said["problems"]}
    assert (problems[2]["column"], problems[2]["value"]) == ("Result", "7.5") and "not clear" in problems[2]["message"]
    assert "still to come" in problems[3]["message"] and "“Dinosaurs”" in problems[4]["message"]
    assert "Nobody on the roll" in problems[5]["message"] and "A line above" in problems[7]["message"]


def test_a_file_corrects_what_a_file_brought_and_leaves_what_a_hand_typed(school: School, take: Any) -> None:
    take(LONG + f"{AMIRA},Amira Khan,Maths,21/09/2026,98\n")
    with acting_for(school):
        pupil = Result.objects.get().pupil
        reading_age = Measure.objects.get(name="Reading age")
    make_result(pupil, reading_age, taken_on=DAY, written="7:00", entered_by=make_staff(Role.SENCO, school))
    said, _ = take(LONG + f"{AMIRA},Amira Khan,Maths,21/09/2026,99\n{AMIRA},Amira Khan,RA,21/09/2026,7:06\n")
    assert (said["changed"], said["kept_by_hand"]) == (1, 1)
    assert kept(school) == [("Amira", "Maths", "99"), ("Amira", "Reading age", "7:00")]


def test_columns_of_figures_that_no_measure_is_called_by_are_not_passed_over_in_silence(
    school: School, take: Any
) -> None:
    said, _ = take(f"UPN,Name,Date,Maths,Stanine\n{AMIRA},Amira Khan,21/09/2026,98,5\n")
    assert said["new"] == 1 and any("“Stanine” was not read" in one for one in said["warnings"])


def test_a_workbook_that_took_ages_for_times_of_the_day_is_read_and_dates_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["UPN", "Name", "Date", "Reading age"])
    sheet.append([AMIRA, "Amira Khan", DAY, dt.time(7, 6)])
    sheet.append([AMIRA, "Amira Khan", DAY, dt.date(2026, 6, 7)])
    book.save(tmp_path / "results.xlsx")
    parsed = read_file(tmp_path / "results.xlsx", "results.xlsx")
    assert parsed.kind is Kind.RESULTS
    rows = [row for row in parsed.rows if isinstance(row, ResultRow)]
    assert [row.written for row in rows] == ["7:06", None]
    assert "turned this result into a date" in parsed.problems[0].message


def test_a_register_that_mentions_reading_is_still_a_register() -> None:
    text = b"Name,Class,TA hours,Agencies,Reading age\nAmira Khan,5A,10,SALT,7:06\n"
    assert read_file(text, "list.csv").kind is Kind.SENCO_REGISTER


class Pages:
    """The import pages as one person uses them, with the worker's part done beside them."""

    def __init__(self, school: School, role: Role) -> None:
        self.school = school
        self.client = Client()
        self.client.force_login(make_staff(role, school))

    def send(self, text: str, **said: Any) -> Any:
        file = SimpleUploadedFile("results.csv", text.encode())
        answer = self.client.post(reverse("import"), {"file": file, "school": self.school.pk, **said})
        if answer.status_code == 302:
            tasks.look_at_import(self.school.pk, self.run().pk)
        return answer

    def run(self) -> ImportRun:
        with acting_for(self.school):
            return ImportRun.objects.order_by("-pk")[0]

    def page(self) -> str:
        return self.client.get(reverse("import-run", args=[self.run().pk])).content.decode()


BARE = f"UPN,Name,Score\n{AMIRA},Amira Khan,98\n"


def test_a_bare_list_of_scores_goes_in_when_the_person_says_its_measure_and_day(school: School) -> None:
    pages = Pages(school, Role.SENCO)
    with acting_for(school):
        maths = Measure.objects.get(name="Maths")
    pages.send(BARE, kind="results")
    assert "does not say what was measured" in pages.page() and pages.run().state == "refused"
    pages.send(BARE, kind="results", measure=maths.pk, taken_on="2026-09-21")
    assert "98" in pages.page()
    seen = pages.run().preview["fingerprint"]
    pages.client.post(reverse("import-take-in", args=[pages.run().pk]), {"seen": seen})
    tasks.take_in_import(school.pk, pages.run().pk)
    assert pages.run().state == "done" and kept(school) == [("Amira", "Maths", "98")]
    with acting_for(school):
        row = Result.objects.get()
    assert row.run_id == pages.run().pk and row.taken_on == DAY and row.entered_by is not None


def test_the_office_takes_results_in_without_reading_those_that_stand(school: School) -> None:
    pages = Pages(school, Role.OFFICE)
    with acting_for(school):
        pupil, maths = school_pupil(school), Measure.objects.get(name="Maths")
    make_result(pupil, maths, taken_on=DAY, written="77")
    pages.send(f"UPN,Name,Date,Maths\n{AMIRA},Amira Khan,21/09/2026,98\n")
    assert pages.run().preview["counts"]["changed"] == 1 and not re.search(r"\b77\b", pages.page())


def school_pupil(school: School) -> Any:
    from pupils.models import Pupil

    return Pupil.objects.of_school(school).get(upn=AMIRA)


def test_a_school_gets_the_usual_measures_with_its_first_roll_and_keeps_its_own(take: Any, school: School) -> None:
    roll = "UPN,Surname,Forename,Date of birth\nF886210127001,Khan,Amira,14/03/2016\n"
    take(roll)
    with acting_for(school):
        assert Measure.objects.count() == 2
        Measure.objects.all().delete()
    take(roll)
    with acting_for(school):
        assert Measure.objects.filter(name="Phonics screening check").exists()
