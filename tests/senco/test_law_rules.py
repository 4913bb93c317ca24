"""Every deadline of the law book, reached from its own event, on a day worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senco.law import (
    BadEvent,
    DateRange,
    EventSpec,
    Owner,
    SchoolCalendar,
    UnknownRule,
    compute,
    explain,
    law,
    rule,
    rules_in_force,
)
from senco.law.events import EventValue, read_events
from senco.law.working_days import is_working_day

HOLIDAYS = "school.holiday=2026-12-19..2027-01-03"

# deadline, events, due: counted on a wall calendar, not by this program
BY_HAND = [
    ("ehcna.decision", "ehcna.request_received=2026-09-14", "2026-10-26"),
    ("ehcna.advice", "advice.request_received_by_body=2026-10-23", "2026-12-04"),
    ("ehcna.no_plan_notice", "ehcna.request_received=2026-09-14", "2027-01-04"),
    ("ehcna.draft_target", "ehcna.request_received=2026-09-14", "2027-01-04"),
    ("ehcna.final_plan", "ehcna.request_received=2026-09-14", "2027-02-01"),
    ("ehcp.draft_representations", "draft_plan.served=2026-12-18", "2027-01-01"),
    ("ehcp.school_consult_reply", "school_consultation.sent=2026-12-14", "2026-12-29"),
    ("reassess.answer", "reassessment.request_received=2027-02-20", "2027-03-07"),
    ("reassess.final_plan", "reassessment.notified_or_decided=2026-11-02", "2027-02-08"),
    ("transfer_la.plan_sent", "move.old_la_aware=2026-12-14", "2027-01-06"),
    ("transfer_la.letter", "plan.transferred=2026-11-25", "2027-01-06"),
    ("transfer_la.review", "plan.transferred=2026-11-30", "2027-02-28"),
    ("review.first_complete", "plan.made=2027-03-01", "2028-02-29"),
    ("review.next_complete", "review.decision_notified=2026-01-15", "2027-01-14"),
    ("review.latest_meeting", "review.due_complete=2027-03-09", "2027-02-09"),
    ("review.la_term_list", "term.starts=2027-01-04", "2026-12-21"),
    ("review.notice", "review.meeting=2026-11-10", "2026-10-27"),
    ("review.circulate", "review.meeting=2026-11-10", "2026-10-27"),
    ("review.request_advice", "review.meeting=2026-11-10", "2026-10-13"),
    ("review.report", "review.meeting=2026-11-10", "2026-11-24"),
    ("review.decision", "review.meeting=2026-11-10", "2026-12-08"),
    ("review.amend_notice", "review.meeting=2026-11-10", "2026-12-08"),
    ("review.amend_representations", "amend_notice.served=2026-12-08", "2026-12-22"),
    ("review.final_plan", "amend_notice.sent=2026-12-08", "2027-02-02"),
    ("review.final_plan_backstop", "review.meeting=2026-11-10", "2027-02-02"),
    ("review.early_years", "review.last=2026-08-31", "2027-02-28"),
    ("phase.other", "transfer.calendar_year=2027", "2027-02-14"),
    ("phase.post16", "transfer.calendar_year=2027", "2027-03-30"),
    ("phase.post16_to_post16", "transfer.date=2027-07-31", "2027-02-28"),
    ("phase.notice_latest", "phase.deadline_last_day=2027-03-30", "2027-02-02"),
    ("phase.meeting_latest", "phase.deadline_last_day=2027-03-30", "2027-01-05"),
    ("mediation.contact", "la_notice.sent=2026-12-31", "2027-02-28"),
    ("mediation.certificate_no_mediation", "adviser.told_no=2026-12-23", "2026-12-30"),
    ("mediation.held", "la.told_mediation_wanted=2026-12-10", "2027-01-09"),
    ("appeal.by_decision", "la_decision.letter_date=2026-06-15", "2026-09-01"),
    ("appeal.by_certificate", "mediation.certificate_date=2026-11-29", "2027-01-04"),
    ("appeal.la_response", "appeal.sent_to_la=2026-11-23", "2027-01-07"),
    ("tribunal.unopposed_assess_notify", "la.notified_tribunal=2027-01-11", "2027-01-25"),
    ("tribunal.unopposed_no_plan", "la.notified_tribunal=2027-01-11", "2027-03-22"),
    ("tribunal.unopposed_plan", "la.notified_tribunal=2027-01-11", "2027-04-19"),
    ("tribunal.unopposed_amend", "la.notified_tribunal=2027-01-11", "2027-02-15"),
    ("senco.qualification", "senco.became=2024-09-01", "2027-09-01"),
    ("sensupport.parent_notice", "sen_provision.started_without_ehcp=2026-11-20", None),
    ("sensupport.parent_meetings", "academic_year=2026/27", None),
    ("gov.info_report", "info_report.published=2026-09-30", "2027-09-30"),
    ("gov.accessibility_plan", "accessibility_plan.start=2028-02-29", "2031-02-28"),
    ("gov.equality_objectives", "equality_objectives.published=2024-02-29", "2028-02-29"),
    ("gov.equality_information", "equality_information.published=2026-03-31", "2027-03-31"),
    ("medical.ihp_review", "ihp.last_review=2026-11-21", "2027-11-21"),
    ("data.sar", "sar.received=2026-11-25", "2026-12-29"),
    ("data.educational_record", f"record_request.received=2026-12-14 {HOLIDAYS}", "2027-01-18"),
    ("data.ctf", f"pupil.ceased_registered=2026-12-18 {HOLIDAYS}", "2027-01-22"),
    ("data.sen_file_destroy", "pupil.date_of_birth=2016-02-29", "2047-02-28"),
    ("jcq.approval_expiry", "aao.approval_date=2025-12-31", "2028-02-29"),
    ("jcq.access_arrangements", "exam_series.summer=2027", "2027-03-21"),
    ("jcq.modified_papers", "exam_series.summer=2027", "2027-01-31"),
]


def computed(given: str) -> dict[str, object]:
    return {name: one.due for name, one in compute(read_events(given.split())).items()}


@pytest.mark.parametrize(("rule_id", "events", "due"), BY_HAND, ids=[row[0] for row in BY_HAND])
def test_each_deadline_falls_on_the_day_worked_out_by_hand(rule_id: str, events: str, due: str | None) -> None:
    assert computed(events)[rule_id] == (date.fromisoformat(due) if due else None)


def test_no_deadline_of_the_book_is_left_out_of_the_hand_worked_list() -> None:
    assert [row[0] for row in BY_HAND] == list(law().rule_ids())
    assert len(BY_HAND) == 56


def sample(spec: EventSpec) -> EventValue:
    return date(2026, 11, 10) if "date" in spec.kinds else 2027


@pytest.mark.parametrize("rule_id", law().rule_ids())
def test_every_deadline_is_reached_from_its_own_trigger(rule_id: str) -> None:
    known = rule(rule_id)
    found = compute({known.trigger: sample(law().events[known.trigger])})[rule_id]
    assert found.trigger == known.trigger
    assert found.due or found.reason
    assert explain(found).endswith(".")
    assert known.name and known.actor_name and known.duty in law().duties and known.status in law().statuses


@given(st.data(), st.dates(min_value=date(2014, 9, 1), max_value=date(2120, 12, 31)))
def test_whatever_the_day_act_by_is_a_working_day_and_nothing_is_later_than_due(data: st.DataObject, day: date) -> None:
    dated = [one.name for one in law().events.values() if not one.fact and "date" in one.kinds]
    event = data.draw(st.sampled_from(dated))
    for one in compute({event: day}).values():
        assert one.due or one.reason
        if one.due is None:
            continue
        assert one.act_by is not None and one.safe is not None
        assert is_working_day(one.act_by)
        assert one.act_by <= one.due
        assert one.safe <= one.due
        assert one.computed_holidays or one.due.year <= 2028
        assert explain(one)[0] == explain(one)[0].upper()


def test_a_plan_starts_its_first_review_and_from_it_the_last_day_for_the_meeting() -> None:
    assert computed("plan.made=2028-02-29") == {
        "review.first_complete": date(2029, 2, 28),
        "review.latest_meeting": date(2029, 1, 31),
    }


def test_the_meeting_follows_from_the_later_review_unless_its_day_is_given() -> None:
    both = computed("plan.made=2025-03-10 review.decision_notified=2026-03-02")
    assert both["review.latest_meeting"] == date(2027, 2, 1)
    told = computed("plan.made=2025-03-10 review.due_complete=2026-06-30")
    assert told["review.latest_meeting"] == date(2026, 6, 2)


def test_a_review_dated_by_its_meeting_is_the_cautious_reading() -> None:
    one = compute(read_events(["review.decision_notified=2026-03-10", "review.meeting=2026-02-10"]))
    assert one["review.next_complete"].due == date(2027, 3, 9)
    assert one["review.next_complete"].safe == date(2027, 2, 9)


@pytest.mark.parametrize(
    ("kind", "last", "notice", "meeting"),
    [
        ("primary_to_secondary", date(2027, 2, 14), date(2026, 12, 20), date(2026, 11, 22)),
        ("early_years_to_school", date(2027, 2, 14), date(2026, 12, 20), date(2026, 11, 22)),
        ("secondary_to_post16", date(2027, 3, 30), date(2027, 2, 2), date(2027, 1, 5)),
    ],
)
@pytest.mark.parametrize("names", [("transfer", "transfer_year"), ("transfer.kind", "transfer.calendar_year")])
def test_a_change_of_phase_sets_its_last_day_and_the_days_before_it(
    kind: str, last: date, notice: date, meeting: date, names: tuple[str, str]
) -> None:
    found = compute(read_events([f"{names[0]}={kind}", f"{names[1]}=2027"]))
    (move,) = [one for one in found.values() if one.id in ("phase.other", "phase.post16")]
    assert (move.due, move.lenient) == (last, last + timedelta(days=1))
    assert found["phase.notice_latest"].due == notice
    assert found["phase.meeting_latest"].due == meeting


def test_with_the_kind_of_move_unsaid_each_is_told_and_none_is_claimed() -> None:
    found = compute({"transfer_year": 2027})["phase.meeting_latest"]
    assert found.due is None
    assert found.extras["by_kind"] == {"phase.other": date(2026, 11, 22), "phase.post16": date(2027, 1, 5)}
    assert "Sun 22 Nov 2026" in explain(found)


def test_a_move_needs_its_year_or_its_date() -> None:
    with pytest.raises(BadEvent, match="transfer_year"):
        compute({"transfer": "infant_to_junior"})
    with pytest.raises(BadEvent, match=r"transfer\.date"):
        compute({"transfer": "post16_to_post16", "transfer_year": 2027})
    by_day = computed("transfer=infant_to_junior transfer.date=2027-09-01")
    assert by_day["phase.other"] == date(2027, 2, 14)
    assert "phase.post16_to_post16" not in by_day
    between = computed("transfer=post16_to_post16 transfer.date=2027-09-01 transfer_year=2027")
    assert between["phase.post16_to_post16"] == date(2027, 4, 1)
    assert between["phase.meeting_latest"] == date(2027, 1, 7)


def test_an_appeal_is_due_on_the_later_of_two_days() -> None:
    late = compute(read_events(["la_decision.letter_date=2026-10-01", "mediation.certificate_date=2026-11-29"]))
    assert late["appeal.due"].due == date(2027, 1, 4)
    assert late["appeal.due"].safe == date(2026, 12, 29)
    early = compute(read_events(["la_decision.letter_date=2026-10-01", "mediation.certificate_date=2026-10-09"]))
    assert early["appeal.due"].due == date(2026, 12, 1)
    alone = compute(read_events(["la_decision.letter_date=2026-10-01"]))["appeal.due"]
    assert alone.due == date(2026, 12, 1)
    assert any("certificate" in note for note in alone.notes)


def test_a_moved_plan_is_sent_on_the_day_of_the_move_if_it_was_known_in_time() -> None:
    known = compute(read_events(["move.old_la_aware=2026-10-01", "move.date=2026-11-02"]))["transfer_la.plan_sent"]
    assert known.due == date(2026, 11, 2)
    assert "day" in explain(known)
    late = computed("move.old_la_aware=2026-10-26 move.date=2026-11-02")["transfer_la.plan_sent"]
    assert late == date(2026, 11, 13)
    at_the_edge = computed("move.old_la_aware=2026-10-12 move.date=2026-11-02")["transfer_la.plan_sent"]
    assert at_the_edge == date(2026, 11, 2)


def test_a_moved_plan_is_reviewed_by_the_later_of_three_and_twelve_months() -> None:
    assert computed("plan.transferred=2026-11-02 review.last=2026-06-10")["transfer_la.review"] == date(2027, 6, 9)
    assert computed("plan.transferred=2026-11-02 review.last=2025-12-10")["transfer_la.review"] == date(2027, 2, 1)
    both = compute(read_events(["plan.transferred=2026-11-02", "plan.made=2024-06-10", "review.last=2026-06-10"]))
    assert both["transfer_la.review"].extras["three_months"] == date(2027, 2, 1)


def test_a_young_childs_plan_is_looked_at_between_three_and_six_months() -> None:
    found = compute({"review.last": date(2026, 11, 30)})["review.early_years"]
    assert found.window == DateRange(date(2027, 2, 28), date(2027, 5, 30))


def test_a_senco_needs_the_award_once_three_years_have_passed() -> None:
    one = compute(read_events(["senco.became=2024-09-01", "prior_senco_months=0"]))["senco.qualification"]
    assert (one.due, one.extras["required_from"]) == (date(2027, 9, 1), date(2027, 9, 2))
    long_since = compute({"senco.became": date(2010, 1, 4)})["senco.qualification"]
    assert long_since.due == date(2013, 1, 4)
    leap = compute({"senco.became": date(2024, 2, 29)})["senco.qualification"]
    assert leap.due == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ("senco.became=2024-09-01 prior_senco_months=13", "13 months"),
        ("senco.became=2009-09-01", "after Tue 1 Sep 2009"),
    ],
)
def test_some_sencos_need_no_award(events: str, reason: str) -> None:
    one = compute(read_events(events.split()))["senco.qualification"]
    assert one.due is None
    assert reason in explain(one)


@pytest.mark.parametrize(
    ("events", "counts"),
    [
        ("nasenco.started=2024-08-31 nasenco.completed=2027-08-31", True),
        ("nasenco.started=2024-09-01 nasenco.completed=2025-08-31", False),
        ("nasenco.started=2024-01-08 nasenco.completed=2027-09-01", False),
        ("nasenco.started=2024-01-08", None),
        ("prior_senco_months=12", None),
    ],
)
def test_the_older_award_counts_only_if_started_and_completed_in_time(events: str, counts: bool | None) -> None:
    one = compute(read_events(["senco.became=2024-01-08", *events.split()]))["senco.qualification"]
    assert one.extras["nasenco_counts"] is counts
    assert one.due == date(2027, 1, 8)


def test_telling_parents_has_no_legal_limit_and_our_own_flag_stands_apart() -> None:
    without = compute({"sen_provision.started_without_ehcp": date(2026, 12, 16)})["sensupport.parent_notice"]
    assert without.due is None and without.act_by is None
    assert "no time limit" in explain(without)
    flag = without.extras["product_flag"]
    assert isinstance(flag, dict) and flag["flag_on"] is None and "not known" in flag["reason"]
    school = SchoolCalendar.of(closed=[(date(2026, 12, 19), date(2027, 1, 3))])
    known = compute({"sen_provision.started_without_ehcp": date(2026, 12, 16)}, school)["sensupport.parent_notice"]
    flag = known.extras["product_flag"]
    assert known.due is None
    assert isinstance(flag, dict) and flag["flag_on"] == date(2027, 1, 6) and flag["status"] == "product_choice"


def test_parents_are_met_three_times_a_year_on_no_day_that_the_guidance_sets() -> None:
    for value in ("2026/27", "2026-27", "2026", "2026-09-01", "2027-08-31"):
        one = compute(read_events([f"academic_year={value}"]))["sensupport.parent_meetings"]
        assert one.due is None
        assert one.extras["count"] == 3
        assert one.extras["year"] == DateRange(date(2026, 9, 1), date(2027, 8, 31))


@pytest.mark.parametrize("rule_id", ["data.educational_record", "data.ctf"])
def test_without_school_days_there_is_no_date_and_a_reason(rule_id: str) -> None:
    one = compute({rule(rule_id).trigger: date(2026, 12, 14)})[rule_id]
    assert one.due is None
    assert "School days are not known" in explain(one)


def test_a_school_that_forgot_its_summer_gets_no_date_in_august() -> None:
    given = {
        "record_request.received": date(2027, 7, 15),
        "school.holiday": (DateRange(date(2026, 10, 26), date(2026, 10, 30)),),
    }
    one = compute(given)["data.educational_record"]
    assert one.due is None
    assert "summer" in explain(one)


def test_terms_and_closures_are_counted_too() -> None:
    events = read_events(
        [
            "record_request.received=2026-12-10",
            "school.term=2026-09-02..2026-12-18",
            "school.term=2027-01-04..2027-03-25",
            "school.closure=2027-01-04",
        ]
    )
    assert compute(events)["data.educational_record"].due == date(2027, 1, 15)


def test_a_request_for_data_may_take_two_months_more() -> None:
    assert compute({"sar.received": date(2026, 12, 24)})["data.sar"].extras["extendable_to"] == date(2027, 3, 24)


def test_exam_dates_are_verified_for_2026_and_to_check_after() -> None:
    assert compute({"exam_series.summer": 2026})["jcq.modified_papers"].status == "verified_primary"
    later = compute({"exam_series.summer": 2027})["jcq.modified_papers"]
    assert (later.status, later.act_by) == ("bg_to_check", date(2027, 1, 29))


def test_a_rule_applies_while_it_is_in_force_and_says_so_otherwise() -> None:
    before = compute({"review.meeting": date(2021, 11, 9)})
    assert before["review.amend_notice"].due is None
    assert "Tue 8 Mar 2022" in explain(before["review.amend_notice"])
    assert before["review.decision"].due == date(2021, 12, 7)
    long_ago = compute({"review.meeting": date(2026, 11, 10)}, as_at=date(2014, 8, 31))
    assert {one.due for one in long_ago.values()} == {None}


def test_a_child_born_before_the_rules_has_a_file_kept_by_them() -> None:
    assert computed("pupil.date_of_birth=2010-05-04")["data.sen_file_destroy"] == date(2041, 5, 4)


def test_bank_holidays_of_far_years_are_marked_computed() -> None:
    assert compute({"review.meeting": date(2031, 5, 6)})["review.report"].computed_holidays
    assert not compute({"review.meeting": date(2027, 5, 4)})["review.report"].computed_holidays


def test_rules_are_looked_up_by_name_day_and_owner() -> None:
    report = rule("review.report", date(2026, 11, 21))
    assert report.name == "Send the annual review report to the local authority"
    assert report.owner is Owner.SCHOOL and report.is_schools_own
    assert rule("review.decision").owner is Owner.AUTHORITY
    assert rule("appeal.due").owner is Owner.FAMILY
    assert rule("reassess.answer").is_to_check
    assert len(rules_in_force()) == 57
    assert {one.owner for one in rules_in_force(owner=Owner.SCHOOL)} == {Owner.SCHOOL}
    with pytest.raises(UnknownRule, match=r"review\.amend_notice in force on 2020-01-01"):
        rule("review.amend_notice", date(2020, 1, 1))
    with pytest.raises(UnknownRule):
        rule("review.tea")


def test_two_events_at_once_answer_as_each_would_alone() -> None:
    together = computed("ehcna.request_received=2026-09-14 review.meeting=2026-11-10")
    assert together == computed("ehcna.request_received=2026-09-14") | computed("review.meeting=2026-11-10")


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        (
            "review.meeting=2026-11-03 review.report",
            "Two weeks after the review meeting on Tue 3 Nov 2026; that day is day 0.",
        ),
        ("plan.made=2028-02-29 review.first_complete", "the last of a month that has no such day"),
        ("plan.made=2026-03-10 review.first_complete", "the day before that day of the month comes round"),
        ("transfer_year=2027 phase.other", "Before Mon 15 Feb 2027"),
        ("la_decision.letter_date=2026-10-01 appeal.due", "Two months after the date of the decision letter"),
    ],
)
def test_how_a_day_was_counted_is_told_in_one_sentence(events: str, sentence: str) -> None:
    *given, rule_id = events.split()
    assert sentence in explain(compute(read_events(given))[rule_id])
