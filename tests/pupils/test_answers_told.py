"""Whoever logged a concern is told by the next digest that it has an answer: initials and a link, nothing else."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail as outbox
from django.urls import reverse

from pupils.actions.reminders import run_night
from pupils.models import AnswerTelling
from senco.rows import acting_for
from tests.factories import make_concern
from tests.pupils.test_concerns import Place, client_of, triage

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return Place()


def night(place: Place, day: dt.date) -> list[Any]:
    """The mails of one night to the teacher."""
    outbox.outbox.clear()
    list(run_night(day, is_today=True))
    return [one for one in outbox.outbox if one.to == [place.teacher.email]]


def tellings(place: Place) -> list[AnswerTelling]:
    with acting_for(place.school):
        return list(AnswerTelling.objects.order_by("pk"))


@pytest.fixture
def day() -> dt.date:
    """The next school day from today on."""
    day = dt.date.today()
    while day.weekday() > 4:
        day += dt.timedelta(days=1)
    return day


def closed(place: Place) -> Any:
    concern = make_concern(place.pupil, by=place.teacher)
    assert triage(place.senco, concern, "closed", why="Glasses were broken.").status_code == 302
    return concern


def test_the_next_digest_tells_its_teacher_by_initials_and_link_alone(place: Place, day: dt.date) -> None:
    concern = closed(place)
    (sent,) = night(place, day)
    text = sent.body + "".join(str(part.content) for part in sent.alternatives)
    assert "AK: read the answer" in text and reverse("pupils:case", args=[concern.case_id]) in text
    for secret in ("Amira", "Khan", "Glasses", "Cognition", "Closed"):
        assert secret not in text and secret not in sent.subject
    assert "1 answer to read" in sent.subject and "0 dates" not in text + sent.subject
    assert night(place, day) == [], "told once"


def test_one_who_has_read_it_is_told_nothing(place: Place, day: dt.date) -> None:
    concern = closed(place)
    client_of(place.teacher).get(reverse("pupils:concern", args=[concern.pk]))
    assert night(place, day) == [] and tellings(place) == []


def test_what_was_taken_back_is_not_told(place: Place, day: dt.date) -> None:
    concern = closed(place)
    url = reverse("pupils:case-undo", args=[concern.case_id])
    client_of(place.senco).post(f"{url}?version=2")
    assert night(place, day) == []


def test_two_moves_before_the_digest_are_told_as_one(place: Place, day: dt.date) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    later = (day + dt.timedelta(days=20)).isoformat()
    triage(place.senco, concern, "watching", look_again_on=later)
    with acting_for(place.school):
        concern.case.refresh_from_db()
    triage(place.senco, concern, "closed", why="It has passed.")
    (sent,) = night(place, day)
    assert sent.body.count("read the answer") == 1


def test_a_digest_that_the_server_refused_tells_it_the_next_time(
    place: Place, day: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(place)

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr("senco.mail.reminder_digest", refuse)
        list(run_night(day, is_today=True))
    assert [one.sent_at for one in tellings(place)] == [None]
    with acting_for(place.school):
        place.teacher.refresh_from_db()
        type(place.teacher).objects.filter(pk=place.teacher.pk).update(mail_retry_at=None, mail_failures=0)
    assert len(night(place, day)) == 1


def test_somebody_who_answers_their_own_concern_is_not_written_to(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.senco)
    triage(place.senco, concern, "closed", why="Settled.")
    assert tellings(place) == []


def test_given_to_the_lead_nothing_more_is_told_of_it(place: Place, day: dt.date) -> None:
    concern = closed(place)
    client_of(place.teacher).post(reverse("pupils:concern-to-lead", args=[concern.pk]))
    assert tellings(place) == [] and night(place, day) == []
