"""School days come from what the school said; where it said nothing, nothing is assumed."""

from datetime import date

import pytest

from senco.law import DateRange, NotKnown, SchoolCalendar

AUTUMN = (date(2026, 9, 2), date(2026, 12, 18))
SPRING = (date(2027, 1, 4), date(2027, 3, 25))
HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30))


def test_with_terms_a_day_outside_them_is_no_school_day() -> None:
    school = SchoolCalendar.of(terms=[SPRING, AUTUMN], closed=[HALF_TERM])
    assert school.is_school_day(date(2026, 9, 2))
    assert not school.is_school_day(date(2026, 9, 5)), "a Saturday"
    assert not school.is_school_day(date(2026, 10, 28)), "half term"
    assert not school.is_school_day(date(2026, 12, 22)), "between terms"
    assert school.next_school_day(date(2026, 12, 19)) == date(2027, 1, 4)
    assert school.previous_school_day(date(2027, 1, 3)) == date(2026, 12, 18)


def test_why_there_is_no_school_is_said_where_it_is_known() -> None:
    school = SchoolCalendar.of(terms=[AUTUMN, SPRING], closed=[HALF_TERM])
    for day, why in (
        (date(2026, 9, 5), "a Saturday"),
        (date(2026, 12, 25), "a bank holiday"),
        (date(2026, 10, 28), "a day on which school is closed"),
        (date(2026, 9, 3), ""),
        (date(2030, 1, 3), ""),
    ):
        assert school.why_closed(day) == why
    assert SchoolCalendar().why_closed(date(2026, 9, 3)) == ""


def test_beyond_the_terms_given_nothing_is_known() -> None:
    school = SchoolCalendar.of(terms=[AUTUMN])
    with pytest.raises(NotKnown, match="after Fri 18 Dec 2026"):
        school.next_school_day(date(2026, 12, 19))
    with pytest.raises(NotKnown, match="before Wed 2 Sep 2026"):
        school.previous_school_day(date(2026, 9, 1))


def test_an_empty_calendar_knows_no_day() -> None:
    with pytest.raises(NotKnown, match="School days are not known"):
        SchoolCalendar().is_school_day(date(2026, 11, 23))


@pytest.mark.parametrize("day", [date(2027, 8, 4), date(2026, 12, 30)])
def test_holidays_that_every_school_has_are_asked_for_and_not_counted_as_school_days(day: date) -> None:
    school = SchoolCalendar.of(closed=[HALF_TERM])
    with pytest.raises(NotKnown, match="holiday"):
        school.is_school_day(day)


def test_bank_holidays_are_never_school_days() -> None:
    school = SchoolCalendar.of(terms=[(date(2027, 4, 12), date(2027, 5, 28))])
    assert not school.is_school_day(date(2027, 5, 3))


def test_a_range_holds_both_its_ends_and_cannot_run_backwards() -> None:
    half_term = DateRange(*HALF_TERM)
    assert date(2026, 10, 26) in half_term
    assert date(2026, 10, 30) in half_term
    assert date(2026, 10, 31) not in half_term
    assert half_term.days == 5
    with pytest.raises(ValueError, match="before it begins"):
        DateRange(date(2026, 10, 30), date(2026, 10, 26))
