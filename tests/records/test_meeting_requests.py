"""A parent asks to meet the SENCO: written down in a few taps, due in the school's own number of days, met by the
meeting that is recorded."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from pupils.actions.deadlines import CannotTick, close_deadline
from pupils.models import Deadline
from records.models import MeetingRequest
from senco.middleware import find_member
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_class, make_communication, make_contact, make_pupil, make_school, make_staff
from tests.pupils.test_concerns import client_of

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield")
        self.teacher = make_staff(Role.TEACHER, self.school, name="Tess Teacher")
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        group = make_class(self.school, "5A", taught_by=(self.teacher,))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=group)

    def ask(self, user: Any, **said: Any) -> Any:
        data = {"who": "Mrs Khan", "how": "call", "asked_on": TODAY.isoformat(), "about": "Reading", **said}
        return client_of(user).post(reverse("records:meeting-request-new", args=[self.pupil.pk]), data)

    @property
    def row(self) -> MeetingRequest:
        with acting_for(self.school):
            return MeetingRequest.objects.latest("pk")

    def due(self) -> list[Deadline]:
        with acting_for(self.school):
            return list(Deadline.objects.open().filter(rule="parents.asked"))

    def meet(self, **said: Any) -> Any:
        data = {
            "kind": "meeting", "on": TODAY.isoformat(), "others": "Mrs Khan", "about": "Reading",
            "said": "She reads at home.", "seen_version": "0", **said,
        }  # fmt: skip
        return client_of(self.senco).post(reverse("records:communication-new", args=[self.pupil.pk]), data)


@pytest.fixture
def place() -> Place:
    return Place()


def test_what_a_teacher_writes_down_is_due_for_the_senco_in_five_school_days(place: Place) -> None:
    assert place.ask(place.teacher).status_code == 302
    (due,) = place.due()
    assert due.owner_id == place.senco.pk and due.pupil_id == place.pupil.pk
    assert due.due_on == TODAY + dt.timedelta(days=7), "no terms are entered, so a week stands for five school days"
    desk = client_of(place.senco).get(reverse("today")).content.decode()
    assert "Meet a parent who asks to" in desk
    page = client_of(place.teacher).get(reverse("records:meeting-request", args=[place.row.pk])).content.decode()
    assert "Mrs Khan asks to meet the SENCO" in page and "Tess Teacher" in page


def test_the_school_chooses_in_how_many_days(place: Place) -> None:
    client = client_of(place.senco)
    sent = {"days": "14, 1", "second_person": "", "meet_within": "10"}
    assert client.post(reverse("pupils:reminder-settings"), sent).status_code == 302
    assert 'value="10"' in client.get(reverse("pupils:reminder-settings")).content.decode()
    place.ask(place.teacher)
    assert place.due()[0].due_on == TODAY + dt.timedelta(days=14)


def test_a_meeting_recorded_since_meets_it_and_taking_that_away_owes_it_again(place: Place) -> None:
    place.ask(place.teacher)
    place.meet(kind="call")
    assert place.due(), "a call is no meeting"
    place.meet()
    assert place.due() == [] and place.row.held_id
    page = client_of(place.teacher).get(reverse("records:meeting-request", args=[place.row.pk])).content.decode()
    assert "Met on" in page and "She reads at home" not in page
    client_of(place.senco).post(reverse("records:communication-remove", args=[place.row.held_id]))
    assert len(place.due()) == 1 and place.row.held_id is None


def test_a_meeting_before_they_asked_or_a_confined_one_meets_nothing(place: Place) -> None:
    make_communication(place.pupil, by=place.senco, kind="meeting", on=TODAY - dt.timedelta(days=1))
    make_communication(place.pupil, by=place.senco, kind="meeting", on=TODAY, only_for=["senco", "dsl"])
    place.ask(place.teacher)
    assert len(place.due()) == 1


def test_nobody_ticks_it_off_without_a_meeting(place: Place) -> None:
    place.ask(place.teacher)
    (due,) = place.due()
    with acting_for(place.school), pytest.raises(CannotTick):
        close_deadline(due, by=find_member(place.senco, place.school.pk), on=TODAY, today=TODAY)


def test_they_may_no_longer_ask_and_that_is_undone(place: Place) -> None:
    place.ask(place.teacher)
    url = reverse("records:meeting-request-withdraw", args=[place.row.pk])
    said = client_of(place.teacher).post(url, follow=True).content.decode()
    assert place.due() == [] and "No longer asked for" in said and "?back=1" in said
    client_of(place.senco).post(url + "?back=1")
    assert len(place.due()) == 1


def test_who_asks_is_chosen_from_home_or_named_and_never_empty(place: Place) -> None:
    refused = place.ask(place.teacher, who="")
    assert refused.status_code == 422 and "Say who asks." in refused.content.decode()
    contact = make_contact(place.pupil, forename="Samira", surname="Khan")
    assert place.ask(place.senco, who="", contact=contact.pk).status_code == 302
    with acting_for(place.school):
        assert MeetingRequest.objects.latest("pk").asker == str(contact)
    assert place.ask(place.teacher, asked_on=(TODAY + dt.timedelta(days=1)).isoformat()).status_code == 422


def test_it_stands_in_the_timeline(place: Place) -> None:
    place.ask(place.teacher)
    text = client_of(place.senco).get(reverse("timeline", args=[place.pupil.pk])).content.decode()
    assert "Asked to meet the SENCO" in text and "Mrs Khan" in text
