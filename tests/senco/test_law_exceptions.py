"""The statutory excuses: available, not available, or not known, each with its reason."""

import pytest

from senco.law import Excuse, compute
from senco.law.events import read_events

REQUEST = "ehcna.request_received=2026-06-29"
CLOSED = "school.closed_from=2026-07-22 school.reopens=2026-09-02"


def excuse(name: str, given: str, rule_id: str = "ehcna.decision") -> Excuse:
    found = compute(read_events(given.split()))[rule_id]
    return next(one for one in found.exceptions if one.id == name)


@pytest.mark.parametrize(
    ("asked", "available"),
    [
        ("2026-07-14", False),
        ("2026-07-15", True),
        ("2026-08-26", True),
        ("2026-08-27", False),
    ],
)
def test_asking_the_head_counts_from_a_week_before_closing_to_a_week_before_reopening(
    asked: str, available: bool
) -> None:
    one = excuse("E1", f"{REQUEST} {CLOSED} advice.asked_of_head={asked}")
    assert one.available is available
    assert one.closure_days == 42
    assert one.window is not None
    assert (str(one.window.first), str(one.window.last)) == ("2026-07-15", "2026-08-26")


@pytest.mark.parametrize(("reopens", "available"), [("2026-08-19", True), ("2026-08-18", False)])
def test_a_closure_of_less_than_four_weeks_opens_nothing(reopens: str, available: bool) -> None:
    given = f"{REQUEST} school.closed_from=2026-07-22 school.reopens={reopens} advice.asked_of_head=2026-07-22"
    assert excuse("E1", given).available is available


def test_an_excuse_leaves_the_date_where_it_is() -> None:
    with_excuse = compute(read_events(f"{REQUEST} {CLOSED} advice.asked_of_head=2026-07-15".split()))
    without = compute(read_events([REQUEST]))
    assert [one.due for one in with_excuse.values()] == [one.due for one in without.values()]


def test_what_is_not_said_is_not_known_and_the_reason_tells_what_to_say() -> None:
    assert excuse("E1", REQUEST).available is None
    half = excuse("E1", f"{REQUEST} {CLOSED}")
    assert half.available is None
    assert "advice.asked_of_head" in half.why
    no_end = excuse("E1", f"{REQUEST} school.closed_from=2026-07-22 advice.asked_of_head=2026-07-15")
    assert no_end.available is None
    assert "school.reopens" in no_end.why
    assert excuse("E1", f"{REQUEST} {CLOSED} advice.asked_of_head=no").available is False


def test_asking_after_the_limit_is_pointed_out() -> None:
    one = excuse("E1", f"{REQUEST} {CLOSED} advice.asked_of_head=2026-08-20")
    assert one.available is True
    assert "did not ask between" in one.why


def test_advice_asked_for_before_the_request_came_excuses_nothing_of_it() -> None:
    one = excuse("E1", f"ehcna.request_received=2026-09-14 {CLOSED} advice.asked_of_head=2026-07-15")
    assert one.available is False
    assert "before this time limit began" in one.why


def test_an_early_years_provider_has_the_same_excuse_on_its_own_facts() -> None:
    given = f"{REQUEST} provider.closed_from=2026-07-22 provider.reopens=2026-09-02 advice.asked_of_provider=2026-07-20"
    assert excuse("E2", given).available is True
    assert excuse("E1", given).available is None


@pytest.mark.parametrize(
    ("stated", "available"),
    [
        ("yes", True),
        ("no", False),
        ("2026-08-01..2026-08-05", True),
        ("2026-08-10..2026-09-05", True),
        ("2026-08-11..2026-09-05", False),
        ("2026-06-28", False),
        ("2026-06-29", True),
    ],
)
def test_exceptional_circumstances_count_within_the_period(stated: str, available: bool) -> None:
    assert excuse("E3", f"{REQUEST} exceptional_personal_circumstances={stated}").available is available
    assert excuse("E3", f"{REQUEST} E3={stated}").available is available


@pytest.mark.parametrize(
    ("away", "available"),
    [
        ("2026-07-01..2026-07-28", True),
        ("2026-07-01..2026-07-27", False),
        ("2026-06-01..2026-07-26", True),
        ("2026-06-01..2026-07-25", False),
        ("2026-09-01..2026-12-31", False),
        ("no", False),
    ],
)
def test_four_weeks_away_must_fall_within_the_period(away: str, available: bool) -> None:
    assert excuse("E4", f"{REQUEST} absent_from_area={away}").available is available


def test_a_missed_appointment_excuses_advice_given_late() -> None:
    given = "advice.request_received_by_body=2026-10-23"
    assert excuse("E5", f"{given} missed_appointment=2026-11-10", "ehcna.advice").available is True
    assert excuse("E5", f"{given} missed_appointment=2026-12-10", "ehcna.advice").available is False
    assert excuse("E5", f"{given} missed_appointment=no", "ehcna.advice").available is False
    assert excuse("E5", given, "ehcna.advice").available is None


def test_only_the_deadlines_that_the_law_names_have_excuses() -> None:
    found = compute(read_events([REQUEST, "review.meeting=2026-11-10"]))
    assert [one.id for one in found["ehcna.final_plan"].exceptions] == ["E1", "E2", "E3", "E4"]
    assert found["ehcna.draft_target"].exceptions == ()
    assert found["review.report"].exceptions == ()
