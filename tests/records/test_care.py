"""Looked-after pupils: who may know what, what was known before, and a personal education plan each term."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils.actions.deadlines import close_deadline, reopen_deadline
from pupils.actions.leavers import resume_returners_deadlines, stop_leavers_deadlines
from pupils.models import Characteristic, Deadline, Enrolment
from records.actions.peps import RULE, settle_peps
from records.models import CareConsent, CareDetails, Pep
from senco.models import AccessLog, Membership
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import days_from_now, give_role, make_pupil, make_school, make_staff, member_of

pytestmark = pytest.mark.django_db
NEEDS = (Role.SENCO, Role.DESIGNATED_TEACHER, Role.SAFEGUARDING_LEAD, Role.HEADTEACHER)
AUTUMN, IN_AUTUMN, IN_SPRING = dt.date(2026, 12, 31), dt.date(2026, 10, 5), dt.date(2027, 1, 20)
SAID = {"authority": "Kent", "worker": "Tom Hartley", "responsibility": "Kent, by a care order.", "as_of": "2026-09-10"}


@pytest.fixture
def place() -> Any:
    school = make_school("Oakfield")
    pupil = make_pupil(school, surname="Cared", provision="K")
    with acting_for(school):
        Characteristic.objects.create(
            school=school, pupil=pupil, kind="looked_after", starts_on=dt.date(2025, 1, 6), detail="Kent"
        )
    teacher = make_staff(Role.DESIGNATED_TEACHER, school, name="Diane Webb")
    return SimpleNamespace(school=school, pupil=pupil, teacher=teacher, senco=make_staff(Role.SENCO, school))


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(user: Any, place: Any) -> str:
    return client_of(user).get(reverse("records:care", args=[place.pupil.pk])).content.decode()


def settled(place: Any, day: dt.date) -> list[Deadline]:
    """What is open after that night, the first due first."""
    with acting_for(place.school):
        settle_peps(place.school.pk, today=day)
        return list(Deadline.objects.open().filter(rule=RULE).select_related("owner").in_order())


# Who answers for the child


def test_what_is_written_is_read_by_those_who_need_it_and_each_opening_is_kept(place: Any) -> None:
    edit = reverse("records:care-edit", args=[place.pupil.pk])
    assert client_of(place.teacher).post(edit, {**SAID, "seen_version": 0}).status_code == 302
    for role in NEEDS:
        shown = page_of(make_staff(role, place.school), place)
        assert "Tom Hartley" in shown and "Kent, by a care order." in shown and "Diane Webb" in shown, role
    with acting_for(place.school):
        assert AccessLog.objects.filter(subject_kind="caredetails", pupil_id=place.pupil.pk).count() == len(NEEDS)


def test_others_are_refused_and_are_shown_no_way_to_it(place: Any) -> None:
    address = reverse("records:care", args=[place.pupil.pk])
    for role in (Role.ASSISTANT_SENCO, Role.PASTORAL_LEAD, Role.OFFICE):
        client = client_of(make_staff(role, place.school))
        assert client.get(address).status_code == 403
        assert address not in client.get(reverse("pupils:contacts", args=[place.pupil.pk])).content.decode()
    assert address in client_of(place.senco).get(reverse("pupils:contacts", args=[place.pupil.pk])).content.decode()


def test_the_second_of_two_who_write_is_shown_both_texts_and_the_first_text_stays_in_the_history(place: Any) -> None:
    edit, client = reverse("records:care-edit", args=[place.pupil.pk]), client_of(place.senco)
    client.post(edit, {**SAID, "seen_version": 0})
    late = client_of(place.teacher).post(edit, {**SAID, "worker": "Una Field", "seen_version": 0})
    assert late.status_code == 409 and "It now says: Tom Hartley" in late.content.decode()
    assert client.post(edit, {**SAID, "worker": "Una Field", "seen_version": 1}).status_code == 302
    told = client.get(reverse("records:care-history", args=[place.pupil.pk])).content.decode()
    assert "Tom Hartley became Una Field" in told


def test_who_may_consent_is_dated_and_ended_and_the_end_is_taken_back(place: Any) -> None:
    client = client_of(place.teacher)
    said = {"what": "trips", "who": "Foster carer", "starts_on": "2026-09-10", "note": ""}
    assert client.post(reverse("records:consent-new", args=[place.pupil.pk]), said).status_code == 302
    with acting_for(place.school):
        pk = CareConsent.objects.get().pk
    client.post(reverse("records:consent-end", args=[pk]))
    with acting_for(place.school):
        assert CareConsent.objects.get().ends_on == days_from_now(0)
    client.post(reverse("records:consent-end", args=[pk]) + "?undo=1")
    shown = page_of(place.teacher, place)
    assert "Foster carer" in shown and "no longer in force" not in shown


def test_care_is_in_the_timeline_of_those_who_need_it_alone(place: Any) -> None:
    with acting_for(place.school):
        common = {"school": place.school, "pupil": place.pupil, "written_by": place.senco}
        CareConsent.objects.create(what="trips", who="Foster Carer Person", starts_on=dt.date(2026, 9, 10), **common)
        Pep.objects.create(
            starts_on=dt.date(2026, 9, 1),
            ends_on=AUTUMN,
            held_on=dt.date(2026, 10, 1),
            agreed="Read.",
            **common,
        )
    address = reverse("timeline", args=[place.pupil.pk])
    known = client_of(place.teacher).get(address).content.decode()
    assert "Foster Carer Person" in known and "Read." in known
    hidden = client_of(make_staff(Role.ASSISTANT_SENCO, place.school)).get(address).content.decode()
    assert "Foster Carer Person" not in hidden and "Read." not in hidden


# The personal education plan


def test_each_term_of_a_looked_after_pupil_owes_a_plan_to_the_designated_teacher(place: Any) -> None:
    one = settled(place, IN_AUTUMN)
    assert [(row.due_on, row.owner) for row in one] == [(AUTUMN, place.teacher)]
    assert len(settled(place, IN_AUTUMN)) == 1
    both = settled(place, IN_SPRING)
    assert [row.due_on for row in both] == [AUTUMN, dt.date(2027, 3, 31)], "one that was missed stays late"


def test_a_pupil_who_was_looked_after_before_owes_none(place: Any) -> None:
    other = make_pupil(place.school)
    with acting_for(place.school):
        Characteristic.objects.create(
            school=place.school, pupil=other, kind="previously_looked_after", starts_on=dt.date(2025, 1, 6)
        )
    assert {row.pupil_id for row in settled(place, IN_AUTUMN)} == {place.pupil.pk}


def test_with_no_designated_teacher_somebody_owns_it_until_there_is_one(place: Any) -> None:
    with acting_for(place.school):
        Membership.objects.filter(user=place.teacher).delete()
    row = settled(place, IN_AUTUMN)[0]
    assert row.owner == place.senco and "Nobody is designated teacher" in row.why
    give_role(place.teacher, Role.DESIGNATED_TEACHER, place.school)
    row = settled(place, IN_AUTUMN)[0]
    assert row.owner == place.teacher and "Nobody" not in row.why


def test_one_that_was_handed_over_stays_with_whom_it_was_given_to(place: Any) -> None:
    row = settled(place, IN_AUTUMN)[0]
    with acting_for(place.school):
        row.owner = place.senco
        row.save(update_fields=["owner"])
    assert settled(place, IN_AUTUMN)[0].owner == place.senco


def test_the_recorded_review_settles_it_and_taking_it_back_owes_it_again(place: Any) -> None:
    client, day = client_of(place.teacher), days_from_now(0)
    begun = client.post(reverse("records:pep-begin", args=[place.pupil.pk]))
    with acting_for(place.school):
        row = Pep.objects.get()
    assert begun["Location"] == reverse("records:pep", args=[row.pk])
    assert f'value="{day.isoformat()}"' in client.get(begun["Location"]).content.decode(), "today, unless one says so"
    typed = {"held_on": day.isoformat(), "agreed": "Maths on Tuesdays.", "seen_version": 1}
    assert client.post(reverse("records:pep", args=[row.pk]), typed).status_code == 302
    assert settled(place, day) == [] and "Maths on Tuesdays." in page_of(place.teacher, place)
    client.post(reverse("records:pep-undo", args=[row.pk]))
    with acting_for(place.school):
        assert Deadline.objects.open().filter(rule=RULE).count() == 1
        assert Deadline.objects.filter(rule=RULE).count() == 1, "the same row, with its history"


def test_a_day_to_come_is_refused_beside_the_field_and_what_was_typed_stays(place: Any) -> None:
    settled(place, days_from_now(0))
    with acting_for(place.school):
        row = Pep.objects.get()
    typed = {"held_on": days_from_now(3).isoformat(), "agreed": "Keep me.", "seen_version": 1}
    answer = client_of(place.teacher).post(reverse("records:pep", args=[row.pk]), typed)
    assert answer.status_code == 422 and "still to come" in answer.content.decode()
    assert "Keep me." in answer.content.decode()


def test_its_deadline_closed_and_opened_again_elsewhere_says_the_same_of_the_plan(place: Any) -> None:
    row, by, day = settled(place, IN_AUTUMN)[0], member_of(place.senco), IN_AUTUMN
    with acting_for(place.school):
        close_deadline(row, by=by, on=day, today=day)
        assert Pep.objects.get().held_on == day
        reopen_deadline(row, by=by, today=day)
        assert Pep.objects.get().held_on is None


def test_it_ends_when_the_pupil_leaves_care(place: Any) -> None:
    settled(place, IN_AUTUMN)
    with acting_for(place.school):
        Characteristic.objects.filter(pupil=place.pupil).update(ends_on=dt.date(2026, 10, 20))
    assert settled(place, dt.date(2026, 10, 21)) == []
    with acting_for(place.school):
        assert Deadline.objects.get(rule=RULE).closed_why == "No longer looked after."


def test_it_ends_when_the_pupil_leaves_the_school_and_comes_back_with_them(place: Any) -> None:
    settled(place, IN_AUTUMN)
    left, back = dt.date(2026, 10, 9), dt.date(2026, 11, 2)
    with acting_for(place.school):
        Enrolment.objects.filter(pupil=place.pupil).update(ends_on=left)
        stop_leavers_deadlines(place.school.pk, today=dt.date(2026, 10, 12))
    assert settled(place, dt.date(2026, 10, 13)) == []
    with acting_for(place.school):
        Enrolment.objects.create(school=place.school, pupil=place.pupil, starts_on=back)
        resume_returners_deadlines(place.school.pk, today=back)
        assert Deadline.objects.open().filter(rule=RULE).count() == 1


def test_the_designated_teachers_first_page_shows_this_terms_plan(place: Any) -> None:
    settled(place, days_from_now(0))
    shown = client_of(place.teacher).get("/").content.decode()
    with acting_for(place.school):
        row = Pep.objects.get()
    assert reverse("records:pep", args=[row.pk]) in shown and "not recorded here yet" not in shown
    with acting_for(place.school):
        Pep.objects.update(held_on=days_from_now(0))
    assert "Held" in client_of(place.teacher).get("/").content.decode()


def test_care_of_another_school_does_not_exist(place: Any) -> None:
    other = make_school()
    with acting_for(place.school):
        CareDetails.objects.create(
            school=place.school, pupil=place.pupil, as_of=IN_AUTUMN, written_by=place.senco, worker="Tom"
        )
    with acting_for(other):
        assert not CareDetails.objects.exists()
