"""Names, codes, percentages and the other values of a cell."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.imports import NameGuess
from pupils.imports.codes import HISTORICAL, HISTORICAL_NEEDS, NEEDS, PROVISION_WORDS, need_codes, provision_code
from pupils.imports.names import PARTICLES, TITLES, guesses, name_fault, titled
from pupils.imports.provision_words import entries
from pupils.imports.values import BadValue, read_emails, read_flag, read_hours, read_phones, read_sex, read_year_group
from senco.law import historical_sen_provisions, historical_sen_types, nc_years, sen_provisions, sen_types
from tests.pupils.imports.making import UPNS, about, one_pupil, read_csv_of, read_file, the_problem, xlsx_of

LETTERS = st.characters(whitelist_categories=("Lu", "Ll"), max_codepoint=0x17F)
NAMES = (
    st.text(LETTERS, min_size=2, max_size=12)
    .map(str.capitalize)
    .filter(lambda name: not name.isupper() and name.lower() not in TITLES | PARTICLES)
)


@pytest.mark.parametrize(
    ("written", "forename", "surname"),
    [
        ("Bradley, Kenneth", "Kenneth", "Bradley"),
        ("Kenneth Bradley", "Kenneth", "Bradley"),
        ("de Souza, Nicholas", "Nicholas", "de Souza"),
        ("Nicholas de Souza", "Nicholas", "de Souza"),
        ("Leslie Gregory-Townsend", "Leslie", "Gregory-Townsend"),
        ("Nicholson-Saunders, Francesca", "Francesca", "Nicholson-Saunders"),
        ("BRADLEY Kenneth", "Kenneth", "BRADLEY"),
        ("Alex Van der Berg", "Alex", "Van der Berg"),
        ("Mary Jane Smith", "Mary Jane", "Smith"),
        ("O’Neill,  Seán", "Seán", "O’Neill"),
        ("Miss Amy Ng", "Amy", "Ng"),
    ],
)
def test_the_likeliest_reading_of_a_name_comes_first(written, forename, surname) -> None:
    assert guesses(written)[0] == NameGuess(forename, surname)


def test_a_name_without_a_comma_may_be_either_way_round() -> None:
    assert guesses("James Thomas") == (NameGuess("James", "Thomas"), NameGuess("Thomas", "James"))
    assert guesses("Thomas, James") == (NameGuess("James", "Thomas"),)


def test_a_name_in_brackets_is_another_forename() -> None:
    assert NameGuess("Les", "Gregory") in guesses("Leslie (Les) Gregory")


@settings(deadline=None)
@given(NAMES, NAMES)
def test_both_orders_of_any_name_give_the_same_pupil(forename: str, surname: str) -> None:
    expected = NameGuess(forename, surname)
    assert expected in guesses(f"{surname}, {forename}")
    assert expected in guesses(f"{forename} {surname}")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_name_at_all_brings_the_reader_down(text: str) -> None:
    assert all(guess.forename and guess.surname for guess in guesses(text))
    titled(text)
    name_fault(text)


@pytest.mark.parametrize("name", ["?ukaszewski", "Nguy?n", "Mu\ufffdoz", "NguyÃªn", "Å\x81ukasz", "12", "", "a" * 101])
def test_a_name_that_lost_letters_has_a_fault(name) -> None:
    assert name_fault(name)


@pytest.mark.parametrize(
    "name", ["Łukaszewski", "Nguyễn", "D’Arcy", "O'Neill", "Seán", "Ng", "Smith-Jones", "João", "Zoë"]
)
def test_a_name_with_unusual_letters_has_none(name) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mr Liam Singh", ("Mr", "Liam", "Singh")),
        ("Mrs Singh", ("Mrs", None, "Singh")),
        ("Mr & Mrs Singh", (None, None, "Singh")),
        ("Mr and Mrs A Singh", (None, None, None)),
        ("Ann Singh", (None, "Ann", "Singh")),
        ("Dr Alex Van der Berg", ("Dr", "Alex", "Van der Berg")),
    ],
)
def test_a_salutation_gives_title_and_names_where_it_is_of_one_person(written, expected) -> None:
    assert titled(written) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("K", "K"),
        ("k ", "K"),
        ("K - SEN Support", "K"),
        ("SEN Support", "K"),
        ("sen support", "K"),
        ("E", "E"),
        ("EHCP", "E"),
        ("EHC Plan", "E"),
        ("Education, Health and Care Plan", "E"),
        ("E - Education, Health and Care Plan", "E"),
        ("N", "N"),
        ("N - No Special Educational Need", "N"),
        ("No SEN", "N"),
        ("None", "N"),
        ("A", "A"),
        ("P - School Action Plus", "P"),
        ("Statement", "S"),
        ("EHCP requested", None),
        ("EHCP pending", None),
        ("K - monitoring", None),
        ("E - applied for", None),
        ("watch", None),
        ("?", None),
        ("", None),
    ],
)
def test_an_sen_status_is_known_for_certain_or_not_at_all(written, code) -> None:
    assert provision_code(written) == code


@pytest.mark.parametrize(("old", "now"), [("A", "K"), ("P", "K"), ("Q", "K"), ("S", "E"), ("School Action Plus", "K")])
def test_an_old_status_is_read_as_todays_and_said(old, now) -> None:
    parsed = read_csv_of(("UPN", "SEN Status"), (UPNS[0], old))
    assert parsed.rows[0].sen_provision == now
    assert not parsed.rows[0].left_out
    assert "old status" in the_problem(parsed).message


def test_a_status_that_is_not_known_is_left_out_and_the_pupil_kept() -> None:
    parsed = read_csv_of(("UPN", "Surname", "Forename", "SEN Status"), (UPNS[0], "Ng", "Amy", "EHCP requested"))
    row = parsed.rows[0]
    assert (row.sen_provision, row.raw["sen_provision"], row.surname) == (None, "EHCP requested", "Ng")
    assert row.left_out == {"sen_provision"}


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("SLCN", ["SLCN"]),
        ("SLCN - Speech, Language and Communication Needs", ["SLCN"]),
        ("Speech, Language and Communication Needs; Autistic Spectrum Disorder", ["SLCN", "ASD"]),
        ("Social, Emotional and Mental Health, Moderate Learning Difficulty", ["SEMH", "MLD"]),
        ("Profound & Multiple Learning Difficulty", ["PMLD"]),
        ("Other Difficulty/Disability", ["OTH"]),
        ("NSA - SEN support but no specialist assessment of type of need", ["NSA"]),
        ("ASD/SEMH", ["ASD", "SEMH"]),
        ("asd, slcn & mld", ["ASD", "SLCN", "MLD"]),
        ("Autism", ["ASD"]),
        ("Visual Impairment", ["VI"]),
        ("Down Syndrome", ["DS"]),
    ],
)
def test_needs_are_read_by_code_and_by_name(written, codes) -> None:
    assert need_codes(written) == (codes, [])


def test_a_word_that_is_no_need_is_left_out_alone() -> None:
    parsed = read_csv_of(("UPN", "SEN needs"), (UPNS[0], "ASD; Unicorns; MLD"))
    assert parsed.rows[0].needs == ("ASD", "MLD")
    assert parsed.rows[0].left_out == {"needs"}
    assert "Unicorns" in the_problem(parsed).message


def test_besd_is_read_as_semh_and_said() -> None:
    parsed = read_csv_of(("UPN", "SEN Need Type 1"), (UPNS[0], "BESD"))
    assert parsed.rows[0].needs == ("SEMH",)
    assert "replaced by SEMH" in the_problem(parsed).message


def test_ranked_columns_give_the_needs_in_their_order() -> None:
    head = ("UPN", "SEN Need Type 2", "SEN Need Type 1", "SEN Need Type 3")
    assert read_csv_of(head, (UPNS[0], "MLD", "ASD", "HI")).rows[0].needs == ("ASD", "MLD", "HI")


def test_the_codes_are_those_of_the_law() -> None:
    types = {code.code for code in sen_types()} | {code.code for code in historical_sen_types()}
    assert set(NEEDS.values()) == types
    provisions = {code.code for code in sen_provisions()} | {code.code for code in historical_sen_provisions()}
    assert set(PROVISION_WORDS) == provisions
    for code in historical_sen_provisions():
        assert HISTORICAL[code.code][0] == (code.replaced_by or "").removesuffix("_review")
    for code in historical_sen_types():
        assert HISTORICAL_NEEDS[code.code] == code.replaced_by
    for code in sen_types():
        assert need_codes(code.name) == ([code.code], [])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *[("Reception", "R"), ("Year R", "R"), ("R", "R"), ("YR", "R"), ("Year 1", "1"), ("1", "1"), ("Y11", "11")],
        *[("Yr 7", "7"), ("07", "7"), ("year 14", "14"), ("N1", "N1"), ("Nursery 2", "N2"), ("FS2", "R"), ("X", "X")],
    ],
)
def test_a_year_group_is_read_in_every_way_of_writing_it(written, code) -> None:
    assert read_year_group(written) == code
    assert code in {year.code for year in nc_years()}


@pytest.mark.parametrize("written", ["Nursery", "Year 15", "Year 0.5", "Maple class", "13A"])
def test_a_year_group_that_is_not_clear_is_refused(written) -> None:
    with pytest.raises(BadValue):
        read_year_group(written)


@pytest.mark.parametrize("written", ["Y", "yes", "T", "True", "1", "✓", "Yes - Ever 6", True])
def test_yes_in_every_way(written) -> None:
    assert read_flag(written) is True


@pytest.mark.parametrize("written", ["N", "no", "F", "False", "0", "No (2024)", False])
def test_no_in_every_way(written) -> None:
    assert read_flag(written) is False


@pytest.mark.parametrize("written", ["maybe", "?", "x", "Note", "Yesterday", "2"])
def test_neither_yes_nor_no_is_left_out(written) -> None:
    with pytest.raises(BadValue, match="neither yes nor no"):
        read_flag(written)


def test_blanks_mean_no_only_in_a_file_that_never_says_no() -> None:
    head = ("UPN", "EAL", "Looked after")
    only_yes = read_csv_of(head, (UPNS[0], "Yes", ""), (UPNS[1], "", ""))
    assert [(row.eal, row.looked_after) for row in only_yes.rows] == [(True, False), (False, False)]
    both = read_csv_of(head, (UPNS[0], "Yes", ""), (UPNS[1], "No", ""), (UPNS[2], "", ""))
    assert [(row.eal, row.looked_after) for row in both.rows] == [(True, None), (False, None), (None, None)]
    neither = read_csv_of(head, (UPNS[0], "", ""))
    assert (neither.rows[0].eal, neither.rows[0].looked_after) == (None, None)


def test_a_blank_sen_status_means_none_only_where_the_column_names_those_with_sen() -> None:
    assert [row.sen_provision for row in read_csv_of(("UPN", "SEN Status"), (UPNS[0], "K"), (UPNS[1], "")).rows] == [
        "K",
        "N",
    ]
    assert [row.sen_provision for row in read_csv_of(("UPN", "SEN Status"), (UPNS[0], "N"), (UPNS[1], "")).rows] == [
        "N",
        None,
    ]
    assert read_csv_of(("UPN", "SEN Status"), (UPNS[0], "")).rows[0].sen_provision is None


def test_sex_is_as_the_census_wants_it() -> None:
    assert [read_sex(word) for word in ("F", "Male", "girl", "m")] == ["F", "M", "F", "M"]
    with pytest.raises(BadValue):
        read_sex("unknown")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("92.7%", "104%"), ("92.70", None)),
        (("92.7", "0"), ("92.70", "0.00")),
        (("0.927", "1"), ("92.70", "100.00")),
        (("0.927", "93.1"), (None, "93.10")),
        (("92,7", "100"), ("92.70", "100.00")),
        (("-3", "high"), (None, None)),
        (("0.5%", "99.95%"), ("0.50", "99.95")),
    ],
)
def test_attendance_is_a_percentage_whichever_way_the_column_writes_it(values, expected) -> None:
    parsed = read_csv_of(("UPN", "Attendance"), *zip(UPNS, values, strict=False))
    found = tuple(None if row.attendance_percent is None else str(row.attendance_percent) for row in parsed.rows)
    assert found == expected
    assert len(about(parsed, "Attendance")) == expected.count(None)
    assert not parsed.stops


def test_a_stray_fraction_among_percentages_is_explained() -> None:
    parsed = read_csv_of(("UPN", "Attendance"), (UPNS[0], "0.927"), (UPNS[1], "93.1"))
    assert the_problem(parsed).message == "It is not clear whether this is 92.7% or 0.927%, so it was left out."


def test_a_percentage_cell_of_a_workbook_is_read_as_it_is_shown() -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(("UPN", "Attendance"), (UPNS[0], 0.927), (UPNS[1], 1.04))))
    for cell in book.active["B"][1:]:
        cell.number_format = "0.0%"
    file = io.BytesIO()
    book.save(file)
    parsed = read_file(file.getvalue(), "x.xlsx")
    assert [row.attendance_percent for row in parsed.rows] == [Decimal("92.7"), None]
    assert the_problem(parsed).value == "104%"


@pytest.mark.parametrize(
    ("written", "hours"),
    [("12.5", "12.50"), ("20 hrs", "20.00"), (15, "15.00"), ("10 hours a week", "10.00"), ("7.5h/wk", "7.50")],
)
def test_hours_of_support_are_a_number(written, hours) -> None:
    assert str(read_hours(written)) == hours


@pytest.mark.parametrize("written", ["full time", "200", "-1"])
def test_hours_that_no_week_has_are_refused(written) -> None:
    with pytest.raises(BadValue):
        read_hours(written)


def test_telephone_numbers_keep_their_first_nought_and_may_start_with_a_plus() -> None:
    assert read_phones("07700 900250") == ("07700 900250",)
    assert read_phones("+44 7700 900250") == ("+44 7700 900250",)
    assert read_phones(7700900250) == ("07700900250",)
    assert read_phones("01234 567890 / 07700 900250") == ("01234 567890", "07700 900250")
    with pytest.raises(BadValue, match="turned this telephone number into a sum"):
        read_phones("7.70E+09")


def test_e_mail_addresses_are_checked_for_their_shape() -> None:
    assert read_emails("parent1@example.org") == ["parent1@example.org"]
    for bad in ("parent1", "a@b", "a b@example.org", "@example.org", "a@example..org"):
        with pytest.raises(BadValue):
            read_emails(bad)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Talk Boost 3x30", [("Talk Boost", 3, 30)]),
        ("1:1 reading daily 10 mins", [("1:1 reading", 5, 10)]),
        ("ELSA weekly", [("ELSA", 1, None)]),
        ("Lego therapy", [("Lego therapy", None, None)]),
        ("Precision teaching 5x10", [("Precision teaching", 5, 10)]),
        ("Talk Boost 3x30; ELSA weekly", [("Talk Boost", 3, 30), ("ELSA", 1, None)]),
        ("Phonics 3 x 20 mins per week", [("Phonics", 3, 20)]),
        ("Speech therapy once a week 30 minutes", [("Speech therapy", 1, 30)]),
        ("Forest school fortnightly", [("Forest school", Decimal("0.5"), None)]),
        ("Nurture 2 hours a week", [("Nurture", 1, 120)]),
        ("Numicon 3 times a week for 15 mins", [("Numicon", 3, 15)]),
        ("Reading\nELSA twice a week", [("Reading", None, None), ("ELSA", 2, None)]),
        ("", []),
        (" ; - ", []),
    ],
)
def test_provision_is_read_out_of_free_text(written, expected) -> None:
    assert [(entry.name, entry.times_a_week, entry.minutes) for entry in entries(written)] == expected


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_provision_text_brings_the_reader_down(text: str) -> None:
    assert all(entry.name for entry in entries(text))


def test_leavers_that_the_file_marks_are_marked() -> None:
    assert one_pupil("Date of leaving", "20/10/2026").marked_as_leaver
    assert one_pupil("Enrolment Status", "P - Previous").marked_as_leaver
    assert one_pupil("Leaver", "Yes").marked_as_leaver
    assert one_pupil("On roll", "No").marked_as_leaver
    assert not one_pupil("On roll", "Yes").marked_as_leaver
    assert not one_pupil("Enrolment Status", "C - Current (single registration)").marked_as_leaver


def test_previously_looked_after_is_not_looked_after_now() -> None:
    assert one_pupil("Looked after", "Not looked after").looked_after is False
    assert one_pupil("Looked after", "CLA").looked_after is True
    assert one_pupil("Looked after", "Previously").looked_after is None


def test_an_admission_number_keeps_its_noughts_even_when_a_report_guards_them() -> None:
    assert read_csv_of(("Adno", "UPN"), ('="004001"', UPNS[0])).rows[0].admission_number == "004001"
    assert read_file(xlsx_of(("Adno", "UPN"), (4001.0, UPNS[0])), "x.xlsx").rows[0].admission_number == "4001"


def test_one_column_of_full_names_is_split_and_a_doubtful_split_is_said() -> None:
    parsed = read_csv_of(
        ("UPN", "Pupil name"),
        (UPNS[0], "Ng, Amy"),
        (UPNS[1], "Bo Cole"),
        (UPNS[2], "Mary Jane Smith"),
        (UPNS[3], "Nguy?n, Kim"),
    )
    assert [(row.forename, row.surname) for row in parsed.rows] == [
        ("Amy", "Ng"),
        ("Bo", "Cole"),
        ("Mary Jane", "Smith"),
        ("Kim", None),
    ]
    assert parsed.rows[3].raw["surname"] == "Nguy?n"
    assert [problem.line for problem in parsed.problems] == [4, 5]


def test_what_a_spreadsheet_shows_for_a_broken_sum_is_left_out() -> None:
    parsed = read_csv_of(("UPN", "Surname", "Forename", "Ethnicity"), (UPNS[0], "#N/A", "Amy", "#REF!"))
    assert parsed.rows[0].left_out == {"surname", "ethnicity"}
    assert all("shows an error" in problem.message for problem in parsed.problems)
