"""`manage.py deadlines`: the worked examples of the law book, through the command that people type."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from senco.law import law
from senco.law.book import law_file

EXAMPLES = law_file()["worked_examples"]
FIELDS = {"due", "act_by", "safe", "rule", "citation", "status", "exceptions"}


def answers(*events: str, **options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("deadlines", *events, json=True, stdout=out, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def typed(inputs: dict[str, Any]) -> list[str]:
    return [f"{name}={'..'.join(value) if isinstance(value, list) else value}" for name, value in inputs.items()]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["id"] for one in EXAMPLES])
def test_each_worked_example_comes_out_as_written(example: dict[str, Any]) -> None:
    found = answers(*typed(example["inputs"]))
    for name, wanted in example["expected"].items():
        if name == "safe":
            assert {one: found[one]["safe"] for one in wanted} == wanted
        elif isinstance(found[name], dict):
            assert found[name]["due"] == wanted, name
        else:
            assert found[name] == wanted, name


@pytest.mark.parametrize(
    "events",
    [
        ["ehcna.request_received=2026-09-14", "review.meeting=2026-11-10"],
        ["ehcna.request_received=2026-06-29", "school.closed_from=2026-07-22", "school.reopens=2026-09-02"],
        ["transfer_year=2027", "plan.made=2026-03-10", "record_request.received=2026-12-14"],
    ],
)
def test_every_answer_has_the_same_fields_under_the_deadlines_id(events: list[str]) -> None:
    for rule_id, one in answers(*events).items():
        if not isinstance(one, dict):
            continue
        assert set(one) >= FIELDS, rule_id
        assert one["due"] or one["reason"]
        for excuse in one["exceptions"]:
            assert set(excuse) >= {"id", "name", "available", "why"}
            assert excuse["available"] in (True, False, None)
            assert excuse["why"]


def test_names_of_the_examples_stand_in_their_own_deadline_too() -> None:
    draft = answers("draft_plan.served=2026-12-18")["ehcp.draft_representations"]
    assert (draft["window_last_day"], draft["earliest_finalise"]) == ("2027-01-01", "2027-01-02")
    assert draft["window"] == ["2026-12-18", "2027-01-01"]
    move = answers("transfer=primary_to_secondary", "transfer_year=2027")
    assert (move["phase.other"]["last_day_strict"], move["phase.other"]["act_by"]) == ("2027-02-14", "2027-02-12")
    assert move["phase.meeting_latest"]["act_by"] == "2026-11-20"
    closed = answers(
        "ehcna.request_received=2026-06-29",
        "advice.asked_of_head=2026-07-15",
        "school.closed_from=2026-07-22",
        "school.reopens=2026-09-02",
    )["ehcna.decision"]
    (excuse,) = [one for one in closed["exceptions"] if one["id"] == "E1"]
    assert (excuse["window"], excuse["closure_days"], excuse["available"]) == (["2026-07-15", "2026-08-26"], 42, True)
    assert closed["due"] == "2026-08-10"


def test_a_short_name_is_left_out_where_it_could_mean_two_things() -> None:
    both = answers("draft_plan.served=2026-12-18", "amend_notice.served=2026-12-08")
    assert "window_last_day" not in both
    assert both["review.amend_representations"]["window_last_day"] == "2026-12-22"
    mixed = answers("transfer=primary_to_secondary", "transfer_year=2027", "review.meeting=2026-11-10")
    assert "act_by" not in mixed
    assert "last_day_strict" not in answers("transfer_year=2027")


def test_the_strict_reading_of_two_weeks_is_an_answer_of_its_own() -> None:
    found = answers("review.meeting=2026-11-17")
    assert found["review.notice"]["due"] == "2026-11-03"
    assert found["review.notice_strict"]["due"] == found["review.notice"]["strict"] == "2026-11-02"
    assert found["review.circulate_strict"]["act_by"] == "2026-11-02"


def test_without_school_days_the_date_is_null_with_the_reason() -> None:
    one = answers("record_request.received=2026-12-14")["data.educational_record"]
    assert (one["due"], one["act_by"], one["safe"]) == (None, None, None)
    assert "school.holiday" in one["reason"]


def test_the_law_of_another_day_can_be_asked_for() -> None:
    one = answers("review.meeting=2026-11-10", on="2014-01-01")["review.report"]
    assert one["due"] is None
    assert "Mon 1 Sep 2014" in one["reason"]


def test_the_plain_answer_is_in_words_earliest_first() -> None:
    out = StringIO()
    call_command("deadlines", "review.meeting=2026-11-10", "record_request.received=2026-12-14", stdout=out)
    text = out.getvalue()
    assert "Send the annual review report to the local authority  [review.report]" in text
    assert "Two weeks after the review meeting on Tue 10 Nov 2026; that day is day 0." in text
    assert text.index("Tue 27 Oct 2026") < text.index("Tue 24 Nov 2026") < text.index("no date")


def test_the_events_can_be_listed() -> None:
    out = StringIO()
    call_command("deadlines", "--events", stdout=out)
    for name in law().events:
        assert f"\n{name}" in f"\n{out.getvalue()}"
    assert "starts review.report" in out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Give at least one EVENT=VALUE"),
        (["review.meting=2026-11-10"], "Did you mean review.meeting"),
        (["review.meeting=2026-11-10", "review.last=soon"], "must be a date such as"),
        (["school.holiday=2026-12-19..2027-01-03"], "No deadline starts"),
        (["review.meeting=2026-11-10", "--on", "then"], "--on then"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_nothing_printed(arguments: list[str], sentence: str) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("deadlines", *arguments, stdout=out)
    assert sentence in str(refused.value)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""


def run(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a newcomer types it."""
    inherited = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    return subprocess.run(
        [sys.executable, "manage.py", "deadlines", *arguments],
        cwd=settings.BASE_DIR,
        env=inherited | surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_command_starts_no_database(tmp_path: Path) -> None:
    done = run("ehcna.request_received=2026-09-14", "--json", SENCO_VAR=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["ehcna.final_plan"]["due"] == "2027-02-01"
    assert not (tmp_path / "postgres").exists()


def test_a_mistyped_event_ends_with_status_two(tmp_path: Path) -> None:
    done = run("ehcna.request_recieved=2026-09-14", "--json", SENCO_VAR=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean ehcna.request_received" in done.stderr


def test_bank_holidays_beyond_the_law_book_are_marked_computed() -> None:
    assert answers("review.meeting=2028-11-14")["review.report"]["bank_holidays"] == "listed"
    far = answers("review.meeting=2031-12-11")["review.report"]
    assert (far["due"], far["act_by"], far["bank_holidays"]) == ("2031-12-25", "2031-12-24", "computed")
    appeal = answers("la_decision.letter_date=2032-10-28")["appeal.due"]
    assert (appeal["due"], appeal["safe"], appeal["bank_holidays"]) == ("2033-01-04", "2032-12-28", "computed")
