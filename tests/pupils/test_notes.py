"""Notes about a pupil: written, changed, taken away, and kept for named roles."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.models import Note, Pupil
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_note, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
LEADS = (Role.SENCO, Role.SAFEGUARDING_LEAD)
TEXT = "His grandmother spoke of the move to Leeds."


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Sarah Mensah")


@pytest.fixture
def lead(school: School) -> User:
    return make_staff(Role.SAFEGUARDING_LEAD, school, name="Sunita Rao")


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(text: str = TEXT, *, only_for: tuple[Role, ...] = (), **more: object) -> dict[str, object]:
    return {"on": timezone.localdate().isoformat(), "text": text, "only_for": list(only_for), **more}


def the_note(school: School) -> Note:
    with acting_for(school):
        return Note.objects.get()


def page(user: User, name: str, pk: int) -> str:
    answer = client_of(user).get(reverse(name, args=[pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_note_is_written_and_read(school: School, senco: User, pupil: Pupil) -> None:
    client_of(senco).post(reverse("pupils:note-new", args=[pupil.pk]), typed())
    assert TEXT in page(senco, "pupils:notes", pupil.pk)
    assert TEXT in page(make_staff(Role.HEADTEACHER, school), "pupils:notes", pupil.pk)


def test_a_note_about_a_day_to_come_is_refused_and_what_was_typed_stays(senco: User, pupil: Pupil) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    answer = client_of(senco).post(reverse("pupils:note-new", args=[pupil.pk]), typed(on=tomorrow.isoformat()))
    assert answer.status_code == 422
    assert "still to come" in answer.content.decode() and TEXT in answer.content.decode()


def test_the_form_says_who_holds_each_role_today(senco: User, lead: User, pupil: Pupil) -> None:
    shown = page(senco, "pupils:note-new", pupil.pk)
    assert "Safeguarding lead: 1 person, Sunita Rao" in shown
    assert "Headteacher: nobody today" in shown


def test_a_note_for_roles_that_one_person_holds_is_refused_beside_the_field_and_nothing_is_saved(
    school: School, senco: User, pupil: Pupil
) -> None:
    answer = client_of(senco).post(reverse("pupils:note-new", args=[pupil.pk]), typed(only_for=(Role.SENCO,)))
    assert answer.status_code == 422
    assert "only Sarah Mensah could" in answer.context["form"].errors["only_for"][0]
    assert TEXT in answer.content.decode()
    with acting_for(school):
        assert not Note.objects.exists()


def test_the_holders_see_who_else_holds_it_who_opened_it_and_what_was_changed(
    school: School, senco: User, lead: User, pupil: Pupil
) -> None:
    client_of(senco).post(reverse("pupils:note-new", args=[pupil.pk]), typed(only_for=LEADS))
    note = the_note(school)
    page(senco, "pupils:note", note.pk)
    client_of(senco).post(
        reverse("pupils:note-edit", args=[note.pk]), typed("Leeds it is.", only_for=LEADS, seen_version=1)
    )
    shown = page(lead, "pupils:note", note.pk)
    for words in ("Leeds it is.", "Sunita Rao", "Sarah Mensah", "Who opened it", TEXT):
        assert words in shown


def test_a_confined_note_is_not_found_by_the_headteacher(school: School, senco: User, lead: User, pupil: Pupil) -> None:
    head = make_staff(Role.HEADTEACHER, school)
    note = make_note(pupil, by=senco, only_for=LEADS, text=TEXT)
    for name in ("pupils:note", "pupils:note-edit"):
        assert client_of(head).get(reverse(name, args=[note.pk])).status_code == 404
    for name in ("pupils:note-remove", "pupils:note-back"):
        assert client_of(head).post(reverse(name, args=[note.pk])).status_code == 404
    assert "No notes yet" in page(head, "pupils:notes", pupil.pk)


def test_the_list_shows_no_word_of_a_confined_note_so_that_each_reading_is_known(
    school: School, senco: User, pupil: Pupil
) -> None:
    make_note(pupil, by=senco, only_for=LEADS, text=TEXT)
    shown = page(senco, "pupils:notes", pupil.pk)
    assert TEXT not in shown and "Only for SENCO, Safeguarding lead" in shown


def test_the_second_of_two_who_edit_is_shown_both_texts(school: School, senco: User, pupil: Pupil) -> None:
    note, client = make_note(pupil, by=senco, text="First."), client_of(senco)
    address = reverse("pupils:note-edit", args=[note.pk])
    assert client.post(address, typed("Second.", seen_version=1)).status_code == 302
    late = client.post(address, typed("Third.", seen_version=1))
    assert late.status_code == 409
    assert "It now says: Second." in late.content.decode() and "Third." in late.content.decode()
    assert the_note(school).text == "Second."


def test_a_note_is_taken_away_and_brought_back(school: School, senco: User, pupil: Pupil) -> None:
    note, client = make_note(pupil, by=senco, text=TEXT), client_of(senco)
    answer = client.post(reverse("pupils:note-remove", args=[note.pk]), follow=True)
    assert TEXT not in answer.content.decode()
    assert client.get(reverse("pupils:note", args=[note.pk])).status_code == 404
    client.post(reverse("pupils:note-back", args=[note.pk]))
    assert TEXT in page(senco, "pupils:notes", pupil.pk)


def test_only_the_writer_and_the_sencos_team_change_an_open_note(school: School, senco: User, pupil: Pupil) -> None:
    head = make_staff(Role.HEADTEACHER, school)
    theirs = make_note(pupil, by=head)
    assert client_of(head).get(reverse("pupils:note-edit", args=[theirs.pk])).status_code == 200
    assert client_of(senco).get(reverse("pupils:note-edit", args=[theirs.pk])).status_code == 200
    other = make_staff(Role.DESIGNATED_TEACHER, school)
    assert client_of(other).post(reverse("pupils:note-remove", args=[theirs.pk])).status_code == 403
