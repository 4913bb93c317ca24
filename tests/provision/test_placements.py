"""Putting interventions in place: who is in them, from when to when, and the review that falls due."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from provision.actions.deliveries import record_given
from provision.actions.interventions import (
    InterventionRefused,
    add_intervention,
    change_intervention,
    close_intervention,
    reopen_intervention,
)
from provision.actions.placements import (
    PlacementRefused,
    add_pupil,
    change_placement,
    end_placement,
    end_pupil,
    place_pupils,
    restore_pupil,
    resume_placement,
    withdraw_pupil,
)
from provision.forms.placements import WEEKDAYS
from provision.models import Placement, PlacementPupil
from pupils.models import Deadline
from senco.forms.versions import StaleEdit
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    make_class,
    make_intervention,
    make_placement,
    make_pupil,
    make_school,
    make_staff,
    member_of,
)

TODAY = dt.date(2026, 11, 20)
START = dt.date(2026, 11, 2)
REVIEW = dt.date(2026, 12, 11)


class World:
    def __init__(self) -> None:
        self.school = make_school()
        self.user = make_staff(Role.SENCO, self.school)
        self.senco = member_of(self.user)
        self.ta = make_staff(Role.TEACHING_ASSISTANT, self.school)
        self.group = make_class(self.school, "5M", taught_by=(self.ta,))
        self.pupils = [make_pupil(self.school, provision="K", group=self.group) for _ in range(3)]
        self.talk = make_intervention(
            self.school, "Talk Boost", usual_minutes=30, usual_times=3, hourly_cost=Decimal("15.20")
        )

    def place(self, *pupils, **fields) -> Placement:
        facts = {"minutes": 30, "times": Decimal(3), "weekdays": "", **fields}
        return place_pupils(self.talk, pupils or self.pupils[:1], starts_on=START, by=self.senco, today=TODAY, **facts)

    def due(self) -> Deadline | None:
        return Deadline.objects.open().filter(rule="placement.review").first()


@pytest.fixture
def world(db):
    world = World()
    with acting_for(world.school):
        yield world


def test_a_group_is_one_placement_with_each_pupil_from_its_first_day(world) -> None:
    placement = world.place(*world.pupils, group_name="Red group")
    rows = PlacementPupil.objects.of_placement(placement)
    assert {row.pupil_id for row in rows} == {pupil.pk for pupil in world.pupils}
    assert {row.starts_on for row in rows} == {START}


def test_fixed_days_say_how_many_times_a_week(world) -> None:
    assert world.place(weekdays="135", times=None).times == 3


def test_a_form_sent_twice_places_nobody_twice(world) -> None:
    world.place()
    with pytest.raises(PlacementRefused, match="already"):
        world.place()
    assert Placement.objects.count() == 1


def test_a_pupil_of_another_school_cannot_be_placed(world) -> None:
    stranger = make_pupil(make_school())
    with pytest.raises(PlacementRefused, match="of the school"):
        world.place(stranger)


def test_the_review_is_due_by_whoever_gives_it(world) -> None:
    world.place(given_by=world.ta, review_on=REVIEW)
    due = world.due()
    assert due is not None and (due.due_on, due.owner, due.pupil) == (REVIEW, world.ta, world.pupils[0])


def test_the_senco_owns_the_review_of_what_somebody_without_a_sign_in_gives(world) -> None:
    world.place(*world.pupils, given_by_name="NHS, R. Dunn", review_on=REVIEW)
    due = world.due()
    assert due is not None and due.owner == world.user and due.pupil is None


def test_a_review_on_a_saturday_is_acted_on_by_friday(world) -> None:
    world.place(review_on=dt.date(2026, 12, 12))
    due = world.due()
    assert due is not None and due.act_by == dt.date(2026, 12, 11)


def test_the_review_moves_with_its_day_and_its_giver_and_goes_when_no_day_is_set(world) -> None:
    placement = world.place(review_on=REVIEW)
    later = REVIEW + dt.timedelta(days=7)
    change_placement(placement, by=world.senco, seen=1, today=TODAY, review_on=later, given_by=world.ta)
    due = world.due()
    assert due is not None and (due.due_on, due.owner) == (later, world.ta)
    change_placement(placement, by=world.senco, seen=2, today=TODAY, review_on=None)
    assert world.due() is None


def test_a_review_that_was_met_is_not_due_again_because_a_note_changed(world) -> None:
    placement = world.place(review_on=REVIEW)
    Deadline.objects.update(closed_on=TODAY, closed_why="Done")
    change_placement(placement, by=world.senco, seen=1, today=TODAY, note="Goes well.")
    assert world.due() is None


def test_ending_closes_the_review_and_undo_brings_both_back(world) -> None:
    placement = world.place(review_on=REVIEW, ends_on=dt.date(2026, 12, 18))
    end_placement(placement, on=TODAY, by=world.senco, today=TODAY)
    assert world.due() is None and Placement.objects.get().ends_on == TODAY
    resume_placement(placement, until=dt.date(2026, 12, 18), by=world.senco, today=TODAY)
    assert world.due() is not None and Placement.objects.get().ends_on == dt.date(2026, 12, 18)


def test_undoing_an_end_does_not_bring_back_a_review_that_had_been_met(world) -> None:
    placement = world.place(review_on=REVIEW)
    Deadline.objects.update(closed_on=TODAY, closed_why="Done")
    end_placement(placement, on=TODAY, by=world.senco, today=TODAY)
    resume_placement(placement, until=None, by=world.senco, today=TODAY)
    assert world.due() is None


def test_it_cannot_end_before_it_began_or_before_a_session_that_was_recorded(world) -> None:
    placement = world.place()
    with pytest.raises(PlacementRefused, match="began on"):
        end_placement(placement, on=START - dt.timedelta(days=1), by=world.senco, today=TODAY)
    record_given(placement, on=dt.date(2026, 11, 18), minutes=30, by=world.senco, today=TODAY)
    with pytest.raises(PlacementRefused, match="session is recorded"):
        end_placement(placement, on=dt.date(2026, 11, 17), by=world.senco, today=TODAY)


def test_an_earlier_first_day_takes_the_pupils_along(world) -> None:
    placement = world.place(*world.pupils)
    earlier = START - dt.timedelta(days=7)
    change_placement(placement, by=world.senco, seen=1, today=TODAY, starts_on=earlier)
    assert set(PlacementPupil.objects.values_list("starts_on", flat=True)) == {earlier}


def test_a_later_first_day_is_refused_when_a_pupil_left_before_it(world) -> None:
    placement = world.place(*world.pupils)
    row = PlacementPupil.objects.filter(pupil=world.pupils[0]).get()
    end_pupil(row, on=dt.date(2026, 11, 6), by=world.senco)
    with pytest.raises(PlacementRefused, match="left this before"):
        change_placement(placement, by=world.senco, seen=1, today=TODAY, starts_on=dt.date(2026, 11, 9))


def test_a_stale_change_is_refused(world) -> None:
    placement = world.place()
    change_placement(placement, by=world.senco, seen=1, today=TODAY, minutes=20)
    with pytest.raises(StaleEdit):
        change_placement(placement, by=world.senco, seen=1, today=TODAY, minutes=45)
    assert Placement.objects.get().minutes == 20


def test_a_pupil_joins_and_leaves_on_days_of_their_own(world) -> None:
    placement = world.place()
    row = add_pupil(placement, world.pupils[1], on=dt.date(2026, 11, 16), by=world.senco)
    with pytest.raises(PlacementRefused, match="in it already"):
        add_pupil(placement, world.pupils[1], on=TODAY, by=world.senco)
    end_pupil(row, on=TODAY, by=world.senco)
    running = PlacementPupil.objects.running_on
    assert running(TODAY).count() == 2 and running(TODAY + dt.timedelta(days=1)).count() == 1
    restore_pupil(row, by=world.senco)
    assert running(TODAY + dt.timedelta(days=1)).count() == 2


def test_a_pupil_who_joined_by_mistake_is_taken_away_again_until_a_session_is_given(world) -> None:
    placement = world.place()
    withdraw_pupil(add_pupil(placement, world.pupils[1], on=TODAY, by=world.senco), by=world.senco)
    assert PlacementPupil.objects.count() == 1
    row = add_pupil(placement, world.pupils[1], on=TODAY, by=world.senco)
    record_given(placement, on=TODAY, minutes=30, by=world.senco, today=TODAY)
    with pytest.raises(PlacementRefused, match="last day"):
        withdraw_pupil(row, by=world.senco)


def test_nobody_else_places_changes_or_ends(world) -> None:
    placement, assistant = world.place(), member_of(world.ta)
    with pytest.raises(PermissionDenied):
        place_pupils(world.talk, world.pupils, starts_on=TODAY, by=assistant, today=TODAY)
    with pytest.raises(PermissionDenied):
        change_placement(placement, by=assistant, seen=1, today=TODAY, minutes=1)
    with pytest.raises(PermissionDenied):
        end_placement(placement, on=TODAY, by=assistant, today=TODAY)


def test_a_name_stands_once_in_the_catalogue_while_it_is_offered(world) -> None:
    with pytest.raises(InterventionRefused, match="already"):
        add_intervention(world.school.pk, by=world.senco, name="Talk Boost")
    close_intervention(world.talk, by=world.senco)
    assert add_intervention(world.school.pk, by=world.senco, name="Talk Boost").pk != world.talk.pk


def test_other_capitals_are_no_other_name(world) -> None:
    with pytest.raises(InterventionRefused, match="already"):
        add_intervention(world.school.pk, by=world.senco, name="TALK boost")
    other = add_intervention(world.school.pk, by=world.senco, name="Lego club")
    with pytest.raises(InterventionRefused, match="already"):
        change_intervention(other, by=world.senco, seen=1, name="talk Boost")
    change_intervention(world.talk, by=world.senco, seen=1, name="TALK BOOST")
    close_intervention(world.talk, by=world.senco)
    add_intervention(world.school.pk, by=world.senco, name="talk boost")
    with pytest.raises(InterventionRefused, match="already"):
        reopen_intervention(world.talk, by=world.senco)


# Through the pages


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(world, **fields) -> dict:
    facts = {"intervention": world.talk.pk, "starts_on": "2026-11-02", "given_by": world.ta.pk, "seen_version": "0"}
    return {**facts, **fields}


def test_the_form_places_a_ticked_class_with_the_usual_times_of_the_intervention(world) -> None:
    client = client_of(world.user)
    shown = client.get(reverse("provision:placement-new"), {"group": world.group.pk})
    assert all(pupil.name in shown.content.decode() for pupil in world.pupils)
    asked = form_of(world, pupils=[pupil.pk for pupil in world.pupils[:2]], group_name="Red group", days=["1", "3"])
    answer = client.post(reverse("provision:placement-new"), asked)
    placement = Placement.objects.get()
    assert answer.url == reverse("provision:placement", args=[placement.pk])
    assert (placement.minutes, placement.times, placement.weekdays) == (30, 2, "13")
    assert placement.hourly_cost == Decimal("15.20")


def test_without_script_a_pupil_is_added_by_full_name(world) -> None:
    asked = form_of(world, pupil_text=world.pupils[2].name)
    assert client_of(world.user).post(reverse("provision:placement-new"), asked).status_code == 302
    assert PlacementPupil.objects.get().pupil == world.pupils[2]


def test_showing_a_class_keeps_what_was_ticked_and_says_nothing_of_errors(world) -> None:
    other = make_class(world.school, "3B")
    late = make_pupil(world.school, forename="Zofia", surname="Nowak", group=other)
    asked = {"pupils": [world.pupils[0].pk], "group": other.pk, "show": "1"}
    answer = client_of(world.user).post(reverse("provision:placement-new"), asked)
    page = answer.content.decode()
    assert answer.status_code == 200 and f'value="{world.pupils[0].pk}"' in page and late.name in page


def test_a_name_typed_and_not_picked_stays_with_an_error_elsewhere(world) -> None:
    asked = form_of(world, pupil_text="Nobody Called So", starts_on="soon", pupils=[world.pupils[0].pk])
    page = client_of(world.user).post(reverse("provision:placement-new"), asked).content.decode()
    assert 'value="Nobody Called So"' in page and "Nobody here is called just so" in page
    named = client_of(world.user).post(
        reverse("provision:placement-new"), {**asked, "pupil_text": world.pupils[2].name}
    )
    assert {tick["pupil"] for tick in named.context["picker"].ticks if tick["checked"]} == {
        world.pupils[0],
        world.pupils[2],
    }


def test_more_pupils_than_places_are_put_in_and_it_is_said(world) -> None:
    world.talk.places = 2
    world.talk.save()
    client, url = client_of(world.user), reverse("provision:placement-new")
    two = [pupil.pk for pupil in world.pupils[:2]]
    full = client.post(url, form_of(world, pupils=two), follow=True)
    assert "over its places" not in full.content.decode()
    group = Placement.objects.get()
    added = {"pupil": world.pupils[2].pk, "on": "2026-11-02"}
    said = client.post(reverse("provision:placement-pupil-add", args=[group.pk]), added, follow=True).content.decode()
    assert "That is over its places: 3 pupils, and a group of this has 2 places." in said
    assert PlacementPupil.objects.of_placement(group).count() == 3


def test_the_day_to_look_at_it_again_stands_once(world, today) -> None:
    later = today + dt.timedelta(days=30)
    client = client_of(world.user)
    asked = form_of(world, pupils=[world.pupils[0].pk], review_on=later.isoformat())
    page = client.post(reverse("provision:placement-new"), asked, follow=True).content.decode()
    assert page.split("Look at again")[1].split("</dd>")[0].count(f"{later.day} {later:%b}") == 1


def test_the_area_of_a_new_intervention_is_asked_for_in_words(world) -> None:
    page = client_of(world.user).get(reverse("provision:intervention-new")).content.decode()
    assert "Choose an area" in page and "---------" not in page


def test_a_form_with_nobody_chosen_is_shown_again(world) -> None:
    answer = client_of(world.user).post(reverse("provision:placement-new"), form_of(world))
    assert answer.status_code == 422 and "Choose at least one pupil" in answer.content.decode()


def test_another_schools_pupil_and_intervention_are_not_choices_even_for_a_senco_of_both(world) -> None:
    other = make_school()
    from tests.factories import give_role

    give_role(world.user, Role.SENCO, other)
    pupil, offered = make_pupil(other), make_intervention(other)
    start = reverse("provision:placement-new") + f"?school={world.school.pk}"
    answer = client_of(world.user).post(start, form_of(world, intervention=offered.pk, pupils=[pupil.pk]))
    assert answer.status_code == 422
    assert client_of(world.user).get(reverse("provision:placement-new")).content.decode().count("?school=") == 2


def test_a_stale_form_is_refused_and_shows_what_stands(world) -> None:
    placement = make_placement(world.pupils[0], minutes=30)
    client, url = client_of(world.user), reverse("provision:placement-edit", args=[placement.pk])
    asked = {"starts_on": "2026-11-02", "minutes": "45", "times": "2", "seen_version": "1"}
    assert client.post(url, {**asked, "days": ["1"], "group_name": "Red group"}).status_code == 302
    answer = client.post(url, {**asked, "minutes": "20", "days": ["2"]})
    page, form = answer.content.decode(), answer.context["form"]
    assert answer.status_code == 409 and "It now says: 45" in page
    assert f"It now says: {dict(WEEKDAYS)['1']}" in page and form["days"].value() == ["2"]
    assert form["group_name"].value() == "Red group" and "group_name" not in form.errors


def test_ending_offers_an_undo_that_restores_the_former_last_day(world) -> None:
    placement = make_placement(world.pupils[0], ends_on=dt.date(2027, 7, 2))
    client, url = client_of(world.user), reverse("provision:placement-end", args=[placement.pk])
    page = client.post(url, {"end-on": "2026-11-20"}, follow=True).content.decode()
    undo = f"{reverse('provision:placement-resume', args=[placement.pk])}?until=2027-07-02"
    assert undo in page
    client.post(undo)
    assert Placement.objects.get().ends_on == dt.date(2027, 7, 2)
