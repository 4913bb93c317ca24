"""On the register, off it, and what the parents must be told: dated, closed, never overwritten."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupils.actions.corrections import Refused
from pupils.actions.deadlines import CannotTick, close_deadline, reopen_deadline
from pupils.actions.needs import add_need, end_need, move_need
from pupils.actions.register import change_provision, record_parents_told, take_back_change
from pupils.models import Correction, Deadline, Pupil, SenNeed, SenStatus
from senco.models import AcademicYear, School, Term
from senco.permissions import Member, Role
from senco.rows import acting_for
from tests.factories import days_from_now, make_pupil, make_school, make_staff, member_of

pytestmark = pytest.mark.django_db
START = dt.date(2025, 9, 1)
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


def senco_of(school: School) -> Member:
    return member_of(make_staff(Role.SENCO, school))


def change(pupil: Pupil, by: Member, provision: str, on: dt.date, **said: object) -> SenStatus:
    return change_provision(
        pupil, by=by, provision=provision, from_on=on, today=TODAY, **{"reason": "Decided with parents.", **said}
    )


def provision_on(pupil: Pupil, day: dt.date) -> list[str]:
    return list(SenStatus.objects.on(day).filter(pupil=pupil).values_list("provision", flat=True))


def test_a_change_closes_what_was_and_keeps_it(school: School) -> None:
    pupil = make_pupil(school, on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        change(pupil, by, "K", dt.date(2026, 1, 12))
        assert provision_on(pupil, dt.date(2026, 1, 11)) == ["N"]
        assert provision_on(pupil, dt.date(2026, 1, 12)) == ["K"]
        assert SenStatus.objects.filter(pupil=pupil).count() == 2


def test_a_change_dated_in_the_past_fits_between_what_is_recorded(school: School) -> None:
    pupil = make_pupil(school, on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        change(pupil, by, "E", dt.date(2026, 9, 1))
        change(pupil, by, "K", dt.date(2026, 1, 12))
        days = [dt.date(2026, 1, 11), dt.date(2026, 1, 12), dt.date(2026, 8, 31), dt.date(2026, 9, 1)]
        assert [provision_on(pupil, day) for day in days] == [["N"], ["K"], ["K"], ["E"]]


@pytest.mark.parametrize(
    ("provision", "day", "words"),
    [
        ("K", dt.date(2026, 3, 1), "already in force"),
        ("E", dt.date(2026, 1, 12), "began on that very day"),
        ("K", dt.date(2025, 12, 1), "take that change back first"),
        ("N", dt.date(2028, 1, 1), "more than a year ahead"),
        ("K", dt.date(2001, 1, 1), "before the pupil was born"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(school: School, provision: str, day: dt.date, words: str) -> None:
    pupil = make_pupil(school, on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        change(pupil, by, "K", dt.date(2026, 1, 12))
        with pytest.raises(Refused, match=words):
            change(pupil, by, provision, day)
        assert SenStatus.objects.filter(pupil=pupil).count() == 2


CHANGES = st.lists(
    st.tuples(st.sampled_from("NKEX"), st.dates(dt.date(2025, 8, 1), dt.date(2026, 12, 31))), min_size=1, max_size=8
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_after_any_changes_there_is_exactly_one_provision_on_every_day(
    school: School, changes: list[tuple[str, dt.date]]
) -> None:
    pupil = make_pupil(school, on_roll_from=START)
    by = senco_of(school)
    expected: dict[dt.date, str] = {}
    with acting_for(school):
        for provision, day in changes:
            try:
                if provision == "X":
                    latest = SenStatus.objects.filter(pupil=pupil).order_by("-starts_on")[0]
                    take_back_change(latest, by=by, today=TODAY)
                else:
                    change(pupil, by, provision, day)
                    expected[day] = provision
            except Refused:
                continue
        rows = list(SenStatus.objects.filter(pupil=pupil).order_by("starts_on"))
    assert rows[-1].ends_on is None
    for before, after in zip(rows, rows[1:], strict=False):
        assert before.ends_on == after.starts_on - dt.timedelta(days=1)
        assert before.provision != after.provision
    assert all(expected.get(row.starts_on, row.provision) == row.provision for row in rows)


def test_support_begun_without_telling_the_parents_is_due_after_five_school_days(school: School) -> None:
    pupil = make_pupil(school, on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        year = AcademicYear.objects.create(
            school=school, name="2026/27", starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2027, 7, 20)
        )
        for name, starts, ends in (
            ("Autumn 1", dt.date(2026, 9, 2), dt.date(2026, 10, 23)),
            ("Autumn 2", dt.date(2026, 11, 2), dt.date(2026, 12, 18)),
        ):
            Term.objects.create(school=school, year=year, name=name, starts_on=starts, ends_on=ends)
        status = change(pupil, by, "K", dt.date(2026, 10, 21))
        (due,) = Deadline.objects.open().about("sen_status", status.pk)
        assert (due.rule, due.due_on, due.owner_id) == ("sensupport.parent_notice", dt.date(2026, 11, 4), by.user.pk)
        assert "no time limit" in due.why
        record_parents_told(status, by=by, on=dt.date(2026, 11, 3), how="A call to both parents", today=TODAY)
        assert not Deadline.objects.open().about("sen_status", status.pk).exists()
        due.refresh_from_db()
        assert due.closed_by_id == by.user.pk and "Tue 3 Nov 2026" in due.closed_why


def test_telling_parents_ticked_off_in_the_deadlines_stands_on_the_register_and_opened_again_is_taken_back(
    school: School,
) -> None:
    pupil, by = make_pupil(school, on_roll_from=START), senco_of(school)
    with acting_for(school):
        status = change(pupil, by, "K", dt.date(2026, 11, 2))
        (due,) = Deadline.objects.open().about("sen_status", status.pk)
        close_deadline(due, by=by, on=dt.date(2026, 11, 18), today=TODAY)
        status.refresh_from_db()
        assert status.parents_told_on == dt.date(2026, 11, 18)
        reopen_deadline(due, by=by, today=TODAY)
        status.refresh_from_db()
        assert (status.parents_told_on, status.parents_told_how) == (None, "")
        assert Deadline.objects.get().closed_on is None


def test_parents_are_not_told_before_support_starts_by_either_way(school: School) -> None:
    pupil, by = make_pupil(school, on_roll_from=START), senco_of(school)
    with acting_for(school):
        status = change(pupil, by, "K", dt.date(2026, 11, 2))
        (due,) = Deadline.objects.open().about("sen_status", status.pk)
        with pytest.raises(CannotTick, match="born"), transaction.atomic():
            close_deadline(due, by=by, on=dt.date(1999, 11, 18), today=TODAY)
        with pytest.raises(Refused, match="born"):
            record_parents_told(status, by=by, on=dt.date(1999, 11, 18), how="", today=TODAY)
        status.refresh_from_db()
        assert status.parents_told_on is None


def test_telling_parents_of_support_that_has_ended_is_not_owed_again(school: School) -> None:
    pupil, by = make_pupil(school, on_roll_from=START), senco_of(school)
    with acting_for(school):
        status = change(pupil, by, "K", dt.date(2026, 11, 2))
        (due,) = Deadline.objects.open().about("sen_status", status.pk)
        close_deadline(due, by=by, on=TODAY, today=TODAY)
        change(pupil, by, "N", dt.date(2026, 11, 16))
        with pytest.raises(CannotTick, match="not owed"), transaction.atomic():
            reopen_deadline(due, by=by, today=TODAY)
        status.refresh_from_db()
        assert status.parents_told_on == TODAY


def test_a_change_taken_back_opens_the_date_that_it_had_closed(school: School) -> None:
    pupil, by = make_pupil(school, on_roll_from=START), senco_of(school)
    with acting_for(school):
        status = change(pupil, by, "K", dt.date(2026, 11, 2))
        (before,) = Deadline.objects.open().about("sen_status", status.pk)
        take_back_change(change(pupil, by, "N", dt.date(2026, 11, 16)), by=by, today=TODAY)
        assert Deadline.objects.get() == before and before in Deadline.objects.open()


def test_without_terms_the_notice_counts_working_days_and_says_so(school: School) -> None:
    pupil = make_pupil(school, on_roll_from=START)
    with acting_for(school):
        status = change(pupil, senco_of(school), "K", dt.date(2026, 12, 22))
        (due,) = Deadline.objects.open().about("sen_status", status.pk)
    assert due.due_on == dt.date(2026, 12, 31) and "working days" in due.why


def test_nothing_is_due_when_the_parents_know_or_support_ends(school: School) -> None:
    told, ended = make_pupil(school, on_roll_from=START), make_pupil(school, on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        change(told, by, "K", dt.date(2026, 11, 2), parents_told_on=dt.date(2026, 11, 2), parents_told_how="Met")
        change(ended, by, "K", dt.date(2026, 11, 2))
        change(ended, by, "N", dt.date(2026, 11, 9))
        assert not Deadline.objects.open().exists()


def test_taking_back_a_change_made_in_error_brings_back_what_was(school: School) -> None:
    pupil = make_pupil(school, provision="K", needs=("SLCN", "NSA"), on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        made = change(pupil, by, "N", TODAY)
        assert not SenNeed.objects.on(TODAY).filter(pupil=pupil).exists()
        take_back_change(made, by=by, today=TODAY)
        assert provision_on(pupil, TODAY) == ["K"]
        needs = SenNeed.objects.on(TODAY).filter(pupil=pupil).order_by("rank")
        assert [(need.rank, need.code) for need in needs] == [(1, "SLCN"), (2, "NSA")]
        with pytest.raises(Refused, match="nothing to go back to"):
            take_back_change(SenStatus.objects.get(pupil=pupil), by=by, today=TODAY)


def test_a_plan_ends_the_need_that_goes_with_support_only(school: School) -> None:
    pupil = make_pupil(school, provision="K", needs=("NSA", "SLCN"), on_roll_from=START)
    with acting_for(school):
        change(pupil, senco_of(school), "E", TODAY)
        needs = SenNeed.objects.on(TODAY).filter(pupil=pupil)
        assert [(need.rank, need.code) for need in needs] == [(1, "SLCN")]


def test_a_later_import_knows_what_a_hand_decided(school: School) -> None:
    pupil = make_pupil(school, on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        made = change(pupil, by, "K", dt.date(2026, 11, 2))
        kept = Correction.objects.get(pupil=pupil, field="sen_provision")
        assert (kept.value, kept.file_value) == ("K", "N")
        take_back_change(made, by=by, today=TODAY)
        assert not Correction.objects.filter(pupil=pupil, field="sen_provision").exists()


def test_only_those_who_manage_the_register_change_it(school: School) -> None:
    pupil = make_pupil(school, on_roll_from=START)
    head = member_of(make_staff(Role.HEADTEACHER, school))
    with acting_for(school), pytest.raises(PermissionDenied):
        change(pupil, head, "K", TODAY)


def ranks(pupil: Pupil, day: dt.date) -> list[tuple[int, str]]:
    rows = SenNeed.objects.on(day).filter(pupil=pupil).order_by("rank", "pk")
    return [(row.rank, row.code) for row in rows]


def test_needs_are_added_ranked_and_ended_from_a_day(school: School) -> None:
    pupil = make_pupil(school, provision="K", on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        add_need(pupil, by=by, code="SLCN", from_on=dt.date(2026, 1, 5), today=TODAY)
        hi = add_need(pupil, by=by, code="HI", from_on=dt.date(2026, 2, 2), today=TODAY, is_main=True)
        assert ranks(pupil, dt.date(2026, 2, 1)) == [(1, "SLCN")]
        assert ranks(pupil, dt.date(2026, 2, 2)) == [(1, "HI"), (2, "SLCN")]
        move_need(hi, by=by, up=False, from_on=dt.date(2026, 3, 2), today=TODAY)
        assert ranks(pupil, dt.date(2026, 3, 2)) == [(1, "SLCN"), (2, "HI")]
        main = SenNeed.objects.get(pupil=pupil, code="SLCN", ends_on=None)
        end_need(main, by=by, from_on=dt.date(2026, 4, 1), today=TODAY)
        assert ranks(pupil, dt.date(2026, 4, 1)) == [(1, "HI")]
        assert ranks(pupil, dt.date(2026, 3, 31)) == [(1, "SLCN"), (2, "HI")]


@pytest.mark.parametrize(
    ("provision", "code", "day", "words"),
    [
        ("N", "SLCN", TODAY, "had neither"),
        ("E", "NSA", TODAY, "goes with SEN support only"),
        ("K", "DS", dt.date(2025, 10, 1), "from Thu 15 Jan 2026 only"),
        ("K", "ASD", TODAY, "already recorded"),
        ("K", "XYZ", TODAY, "not one of the Department's"),
        ("K", "HI", TODAY + dt.timedelta(days=1), "Choose today or an earlier day"),
        ("K", "HI", START - dt.timedelta(days=1), "had neither"),
    ],
)
def test_a_need_that_the_census_would_refuse_is_refused_here(
    school: School, provision: str, code: str, day: dt.date, words: str
) -> None:
    pupil = make_pupil(school, provision=provision, needs=() if provision == "N" else ("ASD",), on_roll_from=START)
    with acting_for(school), pytest.raises(Refused, match=words):
        add_need(pupil, by=senco_of(school), code=code, from_on=day, today=TODAY)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "main", "up", "down", "end"]),
        st.sampled_from(["SLCN", "HI", "ASD", "MLD"]),
        st.dates(START, TODAY),
    ),
    max_size=10,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_ranks_run_from_one_without_a_tie_on_every_day(school: School, steps: list[tuple[str, str, dt.date]]) -> None:
    pupil = make_pupil(school, provision="K", on_roll_from=START)
    by = senco_of(school)
    with acting_for(school):
        for act, code, day in steps:
            need = SenNeed.objects.filter(pupil=pupil, code=code, ends_on=None).first()
            try:
                with transaction.atomic():
                    if act in ("add", "main"):
                        add_need(pupil, by=by, code=code, from_on=day, today=TODAY, is_main=act == "main")
                    elif need is not None and act == "end":
                        end_need(need, by=by, from_on=day, today=TODAY)
                    elif need is not None:
                        move_need(need, by=by, up=act == "up", from_on=day, today=TODAY)
            except Refused:
                continue
        changes = {row.starts_on for row in SenNeed.objects.filter(pupil=pupil)} | {TODAY}
        for day in changes:
            found = ranks(pupil, day)
            assert [rank for rank, _ in found] == list(range(1, len(found) + 1))
            assert len({code for _, code in found}) == len(found)


def test_the_senco_puts_a_pupil_on_the_register_from_the_page(school: School) -> None:
    pupil = make_pupil(school, surname="Ash")
    client = Client()
    client.force_login(make_staff(Role.SENCO, school))
    said = {"provision": "K", "from_on": days_from_now(-3).isoformat(), "reason": "Two cycles made no difference."}
    answer = client.post(f"/pupils/{pupil.pk}/provision/", said, follow=True)
    page = answer.content.decode()
    assert "SEN support" in page and "Two cycles made no difference." in page
    assert "Nobody has recorded that the parents were told" in page
    with acting_for(school):
        status = SenStatus.objects.get(pupil=pupil, provision="K")
    told = {"on": days_from_now(-1).isoformat(), "how": "A meeting"}
    page = client.post(f"/pupils/provision/{status.pk}/told/", told, follow=True).content.decode()
    assert "A meeting" in page and "Nobody has recorded" not in page


def test_a_refusal_stands_on_the_form_with_what_was_typed(school: School) -> None:
    pupil = make_pupil(school, provision="K")
    client = Client()
    client.force_login(make_staff(Role.SENCO, school))
    said = {"provision": "K", "from_on": days_from_now(-3).isoformat(), "reason": "Again."}
    answer = client.post(f"/pupils/{pupil.pk}/provision/", said)
    assert answer.status_code == 422
    assert "already in force" in answer.content.decode() and "Again." in answer.content.decode()
