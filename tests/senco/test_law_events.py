"""Events as they are typed: what is read, and what is refused with a sentence that helps."""

from datetime import date, datetime

import pytest

from senco.law import BadEvent, DateRange, compute, read_events


def test_each_shape_of_value_is_read() -> None:
    assert read_events(
        ["review.meeting=2028-02-29", "transfer_year=2027", "prior_senco_months=6", "transfer=infant_to_junior"]
    ) == {
        "review.meeting": date(2028, 2, 29),
        "transfer.calendar_year": 2027,
        "prior_senco_months": 6,
        "transfer.kind": "infant_to_junior",
    }


def test_holidays_may_be_given_many_times_and_others_once() -> None:
    given = read_events(["school.holiday=2026-12-19..2027-01-03", "school.holiday=2026-11-02"])
    assert given["school.holiday"] == (
        DateRange(date(2026, 12, 19), date(2027, 1, 3)),
        DateRange(date(2026, 11, 2), date(2026, 11, 2)),
    )
    with pytest.raises(BadEvent, match="given twice"):
        read_events(["review.meeting=2026-11-10", "review.meeting=2026-11-11"])
    with pytest.raises(BadEvent, match="given twice"):
        read_events(["transfer_year=2027", "transfer.calendar_year=2027"])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("review.meting=2026-11-10", "Did you mean review.meeting"),
        ("meeting=2026-11-10", "review.meeting"),
        ("reopens=2026-09-02", "school.reopens"),
        ("zzzzzz=1", "There is no event called 'zzzzzz'"),
        ("review.meeting", "needs a value"),
        ("review.meeting=", "a date such as"),
        ("review.meeting=10/11/2026", "it must be a date such as"),
        ("review.meeting=2027-02-29", "no such day"),
        ("review.meeting=2026-11-31", "no such day"),
        ("review.meeting=20261110", "it must be a date such as"),
        ("review.meeting=0026-11-10", "out of reach"),
        ("review.meeting=9999-11-10", "out of reach"),
        ("review.meeting=2026-11-10..2026-11-12", "it must be a date such as"),
        ("school.holiday=2027-01-03..2026-12-19", "ends before it begins"),
        ("school.holiday=2027-01-03..", "it must be a range such as"),
        ("transfer_year=27", "a year such as 2027"),
        ("transfer=big_school", "primary_to_secondary"),
        ("prior_senco_months=-1", "a whole number"),
        ("prior_senco_months=many", "a whole number"),
        ("academic_year=2026/28", "must follow the first"),
        ("review.meeting=２０２６-11-10", "it must be a date such as"),
        ("=2026-11-10", "There is no event called ''"),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(BadEvent) as refused:
        read_events([typed])
    assert sentence in str(refused.value)


def test_values_from_code_are_checked_as_those_typed() -> None:
    with pytest.raises(BadEvent):
        compute({"review.meeting": 2026})
    with pytest.raises(BadEvent):
        compute({"review.meeting": datetime(2026, 11, 10, 9, 0)})
    with pytest.raises(BadEvent):
        compute({"review.meeting": DateRange(date(2026, 11, 10), date(2026, 11, 11))})
    with pytest.raises(BadEvent):
        compute({"prior_senco_months": -3})
    assert compute({"review.meeting": "2026-11-10"}) == compute({"review.meeting": date(2026, 11, 10)})
