from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.imports.dates import BadDate, read_date, style_of
from tests.pupils.imports.making import UPNS, about, csv_of, read_csv_of, read_file, the_problem, xlsx_of

DAY = date(2017, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        "05/03/2017",
        "5/3/2017",
        "5.3.2017",
        "05-03-2017",
        "05 03 2017",
        "2017-03-05",
        "2017/03/05",
        "2017-03-05T00:00:00",
        "2017-03-05 09:30",
        "05/03/2017 00:00",
        "20170305",
        "05-Mar-2017",
        "05-Mar-17",
        "5 March 2017",
        "5th March 2017",
        "Sun 5 Mar 2017",
        "Sunday 5th March, 2017",
        "March 5, 2017",
        "42799",
        " 05/03/2017 ",
        datetime(2017, 3, 5, 8, 0),
        date(2017, 3, 5),
        42799,
        42799.0,
    ],
)
def test_a_date_is_read_in_every_shape_that_schools_write(written) -> None:
    assert read_date(written) == DAY


@pytest.mark.parametrize("blank", ["", "   ", None, "\u00a0"])
def test_a_blank_is_no_date_and_no_fault(blank) -> None:
    assert read_date(blank) is None


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("05/03/17", "only two figures"),
        ("31/02/2017", "no such day"),
        ("29/02/2019", "no such day"),
        ("soon", "not a date"),
        ("05/03", "not a date"),
        ("5 Brumaire 2017", "not a month"),
        ("05/03/0217", "year 217"),
        ("04/28/2017", "month/day/year"),
        ("12345678901234567890", "not a date"),
        (True, "not a date"),
        ("#REF!", "not a date"),
    ],
)
def test_what_cannot_be_a_date_is_refused_with_the_reason(written, sentence) -> None:
    with pytest.raises(BadDate, match=sentence):
        read_date(written)


@settings(deadline=None)
@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_survives_every_shape(day: date) -> None:
    shapes = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%A %d %B %Y", "%Y%m%d")
    for shape in shapes:
        assert read_date(day.strftime(shape)) == day
    assert read_date((day - date(1899, 12, 30)).days) == day


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_text_at_all_brings_the_reader_down(text: str) -> None:
    try:
        found = read_date(text)
    except BadDate as error:
        assert str(error).endswith(".")
    else:
        assert found is None or 1900 <= found.year <= 2100


def test_a_column_that_could_be_either_way_is_read_the_english_way() -> None:
    assert style_of(["05/03/2017", "01/12/2016"]).american_proof is None
    row = read_csv_of(("UPN", "DOB"), (UPNS[0], "05/03/2017")).rows[0]
    assert row.date_of_birth == DAY


def test_a_column_that_can_only_be_american_stops_the_file_once() -> None:
    parsed = read_csv_of(
        ("UPN", "Surname", "Forename", "DOB"), (UPNS[0], "Ng", "Amy", "05/03/2017"), (UPNS[1], "Ng", "Bo", "04/28/2017")
    )
    problem = the_problem(parsed)
    assert problem.stops
    assert (problem.line, problem.column, problem.value) == (3, "DOB", "04/28/2017")
    assert "month first" in problem.message


def test_an_american_column_without_other_keys_is_said_once_not_on_every_line() -> None:
    parsed = read_csv_of(("Surname", "Forename", "DOB"), ("Ng", "Amy", "05/03/2017"), ("Ng", "Bo", "04/28/2017"))
    assert the_problem(parsed).stops


def test_one_american_slip_among_many_english_dates_leaves_out_that_value_only() -> None:
    days = [(date(2017, 1, 13) + timedelta(days=n)).strftime("%d/%m/%Y") for n in range(15)]
    rows = [(f"00{n}", "Ng", f"Amy{'abcdefghijklmnopqrst'[n]}", day) for n, day in enumerate([*days, "04/28/2017"])]
    parsed = read_csv_of(("Adno", "Surname", "Forename", "DOB"), *rows)
    assert not parsed.stops
    problem = the_problem(parsed)
    assert (problem.line, problem.value) == (17, "04/28/2017")
    assert parsed.rows[-1].date_of_birth is None
    assert parsed.rows[-1].left_out == {"date_of_birth"}


def test_a_two_figure_year_is_left_out_with_a_sentence_and_the_pupil_kept() -> None:
    parsed = read_csv_of(("UPN", "DOB"), (UPNS[0], "05/03/17"))
    assert parsed.rows[0].date_of_birth is None
    assert parsed.rows[0].raw["date_of_birth"] == "05/03/17"
    assert "two figures" in about(parsed, "DOB")[0].message
    assert not parsed.stops


def test_date_cells_serials_and_words_mix_in_one_workbook_column() -> None:
    rows = [("UPN", "DOB"), (UPNS[0], datetime(2017, 3, 5)), (UPNS[1], "05/03/2017"), (UPNS[2], 42799)]
    parsed = read_file(xlsx_of(*rows), "list.xlsx")
    assert [row.date_of_birth for row in parsed.rows] == [DAY] * 3
    assert parsed.date_shape == "date cells and dd/mm/yyyy and Excel serial numbers"


def test_serial_numbers_in_a_csv_are_dates_too() -> None:
    assert read_file(csv_of(("UPN", "DOB"), (UPNS[0], "42799")), "x.csv").rows[0].date_of_birth == DAY
