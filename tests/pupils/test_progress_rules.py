"""Less than expected progress (Code of Practice 6.17), as pure rules over results."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pupils.progress import Bounds, Found, Path, Sign, judge, middle_of_others

BOUNDS = Bounds(lowest=48, band=6, slower_by=5, gap=12, least_peers=5, months=12)
DAYS = (dt.date(2024, 9, 20), dt.date(2025, 9, 20), dt.date(2026, 9, 20))
LAST_TWO = DAYS[1:]


def path(pupil: int, *values: float, days: tuple[dt.date, ...] | None = None, year: str = "4") -> Path:
    return Path(pupil, year, days or DAYS[-len(values) :], values)


def signs(paths: list[Path], bounds: Bounds = BOUNDS) -> dict[int, list[Found]]:
    return {one.stretch.path.pupil: one.signs for one in judge(paths, bounds)}


def kinds(found: list[Found]) -> set[Sign]:
    return {one.sign for one in found}


PEERS = [path(pupil, 78, 90) for pupil in range(2, 9)]


def test_a_pupil_who_gains_far_less_than_those_who_started_alike_is_slower_than_peers() -> None:
    [found] = [one for one in signs([path(1, 80, 82), *PEERS])[1] if one.sign is Sign.SLOWER]
    assert (found.own, round(found.other), found.peers) == (2, 12, 7)
    assert (found.low, found.high) == (78, 83)


def test_a_pupil_is_compared_with_nobody_who_started_elsewhere() -> None:
    assert Sign.SLOWER not in kinds(signs([path(1, 100, 101), *PEERS])[1])


def test_nothing_is_said_against_too_few_others() -> None:
    assert signs([path(1, 80, 80), *PEERS[:4]])[1] == []


def test_nothing_is_said_of_one_result_or_of_two_in_one_month() -> None:
    near = (dt.date(2026, 9, 1), dt.date(2026, 9, 25))
    assert signs([path(1, 60), path(2, 60, 50, days=near)]) == {}


def test_a_pupil_who_slows_down_is_slower_than_before() -> None:
    [found] = signs([path(1, 60, 75, 78)])[1]
    assert (found.sign, found.own, round(found.other)) == (Sign.SLOWED, 3, 15)
    assert signs([path(1, 60, 75, 88)])[1] == []


def test_whoever_still_gains_what_is_usual_is_not_slower_than_before() -> None:
    usual = replace(BOUNDS, usual=12)
    assert signs([path(1, 60, 85, 98)], usual)[1] == [] and signs([path(1, 60, 85, 90)], usual)[1] != []


def test_a_gap_that_widens_and_one_that_does_not_close_are_told_apart() -> None:
    peers = [path(pupil, 90, 102) for pupil in range(2, 9)]
    widens = kinds(signs([path(1, 80, 84), *peers])[1])
    assert Sign.WIDENING in widens and Sign.OPEN not in widens
    assert kinds(signs([path(1, 75, 86), *peers])[1]) == {Sign.OPEN}
    assert signs([path(1, 75, 89), *peers])[1] == []


def test_where_less_is_better_a_rise_is_the_slow_one() -> None:
    down = replace(BOUNDS, up=False)
    peers = [path(pupil, 80, 70) for pupil in range(2, 9)]
    assert Sign.SLOWER in kinds(signs([path(1, 80, 82), *peers], down)[1])
    assert signs([path(1, 80, 60), *peers], down)[1] == []


def test_other_year_groups_and_other_terms_are_no_peers() -> None:
    others = [path(pupil, 78, 90, year="5") for pupil in range(2, 9)]
    spring = (dt.date(2026, 2, 1), dt.date(2026, 6, 1))
    later = [path(pupil, 78, 90, days=spring) for pupil in range(10, 18)]
    assert signs([path(1, 80, 80), *others, *later])[1] == []


VALUES = st.lists(st.integers(48, 228), min_size=2, max_size=3)


@given(st.lists(VALUES, min_size=1, max_size=40))
def test_everybody_judged_has_two_results_and_every_sign_its_others(rows: list[list[int]]) -> None:
    paths = [path(pupil, *map(float, values)) for pupil, values in enumerate(rows)]
    for one in judge(paths, BOUNDS):
        assert one.stretch.years > 0
        for found in one.signs:
            assert found.sign is Sign.SLOWED or found.peers >= BOUNDS.least_peers
            if found.sign is Sign.SLOWER:
                assert found.low <= one.stretch.start <= found.high + 1 and found.own < found.other


@given(st.lists(VALUES, min_size=1, max_size=30), st.integers(-40, 40))
def test_moving_everybodys_results_by_the_same_amount_changes_no_slowing_and_no_gap(
    rows: list[list[int]], by: int
) -> None:
    def of(shift: int) -> dict[int, set[Sign]]:
        paths = [path(pupil, *(value + shift for value in values)) for pupil, values in enumerate(rows)]
        return {pupil: kinds(found) - {Sign.SLOWER} for pupil, found in signs(paths).items()}

    assert of(0) == of(by)


@given(st.lists(st.integers(50, 200), min_size=7, max_size=30), st.integers(0, 60))
def test_a_class_that_moves_together_has_nobody_slower_than_peers(starts: list[int], gain: int) -> None:
    paths = [path(pupil, start, start + gain) for pupil, start in enumerate(starts)]
    assert all(Sign.SLOWER not in kinds(found) and Sign.WIDENING not in kinds(found) for found in signs(paths).values())


@given(st.lists(st.integers(0, 100), min_size=2, max_size=30), st.data())
def test_the_middle_of_the_others_leaves_oneself_out(values: list[int], data: st.DataObject) -> None:
    from statistics import median

    own = data.draw(st.sampled_from(values))
    rest = sorted(values)
    rest.remove(own)
    assert middle_of_others(sorted(values), own) == median(rest)
