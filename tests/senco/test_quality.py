"""Is the record good? Each check finds what is wrong and nothing else, and its number is its list's length."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Characteristic, Enrolment, Pupil, SenNeed, SenStatus
from senco.law import census_days, law
from senco.models import AccessLog, School, User
from senco.permissions import Role
from senco.reports.compliance import compliance
from senco.reports.quality import CENSUS, asked_of, checks, counted, failing
from senco.rows import acting_for
from tests.factories import (
    LONG_AGO,
    give_role,
    make_class,
    make_contact,
    make_deadline,
    make_passport,
    make_plan,
    make_pupil,
    make_result,
    make_school,
    make_staff,
    member_of,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def school() -> School:
    return make_school(has_sen_unit=False, has_resourced=False)


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school)


def found(school: School, senco: User, key: str) -> list[Pupil]:
    asked = asked_of(member_of(senco), [school.pk], TODAY)
    check = next(one for one in checks(TODAY) if one.key == key)
    with acting_for(school):
        listed = list(failing(check, asked))
        assert {one.check.key: one.count for one in counted(asked)}[key] == len(listed)
    return listed


def good_pupil(school: School, provision: str = "K") -> Pupil:
    """Of whom nothing is missing."""
    needs = ("SLCN", "SEMH") if provision in "KE" else ()
    pupil = make_pupil(school, provision=provision, needs=needs)
    make_contact(pupil, phone="01632 960001")
    if provision == "E":
        make_plan(pupil)
    make_deadline(school, owner=make_staff(Role.TEACHER, school), due_on=TODAY, pupil=pupil, rule="support.review")
    make_passport(pupil, by=make_staff(Role.SENCO, school))
    make_result(pupil, taken_on=dt.date(2026, 10, 5))
    return pupil


def ranks(pupil: Pupil, *wanted: tuple[str, int]) -> None:
    with acting_for(pupil.school_id):
        SenNeed.objects.filter(pupil=pupil).delete()
        for code, rank in wanted:
            SenNeed.objects.create(
                school_id=pupil.school_id, pupil=pupil, code=code, rank=rank, starts_on=TODAY - dt.timedelta(days=30)
            )


def place(pupil: Pupil, kind: str) -> None:
    with acting_for(pupil.school_id):
        Characteristic.objects.create(school_id=pupil.school_id, pupil=pupil, kind=kind, starts_on=LONG_AGO)


def without_status(pupil: Pupil) -> None:
    with acting_for(pupil.school_id):
        SenStatus.objects.filter(pupil=pupil).delete()


Spoil = Callable[[Pupil], Any]
SPOILED: dict[str, tuple[str, Spoil]] = {
    "2120": ("N", without_status),
    "2125": ("N", lambda pupil: ranks(pupil, ("SLCN", 1))),
    "2140": ("K", lambda pupil: ranks(pupil, ("SLCN", 1), ("SEMH", 3))),
    "2160": ("K", lambda pupil: ranks(pupil, ("SLCN", 2))),
    "tie": ("K", lambda pupil: ranks(pupil, ("SLCN", 1), ("SEMH", 1))),
    "2170": ("E", lambda pupil: ranks(pupil)),
    "2175": ("E", lambda pupil: ranks(pupil, ("NSA", 1))),
    "main-need": ("K", lambda pupil: ranks(pupil, ("SLCN", 2), ("SEMH", 3))),
}


def test_every_census_check_of_the_law_file_is_known_here_and_no_other() -> None:
    assert {one.id for one in law().census_checks} == set(CENSUS)
    assert len(CENSUS) == 15


@pytest.mark.parametrize("key", SPOILED)
def test_a_check_finds_the_pupil_who_fails_it_and_not_the_good_one(key: str, school: School, senco: User) -> None:
    provision, spoil = SPOILED[key]
    pupil = good_pupil(school, provision)
    good_pupil(school, provision)
    spoil(pupil)
    assert found(school, senco, key) == [pupil]


@pytest.mark.parametrize("provision", ["N", "K", "E"])
def test_nothing_is_wrong_with_a_good_record(provision: str, school: School, senco: User) -> None:
    good_pupil(school, provision)
    with acting_for(school):
        counts = counted(asked_of(member_of(senco), [school.pk], TODAY))
    assert [one.check.key for one in counts if one.count] == []


def test_a_need_in_a_unit_without_provision_is_data_that_the_census_refuses(school: School, senco: User) -> None:
    pupil = good_pupil(school, "N")
    place(pupil, "sen_unit")
    assert found(school, senco, "2125") == [pupil]


def test_a_type_of_need_must_be_valid_on_the_census_day(school: School, senco: User) -> None:
    pupil = good_pupil(school)
    ranks(pupil, ("BESD", 1))
    assert found(school, senco, "2170") == [pupil]


def test_the_next_spring_census_day_is_the_one_that_counts(senco: User) -> None:
    member = member_of(senco)
    assert asked_of(member, [], TODAY).census_on == census_days(2027)["spring"] == dt.date(2027, 1, 21)
    assert asked_of(member, [], dt.date(2027, 1, 21)).census_on == dt.date(2027, 1, 21)
    assert asked_of(member, [], dt.date(2027, 1, 22)).census_on == census_days(2028)["spring"]


def test_where_nobody_has_said_whether_there_is_a_unit_every_pupil_on_the_register_fails(senco: User) -> None:
    silent = make_school()
    both = make_staff(Role.SENCO, silent)
    pupil, _ = good_pupil(silent), good_pupil(silent, "N")
    assert found(silent, both, "2230") == [pupil]
    assert found(silent, both, "2250") == [pupil]
    silent.has_sen_unit = True
    silent.save()
    assert found(silent, both, "2230") == []


def test_a_special_school_is_asked_about_pupils_without_sen_and_wants_no_flags() -> None:
    special = make_school(phase="special")
    senco = make_staff(Role.SENCO, special)
    none, supported = good_pupil(special, "N"), good_pupil(special)
    place(supported, "sen_unit")
    place(supported, "resourced")
    assert found(special, senco, "2180") == [none]
    assert found(special, senco, "5049") == found(special, senco, "5050") == [supported]
    assert found(special, senco, "2230") == []


@pytest.mark.parametrize(("days", "is_old"), [(364, False), (365, False), (366, True)])
def test_no_specialist_assessment_is_stale_after_a_year(days: int, is_old: bool, school: School, senco: User) -> None:
    pupil = good_pupil(school)
    with acting_for(school):
        SenNeed.objects.filter(pupil=pupil).update(ends_on=TODAY - dt.timedelta(days=days + 1))
        since = TODAY - dt.timedelta(days=days)
        SenNeed.objects.create(school=school, pupil=pupil, code="NSA", rank=1, starts_on=since)
    assert found(school, senco, "nsa") == ([pupil] if is_old else [])


def test_a_plan_a_review_date_and_somebody_to_call_are_missed(school: School, senco: User) -> None:
    bare = make_pupil(school, provision="E", needs=("ASD",))
    make_contact(bare, phone="", email="", address="2 Mill Lane")
    good_pupil(school, "E")
    make_pupil(school, provision="N")
    for key in ("plan", "review", "contact", "result", "passport"):
        assert found(school, senco, key) == [bare], key


def test_a_plan_in_force_of_which_the_register_does_not_know_is_found(school: School, senco: User) -> None:
    supported, none = good_pupil(school), good_pupil(school, "N")
    make_plan(supported)
    make_plan(none)
    make_plan(good_pupil(school), kind="support_plan")
    make_plan(good_pupil(school), ceased_on=TODAY)
    good_pupil(school, "E")
    assert set(found(school, senco, "register")) == {supported, none}


def test_a_missing_review_date_is_set_in_the_form_its_row_opens(client: Client, school: School, senco: User) -> None:
    bare = make_pupil(school, provision="K", needs=("ASD",))
    client.force_login(senco)
    listed = client.get(reverse("quality-check", args=["review"])).content.decode()
    form = f"{reverse('provision:placement-new')}?pupil={bare.pk}"
    assert f'href="{form}"' in listed
    assert 'name="review_on"' in client.get(form).content.decode()


@pytest.mark.parametrize(("taken_on", "is_missing"), [("2026-08-31", True), ("2026-09-01", False)])
def test_a_result_of_last_school_year_is_none_of_this(
    taken_on: str, is_missing: bool, school: School, senco: User
) -> None:
    pupil = make_pupil(school, provision="K", needs=("SLCN",))
    make_result(pupil, taken_on=dt.date.fromisoformat(taken_on))
    assert found(school, senco, "result") == ([pupil] if is_missing else [])


def test_leavers_and_other_schools_pupils_are_not_counted(school: School, senco: User) -> None:
    gone = make_pupil(school, provision="K")
    make_pupil(make_school(), provision="K")
    with acting_for(school):
        Enrolment.objects.filter(pupil=gone).update(ends_on=TODAY - dt.timedelta(days=1))
    assert found(school, senco, "2170") == []


def test_what_governors_are_told_of_the_census_is_the_sum_of_these_lists(school: School, senco: User) -> None:
    """Every check of every kind, by the one set of questions; a pupil who fails two stands for two."""
    for provision, spoil in SPOILED.values():
        spoil(good_pupil(school, provision))
    place(good_pupil(school, "N"), "sen_unit")
    for provision in "NKE" * 12:
        make_pupil(school, provision=provision, needs=() if provision == "N" else ("SLCN",))
    with acting_for(school):
        found = compliance([school.pk], TODAY)[0]
        counts = {one.check.key: one.count for one in counted(asked_of(member_of(senco), [school.pk], TODAY))}
    refused = ("2120", "2125", "2140", "2160", "tie", "2170", "2175", "5049", "5050")
    total = sum(counts[key] for key in refused)
    assert counts["2125"] == 2 and counts["2140"] == 2 and total > 8
    (census,) = (one.answer.words for one in found.checks if one.check.id == "G23")
    assert census.startswith(f"Entries that the census would refuse: {total}.")


def test_flags_that_a_special_school_must_not_send_stand_against_it_before_its_governors() -> None:
    special = make_school(phase="special")
    pupils = [good_pupil(special) for _ in range(8)]
    place(pupils[0], "sen_unit")
    place(pupils[1], "resourced")
    with acting_for(special):
        (census,) = (one for one in compliance([special.pk], TODAY)[0].checks if one.check.id == "G23")
    assert census.answer.met is False


def test_of_two_schools_in_view_the_record_of_one_can_be_looked_at(client: Client, school: School, senco: User) -> None:
    other = make_school("Birch", has_sen_unit=False, has_resourced=False)
    give_role(senco, Role.SENCO, other)
    make_pupil(school, surname="Here", provision="K")
    make_pupil(other, surname="There", provision="K")
    client.force_login(senco)
    page = client.get(reverse("quality"), {"school": other.pk})
    assert page.context["refused"] == 1 and client.get(reverse("quality")).context["refused"] == 2
    url = f"{reverse('quality-check', args=['2170'])}?school={other.pk}"
    assert url in page.content.decode()
    listed = client.get(url).content.decode()
    assert "There" in listed and "Here" not in listed
    assert f'href="/reports/record/?school={other.pk}"' in listed


def test_what_the_school_has_not_said_is_asked_once_and_not_counted_as_entries(client: Client) -> None:
    silent = make_school()
    good_pupil(silent)
    client.force_login(make_staff(Role.SENCO, silent))
    page = client.get(reverse("quality"))
    assert page.context["refused"] == 0
    assert "has not yet said whether it has a SEN unit" in page.content.decode()


def test_the_page_answers_first_and_opens_each_list(client: Client, school: School, senco: User) -> None:
    group = make_class(school, "5M")
    pupil = make_pupil(school, surname="Tarrant", provision="K", group=group)
    client.force_login(senco)
    page = client.get(reverse("quality")).content.decode()
    assert "The census would refuse one entry." in page
    assert reverse("quality-check", args=["2170"]) in page
    listed = client.get(reverse("quality-check", args=["2170"])).content.decode()
    assert "Tarrant" in listed and "5M" in listed
    assert reverse("pupils:need-add", args=[pupil.pk]) in listed


def test_the_headteacher_sees_what_is_missing_and_whose_it_is_to_mend(client: Client, school: School) -> None:
    make_pupil(school, surname="Tarrant", provision="K")
    client.force_login(make_staff(Role.HEADTEACHER, school))
    listed = client.get(reverse("quality-check", args=["2170"])).content.decode()
    assert "Tarrant" in listed and "The SENCO&#x27;s to mend" in listed.replace("'", "&#x27;")


def test_a_list_taken_out_is_written_in_the_access_log(client: Client, school: School, senco: User) -> None:
    pupil = make_pupil(school, surname="Tarrant", provision="K")
    client.force_login(senco)
    sheet = client.get(reverse("quality-check", args=["2170"]), {"format": "csv"}).content.decode()
    assert "Tarrant" in sheet and "SEN support" in sheet
    with acting_for(school):
        assert AccessLog.objects.filter(pupil_id=pupil.pk, action="export").count() == 1


@pytest.mark.parametrize("key", ["2115", "2130", "2166", "none-such"])
def test_a_check_that_cannot_fail_has_no_list(key: str, client: Client, senco: User) -> None:
    client.force_login(senco)
    assert client.get(reverse("quality-check", args=[key])).status_code == 404


def test_the_school_says_in_its_settings_whether_it_has_a_unit(client: Client, senco: User) -> None:
    silent = make_school()
    user = make_staff(Role.SENCO, silent)
    client.force_login(user)
    url = reverse("settings-school", args=[silent.pk])
    details = {"name": silent.name, "phase": "primary", "local_authority": "Exampleshire", "laestab": silent.laestab}
    assert client.post(url, {**details, "has_sen_unit": "false", "has_resourced": "true"}).status_code == 302
    silent.refresh_from_db()
    assert (silent.has_sen_unit, silent.has_resourced) == (False, True)
