"""Calls, meetings and mails: with whom, what is owed after them, and whom nothing may be sent to."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.actions.deadlines import close_deadline, hand_over, hand_over_many, pass_on, reopen_deadline
from pupils.models import Contact, Deadline, GroupPupil, GroupStaff, Pupil
from records.actions.communications import CannotSend, edit_communication, owe, write_mail
from records.actions.meetings import school_year, settle_meetings
from records.actions.outgoing import mails_to_send, send_mail_to
from records.models import Communication, CommunicationPerson, Promise
from senco.models import AcademicYear, School, Term, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    make_class,
    make_communication,
    make_contact,
    make_plan,
    make_promise,
    make_pupil,
    make_review,
    make_school,
    make_staff,
    member_of,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LEADS = (Role.SENCO, Role.SAFEGUARDING_LEAD)


@pytest.fixture
def school() -> School:
    return make_school("Oakfield Primary")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Sarah Mensah")


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school, provision="K")


@pytest.fixture
def mother(pupil: Pupil) -> Contact:
    return make_contact(pupil, forename="Ann", surname="Khan", email="ann@example.org", phone="01632 960001")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(**more: Any) -> dict[str, Any]:
    return {
        "kind": "meeting",
        "on": TODAY.isoformat(),
        "about": "Reading",
        "said": "Going well.",
        "others": "Gran",
        **more,
    }


def the_one(model: Any, school: School) -> Any:
    with acting_for(school):
        if model is Deadline:
            return Deadline.objects.get(rule="communication.promise")
        return model.objects.get()


# Keeping what was said


def test_a_meeting_is_kept_with_everybody_who_was_there(
    school: School, senco: User, pupil: Pupil, mother: Contact
) -> None:
    teacher = make_staff(Role.ASSISTANT_SENCO, school, name="Daniel Reid")
    address = reverse("records:communication-new", args=[pupil.pk])
    made = client_of(senco).post(address, typed(contacts=[mother.pk], staff=[teacher.pk], agreed="Read each evening."))
    shown = client_of(senco).get(made["Location"]).content.decode()
    for words in ("Ann Khan, Gran", "Daniel Reid", "Read each evening.", "Reading"):
        assert words in shown


def test_with_nobody_named_it_is_not_kept_and_what_was_typed_stays(school: School, senco: User, pupil: Pupil) -> None:
    answer = client_of(senco).post(reverse("records:communication-new", args=[pupil.pk]), typed(others=""))
    assert answer.status_code == 422
    assert "Say with whom" in answer.content.decode() and "Going well." in answer.content.decode()
    with acting_for(school):
        assert not Communication.objects.exists()


def test_another_pupils_contact_cannot_be_named(school: School, senco: User, pupil: Pupil) -> None:
    other = make_contact(make_pupil(school))
    answer = client_of(senco).post(reverse("records:communication-new", args=[pupil.pk]), typed(contacts=[other.pk]))
    assert answer.status_code == 422


def test_the_second_of_two_who_edit_is_shown_both_texts(school: School, senco: User, pupil: Pupil) -> None:
    kept, client = make_communication(pupil, by=senco, said="First."), client_of(senco)
    address = reverse("records:communication-edit", args=[kept.pk])
    assert client.post(address, typed(said="Second.", seen_version=1)).status_code == 302
    late = client.post(address, typed(said="Third.", seen_version=1))
    assert late.status_code == 409 and "It now says: Second." in late.content.decode()


def test_who_was_there_stays_named_after_they_have_left(
    school: School, senco: User, pupil: Pupil, mother: Contact
) -> None:
    teacher = make_staff(Role.TEACHER, school, name="Daniel Reid")
    client, address = client_of(senco), reverse("records:communication-new", args=[pupil.pk])
    group = make_class(school, "5A", taught_by=(teacher,))
    with acting_for(school):
        GroupPupil.objects.create(school=school, pupil=pupil, group=group, starts_on=TODAY)
    client.post(address, typed(contacts=[mother.pk], staff=[teacher.pk]))
    kept = the_one(Communication, school)
    with acting_for(school):
        Contact.objects.update(is_current=False)
        GroupStaff.objects.all().delete()
    again = typed(contacts=[mother.pk], staff=[teacher.pk], seen_version=1, about="Spelling")
    assert client.post(reverse("records:communication-edit", args=[kept.pk]), again).status_code == 302
    shown = client.get(reverse("records:communication", args=[kept.pk])).content.decode()
    assert "Ann Khan" in shown and "Daniel Reid" in shown and "Spelling" in shown


# What is owed


def test_what_is_owed_is_a_deadline_and_both_end_together(school: School, senco: User, pupil: Pupil) -> None:
    promise = make_promise(make_communication(pupil, by=senco), owner=senco, by=senco)
    due, by = the_one(Deadline, school), member_of(senco)
    assert (due.rule, due.owner, due.due_on) == ("communication.promise", senco, promise.due_on)
    with acting_for(school):
        close_deadline(due, by=by, on=TODAY, today=TODAY)
        assert the_one(Promise, school).done_on == TODAY
        reopen_deadline(due, by=by, today=TODAY)
        assert the_one(Promise, school).done_on is None
    client_of(senco).post(reverse("records:promise-done", args=[promise.pk]))
    assert the_one(Deadline, school).closed_on == TODAY
    client_of(senco).post(reverse("records:promise-done", args=[promise.pk]), {"undo": "1"})
    assert the_one(Deadline, school).closed_on is None


def test_nothing_is_owed_after_an_entry_that_was_taken_away_until_it_is_back(
    school: School, senco: User, pupil: Pupil
) -> None:
    kept, client = make_communication(pupil, by=senco), client_of(senco)
    make_promise(kept, owner=senco, by=senco)
    client.post(reverse("records:communication-remove", args=[kept.pk]))
    assert the_one(Deadline, school).closed_on == TODAY
    client.post(reverse("records:communication-back", args=[kept.pk]))
    assert the_one(Deadline, school).closed_on is None


def test_of_a_confined_thing_only_a_holder_may_own_what_is_owed(school: School, senco: User, pupil: Pupil) -> None:
    make_staff(Role.SAFEGUARDING_LEAD, school)
    teacher = make_staff(Role.TEACHER, school)
    kept = make_communication(pupil, by=senco, only_for=LEADS)
    address = reverse("records:promise-new", args=[kept.pk])
    given = {"what": "Call back", "due_on": days_from_now(3).isoformat(), "owner": teacher.pk}
    assert client_of(senco).post(address, given).status_code == 422
    assert client_of(senco).post(address, {**given, "owner": senco.pk}).status_code == 302
    assert the_one(Deadline, school).confined_to == ["dsl", "senco"]


def test_what_was_owed_is_confined_with_it_and_comes_back_to_a_holder(
    school: School, senco: User, pupil: Pupil
) -> None:
    make_staff(Role.SAFEGUARDING_LEAD, school)
    teacher = make_staff(Role.TEACHER, school)
    kept = make_communication(pupil, by=senco)
    by = member_of(senco)
    with acting_for(school):
        owe(kept, what="Call back", due_on=days_from_now(3), owner=teacher, by=by, today=TODAY)
        values = {"kind": "call", "direction": "", "on": TODAY, "at": None, "others": "Gran", "about": "x", "said": "y"}
        edit_communication(
            kept,
            by=by,
            seen=1,
            values={**values, "agreed": "", "counts_as_meeting": False},
            only_for=LEADS,
            today=TODAY,
        )
        due = Deadline.objects.get()
        assert (due.owner, due.confined_to) == (senco, ["dsl", "senco"])
        assert not Deadline.objects.visible_to(member_of(teacher)).exists()


# Mails sent from here


def test_each_is_sent_a_mail_of_their_own_and_sees_no_other_address(
    school: School, senco: User, pupil: Pupil, mother: Contact
) -> None:
    father = make_contact(pupil, forename="Bo", email="bo@example.org")
    address = reverse("records:communication-mail", args=[pupil.pk])
    given = {
        "contacts": [mother.pk, father.pk],
        "tells": "nothing",
        "about": "Wednesday",
        "said": "Could we meet at four?",
    }
    assert client_of(senco).post(address, given).status_code == 302
    with acting_for(school):
        assert [send_mail_to(pk) for pk in mails_to_send()] == [True, True]
        assert mails_to_send() == []
    assert [one.to for one in mail.outbox] == [["ann@example.org"], ["bo@example.org"]]
    for one, other in zip(mail.outbox, ("bo@", "ann@"), strict=True):
        message: Any = one
        assert other not in message.message().as_string()
        assert message.reply_to == [senco.email]
        assert "Could we meet at four?" in message.body and "Sarah Mensah" in message.body


def test_a_mail_is_sent_once_and_again_with_the_same_id_if_the_server_failed(
    school: School, senco: User, pupil: Pupil, mother: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_for(school):
        write_mail(pupil, [mother], about="Hello", said="Hello.", tells="nothing", by=member_of(senco), today=TODAY)
        (row,) = mails_to_send()
        with monkeypatch.context() as broken:
            broken.setattr("senco.mail._send", lambda *args, **kwargs: 1 / 0)
            assert not send_mail_to(row)
        assert mails_to_send() == [row]
        assert send_mail_to(row) and not send_mail_to(row)
    assert len(mail.outbox) == 1


def test_who_must_not_be_contacted_is_not_offered_and_cannot_be_sent_anything(
    school: School, senco: User, pupil: Pupil, mother: Contact
) -> None:
    barred = make_contact(
        pupil, forename="Carl", email="carl@example.org", phone="01632 960999",
        must_not_contact=True, must_not_why="Order of the court.",
    )  # fmt: skip
    address = reverse("records:communication-mail", args=[pupil.pk])
    assert "carl@example.org" not in client_of(senco).get(address).content.decode()
    given = {"contacts": [barred.pk], "tells": "nothing", "about": "Hello", "said": "Hello."}
    assert client_of(senco).post(address, given).status_code == 422
    with acting_for(school):
        with pytest.raises(CannotSend, match="must not be contacted: Order of the court"):
            write_mail(
                pupil, [mother, barred], about="Hello", said="Hello.", tells="nothing", by=member_of(senco), today=TODAY
            )
        assert not CommunicationPerson.objects.exists()


@pytest.mark.parametrize(
    ("may_see", "tells", "sent"),
    [
        ("nothing", "nothing", True),
        ("nothing", "reviews", False),
        ("nothing", "papers", False),
        ("reviews", "reviews", True),
        ("reviews", "papers", False),
        ("all", "papers", True),
        ("", "papers", True),
    ],
)
def test_nobody_is_sent_more_than_they_may_be_shown(
    school: School, senco: User, pupil: Pupil, mother: Contact, may_see: str, tells: str, sent: bool
) -> None:
    with acting_for(school):
        Contact.objects.update(may_see=may_see)
    given = {"contacts": [mother.pk], "tells": tells, "about": "Hello", "said": "Kept words."}
    answer = client_of(senco).post(reverse("records:communication-mail", args=[pupil.pk]), given)
    assert answer.status_code == (302 if sent else 422)
    if not sent:
        assert "Ann Khan may be shown" in answer.content.decode() and "Kept words." in answer.content.decode()
    with acting_for(school):
        assert len(mails_to_send()) == sent


def test_we_do_not_get_in_touch_with_who_must_not_be_contacted_and_what_they_did_is_kept(
    school: School, senco: User, pupil: Pupil
) -> None:
    barred = make_contact(pupil, forename="Carl", must_not_contact=True, must_not_why="Order of the court.")
    client, address = client_of(senco), reverse("records:communication-new", args=[pupil.pk])
    for kind in ("letter", "email", "meeting"):
        refused = client.post(address, typed(kind=kind, direction="out", contacts=[barred.pk]))
        assert refused.status_code == 422 and "Order of the court" in refused.content.decode()
        assert "Going well." in refused.content.decode()
    assert client.post(address, typed(kind="call", direction="in", contacts=[barred.pk])).status_code == 302


def test_a_reviews_page_says_whom_not_to_invite(senco: User, pupil: Pupil) -> None:
    make_contact(pupil, forename="Carl", surname="Gone", must_not_contact=True, must_not_why="Order of the court.")
    make_contact(pupil, forename="Rita", surname="Views", may_see="reviews")
    make_contact(pupil, forename="Evelyn", surname="All", may_see="all")
    review = make_review(make_plan(pupil))
    shown = client_of(senco).get(reverse("records:review", args=[review.pk])).content.decode()
    assert "Do not invite Carl Gone" in shown and "Order of the court" in shown
    assert "Rita Views may be shown reviews only" in shown and "Evelyn All" not in shown


def test_who_may_no_longer_be_contacted_when_the_worker_comes_to_it_is_not_sent_it(
    school: School, senco: User, pupil: Pupil, mother: Contact
) -> None:
    with acting_for(school):
        write_mail(pupil, [mother], about="Hello", said="Hello.", tells="nothing", by=member_of(senco), today=TODAY)
        Contact.objects.update(must_not_contact=True)
        (row,) = mails_to_send()
        assert not send_mail_to(row)
        assert CommunicationPerson.objects.get().refusal.startswith("Not sent")
    assert not mail.outbox


def test_whoever_must_not_be_contacted_is_shown_loudly_without_a_number_or_an_address_to_tap(
    school: School, senco: User, pupil: Pupil
) -> None:
    make_contact(pupil, forename="Carl", email="carl@example.org", phone="01632 960999", must_not_contact=True)
    for name in ("pupils:contacts", "pupils:pupil"):
        shown = client_of(senco).get(reverse(name, args=[pupil.pk])).content.decode()
        assert "Must not be contacted." in shown
        assert "mailto:carl" not in shown and "tel:01632960999" not in shown


# The three meetings a year


def terms(school: School) -> None:
    first = TODAY.year if TODAY.month >= 9 else TODAY.year - 1
    days = [((9, 2), (12, 18)), ((1, 5), (3, 26)), ((4, 13), (7, 21))]
    with acting_for(school):
        year = AcademicYear.objects.create(
            school=school, name="Y", starts_on=dt.date(first, 9, 2), ends_on=dt.date(first + 1, 7, 21)
        )
        for start, end in days:
            Term.objects.create(
                school=school, name="T", year=year, starts_on=dt.date(first + (start[0] < 9), *start),
                ends_on=dt.date(first + (end[0] < 9), *end),
            )  # fmt: skip


def test_the_year_is_shared_out_over_the_schools_own_terms_or_over_three_parts() -> None:
    own = [(dt.date(2026, 9, 2), dt.date(2026, 12, 18)), (dt.date(2027, 1, 4), dt.date(2027, 3, 25)),
           (dt.date(2027, 4, 12), dt.date(2027, 7, 21))]  # fmt: skip
    year = school_year(dt.date(2026, 11, 22), own)
    assert [year.due_after(held) for held in range(4)] == [*(end for _, end in own), None]
    halves = [(dt.date(2026, 9, 2), dt.date(2026, 10, 23)), (dt.date(2026, 11, 2), dt.date(2026, 12, 18)),
              (dt.date(2027, 1, 4), dt.date(2027, 2, 12)), (dt.date(2027, 2, 22), dt.date(2027, 3, 25)),
              (dt.date(2027, 4, 12), dt.date(2027, 5, 28)), (dt.date(2027, 6, 7), dt.date(2027, 7, 21))]  # fmt: skip
    assert school_year(dt.date(2026, 11, 22), halves).due_after(0) == dt.date(2026, 12, 18)
    assert school_year(dt.date(2027, 2, 1)).due_after(1) == dt.date(2027, 3, 31)


def test_a_meeting_with_parents_counts_and_the_pupils_page_says_what_is_next(
    school: School, senco: User, pupil: Pupil
) -> None:
    terms(school)
    given = typed(counts_as_meeting="on")
    client_of(senco).post(reverse("records:communication-new", args=[pupil.pk]), given)
    shown = client_of(senco).get(reverse("records:pupil-meetings", args=[pupil.pk])).content.decode()
    assert "<strong>1 of 3</strong>" in shown and "next due by" in shown


def test_a_letter_does_not_count_and_nor_does_what_only_some_may_know(
    school: School, senco: User, pupil: Pupil
) -> None:
    make_staff(Role.SAFEGUARDING_LEAD, school)
    address = reverse("records:communication-new", args=[pupil.pk])
    letter = client_of(senco).post(address, typed(kind="letter", counts_as_meeting="on"))
    assert "Only a meeting" in letter.content.decode()
    secret = client_of(senco).post(address, typed(counts_as_meeting="on", only_for=["senco", "dsl"]))
    assert "cannot count" in secret.content.decode()


def test_the_next_meeting_is_due_six_weeks_before_the_terms_end_and_met_by_recording_it(
    school: School, senco: User, pupil: Pupil
) -> None:
    year = school_year(TODAY)
    end = year.part_of(TODAY)[1]
    held = sum(1 for part in year.parts if part[1] < end)
    for n in range(held):
        make_communication(pupil, by=senco, on=year.parts[n][0], counts_as_meeting=True, kind="meeting")
    make_pupil(school, provision="N")
    with acting_for(school):
        assert settle_meetings(school.pk, today=end - dt.timedelta(days=43)) == 0
        settle_meetings(school.pk, today=end - dt.timedelta(days=42))
        due = Deadline.objects.get(rule="parents.meeting")
        assert (due.pupil_id, due.due_on, due.closed_on) == (pupil.pk, end, None)
        make_communication(pupil, by=senco, on=TODAY, counts_as_meeting=True, kind="meeting")
        settle_meetings(school.pk, today=end - dt.timedelta(days=41))
        due.refresh_from_db()
        assert due.closed_on is not None


def test_the_list_names_those_on_sen_support_whose_parents_were_not_met_this_term(
    school: School, senco: User, pupil: Pupil
) -> None:
    met = make_pupil(school, provision="K", surname="Alreadymet")
    make_communication(met, by=senco, on=TODAY, counts_as_meeting=True, kind="meeting")
    make_pupil(school, provision="N", surname="Nosupport")
    shown = client_of(senco).get(reverse("records:parent-meetings")).content.decode()
    assert pupil.name in shown
    assert "Alreadymet" not in shown and "Nosupport" not in shown


# Whose a promise is


def owed_by_a_teacher(school: School, senco: User, pupil: Pupil, **fields: Any) -> tuple[Promise, User]:
    teacher = make_staff(Role.TEACHER, school, name="Tess Teacher")
    kept = make_communication(pupil, by=senco, said="Mum was in tears about the debt.", about="Money", **fields)
    return make_promise(kept, owner=teacher, by=senco, what="Send the book list"), teacher


def test_a_teacher_reads_and_ticks_off_what_they_owe_and_nothing_else_of_what_was_said(
    school: School, senco: User, pupil: Pupil
) -> None:
    promise, teacher = owed_by_a_teacher(school, senco, pupil)
    client, address = client_of(teacher), reverse("records:promise", args=[promise.pk])
    shown = client.get(address).content.decode()
    assert "Send the book list" in shown and "Sarah Mensah" in shown
    assert "debt" not in shown and "Money" not in shown and pupil.surname not in shown
    assert client.get(reverse("records:communication", args=[promise.communication_id])).status_code == 403
    client.post(reverse("records:promise-done", args=[promise.pk]))
    with acting_for(school):
        assert Promise.objects.get().done_on == TODAY
    assert client_of(make_staff(Role.TEACHER, school)).get(address).status_code == 404


def test_a_promise_of_what_is_taken_away_or_was_confined_is_not_read_by_its_owner(
    school: School, senco: User, pupil: Pupil
) -> None:
    promise, teacher = owed_by_a_teacher(school, senco, pupil)
    address = reverse("records:promise", args=[promise.pk])
    with acting_for(school):
        Communication.objects.update(confined_to=["dsl", "senco"])
    assert client_of(teacher).get(address).status_code == 404
    with acting_for(school):
        Communication.objects.update(confined_to=[], removed_at=timezone.now())
    assert client_of(teacher).get(address).status_code == 404


def test_a_promise_goes_with_its_deadline_to_whoever_is_given_it(school: School, senco: User, pupil: Pupil) -> None:
    promise, teacher = owed_by_a_teacher(school, senco, pupil)
    other = make_staff(Role.TEACHER, school)
    group = make_class(school, taught_by=(teacher, other))
    with acting_for(school):
        GroupPupil.objects.create(school=school, pupil=pupil, group=group, starts_on=TODAY)
        by, due = member_of(senco), the_one(Deadline, school)
        hand_over(due, to=other, by=by, today=TODAY)
        assert Promise.objects.get().owner == other
        hand_over_many([due], to=teacher, by=by, today=TODAY)
        assert Promise.objects.get().owner == teacher


def test_what_a_leaver_owed_is_owed_by_whom_it_is_passed_on_to(school: School, senco: User, pupil: Pupil) -> None:
    promise, teacher = owed_by_a_teacher(school, senco, pupil)
    with acting_for(school):
        assert pass_on(teacher, school_id=school.pk, today=TODAY) == 1
        assert Promise.objects.get().owner == senco == the_one(Deadline, school).owner
