"""Lists of the register kept under a name, and the main concern in words."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from pupils.actions.corrections import Refused
from pupils.actions.main_concerns import write_main_concern
from pupils.actions.saved_views import save_view, tidy
from pupils.models import MainConcern, SavedView
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_pupil, make_school, make_staff, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school)


def test_a_list_holds_its_filters_and_order_and_nothing_else() -> None:
    assert tidy("provision=E&sort=-since&page=4&ids=7&ids=8&on=2026-01-01&format=csv&x=1") == "provision=E&sort=-since"
    assert tidy("q=" + "a" * 300) == "q=" + "a" * 100


def test_a_list_is_saved_opened_and_removed(client: Client, school: School, senco: User) -> None:
    client.force_login(senco)
    register = client.get(reverse("pupils:register"), {"provision": "E"}).content.decode()
    assert "Save this list" in register
    answer = client.post(reverse("pupils:view-save"), {"name": "Plans", "query": "provision=E&page=3"})
    assert answer["Location"] == f"{reverse('pupils:register')}?provision=E"
    lists = client.get(reverse("pupils:saved-views")).content.decode()
    assert "Plans" in lists and "?provision=E" in lists
    with acting_for(school):
        view = SavedView.objects.get()
    client.post(reverse("pupils:view-remove", args=[view.pk]))
    with acting_for(school):
        assert not SavedView.objects.exists()


def test_a_list_without_a_filter_is_refused_in_words(client: Client, senco: User) -> None:
    client.force_login(senco)
    answer = client.post(reverse("pupils:view-save"), {"name": "All", "query": ""})
    assert answer.status_code == 422 and "Choose a filter" in answer.content.decode()
    assert 'value="All"' in answer.content.decode()


def test_the_same_name_replaces_ones_own_list(school: School, senco: User) -> None:
    with acting_for(school):
        save_view(by=member_of(senco), name="Mine", query="provision=E", is_shared=False)
        save_view(by=member_of(senco), name="Mine", query="provision=K", is_shared=True)
        assert SavedView.objects.get().query == "provision=K"


def test_a_shared_list_is_seen_by_those_who_see_all_pupils_and_removed_by_its_owner(
    client: Client, school: School, senco: User
) -> None:
    with acting_for(school):
        shared = save_view(by=member_of(senco), name="Shared", query="provision=E", is_shared=True)
        save_view(by=member_of(senco), name="Private", query="provision=K", is_shared=False)
    head, teacher = make_staff(Role.HEADTEACHER, school), make_staff(Role.TEACHER, school)
    client.force_login(head)
    page = client.get(reverse("pupils:saved-views")).content.decode()
    assert "Shared" in page and "Private" not in page
    client.post(reverse("pupils:view-remove", args=[shared.pk]))
    with acting_for(school):
        assert SavedView.objects.filter(pk=shared.pk).exists()
        assert not SavedView.objects.visible_to(member_of(teacher)).exists()


def test_the_main_concern_has_its_days_and_is_shown_on_the_pupils_page(
    client: Client, school: School, senco: User
) -> None:
    pupil = make_pupil(school, provision="K")
    with acting_for(school):
        write_main_concern(pupil, by=member_of(senco), text="Reads far below her age.", from_on=dt.date(2026, 9, 7))
        write_main_concern(pupil, by=member_of(senco), text="Catching up in reading.", from_on=dt.date(2026, 11, 2))
        rows = list(MainConcern.objects.filter(pupil=pupil).order_by("starts_on").values_list("text", "ends_on"))
    assert rows == [("Reads far below her age.", dt.date(2026, 11, 1)), ("Catching up in reading.", None)]
    client.force_login(senco)
    assert "Catching up in reading." in client.get(reverse("pupils:pupil", args=[pupil.pk])).content.decode()
    needs = client.get(reverse("pupils:needs", args=[pupil.pk])).content.decode()
    assert "Reads far below her age." in needs and "What it said before" in needs


def test_the_main_concern_does_not_begin_before_the_present_one(school: School, senco: User) -> None:
    pupil = make_pupil(school, provision="K")
    with acting_for(school):
        write_main_concern(pupil, by=member_of(senco), text="Reading.", from_on=dt.date(2026, 9, 7))
        with pytest.raises(Refused):
            write_main_concern(pupil, by=member_of(senco), text="Spelling.", from_on=dt.date(2026, 9, 1))
        write_main_concern(pupil, by=member_of(senco), text="Spelling.", from_on=dt.date(2026, 9, 7))
        assert MainConcern.objects.get(pupil=pupil).text == "Spelling."
        assert write_main_concern(pupil, by=member_of(senco), text="", from_on=dt.date(2026, 10, 1)) is None


def test_the_office_is_not_told_the_main_concern(client: Client, school: School, senco: User) -> None:
    pupil = make_pupil(school, provision="K")
    with acting_for(school):
        write_main_concern(pupil, by=member_of(senco), text="Reads far below her age.", from_on=dt.date(2026, 9, 7))
    client.force_login(make_staff(Role.OFFICE, school))
    assert "Reads far below" not in client.get(reverse("pupils:pupil", args=[pupil.pk])).content.decode()


def test_who_decided_with_the_senco_is_recorded(client: Client, school: School, senco: User) -> None:
    pupil = make_pupil(school)
    client.force_login(senco)
    client.post(
        reverse("pupils:register-change", args=[pupil.pk]),
        {"provision": "K", "from_on": "2026-11-02", "reason": "Two terms.", "decided_with": "Ms Bell and the parents"},
    )
    assert "Ms Bell and the parents" in client.get(reverse("pupils:needs", args=[pupil.pk])).content.decode()
