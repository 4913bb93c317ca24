"""Who is told of what on which day: tried with dates, calendars and missed nights that nobody thought of."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pupils.reminders import (
    DAY,
    OpenDeadline,
    SchoolDays,
    Settings,
    Telling,
    Told,
    due_reminders,
    hears_of_lateness,
)

OWNER, SECOND, HEAD = 1, 2, 3
USUAL = Settings({"": (42, 14, 1)}, second=SECOND, head=HEAD)
EVERY_WEEKDAY = SchoolDays()
TERMS = SchoolDays(
    terms=(
        (dt.date(2026, 9, 2), dt.date(2026, 12, 18)),
        (dt.date(2027, 1, 4), dt.date(2027, 3, 25)),
        (dt.date(2027, 4, 12), dt.date(2027, 7, 21)),
        (dt.date(2027, 9, 2), dt.date(2027, 12, 17)),
    ),
    closures=((dt.date(2026, 10, 26), dt.date(2026, 10, 30)), (dt.date(2027, 5, 31), dt.date(2027, 6, 4))),
)


def nights(
    due_on: dt.date,
    *,
    first: dt.date,
    last: dt.date,
    calendar: SchoolDays = EVERY_WEEKDAY,
    settings: Settings = USUAL,
    missed: frozenset[dt.date] = frozenset(),
    closed_on: dt.date | None = None,
) -> list[Telling]:
    """Run the job each night from `first` to `last`, keeping what was told, and give all of it."""
    told, tellings = Told(), []
    one = OpenDeadline(1, "review.report", due_on, OWNER)
    day = first
    while day <= last:
        still_open = [one] if closed_on is None or day < closed_on else []
        if day not in missed:
            for telling in list(due_reminders(still_open, today=day, settings=settings, calendar=calendar, told=told)):
                told.add((one.pk, due_on, telling.recipient), telling.lead, telling.tell_on)
                tellings.append(telling)
        day += DAY
    return tellings


def shown(tellings: list[Telling], person: int = OWNER) -> list[tuple[str, str]]:
    return [(one.lead, f"{one.tell_on:%a %d %b}") for one in tellings if one.recipient == person]


def test_the_owner_is_told_six_weeks_two_weeks_and_a_day_before() -> None:
    tellings = nights(dt.date(2026, 11, 25), first=dt.date(2026, 9, 1), last=dt.date(2026, 11, 25))
    assert shown(tellings) == [("42", "Wed 14 Oct"), ("14", "Wed 11 Nov"), ("1", "Tue 24 Nov")]


def test_a_lead_that_falls_at_a_weekend_is_told_on_the_friday() -> None:
    tellings = nights(dt.date(2026, 11, 23), first=dt.date(2026, 11, 12), last=dt.date(2026, 11, 23))
    assert shown(tellings)[-1] == ("1", "Fri 20 Nov")


def test_a_lead_that_falls_in_half_term_is_told_on_the_last_school_day_before() -> None:
    tellings = nights(dt.date(2026, 11, 12), first=dt.date(2026, 9, 2), last=dt.date(2026, 11, 12), calendar=TERMS)
    assert ("14", "Fri 23 Oct") in shown(tellings)


def test_what_falls_in_the_summer_is_told_on_the_last_day_of_term() -> None:
    tellings = nights(dt.date(2027, 8, 20), first=dt.date(2027, 7, 1), last=dt.date(2027, 8, 31), calendar=TERMS)
    assert shown(tellings) == [("42", "Fri 09 Jul"), ("1", "Wed 21 Jul")]


def test_a_deadline_born_inside_a_lead_is_told_in_the_next_digest_and_only_of_the_nearest() -> None:
    tellings = nights(dt.date(2026, 11, 25), first=dt.date(2026, 11, 19), last=dt.date(2026, 11, 23))
    assert shown(tellings) == [("14", "Thu 19 Nov")]


def test_lateness_is_told_each_week_then_to_the_second_person_then_to_the_head() -> None:
    tellings = nights(dt.date(2026, 11, 3), first=dt.date(2026, 11, 3), last=dt.date(2026, 11, 26))
    assert shown(tellings)[1:] == [
        ("late1", "Wed 04 Nov"),
        ("late2", "Wed 11 Nov"),
        ("late3", "Wed 18 Nov"),
        ("late4", "Wed 25 Nov"),
    ]
    assert [lead for lead, _ in shown(tellings, SECOND)] == ["late2", "late3", "late4"]
    assert [lead for lead, _ in shown(tellings, HEAD)] == ["late3", "late4"]


def test_without_a_second_person_the_head_hears_after_a_week() -> None:
    assert hears_of_lateness(OWNER, 2, Settings({"": ()}, head=HEAD)) == (OWNER, HEAD)
    assert hears_of_lateness(OWNER, 2, Settings({"": ()})) == (OWNER,)
    assert hears_of_lateness(HEAD, 3, Settings({"": ()}, second=HEAD, head=HEAD)) == (HEAD,)


def test_what_became_late_on_a_friday_is_told_on_monday_and_not_before() -> None:
    tellings = nights(dt.date(2026, 11, 13), first=dt.date(2026, 11, 12), last=dt.date(2026, 11, 17))
    assert shown(tellings) == [("1", "Thu 12 Nov"), ("late1", "Mon 16 Nov")]


def test_the_first_day_back_is_not_followed_by_a_second_telling_of_lateness() -> None:
    tellings = nights(dt.date(2027, 7, 16), first=dt.date(2027, 7, 16), last=dt.date(2027, 9, 8), calendar=TERMS)
    late = [one.tell_on for one in tellings if one.recipient == OWNER and one.lead.startswith("late")]
    assert late == [dt.date(2027, 7, 19), dt.date(2027, 9, 2), dt.date(2027, 9, 7)]


def test_a_kind_may_have_lead_times_of_its_own() -> None:
    settings = Settings({"": (42,), "review.report": (7,)})
    tellings = nights(dt.date(2026, 11, 25), first=dt.date(2026, 9, 1), last=dt.date(2026, 11, 25), settings=settings)
    assert shown(tellings) == [("7", "Wed 18 Nov")]


def test_lead_times_made_longer_do_not_bring_back_an_older_lead() -> None:
    told = Told()
    one = OpenDeadline(1, "x", dt.date(2026, 11, 25), OWNER)
    told.add((1, one.due_on, OWNER), "1", dt.date(2026, 11, 19))
    got = due_reminders([one], today=dt.date(2026, 11, 20), settings=USUAL, calendar=EVERY_WEEKDAY, told=told)
    assert list(got) == []


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (dt.date(2026, 8, 20), False),
        (dt.date(2026, 7, 6), True),
        (dt.date(2027, 12, 20), False),
        (dt.date(2028, 1, 11), True),
        (dt.date(2026, 12, 25), False),
        (dt.date(2026, 11, 21), False),
    ],
)
def test_a_calendar_that_was_not_kept_up_closes_the_holiday_but_does_not_silence_for_good(
    day: dt.date, is_open: bool
) -> None:
    assert TERMS.is_open(day) is is_open


def test_a_summer_whose_next_terms_are_not_entered_is_a_holiday_until_september() -> None:
    calendar = SchoolDays(terms=((dt.date(2027, 4, 12), dt.date(2027, 7, 21)),))
    assert not calendar.is_open(dt.date(2027, 8, 10))
    assert calendar.is_open(dt.date(2027, 9, 1))


days = st.dates(dt.date(2026, 9, 1), dt.date(2027, 10, 31))
ranges = st.tuples(days, st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1] * DAY))
calendars = st.one_of(
    st.just(EVERY_WEEKDAY),
    st.just(TERMS),
    st.builds(SchoolDays, terms=st.just(()), closures=st.lists(ranges, max_size=4).map(tuple)),
    st.builds(
        SchoolDays, terms=st.lists(ranges, max_size=5).map(tuple), closures=st.lists(ranges, max_size=3).map(tuple)
    ),
)
leads = st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True).map(tuple)


@hypothesis_settings(max_examples=300, deadline=None)
@given(
    due_on=days,
    before=st.integers(0, 90),
    after=st.integers(0, 40),
    calendar=calendars,
    lead_times=leads,
    missed=st.frozensets(days, max_size=60),
    closed_after=st.none() | st.integers(0, 120),
)
def test_each_lead_is_told_once_on_open_days_while_it_is_open_whatever_nights_are_missed(
    due_on: dt.date,
    before: int,
    after: int,
    calendar: SchoolDays,
    lead_times: tuple[int, ...],
    missed: frozenset[dt.date],
    closed_after: int | None,
) -> None:
    first, last = due_on - before * DAY, due_on + after * DAY
    closed_on = None if closed_after is None else first + closed_after * DAY
    settings = Settings({"": lead_times}, second=SECOND, head=HEAD)
    tellings = nights(
        due_on, first=first, last=last, calendar=calendar, settings=settings, missed=missed, closed_on=closed_on
    )

    keys = [(one.lead, one.recipient) for one in tellings]
    assert len(keys) == len(set(keys)), "told twice"
    for one in tellings:
        assert calendar.is_open(one.tell_on), "told on a closed day"
        assert one.tell_on not in missed
        assert closed_on is None or one.tell_on < closed_on, "told after it was closed"
        if one.lead.startswith("late"):
            assert one.tell_on > due_on, "told of lateness too early"
        else:
            assert calendar.last_open(due_on - int(one.lead) * DAY) <= one.tell_on <= due_on
            assert one.recipient == OWNER
    for person in (OWNER, SECOND, HEAD):
        numbers = [int(one.lead) for one in tellings if one.recipient == person and one.lead.isdigit()]
        assert numbers == sorted(numbers, reverse=True), "an older lead came after a nearer one"


@hypothesis_settings(max_examples=300, deadline=None)
@given(due_on=days, before=st.integers(0, 90), calendar=calendars, lead_times=leads)
def test_with_no_night_missed_the_owner_knows_each_lead_by_its_last_school_day(
    due_on: dt.date, before: int, calendar: SchoolDays, lead_times: tuple[int, ...]
) -> None:
    """Each lead whose own telling day is not shared with a nearer one is told, and on that very day."""
    first = due_on - before * DAY
    settings = Settings({"": lead_times})
    tellings = nights(due_on, first=first, last=due_on, calendar=calendar, settings=settings)
    told = {one.lead: one.tell_on for one in tellings}
    tell_day = {lead: calendar.last_open(due_on - lead * DAY) for lead in lead_times}
    for lead, on in tell_day.items():
        shared = any(tell_day[nearer] == on for nearer in lead_times if nearer < lead)
        if on >= first and not shared:
            assert told.get(str(lead)) == on
    if any(on < first for on in tell_day.values()):
        openings = [first + n * DAY for n in range(before + 1) if calendar.is_open(first + n * DAY)]
        if openings:
            assert openings[0] in told.values(), "born inside a lead, and not in the next digest"


@hypothesis_settings(max_examples=200, deadline=None)
@given(due_on=days, calendar=calendars, missed=st.frozensets(days, max_size=80), length=st.integers(1, 60))
def test_a_missed_night_loses_nothing(
    due_on: dt.date, calendar: SchoolDays, missed: frozenset[dt.date], length: int
) -> None:
    """After any nights missed, the next night that runs on an open day leaves the owner told of the nearest lead."""
    first = due_on - 60 * DAY
    last = first + length * DAY
    tellings = nights(due_on, first=first, last=last, calendar=calendar, missed=missed)
    ran = [first + n * DAY for n in range(length + 1) if calendar.is_open(first + n * DAY)]
    ran = [day for day in ran if day not in missed]
    if not ran or ran[-1] > due_on:
        return
    reach = calendar.next_open(ran[-1]) - DAY
    reached = [lead for lead in (42, 14, 1) if due_on - lead * DAY <= reach]
    if reached:
        assert str(min(reached)) in {one.lead for one in tellings}


@hypothesis_settings(max_examples=200, deadline=None)
@given(due_on=days, calendar=calendars, weeks=st.integers(1, 12))
def test_lateness_is_told_at_least_every_eleven_days_that_the_school_is_open(
    due_on: dt.date, calendar: SchoolDays, weeks: int
) -> None:
    last = due_on + weeks * 7 * DAY
    tellings = nights(due_on, first=due_on, last=last, calendar=calendar)
    told = [one.tell_on for one in tellings if one.recipient == OWNER and one.lead.startswith("late")]
    for a, b in zip(told, told[1:], strict=False):
        assert (b - a).days >= 5
    open_days = [due_on + n * DAY for n in range(1, weeks * 7 + 1) if calendar.is_open(due_on + n * DAY)]
    if open_days:
        assert told and told[0] == open_days[0]
    for day in open_days:
        latest = max(on for on in told if on <= day)
        assert (day - latest).days <= 11
