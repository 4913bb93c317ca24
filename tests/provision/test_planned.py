"""Sessions planned, counted from school days, and times as people say them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provision.planned import in_words, planned_sessions, stretch_of
from senco.law import SchoolCalendar

AUTUMN = SchoolCalendar.of(
    [(dt.date(2026, 9, 2), dt.date(2026, 12, 18))], [(dt.date(2026, 10, 26), dt.date(2026, 10, 30))]
)


def days(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    found = stretch_of(AUTUMN, first, last).days
    assert found is not None
    return found


def test_a_fixed_weekday_counts_each_school_day_of_that_name() -> None:
    four_weeks = days(dt.date(2026, 9, 7), dt.date(2026, 10, 4))
    assert planned_sessions("135", Decimal(3), four_weeks) == 12
    assert planned_sessions("2", Decimal(1), four_weeks) == 4


def test_half_term_and_days_before_the_first_term_plan_nothing() -> None:
    assert planned_sessions("1", Decimal(1), days(dt.date(2026, 10, 19), dt.date(2026, 11, 8))) == 2
    assert planned_sessions("1", Decimal(1), days(dt.date(2026, 8, 1), dt.date(2026, 9, 13))) == 1


def test_times_a_week_are_counted_over_weeks_of_five_school_days() -> None:
    four_weeks = days(dt.date(2026, 9, 7), dt.date(2026, 10, 4))
    assert planned_sessions("", Decimal(3), four_weeks) == 12
    assert planned_sessions("", Decimal("0.5"), four_weeks) == 2
    assert planned_sessions("", Decimal(3), four_weeks[:-1]) == 11


def test_how_many_is_not_known_without_times_or_without_the_schools_terms() -> None:
    assert planned_sessions("", None, days(dt.date(2026, 9, 7), dt.date(2026, 9, 11))) is None
    nothing_entered = stretch_of(SchoolCalendar.of(), dt.date(2026, 9, 7), dt.date(2026, 9, 11))
    assert nothing_entered.days is None
    assert planned_sessions("1", Decimal(1), nothing_entered.days) is None
    assert stretch_of(AUTUMN, dt.date(2026, 12, 14), dt.date(2027, 1, 8)).days is None


@given(st.sets(st.sampled_from("12345"), min_size=1), st.integers(0, 90))
def test_every_school_day_fixed_is_planned_once(chosen: set[str], length: int) -> None:
    first = dt.date(2026, 9, 2)
    there = days(first, first + dt.timedelta(days=length))
    digits = "".join(sorted(chosen))
    rest = "".join(sorted(set("12345") - chosen))
    both = (planned_sessions(digits, None, there) or 0) + ((planned_sessions(rest, None, there) or 0) if rest else 0)
    assert both == len(there)


@pytest.mark.parametrize(
    "minutes, times, weekdays, words",
    [
        (30, Decimal("3.00"), "", "3 × 30 min a week"),
        (30, Decimal(3), "135", "Mon, Wed and Fri, 30 min"),
        (45, Decimal(1), "2", "Tue, 45 min"),
        (45, Decimal("0.50"), "", "45 min a fortnight"),
        (750, Decimal(1), "", "12.5 h a week"),
        (150, Decimal(5), "", "5 × 2.5 h a week"),
        (20, Decimal("1.50"), "", "1.5 × 20 min a week"),
        (600, Decimal(10), "", "10 × 10 h a week"),
        (None, Decimal(2), "", "2 × a week, length not set"),
        (30, None, "", "30 min, how often is not set"),
        (None, None, "", "times not set"),
    ],
)
def test_times_are_said_as_people_say_them(minutes, times, weekdays, words) -> None:
    assert in_words(minutes, times, weekdays) == words
