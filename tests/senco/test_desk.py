"""The first page: what needs me? Every figure is the length of the list that it opens."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from provision.models import Delivery, Intervention, Placement, PlacementPupil
from pupils.models import Attendance, Characteristic, Concern, Enrolment, ImportRun, SafeguardingNote
from senco.desk.days import read_day
from senco.desk.tallies import last_week
from senco.models import AcademicYear, School, Term, User
from senco.permissions import Role
from senco.rows import acting_for
from senco.templatetags.look import short_day
from tests.factories import (
    days_from_now,
    give_role,
    make_class,
    make_concern,
    make_contact,
    make_deadline,
    make_delivery,
    make_import,
    make_intervention,
    make_placement,
    make_pupil,
    make_school,
    make_staff,
    make_worry,
)

pytestmark = pytest.mark.django_db
BUDGET = 12
SAVEPOINTS = 2
"""A test runs inside a transaction of its own, so that the page's is a savepoint, taken and released."""


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Sam Mensah")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def desk_of(user: User) -> Any:
    return signed_in(user).get("/").context["part"]


def text_of(user: User, path: str = "/") -> str:
    return signed_in(user).get(path).content.decode()


def fill(school: School, owner: User) -> None:
    """A bit of everything that the desk counts."""
    group = make_class(school)
    for surname, provision, needs in (
        ("A", "K", ("SLCN",)),
        ("B", "K", ("SLCN", "ASD")),
        ("C", "E", ("ASD",)),
        ("D", "", ()),
    ):
        make_pupil(school, surname=surname, provision=provision, needs=needs, group=group)
    make_pupil(school, surname="E", provision="K")
    for days in (-9, -1, 0, 6, 7, 27, 28):
        make_deadline(school, owner=owner, due_on=days_from_now(days))


def rows_listed(client: Client, url: str) -> int:
    """How many rows the list behind a figure has in all."""
    return int(client.get(url).context["page"].paginator.count)


def test_every_figure_of_the_strip_and_every_bar_counts_the_list_that_it_opens(school: School, senco: User) -> None:
    fill(school, senco)
    fill(make_school("Elsewhere"), make_staff(Role.SENCO, make_school()))
    client, desk = signed_in(senco), desk_of(senco)
    counted = [(fact.value, fact.url) for fact in desk.facts if not fact.value.endswith("%")]
    assert [value for value, _ in counted] == ["4", "1", "2", "2"]
    for value, url in counted:
        assert rows_listed(client, url) == int(value), url
    bars = [(bar.label, bar.value, bar.url) for bar in desk.needs]
    assert [bar[:2] for bar in bars] == [
        ("Speech, language and communication needs", 2),
        ("Autistic spectrum disorder", 1),
        ("No need recorded", 1),
    ]
    for _, value, url in bars[:2]:
        assert rows_listed(client, url) == value, url


def test_what_is_due_stands_in_spans_that_open_their_own_lists(school: School, senco: User) -> None:
    fill(school, senco)
    for _ in range(12):
        make_deadline(school, owner=senco, due_on=days_from_now(-3))
    client, due = signed_in(senco), desk_of(senco).due
    assert [(span.key, span.count, len(span.rows)) for span in due.spans] == [
        ("late", 14, 6),
        ("week", 2, 2),
        ("month", 2, 2),
    ]
    for span in due.spans:
        assert rows_listed(client, span.url) == span.count
    assert due.oldest == days_from_now(-9)


def test_a_row_says_why_it_is_due_and_can_be_done_in_place(school: School, senco: User) -> None:
    pupil = make_pupil(school, surname="Turner", provision="E")
    deadline = make_deadline(school, owner=senco, due_on=days_from_now(-6), pupil=pupil, rule="data.ctf")
    client = signed_in(senco)
    page = client.get("/").content.decode()
    assert "6 days late" in page and "Amira Turner" in page and "Education (Pupil Information)" in page
    done = client.post(
        f"/pupils/deadlines/{deadline.pk}/done/", HTTP_HX_REQUEST="true", HTTP_HX_TARGET=f"deadline-{deadline.pk}"
    )
    assert done.status_code == 200
    assert "6 days late" not in client.get("/").content.decode()


def test_what_the_authority_owes_is_told_apart(school: School, senco: User) -> None:
    make_deadline(school, owner=senco, due_on=days_from_now(-2), side="authority", rule="review.decision")
    make_deadline(school, owner=senco, due_on=days_from_now(-2))
    assert desk_of(senco).due.waiting == 1
    assert "1 not the school’s to do" in text_of(senco)


def test_new_concerns_and_those_to_look_at_again_lead_to_their_answers(
    school: School, senco: User, today: dt.date
) -> None:
    teacher = make_staff(Role.TEACHER, school)
    pupil = make_pupil(school, surname="Patel")
    new = [make_concern(make_pupil(school), by=teacher) for _ in range(7)]
    make_concern(pupil, by=teacher, state=Concern.State.WATCHING, look_again_on=today)
    make_concern(make_pupil(school), by=teacher, state=Concern.State.WATCHING, look_again_on=days_from_now(30))
    make_concern(pupil, by=teacher, state=Concern.State.CLOSED, outcome="Seen to.")
    client, found = signed_in(senco), desk_of(senco)
    assert (found.concerns.new_count, len(found.concerns.new)) == (7, 4)
    assert found.concerns.again_count == 1
    assert rows_listed(client, found.triage_url) == 7
    assert f"/pupils/concerns/{new[0].pk}/" in client.get("/").content.decode()


def test_sessions_given_are_said_only_where_somebody_recorded_any(school: School, senco: User, today: dt.date) -> None:
    assert "of sessions given" not in text_of(senco)
    with acting_for(school):
        talk = Intervention.objects.create(school=school, name="Talk")
        placement = Placement.objects.create(school=school, intervention=talk, starts_on=days_from_now(-60))
        monday, _ = last_week(today)
        for n, minutes in enumerate((20, 20, 0)):
            why = "" if minutes else "event"
            Delivery.objects.create(
                school=school,
                placement=placement,
                on=monday + dt.timedelta(days=n),
                minutes=minutes,
                why_not=why,
                recorded_by=senco,
            )
    assert "2 of 3 recorded last week" in text_of(senco)


def test_a_senco_of_two_schools_sees_both_with_their_names_and_one_when_one_is_chosen(
    school: School, senco: User
) -> None:
    second = make_school("St Mark's")
    give_role(senco, Role.SENCO, second)
    for where, surname in ((school, "Ash"), (second, "Birch")):
        pupil = make_pupil(where, surname=surname, provision="K")
        make_deadline(where, owner=senco, due_on=days_from_now(-1), pupil=pupil)
    client = signed_in(senco)
    both = client.get("/").content.decode()
    assert "Amira Ash" in both and "Amira Birch" in both
    assert re.search(r'class="law">[^<]*Oakfield', both) and re.search(r'class="law">[^<]*St Mark&#x27;s', both)
    client.post("/schools/in-view/", {"school": second.pk})
    one = client.get("/").content.decode()
    assert "Amira Ash" not in one and "Amira Birch" in one


def test_somebody_who_teaches_at_another_school_counts_what_their_lists_hold(school: School, senco: User) -> None:
    other = make_school("Hillside")
    give_role(senco, Role.TEACHER, other)
    fill(school, senco)
    fill(other, make_staff(Role.SENCO, other))
    make_pupil(other, surname="Mine", provision="K", needs=("ASD",), group=make_class(other, "4A", taught_by=(senco,)))
    make_concern(make_pupil(other), by=senco)
    client = signed_in(senco)
    desk = client.get("/").context["part"]
    counted = [(int(fact.value), fact.url) for fact in desk.facts if not fact.value.endswith("%")]
    counted += [(bar.value, bar.url) for bar in desk.needs if bar.url]
    counted += [(desk.concerns.new_count, desk.triage_url)]
    for value, url in counted:
        assert rows_listed(client, url) == value, url


def test_a_new_school_is_told_to_take_in_its_pupils(senco: User) -> None:
    page = text_of(senco)
    assert "No pupils yet" in page and "Nothing is due" in page


def test_a_teacher_sees_what_to_know_of_their_own_pupils_and_no_others(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    group = make_class(school, "5M", taught_by=(teacher,))
    make_pupil(school, surname="Mine", provision="K", needs=("SLCN",), group=group)
    make_pupil(school, surname="Plain", group=group)
    make_pupil(school, surname="Theirs", provision="E", group=make_class(school, "5B"))
    client = signed_in(teacher)
    page = client.get("/").content.decode()
    assert "Amira Mine" in page and "Speech, language and communication needs" in page
    assert "Amira Plain" not in page and "Amira Theirs" not in page
    card = client.get("/").context["part"].cards[0]
    assert (card.size, card.support, card.plans) == (2, 1, 0)
    for count, url in ((2, card.size_url), (1, card.support_url), (0, card.plans_url)):
        assert rows_listed(client, url) == count


def test_a_teachers_own_dates_name_whom_they_teach_and_give_the_initials_of_others(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    mine = make_pupil(school, forename="Megan", surname="Williams", group=make_class(school, taught_by=(teacher,)))
    other = make_pupil(school, forename="Peter", surname="Zealand")
    for pupil in (mine, other):
        make_deadline(school, owner=teacher, due_on=days_from_now(2), pupil=pupil, rule="promise.due")
    page = text_of(teacher)
    assert "Megan Williams" in page and "MW" not in page
    assert "PZ" in page and "Zealand" not in page


def test_a_teacher_sees_what_became_of_their_concerns(school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    make_concern(make_pupil(school, surname="Patel"), by=teacher, state="watching", outcome="I shall watch with you.")
    page = text_of(teacher)
    assert "I shall watch with you." in page and "new answer" in page


def test_an_assistants_day_says_what_is_to_be_given_and_what_has_been(school: School, today: dt.date) -> None:
    assistant = make_staff(Role.TEACHING_ASSISTANT, school)
    pupil = make_pupil(school, surname="Chen")
    with acting_for(school):
        talk = Intervention.objects.create(school=school, name="Talk Boost")
        facts: dict[str, Any] = {
            "school": school,
            "starts_on": days_from_now(-60),
            "given_by": assistant,
            "minutes": 20,
        }
        now = Placement.objects.create(**facts, intervention=talk, weekdays=str(today.isoweekday()))
        other = str(today.isoweekday() % 7 + 1)
        Placement.objects.create(**facts, intervention=talk, weekdays=other, group_name="Not today")
        PlacementPupil.objects.create(school=school, placement=now, pupil=pupil, starts_on=days_from_now(-60))
    page = text_of(assistant)
    assert "Talk Boost" in page and "Amira Chen" in page and "to record" in page
    assert [one.what for one in desk_of(assistant).today] == ["Talk Boost"]
    with acting_for(school):
        Delivery.objects.create(school=school, placement=now, on=today, minutes=15, recorded_by=assistant)
    assert "given, 15 min" in text_of(assistant)


def test_only_the_safeguarding_lead_is_shown_what_is_unread(school: School) -> None:
    with acting_for(school):
        SafeguardingNote.objects.create(
            school=school,
            pupil=make_pupil(school, surname="Quiet"),
            text="Not to be seen.",
            written_by=make_staff(Role.TEACHER, school),
        )
    assert "Amira Quiet" in text_of(make_staff(Role.SAFEGUARDING_LEAD, school))
    for role in set(Role) - {Role.SAFEGUARDING_LEAD, Role.OFFICE}:
        page = text_of(make_staff(role, school))
        assert "Amira Quiet" not in page and "Not to be seen" not in page, role.label


def test_each_part_of_somebody_with_two_roles_stands_on_their_first_page(school: School) -> None:
    """Before a part is fetched, and without script, a card says what it holds and leads there."""
    assistant = make_staff(Role.TEACHING_ASSISTANT, school)
    give_role(assistant, Role.GOVERNOR, school)
    client = signed_in(assistant)
    page = client.get("/")
    assert page.context["first"].key == "day"
    text = page.content.decode()
    for key, title, says in (
        ("classes", "My classes", "Who of your classes is on the SEN register"),
        ("governance", "Governance", "The governors’ figures"),
    ):
        url = f"/today/{key}/"
        assert f'<h2>{title}</h2><a href="{url}">Open' in text and says in text
    assert "Are we doing what we must?" in client.get(url).content.decode()


def test_the_designated_teacher_sees_looked_after_pupils(school: School) -> None:
    pupil = make_pupil(school, surname="Cared", provision="K")
    with acting_for(school):
        Characteristic.objects.create(school=school, pupil=pupil, kind="looked_after", starts_on=days_from_now(-90))
    client = signed_in(make_staff(Role.DESIGNATED_TEACHER, school))
    page = client.get("/")
    assert "Amira Cared" in page.content.decode()
    assert rows_listed(client, page.context["part"][0].url) == 1


def test_governors_see_numbers_and_no_pupil(school: School) -> None:
    for n in range(8):
        make_pupil(school, surname=f"Findable{n}", provision="K", needs=("ASD",))
    for role in (Role.GOVERNOR, Role.CLERK, Role.BUSINESS_MANAGER, Role.DATA_PROTECTION_OFFICER, Role.GROUP_LEAD):
        page = text_of(make_staff(role, school))
        assert "Findable" not in page and "Governance" in page


def test_the_data_protection_officer_is_told_first_how_many_people_can_open_a_record(school: School) -> None:
    for login in (None, timezone.now(), timezone.now() - dt.timedelta(days=91)):
        teacher = make_staff(Role.TEACHER, school, name="Findable")
        User.objects.filter(pk=teacher.pk).update(last_login=login)
        give_role(teacher, Role.SENCO, school)
    make_staff(Role.GOVERNOR, school)
    page = signed_in(make_staff(Role.DATA_PROTECTION_OFFICER, school)).get("/")
    (found,) = page.context["part"]
    assert (found.people, found.quiet) == (3, 2)
    held = {one.role: (one.people, one.quiet, one.sees_pupils) for one in found.roles}
    assert held["SENCO"] == held["Teacher"] == (3, 2, True) and held["Governor"] == (1, 1, False)
    assert "Findable" not in page.content.decode()
    assert [one.key for one in page.context["rest"]] == ["governance"]


def test_the_business_manager_is_told_first_what_was_given_of_the_hours_planned(school: School) -> None:
    pupil = make_pupil(school, surname="Findable")
    placement = make_placement(pupil, minutes=30, times=2)
    monday, sunday = last_week(timezone.localdate())
    for on in (monday, sunday, monday - dt.timedelta(days=1)):
        make_delivery(placement, on=on, by=make_staff(Role.SENCO, school))
    elsewhere = make_school("Birch")
    make_delivery(make_placement(make_pupil(elsewhere)), on=monday, by=make_staff(Role.SENCO, elsewhere))
    page = signed_in(make_staff(Role.BUSINESS_MANAGER, school)).get("/")
    (week,) = page.context["part"].schools
    assert (week.school, week.week.given, week.week.planned) == ("Oakfield", 60, None)
    text = page.content.decode()
    assert "no terms are entered" in text and "Findable" not in text


def test_a_clerk_of_two_schools_sees_them_side_by_side_with_what_is_not_in_order(school: School) -> None:
    clerk = make_staff(Role.CLERK, school)
    give_role(clerk, Role.CLERK, make_school("Birch"))
    text = text_of(clerk)
    assert text.index("Birch") < text.index("Oakfield") and "Nobody is SENCO today." in text
    assert f'href="/governance/?school={school.pk}"' in text and "Somebody is SENCO today." not in text


def test_the_administrator_is_told_what_a_school_lacks(school: School) -> None:
    page = text_of(make_staff(Role.ADMINISTRATOR, school))
    assert "Nobody is SENCO" in page and "No terms are entered" in page


def test_several_roles_have_several_parts_the_most_urgent_on_the_page_and_the_rest_fetched(
    school: School, senco: User
) -> None:
    give_role(senco, Role.TEACHER, school)
    give_role(senco, Role.SAFEGUARDING_LEAD, school)
    make_class(school, "5M", taught_by=(senco,))
    client = signed_in(senco)
    page = client.get("/")
    assert page.context["first"].key == "safeguarding"
    assert re.findall(r'hx-get="/today/(\w+)/"', page.content.decode()) == ["desk", "classes"]
    assert "5M" in client.get("/today/classes/", HTTP_HX_REQUEST="true").content.decode()
    assert "<html" in client.get("/today/classes/").content.decode(), "without script it is a page of its own"


def test_a_part_is_refused_to_those_without_its_role(school: School) -> None:
    client = signed_in(make_staff(Role.TEACHER, school))
    assert client.get("/today/desk/").status_code == 403
    assert client.get("/today/nothing/").status_code == 404


@pytest.mark.parametrize("role", Role)
def test_the_first_page_of_every_role_asks_few_questions_whatever_the_size_of_the_school(
    role: Role, school: School
) -> None:
    user = make_staff(role, school)
    make_class(school, "1A", taught_by=(user,))
    client = signed_in(user)
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    fill(school, user)
    fill(school, user)
    make_concern(make_pupil(school), by=user)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(few) == len(many) <= BUDGET + SAVEPOINTS, [query["sql"][:90] for query in many]


TERM = ("term", "Autumn", dt.date(2026, 9, 2), dt.date(2026, 12, 18))
HALF = ("closure", "Half term", dt.date(2026, 10, 26), dt.date(2026, 10, 30))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 9, 2), "Autumn term, week 1"),
        (dt.date(2026, 10, 23), "Autumn term, week 8"),
        (dt.date(2026, 10, 28), "Autumn term, week 8, half term"),
        (dt.date(2026, 11, 2), "Autumn term, week 9"),
        (dt.date(2026, 12, 21), "holiday"),
        (dt.date(2026, 8, 20), "holiday until Wed 2 Sep"),
    ],
)
def test_the_day_is_named_by_term_and_school_week_or_plainly_a_holiday(day: dt.date, words: str) -> None:
    assert read_day([TERM, HALF], day).words == words


def test_without_terms_nothing_is_said_of_the_term() -> None:
    assert read_day([], dt.date(2026, 9, 2)).words == ""


def test_the_head_of_the_page_names_the_term(school: School, senco: User, today: dt.date) -> None:
    with acting_for(school):
        year = AcademicYear.objects.create(
            school=school, name="This year", starts_on=days_from_now(-30), ends_on=days_from_now(30)
        )
        Term.objects.create(
            school=school, year=year, name="Autumn", starts_on=days_from_now(-14), ends_on=days_from_now(30)
        )
    assert "Autumn term, week 3" in text_of(senco)


def test_the_office_is_told_what_the_record_lacks_and_who_comes_and_goes(school: School, today: dt.date) -> None:
    whole = make_pupil(school, surname="Whole", upn="A801200001001")
    bare = make_pupil(school, surname="Bare")
    make_contact(whole, phone="07700 900123")
    make_contact(bare)
    new = make_pupil(school, surname="Newcomer", upn="A801200001002", on_roll_from=days_from_now(-3))
    make_contact(new, email="a@example.org")
    with acting_for(school):
        Enrolment.objects.filter(pupil=whole).update(ends_on=days_from_now(10), left_for="Hillside")
        Attendance.objects.create(
            school=school, pupil=whole, starts_on=days_from_now(-40), ends_on=days_from_now(-2), percent=95
        )
    office = make_staff(Role.OFFICE, school)
    part, page = desk_of(office), text_of(office)
    assert [figure.value for figure in part.facts] == ["3", "1", "1", "None"]
    assert [pupil.pk for pupil in part.gaps] == [bare.pk] and "no UPN" in page and "nobody to ring" in page
    assert [(row.pupil_id, row.is_new) for row in part.moves] == [(whole.pk, False), (new.pk, True)]
    assert "leaving" in page and "Hillside" in page and f"attendance to {short_day(days_from_now(-2))}" in page


def test_the_office_is_told_when_another_file_is_due(school: School) -> None:
    office = make_staff(Role.OFFICE, school)
    run = make_import(school, by=office, state="done")
    assert desk_of(office).facts[3].value == "Today"
    with acting_for(school):
        ImportRun.objects.filter(pk=run.pk).update(created_at=timezone.now() - dt.timedelta(days=50))
    late = desk_of(office).facts[3]
    assert late.value == "50 days" and late.state == "soon" and "another is due" in late.note


def test_an_assistant_is_told_of_earlier_sessions_that_nobody_has_recorded(school: School, today: dt.date) -> None:
    assistant = make_staff(Role.TEACHING_ASSISTANT, school)
    back = next(today - dt.timedelta(days=n) for n in range(1, 4) if (today - dt.timedelta(days=n)).weekday() < 5)
    talk = make_intervention(school, "Talk Boost")
    placement = make_placement(
        make_pupil(school), intervention=talk, given_by=assistant, weekdays=str(back.isoweekday()), minutes=20
    )
    page = text_of(assistant)
    assert f"{back:%A}: 1 session not yet recorded" in page and f"?on={back:%Y-%m-%d}" in page
    make_delivery(placement, on=back, by=assistant)
    assert "not yet recorded" not in text_of(assistant)


def test_the_lead_sees_what_was_read_lately_and_how_many_came(school: School) -> None:
    lead, teacher = make_staff(Role.SAFEGUARDING_LEAD, school), make_staff(Role.TEACHER, school)
    pupil = make_pupil(school, surname="Quiet")
    make_worry(pupil, by=teacher)
    make_worry(pupil, by=teacher, read_at=timezone.now(), read_by=lead)
    part = desk_of(lead)
    assert [figure.value for figure in part.facts] == ["1", "2", "2"]
    assert len(part.rows) == len(part.lately) == 1 and "Read lately" in text_of(lead)


def test_the_exams_officer_sees_who_sits_examinations_next(school: School) -> None:
    make_pupil(school, surname="Sits", year="11", provision="K", needs=("SPLD",))
    make_pupil(school, surname="Later", year="9", provision="K")
    page = text_of(make_staff(Role.EXAMS_OFFICER, school))
    assert "Amira Sits" in page and "Specific learning difficulty" in page and "Amira Later" not in page


def test_the_designated_teachers_pupils_come_before_their_classes(school: School) -> None:
    designated = make_staff(Role.DESIGNATED_TEACHER, school)
    give_role(designated, Role.TEACHER, school)
    assert signed_in(designated).get("/").context["first"].key == "looked_after"


def test_a_headteacher_sees_what_is_late_whose_it_is_and_what_is_theirs(school: School, senco: User) -> None:
    head = make_staff(Role.HEADTEACHER, school, name="Helen Ashworth")
    for owner, side, days in (
        (senco, "school", -9),
        (senco, "school", -2),
        (head, "school", -1),
        (senco, "authority", -20),
        (head, "school", 3),
        (senco, "school", 3),
    ):
        make_deadline(school, owner=owner, due_on=days_from_now(days), side=side)
    client = Client()
    client.force_login(head)
    page = client.get("/")
    part = page.context["part"]
    assert [(one.name, one.is_mine, one.count, one.oldest) for one in part.late] == [
        ("Helen Ashworth", True, 1, "1 day"),
        (senco.name, False, 2, "9 days"),
        ("Local authority", False, 1, "20 days"),
    ]
    assert sum(one.count for one in part.late) == int(part.facts[0].value) == 4
    assert (part.facts[1].value, part.facts[1].note) == ("2", "1 of them late")
    for count, url in [(one.count, one.url) for one in part.late] + [(2, part.facts[1].url)]:
        assert client.get(url).context["page"].paginator.count == count, url
    rows = re.findall(r'<li id="deadline-\d+">.*?</li>', page.content.decode(), re.S)
    assert [row.count('<span class="tag info">yours</span>') for row in rows].count(1) == 2


def test_a_person_whose_dates_one_may_not_see_cannot_be_asked_for(school: School, senco: User) -> None:
    other = make_school()
    stranger = make_staff(Role.SENCO, other, name="Somebody Else")
    make_deadline(other, owner=stranger, due_on=days_from_now(-1))
    client = Client()
    client.force_login(senco)
    page = client.get("/pupils/deadlines/", {"owner": str(stranger.pk)})
    assert page.status_code == 200 and "Somebody Else" not in page.content.decode()
    assert client.get("/pupils/deadlines/", {"owner": "9" * 30}).status_code == 200
