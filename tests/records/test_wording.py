"""Wording that can be held to: a checker that explains, suggests and never stops anything."""

import time

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from records.wording import LONGEST, checked
from senco.permissions import Role
from tests.bench.wording import measured, of_file
from tests.factories import make_plan, make_pupil, make_school, make_staff
from tests.records.pages import signed_in

SOUND = "A TA trained in precision teaching teaches him reading 1:1 for 15 minutes, every school day."


def rules_of(text: str, kind: str = "provision") -> set[str]:
    return {remark.rule for line in checked(text, kind) for remark in line.remarks}  # type: ignore[arg-type]


def test_of_a_hundred_unseen_lines_nearly_all_are_judged_as_a_tribunal_would() -> None:
    """Lines written by somebody who had not seen the rules, which were not changed afterwards."""
    figures = measured(of_file("unseen"))
    assert figures.lines == 100 and figures.sound == 50
    assert len(figures.missed) <= 3, figures.missed
    assert len(figures.false_alarms) <= 5, figures.false_alarms


def test_every_line_that_the_rules_were_made_on_is_judged_rightly() -> None:
    figures = measured(of_file("learnt"))
    assert (figures.lines, figures.missed, figures.false_alarms) == (100, [], [])


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("access to a quiet room", "access"),
        ("regular reading practice", "regular"),
        ("opportunities for turn-taking", "opportunities"),
        ("help with dressing as required", "as_required"),
        ("a high level of support", "amount_of_help"),
        ("small group work on number", "small_group"),
    ],
)
def test_a_phrase_that_promises_nothing_is_marked_where_it_stands(words: str, rule: str) -> None:
    text = f"{SOUND}\nShe will have {words}."
    first, second = checked(text, "provision")
    assert not first.remarks
    [found] = [remark for remark in second.remarks if remark.rule == rule]
    assert text[found.start : found.end] == found.words and found.says and found.instead
    assert found.words in [part for part, is_marked in second.parts if is_marked]


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("A TA reads with her for 20 minutes.", "no_frequency"),
        ("A TA reads with her twice a week.", "no_length"),
        ("Reading is practised for 20 minutes twice a week.", "no_owner"),
    ],
)
def test_what_a_line_leaves_out_is_named(text: str, lack: str) -> None:
    assert rules_of(text) == {lack}


def test_hours_a_week_are_an_amount_of_help_even_where_nobody_is_named() -> None:
    assert rules_of("15 hours a week of adult support.") == {"no_owner"}


def test_an_outcome_needs_something_to_count_and_a_day() -> None:
    assert rules_of("By July 2027 he reads 60 words a minute from an unseen text.", "outcome") == set()
    assert {"not_measurable", "no_date"} <= rules_of("He will be happier in class.", "outcome")
    assert "not_measurable" in rules_of("By the end of Year 6 she will understand time.", "outcome"), (
        "a date is no measure"
    )


def test_words_in_quotation_marks_are_spoken_of_and_not_promised() -> None:
    assert rules_of(f"{SOUND} This is not ‘as required’.") == set()


def test_points_that_answer_what_who_and_when_are_read_as_one() -> None:
    assert rules_of("• What: a language group of 4 pupils\n• Who: an HLTA\n• When: 25 minutes, every Monday") == set()


@given(some.text(max_size=400), some.sampled_from(["provision", "outcome"]))
def test_whatever_is_typed_every_piece_of_a_line_is_shown_once_and_in_order(text: str, kind: str) -> None:
    for line in checked(text, kind):  # type: ignore[arg-type]
        assert "".join(part for part, _ in line.parts) == line.text
        assert text[line.start :].startswith(line.text)


@pytest.mark.parametrize("piece", ["a ", "1 1", "every each ", "\n- what: who:", "support with ", "“‘'", "will be "])
def test_no_text_however_made_keeps_the_server_busy(piece: str) -> None:
    """Twice the text takes about twice the time, not four times."""
    texts = [piece * (size // len(piece)) for size in (LONGEST // 4, LONGEST)]
    spent = []
    for text in texts:
        began = time.process_time()
        checked(text, "provision"), checked(text, "outcome")
        spent.append(time.process_time() - began)
    assert spent[1] < 12 * spent[0] + 0.2


@pytest.mark.django_db
def test_a_senco_pastes_a_draft_and_reads_what_to_ask_for() -> None:
    client = signed_in(make_staff(Role.SENCO, make_school()))
    answer = client.post(reverse("records:wording"), {"kind": "provision", "text": f"{SOUND}\nAccess to a TA."})
    text = answer.content.decode()
    assert "1 of 2 lines says" in text or "1 of 2 lines say" in text
    assert "<mark>Access to</mark>" in text and "How often is not said." in text and "to check" in text


@pytest.mark.django_db
def test_nothing_pasted_is_told_beside_the_field_and_what_is_pasted_is_escaped() -> None:
    client = signed_in(make_staff(Role.SENCO, make_school()))
    empty = client.post(reverse("records:wording"), {"kind": "provision", "text": " "})
    assert empty.status_code == 422 and "Paste or write something to look at." in empty.content.decode()
    text = client.post(reverse("records:wording"), {"kind": "outcome", "text": "<script>alert(1)</script> by him"})
    assert "<script>alert" not in text.content.decode()


@pytest.mark.django_db
def test_a_section_is_looked_at_while_it_is_typed_and_saved_whatever_is_remarked() -> None:
    school = make_school()
    plan = make_plan(make_pupil(school))
    client: Client = signed_in(make_staff(Role.SENCO, school))
    address = reverse("records:section-edit", args=[plan.pk, "F"])
    assert f'hx-post="{reverse("records:wording")}?kind=provision"' in client.get(address).content.decode()
    unlooked_at = client.get(reverse("records:section-edit", args=[plan.pk, "A"])).content.decode()
    assert reverse("records:wording") not in unlooked_at
    live = client.post(
        f"{reverse('records:wording')}?kind=provision",
        {"text": "Regular support in class."},
        headers={"HX-Request": "true", "HX-Target": "wording"},
    )
    assert "<html" not in live.content.decode() and "<mark>" in live.content.decode()
    saved = client.post(address, {"text": "Regular support as required.", "seen_version": "0"})
    assert saved.status_code == 302
