"""The law as data, and pure functions over it. Nothing here touches a database or reads the clock.

compute({"review.meeting": date(2026, 11, 10)})   every deadline that the event starts
rule("review.report")                             its name, citation, owner, status
explain(result)                                   how the date was counted, in a sentence
"""

from senco.law.book import UnknownRule, law, law_file, rule, rules_in_force
from senco.law.codes import (
    Code,
    broad_area_of,
    broad_areas,
    census_collects,
    census_days,
    code_name,
    code_set,
    ehcp_sections,
    historical_sen_provisions,
    historical_sen_types,
    national_statistics,
    nc_years,
    phase_transfers,
    plan_types,
    sen_provisions,
    sen_types,
    upn_check_letter,
    upn_is_temporary,
    upn_is_valid,
)
from senco.law.counting import school_days_after, working_days_after
from senco.law.entries import CensusCheck, EventSpec, GovernorCheck, LawException, Owner, Rule, in_force
from senco.law.events import BadEvent, EventValue, read_events
from senco.law.excuses import Excuse
from senco.law.results import DeadlineResult
from senco.law.rules import compute
from senco.law.school_days import DateRange, NotKnown, SchoolCalendar, day_name
from senco.law.words import duty_text, explain, status_text
from senco.law.working_days import (
    bank_holidays,
    is_bank_holiday,
    is_working_day,
    next_working_day,
    previous_working_day,
)

__all__ = [
    "BadEvent",
    "CensusCheck",
    "Code",
    "DateRange",
    "DeadlineResult",
    "EventSpec",
    "EventValue",
    "Excuse",
    "GovernorCheck",
    "LawException",
    "NotKnown",
    "Owner",
    "Rule",
    "SchoolCalendar",
    "UnknownRule",
    "bank_holidays",
    "law_file",
    "broad_area_of",
    "broad_areas",
    "census_collects",
    "census_days",
    "code_name",
    "code_set",
    "compute",
    "day_name",
    "duty_text",
    "ehcp_sections",
    "explain",
    "historical_sen_provisions",
    "historical_sen_types",
    "in_force",
    "is_bank_holiday",
    "is_working_day",
    "law",
    "national_statistics",
    "nc_years",
    "next_working_day",
    "phase_transfers",
    "plan_types",
    "previous_working_day",
    "read_events",
    "rule",
    "rules_in_force",
    "school_days_after",
    "sen_provisions",
    "sen_types",
    "status_text",
    "upn_check_letter",
    "upn_is_temporary",
    "upn_is_valid",
    "working_days_after",
]
