"""Who has read which passport, and being asked to."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from pupils.models import Deadline, GroupStaff, Pupil
from records.actions.readings import READ
from records.models import PassportChase, PassportReading, PassportVersion
from records.tasks import sweep_passports, tell_reader
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    make_class,
    make_passport,
    make_pupil,
    make_safety,
    make_school,
    make_staff,
)
from tests.records.pages import opened, posted, queries_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Priya Shah")


@pytest.fixture
def teacher(school: School) -> User:
    return make_staff(Role.TEACHER, school, name="Dan Reid")


@pytest.fixture
def group(school: School, teacher: User) -> Any:
    return make_class(school, "5A", taught_by=(teacher, make_staff(Role.TEACHING_ASSISTANT, school, name="Kay Bell")))


@pytest.fixture
def pupil(school: School, group: Any) -> Pupil:
    return make_pupil(school, forename="Mina", surname="Stone", provision="K", group=group)


@pytest.fixture
def client(senco: User) -> Client:
    return signed_in(senco)


@pytest.fixture
def sent(settings: Any) -> list[Any]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


def ask(client: Client, school: School, user: User) -> str:
    url = reverse("records:passport-chase", args=[school.pk, user.pk])
    return client.post(url, follow=True).content.decode()


def test_the_senco_sees_who_has_not_read_what_by_adult_and_by_pupil(
    client: Client, senco: User, teacher: User, pupil: Pupil
) -> None:
    version = make_passport(pupil, by=senco)
    page = opened(client, "readings")
    assert "Dan Reid" in page and "Kay Bell" in page and "0 of 2 passports are read" in page
    posted(signed_in(teacher), "passport-read", version.pk)
    page = opened(client, "readings")
    assert "Dan Reid" not in page and "Kay Bell" in page and "1 of 2 passports are read" in page
    assert "Dan Reid" in opened(client, "readings", show="all")
    by_pupil = opened(client, "readings", by="pupil")
    assert "Mina Stone" in by_pupil and "Kay Bell" in by_pupil


def test_only_adults_who_teach_the_pupil_today_are_to_read(
    client: Client, school: School, senco: User, teacher: User, group: Any, pupil: Pupil
) -> None:
    make_passport(pupil, by=senco)
    make_staff(Role.TEACHER, school, name="Ola Other")
    with acting_for(school):
        GroupStaff.objects.filter(user=teacher).update(ends_on=days_from_now(-1))
    page = opened(client, "readings")
    assert "Dan Reid" not in page and "Ola Other" not in page and "Kay Bell" in page


def test_somebody_who_teaches_the_pupil_twice_reads_once(
    client: Client, school: School, senco: User, teacher: User, pupil: Pupil
) -> None:
    second = make_class(school, "Maths", taught_by=(teacher,), kind="subject")
    with acting_for(school):
        pupil.group_rows.create(school=school, group=second, starts_on=days_from_now(-10))
    make_passport(pupil, by=senco)
    assert "0 of 2 passports are read" in opened(client, "readings")


def test_a_new_version_is_to_be_read_anew_and_an_old_one_is_not_taken_for_it(
    client: Client, senco: User, teacher: User, pupil: Pupil
) -> None:
    first = make_passport(pupil, by=senco)
    reader = signed_in(teacher)
    posted(reader, "passport-read", first.pk)
    make_safety(pupil)
    second = make_passport(pupil, by=senco)
    assert "Dan Reid" in opened(client, "readings")
    posted(reader, "passport-read", first.pk)
    with acting_for(pupil.school_id):
        assert not PassportReading.objects.filter(version=second).exists()
    posted(reader, "passport-read", second.pk)
    posted(reader, "passport-read", second.pk)
    with acting_for(pupil.school_id):
        assert PassportReading.objects.filter(version=second, user=teacher).count() == 1


def test_asking_sends_one_mail_that_names_nobody_and_sets_a_date(
    client: Client, school: School, senco: User, teacher: User, pupil: Pupil, sent: list[Any]
) -> None:
    make_passport(pupil, by=senco)
    assert "Dan Reid is asked" in ask(client, school, teacher)
    with acting_for(school):
        chase = PassportChase.objects.get()
        due = Deadline.objects.open().get(rule=READ)
    assert due.owner_id == teacher.pk and due.pupil_id is None and due.due_on > days_from_now(1)
    tell_reader(school.pk, chase.pk)
    tell_reader(school.pk, chase.pk)
    assert [one.to for one in sent] == [[teacher.email]]
    whole = sent[0].subject + sent[0].body + sent[0].alternatives[0][0]
    assert "Mina" not in whole and "Stone" not in whole and "5A" not in whole
    assert reverse("records:to-read", args=[chase.pk]) in whole
    ask(client, school, teacher)
    tell_reader(school.pk, chase.pk)
    assert len(sent) == 1


def test_a_mail_that_no_message_reached_is_taken_up_by_the_sweep(
    client: Client, school: School, senco: User, teacher: User, pupil: Pupil, sent: list[Any], settings: Any
) -> None:
    make_passport(pupil, by=senco)
    ask(client, school, teacher)
    from senco.celery import app

    app.conf.task_always_eager = True
    try:
        sweep_passports()
    finally:
        app.conf.task_always_eager = False
    assert [one.to for one in sent] == [[teacher.email]]


def test_who_was_asked_finds_what_to_read_and_is_done_when_all_is_read(
    client: Client, school: School, senco: User, teacher: User, pupil: Pupil
) -> None:
    version = make_passport(pupil, by=senco)
    ask(client, school, teacher)
    with acting_for(school):
        chase = PassportChase.objects.get()
        due = Deadline.objects.open().get(rule=READ)
    reader = signed_in(teacher)
    assert "Mina Stone" in opened(reader, "to-read", chase.pk)
    reader.post(reverse("pupils:deadline-close", args=[due.pk]), {"on": days_from_now(0).isoformat()})
    with acting_for(school):
        assert Deadline.objects.open().filter(rule=READ).exists(), "a tick alone reads nothing"
    posted(reader, "passport-read", version.pk)
    with acting_for(school):
        assert not Deadline.objects.open().filter(rule=READ).exists()
        assert PassportChase.objects.get().done_on == days_from_now(0)
    assert "You have read everything" in opened(reader, "to-read", chase.pk)
    assert "has read everything" in ask(client, school, teacher)


def test_nobody_is_asked_at_a_school_that_is_not_ones_own(senco: User, teacher: User, school: School) -> None:
    there = make_school("Elsewhere")
    stranger = make_staff(Role.TEACHER, there)
    group = make_class(there, "1A", taught_by=(stranger,))
    make_passport(make_pupil(there, group=group), by=make_staff(Role.SENCO, there))
    client = signed_in(senco)
    for at, user in ((there, stranger), (school, stranger), (there, teacher)):
        assert client.post(reverse("records:passport-chase", args=[at.pk, user.pk])).status_code == 404
    assert "Elsewhere" not in opened(client, "readings")


def test_the_page_asks_as_much_for_forty_adults_as_for_two(
    client: Client, school: School, senco: User, pupil: Pupil
) -> None:
    make_passport(pupil, by=senco)
    few = queries_of(client, "readings")
    for number in range(12):
        adults = tuple(make_staff(Role.TEACHER, school) for _ in range(3))
        child = make_pupil(school, group=make_class(school, f"{number}X", taught_by=adults))
        make_passport(child, by=senco)
    assert queries_of(client, "readings") == few
    with acting_for(school):
        assert PassportVersion.objects.count() == 13


def test_a_senco_who_teaches_the_pupil_says_so_on_the_same_page(school: School, group: Any, pupil: Pupil) -> None:
    both = make_staff(Role.SENCO, school, name="Bo Both")
    with acting_for(school):
        group.staff_rows.create(school=school, user=both, starts_on=days_from_now(-9))
    version = make_passport(pupil, by=both)
    client = signed_in(both)
    url = reverse("records:passport-read", args=[version.pk])
    assert f'action="{url}"' in opened(client, "passport", pupil.pk)
    client.post(url)
    assert f'action="{url}"' not in opened(client, "passport", pupil.pk)


def test_the_first_page_of_a_teacher_says_how_many_are_to_read(senco: User, teacher: User, pupil: Pupil) -> None:
    version = make_passport(pupil, by=senco)
    reader = signed_in(teacher)
    assert "1 passport to read" in reader.get(reverse("today")).content.decode()
    posted(reader, "passport-read", version.pk)
    assert "Know it in five minutes" in reader.get(reverse("today")).content.decode()
