"""Each counting rule against dates worked out by hand, and against what must hold of every date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senco.law import counting
from senco.law.school_days import SchoolCalendar
from senco.law.working_days import is_working_day

DAY = timedelta(days=1)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2150, 12, 31))
spans = st.integers(min_value=1, max_value=60)


@pytest.mark.parametrize(
    ("trigger", "weeks", "last"),
    [
        (date(2026, 9, 14), 6, date(2026, 10, 26)),
        (date(2026, 9, 14), 16, date(2027, 1, 4)),
        (date(2026, 9, 14), 20, date(2027, 2, 1)),
        (date(2028, 1, 18), 6, date(2028, 2, 29)),
        (date(2027, 1, 18), 6, date(2027, 3, 1)),
    ],
)
def test_within_weeks_the_trigger_is_day_nought(trigger: date, weeks: int, last: date) -> None:
    assert counting.within_weeks(trigger, weeks) == last
    assert counting.safe_within(last) == last - DAY


def test_within_days_runs_through_christmas() -> None:
    assert counting.within_days(date(2026, 12, 14), 15) == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("start", "number", "last"),
    [
        (date(2026, 12, 18), 15, date(2027, 1, 1)),
        (date(2026, 12, 8), 15, date(2026, 12, 22)),
        (date(2028, 2, 15), 15, date(2028, 2, 29)),
        (date(2027, 2, 15), 15, date(2027, 3, 1)),
        (date(2027, 5, 5), 1, date(2027, 5, 5)),
    ],
)
def test_days_beginning_with_a_day_count_that_day(start: date, number: int, last: date) -> None:
    assert counting.beginning_with(start, number) == last


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
        (date(2026, 3, 1), 12, date(2027, 2, 28)),
        (date(2026, 3, 10), 12, date(2027, 3, 9)),
        (date(2027, 2, 28), 12, date(2028, 2, 27)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
    ],
)
def test_months_starting_with_a_day_end_the_day_before_it_comes_round(start: date, months: int, last: date) -> None:
    assert counting.months_starting_with(start, months) == last


@given(days, spans)
def test_the_day_after_a_period_starts_the_next(start: date, months: int) -> None:
    last = counting.months_starting_with(start, months)
    next_start = last + DAY
    whole_months = (next_start.year - start.year) * 12 + next_start.month - start.month
    if next_start.day == start.day:
        assert whole_months == months
    else:
        assert (next_start.day, whole_months) == (1, months + 1), "the month was too short for the day"
        assert last.day < start.day


@pytest.mark.parametrize(
    ("trigger", "months", "last"),
    [
        (date(2026, 10, 1), 2, date(2026, 12, 1)),
        (date(2026, 11, 29), 1, date(2026, 12, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 36, date(2031, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
    ],
)
def test_months_after_a_day_fall_on_the_same_day_or_the_months_last(trigger: date, months: int, last: date) -> None:
    assert counting.months_after(trigger, months) == last


@pytest.mark.parametrize(
    ("event", "months", "latest"),
    [
        (date(2027, 7, 31), 5, date(2027, 2, 28)),
        (date(2028, 7, 31), 5, date(2028, 2, 29)),
        (date(2027, 1, 15), 5, date(2026, 8, 15)),
    ],
)
def test_months_before_a_day_fall_on_the_same_day_or_the_months_last(event: date, months: int, latest: date) -> None:
    assert counting.months_before(event, months) == latest


@given(days, spans)
def test_counting_months_on_and_back_never_gains_a_day(day: date, months: int) -> None:
    back = counting.months_before(counting.months_after(day, months), months)
    assert back <= day
    assert back == day or day.day > 28


@given(days, spans)
def test_weeks_before_undoes_weeks_within(day: date, weeks: int) -> None:
    assert counting.weeks_before(counting.within_weeks(day, weeks), weeks) == day
    assert counting.within_weeks(day, weeks).weekday() == day.weekday()


@given(days, spans)
def test_beginning_with_is_always_a_day_before_within(day: date, number: int) -> None:
    assert counting.beginning_with(day, number) + DAY == counting.within_days(day, number)


def test_before_a_fixed_date_the_last_day_is_the_day_before() -> None:
    assert counting.last_day_before(date(2027, 2, 15)) == date(2027, 2, 14)
    assert counting.last_day_before(date(2028, 3, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("trigger", "number", "last"),
    [
        (date(2026, 12, 23), 3, date(2026, 12, 30)),
        (date(2027, 3, 25), 3, date(2027, 4, 1)),
        (date(2026, 11, 23), 30, date(2027, 1, 7)),
        (date(2026, 8, 28), 1, date(2026, 9, 1)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
    ],
)
def test_working_days_after_leave_out_weekends_and_bank_holidays(trigger: date, number: int, last: date) -> None:
    assert counting.working_days_after(trigger, number) == last


@pytest.mark.parametrize(
    ("trigger", "last"),
    [
        (date(2026, 12, 14), date(2027, 1, 6)),
        (date(2026, 12, 12), date(2027, 1, 6)),
        (date(2026, 11, 2), date(2026, 11, 20)),
    ],
)
def test_working_days_beginning_with_a_day_count_it_if_it_is_one(trigger: date, last: date) -> None:
    assert counting.working_days_beginning_with(trigger, 15) == last


@given(days, spans)
def test_so_many_working_days_lie_between(trigger: date, number: int) -> None:
    last = counting.working_days_after(trigger, number)
    between = [trigger + DAY * n for n in range(1, (last - trigger).days + 1)]
    assert sum(is_working_day(day) for day in between) == number
    assert is_working_day(last)


@pytest.mark.parametrize(
    ("due", "act"),
    [
        (date(2027, 2, 14), date(2027, 2, 12)),
        (date(2026, 12, 20), date(2026, 12, 18)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2026, 12, 28), date(2026, 12, 24)),
        (date(2027, 3, 29), date(2027, 3, 25)),
        (date(2026, 11, 24), date(2026, 11, 24)),
    ],
)
def test_the_day_to_act_by_is_the_working_day_before(due: date, act: date) -> None:
    assert counting.act_by(due) == act


@given(days)
def test_the_day_to_act_by_is_a_working_day_and_never_late(due: date) -> None:
    act = counting.act_by(due)
    assert is_working_day(act)
    assert act <= due <= act + 6 * DAY
    assert not any(is_working_day(act + DAY * n) for n in range(1, (due - act).days + 1))


@pytest.mark.parametrize(
    ("ends", "real"),
    [
        (date(2026, 12, 29), date(2027, 1, 4)),
        (date(2026, 12, 25), date(2027, 1, 4)),
        (date(2027, 1, 1), date(2027, 1, 4)),
        (date(2027, 12, 31), date(2028, 1, 4)),
        (date(2028, 1, 1), date(2028, 1, 4)),
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2026, 8, 31), date(2026, 9, 1)),
        (date(2029, 8, 15), date(2029, 9, 3)),
        (date(2027, 7, 31), date(2027, 8, 2)),
        (date(2027, 3, 26), date(2027, 3, 30)),
        (date(2026, 12, 1), date(2026, 12, 1)),
    ],
)
def test_tribunal_time_moves_on_at_weekends_at_christmas_and_in_august(ends: date, real: date) -> None:
    assert counting.tribunal_day(ends) == real


@given(days)
def test_tribunal_time_ends_on_a_working_day_and_is_never_shortened(ends: date) -> None:
    real = counting.tribunal_day(ends)
    assert is_working_day(real)
    assert ends <= real <= ends + 36 * DAY


def test_a_month_from_a_request_for_data_rolls_to_a_working_day() -> None:
    assert counting.months_after_rolled(date(2026, 11, 25), 1) == date(2026, 12, 29)
    assert counting.months_after_rolled(date(2027, 1, 31), 1) == date(2027, 3, 1)
    assert counting.months_after_rolled(date(2026, 10, 12), 1) == date(2026, 11, 12)


def test_school_days_skip_the_holidays_that_the_school_gives() -> None:
    school = SchoolCalendar.of(closed=[(date(2026, 12, 19), date(2027, 1, 3))])
    assert counting.school_days_after(date(2026, 12, 14), 15, school) == date(2027, 1, 18)
