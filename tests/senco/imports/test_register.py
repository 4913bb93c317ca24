"""The SENCO's spreadsheet becomes plans, reviews, agencies and provision, and the next reviews fall due."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from provision.models import Placement
from pupils.models import Deadline, SenStatus
from records.models import Agency, Involvement, Plan, Review
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_school, make_staff
from tests.senco.imports.test_cli import run

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)
REGISTER = "oakfield_senco_register.xlsx"


@pytest.fixture
def oakfield(capsys: Any) -> School:
    school = make_school("Oakfield Primary School", laestab="8862101")
    make_staff(Role.SENCO, school)
    run("oakfield_sims_export.csv", school, capsys=capsys)
    return school


def test_the_reviews_fall_due_from_it(oakfield: School, capsys: Any) -> None:
    said, status = run(REGISTER, oakfield, capsys=capsys)
    assert status == 0
    with acting_for(oakfield):
        due = {
            deadline.pupil.name: deadline
            for deadline in Deadline.objects.open().filter(rule="review.next_complete").select_related("pupil")
        }
        late, soon = due["Megan Williams"], due["Kenneth Watkins-Rose"]
        assert (late.due_on, late.days_late(TODAY)) == (dt.date(2026, 11, 16), 4)
        assert (soon.due_on, soon.days_late(TODAY)) == (dt.date(2026, 11, 23), -3)
        meetings = {
            deadline.pupil.name: (deadline.due_on, deadline.side)
            for deadline in Deadline.objects.overdue(TODAY).filter(rule="review.latest_meeting")
        }
        assert meetings == {
            "Megan Williams": (dt.date(2026, 10, 19), "school"),
            "Kenneth Watkins-Rose": (dt.date(2026, 10, 26), "school"),
        }
        assert Deadline.objects.overdue(TODAY).count() == 3
        assert Deadline.objects.open().filter(rule="review.latest_meeting").count() == 14
        first = Deadline.objects.open().filter(rule="review.first_complete")
        assert {deadline.pupil.name for deadline in first.select_related("pupil")} == {
            "Colin Wells",
            "Tony Warren",
            "Angela Brooks",
        }


def test_the_first_digest_names_the_schools_late_step_and_the_review_of_both(oakfield: School, capsys: Any) -> None:
    run(REGISTER, oakfield, capsys=capsys)
    call_command("remind", "--on", TODAY.isoformat(), "--json")
    told = {(one["pupil"], one["rule"], one["when"]) for one in json.loads(capsys.readouterr().out)["told"]}
    assert {
        ("MW", "review.latest_meeting", "32 days late"),
        ("MW", "review.next_complete", "4 days late"),
        ("KW", "review.latest_meeting", "25 days late"),
        ("KW", "review.next_complete", "due in 3 days"),
    } <= told
    [message] = mail.outbox
    for when in ("32 days late", "4 days late", "25 days late", "due in 3 days"):
        assert when in message.body


def test_it_becomes_plans_hours_agencies_and_provision(oakfield: School, capsys: Any) -> None:
    said, _ = run(REGISTER, oakfield, capsys=capsys)
    with acting_for(oakfield):
        assert Plan.objects.open().ehc().count() == 14
        assert Review.objects.filter(from_import=True).count() == 11
        assert not Review.objects.open().exists()
        megan = Plan.objects.get(pupil__forename="Megan", pupil__surname="Williams")
        assert (megan.weekly_hours, megan.local_authority) == (20, oakfield.local_authority)
        assert set(Agency.objects.values_list("name", flat=True)) == {
            "Speech and language therapy",
            "Educational psychology",
            "Child and adolescent mental health services",
            "Occupational therapy",
        }
        melissa = Involvement.objects.filter(pupil__surname="White", pupil__forename="Melissa")
        assert melissa.count() == 2
        talk_boost = Placement.objects.filter(intervention__name="Talk Boost").first()
        assert talk_boost and (talk_boost.times, talk_boost.minutes) == (3, 30)
        support = Placement.objects.get(
            intervention__name="Teaching assistant support", pupil_rows__pupil=megan.pupil_id
        )
        assert (support.times, support.minutes) == (5, 240)
    assert (said["new"], said["changed"], said["unchanged"]) == (0, 75, 2)


@pytest.mark.parametrize(
    ("name", "born", "why"),
    [
        ("Megan Wiliams", "23/12/2016", "a letter is missing"),
        ("Megan Williams", "24/12/2016", "the birthday is another"),
        ("Nobody Whatever", "01/01/2017", "nobody is called so"),
    ],
)
def test_whoever_is_not_sure_is_never_guessed(
    oakfield: School, capsys: Any, tmp_path: Path, name: str, born: str, why: str
) -> None:
    said, status = run(sheet(tmp_path, f"{name},5A,{born},EHCP,01/02/2024,10/01/2026"), oakfield, capsys=capsys)
    (problem,) = said["problems"]
    assert (problem["line"], problem["column"], problem["value"], status) == (2, "Name", name, 0), why
    assert "Megan Williams (5A)" in problem["message"] or why == "nobody is called so"
    assert (said["changed"], said["unchanged"]) == (0, 0)
    if why != "nobody is called so":
        assert said["warnings"] == [], "there are pupils here that it may be"
    with acting_for(oakfield):
        assert not Plan.objects.exists()


@pytest.mark.parametrize("line", ["Williams Megan,5A,23/12/2016", "Danny Grant,5A,18/02/2017", "danie GRANT,5A,"])
def test_either_order_either_forename_and_a_class_in_place_of_a_birthday_are_sure(
    oakfield: School, capsys: Any, tmp_path: Path, line: str
) -> None:
    said, _ = run(sheet(tmp_path, f"{line},EHCP,01/02/2024,10/01/2026"), oakfield, capsys=capsys)
    assert (said["changed"], said["problems"]) == (1, [])


def test_a_name_alone_is_not_enough(oakfield: School, capsys: Any, tmp_path: Path) -> None:
    said, _ = run(sheet(tmp_path, "Megan Williams,,,EHCP,01/02/2024,10/01/2026"), oakfield, capsys=capsys)
    assert (said["changed"], len(said["problems"])) == (0, 1)


def test_a_newer_register_changes_what_the_last_one_said(oakfield: School, capsys: Any, tmp_path: Path) -> None:
    run(REGISTER, oakfield, capsys=capsys)
    file = tmp_path / "later.csv"
    file.write_text(
        "Name,Class,DOB,Code,EHCP issued,Last annual review,TA hrs/wk,Provision\n"
        "Megan Williams,5A,23/12/2016,EHCP,17/12/2023,16/11/2026,25,ELSA weekly\n"
    )
    run(file, oakfield, capsys=capsys)
    with acting_for(oakfield):
        megan = Plan.objects.get(pupil__forename="Megan", pupil__surname="Williams")
        assert megan.weekly_hours == 25
        assert Deadline.objects.open().about("plan", megan.pk).get(rule="review.next_complete").due_on == dt.date(
            2027, 11, 15
        )
        running = Placement.objects.filter(pupil_rows__pupil=megan.pupil_id).on(dt.date(2026, 11, 21))
        assert {(one.intervention.name, one.times, one.minutes) for one in running.select_related("intervention")} == {
            ("ELSA", 1, None),
            ("Teaching assistant support", 5, 300),
        }


def test_what_a_file_changed_makes_an_open_form_out_of_date_and_a_later_file_still_follows(
    oakfield: School, capsys: Any, tmp_path: Path
) -> None:
    file = tmp_path / "later.csv"
    versions = []
    for hours in (20, 25, 30):
        file.write_text(
            f"Name,Class,DOB,Code,EHCP issued,TA hrs/wk\nMegan Williams,5A,23/12/2016,EHCP,17/12/2023,{hours}\n"
        )
        said, _ = run(file, oakfield, capsys=capsys)
        assert said["kept_by_hand"] == 0
        with acting_for(oakfield):
            plan, placement = Plan.objects.get(), Placement.objects.get(ends_on=None)
            assert (plan.weekly_hours, placement.minutes) == (hours, hours * 12)
            versions.append((plan.version, placement.version))
    assert [plan for plan, _ in versions] == [1, 2, 3] and len({placement for _, placement in versions}) == 3


def test_a_plan_that_a_person_edited_stays_as_they_left_it(oakfield: School, capsys: Any, tmp_path: Path) -> None:
    run(REGISTER, oakfield, capsys=capsys)
    with acting_for(oakfield):
        Plan.objects.filter(pupil__forename="Megan").update(weekly_hours=15, version=2)
    said, _ = run(REGISTER, oakfield, capsys=capsys)
    assert said["kept_by_hand"] == 1
    with acting_for(oakfield):
        assert Plan.objects.get(pupil__forename="Megan", pupil__surname="Williams").weekly_hours == 15


def next_review(folder: Path, day: str, last: str = "10/01/2026") -> Path:
    file = folder / "register.csv"
    head = "Name,Class,DOB,Code,EHCP issued,Last annual review,Next annual review"
    file.write_text(f"{head}\nMegan Williams,5A,23/12/2016,EHCP,01/02/2024,{last},{day}\n")
    return file


def test_the_next_review_of_the_register_is_planned_and_a_date_set_here_stays(
    oakfield: School, capsys: Any, tmp_path: Path
) -> None:
    said, status = run(next_review(tmp_path, "03/12/2026"), oakfield, capsys=capsys)
    assert (said["changed"], said["problems"], status) == (1, [], 0)
    with acting_for(oakfield):
        review = Review.objects.open().get()
        assert (review.meeting_on, review.plan.pupil.name) == (dt.date(2026, 12, 3), "Megan Williams")
        about = Deadline.objects.open().about("review", review.pk)
        assert about.get(rule="review.hold").due_on == dt.date(2026, 12, 3)
    again, _ = run(next_review(tmp_path, "03/12/2026"), oakfield, capsys=capsys)
    assert (again["changed"], again["unchanged"], again["kept_by_hand"]) == (0, 1, 0)
    with acting_for(oakfield):
        Review.objects.open().update(meeting_on=dt.date(2026, 12, 8))
    later, _ = run(next_review(tmp_path, "10/12/2026"), oakfield, capsys=capsys)
    assert (later["changed"], later["kept_by_hand"]) == (0, 1)
    with acting_for(oakfield):
        assert Review.objects.open().get().meeting_on == dt.date(2026, 12, 8)


@pytest.mark.parametrize(
    ("day", "last", "words"),
    [
        ("09/01/2027", "10/01/2026", ""),  # the law's own day: that is no meeting
        ("15/03/2027", "10/01/2026", "The law wants this review done by Sat 9 Jan 2027"),
        ("01/11/2026", "10/01/2026", "This day has passed"),
        ("01/11/2036", "10/01/2025", "Check the year"),
    ],
)
def test_a_next_review_that_is_no_meeting_plans_none(
    oakfield: School, capsys: Any, tmp_path: Path, day: str, last: str, words: str
) -> None:
    said, status = run(next_review(tmp_path, day, last), oakfield, capsys=capsys)
    assert [words in one["message"] for one in said["problems"]] == ([True] if words else [])
    assert status == 0
    with acting_for(oakfield):
        assert not Review.objects.open().exists()


def test_a_late_review_whose_meeting_is_ahead_is_planned(oakfield: School, capsys: Any, tmp_path: Path) -> None:
    run(next_review(tmp_path, "01/12/2026", "10/10/2025"), oakfield, capsys=capsys)
    with acting_for(oakfield):
        assert Review.objects.open().get().meeting_on == dt.date(2026, 12, 1)


def test_a_meeting_that_is_late_stays_late_when_the_list_comes_again_with_another_day(
    oakfield: School, capsys: Any, tmp_path: Path
) -> None:
    for issued in ("01/02/2024", "08/02/2024"):
        file = tmp_path / f"{issued[:2]}.csv"
        head = "Name,Class,DOB,Code,EHCP issued,Last annual review"
        file.write_text(f"{head}\nMegan Williams,5A,23/12/2016,EHCP,{issued},17/11/2025\n")
        said, _ = run(file, oakfield, capsys=capsys)
        assert said["changed"] == 1
        with acting_for(oakfield):
            rows = Deadline.objects.filter(subject_kind="plan", rule="review.latest_meeting")
            assert [(row.due_on, row.closed_on) for row in rows] == [(dt.date(2026, 10, 19), None)]


def sheet(folder: Path, line: str) -> Path:
    file = folder / "register.csv"
    file.write_text(f"Name,Class,DOB,Code,EHCP issued,Last annual review\n{line}\n")
    return file


def test_a_second_time_changes_nothing(oakfield: School, capsys: Any) -> None:
    run(REGISTER, oakfield, capsys=capsys)
    with acting_for(oakfield):
        before = _history()
    again, status = run(REGISTER, oakfield, capsys=capsys)
    assert (again["changed"], again["unchanged"], status) == (0, 77, 0)
    with acting_for(oakfield):
        assert _history() == before


def test_where_the_schools_system_says_otherwise_both_are_shown_and_its_own_stays(
    oakfield: School, capsys: Any
) -> None:
    with acting_for(oakfield):
        status = SenStatus.objects.get(pupil__surname="Williams", pupil__forename="Megan")
        status.provision = "K"
        status.save(update_fields=["provision"])
    said, _ = run(REGISTER, oakfield, capsys=capsys)
    assert said["kept_by_hand"] >= 1
    with acting_for(oakfield):
        status.refresh_from_db()
        assert (status.provision, SenStatus.objects.filter(pupil=status.pupil).count()) == ("K", 1)


def test_without_the_pupils_it_says_so(capsys: Any) -> None:
    school = make_school("Oakfield Primary School", laestab="8862101")
    said, status = run(REGISTER, school, capsys=capsys)
    assert (said["changed"], len(said["problems"]), status) == (0, 77, 0)
    assert any("pupils first" in warning for warning in said["warnings"])


def _history() -> int:
    """Rows of history of everything that an import writes."""
    from django.apps import apps
    from pghistory.models import Event

    return sum(
        model._default_manager.count()
        for model in apps.get_models()
        if issubclass(model, Event) and model._meta.app_label in ("pupils", "records", "provision")
    )


def test_with_nobody_at_the_school_it_comes_in_and_a_later_file_makes_the_reviews_fall_due(capsys: Any) -> None:
    school = make_school("Oakfield Primary School", laestab="8862101")
    run("oakfield_sims_export.csv", school, capsys=capsys)
    said, status = run(REGISTER, school, capsys=capsys)
    assert (said["changed"], status) == (75, 0)
    assert any("Add its SENCO" in warning for warning in said["warnings"])
    make_staff(Role.SENCO, school)
    run(REGISTER, school, capsys=capsys)
    with acting_for(school):
        assert Deadline.objects.open().filter(rule__in=["review.next_complete", "review.first_complete"]).count() == 14
