"""The holders' part of a subject access request: what they hold, what is disclosed, and that nobody else knows."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.models import Deadline
from records.confined import held_about
from records.models import Disclosure
from records.models.disclosures import TOLD
from senco.confidential import confidential_models
from senco.models import AccessLog
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    make_communication,
    make_document,
    make_note,
    make_promise,
    make_pupil,
    make_school,
    make_staff,
    member_of,
)

pytestmark = pytest.mark.django_db
LEADS = (Role.SENCO, Role.SAFEGUARDING_LEAD)


@pytest.fixture
def place() -> Any:
    school = make_school()
    senco, lead = make_staff(Role.SENCO, school), make_staff(Role.SAFEGUARDING_LEAD, school, name="Lee Lead")
    pupil = make_pupil(school)
    note = make_note(pupil, by=senco, only_for=LEADS, text="Moved to a refuge.")
    talk = make_communication(pupil, by=senco, only_for=LEADS, about="Housing", said="Two rooms for five.")
    make_promise(talk, owner=senco, by=senco, what="Ask the council")
    make_note(pupil, by=senco, text="Open to all.")
    return SimpleNamespace(school=school, senco=senco, lead=lead, pupil=pupil, note=note, talk=talk)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(user: Any, place: Any) -> str:
    return client_of(user).get(reverse("records:confined", args=[place.pupil.pk])).content.decode()


def decide(user: Any, place: Any, row: Any, **said: str) -> Any:
    address = reverse("records:disclosure", args=[place.pupil.pk, row._meta.model_name, row.pk])
    return client_of(user).post(address, said)


def file_of(user: Any, place: Any, **query: str) -> str:
    return client_of(user).get(reverse("records:confined-export", args=[place.pupil.pk]), query).content.decode()


def test_a_holder_sees_all_that_is_confined_to_them_and_nothing_that_is_not(place: Any) -> None:
    shown = page_of(place.lead, place)
    for words in ("Moved to a refuge.", "Two rooms for five.", "Ask the council", "2 not decided"):
        assert words in shown
    assert "Open to all." not in shown


def test_to_everybody_else_there_is_nothing_to_decide(place: Any) -> None:
    decide(place.senco, place, place.note, discloses="no", why="Somebody would come to harm.")
    head = make_staff(Role.HEADTEACHER, place.school)
    shown, taken = page_of(head, place), file_of(head, place)
    assert "You hold nothing in confidence" in shown and "refuge" not in shown + taken and "harm" not in shown + taken
    assert decide(head, place, place.note, discloses="yes").status_code == 404
    with acting_for(place.school):
        assert not Disclosure.objects.visible_to(member_of(head)).exists()
        assert Disclosure.objects.visible_to(member_of(place.lead)).count() == 1


def test_what_is_withheld_carries_its_reason_and_what_is_disclosed_alone_goes_into_the_answer(place: Any) -> None:
    refused = decide(place.senco, place, place.note, discloses="no")
    assert refused.status_code == 422 and "Say why it is withheld." in refused.content.decode()
    decide(place.senco, place, place.note, discloses="no", why="Somebody would come to harm.")
    decide(place.lead, place, place.talk, discloses="yes")
    answer, every = file_of(place.lead, place, part="disclose"), file_of(place.lead, place)
    assert "Two rooms for five." in answer and "refuge" not in answer and "harm" not in answer
    assert "Withhold: Somebody would come to harm." in every and "To disclose" in every and "Lee Lead" in every


def test_the_last_decision_stands_and_the_one_before_is_in_its_history(place: Any) -> None:
    decide(place.senco, place, place.note, discloses="no", why="Somebody would come to harm.")
    decide(place.lead, place, place.note, discloses="yes")
    with acting_for(place.school):
        made = Disclosure.objects.get()
        assert made.discloses and made.why == "" and made.decided_by == place.lead
        assert made.events.count() == 2


def test_what_was_taken_away_is_still_held_and_asked_about(place: Any) -> None:
    with acting_for(place.school):
        place.note.removed_at = timezone.now()
        place.note.save()
    shown = page_of(place.senco, place)
    assert "Moved to a refuge." in shown and "Taken away" in shown


def test_each_opening_and_each_file_is_in_the_log_of_the_row_for_its_holders_alone(place: Any) -> None:
    page_of(place.lead, place)
    file_of(place.lead, place)
    told = client_of(place.senco).get(reverse("pupils:note", args=[place.note.pk])).content.decode()
    assert "Lee Lead" in told
    with acting_for(place.school):
        lines = AccessLog.objects.filter(subject_kind="note", subject_id=place.note.pk)
        assert sorted(lines.filter(user=place.lead).values_list("action", flat=True)) == ["export", "view"]
        head = member_of(make_staff(Role.HEADTEACHER, place.school))
        assert not AccessLog.objects.visible_to(head).filter(subject_kind="note").exists()


def test_every_kind_of_confined_row_is_answered_for(place: Any) -> None:
    """A deadline is told with what it is owed after."""
    assert set(confidential_models()) == {*TOLD, Deadline}
    make_document(place.pupil, by=place.senco, only_for=LEADS, title="Court order")
    shown = page_of(place.senco, place)
    assert "Court order" in shown and "report.txt" in shown
    with acting_for(place.school):
        member = member_of(place.senco)
        assert {one.kind for one in held_about(place.pupil, member)} == {model._meta.model_name for model in TOLD}
