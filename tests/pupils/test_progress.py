"""The progress page: who is on it, why, and what is decided of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils import tasks
from pupils.actions.measures import correct_result, enter_result
from pupils.actions.progress import ask_anew, work_out_progress
from pupils.models import Measure, ProgressDecision, ProgressLook, Pupil, SlowProgress
from senco.models import AccessLog, School, User
from senco.permissions import Role
from senco.rows import acting_for, every_school
from tests.bench.pages import counted
from tests.factories import (
    days_from_now,
    make_class,
    make_measure,
    make_pupil,
    make_result,
    make_school,
    make_staff,
    member_of,
)

pytestmark = pytest.mark.django_db
PROGRESS = "pupils:progress"


class AfterTheWorker(Client):
    """Asks once the worker has had its few seconds."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        with every_school():
            schools = list(School.objects.values_list("pk", flat=True))
        for school in schools:
            tasks.work_out_progress(school)
        return super().get(*args, **kwargs)


def signed_in(user: User) -> Client:
    client = AfterTheWorker()
    client.force_login(user)
    return client


class Year4:
    """Two classes of a year group who gained a year in a year, and Una who gained two months."""

    def __init__(self) -> None:
        self.school = make_school("Oakfield")
        self.senco = make_staff(Role.SENCO, self.school, name="Sarah Mensah")
        self.teacher = make_staff(Role.TEACHER, self.school)
        self.measure = make_measure(self.school, "Reading age")
        self.own = make_class(self.school, "4A", taught_by=(self.teacher,))
        self.other = make_class(self.school, "4B")
        self.una = self.pupil("Una", "Slow", self.own, "6:08", "6:10")
        self.peers = [self.pupil(f"Peer{n}", "Quick", self.other, "6:08", "7:08") for n in range(6)]
        self.client = signed_in(self.senco)

    def pupil(self, forename: str, surname: str, group: Any, before: str, now: str, **fields: Any) -> Pupil:
        pupil = make_pupil(self.school, forename=forename, surname=surname, year="4", group=group, **fields)
        make_result(pupil, self.measure, taken_on=days_from_now(-370), written=before)
        make_result(pupil, self.measure, taken_on=days_from_now(-5), written=now)
        return pupil

    def lines(self, client: Client | None = None, **asked: str) -> list[Any]:
        return list((client or self.client).get(reverse(PROGRESS), asked).context["page"])

    def names(self, client: Client | None = None, **asked: str) -> list[str]:
        return [line.pupil.known_as for line in self.lines(client, **asked)]


@pytest.fixture
def year_4(db: None) -> Year4:
    return Year4()


def test_a_pupil_slower_than_those_who_started_alike_is_listed_with_the_figures(year_4: Year4) -> None:
    [line] = year_4.lines()
    assert line.pupil == year_4.una
    said = dict(line.signs)["Slower than peers"]
    assert "Gained 2 months" in said and "6 others in Year 4" in said and "from 6:06 to 6:11 gained 12 months" in said


def test_the_page_cites_the_code_and_says_that_slow_is_not_sen(year_4: Year4) -> None:
    page = year_4.client.get(reverse(PROGRESS)).content.decode()
    assert "Code of Practice 6.17" in page and "not the same as SEN" in page
    assert f"{reverse('pupils:concern-log')}?pupil={year_4.una.pk}" in page


def test_a_teacher_sees_their_own_pupils_compared_with_the_whole_year_group(year_4: Year4) -> None:
    slow = year_4.pupil("Ben", "Elsewhere", year_4.other, "6:08", "6:09")
    client = signed_in(year_4.teacher)
    assert year_4.names(client) == ["Una"]
    page = client.get(reverse(PROGRESS)).content.decode()
    assert slow.surname not in page and "7 others" in page


def test_pupils_on_the_register_and_off_it_are_both_here_and_can_be_told_apart(year_4: Year4) -> None:
    year_4.pupil("Kit", "Supported", year_4.own, "6:08", "6:09", provision="K")
    assert sorted(year_4.names()) == ["Kit", "Una"]
    assert year_4.names(register="on") == ["Kit"] and year_4.names(register="off") == ["Una"]


def test_the_list_is_narrowed_by_class_year_measure_and_sign(year_4: Year4) -> None:
    assert year_4.names(group=str(year_4.own.pk)) == ["Una"] and year_4.names(group=str(year_4.other.pk)) == []
    assert year_4.names(year="4") == ["Una"] and year_4.names(year="5") == []
    other = make_measure(year_4.school, "Spelling age")
    assert year_4.names(measure=str(year_4.measure.pk)) == ["Una"] and year_4.names(measure=str(other.pk)) == []
    assert year_4.names(sign="slower") == ["Una"] and year_4.names(sign="slowed") == []
    assert year_4.names(sort="nonsense", measure="x", group="x") == ["Una"]


def test_with_one_result_or_old_ones_nothing_is_said_and_the_page_says_how_many(year_4: Year4) -> None:
    one = make_pupil(year_4.school, year="4")
    make_result(one, year_4.measure, taken_on=days_from_now(-5), written="5:00")
    make_pupil(year_4.school, year="4")
    [looked] = year_4.client.get(reverse(PROGRESS)).context["looked"]
    assert (looked.compared, looked.few, looked.none) == (7, 1, 1)


def test_leavers_are_neither_shown_nor_judged(year_4: Year4) -> None:
    with acting_for(year_4.school):
        year_4.una.enrolment_rows.update(ends_on=days_from_now(-1))
    assert year_4.names() == []


def test_a_schools_own_bounds_decide_what_is_significant(year_4: Year4) -> None:
    with acting_for(year_4.school):
        Measure.objects.update(slower_by=20)
        ask_anew(year_4.school.pk)
    assert year_4.names() == []
    with acting_for(year_4.school):
        Measure.objects.update(slower_by=5, least_peers=50)
        ask_anew(year_4.school.pk)
    assert year_4.names() == []


def decide(year_4: Year4, reason: str = "Six weeks off with a broken arm.", client: Client | None = None) -> Any:
    [line] = year_4.lines(client)
    address = reverse("pupils:progress-decide", args=[line.result])
    seen = (client or year_4.client).get(address).context["form"]["seen"].value()
    return (client or year_4.client).post(address, {"reason": reason, "seen": seen})


def test_not_sen_takes_the_row_away_with_its_reason_until_there_is_a_new_result(year_4: Year4) -> None:
    assert decide(year_4).status_code == 302
    assert year_4.names() == []
    [line] = year_4.lines(show="decided")
    assert line.decision.reason.startswith("Six weeks") and line.decision.decided_by == year_4.senco
    page = year_4.client.get(reverse("pupils:measures", args=[year_4.una.pk])).content.decode()
    assert "Six weeks off" in page
    make_result(year_4.una, year_4.measure, taken_on=days_from_now(-1), written="6:11")
    assert year_4.names() == ["Una"] and year_4.names(show="decided") == []


def test_a_corrected_result_asks_again(year_4: Year4) -> None:
    decide(year_4)
    with acting_for(year_4.school):
        result = year_4.una.results.select_related("measure").get(written="6:10")
        said = {"taken_on": result.taken_on, "value": 81, "written": "6:09", "note": ""}
        correct_result(result, by=member_of(year_4.senco), values=said)
    assert year_4.names() == ["Una"]


def test_a_reason_is_needed_and_a_decision_can_be_taken_back(year_4: Year4) -> None:
    assert decide(year_4, reason=" ").status_code == 422
    decide(year_4)
    with acting_for(year_4.school):
        decision = ProgressDecision.objects.get()
    year_4.client.post(reverse("pupils:progress-back", args=[decision.pk]))
    assert year_4.names() == ["Una"]
    with acting_for(year_4.school):
        kept = ProgressDecision.objects.get()
    assert kept.taken_back_by == year_4.senco and kept.reason


def test_nothing_is_decided_of_a_result_that_is_no_longer_the_latest(year_4: Year4) -> None:
    [line] = year_4.lines()
    address = reverse("pupils:progress-decide", args=[line.result])
    make_result(year_4.una, year_4.measure, taken_on=days_from_now(-1), written="6:11")
    answer = year_4.client.post(address, {"reason": "Off sick.", "seen": "82"})
    assert answer.status_code == 422 and "now another one: 6:11" in answer.content.decode()
    with acting_for(year_4.school):
        assert not ProgressDecision.objects.exists()


def test_the_list_goes_out_as_csv_and_on_paper_and_the_access_log_says_so(year_4: Year4) -> None:
    text = year_4.client.get(reverse(PROGRESS), {"format": "csv"}).content.decode("utf-8-sig")
    assert "Slow,Una" in text and "Slower than peers" in text
    assert "Slow, Una" in year_4.client.get(reverse(PROGRESS), {"format": "print"}).content.decode()
    with acting_for(year_4.school):
        log = AccessLog.objects.filter(pupil_id=year_4.una.pk, action__in=["export", "print"])
        assert log.count() == 2


def test_another_schools_results_are_neither_seen_nor_compared(year_4: Year4) -> None:
    elsewhere = make_school("Elsewhere")
    measure = make_measure(elsewhere, "Reading age")
    for _ in range(8):
        pupil = make_pupil(elsewhere, year="4")
        make_result(pupil, measure, taken_on=days_from_now(-370), written="6:08")
        make_result(pupil, measure, taken_on=days_from_now(-5), written="9:08")
    assert "gained 12 months" in dict(year_4.lines()[0].signs)["Slower than peers"]
    both = signed_in(year_4.senco)
    assert year_4.names(both) == ["Una"]


def test_the_page_asks_as_many_queries_for_many_as_for_few(year_4: Year4, today: dt.date) -> None:
    def asked() -> int:
        year_4.lines()
        with counted() as seen:
            Client.get(year_4.client, reverse(PROGRESS))
        return len(seen)

    few = asked()
    for number in range(12):
        year_4.pupil(f"More{number}", "Slow", year_4.own, "7:00", "7:01")
    assert asked() == few <= 12


def test_a_pupil_stands_once_under_the_year_group_with_the_strongest_sign_and_names_the_others(year_4: Year4) -> None:
    spelling = make_measure(year_4.school, "Spelling age")
    for pupil, now in ((year_4.una, "6:07"), *((peer, "7:08") for peer in year_4.peers)):
        make_result(pupil, spelling, taken_on=days_from_now(-370), written="6:08")
        make_result(pupil, spelling, taken_on=days_from_now(-5), written=now)
    [line] = year_4.lines()
    assert line.heading == "Year 4" and line.measure == spelling
    name, words = line.why
    assert "ost 1 month" in words or "13 months behind" in words
    assert ("Reading age", ["Slower than peers"]) in line.also


def test_the_strongest_come_first_in_each_year_or_class_or_of_all(year_4: Year4) -> None:
    year_4.pupil("Ada", "Slower", year_4.other, "6:08", "6:07")
    year_4.pupil("Zoe", "Less", year_4.own, "6:08", "6:11")
    assert year_4.names() == year_4.names(order="strength") == ["Ada", "Una", "Zoe"]
    assert year_4.names(order="class") == ["Una", "Zoe", "Ada"] and year_4.names(order="name") == ["Zoe", "Una", "Ada"]
    assert [line.heading for line in year_4.lines(order="class")] == ["4A, Year 4", "4A, Year 4", "4B, Year 4"]


def test_not_sen_answers_for_all_that_is_listed_of_the_pupil_and_is_taken_back_as_one(year_4: Year4) -> None:
    spelling = make_measure(year_4.school, "Spelling age")
    for pupil, now in ((year_4.una, "6:09"), *((peer, "7:08") for peer in year_4.peers)):
        make_result(pupil, spelling, taken_on=days_from_now(-370), written="6:08")
        make_result(pupil, spelling, taken_on=days_from_now(-5), written=now)
    decide(year_4)
    assert year_4.names() == []
    [line] = year_4.lines(show="decided")
    assert len(line.rows) == 2
    year_4.client.post(reverse("pupils:progress-back", args=[line.decision.pk]))
    [line] = year_4.lines()
    assert len(line.rows) == 2 and year_4.lines(show="decided") == []


def test_only_the_senco_and_assistant_decide_that_it_is_not_sen(year_4: Year4) -> None:
    [line] = year_4.lines()
    address = reverse("pupils:progress-decide", args=[line.result])
    for role in (Role.EXAMS_OFFICER, Role.HEADTEACHER):
        client = signed_in(make_staff(role, year_4.school))
        assert "Not SEN, because" not in client.get(reverse(PROGRESS)).content.decode().split("</table>")[0]
        assert client.post(address, {"reason": "x", "seen": "82"}).status_code == 403
    assert signed_in(year_4.teacher).get(address).status_code == 403
    assistant = signed_in(make_staff(Role.ASSISTANT_SENCO, year_4.school))
    assert decide(year_4, client=assistant).status_code == 302


def test_the_worker_works_out_what_changed_and_the_page_says_when(year_4: Year4, today: dt.date) -> None:
    with acting_for(year_4.school):
        assert work_out_progress(year_4.school.pk, today=today)
        assert not work_out_progress(year_4.school.pk, today=today), "nothing changed"
        enter_result(
            year_4.una, year_4.measure, by=member_of(year_4.senco), taken_on=today, value=Decimal(92), written="7:08"
        )
        assert ProgressLook.objects.get().is_stale
    tasks.work_out_progress(year_4.school.pk)
    with acting_for(year_4.school):
        assert ProgressLook.objects.get().holds_on(today) and not SlowProgress.objects.exists()
    page = year_4.client.get(reverse(PROGRESS)).content.decode()
    assert "Worked out" in page and f"{today.day} {today:%b %Y}" in page and "from the results of 7 pupils" in page


def test_the_sweep_takes_up_schools_that_no_message_reached(year_4: Year4, monkeypatch: pytest.MonkeyPatch) -> None:
    year_4.lines()
    bare = make_school()
    woken: list[int] = []
    monkeypatch.setattr(tasks.work_out_progress, "delay", woken.append)
    tasks.sweep_progress()
    assert woken == [bare.pk]


def test_nobody_waits_for_the_figures_the_page_says_that_they_come_and_follows(year_4: Year4) -> None:
    before_any = Client.get(year_4.client, reverse(PROGRESS))
    with counted() as seen:
        before_any = Client.get(year_4.client, reverse(PROGRESS))
    assert len(seen) <= 12
    text = before_any.content.decode()
    assert "The results are being looked at" in text and 'hx-trigger="every 3s"' in text
    assert year_4.names() == ["Una"]
    slower = year_4.pupil("Ada", "Slower", year_4.other, "6:08", "6:07")
    with acting_for(year_4.school):
        ask_anew(year_4.school.pk)
    kept = Client.get(year_4.client, reverse(PROGRESS)).content.decode()
    assert "Slow, Una" in kept and slower.surname not in kept.replace("Slower than", "")
    assert "Newer results are being taken in" in kept
    assert "every 3s" not in year_4.client.get(reverse(PROGRESS)).content.decode()
