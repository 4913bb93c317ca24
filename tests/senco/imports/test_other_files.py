"""Staff, teaching groups, attendance and suspensions come in the same way."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pupils.models import Attendance, GroupPupil, GroupStaff, Suspension
from senco.imports.take_in_suspensions import _compare
from senco.models import AcademicYear, Membership, School, Term, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_class, make_pupil, make_school, make_staff
from tests.senco.imports.test_cli import run

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def school() -> School:
    school = make_school()
    make_pupil(school, forename="Amira", surname="Khan", upn="F886210127001", admission_number="1001")
    make_pupil(school, forename="Ben", surname="Ng", admission_number="1002")
    return school


@pytest.fixture
def take(school: School, capsys: Any, tmp_path: Path) -> Any:
    def take(text: str, *options: str) -> tuple[dict[str, Any], int]:
        file = tmp_path / "file.csv"
        file.write_text(text)
        return run(file, school, *options, capsys=capsys)

    return take


def test_staff_get_a_sign_in_a_role_and_their_class_and_no_password(school: School, take: Any) -> None:
    make_class(school, "5A")
    text = (
        "Name,Email,Job title,Registration group\n"
        "Mrs Ann Teacher,Ann@Example.org,Class teacher,5A\n"
        "Mr Joe Helper,joe@example.org,Teaching Assistant,\n"
        "Ms Lost,,Teacher,\n"
        "Mr Odd,odd@example.org,Juggler,\n"
    )
    said, status = take(text)
    assert (said["new"], len(said["problems"]), status) == (2, 2, 0)
    ann = User.objects.get(email="ann@example.org")
    assert not ann.has_usable_password()
    assert Membership.objects.get(user=ann).role == Role.TEACHER
    with acting_for(school):
        assert GroupStaff.objects.get(user=ann).group.name == "5A"
    again, _ = take(text)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 2)


def test_a_line_of_staff_without_a_name_makes_nobody_and_says_so(school: School, take: Any) -> None:
    make_staff(Role.OFFICE, school, name="Known Already", email="known@example.org")
    said, status = take(
        "Forename,Surname,Email,Job title\n,,nameless@example.org,Teacher\n,,known@example.org,Teacher\n"
        "Ann,Teacher,ann@example.org,Teacher\n"
    )
    assert (said["new"], said["changed"], status) == (1, 1, 0)
    (problem,) = said["problems"]
    assert problem["line"] == 2 and "nameless@example.org" in str(problem)
    assert "Without a name" in problem["message"] and "this line was left out" in problem["message"]
    assert not User.objects.filter(email="nameless@example.org").exists()
    assert User.objects.get(email="known@example.org").name == "Known Already"


def test_somebody_who_works_elsewhere_keeps_their_account_and_gains_a_role_here(school: School, take: Any) -> None:
    user = make_staff(Role.SENCO, make_school(), name="Nadia Own", email="nadia@example.org")
    said, _ = take("Name,Email,Job title\nN. Other,nadia@example.org,SENCO\n")
    assert (said["new"], said["changed"]) == (0, 1)
    user.refresh_from_db()
    assert user.name == "Nadia Own"
    assert Membership.objects.filter(user=user, role=Role.SENCO).count() == 2


def test_sets_are_made_with_their_pupils_and_their_teacher(school: School, take: Any) -> None:
    teacher = make_staff(Role.TEACHER, school, name="Ann Teacher", email="ann@example.org")
    text = (
        "UPN,Admission number,Surname,Forename,Teaching group,Subject,Teacher\n"
        "F886210127001,1001,Khan,Amira,10x/Ma1,Maths,Ann Teacher\n"
        ",1002,Ng,Ben,10x/Ma1,Maths,Ann Teacher\n"
    )
    said, status = take(text)
    assert (said["problems"], status) == ([], 0)
    with acting_for(school):
        assert GroupPupil.objects.filter(group__name="10x/Ma1").count() == 2
        assert GroupStaff.objects.get(user=teacher).group.subject == "Maths"
    again, _ = take(text)
    assert (again["changed"], again["unchanged"]) == (0, 2)
    take("\n".join(text.splitlines()[:2]), "--whole-roll")
    with acting_for(school):
        assert GroupPupil.objects.filter(group__name="10x/Ma1", ends_on=None).count() == 1


def test_termly_attendance_stands_beside_the_year_so_far(school: School, take: Any) -> None:
    with acting_for(school):
        year = AcademicYear.objects.create(
            school=school, name="2025/26", starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2026, 8, 31)
        )
        Term.objects.create(
            school=school, year=year, name="Autumn", starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2025, 12, 19)
        )
    text = (
        "UPN,Admission number,Surname,Forename,Period,Possible,Attended\n"
        "F886210127001,1001,Khan,Amira,Autumn 2025,140,133\n"
        ",1002,Ng,Ben,Spring 2026,120,120\n"
        ",1002,Ng,Ben,Year to date,100,91\n"
    )
    said, status = take(text)
    assert (said["changed"], len(said["problems"]), status) == (2, 1, 0)
    assert "terms" in said["problems"][0]["message"]
    with acting_for(school):
        autumn = Attendance.objects.get(is_running=False)
        assert (autumn.starts_on, autumn.ends_on, autumn.percent) == (dt.date(2025, 9, 1), dt.date(2025, 12, 19), 95)
        assert Attendance.objects.get(is_running=True).starts_on == dt.date(2026, 9, 1)
    again, _ = take(text)
    assert (again["changed"], again["unchanged"]) == (0, 2)


def test_a_suspension_is_recorded_once_and_a_later_file_completes_it(school: School, take: Any) -> None:
    head = "UPN,Admission number,Surname,Forename,Type,Start date,End date,Days,Reason\n"
    first = head + "F886210127001,1001,Khan,Amira,Suspension,12/10/2026,,2.5,Physical assault\n"
    said, status = take(first)
    assert (said["changed"], status) == (1, 0)
    again, _ = take(first)
    assert (again["changed"], again["unchanged"]) == (0, 1)
    said, _ = take(first.replace("12/10/2026,,", "12/10/2026,14/10/2026,"))
    assert said["changed"] == 1
    with acting_for(school):
        row = Suspension.objects.get()
        assert (row.sessions, row.ends_on) == (5, dt.date(2026, 10, 14))


def test_somebody_who_is_not_here_is_left_out_and_said(school: School, take: Any) -> None:
    said, status = take(
        "Surname,Forename,DOB,Suspension type,Start date\nGhost,Nobody,01/01/2016,Suspension,12/10/2026\n"
    )
    assert (said["changed"], len(said["problems"]), status) == (0, 1, 0)


def test_the_days_of_a_suspension_are_words_in_the_preview() -> None:
    row: Any = SimpleNamespace(
        starts_on=dt.date(2026, 10, 12),
        ends_on=dt.date(2026, 10, 14),
        sessions=None,
        days=None,
        reason_code="",
        reason="",
    )
    (new,) = _compare(row, Suspension.Kind.SUSPENSION, None)
    assert new.label.endswith(" from Mon 12 Oct 2026")
    (change,) = _compare(row, Suspension.Kind.SUSPENSION, Suspension(ends_on=dt.date(2026, 10, 13)))
    assert change.label.endswith(" from Mon 12 Oct 2026, last day")
    assert (change.old, change.new) == ("Tue 13 Oct 2026", "Wed 14 Oct 2026")
