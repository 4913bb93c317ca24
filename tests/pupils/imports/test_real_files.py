"""The five sample files of three made-up schools."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from pupils.imports import Extent, Format, Kind, ParsedFile, PupilRow, RegisterRow, Source, read_file
from tests.pupils.imports.making import CTF, HILLSIDE, OAKFIELD, REGISTER, ST_MARKS, about


@pytest.fixture(scope="module")
def oakfield() -> ParsedFile:
    return read_file(OAKFIELD, OAKFIELD.name)


@pytest.fixture(scope="module")
def hillside() -> ParsedFile:
    return read_file(HILLSIDE, HILLSIDE.name)


@pytest.fixture(scope="module")
def st_marks() -> ParsedFile:
    return read_file(ST_MARKS, ST_MARKS.name)


@pytest.fixture(scope="module")
def register() -> ParsedFile:
    return read_file(REGISTER, REGISTER.name)


@pytest.fixture(scope="module")
def ctf() -> ParsedFile:
    return read_file(CTF, CTF.name)


def provisions(parsed: ParsedFile) -> Counter[str | None]:
    return Counter(row.sen_provision for row in parsed.rows if isinstance(row, PupilRow | RegisterRow))


def test_oakfield_has_420_pupils_of_whom_63_have_support_and_14_a_plan(oakfield: ParsedFile) -> None:
    assert len(oakfield.rows) == 420
    assert provisions(oakfield) == {"N": 343, "K": 63, "E": 14}


def test_hillside_has_90_pupils_of_whom_13_have_support_and_5_a_plan(hillside: ParsedFile) -> None:
    assert len(hillside.rows) == 90
    assert provisions(hillside) == {"N": 72, "K": 13, "E": 5}


def test_st_marks_has_900_pupils_of_whom_143_have_support_and_42_a_plan(st_marks: ParsedFile) -> None:
    assert len(st_marks.rows) == 900
    assert provisions(st_marks) == {"N": 715, "K": 143, "E": 42}


@pytest.mark.parametrize(
    ("path", "kind", "format", "source", "encoding", "dates", "header_line"),
    [
        (OAKFIELD, Kind.PUPILS, Format.CSV, Source.SIMS, "cp1252", "dd/mm/yyyy", 1),
        (HILLSIDE, Kind.PUPILS, Format.CSV, Source.ARBOR, "utf-8-sig", "yyyy-mm-dd", 1),
        (ST_MARKS, Kind.PUPILS, Format.CSV, Source.SIMS, "cp1252", "dd/mm/yyyy", 1),
        (REGISTER, Kind.SENCO_REGISTER, Format.XLSX, Source.HOME_MADE, None, "date cells and dd/mm/yyyy", 3),
        (CTF, Kind.PUPILS, Format.CTF, Source.CTF, "XML", "yyyy-mm-dd", None),
    ],
)
def test_each_file_says_what_it_is(path, kind, format, source, encoding, dates, header_line) -> None:
    parsed = read_file(path, "whatever.bin")
    assert (parsed.kind, parsed.format, parsed.source) == (kind, format, source)
    assert (parsed.encoding, parsed.date_shape, parsed.header_line) == (encoding, dates, header_line)


@pytest.mark.parametrize("path", [OAKFIELD, HILLSIDE, ST_MARKS, REGISTER, CTF])
def test_nothing_in_the_samples_must_be_asked_and_nothing_stops_them(path) -> None:
    parsed = read_file(path, path.name)
    assert not parsed.needs_mapping
    assert not parsed.stops
    assert all(column.used for column in parsed.columns)


@pytest.mark.parametrize(("path", "over"), [(OAKFIELD, 12), (HILLSIDE, 6), (ST_MARKS, 28)])
def test_attendance_above_100_is_left_out_and_the_rest_of_the_pupil_kept(path, over) -> None:
    parsed = read_file(path, path.name)
    without = [row for row in parsed.pupils() if "attendance_percent" in row.left_out]
    assert len(without) == over
    assert all(row.attendance_percent is None and row.upn and row.surname is not None for row in without[:3])
    assert all(row.attendance_percent is None or row.attendance_percent <= 100 for row in parsed.pupils())
    told = [problem for problem in parsed.problems if problem.field == "attendance_percent"]
    assert len(told) == over
    assert {problem.message for problem in told} == {"Attendance cannot be more than 100%, so this was left out."}


def test_a_surname_with_a_lost_letter_is_left_out_but_kept_as_it_was_written(oakfield: ParsedFile) -> None:
    lost = [row for row in oakfield.pupils() if "surname" in row.left_out]
    assert [row.raw["surname"] for row in lost] == ["?ukaszewski", "Nguy?n", "Nguy?n", "Nguy?n"]
    assert all(row.surname is None for row in lost)
    problem = about(oakfield, "Legal Surname")[0]
    assert (problem.line, problem.value, problem.stops) == (20, "?ukaszewski", False)
    assert "letter of this name was lost" in problem.message


def test_a_name_with_an_apostrophe_or_an_accent_lost_nothing(oakfield: ParsedFile, hillside: ParsedFile) -> None:
    assert "D’Arcy" in {row.surname for row in oakfield.pupils()}
    assert "Łukaszewski" in {row.surname for row in hillside.pupils()}


def test_one_sims_pupil_is_read_to_the_last_column(oakfield: ParsedFile) -> None:
    row = oakfield.pupils()[0]
    assert (row.line, row.upn, row.admission_number) == (2, "F886210127001", "004001")
    assert (row.surname, row.forename, row.sex, row.date_of_birth) == ("Singh", "Leslie", "M", date(2022, 5, 28))
    assert (row.year_group, row.registration_group, row.ethnicity) == ("R", "RB", "WBRI")
    assert (row.looked_after, row.pupil_premium, row.fsm, row.eal) == (False, False, False, False)
    assert row.attendance_percent == Decimal("92.1")
    contact = row.contacts[0]
    assert (contact.title, contact.forename, contact.surname) == ("Mr", "Liam", "Singh")
    assert (contact.salutation, contact.phones, contact.email) == (
        "Mr Liam Singh",
        ("07700 900250",),
        "parent1@example.org",
    )


def test_what_a_file_does_not_carry_is_not_the_same_as_empty(oakfield: ParsedFile, hillside: ParsedFile) -> None:
    assert {"left_on", "address", "sen_history", "local_ref"} <= oakfield.pupils()[0].absent
    assert "sen_started_on" not in oakfield.pupils()[0].absent
    assert oakfield.pupils()[0].sen_started_on is None
    assert {"sen_started_on", "admission_number", "ethnicity"} <= hillside.pupils()[0].absent


def test_arbor_marks_only_yes_so_its_blanks_mean_no(hillside: ParsedFile, oakfield: ParsedFile) -> None:
    assert hillside.blank_means_no
    assert not oakfield.blank_means_no
    assert Counter(row.pupil_premium for row in hillside.pupils()) == {True: 23, False: 67}
    assert {row.looked_after for row in hillside.pupils()} == {False}


def test_needs_by_name_become_codes_in_their_order(hillside: ParsedFile) -> None:
    both = {row.needs for row in hillside.pupils() if len(row.needs) > 1}
    assert ("SLCN", "SPLD") in both
    assert ("ASD", "SLCN") in both
    assert sum(1 for row in hillside.pupils() if row.needs) == 18


def test_the_senco_register_has_77_pupils_with_two_orders_of_names(register: ParsedFile) -> None:
    rows = register.register()
    assert len(rows) == 77
    assert provisions(register) == {"K": 63, "E": 14}
    assert rows[0].pupil.names[0] == rows[0].pupil.names[-1]
    assert (rows[0].pupil.names[0].forename, rows[0].pupil.names[0].surname) == ("Kenneth", "Bradley")
    assert (rows[1].pupil.names[0].forename, rows[1].pupil.names[0].surname) == ("Leslie", "Gregory-Townsend")
    assert all(row.pupil.date_of_birth and row.pupil.registration_group and row.main_need for row in rows)
    assert not register.problems


def test_the_register_gives_the_reviews_hours_and_provision_of_a_plan(register: ParsedFile) -> None:
    megan = next(row for row in register.register() if row.pupil.name_as_written == "Williams, Megan")
    assert (megan.sen_provision, megan.main_need, megan.registration_group) == ("E", "ASD", "5A")
    assert (megan.ehcp_issued_on, megan.last_review_on) == (date(2023, 12, 17), date(2025, 11, 17))
    assert megan.ta_hours == 20
    assert megan.agencies == ("CAMHS",)
    assert [entry.name for entry in megan.provision] == ["Lego therapy"]


def test_every_pupil_of_the_register_is_found_by_name_and_birthday_in_the_export(
    register: ParsedFile, oakfield: ParsedFile
) -> None:
    """The names in brackets are what the office calls them; the SENCO may write the preferred one."""
    known = {}
    for row in oakfield.pupils():
        surname = row.surname or row.raw["surname"]
        for forename in (row.forename, row.preferred_forename):
            known[(forename, surname, row.date_of_birth)] = row
    found = {
        known[(name.forename, name.surname, row.pupil.date_of_birth)].upn
        for row in register.register()
        for name in row.pupil.names
        if (name.forename, name.surname, row.pupil.date_of_birth) in known
    }
    assert len(found) == 77


def test_the_title_row_names_the_school(register: ParsedFile) -> None:
    assert register.school is not None
    assert register.school.name.startswith("Oakfield SEN register")
    assert register.school.where == "title row"


def test_the_transfer_file_says_its_school_and_that_it_is_partial(ctf: ParsedFile) -> None:
    assert ctf.school is not None
    assert (ctf.school.laestab, ctf.school.name) == ("8862101", "Oakfield Primary School")
    assert ctf.destination is None
    assert ctf.extent is Extent.PARTIAL
    assert ctf.as_at == date(2026, 11, 20)


def test_the_transfer_file_has_60_pupils_with_their_history_and_contacts(ctf: ParsedFile) -> None:
    rows = ctf.pupils()
    assert len(rows) == 60
    assert all(len(row.contacts) == 1 and row.contacts[0].responsibility for row in rows)
    with_history = [row for row in rows if row.sen_history]
    assert len(with_history) == 5
    stacey = with_history[0]
    assert (stacey.sen_provision, stacey.sen_started_on, stacey.needs) == ("K", date(2025, 4, 25), ("SEMH",))
    assert stacey.dated_needs[0].rank == 1
    assert stacey.address is not None
    assert (stacey.address.lines, stacey.address.postcode) == (("178 Gavin Highway",), "BS19 0PP")


def test_a_pupil_without_history_in_a_transfer_file_says_nothing_about_sen(ctf: ParsedFile) -> None:
    clifford = ctf.pupils()[1]
    assert {"sen_provision", "needs", "sen_history"} <= clifford.absent
    assert clifford.sen_provision is None


def test_the_laestab_in_the_upns_is_given_as_a_hint_only(oakfield: ParsedFile, st_marks: ParsedFile) -> None:
    assert (oakfield.laestab_hint, st_marks.laestab_hint) == ("8862101", "8864003")
    assert oakfield.school is None
