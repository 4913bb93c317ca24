"""What falls due: the list, one date and why, and the acts on it."""

import csv
import datetime as dt
import io
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pupils.actions.deadlines import (
    NobodyToTell,
    NoSight,
    NotStaff,
    OpenedAgain,
    close_deadline,
    hand_over,
    keep_deadlines,
    owner_at,
    pass_on,
    reopen_deadline,
    set_deadline,
)
from pupils.models import Deadline, Reminder
from pupils.own_rules import OWN_RULES, name_of
from pupils.why import COUNTING, why
from senco.law import compute, law
from senco.models import AccessLog, School, User
from senco.permissions import Role, today
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    give_role,
    make_class,
    make_deadline,
    make_intervention,
    make_placement,
    make_pupil,
    make_question,
    make_school,
    make_staff,
    member_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Priya Shah")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def listed(client: Client, **query: str) -> list[int]:
    response = client.get(reverse("pupils:deadlines"), query)
    assert response.status_code == 200
    return [row["deadline"].pk for row in response.context["rows"]]


# The list ---------------------------------------------------------------------------------------------------------


def test_the_list_is_in_spans_that_together_hold_every_open_date_once(school: School, senco: User) -> None:
    made = {
        days: make_deadline(school, owner=senco, due_on=days_from_now(days)).pk
        for days in (-400, -1, 0, 6, 7, 27, 28, 500)
    }
    done = make_deadline(
        school, owner=senco, due_on=days_from_now(3), closed_on=days_from_now(-1), closed_why="Done"
    ).pk
    client = signed_in(senco)
    assert listed(client) == [made[days] for days in sorted(made)]
    assert listed(client, when="late") == [made[-400], made[-1]]
    assert listed(client, when="week") == [made[0], made[6]]
    assert listed(client, when="month") == [made[7], made[27]]
    assert listed(client, when="later") == [made[28], made[500]]
    assert listed(client, when="done") == [done]
    counts = {tab["label"]: tab["count"] for tab in client.get(reverse("pupils:deadlines")).context["tabs"]}
    assert counts == {"All open": 8, "Late": 2, "Next 7 days": 2, "Next four weeks": 2, "Later": 2, "Done": None}


def test_filters_narrow_by_pupil_owner_side_kind_and_class(school: School, senco: User) -> None:
    other = make_staff(Role.TEACHER, school)
    group = make_class(school, "5A")
    zed = make_pupil(school, forename="Zed", surname="Quill", group=group)
    due = days_from_now(3)
    hers = make_deadline(school, owner=senco, due_on=due, pupil=zed).pk
    make_deadline(school, owner=other, due_on=due, rule="review.decision", side="authority")
    client = signed_in(senco)
    for query in (
        {"q": "qui"},
        {"owner": "me"},
        {"side": "school"},
        {"kind": "review.report"},
        {"group": str(group.pk)},
    ):
        assert listed(client, **query) == [hers], query
    assert listed(client, q="nobody") == []
    assert len(listed(client, side="nonsense", group="x", kind="y", when="z", sort="w")) == 2


def test_it_sorts_by_day_pupil_kind_and_owner(school: School, senco: User) -> None:
    first = make_deadline(school, owner=senco, due_on=days_from_now(1), pupil=make_pupil(school, surname="Zebra")).pk
    last = make_deadline(school, owner=senco, due_on=days_from_now(9), pupil=make_pupil(school, surname="Aardvark")).pk
    client = signed_in(senco)
    assert listed(client, sort="-due") == [last, first]
    assert listed(client, sort="pupil") == [last, first]


def test_a_teacher_sees_only_their_own_dates_and_names_only_of_their_own_pupils(school: School, senco: User) -> None:
    teacher = make_staff(Role.TEACHER, school)
    group = make_class(school, "5A", taught_by=(teacher,))
    own = make_pupil(school, forename="Ivy", surname="Own", group=group)
    far = make_pupil(school, forename="Una", surname="Far")
    due = days_from_now(3)
    make_deadline(school, owner=senco, due_on=due, pupil=own)
    mine = {make_deadline(school, owner=teacher, due_on=due, pupil=pupil).pk for pupil in (own, far)}
    client = signed_in(teacher)
    assert set(listed(client)) == mine
    text = client.get(reverse("pupils:deadlines")).content.decode()
    assert "Ivy Own" in text and "Una" not in text and "UF" in text


def test_the_list_costs_the_same_for_two_dates_and_for_two_hundred(school: School, senco: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse("pupils:deadlines"), {"size": "100"})
        return len(seen)

    client = signed_in(senco)
    for number in range(2):
        make_deadline(school, owner=senco, due_on=days_from_now(number), pupil=make_pupil(school))
    few = queries()
    for number in range(60):
        make_deadline(school, owner=senco, due_on=days_from_now(number), pupil=make_pupil(school))
    assert queries() == few
    assert few <= 12


def test_the_export_holds_what_the_filters_leave_and_is_noted_for_each_pupil(school: School, senco: User) -> None:
    pupil = make_pupil(school, forename="=Zed", surname="Quill")
    make_deadline(school, owner=senco, due_on=dt.date(2026, 11, 22), pupil=pupil)
    make_deadline(school, owner=senco, due_on=days_from_now(300))
    response = signed_in(senco).get(reverse("pupils:deadlines"), {"format": "csv", "q": "quill"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["Pupil"], row["Due"], row["Source"]) for row in rows] == [
        ("'=Zed Quill", "22/11/2026", "SEND Regulations 2014, reg 20(9); reg 21(7) for a local authority")
    ]
    with acting_for(school):
        assert AccessLog.objects.filter(action="export", pupil_id=pupil.pk).count() == 1


# Why this date ------------------------------------------------------------------------------------------------------


def test_a_date_of_the_law_says_how_it_was_counted_from_what_and_how_sure_that_is(school: School, senco: User) -> None:
    results = compute({"review.meeting": dt.date(2026, 11, 1)})
    with acting_for(school):
        kept = keep_deadlines(
            results.values(), school_id=school.pk, subject=("review", 1), pupil=None, today=dt.date(2026, 11, 2)
        )
    report = next(one for one in kept if one.rule == "review.report")
    reason = why(report)
    assert report.due_on == dt.date(2026, 11, 15)
    assert "Two weeks after the review meeting on Sun 1 Nov 2026" in reason.sentences[0]
    assert "act by Fri 13 Nov 2026" in " ".join(reason.sentences)
    assert "do it by Sat 14 Nov 2026" in " ".join(reason.sentences)
    assert reason.cite.startswith("SEND Regulations 2014, reg 20(9)")
    page = signed_in(senco).get(reverse("pupils:deadline", args=[report.pk])).content.decode()
    assert "Fri 13 Nov 2026" in page and "Two weeks after" in page


def test_a_citation_that_nobody_has_seen_is_shown_as_to_check(school: School, senco: User) -> None:
    unseen = next(one for one in law().rules if one.status == "bg_to_check")
    found = make_deadline(school, owner=senco, due_on=days_from_now(5), rule=unseen.id)
    assert why(found).to_check
    assert "to check" in why(found).line
    assert "to check" in signed_in(senco).get(reverse("pupils:deadline", args=[found.pk])).content.decode()


def test_a_rule_of_our_own_says_that_it_is_not_law(school: School, senco: User) -> None:
    for rule in OWN_RULES:
        found = make_deadline(school, owner=senco, due_on=days_from_now(5), rule=rule)
        assert why(found).line == "our own rule, not law"
        assert name_of(rule) != rule


def test_every_way_of_counting_in_the_law_file_is_said_in_plain_words() -> None:
    assert {rule.count_rule for rule in law().rules if rule.count_rule not in COUNTING} <= {"count", "none"}


def test_every_rule_of_the_law_has_a_page(school: School, senco: User) -> None:
    client = signed_in(senco)
    for one in {rule.id for rule in law().rules}:
        found = make_deadline(school, owner=senco, due_on=days_from_now(5), rule=one)
        assert client.get(reverse("pupils:deadline", args=[found.pk])).status_code == 200, one


# Acts ---------------------------------------------------------------------------------------------------------------


def test_done_in_place_gives_the_row_and_an_undo_that_opens_it_again(school: School, senco: User) -> None:
    found = make_deadline(school, owner=senco, due_on=days_from_now(-3))
    client = signed_in(senco)
    target = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": f"deadline-{found.pk}"}
    undo = reverse("pupils:deadline-reopen", args=[found.pk])
    text = client.post(reverse("pupils:deadline-close", args=[found.pk]), **target).content.decode()
    assert f'id="deadline-{found.pk}"' in text and f'hx-post="{undo}"' in text and ">done<" in text
    assert listed(client) == []
    assert "3 days late" in client.post(undo, **target).content.decode()
    assert listed(client) == [found.pk]


def test_what_was_done_earlier_is_recorded_on_its_day(school: School, senco: User) -> None:
    found = make_deadline(school, owner=senco, due_on=days_from_now(-3))
    client, url = signed_in(senco), reverse("pupils:deadline-close", args=[found.pk])
    refused = client.post(url, {"done_on": days_from_now(1).isoformat()})
    assert refused.status_code == 422 and "still to come" in refused.content.decode()
    client.post(url, {"done_on": days_from_now(-5).isoformat(), "why": "Sent by secure e-mail"})
    with acting_for(school):
        found.refresh_from_db()
    assert (found.closed_on, found.closed_why, found.closed_by) == (days_from_now(-5), "Sent by secure e-mail", senco)


def test_its_owner_may_close_it_and_a_head_who_only_reads_may_not(school: School, senco: User) -> None:
    teacher, head = make_staff(Role.TEACHER, school), make_staff(Role.HEADTEACHER, school)
    found = make_deadline(school, owner=teacher, due_on=days_from_now(2))
    with acting_for(school):
        with pytest.raises(PermissionDenied):
            close_deadline(found, by=member_of(head), on=days_from_now(0), today=days_from_now(0))
        assert (
            close_deadline(found, by=member_of(teacher), on=days_from_now(0), today=days_from_now(0)).closed_by
            == teacher
        )


def test_a_second_press_of_done_leaves_it_as_it_was_closed(school: School, senco: User) -> None:
    found = make_deadline(school, owner=senco, due_on=days_from_now(2))
    other = make_staff(Role.ASSISTANT_SENCO, school)
    with acting_for(school):
        stale = Deadline.objects.get(pk=found.pk)
        close_deadline(found, by=member_of(senco), on=days_from_now(-1), why="Sent", today=days_from_now(0))
        close_deadline(stale, by=member_of(other), on=days_from_now(0), today=days_from_now(0))
        assert (stale.closed_by, stale.closed_why) == (senco, "Sent")


def test_what_has_opened_again_meanwhile_cannot_be_opened_twice(school: School, senco: User) -> None:
    found = make_deadline(school, owner=senco, due_on=days_from_now(2))
    with acting_for(school):
        close_deadline(found, by=member_of(senco), on=days_from_now(0), today=days_from_now(0))
        make_deadline(school, owner=senco, due_on=days_from_now(9), subject_id=found.subject_id)
        with pytest.raises(OpenedAgain):
            reopen_deadline(found, by=member_of(senco), today=days_from_now(0))
    page = signed_in(senco).post(reverse("pupils:deadline-reopen", args=[found.pk]), follow=True)
    assert "A newer date of the same kind is open" in page.content.decode()


def test_a_date_is_handed_over_to_somebody_who_works_there_and_to_nobody_else(school: School, senco: User) -> None:
    found = make_deadline(school, owner=senco, due_on=days_from_now(2))
    teacher, stranger = make_staff(Role.TEACHER, school), make_staff(Role.SENCO, make_school())
    client, url = signed_in(senco), reverse("pupils:deadline-hand-over", args=[found.pk])
    assert client.post(url, {"to": stranger.pk}).status_code == 422
    with acting_for(school), pytest.raises(NotStaff):
        hand_over(found, to=stranger, by=member_of(senco), today=days_from_now(0))
    assert client.post(url, {"to": teacher.pk}).status_code == 302
    assert listed(signed_in(teacher)) == [found.pk]


def test_a_pupils_date_is_offered_and_given_only_to_who_may_open_that_pupil(school: School, senco: User) -> None:
    assistant, elsewhere = make_staff(Role.TEACHING_ASSISTANT, school), make_staff(Role.TEACHER, school)
    office, admin = make_staff(Role.OFFICE, school), make_staff(Role.ADMINISTRATOR, school)
    pupil = make_pupil(school, group=make_class(school, taught_by=(assistant,)))
    make_class(school, taught_by=(elsewhere,))
    found = make_deadline(school, owner=senco, due_on=days_from_now(2), pupil=pupil, rule="review.hold")
    client, url = signed_in(senco), reverse("pupils:deadline-hand-over", args=[found.pk])
    page, many = reverse("pupils:deadline", args=[found.pk]), reverse("pupils:deadlines-hand-over")
    asked = (client.get(page).context["hand_over_form"], client.get(many).context["form"])
    with acting_for(school):
        assert all(set(form.fields["to"].queryset) == {senco, assistant} for form in asked)
    for nobody in (office, admin, elsewhere):
        refused = client.post(url, {"to": nobody.pk})
        assert refused.status_code == 422 and "They may not open what this is about" in refused.content.decode()
        assert client.post(many, {"ids": [found.pk], "to": nobody.pk}).status_code == 422
        with acting_for(school), pytest.raises(NoSight, match="teaches the pupil"):
            hand_over(found, to=nobody, by=member_of(senco), today=today())
    assert client.post(url, {"to": assistant.pk}).status_code == 302
    assert listed(signed_in(assistant)) == [found.pk]


def test_dates_of_two_pupils_go_to_nobody_who_may_open_only_one(school: School, senco: User) -> None:
    teacher = make_staff(Role.TEACHER, school)
    pupils = make_pupil(school, group=make_class(school, taught_by=(teacher,))), make_pupil(school)
    ids = [make_deadline(school, owner=senco, due_on=days_from_now(2), pupil=one).pk for one in pupils]
    refused = signed_in(senco).post(reverse("pupils:deadlines-hand-over"), {"ids": ids, "to": teacher.pk})
    assert refused.status_code == 422 and "They may not open every pupil" in refused.content.decode()
    with acting_for(school):
        assert not Deadline.objects.filter(owner=teacher).exists()


def test_a_promise_may_be_the_offices_to_keep(school: School, senco: User) -> None:
    office, pupil = make_staff(Role.OFFICE, school), make_pupil(school)
    found = make_deadline(school, owner=senco, due_on=today(), pupil=pupil, subject_kind="promise")
    with acting_for(school):
        assert hand_over(found, to=office, by=member_of(senco), today=today()).owner == office


def test_a_leavers_dates_pass_to_somebody_who_may_open_the_pupil(school: School) -> None:
    """With nobody left who sees every pupil: not to the administrator, who is before the teachers on the ladder."""
    admin, teacher = make_staff(Role.ADMINISTRATOR, school), make_staff(Role.TEACHER, school)
    make_staff(Role.OFFICE, school), make_staff(Role.TEACHER, school)
    taught, untaught = make_pupil(school, group=make_class(school, taught_by=(teacher,))), make_pupil(school)
    left = make_staff(Role.SENCO, make_school())
    rows = [make_deadline(school, owner=left, due_on=today(), pupil=one) for one in (taught, untaught, None)]
    with acting_for(school):
        assert pass_on(left, school_id=school.pk, today=today()) == 3
        owners = [Deadline.objects.get(pk=one.pk).owner for one in rows]
    assert owners == [teacher, admin, admin]


def test_a_moved_date_stays_one_row_with_its_owner(school: School, senco: User) -> None:
    teacher = make_staff(Role.TEACHER, school)

    def set_to(day: int, owner: User | None = None) -> Deadline:
        on = dt.date(2026, 12, day)
        return set_deadline(
            "placement.review", school_id=school.pk, subject=("placement", 5), pupil=None, due_on=on, act_by=on,
            today=dt.date(2026, 11, 1), owner=owner,
        )  # fmt: skip

    with acting_for(school):
        first, moved = set_to(1, teacher), set_to(9)
        assert (moved.pk, moved.due_on, moved.owner) == (first.pk, dt.date(2026, 12, 9), teacher)


def test_nothing_is_without_an_owner_as_long_as_anybody_works_there(school: School) -> None:
    with acting_for(school):
        with pytest.raises(NobodyToTell):
            owner_at(school.pk, days_from_now(0))
        for role in (Role.TEACHING_ASSISTANT, Role.HEADTEACHER, Role.ASSISTANT_SENCO, Role.SENCO):
            somebody = make_staff(role, school)
            assert owner_at(school.pk, days_from_now(0)) == somebody


# What one was told, and the school's choice of when -----------------------------------------------------------------


def test_lead_times_are_refused_in_plain_words_and_hold_when_they_are_right(school: School, senco: User) -> None:
    client, url = signed_in(senco), reverse("pupils:reminder-settings")
    for typed, said in (
        ("two weeks", "Give whole numbers of days"),
        ("-3", "Give whole numbers of days"),
        ("900", "at most a year"),
        ("1 2 3 4 5 6 7", "At most six"),
        ("", "nobody would hear of a date"),
    ):
        refused = client.post(url, {"days": typed})
        assert refused.status_code == 422 and said in refused.content.decode(), typed
    head = make_staff(Role.HEADTEACHER, school)
    assert client.post(url, {"days": "7; 28, 7", "second_person": head.pk}).status_code == 302
    kind = reverse("pupils:reminder-kind")
    assert client.post(kind, {"rule": "review.report", "days": "3"}).status_code == 302
    page = client.get(url).content.decode()
    assert 'value="28, 7"' in page and "3 days before" in page
    client.post(reverse("pupils:reminder-kind-remove"), {"rule": "review.report"})
    assert "3 days before" not in client.get(url).content.decode()


def test_a_head_cannot_settle_another_schools_reminders(school: School) -> None:
    head, there = make_staff(Role.HEADTEACHER, school), make_school()
    client = signed_in(head)
    for name in ("pupils:reminder-settings", "pupils:reminder-kind", "pupils:reminder-kind-remove"):
        assert client.post(f"{reverse(name)}?school={there.pk}", {"days": "3", "rule": "x"}).status_code == 404


def test_a_date_of_no_pupil_opens_what_it_is_about(school: School, senco: User) -> None:
    make_deadline(
        school, owner=senco, due_on=days_from_now(2), rule="placement.review", subject_kind="placement", subject_id=7
    )
    text = signed_in(senco).get(reverse("pupils:deadlines")).content.decode()
    assert f'href="{reverse("provision:placement", args=[7])}"' in text and "Review now" in text


def test_a_question_is_answered_by_whom_it_was_put_to_and_ticked_off_by_nobody(school: School, senco: User) -> None:
    teacher = make_staff(Role.TEACHER, school)
    taught = make_pupil(school, group=make_class(school, "5A", taught_by=(teacher,)))
    question = make_question(taught, asked=teacher, by=senco)
    found = make_deadline(
        school, owner=teacher, due_on=days_from_now(2),
        rule="concern.question", subject_kind="concern_question", subject_id=question.pk,
    )  # fmt: skip
    page = reverse("pupils:concern-answer", args=[question.pk])
    client = signed_in(teacher)
    assert f'href="{page}"' in client.get(reverse("pupils:deadlines")).content.decode()
    assert client.get(page).url == reverse("pupils:case", args=[question.case_id])
    assert page not in signed_in(senco).get(reverse("pupils:deadlines")).content.decode()
    refused = client.post(reverse("pupils:deadline-close", args=[found.pk]), follow=True).content.decode()
    assert "Answer the question itself" in refused and listed(client) == [found.pk]


def test_what_has_no_pupil_is_named_by_what_it_is_about(school: School, senco: User) -> None:
    placement = make_placement(
        make_pupil(school), intervention=make_intervention(school, "Talk Boost"), group_name="Red group"
    )
    found = make_deadline(
        school, owner=senco, due_on=days_from_now(2), rule="placement.review", subject_kind="placement",
        subject_id=placement.pk,
    )  # fmt: skip
    client = signed_in(senco)
    for page in ("/", reverse("pupils:deadlines"), reverse("pupils:deadline", args=[found.pk])):
        assert "Look at how an intervention is going: Talk Boost, Red group" in client.get(page).content.decode()


def question_due(school: School, senco: User) -> tuple[User, Deadline]:
    teacher = make_staff(Role.TEACHER, school, name="Tess Teacher")
    question = make_question(make_pupil(school), asked=teacher, by=senco)
    return teacher, make_deadline(
        school, owner=teacher, due_on=days_from_now(2), pupil=question.case.pupil,
        rule="concern.question", subject_kind="concern_question", subject_id=question.pk,
    )  # fmt: skip


def test_a_colleagues_question_is_theirs_to_answer_and_the_senco_reminds_them_once_a_day(
    school: School, senco: User
) -> None:
    teacher, found = question_due(school, senco)
    client, remind = signed_in(senco), reverse("pupils:deadline-remind", args=[found.pk])
    first_page = client.get("/").content.decode()
    assert "Remind them" in first_page and remind in first_page
    answer = client.post(remind, headers={"HX-Request": "true", "HX-Target": f"deadline-{found.pk}"}).content.decode()
    assert "Tess Teacher is reminded by e-mail" in answer and "Reminded today" in answer
    assert "Remind them" not in client.get("/").content.decode()
    again = client.post(remind, follow=True).content.decode()
    assert "has been reminded today already" in again and "a colleague asked again" in again
    with acting_for(school):
        assert list(Reminder.objects.values_list("recipient", "tell_on")) == [(teacher.pk, today())]


def test_nobody_is_asked_to_remind_themselves(school: School, senco: User) -> None:
    mine = make_deadline(school, owner=senco, due_on=days_from_now(1))
    page = signed_in(senco).post(reverse("pupils:deadline-remind", args=[mine.pk]), follow=True).content.decode()
    assert "This is yours to do." in page
    with acting_for(school):
        assert not Reminder.objects.exists()


def test_the_page_of_a_question_leads_to_its_concern_in_words(school: School, senco: User) -> None:
    _, found = question_due(school, senco)
    page = signed_in(senco).get(reverse("pupils:deadline", args=[found.pk])).content.decode()
    assert "Open the concern that it is about" in page and "concern_question" not in page


def test_a_month_puts_each_date_on_its_day_by_initials_and_prints_no_name(school: School, senco: User) -> None:
    day = today()
    make_deadline(school, owner=senco, due_on=day, pupil=make_pupil(school, forename="Zoe", surname="Quill"))
    far = make_deadline(school, owner=senco, due_on=days_from_now(70), pupil=make_pupil(school))
    client = signed_in(senco)
    page = client.get(reverse("pupils:deadlines-month"))
    squares = [square for week in page.context["month"].weeks for square in week]
    assert [square.on for square in squares if square.rows] == [day] and len(squares) % 7 == 0
    assert "<b>ZQ</b>" in page.content.decode() and "Quill" not in page.content.decode()
    later = client.get(reverse("pupils:deadlines-month"), {"month": f"{far.due_on:%Y-%m}"})
    assert far.pk in [row.pk for week in later.context["month"].weeks for square in week for row in square.rows]
    for asked in ("2026-13", "x", "0001-01", "9999-12"):
        assert client.get(reverse("pupils:deadlines-month"), {"month": asked}).context["month"].first.month == day.month


def test_a_month_shows_only_what_its_reader_may_see(school: School, senco: User) -> None:
    make_deadline(school, owner=senco, due_on=today())
    teacher = make_staff(Role.TEACHER, school)
    page = signed_in(teacher).get(reverse("pupils:deadlines-month"))
    assert not any(square.rows for week in page.context["month"].weeks for square in week)


def test_several_dates_are_handed_over_at_once_or_none(school: School, senco: User) -> None:
    helper, stranger = make_staff(Role.ASSISTANT_SENCO, school), make_staff(Role.SENCO, make_school())
    mine = [make_deadline(school, owner=senco, due_on=days_from_now(n)) for n in (1, 2, 3)]
    client, address = signed_in(senco), reverse("pupils:deadlines-hand-over")
    assert "Tick at least one date." in client.post(address, {"to": helper.pk}).content.decode()
    refused = client.post(address, {"ids": [mine[0].pk], "to": stranger.pk})
    assert refused.status_code == 422 and f'value="{mine[0].pk}" checked' in refused.content.decode()
    done = client.post(address, {"ids": [mine[0].pk, mine[2].pk], "to": helper.pk}, follow=True).content.decode()
    assert "2 dates" in done
    with acting_for(school):
        owners = list(Deadline.objects.order_by("due_on").values_list("owner", flat=True))
    assert owners == [helper.pk, senco.pk, helper.pk]


def test_dates_of_two_schools_go_only_to_somebody_of_both(school: School, senco: User) -> None:
    there = make_school()
    give_role(senco, Role.SENCO, there)
    here_only = make_staff(Role.TEACHER, school)
    ids = [make_deadline(one, owner=senco, due_on=days_from_now(1)).pk for one in (school, there)]
    answer = signed_in(senco).post(reverse("pupils:deadlines-hand-over"), {"ids": ids, "to": here_only.pk})
    assert answer.status_code == 422 and "does not work at the school of each" in answer.content.decode()
    with acting_for(school, there):
        assert not Deadline.objects.filter(owner=here_only).exists()


def test_a_leavers_dates_are_handed_over_by_kind_or_all_at_once_without_ticking_each(
    school: School, senco: User
) -> None:
    helper = make_staff(Role.ASSISTANT_SENCO, school)
    for n in range(1, 11):
        make_deadline(school, owner=senco, due_on=days_from_now(n), rule="review.hold")
        make_deadline(school, owner=senco, due_on=days_from_now(n), rule="review.report")
    client, address = signed_in(senco), reverse("pupils:deadlines-hand-over")
    page = client.get(address).content.decode()
    assert (
        page.count("<summary>Some of them") == 2
        and '" open><summary>Some of them' not in page
        and "All 20 dates of this list" in page
        and "all 10, the first tomorrow" in page
    )

    def whose() -> dict[str, int]:
        with acting_for(school):
            return Counter(Deadline.objects.filter(owner=helper).values_list("rule", flat=True))

    stranger = make_staff(Role.SENCO, make_school())
    refused = client.post(address, {"all_of": "review.hold", "to": stranger.pk})
    assert refused.status_code == 422 and 'value="review.hold" checked' in refused.content.decode()
    assert "10 dates" in client.post(address, {"all_of": "review.hold", "to": helper.pk}, follow=True).content.decode()
    assert whose() == {"review.hold": 10}
    late = f"{address}?kind=review.report"
    client.post(late, {"all_of": "*", "to": helper.pk})
    assert whose() == {"review.hold": 10, "review.report": 10}
