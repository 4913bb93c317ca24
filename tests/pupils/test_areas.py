"""The SENCO says what a concern can be about and what is looked for; what a pupil meets is ticked as evidence."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from pupils.actions.areas import usual_areas
from pupils.models import Concern, ConcernArea, Criterion, CriterionMet
from senco.permissions import Role
from senco.rows import acting_for
from tests.bench.pages import counted
from tests.factories import (
    make_class,
    make_concern,
    make_observation,
    make_pupil,
    make_question,
    make_school,
    make_staff,
)
from tests.pupils.test_concerns import client_of, concerns, log, words

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield")
        self.teacher = make_staff(Role.TEACHER, self.school, name="Tess Teacher")
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        group = make_class(self.school, "5A", taught_by=(self.teacher,))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=group)
        with acting_for(self.school):
            usual_areas(self.school.pk)

    def area(self, **wanted: Any) -> ConcernArea:
        with acting_for(self.school):
            return ConcernArea.objects.get(**wanted)

    def criteria(self, **wanted: Any) -> list[Criterion]:
        with acting_for(self.school):
            return list(Criterion.objects.filter(**wanted).in_order())

    def met(self, **wanted: Any) -> list[CriterionMet]:
        with acting_for(self.school):
            return list(CriterionMet.objects.filter(**wanted))


@pytest.fixture
def place() -> Place:
    return Place()


def page(client: Client, name: str, /, *args: Any, **sent: Any) -> str:
    return client.get(reverse(f"pupils:{name}", args=args), sent).content.decode()


def post(client: Client, name: str, /, *args: Any, query: str = "", **sent: Any) -> Any:
    return client.post(reverse(f"pupils:{name}", args=args) + query, sent)


def test_an_area_that_the_senco_adds_is_offered_to_whoever_logs_a_concern(place: Place) -> None:
    assert post(client_of(place.senco), "area-new", name="Handwriting", broad="SP", enough="").status_code == 302
    area = place.area(name="Handwriting")
    assert "Handwriting" in page(client_of(place.teacher), "concern-log")
    log(place.teacher, words(place.pupil, area=area.key))
    (kept,) = concerns(place)
    assert kept.get_area_display() == "Handwriting"
    assert "Handwriting" in page(client_of(place.senco), "concerns")


def test_a_renamed_area_is_called_so_wherever_it_was_used(place: Place) -> None:
    make_concern(place.pupil, by=place.teacher, area="CL")
    client, area = client_of(place.senco), place.area(key="CL")
    answer = post(client, "area", area.pk, name="Learning", broad="CL", enough="2", seen_version=area.version)
    assert answer.status_code == 302
    for name, args in (("concerns", ()), ("pupil", (place.pupil.pk,))):
        text = page(client, name, *args)
        assert "Learning" in text and "Cognition and learning" not in text, name
    timeline = client.get(reverse("timeline", args=[place.pupil.pk])).content.decode()
    assert "Concern logged: Learning" in timeline


def test_a_retired_area_stays_on_old_concerns_and_is_offered_no_more_until_it_is_brought_back(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher, area="SP")
    client, area = client_of(place.senco), place.area(key="SP")
    said = client.post(reverse("pupils:area-retire", args=[area.pk]), follow=True).content.decode()
    assert "?back=1" in said, "the message offers to undo it"
    assert "Sensory and physical" not in page(client_of(place.teacher), "concern-log")
    assert log(place.teacher, words(place.pupil, area="SP")).status_code == 422
    assert "Sensory and physical" in page(client, "concern", concern.pk)
    assert "About" not in page(client, "concerns", area="SP") and "Khan" in page(client, "concerns", area="SP")
    post(client, "area-retire", area.pk, query="?back=1")
    assert "Sensory and physical" in page(client_of(place.teacher), "concern-log")


def test_two_areas_in_use_never_have_one_name(place: Place) -> None:
    client = client_of(place.senco)
    refused = post(client, "area-new", name="sensory and physical", broad="", enough="")
    assert refused.status_code == 422 and "There is an area of this name already." in refused.content.decode()
    gone = place.area(key="SP")
    post(client, "area-retire", gone.pk)
    assert post(client, "area-new", name="Sensory and physical", broad="", enough="").status_code == 302
    said = client.post(reverse("pupils:area-retire", args=[gone.pk]) + "?back=1", follow=True).content.decode()
    assert "Another area has this name by now" in said
    assert place.area(pk=gone.pk).retired_at


def test_areas_and_criteria_are_moved_up_and_down(place: Place) -> None:
    client, area = client_of(place.senco), place.area(key="CL")
    post(client, "area-move", area.pk, query="?up=1")
    post(client, "area-move", area.pk, query="?up=1")
    with acting_for(place.school):
        keys = list(ConcernArea.objects.in_order().values_list("key", flat=True))
    assert keys == ["CL", "CI", "SEMH", "SP", "other"]
    first, second, *_ = place.criteria(area=area)
    post(client, "criterion-move", first.pk)
    assert [one.pk for one in place.criteria(area=area)][:2] == [second.pk, first.pk]


def test_the_second_to_change_an_area_is_shown_both_names(place: Place) -> None:
    client, area = client_of(place.senco), place.area(key="CL")
    sent = {"broad": "CL", "enough": "3", "seen_version": area.version}
    post(client, "area", area.pk, name="Learning", **sent)
    stale = post(client, "area", area.pk, name="Thinking", **sent)
    assert stale.status_code == 409
    assert "It now says: Learning" in stale.content.decode() and "Thinking" in stale.content.decode()


def test_what_is_met_is_ticked_with_who_and_when_and_enough_of_it_speaks_for_sen_support(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher, area="CL")
    client, rows = client_of(place.senco), place.criteria(area__key="CL")
    offered = [row.pk for row in rows]
    post(client, "case-criteria", concern.case_id, offered=offered, met=offered[:2])
    text = page(client, "concern", concern.pk)
    assert "2 of 5 found" in text and "Sam Senco" in text
    assert "Speaks for SEN support" not in text
    post(client, "case-criteria", concern.case_id, offered=offered, met=offered[:3])
    assert "Speaks for SEN support" in page(client, "concern", concern.pk)
    read = page(client_of(place.teacher), "concern", concern.pk)
    assert "Speaks for SEN support" in read and 'name="met"' not in read, "its teacher reads it and ticks nothing"
    timeline = client.get(reverse("timeline", args=[place.pupil.pk])).content.decode()
    assert rows[0].text in timeline


def test_a_tick_taken_back_leaves_its_trace_and_counts_no_more(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher, area="CL")
    client, rows = client_of(place.senco), place.criteria(area__key="CL")
    offered = [row.pk for row in rows]
    post(client, "case-criteria", concern.case_id, offered=offered, met=offered[:1])
    (before,) = place.met()
    post(client, "case-criteria", concern.case_id, offered=offered, met=offered[:2])
    assert place.met(criterion=rows[0])[0].pk == before.pk, "who ticked it first stays named"
    post(client, "case-criteria", concern.case_id, offered=offered)
    assert [one.taken_back_by_id for one in place.met()] == [place.senco.pk] * 2
    assert "0 of 5 found" in page(client, "concern", concern.pk)


def test_a_criterion_of_another_school_or_not_offered_is_not_ticked(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher, area="CL")
    other = make_school("Beech")
    with acting_for(other):
        usual_areas(other.pk)
        strange = Criterion.objects.first()
    mine = place.criteria(area__key="CL")[0]
    post(client_of(place.senco), "case-criteria", concern.case_id, offered=[strange.pk], met=[strange.pk, mine.pk])
    assert place.met() == []


def test_a_criterion_for_another_age_is_not_asked_about_and_a_retired_one_stays_where_it_was_met(place: Place) -> None:
    concern = make_concern(make_pupil(place.school, year="5"), by=place.senco, area="CL")
    client, area = client_of(place.senco), place.area(key="CL")
    for phase in ("primary", "secondary"):
        post(client, "criterion-new", area.pk, text=f"For {phase}", phase=phase, seen_version=0)
    text = page(client, "concern", concern.pk)
    assert "For primary" in text and "For secondary" not in text
    first, second, *_ = place.criteria(area=area)
    post(client, "case-criteria", concern.case_id, offered=[first.pk, second.pk], met=[first.pk])
    for row in (first, second):
        post(client, "criterion-retire", row.pk)
    text = page(client, "concern", concern.pk)
    assert first.text in text and second.text not in text


def test_a_school_that_has_set_no_areas_logs_under_the_usual_ones(place: Place) -> None:
    school = make_school("Beech")
    senco = make_staff(Role.SENCO, school)
    pupil = make_pupil(school, forename="Ben", surname="Beech")
    client = client_of(senco)
    assert log(senco, words(pupil, area="SEMH")).status_code == 302
    assert "Social, emotional and mental health" in page(client, "concerns")
    assert "No areas of your own yet" in page(client, "areas")
    post(client, "areas-begin")
    text = page(client, "areas")
    assert "Sensory and physical" in text and "No areas of your own yet" not in text


def test_a_case_with_everything_costs_twelve_queries_at_most(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher, area="CL")
    make_observation(place.pupil, asked=place.teacher, by=place.senco)
    make_question(place.pupil, asked=place.teacher, by=place.senco)
    client = client_of(place.senco)
    parents = {"parents-on": "2026-11-19", "parents-told": "yes", "parents-response": "They agree."}
    assert post(client, "case-parents", concern.case_id, **parents).status_code == 302
    offered = [row.pk for row in place.criteria(area__key="CL")]
    post(client, "case-criteria", concern.case_id, offered=offered, met=offered[:2])
    for user in (place.senco, place.teacher):
        client = client_of(user)
        client.get(reverse("pupils:concerns"))
        with transaction.atomic(), counted() as seen:
            text = page(client, "case", concern.case_id)
        assert "They agree." in text and "2 of 5 found" in text
        assert len(seen) <= 12, "\n".join(seen)


def test_concerns_logged_before_keep_their_area(place: Place) -> None:
    with acting_for(place.school):
        kept = {one.key: one.name for one in ConcernArea.objects.all()}
    for key in kept:
        concern = make_concern(place.pupil, by=place.teacher, area=key)
        with acting_for(place.school):
            assert Concern.objects.get(pk=concern.pk).get_area_display() == kept[key]
