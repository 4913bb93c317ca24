"""Results entered by hand, for one pupil and for a class, and what a pupil's progress page shows of them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Measure, Result
from pupils.starter import STARTER
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    give_role,
    make_class,
    make_concern,
    make_intervention,
    make_measure,
    make_placement,
    make_pupil,
    make_result,
    make_school,
    make_staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def teacher(school: School) -> User:
    return make_staff(Role.TEACHER, school, name="Tom Birch")


@pytest.fixture
def reading_age(school: School) -> Measure:
    return make_measure(school, "Reading age")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def written(school: School, **of: Any) -> list[str]:
    with acting_for(school):
        return list(Result.objects.filter(**of).order_by("pk").values_list("written", flat=True))


def test_a_teacher_enters_a_reading_age_and_the_pupils_page_draws_it(
    school: School, teacher: User, reading_age: Measure
) -> None:
    pupil = make_pupil(school, group=make_class(school, "5A", taught_by=(teacher,)))
    client = signed_in(teacher)
    form = {"measure": reading_age.pk, "taken_on": days_from_now(-1).isoformat(), "written": "7:06"}
    answer = client.post(reverse("pupils:measure-result-new", args=[pupil.pk]), form)
    assert answer.status_code == 302
    with acting_for(school):
        row = Result.objects.get()
        assert (row.value, row.written, row.entered_by) == (Decimal(90), "7:06", teacher)
    page = client.get(reverse("pupils:measures", args=[pupil.pk])).content.decode()
    assert "<svg" in page and "7:06" in page and "own age" in page


def test_what_cannot_be_read_is_said_beside_the_field_and_stays_typed(
    school: School, teacher: User, reading_age: Measure
) -> None:
    pupil = make_pupil(school, group=make_class(school, "5A", taught_by=(teacher,)))
    form = {"measure": reading_age.pk, "taken_on": days_from_now(-1).isoformat(), "written": "7.5", "note": "Tired"}
    answer = signed_in(teacher).post(reverse("pupils:measure-result-new", args=[pupil.pk]), form)
    page = answer.content.decode()
    assert answer.status_code == 422 and "not clear whether" in page and 'value="7.5"' in page and "Tired" in page
    form |= {"written": "7:05", "taken_on": days_from_now(3).isoformat()}
    answer = signed_in(teacher).post(reverse("pupils:measure-result-new", args=[pupil.pk]), form)
    assert "still to come" in answer.content.decode() and written(school) == []


def test_a_second_result_of_one_day_is_refused_and_a_correction_stays_in_the_history(
    school: School, teacher: User, reading_age: Measure
) -> None:
    pupil = make_pupil(school, group=make_class(school, "5A", taught_by=(teacher,)))
    row = make_result(pupil, reading_age, taken_on=days_from_now(-1), written="7:06")
    client = signed_in(teacher)
    form = {"measure": reading_age.pk, "taken_on": days_from_now(-1).isoformat(), "written": "8:00"}
    answer = client.post(reverse("pupils:measure-result-new", args=[pupil.pk]), form)
    assert answer.status_code == 422 and "Correct that one instead" in answer.content.decode()
    client.post(reverse("pupils:measure-result-edit", args=[row.pk]), {**form, "written": "7:08"})
    assert written(school) == ["7:08"]
    with acting_for(school):
        events = Result.pgh_event_model.objects.filter(pgh_obj=row.pk).order_by("pgh_id")
        assert list(events.values_list("written", flat=True)) == ["7:06", "7:08"]


def test_only_the_result_that_was_seen_is_removed(school: School, teacher: User, reading_age: Measure) -> None:
    pupil = make_pupil(school, group=make_class(school, "5A", taught_by=(teacher,)))
    row = make_result(pupil, reading_age)
    client, address = signed_in(teacher), reverse("pupils:measure-result-remove", args=[row.pk])
    client.post(address, {"seen": "something else"})
    assert written(school) == ["7:06"]
    client.post(address, {"seen": str(row)})
    assert written(school) == []


class Sheet:
    """A class of three on one page."""

    def __init__(self, school: School, teacher: User, measure: Measure) -> None:
        self.group = make_class(school, "5A", taught_by=(teacher,))
        self.pupils = [make_pupil(school, surname=name, group=self.group) for name in ("Ash", "Birch", "Cedar")]
        self.client = signed_in(teacher)
        on = days_from_now(-1).isoformat()
        self.address = f"{reverse('pupils:measure-sheet')}?group={self.group.pk}&measure={measure.pk}&on={on}"

    def send(self, *typed: str, seen: tuple[str, ...] = ("", "", "")) -> Any:
        form = {f"result-{pupil.pk}": text for pupil, text in zip(self.pupils, typed, strict=True)}
        form |= {f"seen-{pupil.pk}": text for pupil, text in zip(self.pupils, seen, strict=True)}
        return self.client.post(self.address, form)


def test_a_class_is_entered_on_one_page_and_those_not_tested_stay_empty(
    school: School, teacher: User, reading_age: Measure
) -> None:
    sheet = Sheet(school, teacher, reading_age)
    assert sheet.send("7:06", "", "8:00").status_code == 302
    assert written(school) == ["7:06", "8:00"]
    assert sheet.send("7:06", "", "8:01", seen=("7:06", "", "8:00")).status_code == 302
    assert written(school) == ["7:06", "8:01"]


def test_one_wrong_line_keeps_nothing_and_everything_typed(school: School, teacher: User, reading_age: Measure) -> None:
    answer = Sheet(school, teacher, reading_age).send("7:06", "7:14", "8:00")
    page = answer.content.decode()
    assert answer.status_code == 422 and "no 14 months" in page
    assert all(f'value="{text}"' in page for text in ("7:06", "7:14", "8:00"))
    assert written(school) == []


def test_two_people_at_one_sheet_are_shown_each_others_results(
    school: School, teacher: User, reading_age: Measure
) -> None:
    sheet = Sheet(school, teacher, reading_age)
    make_result(sheet.pupils[0], reading_age, taken_on=days_from_now(-1), written="7:00")
    answer = sheet.send("7:06", "7:07", "")
    assert answer.status_code == 422 and "Somebody else entered 7:00" in answer.content.decode()
    assert written(school) == ["7:00"]
    again = answer.context["form"]
    sheet.send("7:06", "7:07", "", seen=tuple(again[f"seen-{pupil.pk}"].value() for pupil in sheet.pupils))
    assert sorted(written(school)) == ["7:06", "7:07"]


def test_a_result_is_not_taken_away_by_an_empty_line(school: School, teacher: User, reading_age: Measure) -> None:
    sheet = Sheet(school, teacher, reading_age)
    make_result(sheet.pupils[0], reading_age, taken_on=days_from_now(-1), written="7:00")
    answer = sheet.send("", "7:07", "", seen=("7:00", "", ""))
    assert answer.status_code == 422 and "Here stood 7:00" in answer.content.decode()


def test_a_teacher_opens_no_sheet_of_another_class_nor_a_measure_of_another_school(
    school: School, teacher: User, reading_age: Measure
) -> None:
    other = make_class(school, "5B")
    pupil = make_pupil(school, surname="Hidden", group=other)
    make_class(school, "5A", taught_by=(teacher,))
    client, sheet = signed_in(teacher), reverse("pupils:measure-sheet")
    page = client.post(f"{sheet}?group={other.pk}&measure={reading_age.pk}", {f"result-{pupil.pk}": "7:06"})
    assert "Hidden" not in page.content.decode() and written(school) == []
    stranger = make_measure(make_school("Elsewhere"), "Their own measure")
    assert "Their own measure" not in client.get(f"{sheet}?measure={stranger.pk}").content.decode()


def test_concerns_and_provision_stand_on_the_same_axis_and_in_the_table(school: School, reading_age: Measure) -> None:
    senco = make_staff(Role.SENCO, school)
    pupil = make_pupil(school)
    make_result(pupil, reading_age, taken_on=days_from_now(-200), written="7:00")
    make_result(pupil, reading_age, taken_on=days_from_now(-20), written="7:09")
    concern = make_concern(pupil, by=senco)
    make_placement(pupil, intervention=make_intervention(school, "Talk Boost"), starts_on=days_from_now(-90))
    answer = signed_in(senco).get(reverse("pupils:measures", args=[pupil.pk]))
    drawn, page = answer.context["drawn"], answer.content.decode()
    assert [len(panel.points) for panel in drawn.panels] == [2]
    assert [mark.number for mark in drawn.marks] == [1] and [bar.label for bar in drawn.bars] == ["Talk Boost"]
    assert "up 9 months since" in page and reverse("pupils:concern", args=[concern.pk]) in page
    assert [row.what for row in drawn.rows] == ["Concern 1", "Reading age", "Talk Boost", "Reading age"]


def test_a_chart_with_a_hundred_results_still_ends_today(school: School, reading_age: Measure, today: dt.date) -> None:
    pupil = make_pupil(school)
    for back in range(100):
        make_result(pupil, reading_age, taken_on=days_from_now(-back * 30), written="7:06")
    drawn = signed_in(make_staff(Role.SENCO, school)).get(reverse("pupils:measures", args=[pupil.pk])).context["drawn"]
    assert drawn.last == today and len(drawn.rows) == 100


def test_a_school_begins_with_the_usual_measures_once_and_sets_each_years_pass_mark(school: School) -> None:
    client = signed_in(make_staff(Role.ASSISTANT_SENCO, school))
    for _ in range(2):
        client.post(reverse("pupils:measure-begin"))
    with acting_for(school):
        assert Measure.objects.count() == len(STARTER)
        phonics = Measure.objects.get(kind="pass")
    assert "Set this year's pass mark" in client.get(reverse("pupils:measure-list")).content.decode()
    pupil = make_pupil(school)
    row = make_result(pupil, phonics, written="31")
    assert row.verdict == "pass mark not set"
    address = reverse("pupils:measure-edit", args=[phonics.pk])
    form = client.get(address).context["form"]
    kept = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    assert client.post(address, {**kept, "pass_mark": "32"}).status_code == 302
    with acting_for(school):
        assert Result.objects.select_related("measure").get().verdict == "below the mark"


def test_a_scale_with_results_is_not_changed_and_a_stale_edit_is_shown_both_texts(
    school: School, reading_age: Measure
) -> None:
    make_result(make_pupil(school), reading_age)
    client = signed_in(make_staff(Role.SENCO, school))
    address = reverse("pupils:measure-edit", args=[reading_age.pk])
    form = client.get(address).context["form"]
    kept = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    assert "kind" not in form.fields and "highest" not in form.fields
    client.post(address, {**kept, "gap": "14"})
    answer = client.post(address, {**kept, "gap": "16"})
    assert answer.status_code == 409 and "It now says: 14" in answer.content.decode()


def test_words_in_order_are_a_scale_too(school: School) -> None:
    client = signed_in(make_staff(Role.SENCO, school))
    form = {
        "name": "Writing", "kind": "levels", "lowest": "0", "highest": "100", "words": "Below\nAt\nAbove", "band": "0",
        "slower_by": "1", "gap": "1", "least_peers": "5", "months": "12", "higher_is_better": "on", "is_active": "on",
        "seen_version": "0",
    }  # fmt: skip
    assert client.post(reverse("pupils:measure-new"), {**form, "words": "Only"}).status_code == 422
    assert client.post(reverse("pupils:measure-new"), form).status_code == 302
    with acting_for(school):
        writing = Measure.objects.get(name="Writing")
    assert (writing.scale.read("at"), writing.highest) == (2, 3)


def test_measures_of_two_schools_are_told_apart_by_their_schools_name(school: School, reading_age: Measure) -> None:
    other = make_school("Hillside")
    make_measure(other, "Reading age")
    senco = make_staff(Role.SENCO, school)
    give_role(senco, Role.SENCO, other)
    client = signed_in(senco)
    for page in (client.get(reverse("pupils:measure-sheet")), client.get(reverse("import") + "?kind=results")):
        assert "Reading age, Oakfield" in page.content.decode() and "Reading age, Hillside" in page.content.decode()
