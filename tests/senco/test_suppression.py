"""No count of fewer than 5 pupils can be read, or worked out, from what governors are shown."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senco.reports.checks import Known, governor_checks
from senco.reports.steps import Steps
from senco.reports.suppression import (
    MARK,
    SMALL,
    Breakdown,
    in_words,
    narrowed,
    percent_in_words,
    protect,
    steps_in_words,
    total_of,
)

PROVISION = (Breakdown("roll", ("none", "register")), Breakdown("register", ("support", "plan")))
STAGES = ("early", "ks1", "ks2")
AREAS = ("communication", "cognition", "emotional", "sensory", "other")
PAGE = (*PROVISION, Breakdown("register", STAGES), Breakdown("register", AREAS))
Shown = Mapping[str, int | None]


def whole(parts: Mapping[str, int], breakdowns: Sequence[Breakdown]) -> dict[str, int]:
    """The counts in the order in which the page has them, totals added up."""
    counts = dict(parts)
    for one in reversed(breakdowns):
        counts.setdefault(one.total, sum(counts[part] for part in one.parts))
    return counts


def provision(none: int, support: int, plan: int) -> dict[str, int]:
    return whole({"none": none, "support": support, "plan": plan}, PROVISION)


def sums(left: int, right: int, mask: int) -> int:
    """Sets of whole numbers are kept as bits: bit 3 is set if 3 is in the set. Every a + b."""
    few, many = sorted((left, right), key=int.bit_count)
    found = 0
    while few:
        lowest = few & -few
        found |= many * lowest
        few ^= lowest
    return found & mask


def differences(totals: int, parts: int) -> int:
    """Every t - p that is not negative."""
    found = 0
    while parts:
        lowest = parts & -parts
        found |= totals // lowest
        parts ^= lowest
    return found


def possible(shown: Shown, breakdowns: Sequence[Breakdown], most: int) -> dict[str, set[int]]:
    """Every value of each count, up to `most`, in some school of which all that is shown is true.

    Worked out by carrying whole sets of values along the tree, and by nothing that the product uses.
    """
    mask = (1 << (most + 1)) - 1
    values = {name: mask if count is None else 1 << count for name, count in shown.items()}
    before: dict[str, int] = {}
    while before != values:
        before = dict(values)
        for one in breakdowns:
            for part in one.parts:
                others = 1
                for other in one.parts:
                    others = others if other == part else sums(others, values[other], mask)
                values[part] &= differences(values[one.total], others)
                values[one.total] &= sums(others, values[part], mask)
    return {name: {n for n in range(most + 1) if bits >> n & 1} for name, bits in values.items()}


def assert_nothing_can_be_derived(counts: Mapping[str, int], breakdowns: Sequence[Breakdown]) -> None:
    shown = protect(counts, breakdowns)
    values = possible(shown, breakdowns, most=max(counts.values()) + 30)
    for name, count in counts.items():
        assert shown[name] is not None or len(values[name]) > 1, f"{name} can be worked out: {shown}"
        if count < SMALL:
            assert shown[name] is None, f"{name} is small and shown"
            assert values[name] >= set(range(SMALL)), f"{name} is known to be one of {values[name]}: {shown}"


sizes = st.one_of(st.integers(0, 6), st.integers(0, 60))


@given(sizes, sizes, sizes)
def test_provision_of_a_school_gives_no_small_count_away(none: int, support: int, plan: int) -> None:
    assert_nothing_can_be_derived(provision(none, support, plan), PROVISION)


@st.composite
def pages(draw: st.DrawFn) -> dict[str, int]:
    """A school's whole page: provision, and the register by stage and by area of need."""
    support, plan = draw(sizes), draw(sizes)
    counts = provision(draw(st.integers(0, 400)), support, plan)
    for names in (STAGES, AREAS):
        left = counts["register"]
        for name in names[:-1]:
            counts[name] = draw(st.integers(0, min(left, draw(st.sampled_from([2, 5, 400])))))
            left -= counts[name]
        counts[names[-1]] = left
    return counts


@settings(max_examples=150, deadline=None)
@given(pages())
def test_a_whole_page_of_breakdowns_gives_no_small_count_away(counts: dict[str, int]) -> None:
    assert_nothing_can_be_derived(counts, PAGE)


@given(pages())
def test_what_stays_visible_is_true_and_comes_out_the_same_each_time(counts: dict[str, int]) -> None:
    shown = protect(counts, PAGE)
    assert all(value in (None, counts[name]) for name, value in shown.items())
    assert shown == protect(counts, PAGE)


def every_school(most: int) -> Iterator[dict[str, int]]:
    for none, support, plan in product(range(most + 1), repeat=3):
        if none + support + plan <= most:
            yield provision(none, support, plan)


TODAY = dt.date(2026, 11, 25)
SCHOOLS = tuple(every_school(34))


def answers(shown: Shown, untold: int, errors: int, late: int) -> dict[str, str]:
    known = Known(
        steps=[Steps(1, "review.report", "school", late, late, TODAY)],
        untold=untold,
        census=Counter({"2170": errors}),
        support=shown["support"],
        plans=shown["plan"],
        others=shown["none"],
        roll=shown["roll"],
    )
    return {one.check.id: one.answer.words for one in governor_checks(known, TODAY)}


def said(words: str) -> tuple[int, int]:
    """The lowest and the highest number that a sentence's first number can stand for."""
    text = re.split(r"[.]", words.split(": ", 1)[1])[0]
    spans = {"none": (0, 0), "1 to 4": (1, 4), "5 or more": (5, 10**6), "some": (1, 10**6)}
    return spans.get(text) or (int(text.replace(",", "")),) * 2


@st.composite
def schools(draw: st.DrawFn) -> tuple[int, int, int, int, int]:
    """Pupils by provision, notices not sent (one a pupil with support), what the census refuses (three a pupil)."""
    none, support, plan = (draw(st.one_of(st.integers(0, 6), st.integers(0, 10))) for _ in range(3))
    most = 3 * none + support + 2 * plan
    return none, support, plan, draw(st.integers(0, support)), draw(st.integers(0, most))


@settings(max_examples=150, deadline=None)
@given(schools(), st.integers(0, 30))
def test_the_answers_of_the_checks_leave_every_small_count_open_too(
    school: tuple[int, int, int, int, int], late: int
) -> None:
    """Whoever reads the whole page and knows what each answer counts still finds every school possible.

    Of steps it may be read that there is one, and so a pupil whom it is about: that is what the page is for. So one
    value fewer is left to each of the others; never fewer than four.
    """
    none, support, plan, untold, errors = school
    counts = provision(none, support, plan)
    shown = protect(counts, PROVISION)
    words = answers(shown, untold, errors, late)
    told, refused = said(words["G10"]), said(words["G23"])
    left = [
        one
        for one in SCHOOLS
        if all(shown[name] in (None, one[name]) for name in one)
        and told[0] <= one["support"]
        and refused[0] <= 3 * one["none"] + one["support"] + 2 * one["plan"]
    ]
    for name, count in counts.items():
        if count < SMALL:
            values = {one[name] for one in left}
            first = 1 if told[0] and name in ("support", "register", "roll") or refused[0] and name == "roll" else 0
            last = SMALL - (told[0] == 1 and not first)
            assert values >= set(range(first, last)), f"{name} is one of {values}: {shown}, {words}"
        elif shown[name] is None:
            assert len({one[name] for one in left}) > 1, name


@pytest.mark.parametrize(
    ("school", "errors", "words"),
    [
        ((300, 40, 20), 9, "9"),
        ((7, 40, 20), 9, "5 or more"),
        ((3, 40, 20), 9, "some"),
        ((300, 40, 3), 4, "1 to 4"),
        ((2, 1, 1), 6, "some"),
        ((2, 1, 1), 0, "none"),
    ],
)
def test_a_number_of_refused_entries_is_shown_if_pupils_without_provision_alone_may_account_for_it(
    school: tuple[int, int, int], errors: int, words: str
) -> None:
    shown = protect(provision(*school), PROVISION)
    assert answers(shown, 0, errors, 0)["G23"].startswith(f"Entries that the census would refuse: {words}. ")


def test_even_who_knows_the_method_cannot_work_back_from_what_was_hidden() -> None:
    """Of all schools that would be shown exactly alike, each hidden count differs in some."""
    alike: dict[tuple[tuple[str, int | None], ...], list[dict[str, int]]] = defaultdict(list)
    most = 34
    for counts in every_school(most):
        alike[tuple(protect(counts, PROVISION).items())].append(counts)
    for shown, schools in alike.items():
        if dict(shown)["roll"] is None:
            continue  # all is hidden, up to schools of any size
        for name, value in shown:
            if value is None:
                found = {school[name] for school in schools}
                assert len(found) > 1, f"{name} must be {found} in {shown}"


def test_zero_is_hidden_like_any_small_count() -> None:
    assert protect(provision(200, 40, 0), PROVISION)["plan"] is None


def test_a_single_small_part_takes_another_with_it() -> None:
    shown = protect(provision(300, 40, 3), PROVISION)
    assert shown == {"none": 300, "support": None, "plan": None, "register": 43, "roll": 343}


def test_a_total_goes_too_where_it_would_narrow_its_parts() -> None:
    """6 on the register: with a plan for 1, "fewer than 2" could be read from 6 - 5."""
    shown = protect(provision(90, 5, 1), PROVISION)
    assert shown == {"none": None, "support": None, "plan": None, "register": None, "roll": 96}


def test_large_counts_are_all_shown() -> None:
    assert protect(provision(300, 40, 12), PROVISION) == provision(300, 40, 12)


def test_a_setting_of_four_children_shows_nothing() -> None:
    assert set(protect(provision(2, 1, 1), PROVISION).values()) == {None}


def test_parts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="register"):
        protect({"none": 1, "register": 9, "roll": 10, "support": 3, "plan": 2}, PROVISION)


def test_narrowing_finds_what_a_reader_could_find() -> None:
    left = narrowed(
        {"none": (90, 90), "register": (0, 99), "roll": (96, 96), "support": (5, 99), "plan": (0, 4)}, PROVISION
    )
    assert left["register"] == (6, 6) and left["plan"] == (0, 1) and left["support"] == (5, 6)


@given(st.lists(st.tuples(sizes, sizes, sizes), min_size=1, max_size=6))
def test_a_total_over_schools_is_shown_only_if_every_school_is(rows: list[tuple[int, int, int]]) -> None:
    """So it tells nothing that the schools' own figures do not."""
    shown = [protect(provision(*row), PROVISION) for row in rows]
    for name in ("roll", "register", "support", "plan", "none"):
        column = [school[name] for school in shown]
        total = total_of(column)
        assert (total is None) == (None in column)
        if total is not None:
            assert total == sum(provision(*row)[name] for row in rows)


def test_a_share_needs_both_its_numbers() -> None:
    assert percent_in_words(62, 419) == "14.8%"
    assert percent_in_words(None, 419) == MARK == percent_in_words(62, None) == in_words(None)


@pytest.mark.parametrize(("steps", "words"), [(0, "none"), (1, "1 to 4"), (4, "1 to 4"), (5, "5"), (1200, "1,200")])
def test_steps_of_the_whole_school_are_none_a_few_or_the_number(steps: int, words: str) -> None:
    assert steps_in_words(steps) == words
