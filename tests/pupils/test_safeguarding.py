"""A worry about harm is for its writer and the safeguarding lead. For everybody else it is not there."""

import datetime as dt
import re
import smtplib
import uuid
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from pupils import tasks
from pupils.actions.concerns import answer_question, ask_colleagues
from pupils.actions.safeguarding import tell_lead
from pupils.models import Concern, ConcernCase, ConcernMove, ConcernQuestion, Deadline, Reminder, SafeguardingNote
from senco.models import AccessLog, Membership
from senco.permissions import Permission, Role, requires
from senco.rows import SchoolOwned, acting_for
from tests.answers import body_of
from tests.factories import (
    give_role,
    make_class,
    make_concern,
    make_pupil,
    make_school,
    make_staff,
    make_worry,
    member_of,
)
from tests.test_access import every_pattern

pytestmark = pytest.mark.django_db
SECRET = "xylophone-bruise"


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield")
        self.staff = {role: make_staff(role, self.school, name=f"{role.label} Person") for role in Role}
        self.writer = make_staff(Role.TEACHER, self.school, name="Wren Writer")
        self.group = make_class(self.school, "5A", taught_by=(self.writer, self.staff[Role.TEACHER]))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=self.group)
        self.lead = self.staff[Role.SAFEGUARDING_LEAD]


@pytest.fixture
def place() -> Place:
    return Place()


def client_of(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def worry(place: Place, **more: Any) -> Any:
    data = {"pupil": place.pupil.pk, "seen": SECRET, "worry": "1", "form_key": str(uuid.uuid4()), **more}
    return client_of(place.writer).post(reverse("pupils:concern-log"), data)


def notes(place: Place) -> list[SafeguardingNote]:
    with acting_for(place.school):
        return list(SafeguardingNote.objects.order_by("pk"))


def test_one_tap_keeps_a_note_for_the_lead_and_makes_no_concern_and_no_deadline(place: Place) -> None:
    answer = worry(place)
    (note,) = notes(place)
    assert answer.status_code == 302 and answer.url == reverse("pupils:safeguarding-note", args=[note.pk])
    assert (note.text, note.written_by_id, note.pupil_id) == (SECRET, place.writer.pk, place.pupil.pk)
    with acting_for(place.school):
        assert not Concern.objects.exists() and not Deadline.objects.exists()


def test_everything_that_was_typed_goes_with_it(place: Place) -> None:
    worry(place, tried="Asked gently", parents_told="no", area="SEMH", parents_why_not="Not safe")
    (note,) = notes(place)
    assert note.text == f"{SECRET}\n\nWhat was tried: Asked gently\n\nParents told: No\n\nWhy not yet: Not safe"


def test_a_note_needs_the_pupil_and_words_and_nothing_else(place: Place) -> None:
    assert worry(place, seen="").status_code == 422
    assert worry(place, pupil="").status_code == 422
    assert notes(place) == []


def test_one_form_sent_twice_is_one_note(place: Place) -> None:
    key = str(uuid.uuid4())
    assert worry(place, form_key=key).status_code == worry(place, form_key=key).status_code == 302
    assert len(notes(place)) == 1


def test_without_a_lead_nothing_is_kept_and_the_writer_is_told_to_tell_the_head() -> None:
    school = make_school()
    teacher = make_staff(Role.TEACHER, school)
    pupil = make_pupil(school, group=make_class(school, "5A", taught_by=(teacher,)))
    data = {"pupil": pupil.pk, "seen": SECRET, "worry": "1", "form_key": str(uuid.uuid4())}
    answer = client_of(teacher).post(reverse("pupils:concern-log"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tell the headteacher now" in page and SECRET in page
    with acting_for(school):
        assert not SafeguardingNote.objects.exists()


def test_keeping_a_note_takes_at_most_twelve_queries(place: Place, django_assert_max_num_queries: Any) -> None:
    client = client_of(place.writer)
    data = {"pupil": place.pupil.pk, "seen": SECRET, "worry": "1", "form_key": str(uuid.uuid4())}
    with django_assert_max_num_queries(12):
        assert client.post(reverse("pupils:concern-log"), data).status_code == 302


def test_the_lead_is_woken_for_with_the_school_first(
    place: Place, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[Any] = []
    monkeypatch.setattr(tasks.tell_safeguarding_lead, "delay", lambda *args: woken.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        worry(place)
    assert woken == [(place.school.pk, notes(place)[0].pk)]


def test_the_mail_to_the_lead_says_neither_whom_nor_what(place: Place) -> None:
    note = make_worry(place.pupil, by=place.writer, text=SECRET)
    tasks.tell_safeguarding_lead(place.school.pk, note.pk)
    (message,) = mail.outbox
    assert message.to == [place.lead.email]
    assert message.subject == "A safeguarding note waits for you"
    assert reverse("pupils:safeguarding-note", args=[note.pk]) in message.body
    sent = str(message.message())
    for word in (SECRET, "Amira", "Khan", "A.K", "5A", "Wren"):
        assert word not in sent
    assert notes(place)[0].told_at is not None


def test_the_lead_is_told_once_however_often_the_task_runs(place: Place) -> None:
    note = make_worry(place.pupil, by=place.writer)
    for _ in range(3):
        tasks.tell_safeguarding_lead(place.school.pk, note.pk)
    assert len(mail.outbox) == 1


def test_the_sweep_takes_up_what_no_nudge_reached_in_every_school(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Place()
    wanted = {(here.school.pk, make_worry(here.pupil, by=here.writer).pk) for here in (place, other)}
    woken: set[Any] = set()
    monkeypatch.setattr(tasks.tell_safeguarding_lead, "delay", lambda *args: woken.add(args))
    tasks.sweep_safeguarding()
    assert woken == wanted
    for school, pk in wanted:
        tasks.tell_safeguarding_lead(school, pk)
    woken.clear()
    tasks.sweep_safeguarding()
    assert woken == set() and len(mail.outbox) == 2


def down(*_: Any, **__: Any) -> None:
    raise smtplib.SMTPConnectError(421, "down")


def refused(*_: Any, **__: Any) -> None:
    raise smtplib.SMTPRecipientsRefused({"lead@oak.example": (550, b"no such person")})


SEND = "django.core.mail.message.EmailMessage.send"


def test_a_mail_server_that_is_down_leaves_the_note_to_be_told_later(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, now = make_worry(place.pupil, by=place.writer), timezone.now()

    def tell(minutes: float) -> list[Any]:
        with acting_for(place.school):
            tell_lead(note.pk, today=now.date(), now=now + dt.timedelta(minutes=minutes))
        return mail.outbox

    with monkeypatch.context() as broken:
        broken.setattr(SEND, down)
        tell(0)
    (waits,) = notes(place)
    assert waits.told_at is None and waits.tell_again_at == now + dt.timedelta(minutes=2)
    assert tell(1) == [] and len(tell(2)) == 1 and len(tell(300)) == 1
    assert notes(place)[0].told_at is not None


def test_each_failure_doubles_the_wait_up_to_an_hour_and_the_note_is_never_given_up(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, now = make_worry(place.pupil, by=place.writer), timezone.now()
    waits = []
    with monkeypatch.context() as broken:
        broken.setattr(SEND, down)
        for _ in range(8):
            with acting_for(place.school):
                tell_lead(note.pk, today=now.date(), now=now)
            (row,) = notes(place)
            waits.append(int((row.tell_again_at - now).total_seconds() // 60))
            now = row.tell_again_at
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
    monkeypatch.setattr(tasks.tell_safeguarding_lead, "delay", lambda *_: pytest.fail("woken before its time"))
    tasks.sweep_safeguarding()


def test_the_lead_and_the_writer_see_that_the_mail_has_not_gone_out(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = make_worry(place.pupil, by=place.writer)
    index, page = reverse("pupils:safeguarding"), reverse("pupils:safeguarding-note", args=[note.pk])
    assert "has not gone out" not in client_of(place.lead).get(index).content.decode()
    with monkeypatch.context() as broken:
        broken.setattr(SEND, down)
        tasks.tell_safeguarding_lead(place.school.pk, note.pk)
    shown = client_of(place.lead).get(index).content.decode()
    assert "The mail about one note has not gone out" in shown and "mail not sent" in shown
    assert "no mail about 1 of them could be sent yet" in client_of(place.lead).get("/").content.decode()
    assert "Tell them yourself now" in client_of(place.writer).get(page).content.decode()
    client_of(place.lead).post(reverse("pupils:safeguarding-read", args=[note.pk]))
    assert "has not gone out" not in client_of(place.lead).get(index).content.decode()


def test_an_address_refused_for_good_is_left_alone_and_the_other_lead_is_told_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_staff(Role.SAFEGUARDING_LEAD, place.school, name="Olu Other")
    note, now = make_worry(place.pupil, by=place.writer), timezone.now()
    send = EmailMultiAlternatives.send
    asked: list[str] = []

    def only_for_the_other(message: Any, *args: Any, **more: Any) -> Any:
        asked.extend(message.to)
        return send(message, *args, **more) if message.to == [other.email] else refused()

    with monkeypatch.context() as broken:
        broken.setattr(SEND, only_for_the_other)
        for hours in range(3):
            with acting_for(place.school):
                tell_lead(note.pk, today=now.date(), now=now + dt.timedelta(hours=hours))
    assert sorted(asked) == sorted([other.email, place.lead.email])
    place.lead.refresh_from_db()
    assert place.lead.mail_refused_at and "no such person" in place.lead.mail_refusal
    assert notes(place)[0].told_at is None


def test_a_lead_who_wrote_the_note_is_not_written_to(place: Place) -> None:
    note = make_worry(place.pupil, by=place.lead)
    tasks.tell_safeguarding_lead(place.school.pk, note.pk)
    assert mail.outbox == [] and notes(place)[0].told_at is not None


def test_the_lead_reads_it_marks_it_and_its_writer_sees_that(place: Place) -> None:
    worry(place)
    (note,) = notes(place)
    page = reverse("pupils:safeguarding-note", args=[note.pk])
    assert SECRET in client_of(place.lead).get(page).content.decode()
    assert "Amira Khan" in client_of(place.lead).get(reverse("pupils:safeguarding")).content.decode()
    url = reverse("pupils:safeguarding-read", args=[note.pk])
    assert client_of(place.writer).post(url).status_code == 403
    assert client_of(place.lead).post(url).status_code == 302
    shown = client_of(place.writer).get(page).content.decode()
    assert SECRET in shown and "Read by Safeguarding lead Person" in shown


def test_a_lead_of_another_school_finds_nothing(place: Place) -> None:
    note = make_worry(place.pupil, by=place.writer, text=SECRET)
    stranger = make_staff(Role.SAFEGUARDING_LEAD, make_school())
    assert client_of(stranger).get(reverse("pupils:safeguarding-note", args=[note.pk])).status_code == 404


def test_a_teacher_here_who_leads_elsewhere_finds_nothing_here(place: Place) -> None:
    note = make_worry(place.pupil, by=place.writer, text=SECRET)
    both = make_staff(Role.TEACHER, place.school)
    give_role(both, Role.SAFEGUARDING_LEAD, make_school())
    client = client_of(both)
    assert client.get(reverse("pupils:safeguarding-note", args=[note.pk])).status_code == 404
    assert "Amira" not in client.get(reverse("pupils:safeguarding")).content.decode()
    with acting_for(*member_of(both).schools):
        assert not SafeguardingNote.objects.visible_to(member_of(both)).exists()


OTHERS = [
    Role.SENCO,
    Role.ASSISTANT_SENCO,
    Role.TEACHER,
    Role.HEADTEACHER,
    Role.PASTORAL_LEAD,
    Role.DESIGNATED_TEACHER,
    Role.DATA_PROTECTION_OFFICER,
    Role.ADMINISTRATOR,
]


def addresses(place: Place) -> list[str]:
    """Every address of the site that takes no argument, and those of this pupil and class."""
    found = []
    for name, _ in every_pattern():
        for kwargs in ({}, {"pk": place.pupil.pk}):
            try:
                found.append(reverse(name, kwargs=kwargs))
            except NoReverseMatch:
                continue
    assert reverse("pupils:pupil", args=[place.pupil.pk]) in found and reverse("pupils:register") in found
    return found


def without_tokens(page: str) -> str:
    """What a page says, without what differs on each load: tokens, keys, times of the clock, the log of who looked."""
    page = re.sub(r'("X-CSRFToken": ")[^"]+|(csrfmiddlewaretoken" value=")[^"]+|(content=")[^"]{30,}', "", page)
    page = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "", page)
    return re.sub(r"\b\d\d:\d\d\b", "", page)


@pytest.mark.parametrize("role", OTHERS, ids=lambda role: role.value)
def test_every_page_of_the_site_says_the_same_before_and_after_a_note(place: Place, role: Role) -> None:
    """No word, count, search hit or line of history: each page that this role opens is the same, letter by letter."""
    client = client_of(place.staff[role])
    urls = [url for url in addresses(place) if not re.search("/sign-|/password|/school-switch", url)]
    urls += [f"{reverse('search')}?q={word}" for word in ("Amira", SECRET)]

    def pages() -> dict[str, str]:
        got = {url: client.get(url) for url in urls}
        return {url: f"{one.status_code} {without_tokens(body_of(one).decode())}" for url, one in got.items()}

    lead = client_of(place.lead)  # who has signed in lately is told to some: the lead's own coming is not the note's
    pages()  # opening a page is itself written down, and a history page may show that: so once beforehand
    before = pages()
    assert sum(page.startswith("200") for page in before.values()) >= 2
    note = make_worry(place.pupil, by=place.writer, text=SECRET)
    tasks.tell_safeguarding_lead(place.school.pk, note.pk)
    lead.get(reverse("pupils:safeguarding-note", args=[note.pk]))
    after = pages()
    assert [url for url in urls if before[url] != after[url]] == []
    assert client.get(reverse("pupils:safeguarding-note", args=[note.pk])).status_code in (403, 404)
    assert client.post(reverse("pupils:safeguarding-read", args=[note.pk])).status_code == 403


def test_who_opened_a_note_is_written_down_for_the_lead_alone(place: Place) -> None:
    note = make_worry(place.pupil, by=place.writer)
    client_of(place.lead).get(reverse("pupils:safeguarding-note", args=[note.pk]))
    with acting_for(place.school):
        lines = AccessLog.objects.filter(subject_kind="safeguardingnote")
        assert lines.count() == 1
        for role in (Role.SENCO, Role.HEADTEACHER):
            assert not (AccessLog.objects.visible_to(member_of(place.staff[role])) & lines).exists()
        assert AccessLog.objects.visible_to(member_of(place.lead)).filter(pk=lines.get().pk).exists()


# A concern that turns out to be about harm


def concern_with_everything(place: Place) -> Concern:
    """Decided about, asked about and answered, so that words about it stand in every table there is."""
    concern = make_concern(place.pupil, by=place.writer, seen=SECRET, tried="Sat with her")
    senco, other = member_of(place.staff[Role.SENCO]), place.staff[Role.TEACHER]
    day = timezone.localdate()
    with acting_for(place.school):
        told = {"by": senco, "seen_version": 1, "why": f"About the {SECRET}", "today": day}
        (question,) = ask_colleagues(concern.case, **told, colleagues=[other], question=f"Any {SECRET}?")
        answer_question(question, by=member_of(other), answer=f"Yes, {SECRET} on Monday", today=day)
    client_of(place.staff[Role.SENCO]).get(reverse("pupils:concern", args=[concern.pk]))
    return concern


def to_lead(place: Place, user: Any, concern: Concern) -> Any:
    return client_of(user).post(reverse("pupils:concern-to-lead", args=[concern.pk]))


@pytest.mark.parametrize("by", ["writer", "senco"])
def test_a_concern_given_to_the_lead_becomes_notes_and_the_lead_is_told(place: Place, by: str) -> None:
    concern = concern_with_everything(place)
    user = place.writer if by == "writer" else place.staff[Role.SENCO]
    answer = to_lead(place, user, concern)
    note, colleagues = notes(place)
    wanted = reverse("pupils:safeguarding-note", args=[note.pk]) if by == "writer" else reverse("pupils:concerns")
    assert (answer.status_code, answer.url) == (302, wanted)
    assert note.written_by_id == place.writer.pk and colleagues.written_by_id == place.staff[Role.TEACHER].pk
    for words in (SECRET, "Sat with her", f"About the {SECRET}", f"moved here by {user}"):
        assert words in note.text
    assert f"Yes, {SECRET} on Monday" in colleagues.text and "on Monday" not in note.text
    for one in (note, colleagues):
        tasks.tell_safeguarding_lead(place.school.pk, one.pk)
    assert {to for letter in mail.outbox for to in letter.to} == {place.lead.email}
    assert SECRET in client_of(place.lead).get(reverse("pupils:safeguarding-note", args=[note.pk])).content.decode()
    assert SECRET in client_of(place.writer).get(reverse("pupils:safeguarding-note", args=[note.pk])).content.decode()


def test_nothing_of_it_is_left_in_any_table_but_the_notes(place: Place) -> None:
    concern = concern_with_everything(place)
    to_lead(place, place.writer, concern)
    with acting_for(place.school):
        assert not (Concern.objects.exists() or ConcernMove.objects.exists() or ConcernQuestion.objects.exists())
        assert not Deadline.objects.exists() and not Reminder.objects.exists()
        for model in apps.get_models():
            if model is not SafeguardingNote and issubclass(model, SchoolOwned | pghistory.models.Event):
                for row in model._base_manager.values():
                    assert SECRET not in str(row), f"{model._meta.label} keeps it"
        assert not ConcernCase.objects.exists()
        logged = AccessLog.objects.filter(subject_kind__in=["concern", "concernquestion"])
        assert not logged.exists()
        assert not apps.get_model("pupils.DeadlineEvent").objects.exists()


def test_its_history_is_read_by_the_lead_alone_and_is_still_whole(place: Place) -> None:
    concern = concern_with_everything(place)
    to_lead(place, place.writer, concern)
    events = apps.get_model("pupils.ConcernEvent").objects
    with acting_for(place.school, leading=[place.school.pk]):
        kept = list(events.order_by("pgh_id").values_list("pgh_label", "seen"))
        assert kept[0] == ("insert", SECRET) and kept[-1] == ("delete", SECRET)
        assert AccessLog.objects.filter(subject_kind="concern").exists()
        with acting_for(place.school):
            assert not events.exists()
        assert events.exists()
    with acting_for(place.school, leading=[make_school().pk]):
        assert not events.exists()


def test_the_history_of_a_concern_that_stands_is_as_it_was(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.writer)
    with acting_for(place.school):
        assert apps.get_model("pupils.ConcernEvent").objects.filter(pgh_obj_id=concern.pk).exists()


def test_a_page_reads_such_history_only_for_the_lead_of_that_school(place: Place) -> None:
    seen = {}

    @requires(Permission.SIGN_IN)
    def view(request: Any) -> HttpResponse:
        seen[request.member.user.pk] = apps.get_model("pupils.SafeguardingNoteEvent").objects.count()
        return HttpResponse()

    make_worry(place.pupil, by=place.writer)
    for user in (place.lead, place.writer, place.staff[Role.SENCO]):
        request = RequestFactory().get("/")
        request.member = member_of(user)
        view(request)
    assert seen == {place.lead.pk: 1, place.writer.pk: 0, place.staff[Role.SENCO].pk: 0}


def test_every_page_is_as_if_the_concern_had_never_been(place: Place) -> None:
    senco = client_of(place.staff[Role.SENCO])
    to_lead(place, place.writer, concern_with_everything(place))
    for name in ("pupils:concerns", "pupils:deadlines", "summary", "today", "pupils:register", "governance"):
        page = senco.get(reverse(name), {"q": "Khan"} if name == "pupils:concerns" else {}).content.decode()
        assert SECRET not in page and "concern-" not in page, name
    for tab in ("pupils:concerns", "pupils:deadlines"):
        for show in ("closed", "done", "asking"):
            assert "Amira" not in senco.get(reverse(tab), {"show": show, "when": show}).content.decode()
    pupil = senco.get(reverse("pupils:pupil", args=[place.pupil.pk])).content.decode()
    assert SECRET not in pupil
    for way in ({}, {"format": "print"}, {"format": "csv"}):
        assert SECRET not in senco.get(reverse("timeline", args=[place.pupil.pk]), way).content.decode()
    searched = senco.get(reverse("search"), {"q": SECRET}).content.decode()
    for what_was_typed in (f'value="{SECRET}"', f"?q={SECRET}", f"“{SECRET}”"):
        searched = searched.replace(what_was_typed, "")
    assert SECRET not in searched


def test_somebody_else_may_not_give_it_to_the_lead_and_nobody_twice(place: Place) -> None:
    concern = concern_with_everything(place)
    assert to_lead(place, place.staff[Role.TEACHER], concern).status_code == 403
    assert to_lead(place, place.staff[Role.HEADTEACHER], concern).status_code == 403
    assert to_lead(place, place.writer, concern).status_code == 302
    assert to_lead(place, place.writer, concern).status_code == 404
    assert len(notes(place)) == 2


def test_without_a_lead_the_concern_stays_where_it_is(place: Place) -> None:
    concern = concern_with_everything(place)
    Membership.objects.filter(role=Role.SAFEGUARDING_LEAD).delete()
    client = client_of(place.writer)
    page = client.post(reverse("pupils:concern-to-lead", args=[concern.pk]), follow=True).content.decode()
    assert "Tell the headteacher now" in page and "not moved" in page and not notes(place)


def test_the_page_of_a_concern_offers_it_to_its_writer_and_the_senco_alone(place: Place) -> None:
    concern = concern_with_everything(place)
    page = reverse("pupils:concern", args=[concern.pk])
    offers = reverse("pupils:concern-to-lead", args=[concern.pk])
    for user, offered in (
        (place.writer, True),
        (place.staff[Role.SENCO], True),
        (place.staff[Role.TEACHER], False),
        (place.staff[Role.HEADTEACHER], False),
    ):
        assert (offers in client_of(user).get(page).content.decode()) is offered


def test_of_several_concerns_together_the_one_about_harm_goes_and_the_others_stay(place: Place) -> None:
    stays = make_concern(place.pupil, by=place.staff[Role.TEACHER], seen="Loses the place")
    goes = make_concern(place.pupil, by=place.writer, seen=SECRET)
    assert to_lead(place, place.writer, goes).status_code == 302
    page = client_of(place.staff[Role.SENCO]).get(reverse("pupils:case", args=[stays.case_id])).content.decode()
    assert "Loses the place" in page and SECRET not in page
    assert SECRET in notes(place)[0].text


def test_what_was_written_in_the_last_30_days_opens_its_list(place: Place) -> None:
    worry(place)
    worry(place)
    old, new = notes(place)
    with acting_for(place.school, leading=[place.school.pk]):
        SafeguardingNote.objects.filter(pk=old.pk).update(written_at=timezone.now() - dt.timedelta(days=31))
    client = client_of(place.lead)
    url = f"{reverse('pupils:safeguarding')}?show=lately"
    assert f'href="{url}"><b>1</b><span class="label">written in the last 30 days' in client.get("/").content.decode()
    assert [note.pk for note in client.get(url).context["page"]] == [new.pk]
    assert len(client.get(reverse("pupils:safeguarding")).context["page"]) == 2
