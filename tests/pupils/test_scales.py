"""What schools write as a result, and the one number that it stands for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils.scales import AGE, LEVELS, NUMBER, STANDARD, BadResult, Scale, looks_like_results

READING_AGE = Scale(AGE, Decimal(48), Decimal(228))
SCORE = Scale(STANDARD, Decimal(55), Decimal(145))
WRITING = Scale(LEVELS, Decimal(1), Decimal(3), ("Working towards", "Expected", "Greater depth"))


@pytest.mark.parametrize(
    "text", ["7:06", "07:06", "7:06:00", "7-06", "7.06", "7y 6m", "7 years 6 months", "7yrs 6 mths", "90 months"]
)
def test_an_age_is_read_however_it_is_written(text: str) -> None:
    assert READING_AGE.read(text) == 90


@pytest.mark.parametrize("text", ["7.5", "10.1"])
def test_an_age_that_may_be_months_or_part_of_a_year_is_asked_about_not_guessed(text: str) -> None:
    with pytest.raises(BadResult, match="not clear whether"):
        READING_AGE.read(text)


@pytest.mark.parametrize(
    ("scale", "text", "said"),
    [
        (READING_AGE, "7:13", "no 13 months"),
        (READING_AGE, "2:00", "from 4:00 to 19:00"),
        (READING_AGE, "seven", "years and months"),
        (SCORE, "1O2", "Write a number"),
        (SCORE, "200", "from 55 to 145"),
        (WRITING, "EXS", "Working towards, Expected, Greater depth"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(scale: Scale, text: str, said: str) -> None:
    with pytest.raises(BadResult, match=said):
        scale.read(text)


def test_a_result_beyond_the_edge_of_a_table_lies_a_step_outside_it() -> None:
    assert SCORE.read("<70") == 69 and SCORE.read("above 130") == 131


@given(st.integers(48, 228))
def test_every_age_is_written_as_it_is_read(months: int) -> None:
    assert READING_AGE.read(READING_AGE.written(Decimal(months))) == months


@given(st.integers(0, 1000))
def test_every_mark_is_written_as_it_is_read(mark: int) -> None:
    scale = Scale(NUMBER, Decimal(0), Decimal(1000))
    assert scale.read(scale.written(Decimal(mark))) == mark


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(text: str) -> None:
    for scale in (READING_AGE, SCORE, WRITING):
        try:
            value = scale.read(text)
        except BadResult as bad:
            assert str(bad).endswith(".")
        else:
            assert scale.lowest - 1 <= value <= scale.highest + 1


def test_a_column_of_figures_looks_like_results_and_a_column_of_words_does_not() -> None:
    assert looks_like_results(["98", "<70", "7:06"]) and not looks_like_results(["5A", "98"])
