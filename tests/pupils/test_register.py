"""The register: who is on it, what is shown to whom, and as it was on any past day."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pupils.models import SenNeed, SenStatus, YearGroup
from senco.models import AccessLog, School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import days_from_now, give_role, make_class, make_deadline, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
LIST = "/pupils/"


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


def signed_in(role: Role, school: School) -> Client:
    client = Client()
    client.force_login(make_staff(role, school))
    return client


def names(response: object) -> list[str]:
    return [pupil.list_name for pupil in response.context["page"]]  # type: ignore[attr-defined]


def test_the_senco_begins_with_the_register_and_the_office_with_everybody_on_roll(school: School) -> None:
    make_pupil(school, surname="Ash", provision="K")
    make_pupil(school, surname="Birch")
    assert names(signed_in(Role.SENCO, school).get(LIST)) == ["Ash, Amira"]
    assert names(signed_in(Role.OFFICE, school).get(LIST)) == ["Ash, Amira", "Birch, Amira"]


def test_a_teacher_finds_only_the_pupils_of_their_own_classes(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    make_pupil(school, surname="Mine", group=make_class(school, "5A", taught_by=(teacher,)))
    make_pupil(school, surname="Other", group=make_class(school, "5B"))
    client = Client()
    client.force_login(teacher)
    assert names(client.get(LIST)) == ["Mine, Amira"]


def test_the_office_is_shown_no_special_needs_and_cannot_filter_by_them(school: School) -> None:
    make_pupil(school, surname="Ash", provision="E", needs=("SLCN",))
    make_pupil(school, surname="Birch")
    client = signed_in(Role.OFFICE, school)
    page = client.get(LIST, {"provision": "E", "need": "SLCN", "show": "register"})
    assert names(page) == ["Ash, Amira", "Birch, Amira"]
    assert b"EHC plan" not in page.content and b"Speech" not in page.content
    rows = client.get(LIST, {"format": "csv"}).content.decode()
    assert "EHC" not in rows and "provision" not in rows


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"provision": "E"}, ["Cedar, Amira"]),
        ({"need": "HI"}, ["Birch, Amira"]),
        ({"year": "7"}, ["Cedar, Amira"]),
        ({"kind": "looked_after"}, ["Birch, Amira"]),
        ({"q": "ced"}, ["Cedar, Amira"]),
        ({"q": "mar bi"}, []),
        ({"q": "A801200001001"}, ["Cedar, Amira"]),
        ({"q": "A8012"}, ["Cedar, Amira"]),
        ({"q": "5M"}, ["Birch, Amira"]),
        ({"show": "roll"}, ["Alder, Amira", "Birch, Amira", "Cedar, Amira"]),
        ({"show": "left"}, ["Dogwood, Amira"]),
        ({"sort": "-name"}, ["Cedar, Amira", "Birch, Amira"]),
        ({"sort": "provision"}, ["Cedar, Amira", "Birch, Amira"]),
        ({"sort": "-year"}, ["Cedar, Amira", "Birch, Amira"]),
        ({"sort": "nonsense", "provision": "nonsense", "page": "99"}, ["Birch, Amira", "Cedar, Amira"]),
    ],
)
def test_the_list_is_filtered_searched_and_sorted(school: School, asked: dict[str, str], found: list[str]) -> None:
    make_pupil(school, surname="Alder")
    birch = make_pupil(school, surname="Birch", provision="K", needs=("SLCN", "HI"), group=make_class(school, "5M"))
    make_pupil(school, surname="Cedar", provision="E", needs=("ASD",), year="7", upn="A801200001001")
    gone = make_pupil(school, surname="Dogwood", provision="K")
    with acting_for(school):
        birch.characteristic_rows.create(school=school, kind="looked_after", starts_on=dt.date(2024, 1, 1))
        gone.enrolment_rows.update(ends_on=dt.date(2025, 7, 20))
    assert names(signed_in(Role.SENCO, school).get(LIST, asked)) == found


def test_the_register_of_a_past_day_shows_every_column_as_it_was(school: School) -> None:
    pupil = make_pupil(school, surname="Ash", provision="K", needs=("SLCN",), year="4")
    change = dt.date(2026, 3, 2)
    with acting_for(school):
        SenStatus.objects.filter(pupil=pupil).update(ends_on=change - dt.timedelta(days=1))
        SenNeed.objects.filter(pupil=pupil).update(ends_on=change - dt.timedelta(days=1))
        YearGroup.objects.filter(pupil=pupil).update(ends_on=change - dt.timedelta(days=1))
        SenStatus.objects.create(school=school, pupil=pupil, provision="N", starts_on=change)
        YearGroup.objects.create(school=school, pupil=pupil, code="5", starts_on=change)
    client = signed_in(Role.SENCO, school)
    assert names(client.get(LIST)) == []
    page = client.get(LIST, {"on": "2026-03-01"})
    (row,) = page.context["page"]
    assert (row.provision, row.need_codes, row.year_code) == ("K", ["SLCN"], "4")
    assert b"As it was on Sun 1 Mar 2026" in page.content
    assert names(client.get(LIST, {"on": "2026-03-02"})) == []


def test_before_the_records_begin_whoever_had_a_dated_status_is_shown_and_the_page_says_so(school: School) -> None:
    begin = dt.date(2025, 9, 1)
    ash = make_pupil(school, surname="Ash", provision="E", on_roll_from=begin)
    make_pupil(school, surname="Birch", provision="K", on_roll_from=begin)
    with acting_for(school):
        SenStatus.objects.filter(pupil=ash).update(starts_on=dt.date(2024, 10, 2))
    client = signed_in(Role.SENCO, school)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(LIST, {"show": "register", "on": "2025-06-30"})
    text = page.content.decode()
    assert len(queries) <= 12
    assert names(page) == ["Ash, Amira"] and page.context["page"].paginator.count == 1
    assert "since Wed 2 Oct 2024" in text and "On roll here from Mon 1 Sep 2025" in text
    assert "Records here begin on Mon 1 Sep 2025" in text and "Nobody was" not in text
    assert "Records here begin on" in client.get(LIST, {"on": "2025-06-30", "format": "print"}).content.decode()
    empty = client.get(LIST, {"show": "register", "on": "2024-10-01"}).content.decode()
    assert "Nothing is recorded of that day" in empty and "Nobody was" not in empty
    later = client.get(LIST, {"show": "register", "on": "2025-09-02"})
    assert names(later) == ["Ash, Amira", "Birch, Amira"]
    assert "Records here begin" not in later.content.decode() and "On roll here from" not in later.content.decode()


def test_a_pupil_who_had_left_by_a_past_day_is_not_on_its_register(school: School) -> None:
    gone = make_pupil(school, surname="Gone", provision="K")
    with acting_for(school):
        gone.enrolment_rows.update(ends_on=dt.date(2025, 3, 31))
    client = signed_in(Role.SENCO, school)
    assert names(client.get(LIST, {"show": "register", "on": "2025-03-31"})) == ["Gone, Amira"]
    page = client.get(LIST, {"show": "register", "on": "2025-04-01"})
    assert names(page) == [] and "Nobody was on the SEN register that day" in page.content.decode()


def test_a_day_still_to_come_is_refused_in_words(school: School) -> None:
    make_pupil(school, surname="Ash", provision="K")
    client, day = signed_in(Role.SENCO, school), days_from_now(1).isoformat()
    page = client.get(LIST, {"on": day})
    text = page.content.decode()
    assert "That day is still to come" in text and "Today’s list is shown" in text
    assert names(client.get(LIST, {"on": day})) == ["Ash, Amira"] and not page.context["form"].is_past
    assert f'<input type="date" name="on" value="{day}"' in text
    for way in ("csv", "print"):
        assert b"That day is still to come" in client.get(LIST, {"on": day, "format": way}).content


def test_the_next_thing_due_stands_beside_the_name(school: School) -> None:
    pupil = make_pupil(school, surname="Ash", provision="E")
    senco = make_staff(Role.SENCO, school)
    make_deadline(school, owner=senco, due_on=days_from_now(-4), pupil=pupil)
    make_deadline(school, owner=senco, due_on=days_from_now(30), pupil=pupil)
    client = Client()
    client.force_login(senco)
    assert b"4 days late" in client.get(LIST).content


def test_what_is_exported_is_what_is_seen_and_the_access_log_says_so(school: School) -> None:
    ash = make_pupil(school, surname="Ash", provision="K", needs=("SLCN", "HI"))
    make_pupil(school, surname="=Birch", provision="E")
    make_pupil(school, surname="Cedar")
    client = signed_in(Role.SENCO, school)
    rows = list(csv.DictReader(io.StringIO(client.get(LIST, {"format": "csv"}).content.decode("utf-8-sig"))))
    assert {row["Surname"] for row in rows} == {"Ash", "'=Birch"}
    one = client.get(LIST, {"format": "csv", "ids": [ash.pk]}).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(one))
    assert row["Main need"] == "Speech, language and communication needs"
    assert row["Other needs"] == "Hearing impairment"
    with acting_for(school):
        assert AccessLog.objects.filter(action="export").count() == 3
        assert AccessLog.objects.filter(action="export", pupil_id=ash.pk).count() == 2


def test_the_print_view_holds_all_rows_and_is_written_down(school: School) -> None:
    for n in range(30):
        make_pupil(school, surname=f"Ash{n:02d}", provision="K")
    page = signed_in(Role.SENCO, school).get(LIST, {"format": "print"})
    assert page.content.count(b"<tr>") == 31
    with acting_for(school):
        assert AccessLog.objects.filter(action="print").count() == 30


def test_pages_hold_25_to_100_rows(school: School) -> None:
    for n in range(30):
        make_pupil(school, surname=f"Ash{n:02d}", provision="K")
    client = signed_in(Role.SENCO, school)
    assert len(names(client.get(LIST))) == 25
    assert len(names(client.get(LIST, {"page": 2}))) == 5
    assert len(names(client.get(LIST, {"size": 50}))) == 30
    assert len(names(client.get(LIST, {"size": 5000}))) == 25


def test_typing_in_the_filters_brings_only_the_list(school: School) -> None:
    make_pupil(school, surname="Ash", provision="K")
    page = signed_in(Role.SENCO, school).get(LIST, headers={"HX-Request": "true", "HX-Target": "register-list"})
    assert b"<html" not in page.content and b'id="register-list"' in page.content and b"Ash" in page.content


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return [q["sql"] for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_the_list_costs_the_same_queries_for_2_and_for_200_pupils(school: School) -> None:
    client = signed_in(Role.SENCO, school)
    for n in range(2):
        make_pupil(school, surname=f"Ash{n}", provision="K", needs=("SLCN",))
    client.get(LIST)
    few = len(queries(client, f"{LIST}?size=100"))
    for n in range(198):
        make_pupil(school, surname=f"Birch{n}", provision="K", needs=("SLCN", "HI"))
    assert len(queries(client, f"{LIST}?size=100")) == few <= 12


def test_a_senco_here_and_clerk_there_sees_no_pupil_of_the_other_school(school: School) -> None:
    other = make_school("Hillside")
    make_pupil(other, surname="Hidden", provision="K")
    make_pupil(school, surname="Shown", provision="K")
    user = make_staff(Role.SENCO, school)
    give_role(user, Role.CLERK, other)
    client = Client()
    client.force_login(user)
    assert names(client.get(LIST)) == ["Shown, Amira"]


def test_needs_are_hidden_at_the_school_where_the_same_person_works_in_the_office(school: School) -> None:
    other = make_school("Hillside")
    make_pupil(other, surname="Hidden", provision="K", needs=("ASD",))
    make_pupil(school, surname="Shown", provision="K", needs=("SLCN",))
    user = make_staff(Role.SENCO, school)
    give_role(user, Role.OFFICE, other)
    client = Client()
    client.force_login(user)
    assert names(client.get(LIST)) == ["Shown, Amira"]
    rows = {row.surname: row.need_codes for row in client.get(LIST, {"show": "roll"}).context["page"]}
    assert rows == {"Hidden": [], "Shown": ["SLCN"]}


@pytest.mark.parametrize("typed", ["yesterday", "2026-13-45", "0020-01-01"])
def test_a_day_that_cannot_be_understood_is_said_so_and_not_passed_over(school: School, typed: str) -> None:
    page = signed_in(Role.SENCO, school).get(LIST, {"on": typed}).content.decode()
    assert "This is not a date. Write it as 25/11/2026." in page or "Check the year of this date." in page
    kind = "date" if typed == "0020-01-01" else "text"
    assert f'<input type="{kind}" name="on" value="{typed}"' in page, "a calendar would leave words out"
    assert 'id="id_on_error"' in page and 'aria-describedby="id_on_error"' in page
