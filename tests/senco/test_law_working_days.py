"""England's bank holidays against what was published, for years in the law book and years that are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senco.law import bank_holidays, is_working_day, next_working_day, previous_working_day
from senco.law.book import law_file
from senco.law.working_days import computed_bank_holidays, easter_sunday, rests_on_computed_holidays


@pytest.mark.parametrize("year", sorted(law_file()["bank_holidays"]["years"]))
def test_the_rule_gives_the_published_years_exactly(year: str) -> None:
    stated = {date.fromisoformat(day) for day in law_file()["bank_holidays"]["years"][year]}
    assert computed_bank_holidays(int(year)) == stated
    assert bank_holidays(int(year)).days == stated
    assert not bank_holidays(int(year)).computed


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2021, ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
        (2023, ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
        (2024, ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
        (2025, ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"]),
        (2020, ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]),
    ],
)
def test_past_years_are_as_people_had_them(year: int, days: list[str]) -> None:
    assert bank_holidays(year).days == {date.fromisoformat(f"{year}-{day}") for day in days}


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1999, date(1999, 4, 4)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2029, date(2029, 4, 1)),
        (2030, date(2030, 4, 21)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_calendars_have_it(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


def test_years_beyond_the_book_are_computed_and_say_so() -> None:
    assert bank_holidays(2029).computed
    assert bank_holidays(2029).days == {
        date(2029, 1, 1), date(2029, 3, 30), date(2029, 4, 2), date(2029, 5, 7),
        date(2029, 5, 28), date(2029, 8, 27), date(2029, 12, 25), date(2029, 12, 26),
    }  # fmt: skip
    assert date(2033, 12, 26) in bank_holidays(2033).days
    assert date(2033, 12, 27) in bank_holidays(2033).days
    assert rests_on_computed_holidays(date(2028, 12, 30), date(2029, 1, 2))
    assert not rests_on_computed_holidays(date(2026, 1, 1), date(2028, 12, 31))


@given(st.integers(min_value=1978, max_value=2199))
def test_every_year_has_at_least_eight_bank_holidays_all_on_weekdays(year: int) -> None:
    days = bank_holidays(year).days
    assert len(days) >= 8
    assert all(day.weekday() < 5 and day.year == year for day in days)


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2190, 1, 1)))
def test_the_next_and_the_previous_working_day_meet_on_working_days_only(day: date) -> None:
    before, after = previous_working_day(day), next_working_day(day)
    assert before <= day <= after
    assert (before == after) == is_working_day(day)
