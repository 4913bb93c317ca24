"""Many pupils at once: looked at first, done together or not at all, taken back together."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pupils.actions.bulk import give_key_adult, look_at_years, move_up, next_year, take_back
from pupils.actions.corrections import Refused
from pupils.models import BulkAct, Correction, KeyAdult, Pupil, YearGroup
from senco.law import nc_years
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_class, make_pupil, make_school, make_staff, member_of

pytestmark = pytest.mark.django_db
SEPTEMBER = dt.date(2026, 9, 1)


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school)


def years(pupil: Pupil) -> list[tuple[str, dt.date | None]]:
    with acting_for(pupil.school_id):
        return list(YearGroup.objects.filter(pupil=pupil).order_by("starts_on").values_list("code", "ends_on"))


@given(st.sampled_from([year.code for year in nc_years()]))
def test_the_year_after_is_the_next_in_the_laws_order_and_never_the_same(code: str) -> None:
    order = [year.code for year in nc_years()]
    after = next_year(code)
    assert after == "" or order.index(after) == order.index(code) + 1
    assert after not in ("X", "M")


def test_reception_moves_to_year_1_and_the_oldest_stay() -> None:
    assert next_year("R") == "1"
    assert next_year("14") == next_year("X") == next_year("M") == ""


def test_a_whole_year_moves_up_and_the_former_years_keep_their_days(school: School, senco: User) -> None:
    five, reception = make_pupil(school, year="5"), make_pupil(school, year="R")
    with acting_for(school):
        _, count = move_up([five, reception], by=member_of(senco), from_on=SEPTEMBER)
    assert count == 2
    assert years(five) == [("5", dt.date(2026, 8, 31)), ("6", None)]
    assert years(reception) == [("R", dt.date(2026, 8, 31)), ("1", None)]


def test_a_year_set_so_is_not_undone_by_a_later_file(school: School, senco: User) -> None:
    pupil = make_pupil(school, year="5")
    with acting_for(school):
        key, _ = move_up([pupil], by=member_of(senco), from_on=SEPTEMBER)
        kept = Correction.objects.get(pupil=pupil, field="year_group")
        assert (kept.value, kept.file_value) == ("6", "5")
        take_back(key, by=member_of(senco))
        assert not Correction.objects.filter(pupil=pupil).exists()


def test_who_cannot_move_is_said_beforehand_and_stays(school: School, senco: User) -> None:
    last, moved = make_pupil(school, year="14"), make_pupil(school, year="5")
    just_now = make_pupil(school, year="3", on_roll_from=SEPTEMBER)
    with acting_for(school):
        steps = look_at_years([last, moved, just_now], SEPTEMBER)
        assert [bool(step.problem) for step in steps] == [True, False, True]
        _, count = move_up([last, moved, just_now], by=member_of(senco), from_on=SEPTEMBER)
    assert count == 1
    assert years(last) == [("14", None)] and years(just_now) == [("3", None)]


def test_an_act_is_taken_back_as_a_whole_and_once(school: School, senco: User) -> None:
    pupils = [make_pupil(school, year="5"), make_pupil(school, year="4")]
    with acting_for(school):
        key, _ = move_up(pupils, by=member_of(senco), from_on=SEPTEMBER)
        assert take_back(key, by=member_of(senco)) == 2
        assert take_back(key, by=member_of(senco)) == 0
    assert years(pupils[0]) == [("5", None)] and years(pupils[1]) == [("4", None)]


def test_after_a_change_since_nothing_is_taken_back(school: School, senco: User) -> None:
    pupils = [make_pupil(school, year="5"), make_pupil(school, year="4")]
    with acting_for(school):
        key, _ = move_up(pupils, by=member_of(senco), from_on=SEPTEMBER)
        YearGroup.objects.filter(pupil=pupils[0], ends_on=None).update(ends_on=dt.date(2026, 10, 1))
        with pytest.raises(Refused, match="changed since"):
            take_back(key, by=member_of(senco))
    assert years(pupils[1])[-1] == ("5", None)


def test_an_act_is_taken_back_by_whoever_did_it_only(school: School, senco: User) -> None:
    pupil = make_pupil(school, year="5")
    with acting_for(school):
        key, _ = move_up([pupil], by=member_of(senco), from_on=SEPTEMBER)
        assert take_back(key, by=member_of(make_staff(Role.OFFICE, school))) == 0
    assert years(pupil)[-1] == ("6", None)


def test_a_pupil_of_a_school_where_one_may_not_edit_is_refused(school: School, senco: User) -> None:
    other = make_school()
    with acting_for(school, other), pytest.raises(PermissionDenied):
        move_up([make_pupil(other)], by=member_of(senco), from_on=SEPTEMBER)


def test_a_key_adult_follows_the_former_one_and_can_be_taken_back(school: School, senco: User) -> None:
    karen, tom = make_staff(Role.TEACHING_ASSISTANT, school), make_staff(Role.TEACHER, school)
    pupil, by, today = make_pupil(school), member_of(senco), timezone.localdate()
    with acting_for(school):
        give_key_adult([pupil], by=by, adult=karen, from_on=dt.date(2026, 1, 5), today=today)
        key, _ = give_key_adult([pupil], by=by, adult=tom, from_on=SEPTEMBER, today=today)
        assert list(KeyAdult.objects.filter(pupil=pupil).values_list("adult", "ends_on").order_by("starts_on")) == [
            (karen.pk, dt.date(2026, 8, 31)),
            (tom.pk, None),
        ]
        take_back(key, by=by)
        assert KeyAdult.objects.get(pupil=pupil).adult == karen


def test_a_key_adult_works_with_children_at_the_school(school: School, senco: User) -> None:
    stranger = make_staff(Role.TEACHER, make_school())
    governor = make_staff(Role.GOVERNOR, school)
    for adult in (stranger, governor):
        with acting_for(school), pytest.raises(Refused, match="does not work"):
            give_key_adult(
                [make_pupil(school)], by=member_of(senco), adult=adult, from_on=SEPTEMBER, today=timezone.localdate()
            )


def test_an_act_over_two_schools_has_a_row_at_each_and_is_one(school: School, senco: User) -> None:
    from tests.factories import give_role

    other = make_school()
    give_role(senco, Role.SENCO, other)
    pupils = [make_pupil(school, year="5"), make_pupil(other, year="5")]
    with acting_for(school, other):
        key, count = move_up(pupils, by=member_of(senco), from_on=SEPTEMBER)
        assert count == 2 and BulkAct.objects.filter(key=key).count() == 2
        assert take_back(key, by=member_of(senco)) == 2


def test_the_page_shows_what_would_change_and_does_it_on_yes(client: Client, school: School, senco: User) -> None:
    group = make_class(school, "5M")
    pupil = make_pupil(school, surname="Tarrant", year="5", group=group)
    client.force_login(senco)
    url = f"{reverse('pupils:bulk-year')}?ids={pupil.pk}"
    page = client.get(url)
    assert "Tarrant" in page.content.decode() and "Year 6" in page.content.decode()
    assert years(pupil) == [("5", None)]
    sent = {"from_on": page.context["form"].initial["from_on"].isoformat(), "seen": page.context["mark"], "do": "1"}
    answer = client.post(url, sent, follow=True)
    assert "1 pupil moved up a year." in answer.content.decode()
    assert years(pupil)[-1] == ("6", None)
    undo = answer.content.decode().split("/pupils/together/")[1].split("/")[0]
    client.post(reverse("pupils:bulk-undo", args=[uuid.UUID(undo)]))
    assert years(pupil) == [("5", None)]


def test_what_nobody_saw_is_not_done(client: Client, school: School, senco: User) -> None:
    pupil = make_pupil(school, year="5")
    client.force_login(senco)
    url = f"{reverse('pupils:bulk-year')}?ids={pupil.pk}"
    answer = client.post(url, {"from_on": "2026-09-01", "seen": "another", "do": "1"})
    assert answer.status_code == 422 and "look at it, then confirm" in answer.content.decode()
    assert years(pupil) == [("5", None)]


def test_a_whole_year_group_is_chosen_without_ticking(client: Client, school: School, senco: User) -> None:
    make_pupil(school, surname="Five", year="5")
    make_pupil(school, surname="Four", year="4")
    client.force_login(senco)
    page = client.get(reverse("pupils:bulk-adult"), {"year": "5"}).content.decode()
    assert "Five" in page and "Four" not in page


def test_a_pupil_of_another_school_is_not_in_the_act(client: Client, school: School, senco: User) -> None:
    stranger = make_pupil(make_school(), surname="Stranger", year="5")
    client.force_login(senco)
    assert "Stranger" not in client.get(reverse("pupils:bulk-year"), {"ids": stranger.pk}).content.decode()
