"""A class in five minutes: safety first, what is shared merged, what is new since one looked, read in one act."""

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from pupils.models import ConcernMove, Pupil, SenStatus
from records.models import DigestLook, PassportReading
from records.passport_texts import changes, folded, merged, short_names
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    make_class,
    make_concern,
    make_passport,
    make_pupil,
    make_safety,
    make_school,
    make_staff,
    make_strategy,
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
    return make_class(school, "5A", taught_by=(teacher,))


@pytest.fixture
def reader(teacher: User) -> Client:
    return signed_in(teacher)


@pytest.fixture
def amira(school: School, group: Any) -> Pupil:
    return make_pupil(school, forename="Amira", surname="Taylor", provision="K", needs=("ASD",), group=group)


@pytest.fixture
def ben(school: School, group: Any) -> Pupil:
    return make_pupil(school, forename="Ben", surname="Khan", provision="K", group=group)


def mark_read(client: Client, group: Any) -> Any:
    page = opened(client, "digest", group.pk)
    shown = [part.split('"')[0] for part in page.split('name="version" value="')[1:]]
    moment = page.split('name="opened" value="')[1].split('"')[0]
    return posted(client, "digest-read", group.pk, version=shown, opened=moment)


def test_safety_comes_first_then_what_is_always_done_then_ideas(
    reader: Client, senco: User, group: Any, amira: Pupil
) -> None:
    make_safety(amira, "Give the juice from the red bag.")
    make_passport(amira, by=senco, always=("Sit near the front",))
    text = opened(reader, "digest", group.pk)
    order = ["Keep safe: read this first", "Give the juice", "Sit near the front", "Ideas for each pupil", "Idea "]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_same_strategy_is_said_once_with_all_whom_it_serves(
    reader: Client, senco: User, group: Any, amira: Pupil, ben: Pupil
) -> None:
    make_passport(amira, by=senco, always=("Sit near the front.",))
    make_passport(ben, by=senco, always=("Please sit near the FRONT", "One step at a time"))
    text = opened(reader, "digest", group.pk)
    assert "Amira T, Ben K" in " ".join(text.split()) or "Ben K, Amira T" in text
    assert text.lower().count("sit near the front") == 1 and "One step at a time" in text


def test_lines_fold_by_their_words_and_not_by_their_look() -> None:
    same = ("Sit near the front", "sit near a front.", "Please: SIT NEAR THE FRONT!", "Sit  near the  frónt")
    assert len({folded(text) for text in same}) == 1
    assert folded("Sit near the door") != folded("Sit near the front")
    assert folded("Don't shout") == folded("Dont shout") and folded("The") == ("the",)
    found = merged([("One step", "A"), ("Sit near the front", "A"), ("sit near the front.", "B"), ("one step", "A")])
    assert [(one.text, one.names) for one in found] == [("Sit near the front", ["A", "B"]), ("One step", ["A"])]


def test_two_pupils_of_one_first_name_are_told_apart_by_as_little_as_is_needed(school: School) -> None:
    names = (("Amira", "Khan"), ("Amira", "Kelly"), ("Amira", "Taylor"), ("Ben", "Khan"), ("Amirá", "Ng"))
    pupils = [make_pupil(school, forename=first, surname=last) for first, last in names]
    short = short_names(pupils)
    assert [short[one.pk] for one in pupils] == ["Amira Kh", "Amira Ke", "Amira T", "Ben K", "Amirá N"]
    one = make_pupil(school, forename="Jo", surname="Day", date_of_birth=dt.date(2016, 3, 1))
    two = make_pupil(school, forename="Jo", surname="Day", date_of_birth=dt.date(2016, 9, 2))
    three = make_pupil(school, forename="Jo", surname="Dayton")
    assert list(short_names([one, two, three]).values()) == ["Jo Day, born 1 Mar", "Jo Day, born 2 Sep", "Jo Dayt"]


def test_what_changed_between_two_versions_is_named_part_by_part() -> None:
    line = {"kind": "helps", "area": "CL", "text": "A timer"}
    before = {"likes": "Trains", "lines": [line], "safety": []}
    after = {"likes": "Boats", "lines": [line, {**line, "kind": "always", "text": "Front"}], "safety": []}
    found = changes(before, after)
    assert [(one.part, one.came, one.went) for one in found] == [
        ("Always", ["Front"], []),
        ("What I like", ["Boats"], ["Trains"]),
    ]
    turned = {**before, "lines": [{**line, "text": "B"}, line]}
    again = {**before, "lines": [line, {**line, "text": "B"}]}
    assert [one.part for one in changes(turned, again)] == ["Helps: in another order"]
    assert changes(before, before) == []


def test_one_act_marks_the_whole_class_as_read(
    reader: Client, teacher: User, senco: User, group: Any, amira: Pupil, ben: Pupil
) -> None:
    for pupil in (amira, ben):
        make_passport(pupil, by=senco)
    assert "(2 new)" in opened(reader, "digest", group.pk)
    assert mark_read(reader, group).status_code == 302
    with acting_for(group.school_id):
        assert PassportReading.objects.filter(user=teacher).count() == 2
    text = opened(reader, "digest", group.pk)
    assert "Nothing has changed since you looked" in text and "not read yet" not in text


def test_what_came_after_the_page_was_opened_is_not_marked_as_read(
    reader: Client, teacher: User, senco: User, group: Any, amira: Pupil, ben: Pupil
) -> None:
    make_passport(amira, by=senco)
    page = opened(reader, "digest", group.pk)
    moment = page.split('name="opened" value="')[1].split('"')[0]
    shown = [part.split('"')[0] for part in page.split('name="version" value="')[1:]]
    make_passport(ben, by=senco)
    posted(reader, "digest-read", group.pk, version=shown, opened=moment)
    with acting_for(group.school_id):
        assert [one.pupil_id for one in PassportReading.objects.filter(user=teacher)] == [amira.pk]
    text = opened(reader, "digest", group.pk)
    assert "Has a passport now" in text and "(1 new)" in text


@pytest.mark.parametrize("moment", ["", "nonsense", "2999-01-01T00:00:00+00:00", "2020-01-01T00:00:00+00:00", "2026"])
def test_a_moment_that_was_tampered_with_counts_as_now(reader: Client, group: Any, amira: Pupil, moment: str) -> None:
    before = timezone.now()
    posted(reader, "digest-read", group.pk, opened=moment)
    with acting_for(group.school_id):
        assert before <= DigestLook.objects.get().at <= timezone.now()


def test_what_is_new_since_one_looked_is_told_passport_concern_and_register(
    reader: Client, teacher: User, senco: User, school: School, group: Any, amira: Pupil, ben: Pupil
) -> None:
    make_passport(amira, by=senco)
    concern = make_concern(ben, by=teacher)
    mark_read(reader, group)
    make_strategy(amira, "A new idea", kind="always")
    make_passport(amira, by=senco)
    with acting_for(school):
        # Everything of a test is written at the moment when it began, by the database's clock: look before that.
        DigestLook.objects.update(at=timezone.now() - dt.timedelta(hours=1))
        ConcernMove.objects.create(school=school, case=concern.case, from_state="new", to_state="watching", by=senco)
        type(concern.case).objects.filter(pk=concern.case_id).update(state="watching", outcome="Try a ruler.")
        SenStatus.objects.filter(pupil=ben).update(ends_on=days_from_now(-31))
        SenStatus.objects.create(school=school, pupil=ben, provision="E", starts_on=days_from_now(-30))
    text = " ".join(opened(reader, "digest", group.pk).split())
    assert "Amira T</a>: Has a passport now" in text
    assert "Ben K</a>: Concern answered: watching" in text
    assert "Ben K</a>: Now: EHC plan" in text, "dated back, and new all the same"
    mark_read(reader, group)
    assert "Nothing has changed since you looked" in opened(reader, "digest", group.pk)


def test_a_passport_that_changed_says_in_which_parts(reader: Client, senco: User, group: Any, amira: Pupil) -> None:
    make_passport(amira, by=senco)
    mark_read(reader, group)
    make_strategy(amira, "A new idea", kind="always")
    make_passport(amira, by=senco)
    text = " ".join(opened(reader, "digest", group.pk).split())
    assert "Amira T</a>: Passport changed: always, helps" in text


def test_safety_is_as_it_stands_now_even_where_no_version_holds_it(
    reader: Client, senco: User, group: Any, amira: Pupil
) -> None:
    make_passport(amira, by=senco)
    make_safety(amira, "Hold the gate.")
    assert "Hold the gate." in opened(reader, "digest", group.pk)


def test_who_is_on_the_register_and_has_no_passport_is_named(reader: Client, group: Any, amira: Pupil) -> None:
    text = opened(reader, "digest", group.pk)
    assert "On the register, no passport yet" in text and "Amira T" in text
    assert "Nobody in this class has a passport yet" in text


def test_a_class_that_is_not_ones_own_does_not_exist(school: School, senco: User, group: Any) -> None:
    other = make_staff(Role.TEACHER, school)
    make_class(school, "6B", taught_by=(other,))
    client = signed_in(other)
    for name in ("digest", "digest-print", "supply"):
        assert client.get(reverse(f"records:{name}", args=[group.pk])).status_code == 404, name
    assert posted(client, "digest-read", group.pk).status_code == 404
    assert opened(signed_in(senco), "digest", group.pk)


def test_a_pupil_who_left_is_not_in_it(reader: Client, senco: User, group: Any, amira: Pupil) -> None:
    make_passport(amira, by=senco)
    with acting_for(group.school_id):
        amira.enrolment_rows.update(ends_on=days_from_now(-1))
    assert "Amira" not in opened(reader, "digest", group.pk)


def test_the_page_asks_as_much_for_thirty_pupils_as_for_two(
    reader: Client, senco: User, school: School, group: Any, amira: Pupil, ben: Pupil
) -> None:
    for pupil in (amira, ben):
        make_safety(pupil)
        make_passport(pupil, by=senco)
    mark_read(reader, group)
    few = queries_of(reader, "digest", group.pk)
    for _ in range(28):
        pupil = make_pupil(school, provision="K", group=group)
        make_safety(pupil)
        make_passport(pupil, by=senco, always=("Sit near the front",))
    assert queries_of(reader, "digest", group.pk) == few


def test_the_cards_are_a_pdf_with_the_class_and_each_pupil_by_first_name_and_initial(
    reader: Client, senco: User, group: Any, amira: Pupil, ben: Pupil
) -> None:
    make_safety(amira, "Give the juice.")
    make_passport(amira, by=senco, always=("Sit near the front",))
    make_passport(ben, by=senco, always=("sit near the front.",))
    answer = reader.get(reverse("records:digest-print", args=[group.pk]))
    assert answer["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(answer.content))
    box = pdf.pages[0].mediabox
    assert box.width > box.height, "on its side"
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "5A in five minutes" in text and "Give the juice." in text and "Ben K, Amira T" in text
    assert "Taylor" not in text and "Khan" not in text


def test_cards_of_an_empty_class_say_so(reader: Client, group: Any) -> None:
    answer = reader.get(reverse("records:digest-print", args=[group.pk]))
    assert "Nobody in this class has a passport yet" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


def test_the_classes_page_leads_to_each_class_in_five_minutes(reader: Client, group: Any, amira: Pupil) -> None:
    url = reverse("records:digest", args=[group.pk])
    assert url in reader.get(reverse("pupils:classes")).content.decode()
    assert url in reader.get(reverse("pupils:class", args=[group.pk])).content.decode()
    assert url in reader.get(reverse("today")).content.decode()
