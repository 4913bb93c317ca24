"""What is removed or ended by hand is taken back with one tap: the same row, told by the history."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from pupils.models import Attendance, Characteristic, Correction, GroupPupil, GroupStaff, SenNeed, Suspension
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import days_from_now, make_class, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
AUTUMN = {"starts_on": dt.date(2026, 9, 2), "ends_on": dt.date(2026, 12, 18)}


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


def signed_in(role: Role, school: School) -> Client:
    client = Client()
    client.force_login(make_staff(role, school, name=f"{role.label} Person"))
    return client


def undo_of(page: Any) -> str:
    """Where the Undo of the page's message posts to."""
    found = re.search(r'<form action="([^"]+)" method="post">[^>]*>\s*<button[^>]*>.*?Undo</button>', _text(page))
    assert found, "no Undo is offered"
    return found[1]


def _text(page: Any) -> str:
    text: str = page.content.decode()
    return text


def values(school: School, model: Any, **where: Any) -> list[dict[str, Any]]:
    with acting_for(school):
        return list(model.objects.filter(**where).order_by("pk").values())


def labels(school: School, model: Any, pk: int) -> list[str]:
    with acting_for(school):
        rows = model.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
        return list(rows.values_list("pgh_label", flat=True))


def made(school: School, model: Any, **fields: Any) -> Any:
    with acting_for(school):
        return model.objects.create(school=school, **fields)


@pytest.mark.parametrize(
    ("model", "path", "more"),
    [
        (Attendance, "attendance", {**AUTUMN, "percent": 93}),
        (Suspension, "suspensions", {**AUTUMN, "sessions": 2, "reason": "Said it"}),
    ],
)
def test_a_removed_row_is_back_the_same_and_the_history_tells_of_it(
    school: School, model: Any, path: str, more: dict[str, Any]
) -> None:
    pupil = make_pupil(school)
    row = made(school, model, pupil=pupil, **more)
    with acting_for(school):
        row.refresh_from_db()
    before = values(school, model)
    client = signed_in(Role.OFFICE, school)
    page = client.post(f"/pupils/{path}/{row.pk}/remove/", {"seen": str(row)}, follow=True)
    assert values(school, model) == []
    undo = undo_of(page)
    assert signed_in(Role.TEACHER, school).post(undo).status_code == 403
    assert signed_in(Role.OFFICE, make_school("Elsewhere")).post(undo).status_code == 404
    assert "nothing of yours" in _text(signed_in(Role.SENCO, school).post(undo, follow=True))
    assert values(school, model) == []
    assert "It is back as it was" in _text(client.post(undo, follow=True))
    assert values(school, model) == before
    assert labels(school, model, row.pk) == ["insert", "delete", "insert"]
    assert "undone already" in _text(client.post(undo, follow=True))
    assert values(school, model) == before


def test_what_was_entered_again_since_is_not_doubled(school: School) -> None:
    pupil = make_pupil(school)
    row = made(school, Attendance, pupil=pupil, percent=93, **AUTUMN)
    with acting_for(school):
        row.refresh_from_db()
    client = signed_in(Role.OFFICE, school)
    undo = undo_of(client.post(f"/pupils/attendance/{row.pk}/remove/", {"seen": str(row)}, follow=True))
    again = made(school, Attendance, pupil=pupil, percent=91, **AUTUMN)
    assert "Not undone" in _text(client.post(undo, follow=True))
    assert [one["id"] for one in values(school, Attendance)] == [again.pk]


def test_a_need_that_was_ended_goes_on_and_those_below_it_have_their_ranks_again(school: School) -> None:
    make_pupil(school, provision="K", needs=("SLCN", "SEMH", "VI"))
    before = values(school, SenNeed)
    client = signed_in(Role.SENCO, school)
    today = {"from_on": days_from_now(0).isoformat()}
    page = client.post(f"/pupils/needs/{before[0]['id']}/end/", today, follow=True)
    assert [one["code"] for one in values(school, SenNeed, ends_on=None)] == ["SEMH", "VI"]
    assert values(school, Correction)
    assert "The needs are as they were" in _text(client.post(undo_of(page), follow=True))
    assert values(school, SenNeed) == before and values(school, Correction) == []
    assert labels(school, SenNeed, before[0]["id"]) == ["insert", "update", "update"]


def test_needs_that_were_changed_again_are_left_alone(school: School) -> None:
    pupil = make_pupil(school, provision="K", needs=("SLCN", "SEMH"))
    client = signed_in(Role.SENCO, school)
    today = {"from_on": days_from_now(0).isoformat()}
    undo = undo_of(client.post(f"/pupils/needs/{values(school, SenNeed)[0]['id']}/end/", today, follow=True))
    client.post(f"/pupils/{pupil.pk}/needs/add/", {"code": "VI", **today})
    now = values(school, SenNeed)
    assert "Not undone" in _text(client.post(undo, follow=True))
    assert values(school, SenNeed) == now


@pytest.mark.parametrize("days", [0, 30])
def test_a_characteristic_that_was_ended_goes_on_with_its_correction_gone(school: School, days: int) -> None:
    pupil = make_pupil(school)
    row = made(school, Characteristic, pupil=pupil, kind="young_carer", starts_on=days_from_now(-days))
    before = values(school, Characteristic)
    client = signed_in(Role.OFFICE, school)
    end = f"/pupils/characteristics/{row.pk}/end/"
    page = client.post(end, {"from_on": days_from_now(0).isoformat()}, follow=True)
    assert values(school, Characteristic, ends_on=None) == [] and values(school, Correction)
    assert "It is back as it was" in _text(client.post(undo_of(page), follow=True))
    assert values(school, Characteristic) == before and values(school, Correction) == []


def test_a_pupil_taken_out_of_a_class_is_in_it_again_unless_in_another_by_now(school: School) -> None:
    group = make_class(school, "5A")
    pupil = make_pupil(school, group=group)
    before = values(school, GroupPupil)
    client = signed_in(Role.OFFICE, school)
    out = f"/pupils/classes/pupils/{before[0]['id']}/out/"
    undo = undo_of(client.post(out, follow=True))
    assert values(school, GroupPupil, ends_on=None) == []
    assert "as before" in _text(client.post(undo, follow=True))
    assert values(school, GroupPupil) == before
    undo = undo_of(client.post(out, follow=True))
    other = make_class(school, "5B")
    put = {"pupils": pupil.pk, "from_on": days_from_now(0).isoformat()}
    client.post(f"/pupils/classes/{other.pk}/pupils/", put)
    assert "Not undone" in _text(client.post(undo, follow=True))
    assert [one["group_id"] for one in values(school, GroupPupil, ends_on=None)] == [other.pk]


def test_nobody_is_put_back_into_a_class_after_they_have_left_the_school(school: School) -> None:
    pupil = make_pupil(school, group=make_class(school, "5A"))
    client = signed_in(Role.OFFICE, school)
    undo = undo_of(client.post(f"/pupils/classes/pupils/{values(school, GroupPupil)[0]['id']}/out/", follow=True))
    client.post(f"/pupils/{pupil.pk}/leave/", {"on": days_from_now(-1).isoformat()})
    assert "no longer on the roll" in _text(client.post(undo, follow=True))
    assert values(school, GroupPupil, ends_on=None) == []


def test_a_member_of_staff_taken_off_a_group_sees_its_pupils_again(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    group = make_class(school, "5A", taught_by=(teacher,))
    pupil = make_pupil(school, group=group)
    theirs, head = Client(), signed_in(Role.HEADTEACHER, school)
    theirs.force_login(teacher)
    before = values(school, GroupStaff)
    page = head.post(f"/pupils/classes/staff/{before[0]['id']}/end/", follow=True)
    assert theirs.get(f"/pupils/{pupil.pk}/").status_code == 404
    assert "as before" in _text(head.post(undo_of(page), follow=True))
    assert values(school, GroupStaff) == before
    assert theirs.get(f"/pupils/{pupil.pk}/").status_code == 200
