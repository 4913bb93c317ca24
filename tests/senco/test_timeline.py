"""A pupil's timeline: every kind for every role exactly as its rows are seen, filters, pages, paper and files."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from provision.models import Delivery, DeliveryPupil, PlacementPupil
from pupils.models import (
    Attendance,
    Characteristic,
    Concern,
    ConcernMove,
    ConcernQuestion,
    Deadline,
    Enrolment,
    GroupPupil,
    Note,
    ProgressDecision,
    Pupil,
    Result,
    SafeguardingNote,
    SenNeed,
    SenStatus,
    Suspension,
    YearGroup,
)
from records.models import (
    CareConsent,
    Communication,
    Document,
    Involvement,
    PassportVersion,
    Pep,
    Plan,
    Review,
    WhatWorked,
)
from senco.models import AcademicYear, AccessLog, Term, User
from senco.permissions import Member, Permission, Role
from senco.rows import acting_for
from senco.stream import KINDS
from senco.timeline import Asked, Timeline, periods_of
from tests.factories import (
    LONG_AGO,
    days_from_now,
    give_role,
    make_class,
    make_communication,
    make_concern,
    make_consent,
    make_deadline,
    make_decision,
    make_delivery,
    make_document,
    make_involvement,
    make_note,
    make_passport,
    make_pep,
    make_placement,
    make_plan,
    make_pupil,
    make_question,
    make_result,
    make_review,
    make_school,
    make_staff,
    make_worked,
    make_worry,
    member_of,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
P = Permission
SECRET = "A bruise, twice."


class World:
    """One pupil with an entry of every kind, in the class of the teacher and the assistant; staff in every role."""

    def __init__(self) -> None:
        self.school = make_school()
        self.staff = {role: make_staff(role, self.school, name=f"{role.label} Person") for role in Role}
        classroom = (self.staff[Role.TEACHER], self.staff[Role.TEACHING_ASSISTANT])
        self.group = make_class(self.school, "5A", taught_by=classroom)
        self.pupil = make_pupil(self.school, provision="K", needs=("SLCN", "SEMH"), group=self.group)
        self.senco = self.staff[Role.SENCO]
        self._concerns()
        self._records()
        self._facts()

    def _concerns(self) -> None:
        make_concern(self.pupil, by=self.staff[Role.OFFICE], seen="Cannot hear from the back.")
        question = make_question(self.pupil, asked=self.staff[Role.TEACHER], by=self.senco)
        with acting_for(self.school):
            ConcernMove.objects.create(
                school=self.school,
                case=question.case,
                from_state="new",
                to_state="gathering",
                why="I ask around.",
                by=self.senco,
            )
            question.answer, question.answered_at = "Yes, in science.", timezone.now()
            question.save()
        make_worry(self.pupil, by=self.staff[Role.TEACHER])
        make_note(self.pupil, by=self.senco)
        make_note(self.pupil, by=self.senco, only_for=(Role.SENCO, Role.SAFEGUARDING_LEAD), text="A family matter.")

    def _records(self) -> None:
        plan = make_plan(self.pupil, made_on=dt.date(2024, 3, 1), amended_on=dt.date(2025, 3, 1))
        make_review(plan, held_on=dt.date(2025, 2, 1), decision="amend", decision_notified_on=dt.date(2025, 2, 20))
        make_involvement(self.pupil, ends_on=dt.date(2025, 1, 1))
        make_deadline(
            self.school, owner=self.senco, pupil=self.pupil, due_on=dt.date(2025, 5, 1), subject_kind="school",
            rule="school.own", closed_on=dt.date(2025, 4, 30), closed_by=self.senco,
        )  # fmt: skip
        make_result(self.pupil)
        make_decision(self.pupil, by=self.senco)
        make_passport(self.pupil, by=self.senco)
        make_worked(self.pupil, by=self.senco)
        make_communication(self.pupil, by=self.senco)
        make_communication(self.pupil, by=self.senco, only_for=(Role.SENCO, Role.SAFEGUARDING_LEAD))
        make_document(self.pupil, by=self.senco)
        make_document(self.pupil, by=self.senco, only_for=(Role.SENCO, Role.SAFEGUARDING_LEAD))
        make_consent(self.pupil, by=self.senco)
        make_pep(self.pupil, held_on=TODAY, written_by=self.senco)
        self.placement = make_placement(self.pupil, ends_on=TODAY - dt.timedelta(days=1))
        for days in (1, 2, 3, 30):
            make_delivery(self.placement, on=TODAY - dt.timedelta(days=days), by=self.senco)

    def _facts(self) -> None:
        of = {"school": self.school, "pupil": self.pupil, "starts_on": LONG_AGO}
        with acting_for(self.school):
            Characteristic.objects.create(kind="young_carer", **of)
            Attendance.objects.create(ends_on=dt.date(2020, 12, 18), percent=88, **of)
            Suspension.objects.create(reason="Threw a chair", sessions=2, **of)

    def client(self, role: Role) -> Client:
        client = Client()
        client.force_login(self.staff[role])
        return client

    def get(self, role: Role, **query: Any) -> Any:
        return self.client(role).get(reverse("timeline", args=[self.pupil.pk]), query)


@pytest.fixture
def world() -> World:
    return World()


def of(model: Any, *permission: Permission) -> Callable[[Member, Pupil], set[int]]:
    return lambda member, pupil: set(
        model.objects.visible_to(member, *permission).filter(pupil=pupil).values_list("pk", flat=True)
    )


def _sessions(member: Member, pupil: Pupil) -> set[int]:
    mine = PlacementPupil.objects.filter(pupil=pupil).values("placement")
    return set(Delivery.objects.visible_to(member).filter(placement__in=mine).values_list("pk", flat=True))


SEEN: dict[str, Callable[[Member, Pupil], set[int]]] = {
    "register": of(SenStatus, P.VIEW_PROVISION),
    "need": of(SenNeed, P.VIEW_PROVISION),
    "roll": of(Enrolment),
    "characteristic": lambda member, pupil: (
        of(Characteristic, P.VIEW_PROVISION)(member, pupil) | of(Characteristic, P.EDIT_PUPILS)(member, pupil)
    ),
    "attendance": of(Attendance),
    "suspension": of(Suspension),
    "note": of(Note),
    "plan": of(Plan),
    "review": of(Review),
    "agency": of(Involvement),
    "placement": of(PlacementPupil),
    "deadline": lambda member, pupil: set(
        Deadline.objects.visible_to(member).closed().filter(pupil=pupil).values_list("pk", flat=True)
    ),
    "result": of(Result),
    "progress_decision": of(ProgressDecision),
    "passport": of(PassportVersion),
    "worked": of(WhatWorked),
    "communication": of(Communication),
    "document": of(Document),
    "consent": of(CareConsent, P.VIEW_CARE),
    "pep": of(Pep, P.VIEW_CARE),
    "class": lambda member, pupil: of(YearGroup)(member, pupil) | of(GroupPupil)(member, pupil),
    "concern": lambda member, pupil: (
        of(Concern)(member, pupil)
        | set(ConcernMove.objects.visible_to(member).filter(case__pupil=pupil).values_list("pk", flat=True))
        | set(ConcernQuestion.objects.visible_to(member).filter(case__pupil=pupil).values_list("pk", flat=True))
    ),
}
"""What each role may see of a kind, by the queries of the pages that show it."""


def shown_to(member: Member, pupil: Pupil, key: str) -> set[int]:
    return {entry.line.pk for entry in Timeline(pupil, member, TODAY).whole(Asked(kinds=(key,)))}


@pytest.mark.parametrize("key", SEEN)
def test_each_role_sees_of_every_kind_exactly_what_it_may(key: str, world: World) -> None:
    with acting_for(world.school):
        assert shown_to(member_of(world.senco), world.pupil, key), f"nothing of {key} was made"
        for role, user in world.staff.items():
            member = member_of(user)
            assert shown_to(member, world.pupil, key) == SEEN[key](member, world.pupil), f"{key} for the {role.label}"


def test_every_kind_that_is_registered_is_held_to_what_may_be_seen() -> None:
    """A new kind needs a line in `SEEN`, and a row of it in `World`."""
    assert set(KINDS) == {*SEEN, "session"}


def test_sessions_are_summed_by_the_week_for_those_who_see_the_placement(world: World) -> None:
    with acting_for(world.school):
        for user in world.staff.values():
            member = member_of(user)
            sessions = _sessions(member, world.pupil)
            entries = Timeline(world.pupil, member, TODAY).whole(Asked(kinds=("session",)))
            assert sum(int(entry.line.text.split("/")[0]) for entry in entries) == len(sessions)
            assert {entry.line.pk for entry in entries} <= sessions
            weeks = {(TODAY - dt.timedelta(days=days)).isocalendar()[:2] for days in (1, 2, 3, 30)}
            assert len(entries) == (len(weeks) if sessions else 0)


def test_three_hundred_sessions_make_one_line_a_week(world: World) -> None:
    with acting_for(world.school):
        Delivery.objects.bulk_create(
            Delivery(
                school=world.school,
                placement=world.placement,
                on=TODAY - dt.timedelta(days=40 + day),
                minutes=20,
                recorded_by=world.senco,
            )
            for day in range(300)
        )
        entries = Timeline(world.pupil, member_of(world.senco), TODAY).whole(Asked(kinds=("session",)))
    assert 44 <= len(entries) <= 48
    assert any("7 sessions given" in entry.said.title and "140 minutes" in entry.said.text for entry in entries)


def test_a_session_from_before_the_pupil_joined_the_group_is_not_theirs(world: World) -> None:
    late = make_pupil(world.school)
    with acting_for(world.school):
        PlacementPupil.objects.create(
            school=world.school, placement=world.placement, pupil=late, starts_on=TODAY - dt.timedelta(days=2)
        )
        entries = Timeline(late, member_of(world.senco), TODAY).whole(Asked(kinds=("session",)))
    assert sum(int(entry.line.text.split("/")[0]) for entry in entries) == 2


def test_a_session_that_the_pupil_missed_is_not_counted_as_given_to_them(world: World) -> None:
    with acting_for(world.school):
        for delivery in Delivery.objects.filter(placement=world.placement, on__gte=TODAY - dt.timedelta(days=3)):
            DeliveryPupil.objects.create(
                school=world.school, delivery=delivery, pupil=world.pupil, minutes=0, why_not="absent"
            )
        entries = Timeline(world.pupil, member_of(world.senco), TODAY).whole(Asked(kinds=("session",)))
    assert sum(int(entry.line.text.split("/")[0]) for entry in entries) == 1
    assert "missed" in entries[0].said.text


@pytest.mark.parametrize("role", Role)
def test_a_safeguarding_note_is_in_nobodys_timeline(role: Role, world: World) -> None:
    answers = [world.get(role, **query) for query in ({}, {"format": "csv"}, {"format": "print"}, {"q": "bruise"})]
    assert all(SECRET not in answer.content.decode() for answer in answers)
    with acting_for(world.school):
        assert SafeguardingNote.objects.exists()


def test_a_confined_note_is_for_its_holders_on_the_page_on_paper_and_in_a_file(world: World) -> None:
    for role in (Role.SENCO, Role.SAFEGUARDING_LEAD, Role.HEADTEACHER, Role.ASSISTANT_SENCO, Role.TEACHER):
        for query in ({}, {"format": "csv"}, {"format": "print"}):
            text = world.get(role, **query).content.decode()
            assert ("A family matter" in text) is (role in (Role.SENCO, Role.SAFEGUARDING_LEAD)), role
    assert "Only for SENCO, Safeguarding lead" in world.get(Role.SENCO).content.decode()


def test_why_a_pupil_was_suspended_is_for_those_who_know_the_family(world: World) -> None:
    assert "Threw a chair" in world.get(Role.SENCO).content.decode()
    teacher = world.get(Role.TEACHER).content.decode()
    assert "Suspension" in teacher and "Threw a chair" not in teacher


def test_reading_printing_and_exporting_are_in_the_access_log_and_so_is_the_confined_note(world: World) -> None:
    for query in ({}, {"format": "print"}, {"format": "csv"}):
        world.get(Role.SENCO, **query)
    with acting_for(world.school):
        lines = set(AccessLog.objects.values_list("action", "subject_kind", "user"))
        head = AccessLog.objects.visible_to(member_of(world.staff[Role.HEADTEACHER]))
        assert not head.filter(subject_kind="note").exists()
    for action in ("view", "print", "export"):
        assert {(action, "pupil", world.senco.pk), (action, "note", world.senco.pk)} <= lines


def entries(answer: Any) -> list[str]:
    return [entry.said.title for entry in answer.context["entries"]]


def test_it_is_filtered_by_several_kinds_by_person_and_by_words(world: World) -> None:
    kinds = world.client(Role.SENCO).get(reverse("timeline", args=[world.pupil.pk]), {"kind": ["plan", "review"]})
    assert {entry.line.kind for entry in kinds.context["entries"]} == {"plan", "review"}
    by = world.get(Role.SENCO, who="Office Person")
    assert entries(by) == ["Concern logged: Cognition and learning"]
    assert entries(world.get(Role.SENCO, q="hear back")) == ["Concern logged: Cognition and learning"]
    assert "Main need: Speech, language and communication needs" in entries(world.get(Role.SENCO, q="SPEECH"))
    assert entries(world.get(Role.SENCO, q="100%_")) == []


def test_what_is_still_to_come_is_not_in_it(world: World) -> None:
    pupil = make_pupil(world.school)
    make_placement(pupil, starts_on=days_from_now(5))
    with acting_for(world.school):
        assert not Timeline(pupil, member_of(world.senco), TODAY).whole(Asked(kinds=("placement",)))


def test_pages_follow_each_other_without_gap_or_repetition_in_both_orders(world: World) -> None:
    with acting_for(world.school):
        for number in range(130):
            make_note(world.pupil, by=world.senco, on=TODAY - dt.timedelta(days=number // 7), text=f"Note {number}")
        stream = Timeline(world.pupil, member_of(world.senco), TODAY)
        for oldest_first in (False, True):
            asked = Asked(oldest_first=oldest_first)
            found, place = stream.page(asked)
            while place:
                more, place = stream.page(asked, place)
                found += more
            keys = [(one.line.kind, one.line.code, one.line.pk) for one in found]
            assert len(keys) == len(set(keys)) == stream.opened(asked)[2].total
            days = [one.line.day for one in found]
            assert days == sorted(days, reverse=not oldest_first)
            firsts = [one.period for one in found if one.is_first]
            assert len(firsts) == len(set(firsts)), "a term's name stands over it once"


@pytest.mark.parametrize(
    "after", ["x", "2026-01-01", "2026-01-01~now~note~1~", "2026-01-01~-infinity~note~x~", "~" * 9]
)
def test_a_place_that_somebody_has_changed_begins_at_the_beginning(after: str, world: World) -> None:
    assert entries(world.get(Role.SENCO, after=after)) == entries(world.get(Role.SENCO))


@pytest.mark.parametrize("query", [{"kind": "x"}, {"term": "x"}, {"who": "\0"}, {"q": "\0"}, {"order": "x"}])
def test_what_is_not_understood_is_not_asked(query: dict[str, str], world: World) -> None:
    answer = world.get(Role.SENCO, **query)
    assert answer.status_code == 200
    assert set(entries(answer)) == (set() if query == {"who": "x"} else set(entries(world.get(Role.SENCO))))


def test_one_goes_to_a_term_and_on_past_it(world: World) -> None:
    with acting_for(world.school):
        year = AcademicYear.objects.create(
            school=world.school, name="2024/25", starts_on=dt.date(2024, 9, 1), ends_on=dt.date(2025, 8, 31)
        )
        for name, first, last in (
            ("Autumn", dt.date(2024, 9, 2), dt.date(2024, 12, 18)),
            ("Spring", dt.date(2025, 1, 6), dt.date(2025, 4, 4)),
        ):
            Term.objects.create(school=world.school, year=year, name=name, starts_on=first, ends_on=last)
    answer = world.get(Role.SENCO, term="2024-09-01")
    days = [entry.line.day for entry in answer.context["entries"]]
    assert days and max(days) < dt.date(2025, 1, 6) and min(days) < dt.date(2024, 9, 2)
    upwards = world.get(Role.SENCO, term="2024-09-01", order="oldest")
    assert min(entry.line.day for entry in upwards.context["entries"]) >= dt.date(2024, 9, 2)
    words = answer.content.decode()
    assert "Spring 2025 (" in words and "School year 2020/21 (" in words and "School year 2023/24" in words


def test_periods_cover_every_day_once() -> None:
    year = AcademicYear(pk=1, name="2025/26", starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2026, 8, 31))
    dates = {
        "Autumn": (dt.date(2025, 9, 3), dt.date(2025, 12, 19)),
        "Spring": (dt.date(2026, 1, 5), dt.date(2026, 3, 27)),
        "Summer": (dt.date(2026, 4, 13), dt.date(2026, 7, 22)),
    }
    terms = [
        Term(pk=pk, name=name, starts_on=first, ends_on=last, year=year)
        for pk, (name, (first, last)) in enumerate(dates.items(), start=1)
    ]
    periods = periods_of(terms, dt.date(2026, 2, 1))
    assert [period.name for period in periods[-3:]] == ["School year 2024/25", "Autumn 2025", "Spring 2026"]
    assert periods[-2].starts_on == dt.date(2025, 9, 1), "the days before term begin the year, not end the last"
    for one, next_one in zip(periods, periods[1:], strict=False):
        assert next_one.starts_on == one.ends_on + dt.timedelta(days=1)
    assert periods[-1].ends_on == dt.date(2026, 2, 1)
    assert periods_of([], dt.date(2026, 2, 1))[-1].name == "School year 2025/26"


def test_a_school_without_terms_still_jumps_by_school_years(world: World) -> None:
    assert "School year 2020/21" in world.get(Role.SENCO).content.decode()


def test_the_file_and_the_paper_hold_all_that_is_asked_for_and_nothing_else(world: World) -> None:
    with acting_for(world.school):
        for number in range(70):
            make_note(world.pupil, by=world.senco, text=f"=Note {number}")
    rows = list(
        csv.DictReader(io.StringIO(world.get(Role.SENCO, format="csv", kind="note").content.decode("utf-8-sig")))
    )
    assert len(rows) == 72 and {row["Kind"] for row in rows} == {"Notes"}
    assert {row["Only for"] for row in rows} == {"", "Only for SENCO, Safeguarding lead"}
    assert all(not row["Details"].startswith("=") for row in rows)
    paper = world.get(Role.SENCO, format="print", kind="note").content.decode()
    assert paper.count("=Note ") == 70 and "EHC plan made" not in paper


def test_with_script_only_the_next_entries_are_sent_and_without_it_a_whole_page(world: World) -> None:
    with acting_for(world.school):
        for number in range(70):
            make_note(world.pupil, by=world.senco, text=f"Note {number}")
    client, url = world.client(Role.SENCO), reverse("timeline", args=[world.pupil.pk])
    place = client.get(url).context["place"]
    part = client.get(url, {"after": place}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "<li" in part
    whole = client.get(url, {"after": place}).content.decode()
    assert "<html" in whole and "To the beginning" in whole


def test_somebody_new_has_an_empty_state_and_a_role_that_sees_nothing_is_told_so(world: World) -> None:
    with acting_for(world.school):
        bare = Pupil.objects.create(
            school=world.school, forename="New", surname="Child", date_of_birth=dt.date(2018, 1, 1), sort_name="child"
        )
    answer = world.client(Role.SENCO).get(reverse("timeline", args=[bare.pk]))
    assert "Nothing yet" in answer.content.decode()
    assert "Nothing like that" in world.get(Role.SENCO, q="zebra").content.decode()


def test_no_other_pupils_name_is_in_it(world: World) -> None:
    other = make_pupil(world.school, forename="Zebedee", surname="Quux", group=world.group)
    placement = make_placement(world.pupil, other, group_name="Zebedee and friends", note="Zebedee leads.")
    make_delivery(placement, on=TODAY - dt.timedelta(days=1), by=world.senco, note="Zebedee was loud.")
    for query in ({}, {"format": "csv"}, {"format": "print"}):
        assert "Zebedee" not in world.get(Role.SENCO, **query).content.decode()


def test_a_move_to_another_class_is_told_once_and_a_new_order_of_needs_only_for_the_main_one(world: World) -> None:
    pupil = make_pupil(world.school, group=world.group)
    july, september = dt.date(2024, 7, 31), dt.date(2024, 9, 1)
    with acting_for(world.school):
        GroupPupil.objects.filter(pupil=pupil).update(ends_on=july)
        six = make_class(world.school, "6A")
        GroupPupil.objects.create(school=world.school, pupil=pupil, group=six, starts_on=september)
        dated = {"school": world.school, "pupil": pupil}
        SenNeed.objects.create(code="MLD", rank=1, starts_on=LONG_AGO, ends_on=july, **dated)
        SenNeed.objects.create(code="MLD", rank=2, starts_on=july + dt.timedelta(days=1), **dated)
        SenNeed.objects.create(code="ASD", rank=1, starts_on=july + dt.timedelta(days=1), **dated)
        titles = [one.said.title for one in Timeline(pupil, member_of(world.senco), TODAY).whole(Asked())]
    assert "Joined class 6A" in titles and "Left class 5A" not in titles
    assert [title for title in titles if "need" in title.lower()] == [
        "Main need: Autistic spectrum disorder",
        "Main need: Moderate learning difficulty",
    ]


def test_somebody_of_two_schools_sees_in_each_what_their_role_there_sees() -> None:
    here, there = make_school(), make_school()
    user: User = make_staff(Role.SENCO, here)
    give_role(user, Role.OFFICE, there)
    pupil = make_pupil(there, provision="K", needs=("SLCN",))
    client = Client()
    client.force_login(user)
    kinds = {entry.line.kind for entry in client.get(reverse("timeline", args=[pupil.pk])).context["entries"]}
    assert "roll" in kinds and not kinds & {"register", "need"}
