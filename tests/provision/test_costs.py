"""Money: exact until the last step, and shares that add up to the whole to the penny."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provision.costs import cost_over, school_weeks, shares, to_the_penny, total, weekly_cost, weekly_minutes

MONEY = st.decimals(min_value=0, max_value=100_000, places=4, allow_nan=False, allow_infinity=False)


def test_three_half_hours_at_fifteen_pounds_an_hour_cost_22_50_a_week() -> None:
    assert weekly_cost(30, Decimal(3), Decimal(15)) == Decimal("22.5")


def test_once_a_fortnight_is_half_a_session_a_week() -> None:
    assert weekly_minutes(45, Decimal("0.5")) == Decimal("22.5")
    assert weekly_cost(60, Decimal("0.5"), Decimal("17.35")) == Decimal("8.675")


def test_what_is_not_known_is_not_taken_for_nothing() -> None:
    assert weekly_cost(None, Decimal(3), Decimal(15)) is None
    assert weekly_cost(30, None, Decimal(15)) is None
    assert weekly_cost(30, Decimal(3), None) is None
    assert cost_over(None, 10) is None
    assert weekly_cost(30, Decimal(3), Decimal(0)) == 0


def test_half_a_penny_goes_up() -> None:
    assert to_the_penny(Decimal("8.675")) == Decimal("8.68")
    assert to_the_penny(Decimal("8.6749")) == Decimal("8.67")


def test_the_pennies_left_over_go_to_the_first() -> None:
    assert shares(Decimal(10), 3) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert shares(Decimal("0.02"), 4) == [Decimal("0.01"), Decimal("0.01"), Decimal(0), Decimal(0)]


def test_nobody_can_have_a_share_of_anything() -> None:
    with pytest.raises(ValueError, match="one pupil or more"):
        shares(Decimal(10), 0)


def test_a_term_of_63_school_days_is_12_and_three_fifths_of_a_week() -> None:
    assert school_weeks(63) == Decimal("12.6")
    assert cost_over(Decimal("22.5"), 63) == Decimal("283.50")


def test_a_cost_over_many_days_is_rounded_once_and_not_every_week() -> None:
    a_week = weekly_cost(20, Decimal(1), Decimal(10))
    assert a_week is not None and to_the_penny(a_week) == Decimal("3.33")
    assert cost_over(a_week, 60) == Decimal("40.00")


def test_a_total_leaves_out_what_is_not_known() -> None:
    assert total([Decimal("1.10"), None, Decimal("2.205")]) == Decimal("3.31")
    assert total([]) == 0


@given(MONEY, st.integers(min_value=1, max_value=400))
def test_shares_add_up_to_the_whole_to_the_penny(amount: Decimal, people: int) -> None:
    parts = shares(amount, people)
    assert len(parts) == people
    assert sum(parts) == to_the_penny(amount)


@given(MONEY, st.integers(min_value=1, max_value=400))
def test_no_two_shares_differ_by_more_than_a_penny(amount: Decimal, people: int) -> None:
    parts = shares(amount, people)
    assert max(parts) - min(parts) <= Decimal("0.01")
    assert all(part == to_the_penny(part) for part in parts)


@given(MONEY, st.integers(min_value=0, max_value=200), st.integers(min_value=0, max_value=200))
def test_two_stretches_of_days_cost_what_they_cost_together_but_for_a_penny(amount, first, second) -> None:
    together = cost_over(amount, first + second)
    apart = cost_over(amount, first) + cost_over(amount, second)  # type: ignore[operator]
    assert together is not None and abs(together - apart) <= Decimal("0.01")
