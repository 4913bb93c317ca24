"""Common Transfer Files, element by element."""

from datetime import date
from decimal import Decimal

import pytest

from pupils.imports import Address, Extent, ParsedFile, PupilRow, read_file
from tests.pupils.imports.making import UPNS, ctf_of, the_problem

NAMES = "<Surname>Ng</Surname><Forename>Amy</Forename><DOB>2016-01-07</DOB><Sex>F</Sex>"
MADE_ON = "<DateTime>2026-11-20T09:00:00</DateTime>"


def parsed(inside: str, header: str = MADE_ON) -> ParsedFile:
    return read_file(ctf_of(f"<Pupil><UPN>{UPNS[0]}</UPN>{NAMES}{inside}</Pupil>", header=header), "x.xml")


def pupil(inside: str, header: str = MADE_ON) -> PupilRow:
    return parsed(inside, header).pupils()[0]


def history(*spells: tuple[str, str], needs: str = "") -> str:
    said = "".join(
        f"<SEN><StartDate>{day}</StartDate><SENprovision>{code}</SENprovision></SEN>" for day, code in spells
    )
    return f"<SENhistory>{said}<SENneeds>{needs}</SENneeds></SENhistory>"


def need(code: str, rank: str = "", ended: str = "") -> str:
    end = f"<NeedEndDate>{ended}</NeedEndDate>"
    return f"<SENneed>{end}<SENtypeRank>{rank}</SENtypeRank><SENtype>{code}</SENtype></SENneed>"


@pytest.mark.parametrize(
    ("day", "said"), [(date(2015, 12, 31), "still to come"), (date(2026, 11, 20), "would be 10 in")]
)
def test_a_birth_date_that_cannot_be_is_left_out_with_a_sentence(day: date, said: str) -> None:
    inside = f"<Pupil><UPN>{UPNS[0]}</UPN>{NAMES}<BasicDetails><NCyearActual>13</NCyearActual></BasicDetails></Pupil>"
    read = read_file(ctf_of(inside, header=MADE_ON), "x.xml", day=day)
    problem = the_problem(read)
    assert read.pupils()[0].date_of_birth is None and "date_of_birth" in read.pupils()[0].left_out
    assert problem.value == "2016-01-07" and said in problem.message


def test_the_status_of_today_is_the_latest_of_the_history_whatever_its_order() -> None:
    row = pupil(history(("2025-01-06", "E"), ("2021-09-06", "A"), ("2023-09-04", "K")))
    assert (row.sen_provision, row.sen_started_on) == ("E", date(2025, 1, 6))
    assert [(spell.started_on.year, spell.provision, spell.as_written) for spell in row.sen_history] == [
        (2021, "K", "A"),
        (2023, "K", "K"),
        (2025, "E", "E"),
    ]


def test_an_old_status_in_the_past_is_no_problem_but_as_todays_it_is() -> None:
    assert parsed(history(("2012-01-09", "P"), ("2023-09-04", "K"))).problems == ()
    late = parsed(history(("2012-01-09", "S")))
    assert late.pupils()[0].sen_provision == "E"
    assert "old status" in the_problem(late).message


def test_a_history_that_ends_with_none_says_none() -> None:
    assert pupil(history(("2023-09-04", "K"), ("2025-09-01", "N"))).sen_provision == "N"


def test_needs_come_in_order_of_rank_and_those_that_ended_are_history() -> None:
    row = pupil(history(("2023-09-04", "K"), needs=need("MLD", "2") + need("ASD", "1") + need("HI", "3", "2024-07-19")))
    assert row.needs == ("ASD", "MLD")
    assert [(one.code, one.rank, one.ended_on) for one in row.dated_needs] == [
        ("ASD", 1, None),
        ("MLD", 2, None),
        ("HI", 3, date(2024, 7, 19)),
    ]


def test_a_bad_value_is_left_out_and_the_pupil_kept() -> None:
    bad = parsed(
        history(("2023-09-04", "Z"), ("soon", "K"), needs=need("XYZ", "1"))
        + "<BasicDetails><NCyearActual>99</NCyearActual></BasicDetails>"
    )
    row = bad.pupils()[0]
    assert (row.surname, row.sen_provision, row.needs, row.year_group) == ("Ng", None, (), None)
    assert row.left_out == {"sen_provision", "sen_history", "needs", "year_group"}
    assert {problem.line for problem in bad.problems} == {1}
    assert not bad.stops


def test_free_meals_are_a_period_that_has_not_ended() -> None:
    def meals(*periods: tuple[str, str]) -> str:
        inside = "".join(
            f"<FSMinstance><FSMstartDate>{start}</FSMstartDate><FSMendDate>{end}</FSMendDate></FSMinstance>"
            for start, end in periods
        )
        return f"<FSMhistory><FSMreviewDate>2026-09-01</FSMreviewDate>{inside}</FSMhistory>"

    assert pupil(meals(("2024-09-02", ""))).fsm is True
    assert pupil(meals(("2024-09-02", "2025-07-18"))).fsm is False
    assert pupil(meals(("2024-09-02", "2027-07-18"))).fsm is True
    assert pupil(meals()).fsm is False
    assert "fsm" in pupil("").absent


@pytest.mark.parametrize(("language", "expected"), [("ENG", False), ("ENB", False), ("POL", True), ("REF", None)])
def test_english_as_an_additional_language_is_told_from_the_first_language(language, expected) -> None:
    first = f"<Type><LanguageType>F</LanguageType><Language>{language}</Language></Type>"
    assert pupil(f"<BasicDetails><Languages>{first}</Languages></BasicDetails>").eal is expected


def test_attendance_is_that_of_the_latest_year() -> None:
    def year(name: str, possible: str, attended: str) -> str:
        counts = f"<SessionsPossible>{possible}</SessionsPossible><SessionsAttended>{attended}</SessionsAttended>"
        return f"<YearData><Year>{name}</Year>{counts}</YearData>"

    row = pupil(f"<Attendance>{year('2026', '100', '91')}{year('2025', '380', '190')}</Attendance>")
    assert (row.attendance_percent, row.attendance_period) == (Decimal("91.00"), "2026")
    assert "attendance_percent" in pupil(f"<Attendance>{year('2026', '10', '12')}</Attendance>").left_out
    assert pupil(f"<Attendance>{year('2026', '0', '0')}</Attendance>").attendance_percent is None


def test_contacts_keep_their_order_responsibility_and_every_number() -> None:
    numbers = "<Phone><PhoneNo>01234 567890</PhoneNo></Phone><Phone><PhoneNo>07700 900001</PhoneNo></Phone>"
    address = "<PAON>4</PAON><Street>Elm Road</Street><Town>Ely</Town><PostCode>cb7  4aa</PostCode>"
    contact = (
        "<Contact><Order>2</Order><Title>Mr</Title><Surname>Ng</Surname><Forename>Bob</Forename>"
        "<Relationship>PAF</Relationship><Responsibility>false</Responsibility>"
        f"<Phones>{numbers}</Phones><Email>bob@example.org</Email><Address>{address}</Address></Contact>"
    )
    found = pupil(f"<Contacts>{contact}</Contacts>").contacts[0]
    assert (found.order, found.title, found.forename, found.relationship, found.responsibility) == (
        2,
        "Mr",
        "Bob",
        "Father",
        False,
    )
    assert found.phones == ("01234 567890", "07700 900001")
    assert found.address == Address(("4 Elm Road",), "Ely", "CB7 4AA")


def test_a_contact_that_does_not_say_responsibility_is_neither_yes_nor_no() -> None:
    assert pupil("<Contacts><Contact><Surname>Ng</Surname></Contact></Contacts>").contacts[0].responsibility is None


def test_the_older_word_for_sex_is_read() -> None:
    content = ctf_of(f"<Pupil><UPN>{UPNS[0]}</UPN><Gender>M</Gender></Pupil>")
    row = read_file(content, "x.xml").pupils()[0]
    assert row.sex == "M"
    assert "sex" not in row.absent


def test_an_empty_element_is_empty_and_a_missing_one_absent() -> None:
    row = pupil("<BasicDetails><MiddleNames/></BasicDetails>")
    assert row.middle_names is None
    assert "middle_names" not in row.absent
    assert "former_surname" in row.absent


def test_a_namespace_does_not_matter() -> None:
    content = ctf_of(f"<Pupil><UPN>{UPNS[0]}</UPN>{NAMES}</Pupil>").replace(
        b"<CTfile>", b'<CTfile xmlns="http://example.org/ctf">'
    )
    assert read_file(content, "x.xml").pupils()[0].upn == UPNS[0]


def test_source_and_destination_schools_are_told_apart() -> None:
    header = (
        "<DocumentQualifier>full</DocumentQualifier><SourceSchool><LEA>886</LEA><Estab>2101</Estab><SchoolName>Oakfield</SchoolName>"
        "</SourceSchool><DestSchool><LEA>886</LEA><Estab>4003</Estab></DestSchool>"
    )
    found = parsed("", header)
    assert found.extent is Extent.FULL
    assert found.school is not None
    assert found.destination is not None
    assert (found.school.laestab, found.destination.laestab) == ("8862101", "8864003")


def test_a_file_that_says_neither_full_nor_partial_says_nothing() -> None:
    assert parsed("").extent is None


def test_two_pupils_of_one_upn_stop_the_file() -> None:
    one = f"<Pupil><UPN>{UPNS[0]}</UPN>{NAMES}</Pupil>"
    problem = the_problem(read_file(ctf_of(one, one), "x.xml"))
    assert problem.stops
    assert (problem.line, problem.column) == (2, "UPN")


def test_a_pupil_of_no_upn_is_known_by_name_and_birthday() -> None:
    assert read_file(ctf_of(f"<Pupil>{NAMES}</Pupil>"), "x.xml").problems == ()
    assert read_file(ctf_of("<Pupil><Surname>Ng</Surname></Pupil>"), "x.xml").stops


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_every_encoding_that_a_header_names_is_read(encoding) -> None:
    text = ctf_of(f"<Pupil><UPN>{UPNS[0]}</UPN><Surname>Müller</Surname></Pupil>").decode()
    content = text.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
    assert read_file(content, "x.xml").pupils()[0].surname == "Müller"
