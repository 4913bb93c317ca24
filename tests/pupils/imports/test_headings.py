"""Columns recognised by their headings, and what is asked when they are not."""

import pytest

from pupils.imports import Confidence, FileRefused, Kind, Source, choices, read_file
from pupils.imports.columns import REQUIREMENTS, distinct_headings, field_names, letter, plain_heading, vocabulary
from pupils.imports.headings import FIELDS
from tests.pupils.imports.making import UPNS, csv_of, one_pupil, read_csv_of

SIMS = ("Adno", "UPN", "Legal Surname", "Legal Forename", "Gender", "DOB", "Year taught in", "Reg Group", "SEN Status")
ARBOR = ("Arbor Student ID", "Unique Pupil Number", "First name", "Last name", "Date of birth", "Sex", "Year group")
BROMCOM = (
    "Person ID",
    "UPN",
    "Preferred First Name",
    "Last Name",
    "First Name",
    "Date of Birth",
    "Year Group",
    "Tutor Group",
)
SCHOLARPACK = ("UPN", "Surname", "Forename", "DOB", "NC Year", "Form", "SEN Stage", "FSM", "Pupil Premium", "EAL")
HOME_MADE = ("Child's surname", "FIRST NAME", "d.o.b.", "Class", "Yr", "SEND code", "M/F")


@pytest.mark.parametrize(
    ("headings", "source"),
    [
        (SIMS, Source.SIMS),
        (ARBOR, Source.ARBOR),
        (BROMCOM, Source.BROMCOM),
        (SCHOLARPACK, Source.SCHOLARPACK),
        (HOME_MADE, Source.HOME_MADE),
    ],
)
def test_the_columns_of_every_school_system_are_recognised(headings, source) -> None:
    values = {"UPN": UPNS[0], "Unique Pupil Number": UPNS[0]}
    row = [
        values.get(heading, "05/03/2017" if "b" in heading[:3].lower() or "irth" in heading else "")
        for heading in headings
    ]
    row = [value or "Amy" if "ame" in heading else value for heading, value in zip(headings, row, strict=True)]
    parsed = read_csv_of(headings, row)
    assert [column.header for column in parsed.columns if not column.used] == []
    assert (parsed.kind, parsed.source) == (Kind.PUPILS, source)
    assert not parsed.needs_mapping


@pytest.mark.parametrize(
    "heading",
    [
        "Date of Birth",
        "date_of_birth",
        "DATE OF BIRTH",
        "DateOfBirth",
        " D.O.B ",
        "dob",
        "D.O.B.",
        "Birth-date",
        "DOB (dd/mm/yyyy)",
    ],
)
def test_case_spaces_punctuation_and_brackets_do_not_matter(heading) -> None:
    assert str(one_pupil(heading, "05/03/2017").date_of_birth) == "2017-03-05"


@pytest.mark.parametrize("heading", ["% Attendance", "Attendance %", "Attendance (year to date)", "Attendance (YTD) %"])
def test_attendance_is_recognised_with_its_period(heading) -> None:
    row = one_pupil(heading, "92.7")
    assert str(row.attendance_percent) == "92.70"
    assert row.attendance_period == {"Attendance (year to date)": "year to date", "Attendance (YTD) %": "YTD"}.get(
        heading
    )


def test_a_legal_name_goes_before_a_plain_one_and_the_other_is_not_read() -> None:
    parsed = read_csv_of(("UPN", "Surname", "Legal Surname", "Forename"), (UPNS[0], "Known", "Lawful", "Amy"))
    assert parsed.rows[0].surname == "Lawful"
    assert [column.header for column in parsed.unsure_columns] == ["Surname"]


def test_two_columns_of_the_same_name_are_asked_about_when_they_are_needed() -> None:
    parsed = read_csv_of(("UPN", "UPN", "Surname", "Forename"), (UPNS[0], UPNS[1], "Ng", "Amy"))
    assert parsed.needs_mapping
    assert parsed.rows == ()
    question = parsed.questions[0]
    assert (question.field, question.headers) == ("upn", ("UPN", "UPN (column B)"))


def test_an_unknown_heading_is_asked_about_and_the_answer_is_used() -> None:
    rows = (("Zog", "Family", "Given"), (UPNS[0], "Ng", "Amy"), (UPNS[1], "Bo", "Cy"))
    parsed = read_csv_of(*rows)
    assert parsed.needs_mapping
    assert parsed.questions[0].field == "upn"
    assert parsed.questions[0].headers == ("Zog",)  # every value of it passes the UPN's check letter
    answered = read_csv_of(*rows, mapping={"Zog": "upn", "Family": "surname", "Given": "forename"})
    assert not answered.needs_mapping
    assert [(row.upn, row.surname, row.forename) for row in answered.rows] == [
        (UPNS[0], "Ng", "Amy"),
        (UPNS[1], "Bo", "Cy"),
    ]
    assert all(column.mapped for column in answered.columns)


def test_names_are_asked_for_once_and_then_let_be() -> None:
    rows = (("UPN", "Clan", "Hat"), (UPNS[0], "Ng", "red"))
    parsed = read_csv_of(*rows)
    assert [question.field for question in parsed.questions] == ["surname", "forename"]
    answered = read_csv_of(*rows, mapping={"Clan": "surname", "Hat": ""})
    assert not answered.needs_mapping
    assert (answered.rows[0].surname, answered.rows[0].forename) == ("Ng", None)


def test_a_mapping_overrides_what_was_recognised() -> None:
    rows = (("UPN", "Surname", "Forename", "Known as"), (UPNS[0], "Ng", "Amelia", "Amy"))
    row = read_csv_of(*rows, mapping={"Known as": "forename", "Forename": ""}).rows[0]
    assert (row.forename, row.preferred_forename) == ("Amy", None)


def test_a_field_given_to_one_column_is_taken_from_the_other() -> None:
    rows = (("UPN", "Surname", "Forename", "Birth surname"), (UPNS[0], "Ng", "Amy", "Old"))
    assert read_csv_of(*rows, mapping={"Birth surname": "surname"}).rows[0].surname == "Old"


def test_a_remembered_answer_about_columns_that_are_gone_does_no_harm() -> None:
    rows = (("UPN", "Surname", "Forename"), (UPNS[0], "Ng", "Amy"))
    assert read_csv_of(*rows, mapping={"Gone": "sex"}).rows[0].surname == "Ng"


def test_an_answer_that_names_no_field_is_refused() -> None:
    with pytest.raises(FileRefused, match="no field"):
        read_csv_of(("UPN", "Surname"), (UPNS[0], "Ng"), mapping={"Surname": "shoe_size"})


def test_a_misspelt_heading_is_unsure_and_not_read() -> None:
    parsed = read_csv_of(("UPN", "Surname", "Forename", "Ethnicitty"), (UPNS[0], "Ng", "Amy", "WBRI"))
    column = parsed.columns[3]
    assert (column.confidence, column.field) == (Confidence.UNSURE, "ethnicity")
    assert "ethnicity" in parsed.rows[0].absent


def test_a_heading_of_two_meanings_is_unsure_and_lists_both() -> None:
    parsed = read_csv_of(("UPN", "Surname", "Forename", "Start date"), (UPNS[0], "Ng", "Amy", "05/03/2017"))
    assert set(parsed.columns[3].candidates) == {"sen_started_on", "entered_on"}
    assert not parsed.needs_mapping


def test_columns_say_their_first_values_for_the_mapping_screen() -> None:
    parsed = read_csv_of(("UPN", "Hat"), (UPNS[0], ""), (UPNS[1], "red"), (UPNS[2], "blue"))
    assert parsed.columns[1].samples == ("red", "blue")
    assert parsed.columns[1].confidence is Confidence.UNKNOWN


def test_the_heading_row_is_found_beneath_a_title_and_above_the_pupils() -> None:
    parsed = read_csv_of(
        ("Pupil list for Elm School", "", ""),
        ("printed 20/11/2026", "", ""),
        ("UPN", "Surname", "Forename"),
        (UPNS[0], "Ng", "Amy"),
    )
    assert parsed.header_line == 3
    assert parsed.title == "Pupil list for Elm School · printed 20/11/2026"
    assert parsed.rows[0].line == 4
    assert parsed.school is not None
    assert parsed.school.where == "title row"


def test_headings_repeated_on_each_page_and_the_last_words_of_a_report_are_passed_over() -> None:
    head = ("UPN", "Surname", "Forename", "DOB")
    parsed = read_csv_of(
        head,
        (UPNS[0], "Ng", "Amy", "05/03/2017"),
        head,
        (UPNS[1], "Bo", "Cy", "05/03/2017"),
        ("Total pupils: 2", "", "", ""),
    )
    assert [row.line for row in parsed.rows] == [2, 4]
    assert parsed.problems == ()


def test_a_school_number_in_a_column_names_the_school() -> None:
    parsed = read_csv_of(
        ("UPN", "Surname", "Forename", "DfE number", "School"), (UPNS[0], "Ng", "Amy", "886/2101", "Oakfield")
    )
    assert parsed.school is not None
    assert (parsed.school.laestab, parsed.school.name, parsed.school.where) == ("8862101", "Oakfield", "column")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_heading_of_the_table_is_in_its_plain_form_and_sure_of_one_field(kind) -> None:
    for field in FIELDS[kind]:
        for heading in (*field.headings, *field.unsure):
            assert plain_heading(heading) == heading, field.name
    for heading, matches in vocabulary(kind).items():
        assert len([match for match in matches if match.sure]) <= 1, heading


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_asked_for_is_a_field_that_can_be_chosen(kind) -> None:
    for need in REQUIREMENTS[kind]:
        assert need.field in field_names(kind)
        assert {name for fields in need.either for name in fields} <= field_names(kind)
    assert all(field.label for field in choices(kind))


def test_columns_without_a_heading_are_named_by_their_letter() -> None:
    assert distinct_headings(["UPN", "", "UPN"]) == ["UPN", "(column B)", "UPN (column C)"]
    assert [letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_second_contacts_and_their_numbers_are_told_apart() -> None:
    head = (
        "UPN",
        "Surname",
        "Forename",
        "Contact 1 Name",
        "Contact 1 Mobile",
        "Contact 2 Forename",
        "Contact 2 Surname",
    )
    head += ("Contact 2 Parental Responsibility", "Contact 2 Relationship", "Contact 2 Email")
    row = (UPNS[0], "Ng", "Amy", "Mrs Jo Ng", "07700 900001", "Bob", "Ng", "Yes", "Father", "bob@example.org")
    first, second = read_csv_of(head, row).rows[0].contacts
    assert (first.order, first.title, first.forename, first.phones) == (1, "Mrs", "Jo", ("07700 900001",))
    assert (second.order, second.forename, second.relationship, second.responsibility) == (2, "Bob", "Father", True)
    assert second.email == "bob@example.org"


def test_a_kind_said_by_the_sender_goes_before_the_guess() -> None:
    content = csv_of(("Name", "E-mail", "Job"), ("Amy Ng", "amy@example.org", "Teacher"))
    assert read_file(content, "x.csv").kind is Kind.STAFF
    assert read_file(content, "x.csv", kind="pupils").kind is Kind.PUPILS


def test_a_file_with_no_headings_is_refused_and_told_what_to_do() -> None:
    with pytest.raises(FileRefused, match="No heading row was found"):
        read_csv_of((UPNS[0], "Ng", "Amy", "05/03/2017"), (UPNS[1], "Bo", "Cy", "05/03/2017"))


def test_a_file_with_headings_only_is_refused() -> None:
    with pytest.raises(FileRefused, match="no lines beneath"):
        read_csv_of(("UPN", "Surname", "Forename"))
