"""The SENCO asks every adult who teaches a pupil what they have noticed; each answers once; it is seen together."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from pupils.models import Concern, ConcernCase, Deadline, Observation, ObservationRequest, ParentsInvolved, Reminder
from pupils.models.observations import DOMAINS, averages
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import days_from_now, make_class, make_concern, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield")
        self.teacher = make_staff(Role.TEACHER, self.school, name="Tess Teacher")
        self.others = [make_staff(Role.TEACHER, self.school, name=f"Other {n}") for n in range(2)]
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        group = make_class(self.school, "5A", taught_by=(self.teacher, *self.others))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=group)
        self.concern: Concern = make_concern(self.pupil, by=self.teacher)
        self.case: ConcernCase = self.concern.case


@pytest.fixture
def place() -> Place:
    return Place()


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, pk: int) -> str:
    return reverse(f"pupils:{name}", args=[pk])


def ask(place: Place, people: Any = None, **more: Any) -> Any:
    with acting_for(place.school):
        version = ConcernCase.objects.get(pk=place.case.pk).version
    chosen = [one.pk for one in (people or [place.teacher, *place.others])]
    sent = {"seen_version": version, "colleagues": chosen, "due_on": days_from_now(5), "why": "I ask all.", **more}
    return client_of(place.senco).post(url("observations-ask", place.case.pk), sent)


def observations(place: Place) -> list[Observation]:
    with acting_for(place.school):
        return list(Observation.objects.order_by("pk").select_related("asked"))


def answer(row: Observation, **said: Any) -> Any:
    data = {**dict.fromkeys(DOMAINS, "1"), **said}
    return client_of(row.asked).post(url("observation", row.pk), data)


def open_deadlines(place: Place) -> list[Deadline]:
    with acting_for(place.school):
        return list(Deadline.objects.open().filter(rule="concern.observation"))


def test_everybody_who_teaches_the_pupil_is_offered_with_what_they_teach_and_ticked(place: Place) -> None:
    page = client_of(place.senco).get(url("observations-ask", place.case.pk))
    ticked = page.context["form"]["colleagues"].value()
    assert sorted(ticked) == sorted(str(one.pk) for one in (place.teacher, *place.others))
    assert "Tess Teacher: Class teacher (5A)" in page.content.decode()
    assert place.senco.pk not in [user.pk for user in page.context["form"].adults]


def test_each_is_asked_with_a_day_of_their_own_and_the_case_gathers(place: Place) -> None:
    assert ask(place).status_code == 302
    assert {row.asked_id for row in observations(place)} == {one.pk for one in (place.teacher, *place.others)}
    assert {due.owner_id for due in open_deadlines(place)} == {one.pk for one in (place.teacher, *place.others)}
    assert {due.due_on for due in open_deadlines(place)} == {days_from_now(5)}
    with acting_for(place.school):
        case = ConcernCase.objects.get()
    assert (case.state, case.outcome) == ("gathering", "I ask all.")
    assert "What have you noticed?" in client_of(place.others[0]).get(reverse("pupils:concerns")).content.decode()


def test_who_waits_to_answer_is_not_asked_twice(place: Place) -> None:
    ask(place, [place.teacher])
    again = ask(place, [place.teacher])
    assert again.status_code == 422 and "has been asked already" in again.content.decode()
    ask(place)
    assert sorted(row.asked_id for row in observations(place)) == sorted(
        one.pk for one in (place.teacher, *place.others)
    )


def test_the_database_asks_each_once_a_request(place: Place) -> None:
    ask(place, [place.teacher])
    (row,) = observations(place)
    with acting_for(place.school), pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(
            school=place.school, request_id=row.request_id, case=place.case, asked=row.asked, asked_by=place.senco
        )


def test_an_adult_answers_and_is_owed_nothing_more_and_nobody_else_can(place: Place) -> None:
    ask(place, [place.teacher])
    (row,) = observations(place)
    assert client_of(place.others[0]).get(url("observation", row.pk)).status_code == 404
    assert client_of(place.senco).get(url("observation", row.pk)).status_code == 404
    missing = answer(row, sensory="")
    assert missing.status_code == 422 and "Choose one; “Not seen” will do." in missing.content.decode()
    assert answer(row, cognition="4", cognition_words="Reads one word in three.").status_code == 302
    (row,) = observations(place)
    assert (row.cognition, row.sensory, row.cognition_words) == (4, 1, "Reads one word in three.")
    assert open_deadlines(place) == []


def test_the_picture_shows_each_adult_in_words_and_means_of_what_was_seen(place: Place) -> None:
    ask(place)
    first, second, third = observations(place)
    answer(first, cognition="4", cognition_words="One word in three.", sensory="0")
    answer(second, cognition="2", sensory="0")
    page = client_of(place.senco).get(url("observations", place.case.pk)).content.decode()
    for words in ("Very hard", "A little hard", "One word in three.", "mean 3.0 of 4, seen by 2", "Nobody has seen it"):
        assert words in page
    assert "Remind the 1 who has not answered" in page and third.asked.name in page
    assert client_of(place.teacher).get(url("observations", place.case.pk)).status_code == 403


def test_what_was_not_seen_counts_in_no_mean() -> None:
    rows = [Observation(answered_at=dt.datetime.now(dt.UTC), **dict.fromkeys(DOMAINS, 0)) for _ in range(2)]
    rows[0].cognition = 3
    found = {one["name"]: (one["count"], one["mean"]) for one in averages(rows)}
    assert found["Cognition and learning"] == (1, 3.0) and found["Sensory and physical"] == (0, None)


def test_one_tap_reminds_those_who_have_not_answered_once_a_day(place: Place) -> None:
    ask(place)
    answer(observations(place)[0])
    client = client_of(place.senco)
    told = client.post(url("observations-remind", place.case.pk), follow=True).content.decode()
    assert "2 reminded" in told
    assert (
        "reminded today already" in client.post(url("observations-remind", place.case.pk), follow=True).content.decode()
    )
    with acting_for(place.school):
        reminded = set(Reminder.objects.values_list("recipient", flat=True))
    assert reminded == {row.asked_id for row in observations(place)[1:]}


def test_a_settled_case_asks_nobody_any_more_and_taking_that_back_asks_again(place: Place) -> None:
    ask(place)
    with acting_for(place.school):
        version = ConcernCase.objects.get().version
    data = {"to": "closed", "seen_version": version, "why": "Glasses were broken."}
    client = client_of(place.senco)
    client.post(url("concern-triage", place.concern.pk), data)
    assert open_deadlines(place) == []
    assert "What have you noticed?" not in client_of(place.teacher).get(reverse("pupils:concerns")).content.decode()
    client.post(f"{url('case-undo', place.case.pk)}?version={version + 1}")
    assert len(open_deadlines(place)) == 3


def test_a_concern_about_harm_takes_what_was_noticed_to_the_lead(place: Place) -> None:
    make_staff(Role.SAFEGUARDING_LEAD, place.school)
    ask(place, [place.others[0]])
    answer(observations(place)[0], emotional_words="Cries when asked of home")
    client_of(place.teacher).post(url("concern-to-lead", place.concern.pk))
    with acting_for(place.school):
        left = (Concern, ConcernCase, Observation, ObservationRequest, Deadline)
        assert not any(model.objects.exists() for model in left)


def record(place: Place, user: Any, **said: Any) -> Any:
    data = {f"parents-{name}": value for name, value in {"on": dt.date.today(), "told": "yes", **said}.items()}
    return client_of(user).post(url("case-parents", place.case.pk), data)


def test_what_parents_were_told_and_said_is_kept_by_date_with_the_case(place: Place) -> None:
    assert record(place, place.teacher, told="no", why_not="Meeting them on Friday").status_code == 302
    assert record(place, place.senco, response="They see it at home").status_code == 302
    page = client_of(place.teacher).get(url("case", place.case.pk)).content.decode()
    assert "Not yet, because" in page and "Meeting them on Friday" in page and "They see it at home" in page


def test_not_yet_needs_a_reason_and_keeps_what_was_typed(place: Place) -> None:
    refused = record(place, place.teacher, told="no")
    assert refused.status_code == 422 and "Say in a few words why not yet." in refused.content.decode()
    later = record(place, place.teacher, on=days_from_now(3), response="Kept words")
    assert (
        later.status_code == 422
        and "still to come" in later.content.decode()
        and "Kept words" in later.content.decode()
    )
    with acting_for(place.school):
        assert not ParentsInvolved.objects.exists()


def test_who_may_not_read_the_case_cannot_write_of_its_parents(place: Place) -> None:
    assert record(place, make_staff(Role.TEACHER, place.school)).status_code == 404
