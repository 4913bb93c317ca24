"""A change in the law is a new dated record: what began under the old one is counted by it."""

import copy
from collections.abc import Iterator
from datetime import date

import pytest

from senco.law import compute, law, rule, rules_in_force
from senco.law.book import law_file


@pytest.fixture
def reformed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The review report in three weeks instead of two, from September 2029."""
    changed = copy.deepcopy(dict(law_file()))
    old = next(one for one in changed["deadlines"] if one["id"] == "review.report")
    changed["deadlines"].append(old | {"offset": 3, "valid_from": "2029-09-01", "citation": "a later Act"})
    old["valid_to"] = "2029-08-31"
    monkeypatch.setattr("senco.law.book.law_file", lambda: changed)
    law.cache_clear()
    yield
    law.cache_clear()


def due(meeting: date, as_at: date | None = None) -> date | None:
    return compute({"review.meeting": meeting}, as_at=as_at)["review.report"].due


@pytest.mark.usefixtures("reformed")
def test_a_meeting_on_the_last_day_of_the_old_law_is_counted_by_it() -> None:
    assert due(date(2029, 8, 31)) == date(2029, 9, 14)
    assert due(date(2029, 9, 1)) == date(2029, 9, 22)


@pytest.mark.usefixtures("reformed")
def test_the_law_of_a_day_can_be_asked_for() -> None:
    assert due(date(2029, 10, 1), as_at=date(2029, 8, 31)) == date(2029, 10, 15)
    assert due(date(2029, 8, 1), as_at=date(2029, 9, 1)) == date(2029, 8, 22)


@pytest.mark.usefixtures("reformed")
def test_what_began_before_any_version_is_counted_by_the_first_to_follow() -> None:
    assert due(date(2014, 8, 25)) == date(2014, 9, 8)


@pytest.mark.usefixtures("reformed")
def test_one_version_of_a_rule_is_in_force_on_any_day() -> None:
    assert rule("review.report", date(2029, 8, 31)).amount == 2
    assert rule("review.report", date(2029, 9, 1)).amount == 3
    assert rule("review.report").citation == "a later Act"
    for day in (date(2029, 8, 31), date(2029, 9, 1)):
        assert len([one for one in rules_in_force(day) if one.id == "review.report"]) == 1


def test_a_rule_that_has_ended_gives_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = copy.deepcopy(dict(law_file()))
    next(one for one in changed["deadlines"] if one["id"] == "review.report")["valid_to"] = "2029-08-31"
    monkeypatch.setattr("senco.law.book.law_file", lambda: changed)
    law.cache_clear()
    try:
        assert due(date(2029, 8, 31)) == date(2029, 9, 14)
        after = compute({"review.meeting": date(2029, 9, 1)})["review.report"]
        assert (after.due, after.reason) == (None, "This rule ended on Fri 31 Aug 2029.")
    finally:
        law.cache_clear()
