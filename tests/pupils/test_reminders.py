"""A night at several schools: who is told, who is not, and what becomes of rows that are no longer true."""

import datetime as dt
import re
import smtplib
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from pupils import tasks
from pupils.actions import reminders
from pupils.actions.deadlines import close_deadline, hand_over, set_deadline
from pupils.actions.reminders import ask_again, run_night, send_digests, write_reminders
from pupils.models import Deadline, Reminder, ReminderSetting
from senco.models import AcademicYear, Closure, Membership, School, Term, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import give_role, make_deadline, make_pupil, make_school, make_staff, member_of

THURSDAY, FRIDAY, SATURDAY, MONDAY = (dt.date(2026, 11, day) for day in (19, 20, 21, 23))
pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school)


@pytest.fixture
def due_monday(school: School, senco: User) -> Deadline:
    return make_deadline(school, owner=senco, due_on=MONDAY)


def night(day: dt.date) -> list[tuple[str, int]]:
    """Run it, and say who was sent how many."""
    return [(digest.to.email, digest.reminders) for digest in run_night(day, is_today=False)]


def leads(school: School, **chosen: Any) -> list[str]:
    with acting_for(school):
        return list(Reminder.objects.filter(**chosen).order_by("pk").values_list("lead", flat=True))


def test_a_moved_date_is_reminded_of_anew(school: School, senco: User, due_monday: Deadline) -> None:
    assert night(FRIDAY) == [(senco.email, 1)]
    with acting_for(school):
        subject = (due_monday.subject_kind, due_monday.subject_id)
        new = dt.date(2026, 11, 25)
        set_deadline(
            due_monday.rule, school_id=school.pk, subject=subject, pupil=None, due_on=new, act_by=new, today=FRIDAY
        )
    assert night(MONDAY) == [(senco.email, 1)]
    assert leads(school, due_on=new) == ["14"]
    assert leads(school, due_on=MONDAY) == ["1"]


def test_what_is_closed_before_the_digest_goes_is_taken_back(school: School, senco: User, due_monday: Deadline) -> None:
    with acting_for(school):
        write_reminders(school.pk, today=FRIDAY)
        close_deadline(due_monday, by=member_of(senco), on=FRIDAY, today=FRIDAY)
    assert send_digests(senco, day=FRIDAY) == []
    assert mail.outbox == []
    assert leads(school) == []


def test_a_new_owner_is_told_and_the_former_one_no_more(school: School, senco: User, due_monday: Deadline) -> None:
    other = make_staff(Role.TEACHER, school)
    with acting_for(school):
        write_reminders(school.pk, today=FRIDAY)
        hand_over(due_monday, to=other, by=member_of(senco), today=FRIDAY)
    assert night(FRIDAY) == [(other.email, 1)]


def test_everything_open_of_somebody_who_has_left_passes_to_the_senco(school: School, senco: User) -> None:
    left = make_staff(Role.TEACHER, school)
    theirs = make_deadline(school, owner=left, due_on=MONDAY)
    done = make_deadline(school, owner=left, due_on=MONDAY, closed_on=THURSDAY)
    Membership.objects.filter(user=left).update(ends_on=THURSDAY)
    assert night(FRIDAY) == [(senco.email, 1)]
    with acting_for(school):
        assert Deadline.objects.get(pk=theirs.pk).owner == senco
        assert Deadline.objects.get(pk=done.pk).owner == left


def test_a_person_whose_account_is_closed_owns_nothing_open(school: School, senco: User) -> None:
    gone = make_staff(Role.HEADTEACHER, school)
    make_deadline(school, owner=gone, due_on=MONDAY)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert night(FRIDAY) == [(senco.email, 1)]


def test_a_week_late_the_second_person_hears_and_after_two_the_head(school: School, senco: User) -> None:
    head, second = make_staff(Role.HEADTEACHER, school), make_staff(Role.ASSISTANT_SENCO, school)
    with acting_for(school):
        ReminderSetting.objects.create(school=school, second_person=second)
    make_deadline(school, owner=senco, due_on=dt.date(2026, 11, 3))
    told = {day: {to for to, _ in night(dt.date(2026, 11, day))} for day in (4, 11, 18)}
    assert told == {
        4: {senco.email},
        11: {senco.email, second.email},
        18: {senco.email, second.email, head.email},
    }


def test_a_second_person_who_may_no_longer_open_dates_hears_no_more_and_the_head_does(
    school: School, senco: User
) -> None:
    head, second = make_staff(Role.HEADTEACHER, school), make_staff(Role.TEACHING_ASSISTANT, school)
    with acting_for(school):
        ReminderSetting.objects.create(school=school, second_person=second)
    make_deadline(school, owner=senco, due_on=dt.date(2026, 11, 3))
    assert {to for to, _ in night(dt.date(2026, 11, 11))} == {senco.email, head.email}


def test_only_whoever_may_open_the_schools_dates_can_be_told_of_lateness(school: School, senco: User) -> None:
    client, url = Client(), reverse("pupils:reminder-settings")
    client.force_login(senco)
    assistant = make_staff(Role.TEACHING_ASSISTANT, school, name="Tess Help")
    second = make_staff(Role.ASSISTANT_SENCO, school, name="Asha Next")
    assert "Tess Help" not in client.get(url).content.decode()
    refused = client.post(url, {"days": "7", "second_person": assistant.pk})
    assert refused.status_code == 422
    assert "This person may not open the school’s dates" in refused.content.decode()
    assert client.post(url, {"days": "7", "second_person": second.pk}).status_code == 302
    assert "no longer may" not in client.get(url).content.decode()
    Membership.objects.filter(user=second).update(role=Role.TEACHER)
    page = client.get(url).content.decode()
    assert "Asha Next was chosen to hear of lateness and no longer may open the school’s dates" in page


def test_one_digest_a_person_over_both_their_schools(school: School, senco: User) -> None:
    nursery = make_school("Little Acorns")
    give_role(senco, Role.SENCO, nursery)
    make_deadline(school, owner=senco, due_on=MONDAY)
    make_deadline(nursery, owner=senco, due_on=MONDAY)
    assert night(FRIDAY) == [(senco.email, 2)]
    [message] = mail.outbox
    assert "Oakfield" in message.body and "Little Acorns" in message.body


def test_a_school_that_is_closed_is_left_out_and_told_on_its_own_last_day(school: School, senco: User) -> None:
    """One school has an INSET day on Friday: its own dates were told on Thursday, the other's on Friday."""
    inset = make_school("Inset School")
    give_role(senco, Role.SENCO, inset)
    with acting_for(inset):
        Closure.objects.create(school=inset, name="INSET", starts_on=FRIDAY, ends_on=FRIDAY)
    make_deadline(school, owner=senco, due_on=MONDAY, rule="review.notice")
    make_deadline(inset, owner=senco, due_on=MONDAY)
    assert [night(day) for day in (THURSDAY, FRIDAY)] == [[(senco.email, 2)], [(senco.email, 1)]]
    assert leads(inset) == ["1"]
    assert leads(school) == ["14", "1"]


def test_in_the_summer_it_is_told_on_the_last_day_of_term(school: School, senco: User) -> None:
    with acting_for(school):
        year = AcademicYear.objects.create(
            school=school, name="2026/27", starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2027, 8, 31)
        )
        Term.objects.create(
            school=school, year=year, name="Summer", starts_on=dt.date(2027, 4, 12), ends_on=dt.date(2027, 7, 21)
        )
    make_deadline(school, owner=senco, due_on=dt.date(2027, 8, 20))
    days = [dt.date(2027, 7, 1) + dt.timedelta(days=n) for n in range(60)]
    assert {day.isoformat(): len(sent) for day in days if (sent := night(day))} == {"2027-07-09": 1, "2027-07-21": 1}


def test_a_night_that_was_missed_is_made_up_by_the_next(school: School, senco: User) -> None:
    make_deadline(school, owner=senco, due_on=dt.date(2026, 12, 4))
    assert night(THURSDAY) == [(senco.email, 1)]
    assert leads(school) == ["42"], "the night of 20 November, when two weeks were left, is missed"
    assert night(MONDAY) == [(senco.email, 1)]
    assert leads(school) == ["42", "14"]


def test_one_address_that_fails_does_not_stop_the_others(
    school: School, senco: User, due_monday: Deadline, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_staff(Role.TEACHER, school)
    make_deadline(school, owner=other, due_on=MONDAY)
    send = mail.EmailMultiAlternatives.send

    def refuse_one(message: Any, *args: Any) -> int:
        if message.to == [senco.email]:
            raise TimeoutError("no answer")
        return send(message, *args)

    with monkeypatch.context() as patch:
        patch.setattr("senco.mail.EmailMultiAlternatives.send", refuse_one)
        digests = {one.to: one.error for one in run_night(FRIDAY, is_today=False)}
    assert digests == {senco: "TimeoutError: no answer", other: ""}
    assert [message.to for message in mail.outbox] == [[other.email]]
    assert night(FRIDAY) == [(senco.email, 1)]


def test_an_unsure_failure_goes_again_under_the_same_message_id_and_a_sure_one_joins_the_next_digest(
    school: School, senco: User, due_monday: Deadline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_with(error: Exception) -> list[str]:
        with monkeypatch.context() as patch:
            patch.setattr("senco.mail.EmailMultiAlternatives.send", lambda *_: (_ for _ in ()).throw(error))
            return [one.message_id for one in run_night(FRIDAY, is_today=False)]

    [unsure] = fail_with(TimeoutError())
    assert fail_with(TimeoutError()) == [unsure]
    assert fail_with(ConnectionRefusedError()) == [unsure]
    with acting_for(school):
        assert Reminder.objects.get().message_id == ""
    assert night(MONDAY) == [(senco.email, 1)]


def test_unsent_mail_waits_over_the_weekend(school: School, senco: User, due_monday: Deadline) -> None:
    with acting_for(school):
        write_reminders(school.pk, today=FRIDAY)
    assert send_digests(senco, day=SATURDAY) == []
    assert len(send_digests(senco, day=MONDAY)) == 1


def test_a_deadline_told_at_two_leads_at_once_is_one_line(school: School, senco: User) -> None:
    make_deadline(school, owner=senco, due_on=dt.date(2026, 12, 4))
    with acting_for(school):
        write_reminders(school.pk, today=THURSDAY)
        write_reminders(school.pk, today=FRIDAY)
    assert leads(school) == ["42", "14"]
    send_digests(senco, day=FRIDAY)
    assert mail.outbox[0].subject == "SENCO desk: 1 date to look at"
    with acting_for(school):
        assert not Reminder.objects.unsent().exists()


def test_a_long_digest_shows_the_first_and_counts_the_rest(
    school: School, senco: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "SHOWN", 3)
    monkeypatch.setattr(reminders, "NEAR", 2)
    for number in range(5):
        pupil = make_pupil(school, forename="A", surname=f"B{number}")
        make_deadline(school, owner=senco, due_on=MONDAY, pupil=pupil)
    night(FRIDAY)
    [message] = mail.outbox
    assert message.subject == "SENCO desk: 5 dates to look at"
    assert f"And 2 more of these: {django_settings.SITE_URL}/pupils/deadlines/?kind=" in message.body
    assert message.body.count("due in 3 days") == 3


def test_a_first_digest_is_short_and_holds_every_date_by_a_line_or_by_its_kinds_count_and_link(
    school: School, senco: User
) -> None:
    rules = ["review.next_complete", "review.report_sent", "sensupport.parent_notice"]
    for rule, count in zip(rules, (48, 12, 1), strict=True):
        for number in range(count):
            pupil = make_pupil(school, forename="A", surname=f"B{number}")
            late_by = dt.timedelta(days=count - number + 7)
            make_deadline(school, owner=senco, due_on=FRIDAY - late_by, pupil=pupil, rule=rule)
    night(FRIDAY)
    [message] = mail.outbox
    assert message.subject == "SENCO desk: 61 dates to look at, 61 late"
    links = [int(pk) for pk in re.findall(r"/pupils/deadlines/(\d+)/", message.body)]
    with acting_for(school):
        shown = [Deadline.objects.get(pk=pk) for pk in links]
        assert [sum(one.rule == rule for one in shown) for rule in rules] == [5, 5, 1]
        worst = Deadline.objects.filter(rule=rules[0]).order_by("due_on")[:5]
        assert {one.pk for one in worst} <= set(links)
        assert not Reminder.objects.unsent().exists()
    assert f"And 43 more of these: {django_settings.SITE_URL}/pupils/deadlines/?kind={rules[0]}" in message.body
    assert "And 7 more of these" in message.body
    html = message.alternatives[0][0]
    assert "And 43 more of these" in html and message.body.count("\n") < 70
    client = Client()
    client.force_login(senco)
    page = client.get("/pupils/deadlines/", {"kind": rules[0]})
    assert page.context["page"].paginator.count == 48


def test_what_falls_within_a_week_is_named_however_long_the_list_is(school: School, senco: User) -> None:
    """In a school's first digest: one four days late and one due in three days, behind forty that are older."""
    for days, surname in [*((number + 20, f"Old{number}") for number in range(40)), (4, "Quaver"), (-3, "Zither")]:
        pupil = make_pupil(school, forename="A", surname=surname)
        make_deadline(school, owner=senco, due_on=FRIDAY - dt.timedelta(days=days), pupil=pupil)
    night(FRIDAY)
    [message] = mail.outbox
    assert re.search(r"AQ: .*\n +4 days late", message.body) and re.search(r"AZ: .*\n +due in 3 days", message.body)
    assert "And 35 more of these" in message.body


def refuse_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[Any]:
    """The mail server answers so from now on; what it was asked."""
    asked: list[Any] = []

    def send(message: Any, *args: Any) -> int:
        asked.append(message.to)
        raise error

    monkeypatch.setattr("senco.mail.EmailMultiAlternatives.send", send)
    return asked


def test_an_address_that_is_refused_for_good_is_asked_once_and_whoever_runs_the_school_is_told(
    school: School, senco: User, due_monday: Deadline, nudges: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = make_staff(Role.ADMINISTRATOR, school)
    at(monkeypatch, "2026-11-20T07:07")
    refusal = smtplib.SMTPRecipientsRefused({senco.email: (550, b"5.1.1 No such person here")})
    with monkeypatch.context() as patch:
        asked = refuse_with(patch, refusal)
        for _ in range(4):
            tasks.sweep_reminders()
            nudges.run()
        assert asked == [[senco.email]]
        [failed] = list(run_night(FRIDAY, is_today=False))
        assert "550 5.1.1 No such person here" in failed.error and failed.reminders == 1
        assert len(asked) == 1
    client = Client()
    client.force_login(admin)
    assert f"Mail to {senco} is refused" in client.get("/").content.decode()
    assert "mail is refused" in client.get("/staff/").content.decode()
    assert "No such person here" in client.get(f"/staff/{senco.pk}/").content.decode()
    client.post(f"/staff/{senco.pk}/mail-again/")
    tasks.sweep_reminders()
    nudges.run()
    assert [message.to for message in mail.outbox] == [[senco.email]]
    assert "is refused" not in client.get("/").content.decode()


def test_after_a_failure_that_may_pass_it_is_tried_again_at_growing_gaps(
    school: School, senco: User, due_monday: Deadline, nudges: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = dt.datetime(2026, 11, 20, 7, 7, tzinfo=dt.UTC)
    tried = []
    with monkeypatch.context() as patch:
        asked = refuse_with(patch, smtplib.SMTPRecipientsRefused({senco.email: (451, b"Greylisted")}))
        for quarter in range(36):
            now = start + quarter * dt.timedelta(minutes=15)
            patch.setattr("django.utils.timezone.now", lambda now=now: now)
            patch.setattr(tasks.timezone, "localtime", lambda now=now: now)
            before = len(asked)
            tasks.sweep_reminders()
            nudges.run()
            tried += [quarter] if len(asked) > before else []
    assert tried == [0, 1, 3, 7, 15, 31]
    at(monkeypatch, "2026-11-23T07:07")
    User.objects.update(mail_retry_at=start)
    tasks.sweep_reminders()
    nudges.run()
    assert len(mail.outbox) == 1
    assert User.objects.get(pk=senco.pk).mail_failures == 0


def test_the_mail_says_that_a_machine_wrote_it_and_has_a_text_and_an_html_part(
    school: School, senco: User, due_monday: Deadline
) -> None:
    night(FRIDAY)
    message = mail.outbox[0].message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@demo.example>")
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert f"/pupils/deadlines/{due_monday.pk}/" in message.get_payload()[0].as_string()


class Nudges:
    """Stands for the broker: keeps what was sent, and runs it when told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waiting: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = []
        for name in ("write_reminders", "send_digest"):
            task = getattr(tasks, name)
            monkeypatch.setattr(task, "delay", lambda *a, task=task, **k: self.waiting.append((task, a, k)))

    def run(self) -> None:
        while self.waiting:
            task, args, kwargs = self.waiting.pop(0)
            task(*args, **kwargs)


@pytest.fixture
def nudges(monkeypatch: pytest.MonkeyPatch) -> Nudges:
    return Nudges(monkeypatch)


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    monkeypatch.setattr(tasks, "today", now.date)
    monkeypatch.setattr(tasks.timezone, "localtime", lambda *_: now)


def test_the_worker_sends_one_digest_only_when_both_schools_are_written(
    school: School, senco: User, nudges: Nudges, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-11-20 06:00")
    nursery = make_school("Little Acorns")
    give_role(senco, Role.SENCO, nursery)
    for place in (school, nursery):
        make_deadline(place, owner=senco, due_on=MONDAY)
    tasks.remind()
    nudges.run()
    [message] = mail.outbox
    assert message.subject == "SENCO desk: 2 dates to look at"


def test_the_sweep_makes_up_a_night_that_was_missed_but_never_before_six(
    school: School, senco: User, due_monday: Deadline, nudges: Nudges, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-11-20 05:52")
    tasks.sweep_reminders()
    nudges.run()
    assert mail.outbox == []
    at(monkeypatch, "2026-11-20 09:07")
    tasks.sweep_reminders()
    nudges.run()
    tasks.sweep_reminders()
    nudges.run()
    assert [message.to for message in mail.outbox] == [[senco.email]]


def test_a_school_whose_night_cannot_be_written_holds_nobody_up_after_seven(
    school: School, senco: User, nudges: Nudges, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = make_school("Broken")
    give_role(senco, Role.SENCO, broken)
    make_deadline(school, owner=senco, due_on=MONDAY)
    tasks.write_reminders(school.pk, FRIDAY.isoformat())
    nudges.run()
    assert mail.outbox == []
    monkeypatch.setattr(tasks.write_reminders, "delay", lambda *_: None)
    at(monkeypatch, "2026-11-20 07:07")
    tasks.sweep_reminders()
    nudges.run()
    assert len(mail.outbox) == 1


def test_a_school_with_nobody_left_keeps_its_deadlines_and_stops_no_other_school(
    school: School, senco: User, due_monday: Deadline
) -> None:
    empty = make_school("Empty")
    left = make_staff(Role.SENCO, empty)
    make_deadline(empty, owner=left, due_on=MONDAY)
    Membership.objects.filter(user=left).update(ends_on=THURSDAY)
    assert night(FRIDAY) == [(senco.email, 1)]


def test_the_bench_tells_everybody_once_and_leaves_nothing_behind(settings: Any) -> None:
    from tests.bench.night import one_night

    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    measured = one_night(450)
    assert (measured["deadlines"], measured["reminders"], measured["digests"]) == (450, 450, 200)
    assert not School.objects.exists()


def test_what_a_colleague_asks_for_goes_even_after_todays_digest_and_is_withdrawn_when_it_is_met(
    school: School, senco: User, due_monday: Deadline
) -> None:
    assistant = make_staff(Role.ASSISTANT_SENCO, school)
    assert night(FRIDAY) == [(senco.email, 1)]
    with acting_for(school):
        assert ask_again(due_monday, by=member_of(assistant), today=FRIDAY)
        assert not ask_again(due_monday, by=member_of(assistant), today=FRIDAY)
    assert [digest.reminders for digest in send_digests(senco, day=FRIDAY)] == [1]
    assert send_digests(senco, day=FRIDAY) == []
    with acting_for(school):
        assert ask_again(due_monday, by=member_of(assistant), today=SATURDAY)
        close_deadline(due_monday, by=member_of(senco), on=FRIDAY, today=MONDAY)
    assert send_digests(senco, day=MONDAY) == []
