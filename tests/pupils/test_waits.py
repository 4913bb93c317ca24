"""Of each open case the list and the desk say who waits for whom; the longest wait first, chased in one tap."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from pupils.models import Concern, ConcernCase, Observation, Reminder
from pupils.models.waits import waits_of
from senco.permissions import Role
from senco.rows import acting_for
from tests.bench.pages import counted
from tests.factories import make_concern, make_observation, make_pupil, make_question, make_staff
from tests.pupils.test_concerns import Place, client_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)
MONDAY = timezone.make_aware(dt.datetime(2026, 11, 9, 9))
TUESDAY = timezone.make_aware(dt.datetime(2026, 11, 10, 9))


@pytest.fixture
def place() -> Place:
    return Place()


def words(place: Place, concern: Concern) -> str:
    with acting_for(place.school):
        return waits_of(Concern.objects.with_waits().get(pk=concern.pk), TODAY)


def listed(place: Place, **asked: Any) -> str:
    return client_of(place.senco).get(reverse("pupils:concerns"), asked).content.decode()


def test_a_new_concern_waits_for_the_senco_since_its_case_began(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher, parents_told=False, parents_why_not="Not yet")
    with acting_for(place.school):
        ConcernCase.objects.update(opened_at=MONDAY)
    assert words(place, concern) == "the SENCO since Mon 9 Nov 2026"
    text = listed(place)
    assert "the SENCO since Mon 9 Nov 2026" in text and "Parents not told yet" in text
    assert "Waits for the SENCO since" in client_of(place.senco).get(reverse("today")).content.decode()


def test_colleagues_who_have_not_answered_are_counted_from_the_first_who_was_asked(place: Place) -> None:
    make_observation(place.pupil, asked=place.teacher, by=place.senco, asked_at=MONDAY)
    row = make_observation(place.pupil, asked=place.colleague, by=place.senco, asked_at=TUESDAY)
    make_question(place.pupil, asked=place.colleague, by=place.senco, asked_at=TUESDAY)
    with acting_for(place.school):
        concern = Concern.objects.newest_of_case().get()
    assert words(place, concern) == "3 of 3 colleagues since Mon 9 Nov 2026"
    with acting_for(place.school):
        Observation.objects.exclude(pk=row.pk).update(
            answered_at=TUESDAY, cognition=1, communication=1, emotional=1, sensory=1, attendance=1
        )
    assert words(place, concern) == "2 of 3 colleagues since Tue 10 Nov 2026"


def test_once_everybody_has_answered_it_waits_for_the_senco(place: Place) -> None:
    make_question(place.pupil, asked=place.colleague, by=place.senco, answered_at=TUESDAY, answer="Yes.")
    with acting_for(place.school):
        concern = Concern.objects.newest_of_case().get()
    assert words(place, concern) == "the SENCO since Tue 10 Nov 2026: everybody has answered"


def test_a_watched_case_waits_for_nobody_before_its_day(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher, state="watching", look_again_on=dt.date(2026, 12, 4))
    assert words(place, concern) == "nobody: look again on Fri 4 Dec 2026"


def test_the_longest_wait_stands_first(place: Place) -> None:
    for name, at in (("Young", TUESDAY), ("Old", MONDAY)):
        concern = make_concern(make_pupil(place.school, forename="Ann", surname=name), by=place.teacher)
        with acting_for(place.school):
            ConcernCase.objects.filter(pk=concern.case_id).update(opened_at=at)
    text = listed(place, sort="wait")
    assert text.index("Old, Ann") < text.index("Young, Ann")


def test_one_tap_in_the_list_reminds_everybody_who_has_not_answered(place: Place) -> None:
    observer = make_staff(Role.TEACHER, place.school)
    client = client_of(place.senco)
    concern = make_concern(place.pupil, by=place.teacher)
    sent = {"to": "gathering", "seen_version": concern.version, "why": "Asking.", "question": "And you?"}
    client.post(reverse("pupils:concern-triage", args=[concern.pk]), {**sent, "colleagues": [place.colleague.pk]})
    assert "Remind them" in listed(place, show="asking")
    url = reverse("pupils:observations-remind", args=[concern.case_id])
    answer = client.post(url, {"to": "list"})
    assert answer.url == f"{reverse('pupils:concerns')}?show=asking"
    with acting_for(place.school):
        (row,) = Reminder.objects.all()
    assert row.recipient_id == place.colleague.pk != observer.pk


def test_the_list_costs_twelve_queries_at_most(place: Place) -> None:
    for n in range(5):
        make_observation(make_pupil(place.school, surname=f"P{n}"), asked=place.teacher, by=place.senco)
    client = client_of(place.senco)
    with transaction.atomic(), counted() as seen:
        client.get(reverse("pupils:concerns"), {"show": "asking"})
    assert len(seen) <= 12, "\n".join(seen)
