"""Codes by date, UPN check letters, census days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senco import law
from senco.law.book import law_file

TODAY = date(2026, 11, 21)
UPN_TESTS = [(one["upn"], one["valid"], one["check"]) for one in law_file()["upn"]["tests"]]
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def test_down_syndrome_is_a_type_of_need_from_the_january_2026_census() -> None:
    before = {one.code for one in law.sen_types(date(2025, 12, 1))}
    assert "DS" not in before
    assert {one.code for one in law.sen_types(TODAY)} == before | {"DS"}
    assert len(before) == 13


def test_no_specialist_assessment_goes_with_sen_support_only() -> None:
    assert [one.only_with for one in law.sen_types(TODAY) if one.only_with] == [("K",)]


def test_old_codes_are_known_but_not_offered() -> None:
    assert [one.code for one in law.sen_provisions(TODAY)] == ["N", "K", "E"]
    assert {one.code: one.replaced_by for one in law.historical_sen_provisions()}["S"] == "E"
    assert [one.replaced_by for one in law.historical_sen_types()] == ["SEMH"]
    assert not {one.code for one in law.plan_types(TODAY)} & {"ISP_PROPOSED", "SPP_PROPOSED"}


def test_names_are_found_and_an_unknown_code_is_shown_as_it_is() -> None:
    assert law.code_name("sen_type", "VI") == "Vision impairment"
    assert law.code_name("nc_year_actual", "R") == "Reception"
    assert law.code_name("sen_type", "XYZ") == "XYZ"
    assert law.broad_area_of("ASD") == "CI"
    assert law.broad_area_of("DS") == "CL", "by default: the Department assigns none"
    assert law.broad_area_of("OTH") is None
    assert len(law.broad_areas()) == 4


@pytest.mark.parametrize(("upn", "valid", "letter"), UPN_TESTS)
def test_the_check_letters_of_the_guide(upn: str, valid: bool, letter: str) -> None:
    assert law.upn_check_letter(upn) == letter
    assert law.upn_is_valid(upn) is valid


@pytest.mark.parametrize(
    "upn", ["", "H80120000100", "H8012000010011", "I801200001001", "H80120000100O", "H801200001OO1", "8H01200001001"]
)
def test_a_upn_of_the_wrong_shape_is_not_valid(upn: str) -> None:
    assert not law.upn_is_valid(upn)


def test_a_upn_in_small_letters_or_with_spaces_round_it_is_read_all_the_same() -> None:
    assert law.upn_is_valid(" h801200001001 ")
    assert law.upn_is_temporary("G80120000101A")
    assert not law.upn_is_temporary("H801200001001")
    with pytest.raises(ValueError, match="twelve digits"):
        law.upn_check_letter("H8012")


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_a_upn_with_one_digit_wrong_is_found_out(body: str, place: int, change: int) -> None:
    """Every single wrong digit: weights 2 to 13 and changes 1 to 9 never make a multiple of 23."""
    upn = law.upn_check_letter("A" + body) + body
    assert law.upn_is_valid(upn)
    wrong = str((int(body[place]) + change) % 10)
    assert not law.upn_is_valid(upn[: place + 1] + wrong + upn[place + 2 :])


def test_census_days_are_the_thursdays_that_the_department_set() -> None:
    stated = {term.split("_")[0]: (term, day) for term, day in law_file()["census"]["days"].items()}
    for season, (term, day) in stated.items():
        assert law.census_days(int(term.split("_")[1]))[season] == date.fromisoformat(day)
    assert law.census_days(2026)["spring"] == date(2026, 1, 15)
    assert law.census_days(2025) == {
        "spring": date(2025, 1, 16), "summer": date(2025, 5, 15), "autumn": date(2025, 10, 2)
    }  # fmt: skip


def test_types_of_need_are_collected_in_spring_alone() -> None:
    assert law.census_collects("sen_type") == ("spring",)
    assert law.census_collects("sen_provision") == ("autumn", "spring", "summer")


def test_every_record_is_dated_and_says_how_far_it_is_verified() -> None:
    statuses = set(law.law().statuses)
    raw = law_file()
    rows = [*raw["deadlines"], *raw["combined_deadlines"], *raw["exceptions"], *raw["governor_checks"]]
    rows += raw["census"]["validations"]
    rows += [row for rows in raw["code_sets"].values() for row in rows]
    for row in rows:
        assert row["status"] in statuses, row
        assert {"valid_from", "valid_to"} <= set(row), row
    for row in [*raw["deadlines"], *raw["exceptions"]]:
        assert row["citation"].strip(), row


def test_governors_checks_and_national_figures_are_there_to_compare_with() -> None:
    assert [one.id for one in law.law().governor_checks] == [f"G{n:02}" for n in range(1, 26)]
    figures = law.national_statistics("2025/26")
    assert figures is not None
    assert figures["ehc_pct"] == 6.0
    assert law.national_statistics("1999/00") is None
    assert len(law_file()["sen_information_report"]["schedule_items"]) == 13
