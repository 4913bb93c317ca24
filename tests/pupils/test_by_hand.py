"""What a hand adds and changes: pupils, people at home, attendance, classes; and what the history then says."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pupils.actions.pupils import write_many_names
from pupils.models import (
    Attendance,
    Characteristic,
    Contact,
    Correction,
    GroupPupil,
    GroupStaff,
    Pupil,
    PupilWord,
    Suspension,
    TeachingGroup,
    YearGroup,
)
from senco.law import upn_check_letter
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import days_from_now, make_class, make_concern, make_contact, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


def signed_in(role: Role, school: School) -> Client:
    client = Client()
    client.force_login(make_staff(role, school, name=f"{role.label} Person"))
    return client


def form_of(client: Client, address: str) -> dict[str, str]:
    """What the form of a page would send if nothing were typed."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields if not isinstance(form[name].value(), bool)}


def test_an_edit_is_kept_against_later_imports_and_found_by_search(school: School) -> None:
    pupil = make_pupil(school, forename="Mia", surname="Turnr")
    client = signed_in(Role.OFFICE, school)
    address = f"/pupils/{pupil.pk}/edit/"
    client.post(address, {**form_of(client, address), "surname": "Turner"})
    with acting_for(school):
        kept = Correction.objects.get(pupil=pupil)
        assert (kept.field, kept.value, kept.file_value) == ("surname", "Turner", "Turnr")
        assert list(Pupil.objects.matching("turner")) == [pupil]
        assert Pupil.objects.get(pk=pupil.pk).sort_name == "turner mia"
    client.post(address, {**form_of(client, address), "surname": "Turnr"})
    with acting_for(school):
        assert not Correction.objects.filter(pupil=pupil).exists()


def test_two_people_editing_at_once_are_shown_both_texts(school: School) -> None:
    pupil = make_pupil(school, forename="Mia", surname="Turner")
    first, second = signed_in(Role.OFFICE, school), signed_in(Role.SENCO, school)
    address = f"/pupils/{pupil.pk}/edit/"
    opened = form_of(second, address)
    first.post(address, {**form_of(first, address), "surname": "Taylor"})
    answer = second.post(address, {**opened, "surname": "Tanner"})
    assert answer.status_code == 409
    assert "It now says: Taylor" in answer.content.decode() and "Tanner" in answer.content.decode()
    again = answer.context["form"]
    second.post(address, {**opened, "surname": "Tanner", "seen": again["seen"].value()})
    with acting_for(school):
        assert Pupil.objects.get(pk=pupil.pk).surname == "Tanner"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("upn", "A801200001001", "its first letter does not fit"),
        ("admission_number", "000777", "Another pupil of this school has this admission number"),
        ("date_of_birth", "2050-01-01", "still to come"),
        ("date_of_birth", "1950-01-01", "too long ago"),
        ("date_of_birth", days_from_now(-366 * 2).isoformat(), "in Year 5"),
    ],
)
def test_a_value_that_cannot_be_is_refused_beside_its_field(school: School, field: str, value: str, words: str) -> None:
    make_pupil(school, admission_number="000777")
    pupil = make_pupil(school)
    client = signed_in(Role.OFFICE, school)
    address = f"/pupils/{pupil.pk}/edit/"
    answer = client.post(address, {**form_of(client, address), field: value})
    assert answer.status_code == 422 and words in answer.content.decode()


def test_a_new_upn_keeps_the_former_one(school: School) -> None:
    pupil = make_pupil(school, upn="H801200001001")
    client = signed_in(Role.OFFICE, school)
    address = f"/pupils/{pupil.pk}/edit/"
    upn = upn_check_letter("A801200001009") + "801200001009"
    client.post(address, {**form_of(client, address), "upn": upn.lower()})
    with acting_for(school):
        pupil.refresh_from_db()
        assert (pupil.upn, pupil.former_upn) == (upn, "H801200001001")


def test_a_nursery_adds_a_child_without_a_upn(school: School) -> None:
    client = signed_in(Role.OFFICE, school)
    said = {
        "school": school.pk,
        "forename": "Noor",
        "surname": "Aziz",
        "date_of_birth": days_from_now(-1200).isoformat(),
        "from_on": days_from_now(0).isoformat(),
        "year": "N2",
        "local_ref": "Robins 12",
    }
    page = client.post("/pupils/new/", said, follow=True).content.decode()
    assert "Noor Aziz" in page and "reference Robins 12" in page and "Nursery second year" in page
    assert "Noor" in client.get("/search/", {"q": "azi"}).content.decode()


def test_a_leaver_is_found_among_the_leavers_and_may_come_back(school: School) -> None:
    group = make_class(school, "5M")
    pupil = make_pupil(school, surname="Ash", provision="K", group=group)
    client = signed_in(Role.SENCO, school)
    client.post(f"/pupils/{pupil.pk}/leave/", {"on": days_from_now(-1).isoformat(), "left_for": "Hillside"})
    assert [one.pk for one in client.get("/pupils/?show=left").context["page"]] == [pupil.pk]
    assert not client.get("/pupils/").context["page"].object_list
    yesterday = days_from_now(-1).isoformat()
    assert [one.pk for one in client.get(f"/pupils/?on={yesterday}").context["page"]] == [pupil.pk]
    with acting_for(school):
        assert not GroupPupil.objects.on(days_from_now(0)).filter(pupil=pupil).exists()
    client.post(f"/pupils/{pupil.pk}/back/", {"on": days_from_now(0).isoformat()})
    assert [one.pk for one in client.get("/pupils/").context["page"]] == [pupil.pk]


def test_names_of_many_pupils_are_written_in_a_few_statements(school: School) -> None:
    pupils = [make_pupil(school, forename="Zoë", surname=f"Łuk{n}") for n in range(20)]
    with acting_for(school):
        PupilWord.objects.all().delete()
        with CaptureQueriesContext(connection) as seen:
            write_many_names(pupils)
        assert len([q for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 4
        assert Pupil.objects.matching("luk7 zoe").count() == 1


def test_a_characteristic_lasts_from_a_day_to_a_day(school: School) -> None:
    pupil = make_pupil(school)
    client = signed_in(Role.OFFICE, school)
    said = {"kind": "looked_after", "from_on": "2026-01-12", "detail": "Kent"}
    client.post(f"/pupils/{pupil.pk}/characteristics/add/", said)
    assert client.post(f"/pupils/{pupil.pk}/characteristics/add/", said).status_code == 422
    with acting_for(school):
        row = Characteristic.objects.get(pupil=pupil)
    client.post(f"/pupils/characteristics/{row.pk}/end/", {"from_on": "2026-05-01"})
    with acting_for(school):
        row.refresh_from_db()
        assert (row.starts_on, row.ends_on) == (dt.date(2026, 1, 12), dt.date(2026, 4, 30))
        assert not Correction.objects.exists()  # back to what the file last said


def test_a_year_group_changes_from_a_day(school: School) -> None:
    pupil = make_pupil(school, year="5")
    client = signed_in(Role.OFFICE, school)
    client.post(f"/pupils/{pupil.pk}/year/", {"code": "6", "from_on": "2026-09-01"})
    with acting_for(school):
        days = [dt.date(2026, 8, 31), dt.date(2026, 9, 1)]
        assert [YearGroup.objects.on(day).get(pupil=pupil).code for day in days] == ["5", "6"]


def test_contacts_are_added_put_in_order_and_put_away_not_deleted(school: School) -> None:
    pupil = make_pupil(school)
    first = make_contact(pupil, forename="Nadia", order=1)
    client = signed_in(Role.OFFICE, school)
    said = {"forename": "Omar", "surname": "Ash", "order": 1, "has_responsibility": "True", "prefers": "text"}
    page = client.post(f"/pupils/{pupil.pk}/people/new/", said, follow=True).content.decode()
    assert page.index("Omar") < page.index("Nadia")
    assert "prefers text message" in page and "Parental responsibility" in page
    client.post(f"/pupils/people/{first.pk}/remove/")
    with acting_for(school):
        first.refresh_from_db()
        assert (first.is_current, first.set_by_hand, first.order) == (False, True, 2)
        assert Contact.objects.count() == 2
    client.post(f"/pupils/people/{first.pk}/back/")
    assert "Nadia" in client.get(f"/pupils/{pupil.pk}/people/").content.decode()


def test_two_tabs_that_edit_a_contact_show_both_texts_and_the_second_may_still_save(school: School) -> None:
    contact = make_contact(make_pupil(school), forename="Nadia", phone="01234")
    client, address = signed_in(Role.OFFICE, school), f"/pupils/people/{contact.pk}/edit/"
    opened = form_of(client, address)
    client.post(address, {**opened, "phone": "0111"})
    stale = client.post(address, {**opened, "phone": "0222"})
    page = stale.content.decode()
    assert stale.status_code == 409 and "It now says: 0111" in page and "0222" in page
    with acting_for(school):
        assert Contact.objects.get().phone == "0111"
    again = {**opened, "phone": "0222", "seen_version": stale.context["form"]["seen_version"].value()}
    assert client.post(address, again).status_code == 302
    with acting_for(school):
        assert Contact.objects.get().phone == "0222"


def test_a_contact_put_away_or_moved_in_the_order_meanwhile_is_not_saved_over(school: School) -> None:
    pupil = make_pupil(school)
    contact = make_contact(pupil, forename="Nadia", order=1)
    client, address = signed_in(Role.OFFICE, school), f"/pupils/people/{contact.pk}/edit/"
    opened = form_of(client, address)
    client.post(f"/pupils/{pupil.pk}/people/new/", {"forename": "Omar", "surname": "Ash", "order": 1})
    answer = client.post(address, {**opened, "phone": "0222"})
    assert answer.status_code == 409 and "what they wrote: Called in this order." in answer.content.decode()
    boxes = answer.context["form"]
    assert (str(boxes["order"].value()), boxes["phone"].value()) == ("2", "0222")
    opened = form_of(client, address)
    client.post(f"/pupils/people/{contact.pk}/remove/")
    answer = client.post(address, {**opened, "phone": "0222"})
    assert answer.status_code == 409 and "taken off the list" in answer.content.decode()


def test_two_tabs_that_edit_a_group_show_both_texts(school: School) -> None:
    group = make_class(school, "5M")
    client, address = signed_in(Role.OFFICE, school), f"/pupils/classes/{group.pk}/edit/"
    opened = form_of(client, address)
    client.post(address, {**opened, "name": "5 Maple"})
    stale = client.post(address, {**opened, "name": "5 Oak"})
    page = stale.content.decode()
    assert stale.status_code == 409 and "It now says: 5 Maple" in page and "5 Oak" in page
    with acting_for(school):
        group.refresh_from_db()
    assert group.name == "5 Maple"


def test_attendance_and_suspensions_are_added_corrected_and_removed(school: School) -> None:
    pupil = make_pupil(school)
    client = signed_in(Role.OFFICE, school)
    said = {"starts_on": "2026-01-05", "ends_on": "2026-03-27", "percent": "88.5"}
    page = client.post(f"/pupils/{pupil.pk}/attendance/new/", said, follow=True).content.decode()
    assert "88.5%" in page and "90% or less" in page
    assert client.post(f"/pupils/{pupil.pk}/attendance/new/", said).status_code == 422
    assert client.post(f"/pupils/{pupil.pk}/attendance/new/", {**said, "percent": "104"}).status_code == 422
    with acting_for(school):
        row = Attendance.objects.get()
    client.post(f"/pupils/attendance/{row.pk}/edit/", {**said, "percent": "91"})
    client.post(f"/pupils/attendance/{row.pk}/remove/", {"seen": str(row)})
    with acting_for(school):
        row.refresh_from_db()
        assert row.percent == 91
    client.post(f"/pupils/attendance/{row.pk}/remove/", {"seen": str(row)})
    client.post(
        f"/pupils/{pupil.pk}/suspensions/new/", {"kind": "suspension", "starts_on": "2026-02-02", "sessions": 4}
    )
    with acting_for(school):
        assert not Attendance.objects.exists()
        assert Suspension.objects.get().recorded_by is not None


def test_a_class_is_made_filled_and_taught_and_the_teacher_then_sees_its_pupils(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    former = make_class(school, "4M")
    pupil = make_pupil(school, forename="Mia", surname="Ash", group=former)
    office, own = signed_in(Role.OFFICE, school), Client()
    own.force_login(teacher)
    assert own.get(f"/pupils/{pupil.pk}/").status_code == 404
    office.post("/pupils/classes/new/", {"school": school.pk, "kind": "registration", "name": "5M"})
    with acting_for(school):
        group = TeachingGroup.objects.get(name="5M")
    assert "Mia" in office.get(f"/pupils/classes/{group.pk}/pupils/", {"q": "ash"}).content.decode()
    day = days_from_now(0).isoformat()
    office.post(f"/pupils/classes/{group.pk}/pupils/", {"pupils": [pupil.pk], "from_on": day})
    office.post(f"/pupils/classes/{group.pk}/staff/", {"user": teacher.pk, "from_on": day})
    assert "Mia Ash" in own.get("/pupils/classes/").content.decode()
    assert own.get(f"/pupils/{pupil.pk}/").status_code == 200
    with acting_for(school):
        assert GroupPupil.objects.get(group=former).ends_on == days_from_now(-1)
        row = GroupStaff.objects.get(group=group)
    office.post(f"/pupils/classes/staff/{row.pk}/end/")
    assert own.get(f"/pupils/{pupil.pk}/").status_code == 404


def test_the_adults_of_a_class_stand_by_name_whoever_was_put_in_or_signed_in_last(school: School) -> None:
    senco = make_staff(Role.SENCO, school)
    adults = tuple(make_staff(Role.TEACHER, school, name=name) for name in ("Zoe Ash", "Ben Clay", "Mia Dean"))
    group = make_class(school, "5A", taught_by=adults)
    for adult in adults:
        Client().force_login(adult)
    client = Client()
    client.force_login(senco)
    shown = client.get(f"/pupils/classes/{group.pk}/").context["staff"]
    assert [row.user.name for row in shown] == ["Ben Clay", "Mia Dean", "Zoe Ash"]


def test_a_pupil_of_another_school_cannot_be_put_into_a_class(school: School) -> None:
    stranger = make_pupil(make_school("Hillside"))
    group = make_class(school, "5M")
    answer = signed_in(Role.SENCO, school).post(
        f"/pupils/classes/{group.pk}/pupils/", {"pupils": [stranger.pk], "from_on": days_from_now(0).isoformat()}
    )
    assert answer.status_code == 422
    with acting_for(school):
        assert not GroupPupil.objects.exists()


def test_a_teachers_classes_show_what_to_know_and_every_figure_opens_its_list(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    group = make_class(school, "5M", taught_by=(teacher,))
    pupil = make_pupil(school, forename="Mia", provision="K", needs=("SLCN",), group=group)
    make_pupil(school, forename="Leo", group=group)
    make_concern(pupil, by=teacher, state="watching")
    client = Client()
    client.force_login(teacher)
    page = client.get("/pupils/classes/").content.decode()
    for words in ("Mia", "Leo", "Speech, language", "Watching", "2 pupils", "1 on SEN support", "0 with an EHC plan"):
        assert words in page
    found = client.get(f"/pupils/?show=roll&group={group.pk}&provision=K").context["page"]
    assert [one.pk for one in found] == [pupil.pk]


@pytest.mark.parametrize("address", ["/pupils/classes/", "/pupils/classes/{group}/"])
def test_classes_cost_the_same_queries_for_2_and_for_60_pupils(school: School, address: str) -> None:
    teacher = make_staff(Role.TEACHER, school)
    group = make_class(school, "5M", taught_by=(teacher,))
    client = Client()
    client.force_login(teacher)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address.format(group=group.pk)).status_code == 200
        return len([q for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    for _ in range(2):
        make_pupil(school, provision="K", needs=("SLCN",), group=group)
    few = cost()
    for _ in range(58):
        make_pupil(school, provision="K", needs=("SLCN", "HI"), group=group)
    assert cost() == few <= 12


@pytest.mark.parametrize("tab", ["needs", "people", "attendance", "history"])
def test_every_page_of_a_pupil_keeps_to_twelve_queries(school: School, tab: str) -> None:
    pupil = make_pupil(school, provision="K", needs=("SLCN", "HI"), group=make_class(school, "5M"))
    make_contact(pupil)
    client = signed_in(Role.SENCO, school)
    client.post(f"/pupils/{pupil.pk}/year/", {"code": "6", "from_on": days_from_now(0).isoformat()})
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"/pupils/{pupil.pk}/{tab}/").status_code == 200
    assert len([q for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 12


def test_the_history_says_who_changed_what_in_plain_words(school: School) -> None:
    pupil = make_pupil(school, forename="Mia", surname="Turnr", provision="N")
    contact = make_contact(pupil, forename="Nadia")
    teacher = make_staff(Role.TEACHER, school)
    make_concern(pupil, by=teacher, seen="A secret concern.")
    client = signed_in(Role.SENCO, school)
    address = f"/pupils/{pupil.pk}/edit/"
    client.post(address, {**form_of(client, address), "surname": "Turner"})
    client.post(
        f"/pupils/{pupil.pk}/provision/",
        {"provision": "K", "from_on": days_from_now(0).isoformat(), "reason": "Agreed."},
    )
    client.post(f"/pupils/{pupil.pk}/needs/add/", {"code": "SLCN", "from_on": days_from_now(0).isoformat()})
    client.post(f"/pupils/people/{contact.pk}/remove/")
    page = client.get(f"/pupils/{pupil.pk}/history/").content.decode()
    for words in (
        "Surname: Turnr became Turner",
        "Provision: SEN support",
        "Decided by: SENCO Person",
        "What: Speech, language and communication needs",
        "Contact no longer called",
        "SENCO Person, ",
    ):
        assert words in page, words
    assert "secret" not in page and "sort_name" not in page


def test_the_history_is_closed_to_a_teacher(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    pupil = make_pupil(school, group=make_class(school, "5M", taught_by=(teacher,)))
    client = Client()
    client.force_login(teacher)
    assert client.get(f"/pupils/{pupil.pk}/history/").status_code == 403
    assert f"/pupils/{pupil.pk}/history/" not in client.get(f"/pupils/{pupil.pk}/").content.decode()


def test_the_menu_marks_one_place_only(school: School) -> None:
    client = signed_in(Role.SENCO, school)
    marked = [item.label for item in client.get("/pupils/classes/").context["nav"] if item.current]
    assert marked == ["My classes"]
