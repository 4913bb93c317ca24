"""The supply teacher's copy: a link for one day, for nobody with an account, that says no more than it must."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.models import Pupil
from senco.models import School, SharedLink, SharedLinkOpening, User
from senco.permissions import Role
from senco.rows import acting_for
from senco.signed import PAGES, of_day, open_link
from tests.factories import (
    days_from_now,
    make_class,
    make_link,
    make_passport,
    make_pupil,
    make_safety,
    make_school,
    make_staff,
    make_strategy,
)
from tests.records.pages import opened, posted, refused, signed_in

pytestmark = pytest.mark.django_db
ENDED = "This link opens nothing: it has ended, or was cut in two, so ask the school’s office for a new one."


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school)


@pytest.fixture
def teacher(school: School) -> User:
    return make_staff(Role.TEACHER, school)


@pytest.fixture
def group(school: School, teacher: User) -> Any:
    return make_class(school, "5A", taught_by=(teacher,))


@pytest.fixture
def amira(school: School, senco: User, group: Any) -> Pupil:
    pupil = make_pupil(school, forename="Amira", surname="Taylor", provision="E", needs=("ASD",), group=group)
    make_safety(pupil, "Give the juice from the red bag.", about="Type 1 diabetes", source="Nurse Jones")
    make_strategy(pupil, "Shouting is bad", kind="avoid")
    make_passport(pupil, by=senco, always=("Sit near the front",), facts="Lives with her aunt.")
    return pupil


def read(path: str) -> Any:
    return Client().get(path)


def made(user: User, group: Any, on: dt.date | None = None) -> str:
    """Through the page; the path of the link that it shows."""
    text = posted(signed_in(user), "supply", group.pk, on=(on or days_from_now(0)).isoformat()).content.decode()
    url = text.split('id="address" type="text" readonly value="')[1].split('"')[0]
    return url.removeprefix("http://testserver")


def test_the_copy_shows_safety_and_what_is_always_done_and_nothing_else(
    teacher: User, group: Any, amira: Pupil
) -> None:
    answer = read(made(teacher, group))
    text = answer.content.decode()
    assert answer.status_code == 200
    for words in ("5A", "Amira T", "Give the juice from the red bag.", "Sit near the front", "Oakfield"):
        assert words in text, words
    hidden = ("Taylor", "diabetes", "Nurse Jones", "ASD", "Autis", "EHC", "aunt", "trains", "Idea", "Shouting", "UPN")
    for words in hidden:
        assert words not in text, words


def test_the_copy_leads_nowhere_and_is_kept_nowhere(teacher: User, group: Any, amira: Pupil) -> None:
    answer = read(made(teacher, group))
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"] and answer["Referrer-Policy"] == "no-referrer"
    text = answer.content.decode()
    assert "<a " not in text and "<form" not in text and "<script" not in text
    assert 'content="noindex, nofollow"' in text


def test_it_ends_with_the_day_in_england(teacher: User, group: Any, amira: Pupil) -> None:
    link, path = make_link(group, by=teacher)
    secret = path.split("/")[-2]
    start, end = of_day(days_from_now(0))
    minute = dt.timedelta(minutes=1)
    with acting_for(group.school_id):
        assert open_link(secret, now=end - minute) == link
        assert open_link(secret, now=end) is None and open_link(secret, now=start - minute) is None
    assert timezone.localtime(end).time() == dt.time(0, 0) and timezone.localtime(start).time() == dt.time(0, 0)
    with acting_for(group.school_id):
        SharedLink.objects.update(starts_at=start - dt.timedelta(days=1), ends_at=start)
    answer = read(path)
    assert answer.status_code == 404 and ENDED in answer.content.decode() and "Amira" not in answer.content.decode()


def test_a_day_of_twenty_five_hours_is_one_day() -> None:
    start, end = of_day(dt.date(2026, 10, 25))
    assert end.timestamp() - start.timestamp() == 25 * 3600


def test_a_link_for_monday_opens_on_monday_only(teacher: User, group: Any, amira: Pupil) -> None:
    path = made(teacher, group, days_from_now(3))
    assert read(path).status_code == 404
    with acting_for(group.school_id):
        assert open_link(path.split("/")[-2], now=of_day(days_from_now(3))[0]) is not None


def test_a_withdrawn_link_opens_nothing_from_then_on(teacher: User, group: Any, amira: Pupil) -> None:
    path = made(teacher, group)
    assert read(path).status_code == 200
    with acting_for(group.school_id):
        link = SharedLink.objects.get()
    assert posted(signed_in(teacher), "supply-end", link.pk).status_code == 302
    assert read(path).status_code == 404
    page = opened(signed_in(teacher), "supply", group.pk)
    assert "withdrawn" in page and "Opened 1 time" in page


def test_a_stranger_who_guesses_gets_one_plain_sentence(
    school: School, teacher: User, group: Any, amira: Pupil
) -> None:
    path = made(teacher, group)
    secret = path.split("/")[-2]
    other = make_school()
    for at, word in ((school.pk, "x"), (school.pk, secret[:-1]), (other.pk, secret), (999_999, secret), (0, secret)):
        answer = read(reverse("shared", args=[at, word]))
        assert answer.status_code == 404 and ENDED in answer.content.decode(), (at, word)
        assert "noindex" in answer["X-Robots-Tag"]
    assert Client().post(path).status_code == 405


def test_the_secret_is_long_and_stands_in_no_table(teacher: User, group: Any, amira: Pupil) -> None:
    secret = made(teacher, group).split("/")[-2]
    assert len(secret) >= 43
    with acting_for(group.school_id):
        link = SharedLink.objects.get()
    assert secret not in str(vars(link)) and len(link.digest) == 64
    assert secret not in opened(signed_in(teacher), "supply", group.pk), "shown once"


def test_each_opening_is_written_down_and_a_failed_one_is_not(teacher: User, group: Any, amira: Pupil) -> None:
    path = made(teacher, group)
    read(path)
    read(path)
    read(path.replace(path.split("/")[-2], "wrong"))
    with acting_for(group.school_id):
        link = SharedLink.objects.get()
        assert link.opened == 2 == SharedLinkOpening.objects.filter(link=link).count()
        assert link.last_opened_at is not None


def test_the_teacher_the_senco_and_the_office_make_one_and_an_assistant_does_not(
    school: School, teacher: User, senco: User, group: Any
) -> None:
    for user in (teacher, senco, make_staff(Role.OFFICE, school)):
        assert made(user, group).startswith(f"/shared/{school.pk}/")
    assistant = make_staff(Role.TEACHING_ASSISTANT, school)
    assert signed_in(assistant).get(reverse("records:supply", args=[group.pk])).status_code == 403


def test_another_teachers_link_is_not_ones_own_to_withdraw(school: School, teacher: User, group: Any) -> None:
    link, _ = make_link(group, by=teacher)
    assert posted(signed_in(make_staff(Role.TEACHER, school)), "supply-end", link.pk).status_code == 404
    assert posted(signed_in(make_staff(Role.OFFICE, school)), "supply-end", link.pk).status_code == 302


def test_a_day_past_or_far_ahead_is_refused_beside_the_field(teacher: User, group: Any) -> None:
    client = signed_in(teacher)
    assert "is past" in refused(client, "supply", group.pk, on=days_from_now(-1).isoformat())
    assert "no more than two weeks ahead" in refused(client, "supply", group.pk, on=days_from_now(20).isoformat())
    assert "This is not a date" in refused(client, "supply", group.pk, on="soon")
    with acting_for(group.school_id):
        assert not SharedLink.objects.exists()


def test_a_pupil_who_left_the_class_is_not_on_the_copy(teacher: User, group: Any, amira: Pupil) -> None:
    path = made(teacher, group)
    with acting_for(group.school_id):
        amira.group_rows.update(ends_on=days_from_now(-1))
    text = read(path).content.decode()
    assert "Amira" not in text and "Nothing special is written down" in text


def test_a_link_of_a_kind_that_nothing_answers_opens_nothing(
    teacher: User, group: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, path = make_link(group, by=teacher)
    monkeypatch.delitem(PAGES, "supply_copy")
    assert read(path).status_code == 404
