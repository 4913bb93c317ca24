"""Recording sessions: one tap, other minutes, or not given and why; and what is still to record."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from provision.actions.deliveries import DeliveryRefused, record_given, record_group, record_not_given, take_back
from provision.given import SchoolWeek, given_last_week, with_given
from provision.models import Delivery, DeliveryPupil
from provision.sessions import giving_day
from pupils.models import GroupStaff
from senco.models import AcademicYear, Term, calendar_of
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    make_class,
    make_delivery,
    make_placement,
    make_pupil,
    make_school,
    make_staff,
    member_of,
)

FRIDAY = dt.date(2026, 11, 20)
START = dt.date(2026, 9, 7)


class World:
    def __init__(self) -> None:
        self.school = make_school()
        self.senco = make_staff(Role.SENCO, self.school)
        self.ta = make_staff(Role.TEACHING_ASSISTANT, self.school)
        self.member = member_of(self.ta)
        self.mine = make_class(self.school, "5M", taught_by=(self.ta,))
        self.pupil = make_pupil(self.school, group=self.mine)
        self.other = make_pupil(self.school, forename="Zofia", surname="Elsewhere")
        self.fixed = make_placement(
            self.pupil, self.other, starts_on=START, weekdays="135", times=3, minutes=30, given_by=self.ta
        )
        self.loose = make_placement(self.pupil, starts_on=START, times=2, minutes=20, given_by=self.ta)
        with acting_for(self.school):
            year = AcademicYear.objects.create(
                school=self.school, name="2026/27", starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2027, 7, 20)
            )
            Term.objects.create(
                school=self.school,
                year=year,
                name="Autumn",
                starts_on=dt.date(2026, 9, 2),
                ends_on=dt.date(2026, 12, 18),
            )

    def give(self, on: dt.date, **fields) -> Delivery:
        return make_delivery(self.fixed, on=on, by=self.ta, **fields)


@pytest.fixture
def world(db):
    world = World()
    with acting_for(world.school):
        yield world


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_day_shows_fixed_sessions_what_fits_in_and_what_the_week_left_unrecorded(world) -> None:
    world.give(dt.date(2026, 11, 18))
    day = giving_day(world.member, FRIDAY)
    assert [session.placement for session in day.fixed] == [world.fixed]
    assert [session.placement for session in day.loose] == [world.loose]
    assert [session.on for session in day.gaps] == [dt.date(2026, 11, 13), dt.date(2026, 11, 16)]


def test_an_assistant_sees_who_comes_to_their_group_even_from_other_classes(world) -> None:
    names = {row.pupil.name for row in giving_day(world.member, FRIDAY).fixed[0].pupils}
    assert names == {world.pupil.name, world.other.name}


def test_a_closed_day_and_somebody_elses_sessions_are_not_on_the_day(world) -> None:
    assert giving_day(world.member, dt.date(2026, 11, 21)).fixed == []
    assert not giving_day(world.member, dt.date(2026, 11, 21)).is_school_day
    nobody = giving_day(member_of(world.senco), FRIDAY)
    assert (nobody.fixed, nobody.loose, nobody.gaps) == ([], [], [])


def test_what_fits_in_says_how_often_it_was_given_since_monday(world) -> None:
    for day in (16, 17):
        make_delivery(world.loose, on=dt.date(2026, 11, day), by=world.ta)
    session = giving_day(world.member, FRIDAY).loose[0]
    assert session.this_week == 2 and session.is_done_for_the_week


def test_a_day_to_come_is_refused(world) -> None:
    with pytest.raises(DeliveryRefused, match="still to come"):
        record_given(world.fixed, on=dt.date(2026, 11, 23), minutes=30, by=world.member, today=FRIDAY)
    assert not Delivery.objects.exists()


def test_a_day_outside_its_dates_and_minutes_beyond_reason_are_refused(world) -> None:
    with pytest.raises(DeliveryRefused, match="does not run"):
        record_given(world.fixed, on=dt.date(2026, 9, 4), minutes=30, by=world.member, today=FRIDAY)
    for minutes in (0, 601):
        with pytest.raises(DeliveryRefused, match="between"):
            record_given(world.fixed, on=FRIDAY, minutes=minutes, by=world.member, today=FRIDAY)


def test_not_given_needs_a_reason_and_another_reason_needs_words(world) -> None:
    with pytest.raises(DeliveryRefused, match="why"):
        record_not_given(world.fixed, on=FRIDAY, why_not="", by=world.member, today=FRIDAY)
    with pytest.raises(DeliveryRefused, match="few words"):
        record_not_given(world.fixed, on=FRIDAY, why_not="other", by=world.member, today=FRIDAY)
    kept = record_not_given(world.fixed, on=FRIDAY, why_not="covering", by=world.member, today=FRIDAY)
    assert (kept.minutes, kept.why_not) == (0, "covering")


def test_two_taps_are_one_record_and_the_last_word_counts(world) -> None:
    record_given(world.fixed, on=FRIDAY, minutes=30, by=world.member, today=FRIDAY)
    record_given(world.fixed, on=FRIDAY, minutes=20, by=world.member, today=FRIDAY)
    assert Delivery.objects.get().minutes == 20
    assert take_back(world.fixed, on=FRIDAY, by=world.member) is True
    assert take_back(world.fixed, on=FRIDAY, by=world.member) is False


# Through the page


def test_one_tap_records_and_answers_with_the_row_and_an_undo(world, today) -> None:
    client, on = client_of(world.ta), f"{today:%Y-%m-%d}"
    url = reverse("provision:delivery", args=[world.loose.pk, on])
    answer = client.post(url, {"minutes": "20", "back": "day"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert (
        answer.status_code == 200
        and "given, 20 min" in page
        and reverse("provision:delivery-undo", args=[world.loose.pk, on]) in page
    )
    client.post(reverse("provision:delivery-undo", args=[world.loose.pk, on]), headers={"HX-Request": "true"})
    assert not Delivery.objects.exists()


def test_without_script_it_goes_back_to_the_day_with_an_undo(world, today) -> None:
    earlier = today - dt.timedelta(days=2)
    url = reverse("provision:delivery", args=[world.loose.pk, f"{earlier:%Y-%m-%d}"])
    answer = client_of(world.ta).post(url, {"why_not": "pupil_absent", "back": "day"}, follow=True)
    assert answer.redirect_chain[0][0] == f"{reverse('provision:day')}?on={earlier:%Y-%m-%d}"
    page = answer.content.decode()
    assert "not given: pupil absent" in page and "Undo" in page


def test_a_day_to_come_says_so_in_the_row(world, today) -> None:
    url = reverse("provision:delivery", args=[world.loose.pk, f"{today + dt.timedelta(days=3):%Y-%m-%d}"])
    answer = client_of(world.ta).post(url, {"minutes": "20"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "still to come" in answer.content.decode()
    assert client_of(world.ta).post(url.replace("/days/", "/days/x"), {"minutes": "20"}).status_code == 404


def test_the_page_of_a_day_to_come_is_today(world, today) -> None:
    answer = client_of(world.ta).get(reverse("provision:day"), {"on": f"{today + dt.timedelta(days=9):%Y-%m-%d}"})
    assert answer.context["on"] == today


# Who records


def menu_of(client: Client) -> str:
    return client.get(reverse("provision:interventions")).content.decode()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PASTORAL_LEAD, Role.HEADTEACHER])
def test_whoever_is_named_as_giving_it_records_it_and_nothing_else(world, today, role) -> None:
    giver = make_staff(role, world.school)
    if role == Role.TEACHER:
        make_class(world.school, "5T", taught_by=(giver,))
    theirs = make_placement(world.other, starts_on=START, given_by=giver, minutes=25)
    client, on = client_of(giver), f"{today:%Y-%m-%d}"
    page = client.get(reverse("provision:day")).content.decode()
    assert "Given, 25 min" in page and "Given, 20 min" not in page
    assert "My sessions" in menu_of(client)
    client.post(reverse("provision:delivery", args=[theirs.pk, on]), {"minutes": "25"})
    assert Delivery.objects.get().recorded_by_id == giver.pk
    assert client.post(reverse("provision:delivery", args=[world.loose.pk, on]), {"minutes": "20"}).status_code in (
        403,
        404,
    )
    client.post(reverse("provision:delivery-undo", args=[theirs.pk, on]))
    assert not Delivery.objects.exists()


def test_a_teacher_who_is_named_nowhere_has_no_menu_of_sessions_and_no_button(world) -> None:
    teacher = make_staff(Role.TEACHER, world.school)
    make_class(world.school, "5T", taught_by=(teacher,))
    client = client_of(teacher)
    assert "My sessions" not in menu_of(client)
    assert "My day" not in client.get("/").content.decode()


def test_a_teacher_who_sees_a_placement_and_does_not_give_it_finds_no_button_there(world) -> None:
    teacher = make_staff(Role.TEACHER, world.school)
    make_class(world.school, "5T", taught_by=(teacher,))
    with acting_for(world.school):
        GroupStaff.objects.create(school=world.school, group=world.mine, user=teacher, starts_on=START)
    page = client_of(teacher).get(reverse("provision:placement", args=[world.loose.pk])).content.decode()
    assert "Given, 20 min" not in page
    world.loose.given_by = teacher
    world.loose.save()
    page = client_of(teacher).get(reverse("provision:placement", args=[world.loose.pk])).content.decode()
    assert "Given, 20 min" in page


def test_who_gives_something_finds_their_day_on_the_first_page(world) -> None:
    teacher = make_staff(Role.TEACHER, world.school)
    make_placement(world.other, starts_on=START, given_by=teacher)
    assert "Sessions today" in client_of(teacher).get("/").content.decode()


# A group, of whom not all were there


def record_who(world, others, *, on=FRIDAY, minutes=30):
    return record_group(world.fixed, on=on, minutes=minutes, others=others, by=world.member, today=FRIDAY)


def test_one_absent_pupil_of_a_group_is_recorded_alone_and_another_for_less_time(world) -> None:
    record_who(world, {world.other.pk: (0, "absent"), world.pupil.pk: (20, "")})
    kept = {row.pupil_id: (row.minutes, row.why_not) for row in DeliveryPupil.objects.all()}
    assert Delivery.objects.get().minutes == 30
    assert kept == {world.other.pk: (0, "absent"), world.pupil.pk: (20, "")}


def test_recording_it_again_or_taking_it_back_leaves_nothing_of_who_was_there(world) -> None:
    record_who(world, {world.other.pk: (0, "absent")})
    record_given(world.fixed, on=FRIDAY, minutes=30, by=world.member, today=FRIDAY)
    assert not DeliveryPupil.objects.exists()
    record_who(world, {world.other.pk: (0, "absent")})
    assert take_back(world.fixed, on=FRIDAY, by=world.member)
    assert not DeliveryPupil.objects.exists()


def test_a_pupil_outside_the_group_no_reason_and_a_group_wholly_absent_are_refused(world) -> None:
    stranger = make_pupil(make_school())
    for others, said in (
        ({stranger.pk: (0, "absent")}, "Open the page again"),
        ({world.other.pk: (0, "")}, "Say why"),
        ({world.other.pk: (601, "")}, "between"),
        ({world.other.pk: (0, "absent"), world.pupil.pk: (0, "elsewhere")}, "not given instead"),
    ):
        with pytest.raises(DeliveryRefused, match=said):
            record_who(world, others)
    assert not Delivery.objects.exists()


def test_what_was_given_counts_for_each_pupil_of_a_group(world, today) -> None:
    for day in (9, 11, 13):
        record_who(world, {world.other.pk: (0, "absent")} if day < 13 else {}, on=dt.date(2026, 11, day))
    rows = list(world.fixed.pupil_rows.select_related("placement"))
    given = with_given(rows, {world.school.pk: calendar_of(world.school)}, FRIDAY)
    assert {row.pupil_id: given[row.pk].given for row in rows} == {world.pupil.pk: 3, world.other.pk: 1}


def test_a_pupil_who_joined_late_or_left_counts_only_from_then_until_then(world) -> None:
    for day in (2, 9, 16):
        world.give(dt.date(2026, 11, day))
    world.fixed.pupil_rows.filter(pupil=world.other).update(
        starts_on=dt.date(2026, 11, 9), ends_on=dt.date(2026, 11, 10)
    )
    rows = list(world.fixed.pupil_rows.filter(pupil=world.other).select_related("placement"))
    given = with_given(rows, {world.school.pk: calendar_of(world.school)}, FRIDAY)[rows[0].pk]
    assert (given.given, given.planned) == (1, 1)


def test_the_page_records_who_was_there_and_says_it_on_the_day_and_on_the_placement(world, today) -> None:
    client, on = client_of(world.ta), f"{today:%Y-%m-%d}"
    group = make_placement(world.pupil, world.other, starts_on=START, times=2, minutes=30, given_by=world.ta)
    who = {"minutes": "30", f"was_{world.pupil.pk}": "", f"min_{world.pupil.pk}": "20"}
    who |= {f"was_{world.other.pk}": "unwilling", f"min_{world.other.pk}": ""}
    assert f"was_{world.other.pk}" in client.get(reverse("provision:day")).content.decode()
    answer = client.post(
        reverse("provision:delivery", args=[group.pk, on]), who, headers={"HX-Request": "true"}
    ).content.decode()
    assert f"{world.other.name}: would not come" in answer and f"{world.pupil.name}: 20 min" in answer
    page = client.get(reverse("provision:placement", args=[group.pk])).content.decode()
    assert f"{world.other.name}: would not come" in page
    refused = client.post(
        reverse("provision:delivery", args=[group.pk, on]), {"minutes": "30", f"was_{world.other.pk}": "nonsense"}
    )
    assert refused.status_code == 422 and DeliveryPupil.objects.count() == 2


# What was typed stays


def refused(world, today, typed, *, script: bool, back: str = "day", **fields):
    """The page, or the row of it, that answers a form which cannot be recorded; read as it stands."""
    group = make_placement(world.pupil, world.other, starts_on=START, times=2, given_by=world.ta, **fields)
    url = reverse("provision:delivery", args=[group.pk, f"{today:%Y-%m-%d}"])
    headers = {"HX-Request": "true"} if script else {}
    answer = client_of(world.ta).post(url, {"back": back, **typed}, headers=headers)
    assert answer.status_code == 422 and not Delivery.objects.exists()
    page = answer.content.decode()
    assert ("<html" in page) is not script
    return page.split(f'id="session-{group.pk}-', 1)[1].split('<li id="session-')[0]


def of_both(world, name, value, other=None) -> dict[str, str]:
    return {f"{name}_{world.pupil.pk}": value, f"{name}_{world.other.pk}": value if other is None else other}


@pytest.mark.parametrize(("script", "back"), [(True, "day"), (False, "day"), (False, "placement")])
def test_of_a_group_wholly_absent_every_choice_stays(world, today, script, back) -> None:
    typed = {"minutes": "25", **of_both(world, "was", "absent", "unwilling")}
    row = refused(world, today, typed, script=script, back=back, minutes=30)
    assert "None of them was there" in row.split("who-was-there")[0].split("Minutes for most")[1]
    assert 'value="25"' in row and "<details" in row and " open>" in row
    assert row.count('<option value="absent" selected>') == 1 == row.count('<option value="unwilling" selected>')


def test_each_wrong_number_is_said_at_its_field_and_nothing_is_wiped(world, today) -> None:
    typed = {"minutes": "-3", **of_both(world, "min", "700", ""), **of_both(world, "was", "", "absent")}
    row = refused(world, today, typed, script=True)
    assert 'value="-3"' in row and 'value="700"' in row and '<option value="absent" selected>' in row
    assert row.count("lasted a minute or more") == 1 == row.count("600 minutes at most")
    assert row.index("lasted a minute or more") < row.index("who-was-there") < row.index("600 minutes at most")


@pytest.mark.parametrize("script", [True, False])
def test_words_without_a_reason_and_a_reason_without_words_both_stay(world, today, script) -> None:
    words = refused(world, today, {"why_not": "", "note": "Fire drill"}, script=script)
    assert 'value="Fire drill"' in words and "Choose why it was not given." in words
    reason = refused(world, today, {"why_not": "other", "note": ""}, script=script)
    assert '<option value="other" selected>' in reason and "Say in a few words" in reason


def test_a_gap_of_an_earlier_day_is_refused_on_the_page_that_it_stood_on(world, today) -> None:
    gap = next(session for session in giving_day(world.member, today).gaps)
    url = reverse("provision:delivery", args=[gap.placement.pk, f"{gap.on:%Y-%m-%d}"])
    answer = client_of(world.ta).post(url, {"minutes": "0", "back": "day", "shown_on": f"{today:%Y-%m-%d}"})
    assert answer.context["on"] == today and [one.on for one in answer.context["giving"].gaps if one.form] == [gap.on]


# Given of planned


def test_given_of_planned_looks_back_six_weeks_to_yesterday(world) -> None:
    world.give(FRIDAY)
    for day in (2, 4, 6):
        world.give(dt.date(2026, 11, day))
    world.give(dt.date(2026, 11, 9), minutes=0, why_not="event")
    world.give(dt.date(2026, 9, 9))
    (row, _) = world.fixed.pupil_rows.select_related("placement").order_by("pk")
    found = with_given([row], {world.school.pk: calendar_of(world.school)}, FRIDAY)[row.pk]
    assert (found.given, found.planned, found.first) == (3, 18, dt.date(2026, 10, 9))
    assert found.state == "late"


def test_given_of_planned_is_unknown_without_times_and_nothing_before_the_first_day(world) -> None:
    without = make_placement(world.pupil, starts_on=START, times=None)
    new = make_placement(world.pupil, starts_on=FRIDAY)
    rows = {one: one.pupil_rows.select_related("placement").get() for one in (without, new)}
    found = with_given(rows.values(), {world.school.pk: calendar_of(world.school)}, FRIDAY)
    assert found[rows[without].pk].planned is None and found[rows[without].pk].state == ""
    assert found[rows[new].pk].is_new


def test_last_week_of_a_school_counts_minutes_given_and_planned(world, django_assert_num_queries) -> None:
    world.give(dt.date(2026, 11, 9))
    world.give(dt.date(2026, 11, 11), minutes=25)
    world.give(dt.date(2026, 11, 16))
    make_placement(world.pupil, starts_on=START, times=None)
    monday = dt.date(2026, 11, 16)
    senco = member_of(world.senco)
    with django_assert_num_queries(2):
        assert given_last_week(senco, monday) == {
            world.school.pk: SchoolWeek(given=55, planned=3 * 30 + 2 * 20, unknown=1)
        }


def test_last_week_is_not_known_where_no_terms_are_entered(db) -> None:
    school = make_school()
    senco = member_of(make_staff(Role.SENCO, school))
    make_placement(make_pupil(school))
    with acting_for(school):
        assert given_last_week(senco, FRIDAY)[school.pk].planned is None


def test_the_pupils_page_shows_what_was_given_and_money_only_to_those_who_may_see_it(world) -> None:
    url = reverse("provision:pupil-provision", args=[world.pupil.pk])
    world.fixed.hourly_cost = 20
    world.fixed.save()
    assert "£15 a week" in client_of(world.senco).get(url).content.decode()
    assert "£" not in client_of(world.ta).get(url).content.decode()
