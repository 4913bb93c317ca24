"""What provision costs: pure sums in pounds, exact until the last step, then to the penny (half a penny goes up).

None means "not known": something that the sum needs has not been entered. It is never taken for nothing.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")
MINUTES_AN_HOUR = 60
DAYS_A_WEEK = 5


def to_the_penny(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def weekly_minutes(minutes: int | None, times: Decimal | None) -> Decimal | None:
    """Of an adult's time in a full school week: `times` sessions of `minutes` each."""
    if minutes is None or times is None:
        return None
    return minutes * times


def weekly_cost(minutes: int | None, times: Decimal | None, hourly_cost: Decimal | None) -> Decimal | None:
    """Of one placement in a full school week, exact: round what you show, not what you go on counting with."""
    a_week = weekly_minutes(minutes, times)
    if a_week is None or hourly_cost is None:
        return None
    return a_week * hourly_cost / MINUTES_AN_HOUR


def shares(amount: Decimal, people: int) -> list[Decimal]:
    """An amount among the pupils of a group, to the penny, so that the shares add up to the whole.

    The pennies left over go one each to the first. ValueError for no people.
    """
    if people < 1:
        raise ValueError("An amount is shared among one pupil or more.")
    pence = int(to_the_penny(amount) / PENNY)
    each, over = divmod(pence, people)
    return [(each + (place < over)) * PENNY for place in range(people)]


def school_weeks(school_days: int) -> Decimal:
    """So many school days as weeks of five: four days are 0.8 of a week."""
    return Decimal(school_days) / DAYS_A_WEEK


def cost_over(weekly: Decimal | None, school_days: int) -> Decimal | None:
    """What a weekly cost comes to over so many school days, to the penny."""
    return None if weekly is None else to_the_penny(weekly * school_weeks(school_days))


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of those that are known, to the penny."""
    return to_the_penny(sum((amount for amount in amounts if amount is not None), Decimal(0)))
