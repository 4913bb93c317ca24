"""Staff, teaching groups, attendance, suspensions and the SENCO's register."""

from datetime import date
from decimal import Decimal

import pytest

from pupils.imports import Kind, read_file
from pupils.imports.other_rows import role_in
from tests.pupils.imports.making import UPNS, csv_of, read_csv_of, the_problem, xlsx_of

# Staff


def test_staff_are_read_with_a_guess_at_their_role() -> None:
    parsed = read_csv_of(
        ("Staff Code", "Title", "Forename", "Surname", "Work Email", "Job Title"),
        ("AB", "Mrs", "Ann", "Bell", "Ann.Bell@Example.org", "SENDCo"),
        ("CD", "Mr", "Col", "Dean", "", "Lollipop person"),
    )
    assert parsed.kind is Kind.STAFF
    ann, col = parsed.rows
    assert (ann.staff_code, ann.title, ann.forename, ann.surname) == ("AB", "Mrs", "Ann", "Bell")
    assert (ann.email, ann.role, ann.name_as_written) == ("ann.bell@example.org", "senco", "Ann Bell")
    assert (col.email, col.role_words, col.role) == (None, "Lollipop person", None)


def test_staff_in_one_column_of_names() -> None:
    parsed = read_csv_of(
        ("Name", "Email", "Role"),
        ("Bell, Ann", "a@example.org", "Class teacher"),
        ("Mr Col Dean", "c@example.org", "TA"),
    )
    assert [(row.title, row.forename, row.surname, row.role) for row in parsed.rows] == [
        (None, "Ann", "Bell", "teacher"),
        ("Mr", "Col", "Dean", "teaching_assistant"),
    ]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("SENCO", "senco"),
        ("SENDCo / Inclusion Lead", "senco"),
        ("Assistant SENCO", "assistant_senco"),
        ("SEN Teacher", "assistant_senco"),
        ("Headteacher", "headteacher"),
        ("Head Teacher", "headteacher"),
        ("Executive Headteacher", "headteacher"),
        ("Deputy Headteacher", "teacher"),
        ("Teacher of Maths", "teacher"),
        ("Higher Level Teaching Assistant", "teaching_assistant"),
        ("HLTA", "teaching_assistant"),
        ("LSA", "teaching_assistant"),
        ("Designated Safeguarding Lead", "safeguarding_lead"),
        ("DSL", "safeguarding_lead"),
        ("Designated Teacher for looked-after children", "designated_teacher"),
        ("Chair of Governors", "governor"),
        ("Clerk to the Governors", "clerk"),
        ("School Business Manager", "business_manager"),
        ("Data Protection Officer", "data_protection_officer"),
        ("Exams Officer", "exams_officer"),
        ("Head of Year 9", "pastoral_lead"),
        ("Office Administrator", "office"),
        ("Caretaker", None),
        ("Stable hand", None),
    ],
)
def test_job_titles_become_roles_only_where_they_say_so(words, role) -> None:
    assert role_in(words) == role


def test_a_line_of_staff_without_a_name_or_address_stops_the_file() -> None:
    parsed = read_csv_of(("Name", "Email", "Role"), ("", "", "TA"), ("Ann Bell", "", "TA"))
    assert the_problem(parsed).stops
    assert the_problem(parsed).line == 2


# Teaching groups


def test_teaching_groups_name_their_pupils_and_teacher() -> None:
    parsed = read_csv_of(
        ("Class Code", "Subject", "Year Group", "UPN", "Pupil Name", "Teacher", "Teacher Email"),
        ("9x/Ma1", "Mathematics", "Year 9", UPNS[0], "Ng, Amy", "Mr Dean", "Dean@Example.org"),
    )
    assert parsed.kind is Kind.GROUPS
    row = parsed.rows[0]
    assert (row.group, row.subject, row.year_group) == ("9x/Ma1", "Mathematics", "9")
    assert (row.pupil.upn, row.pupil.names[0].surname) == (UPNS[0], "Ng")
    assert (row.teacher, row.teacher_email) == ("Mr Dean", "dean@example.org")


def test_a_group_line_about_nobody_or_no_group_stops_the_file() -> None:
    head = ("Teaching group", "Subject", "UPN")
    assert "not clear whose" in the_problem(read_csv_of(head, ("9x", "Maths", ""))).message
    problem = the_problem(read_csv_of(head, ("", "", UPNS[0])))
    assert problem.stops
    assert "which teaching group" in problem.message


# Attendance


def test_termly_attendance_is_a_percentage_or_two_counts() -> None:
    parsed = read_csv_of(
        ("UPN", "Term", "Academic Year", "Possible sessions", "Sessions attended"),
        (UPNS[0], "Autumn", "2025/26", "140", "133"),
        (UPNS[1], "Autumn", "2025/26", "140", "150"),
    )
    assert parsed.kind is Kind.ATTENDANCE
    first, second = parsed.rows
    assert (first.period, first.percent, first.possible, first.attended) == (
        "Autumn 2025/26",
        Decimal("95.00"),
        140,
        133,
    )
    assert (second.percent, second.attended) == (None, None)
    assert "150 of 140" in the_problem(parsed).message


def test_attendance_between_two_dates() -> None:
    row = read_csv_of(("Adno", "From", "To", "Attendance %"), ("0041", "01/09/2025", "19/12/2025", "93.4")).rows[0]
    assert (row.pupil.admission_number, row.starts_on, row.ends_on) == ("0041", date(2025, 9, 1), date(2025, 12, 19))
    assert row.percent == Decimal("93.40")


def test_a_column_for_each_term_gives_a_row_for_each_term() -> None:
    parsed = read_csv_of(
        ("UPN", "Name", "Autumn 2025 %", "Spring 2026 %", "Summer 2026 (%)"),
        (UPNS[0], "Ng, Amy", "93.4", "104", ""),
        (UPNS[1], "Bo, Cy", "90", "91", "92"),
    )
    assert parsed.kind is Kind.ATTENDANCE
    assert [(row.line, row.period, row.percent, sorted(row.left_out)) for row in parsed.rows] == [
        (2, "Autumn 2025", Decimal("93.40"), []),
        (2, "Spring 2026", None, ["percent"]),
        (3, "Autumn 2025", Decimal("90.00"), []),
        (3, "Spring 2026", Decimal("91.00"), []),
        (3, "Summer 2026", Decimal("92.00"), []),
    ]
    assert the_problem(parsed).column == "Spring 2026 %"


# Suspensions


def test_suspensions_have_days_or_sessions_and_a_reason() -> None:
    parsed = read_csv_of(
        ("UPN", "Exclusion type", "Start date", "End date", "Sessions", "Reason code", "Reason"),
        (UPNS[0], "Suspension", "02/03/2026", "03/03/2026", "4", "PA", "Physical assault against an adult"),
        (UPNS[1], "Permanent Exclusion", "05/03/2026", "", "", "DB", ""),
        (UPNS[2], "Detention", "06/03/2026", "01/03/2026", "x", "", ""),
    )
    assert parsed.kind is Kind.SUSPENSIONS
    first, second, third = parsed.rows
    assert (first.kind, first.starts_on, first.ends_on, first.sessions) == (
        "suspension",
        date(2026, 3, 2),
        date(2026, 3, 3),
        4,
    )
    assert (first.reason_code, first.reason) == ("PA", "Physical assault against an adult")
    assert (second.kind, second.ends_on, second.sessions) == ("permanent_exclusion", None, None)
    assert third.left_out == {"kind", "ends_on", "sessions"}
    assert not parsed.stops


def test_a_suspension_without_its_first_day_stops_the_file() -> None:
    problem = the_problem(read_csv_of(("UPN", "Suspension start date", "Days"), (UPNS[0], "", "1.5")))
    assert problem.stops
    assert "on which day it began" in problem.message


def test_days_of_suspension_come_in_halves() -> None:
    rows = read_csv_of(
        ("UPN", "Suspension start date", "Days"), (UPNS[0], "02/03/2026", "1.5"), (UPNS[1], "02/03/2026", "1.3")
    ).rows
    assert [row.days for row in rows] == [Decimal("1.5"), None]


# The register


REGISTER = (
    "Name",
    "Class",
    "D.O.B",
    "Code",
    "Main need",
    "Other needs",
    "Last annual review",
    "TA hrs/wk",
    "Agencies",
    "Provision",
)


def test_lines_between_the_pupils_of_a_register_are_passed_over_and_said() -> None:
    parsed = read_file(
        xlsx_of(
            REGISTER,
            ("Year 1",),
            (
                "Ng, Amy",
                "1A",
                date(2020, 9, 2),
                "K",
                "ASD",
                "SLCN, MLD",
                None,
                2.5,
                "SALT, EP & OT",
                "ELSA weekly\nTalk Boost 3x30",
            ),
            (None, None, None, None, None, None, None, 2.5),
        ),
        "register.xlsx",
    )
    assert parsed.kind is Kind.SENCO_REGISTER
    assert len(parsed.rows) == 1
    assert [(problem.line, problem.stops) for problem in parsed.problems] == [(2, False), (4, False)]
    row = parsed.register()[0]
    assert row.needs == ("ASD", "SLCN", "MLD")
    assert row.agencies == ("SALT", "EP", "OT")
    assert [entry.name for entry in row.provision] == ["ELSA", "Talk Boost"]
    assert row.ta_hours == Decimal("2.50")


@pytest.mark.parametrize(
    ("filename", "kind"),
    [
        ("SEN register 2026.xlsx", Kind.SENCO_REGISTER),
        ("senco_list.csv", Kind.SENCO_REGISTER),
        ("year 5.csv", Kind.PUPILS),
    ],
)
def test_a_bare_list_is_a_register_only_if_it_calls_itself_one(filename, kind) -> None:
    content = csv_of(("Name", "Class", "DOB", "SEN status"), ("Ng, Amy", "1A", "02/09/2020", "K"))
    assert read_file(content, filename).kind is kind


def test_a_name_with_a_lost_letter_in_a_register_is_kept_as_a_clue_and_said() -> None:
    row = read_csv_of(
        REGISTER[:5] + ("Agencies", "Provision"), ("Nguy?n, Kim", "1A", "02/09/2020", "K", "ASD", "", "")
    ).register()[0]
    assert row.pupil.name_as_written == "Nguy?n, Kim"
    assert row.left_out == {"name"}


def test_a_register_with_an_upn_is_matched_by_it() -> None:
    parsed = read_csv_of(
        ("UPN", *REGISTER), (UPNS[0], "Ng, Amy", "1A", "02/09/2020", "E", "ASD", "", "24/11/2025", "10", "", "")
    )
    assert parsed.kind is Kind.SENCO_REGISTER
    assert parsed.register()[0].pupil.upn == UPNS[0]
    assert parsed.register()[0].last_review_on == date(2025, 11, 24)


def test_a_need_that_is_no_need_leaves_the_others_of_the_register_alone() -> None:
    row = read_csv_of(REGISTER, ("Ng, Amy", "1A", "02/09/2020", "K", "ADHD", "SEMH", "", "", "", "")).register()[0]
    assert (row.main_need, row.other_needs, row.left_out) == (None, ("SEMH",), {"main_need"})
