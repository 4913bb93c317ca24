"""A concern may come from a parent, the pupil or an agency: who said it, when, how, and in their own words."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from pupils.models import SafeguardingNote
from senco.rows import acting_for
from tests.factories import make_concern
from tests.pupils.test_concerns import Place, client_of, concerns, log, words

pytestmark = pytest.mark.django_db
SAID = {
    "source": "parent",
    "said_by": "Mrs Khan",
    "said_on": dt.date.today().isoformat(),
    "said_how": "call",
    "their_words": "He cries before school.",
    "seen": "",
    "parents_told": "",
    "parents_said": "",
}


@pytest.fixture
def place() -> Place:
    return Place()


def told(place: Place, **more: Any) -> Any:
    return log(place.teacher, words(place.pupil, **{**SAID, **more}))


def test_a_parents_concern_keeps_their_words_apart_and_asks_no_more_whether_they_know(place: Place) -> None:
    assert told(place).status_code == 302
    (kept,) = concerns(place)
    assert (kept.source, kept.said_by, kept.said_how, kept.their_words) == (
        "parent", "Mrs Khan", "call", "He cries before school.",
    )  # fmt: skip
    assert (kept.seen, kept.parents_told) == ("", True)
    client = client_of(place.senco)
    for name, args in (("concern", [kept.pk]), ("concerns", [])):
        text = client.get(reverse(f"pupils:{name}", args=args)).content.decode()
        assert "He cries before school." in text and "A parent or carer, Mrs Khan" in text, name
    assert "He cries before school." in client.get(reverse("today")).content.decode()
    timeline = client.get(reverse("timeline", args=[place.pupil.pk])).content.decode()
    assert "Concern logged for a parent: Cognition and learning" in timeline


def test_who_said_it_when_how_and_what_are_asked_for_and_everything_typed_stays(place: Place) -> None:
    answer = told(place, said_by="", said_on="", said_how="", their_words="", tried="A ruler.")
    text = answer.content.decode()
    assert answer.status_code == 422 and concerns(place) == []
    for sentence in ("Say who said it.", "Say on which day.", "Say how they told you.", "Write what they said"):
        assert sentence in text, sentence
    assert "A ruler." in text
    assert told(place, said_on=(dt.date.today() + dt.timedelta(days=1)).isoformat()).status_code == 422


def test_what_the_pupil_or_an_agency_says_still_asks_whether_the_parents_know(place: Place) -> None:
    for source in ("pupil", "agency"):
        assert told(place, source=source).status_code == 422
        assert told(place, source=source, parents_told="yes").status_code == 302
    assert {one.source for one in concerns(place)} == {"pupil", "agency"}


def test_ones_own_concern_keeps_nothing_of_the_others_questions(place: Place) -> None:
    log(place.teacher, words(place.pupil, source="staff", said_by="Mrs Khan", their_words="Typed first."))
    (kept,) = concerns(place)
    assert (kept.source, kept.said_by, kept.their_words) == ("staff", "", "")
    assert log(place.teacher, words(place.pupil, seen="")).status_code == 422


def test_the_database_keeps_no_words_without_whose_they_are(place: Place) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_concern(place.pupil, by=place.teacher, source="parent", their_words="Words")
    with acting_for(place.school):
        assert concerns(place) == []


def test_given_to_the_safeguarding_lead_their_words_go_along(place: Place) -> None:
    told(place)
    (kept,) = concerns(place)
    client_of(place.teacher).post(reverse("pupils:concern-to-lead", args=[kept.pk]))
    with acting_for(place.school):
        (note,) = SafeguardingNote.objects.all()
    assert concerns(place) == [] and "What Mrs Khan said: He cries before school." in note.text
