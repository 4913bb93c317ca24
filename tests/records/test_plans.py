"""Plans through their pages: the list, one plan, its sections, and the acts on it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Deadline, Pupil, SenNeed, SenStatus
from records.models import Plan, PlanSection
from senco.models import AccessLog, School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    make_class,
    make_deadline,
    make_plan,
    make_pupil,
    make_review,
    make_school,
    make_staff,
)
from tests.records.pages import MOST_QUERIES, exported, opened, posted, queries_of, refused, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Priya Shah")


@pytest.fixture
def client(senco: User) -> Client:
    return signed_in(senco)


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school, forename="Mina", surname="Stone", provision="E", group=make_class(school, "5A"))


def listed(client: Client, **query: str) -> list[str]:
    response = client.get(reverse("records:plans"), query)
    assert response.status_code == 200
    return [plan.pupil.surname for plan in response.context["page"]]


def made_through_the_page(client: Client, pupil: Pupil, **values: Any) -> Plan:
    answer = posted(
        client,
        "plan-new",
        pupil.pk,
        **{"kind": "ehc_plan", "made_on": days_from_now(-200).isoformat(), "local_authority": "Kent", **values},
    )
    assert answer.status_code == 302
    with acting_for(pupil.school_id):
        return Plan.objects.get(pupil=pupil)


# The list -----------------------------------------------------------------------------------------------------------


def five_plans(school: School, senco: User) -> None:
    """Late: its review was due. Held: the authority has it. Set: it has a meeting. Idle: nothing yet. Over: ended."""
    plans = {name: make_plan(make_pupil(school, surname=name)) for name in ("Late", "Held", "Set", "Idle", "Over")}
    for name, days in (("Late", -4), ("Held", 20), ("Set", 40), ("Idle", 90)):
        make_deadline(
            school, owner=senco, due_on=days_from_now(days), pupil=plans[name].pupil,
            rule="review.next_complete", subject_kind="plan", subject_id=plans[name].pk,
        )  # fmt: skip
    make_review(plans["Held"], meeting_on=days_from_now(-9), held_on=days_from_now(-8))
    make_review(plans["Set"], meeting_on=days_from_now(9))
    with acting_for(school):
        Plan.objects.filter(pk=plans["Over"].pk).update(ceased_on=days_from_now(-1))


def test_the_list_shows_what_is_in_force_and_each_filter_its_own(school: School, senco: User, client: Client) -> None:
    five_plans(school, senco)
    assert listed(client) == ["Late", "Held", "Set", "Idle"]
    assert listed(client, show="late") == ["Late"]
    assert listed(client, show="waiting") == ["Held"]
    assert listed(client, show="unplanned") == ["Late", "Idle"]
    assert listed(client, show="ended") == ["Over"]
    assert listed(client, kind="support_plan") == []
    assert listed(client, show="nonsense", kind="x") == ["Late", "Held", "Set", "Idle"]


def test_its_counts_are_said_in_words_and_open_what_they_count(school: School, senco: User, client: Client) -> None:
    five_plans(school, senco)
    page = client.get(reverse("records:plans"))
    for state in page.context["states"]:
        number = int(state["text"].split()[0])
        assert len(listed(client, **({"show": state["show"]} if state["show"] else {}))) == number, state
    text = page.content.decode()
    assert "4 plans in force" in text and "1 review is late" in text
    assert "2 have no review planned" in text and "1 waits for the authority" in text


def test_it_sorts_both_ways_and_finds_a_pupil_by_the_beginning_of_a_name(
    school: School, senco: User, client: Client
) -> None:
    five_plans(school, senco)
    assert listed(client, sort="pupil") == ["Held", "Idle", "Late", "Set"]
    assert listed(client, sort="-pupil") == ["Set", "Late", "Idle", "Held"]
    assert listed(client, sort="-due")[-1] == "Late"
    assert listed(client, q="lat") == ["Late"]
    assert listed(client, q="nobody") == []


def test_the_export_holds_what_the_filters_leave_and_is_noted_for_each_pupil(
    school: School, senco: User, client: Client
) -> None:
    five_plans(school, senco)
    rows = exported(client, "plans", show="late")
    assert [(row["School"], row["Pupil"]) for row in rows] == [("Oakfield", "Late, Amira")]
    with acting_for(school):
        assert AccessLog.objects.filter(action="export").count() == 1


def test_only_whoever_may_set_a_meeting_is_offered_it(school: School, senco: User, client: Client) -> None:
    five_plans(school, senco)
    assert "Set a meeting" in opened(client, "plans")
    for role in (Role.HEADTEACHER, Role.DESIGNATED_TEACHER):
        assert "Set a meeting" not in opened(signed_in(make_staff(role, school)), "plans")


def test_a_governor_gets_none_of_it(school: School, pupil: Pupil) -> None:
    plan = make_plan(pupil)
    review = make_review(plan)
    governor = signed_in(make_staff(Role.GOVERNOR, school))
    for name, args in (
        ("plans", []), ("plan", [plan.pk]), ("pupil-plans", [pupil.pk]), ("review", [review.pk]),
        ("agencies", []), ("pupil-agencies", [pupil.pk]), ("section-edit", [plan.pk, "B"]),
    ):  # fmt: skip
        answer = governor.get(reverse(f"records:{name}", args=args))
        assert answer.status_code == 403 and "Stone" not in answer.content.decode(), name


def test_pages_cost_the_same_for_two_plans_and_for_forty(school: School, senco: User, client: Client) -> None:
    plan = make_plan(make_pupil(school))
    make_review(plan)
    pages = (("plans",), ("plan", plan.pk), ("pupil-plans", plan.pupil_id), ("plan-edit", plan.pk),
             ("section-edit", plan.pk, "B"), ("review-new", plan.pk), ("plan-new", plan.pupil_id))  # fmt: skip
    make_plan(make_pupil(school))
    few = [queries_of(client, *page) for page in pages]
    for _ in range(38):
        other = make_plan(make_pupil(school))
        make_review(other)
        make_review(plan, held_on=dt.date(2026, 5, 1), completed_on=dt.date(2026, 5, 2))
    assert [queries_of(client, *page) for page in pages] == few
    assert max(few) <= MOST_QUERIES, dict(zip(pages, few, strict=True))


# One plan -----------------------------------------------------------------------------------------------------------


def test_a_plan_that_is_made_sets_its_first_review_and_shows_every_section(client: Client, pupil: Pupil) -> None:
    plan = made_through_the_page(client, pupil, weekly_hours="12.5")
    text = opened(client, "plan", plan.pk)
    for words in ("Mina Stone, 5A", "The first annual review is complete", "12.5 h", "Kent", "K. ", "Not entered."):
        assert words in text, words
    with acting_for(pupil.school_id):
        assert AccessLog.objects.filter(pupil_id=pupil.pk, action="view").exists()


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(client: Client, pupil: Pupil) -> None:
    typed = {"kind": "ehc_plan", "made_on": days_from_now(3).isoformat(), "weekly_hours": "99", "note": "My own words"}
    text = refused(client, "plan-new", pupil.pk, **typed)
    assert "is still to come" in text and "between 0 and 60" in text
    assert "My own words" in text and typed["made_on"] in text
    with acting_for(pupil.school_id):
        assert not Plan.objects.filter(pupil=pupil).exists()


def test_no_plan_is_made_before_the_pupil_was_born(client: Client, pupil: Pupil) -> None:
    before = (pupil.date_of_birth - dt.timedelta(days=1)).isoformat()
    text = refused(client, "plan-new", pupil.pk, kind="ehc_plan", made_on=before, note="My own words")
    assert "before the pupil was born" in text and "My own words" in text
    plan = made_through_the_page(client, pupil)
    text = refused(client, "plan-edit", plan.pk, made_on=before, seen_version="1")
    assert "before the pupil was born" in text


def registered(pupil: Pupil) -> list[tuple[str, dt.date, dt.date | None]]:
    with acting_for(pupil.school_id):
        return list(SenStatus.objects.filter(pupil=pupil).order_by("starts_on").values_list(
            "provision", "starts_on", "ends_on"))  # fmt: skip


ASKS = "Put the pupil on the register"


def test_a_plan_puts_its_pupil_on_the_register_from_its_day_and_undo_takes_that_back(
    client: Client, school: School, pupil: Pupil
) -> None:
    supported = make_pupil(school, provision="K", needs=("SLCN",))
    (_, since, _), made_on = registered(supported)[0], days_from_now(-20)
    assert ASKS not in opened(client, "plan-new", pupil.pk)
    assert re.search(r'name="on_register"[^>]* checked', opened(client, "plan-new", supported.pk))
    values = {"kind": "ehc_plan", "made_on": made_on.isoformat(), "on_register": "on"}
    said = client.post(reverse("records:plan-new", args=[supported.pk]), values, follow=True).content.decode()
    day = dt.timedelta(days=1)
    assert registered(supported) == [("K", since, made_on - day), ("E", made_on, None)]
    undo = re.search(r'action="(/[^"]*/back/)"', said)
    assert undo is not None
    client.post(undo[1])
    assert registered(supported) == [("K", since, None)]


def test_the_register_is_left_alone_without_the_tick_and_by_a_support_plan(client: Client, school: School) -> None:
    for values in ({"kind": "ehc_plan"}, {"kind": "support_plan", "on_register": "on"}):
        supported = make_pupil(school, provision="K", needs=("SLCN",))
        made_through_the_page(client, supported, **values)
        assert [row[0] for row in registered(supported)] == ["K"]


def test_a_plan_older_than_the_registers_last_change_counts_there_from_the_day_after_it(
    client: Client, school: School
) -> None:
    supported = make_pupil(school, provision="K", needs=("SLCN",))
    since = registered(supported)[0][1]
    made_on = max(since - dt.timedelta(days=9), supported.date_of_birth)
    made_through_the_page(client, supported, made_on=made_on.isoformat(), on_register="on")
    day = dt.timedelta(days=1)
    assert registered(supported) == [("K", since, since), ("E", since + day, None)]


def test_what_the_register_refuses_makes_no_plan_and_is_said_at_the_tick(client: Client, school: School) -> None:
    supported = make_pupil(school, provision="K", needs=("NSA",))
    with acting_for(school):
        SenNeed.objects.filter(pupil=supported).update(starts_on=days_from_now(-5))
    values = {"kind": "ehc_plan", "made_on": days_from_now(-50).isoformat(), "on_register": "on", "note": "My words"}
    text = refused(client, "plan-new", supported.pk, **values)
    assert "End that need first" in text and "My words" in text
    with acting_for(school):
        assert not Plan.objects.filter(pupil=supported).exists()


def test_a_second_plan_of_the_kind_waits_until_the_first_has_ended(client: Client, pupil: Pupil) -> None:
    plan = made_through_the_page(client, pupil)
    values = {"kind": "ehc_plan", "made_on": days_from_now(-2).isoformat()}
    assert "has one of these already" in refused(client, "plan-new", pupil.pk, **values)
    posted(client, "plan-cease", plan.pk, on=days_from_now(-3).isoformat())
    assert posted(client, "plan-new", pupil.pk, **values).status_code == 302


def test_a_changed_date_moves_the_review(client: Client, pupil: Pupil) -> None:
    plan = made_through_the_page(client, pupil)
    made_on = days_from_now(-100)
    answer = posted(client, "plan-edit", plan.pk, made_on=made_on.isoformat(), seen_version="1", note="New")
    assert answer.status_code == 302
    with acting_for(pupil.school_id):
        due = Deadline.objects.open().about("plan", plan.pk).get(rule="review.first_complete")
        assert due.from_on == made_on


def test_two_tabs_that_change_one_plan_show_both_texts(client: Client, pupil: Pupil) -> None:
    plan = made_through_the_page(client, pupil)
    values = {"made_on": plan.made_on.isoformat(), "local_authority": "Kent", "seen_version": "1"}
    posted(client, "plan-edit", plan.pk, **values, note="The first tab")
    text = refused(client, "plan-edit", plan.pk, status=409, **values, note="The second tab")
    assert "The first tab" in text and "The second tab" in text and "Somebody else saved this first" in text
    values["seen_version"] = "2"
    assert posted(client, "plan-edit", plan.pk, **values, note="The second tab").status_code == 302


def test_a_plan_ends_owes_nothing_and_comes_back_by_undo(client: Client, pupil: Pupil) -> None:
    plan = made_through_the_page(client, pupil)
    assert "has not come yet" in refused(client, "plan-cease", plan.pk, on=days_from_now(1).isoformat())
    assert "cannot end before" in refused(client, "plan-cease", plan.pk, on=days_from_now(-900).isoformat())
    url = reverse("records:plan-cease", args=[plan.pk])
    ended = client.post(url, {"on": days_from_now(0).isoformat()}, follow=True).content.decode()
    undo = reverse("records:plan-resume", args=[plan.pk])
    assert f'action="{undo}"' in ended and "Undo" in ended
    with acting_for(pupil.school_id):
        assert not Deadline.objects.open().about("plan", plan.pk).exists()
    client.post(undo)
    with acting_for(pupil.school_id):
        assert Deadline.objects.open().about("plan", plan.pk).exists()
    assert Plan.Kind.EHC_PLAN.label in opened(client, "plans")


def test_an_ended_plan_cannot_be_said_to_be_made_after_its_end(client: Client, pupil: Pupil) -> None:
    plan = make_plan(pupil, made_on=days_from_now(-90), ceased_on=days_from_now(-60))
    text = refused(client, "plan-edit", plan.pk, made_on=days_from_now(-10).isoformat(), seen_version="1")
    assert "it was made before that" in text


def test_a_head_reads_a_plan_and_changes_nothing(school: School, client: Client, pupil: Pupil) -> None:
    plan = made_through_the_page(client, pupil)
    head = signed_in(make_staff(Role.HEADTEACHER, school))
    text = opened(head, "plan", plan.pk)
    assert "End this plan" not in text and "section-edit" not in text and ">Write<" not in text
    for name, args in (("plan-edit", [plan.pk]), ("plan-cease", [plan.pk]), ("section-edit", [plan.pk, "B"])):
        assert posted(head, name, *args).status_code == 403


# Sections -----------------------------------------------------------------------------------------------------------


def test_a_section_is_written_and_stands_on_the_plan(client: Client, pupil: Pupil) -> None:
    plan = make_plan(pupil)
    answer = posted(client, "section-edit", plan.pk, "B", text="Mina hears little on her left.", seen_version="0")
    assert answer.status_code == 302 and answer.url.endswith("#section-B")
    text = opened(client, "plan", plan.pk)
    assert "Mina hears little on her left." in text and 'data-draft-done="plan-' in text


def test_a_stale_section_is_refused_with_both_texts_and_then_saved(client: Client, pupil: Pupil) -> None:
    plan = make_plan(pupil)
    posted(client, "section-edit", plan.pk, "B", text="Written by the first.", seen_version="0")
    text = refused(client, "section-edit", plan.pk, "B", status=409, text="Typed by the second.", seen_version="0")
    assert "Written by the first." in text and "Typed by the second." in text
    assert 'name="seen_version" value="1"' in text
    posted(client, "section-edit", plan.pk, "B", text="Typed by the second.", seen_version="1")
    with acting_for(pupil.school_id):
        assert PlanSection.objects.get(plan=plan).text == "Typed by the second."


def section_text(pupil: Pupil) -> str:
    with acting_for(pupil.school_id):
        return PlanSection.objects.get().text


def test_a_saved_section_is_undone_to_what_it_said_before_and_the_first_to_nothing(
    client: Client, pupil: Pupil
) -> None:
    plan = make_plan(pupil)
    undo = reverse("records:section-undo", args=[plan.pk, "B"])
    posted(client, "section-edit", plan.pk, "B", text="First.", seen_version="0")
    assert f'action="{undo}?version=1"' in opened(client, "plan", plan.pk)
    posted(client, "section-edit", plan.pk, "B", text="Second.", seen_version="1")
    assert f'action="{undo}?version=2"' in opened(client, "plan", plan.pk)
    client.post(f"{undo}?version=2")
    assert section_text(pupil) == "First."
    posted(client, "section-edit", plan.pk, "B", text="", seen_version="3")
    assert section_text(pupil) == ""
    client.post(f"{undo}?version=4")
    assert section_text(pupil) == "First."


def test_a_section_made_and_undone_says_nothing_and_an_old_undo_takes_nothing_away(
    client: Client, pupil: Pupil
) -> None:
    plan = make_plan(pupil)
    undo = reverse("records:section-undo", args=[plan.pk, "B"])
    assert "not been written" in client.post(undo, follow=True).content.decode()
    posted(client, "section-edit", plan.pk, "B", text="First.", seen_version="0")
    client.post(f"{undo}?version=1")
    assert section_text(pupil) == ""
    posted(client, "section-edit", plan.pk, "B", text="Anew.", seen_version="2")
    for version in ("1", "2", "", "x", "99"):
        said = client.post(f"{undo}?version={version}", follow=True).content.decode()
        assert "nothing was undone" in said, version
    assert section_text(pupil) == "Anew."


def test_ten_thousand_characters_of_a_section_are_kept_as_they_were_typed(client: Client, pupil: Pupil) -> None:
    plan, text = make_plan(pupil), "“Ünïcode” <b>&amp; " * 600
    posted(client, "section-edit", plan.pk, "B", text=text, seen_version="0")
    assert section_text(pupil) == text.strip()
    assert "<b>&amp; " not in opened(client, "plan", plan.pk)


def test_there_is_no_section_that_the_law_does_not_know(client: Client, pupil: Pupil) -> None:
    plan = make_plan(pupil)
    assert client.get(reverse("records:section-edit", args=[plan.pk, "Z"])).status_code == 404
    support = make_plan(make_pupil(pupil.school), kind="support_plan")
    assert client.get(reverse("records:section-edit", args=[support.pk, "B"])).status_code == 404


# The pupil's page ---------------------------------------------------------------------------------------------------


def test_the_pupils_page_shows_the_plan_and_what_is_owed(school: School, client: Client, pupil: Pupil) -> None:
    assert "No plan is recorded." in opened(client, "pupil-plans", pupil.pk)
    plan = made_through_the_page(client, pupil)
    text = opened(client, "pupil-plans", pupil.pk)
    assert reverse("records:plan", args=[plan.pk]) in text and "no meeting set" in text
    reader = opened(signed_in(make_staff(Role.DESIGNATED_TEACHER, school)), "pupil-plans", pupil.pk)
    assert "Add a plan" not in reader and reverse("records:plan", args=[plan.pk]) in reader
