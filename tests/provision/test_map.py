"""The provision map: who gets what, sums of what is shown, and who sees which of it."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from senco.models import AccessLog
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    give_role,
    make_class,
    make_intervention,
    make_placement,
    make_pupil,
    make_school,
    make_staff,
)

MAP = "/provision/"


class World:
    def __init__(self) -> None:
        self.school = make_school()
        self.senco = make_staff(Role.SENCO, self.school)
        self.head = make_staff(Role.HEADTEACHER, self.school)
        self.teacher = make_staff(Role.TEACHER, self.school)
        self.ta = make_staff(Role.TEACHING_ASSISTANT, self.school, name="Kim Bell")
        self.mine = make_class(self.school, "5M", taught_by=(self.teacher, self.ta))
        self.theirs = make_class(self.school, "3B")
        self.ann = make_pupil(
            self.school, forename="Ann", surname="Able", provision="E", needs=("SLCN",), group=self.mine
        )
        self.bob = make_pupil(self.school, forename="Bob", surname="Baker", provision="K", group=self.mine)
        self.cat = make_pupil(self.school, forename="Cat", surname="Cole", provision="K", year="3", group=self.theirs)
        self.dan = make_pupil(self.school, forename="Dan", surname="Drew", provision="K", year="3", group=self.theirs)
        self.talk = make_intervention(self.school, "Talk Boost", places=4)
        self.lego = make_intervention(self.school, "Lego therapy")
        self.group = make_placement(
            self.ann, self.bob, self.cat, intervention=self.talk, group_name="Red group", minutes=30, times=3,
            weekdays="135", given_by=self.ta, hourly_cost=Decimal(20),
        )  # fmt: skip
        self.alone = make_placement(
            self.ann, intervention=self.lego, minutes=45, times=Decimal("0.5"), given_by_name="R. Dunn",
            hourly_cost=Decimal(40),
        )  # fmt: skip


@pytest.fixture
def world(db) -> World:
    return World()


def seen(user, **query):
    client = Client()
    client.force_login(user)
    response = client.get(MAP, query)
    assert response.status_code == 200
    return response


def pupils(response) -> list[str]:
    return [pupil.forename for pupil, _ in response.context["rows"]]


def test_a_groups_session_counts_once_and_each_pupil_has_a_share_to_the_penny(world) -> None:
    response = seen(world.senco)
    totals = response.context["totals"]
    assert (totals.pupils, totals.placements) == (3, 2)
    assert totals.minutes == Decimal("112.5")
    assert totals.cost == Decimal("45.00")
    lines = {pupil.forename: found for pupil, found in response.context["rows"]}
    assert [lines[name].cost_a_week for name in ("Ann", "Bob", "Cat")] == [Decimal(25), Decimal(10), Decimal(10)]


def test_the_sums_are_of_what_the_filters_leave(world) -> None:
    one_class = seen(world.senco, group=world.theirs.pk).context["totals"]
    assert (one_class.pupils, one_class.minutes, one_class.cost) == (1, Decimal(90), Decimal(10))
    one_giver = seen(world.senco, who="name:R. Dunn").context["totals"]
    assert (one_giver.pupils, one_giver.cost) == (1, Decimal(15))


@pytest.mark.parametrize(
    "query, names",
    [
        ({}, ["Cat", "Ann", "Bob"]),
        ({"sort": "name"}, ["Ann", "Bob", "Cat"]),
        ({"sort": "-minutes"}, ["Ann", "Bob", "Cat"]),
        ({"provision": "E"}, ["Ann"]),
        ({"need": "SLCN"}, ["Ann"]),
        ({"year": "3"}, ["Cat"]),
        ({"q": "bak"}, ["Bob"]),
        ({"show": "register"}, ["Cat", "Dan", "Ann", "Bob"]),
        ({"show": "none"}, ["Dan"]),
        ({"q": "zzz"}, []),
    ],
)
def test_the_map_filters_searches_and_sorts(world, query, names) -> None:
    assert pupils(seen(world.senco, **query)) == names


def test_a_filter_on_the_intervention_leaves_its_lines_only(world) -> None:
    response = seen(world.senco, intervention=world.lego.pk)
    assert [[line.placement.pk for line in found.lines] for _, found in response.context["rows"]] == [[world.alone.pk]]


def test_what_has_ended_or_is_to_begin_is_not_on_the_map(world) -> None:
    with acting_for(world.school):
        world.alone.ends_on = dt.date(2021, 7, 1)
        world.alone.save()
        world.group.pupil_rows.filter(pupil=world.bob).update(ends_on=dt.date(2021, 7, 1))
    make_placement(world.dan, starts_on=dt.date(2120, 9, 1))
    response = seen(world.senco)
    assert pupils(response) == ["Cat", "Ann"] and response.context["totals"].placements == 1


def test_a_teacher_sees_their_own_pupils_and_no_money(world) -> None:
    response = seen(world.teacher, show="register")
    page = response.content.decode()
    assert pupils(response) == ["Ann", "Bob"] and "£" not in page and "Cost" not in page
    by_intervention = seen(world.teacher, by="intervention").content.decode()
    assert "Cole" not in by_intervention and "1 pupil of other classes" in by_intervention


def test_an_assistant_sees_the_groups_they_give_with_everybody_in_them(world) -> None:
    assert pupils(seen(world.ta)) == ["Cat", "Ann", "Bob"]
    page = seen(world.ta, by="adult").content.decode()
    assert "Cat Cole" in page and "£" not in page
    assert reverse("pupils:pupil", args=[world.cat.pk]) not in page


def test_the_head_sees_the_whole_school_with_its_costs(world) -> None:
    response = seen(world.head)
    assert len(pupils(response)) == 3 and "£45" in response.content.decode()
    assert "Place an intervention" not in response.content.decode()


def test_two_schools_in_view_show_money_of_the_one_where_it_may_be_seen(world) -> None:
    other = make_school()
    give_role(world.senco, Role.EXAMS_OFFICER, other)
    make_placement(make_pupil(other), hourly_cost=Decimal(99))
    response = seen(world.senco)
    assert response.context["totals"].pupils == 4
    assert response.context["totals"].cost == Decimal("45.00")


def test_by_adult_shows_the_week_of_each(world) -> None:
    cards = {card.name: card for card in seen(world.senco, by="adult").context["cards"]}
    assert set(cards) == {"Kim Bell", "R. Dunn"}
    assert [minutes for _, minutes in cards["Kim Bell"].days] == [30, 0, 30, 0, 30]
    assert cards["R. Dunn"].days[-1] == ("Any day", Decimal("22.5"))


def test_by_intervention_shows_who_is_in_it_and_places_left(world) -> None:
    cards = {card.name: card for card in seen(world.senco, by="intervention").context["cards"]}
    entry = cards["Talk Boost"].entries[0]
    assert [row.pupil.forename for row in entry.rows] == ["Ann", "Bob", "Cat"] and entry.free == 1
    assert cards["Lego therapy"].entries[0].free is None


def test_placements_without_times_or_cost_are_said_not_to_be_counted(world) -> None:
    make_placement(world.dan, minutes=None, times=None)
    totals = seen(world.senco).context["totals"]
    assert (totals.without_times, totals.without_cost, totals.minutes) == (1, 1, Decimal("112.5"))


def test_the_file_has_a_line_for_each_thing_a_pupil_gets_and_the_access_log_says_who_took_it(world) -> None:
    rows = list(csv.DictReader(io.StringIO(seen(world.senco, format="csv").content.decode("utf-8-sig"))))
    assert [(row["Surname"], row["Intervention"], row["Cost a week (£)"]) for row in rows] == [
        ("Cole", "Talk Boost", "10.00"),
        ("Able", "Lego therapy", "15.00"),
        ("Able", "Talk Boost", "10.00"),
        ("Baker", "Talk Boost", "10.00"),
    ]
    with acting_for(world.school):
        taken = set(AccessLog.objects.filter(action="export").values_list("pupil_id", flat=True))
    assert taken == {world.ann.pk, world.bob.pk, world.cat.pk}
    teachers = seen(world.teacher, format="csv").content.decode("utf-8-sig")
    assert "£" not in teachers and "Cole" not in teachers


def test_printing_any_view_is_logged_for_the_pupils_on_the_paper(world) -> None:
    for by in ("pupil", "intervention", "adult"):
        assert "Cole" in seen(world.senco, format="print", by=by).content.decode()
    with acting_for(world.school):
        assert AccessLog.objects.filter(action="print", pupil_id=world.cat.pk).count() == 3


def fill(world, number: int) -> None:
    for n in range(number):
        pupil = make_pupil(world.school, provision="K", needs=("MLD",), group=world.theirs)
        make_placement(pupil, intervention=world.lego, given_by=world.ta, group_name=f"G{n}", hourly_cost=Decimal(15))


@pytest.mark.parametrize("query", [{}, {"sort": "minutes"}, {"by": "intervention"}, {"by": "adult"}], ids=str)
@pytest.mark.parametrize("role", ["senco", "ta"])
def test_the_map_costs_no_more_queries_for_many_rows_than_for_few_and_twelve_at_most(world, query, role) -> None:
    client = Client()
    client.force_login(getattr(world, role))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(MAP, {**query, "size": "100"}).status_code == 200
        return sum("SAVEPOINT" not in one["sql"] for one in queries)

    few = cost()
    fill(world, 60)
    assert cost() == few <= 12


@pytest.mark.parametrize("name", ["interventions", "intervention", "placement", "day", "pupil-provision", "new"])
def test_every_other_page_keeps_within_twelve_queries(world, name) -> None:
    fill(world, 5)
    make_placement(
        *[make_pupil(world.school, group=world.mine) for _ in range(20)], given_by=world.senco, weekdays="12345"
    )
    urls = {
        "interventions": reverse("provision:interventions"),
        "intervention": reverse("provision:intervention", args=[world.lego.pk]),
        "placement": reverse("provision:placement", args=[world.group.pk]),
        "day": reverse("provision:day"),
        "pupil-provision": reverse("provision:pupil-provision", args=[world.ann.pk]),
        "new": reverse("provision:placement-new") + f"?intervention={world.lego.pk}&group={world.mine.pk}",
    }
    client = Client()
    client.force_login(world.senco)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(urls[name]).status_code == 200
    found = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    assert len(found) <= 12, "\n".join(found)


def test_a_long_list_under_one_intervention_is_cut_and_its_sums_are_of_all(world) -> None:
    fill(world, 20)
    cards = {card.name: card for card in seen(world.senco, by="intervention").context["cards"]}
    lego = cards["Lego therapy"]
    assert (len(lego.entries), lego.more, lego.pupils) == (12, 9, 21)
    alone = seen(world.senco, by="intervention", intervention=world.lego.pk).context["cards"][0]
    assert (len(alone.entries), alone.more) == (21, 0)
    printed = seen(world.senco, by="intervention", format="print").context["cards"]
    assert not any(card.more for card in printed)


def test_what_an_import_did_not_say_is_named_with_the_way_to_add_it_one_tap_away(world) -> None:
    bare = make_placement(world.dan, intervention=world.lego, minutes=None, times=None, from_import=True)
    change = reverse("provision:placement-edit", args=[bare.pk])
    for by in ("pupil", "intervention", "adult"):
        page = seen(world.senco, by=by).content.decode()
        assert "Who gives it, when it runs and what it costs are not recorded." in page and change in page
    teacher = make_staff(Role.TEACHER, world.school)
    make_class(world.school, "4D", taught_by=(teacher,))
    heads = seen(world.head).content.decode()
    assert "what it costs are not recorded" in heads and change not in heads
    assert seen(world.senco, by="adult", format="print").content.decode().count("not recorded") >= 2


def test_a_teacher_is_not_told_of_a_cost_that_they_may_not_see(world) -> None:
    make_placement(world.bob, intervention=world.lego, minutes=None, times=None, given_by=world.ta)
    page = seen(world.teacher).content.decode()
    assert "When it runs is not recorded." in page and "costs" not in page


def test_what_is_all_recorded_says_nothing_of_gaps(world) -> None:
    assert "not recorded." not in seen(world.senco).content.decode()
    page = Client()
    page.force_login(world.senco)
    shown = page.get(reverse("provision:placement", args=[world.group.pk])).content.decode()
    assert "Add what is not recorded" not in shown
