"""A teacher logs what they saw, the SENCO says what becomes of it, and the teacher reads that."""

import csv
import datetime as dt
import io
import re
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from pupils.models import Concern, ConcernCase, ConcernMove, ConcernQuestion, Deadline, GroupPupil, SenNeed, SenStatus
from senco.drafts import draft_key
from senco.law import day_name
from senco.models import AcademicYear, AccessLog, Closure, Term
from senco.permissions import Role
from senco.rows import acting_for
from tests.bench.pages import counted
from tests.factories import make_class, make_concern, make_placement, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
FRIDAY = dt.date(2026, 11, 20)


class Place:
    def __init__(self) -> None:
        self.school = make_school("Oakfield")
        self.teacher = make_staff(Role.TEACHER, self.school, name="Tess Teacher")
        self.colleague = make_staff(Role.TEACHER, self.school, name="Cole League")
        self.senco = make_staff(Role.SENCO, self.school, name="Sam Senco")
        self.lead = make_staff(Role.SAFEGUARDING_LEAD, self.school, name="Lee Lead")
        group = make_class(self.school, "5A", taught_by=(self.teacher, self.colleague))
        self.pupil = make_pupil(self.school, forename="Amira", surname="Khan", group=group)
        other = make_class(self.school, "6B")
        self.stranger = make_pupil(self.school, forename="Zofia", surname="Łukaszewska", group=other)


@pytest.fixture
def place() -> Place:
    return Place()


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(pupil: Any = None, **more: Any) -> dict[str, Any]:
    return {
        "pupil": pupil.pk if pupil else "",
        "area": "CL",
        "seen": "Loses the place when reading.",
        "tried": "A ruler under the line.",
        "parents_told": "yes",
        "parents_said": "They see it at home.",
        "form_key": str(uuid.uuid4()),
        **more,
    }


def log(user: Any, data: dict[str, Any]) -> Any:
    return client_of(user).post(reverse("pupils:concern-log"), data)


def concerns(place: Place) -> list[Concern]:
    with acting_for(place.school):
        return list(Concern.objects.all())


def deadlines(place: Place, **wanted: Any) -> list[Deadline]:
    with acting_for(place.school):
        return list(Deadline.objects.filter(**wanted).order_by("pk"))


def triage(user: Any, concern: Concern, to: str, **data: Any) -> Any:
    sent = {"to": to, "seen_version": concern.version, "why": "We wait and see.", **data}
    return client_of(user).post(reverse("pupils:concern-triage", args=[concern.pk]), sent)


def test_a_teacher_logs_a_concern_and_the_senco_owes_an_answer(place: Place) -> None:
    answer = log(place.teacher, words(place.pupil))
    (kept,) = concerns(place)
    assert answer.status_code == 302 and answer.url == reverse("pupils:concern", args=[kept.pk])
    assert (kept.pupil_id, kept.logged_by_id, kept.state) == (place.pupil.pk, place.teacher.pk, "new")
    assert (kept.seen, kept.parents_told, kept.parents_said) == (
        "Loses the place when reading.",
        True,
        "They see it at home.",
    )
    (due,) = deadlines(place)
    assert (due.rule, due.subject_kind, due.subject_id, due.owner_id) == (
        "concern.triage",
        "concern_case",
        kept.case_id,
        place.senco.pk,
    )


def test_the_answer_is_due_in_five_school_days_when_the_terms_are_known(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pupils.views.concerns.today", lambda: FRIDAY)
    with acting_for(place.school):
        year = AcademicYear.objects.create(
            school=place.school, name="2026/27", starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2027, 7, 21)
        )
        Term.objects.create(
            school=place.school, year=year, name="Autumn", starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2026, 12, 18)
        )
        Closure.objects.create(
            school=place.school, name="INSET", starts_on=dt.date(2026, 11, 23), ends_on=dt.date(2026, 11, 23)
        )
    log(place.teacher, words(place.pupil))
    (due,) = deadlines(place)
    assert due.due_on == dt.date(2026, 11, 30)
    assert "5 school days after Fri 20 Nov 2026" in due.why


def test_without_terms_the_answer_is_due_in_a_week_and_the_date_says_so(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pupils.views.concerns.today", lambda: FRIDAY)
    log(place.teacher, words(place.pupil))
    (due,) = deadlines(place)
    assert due.due_on == dt.date(2026, 11, 27)
    assert "terms are not entered" in due.why


def test_saving_a_concern_takes_eleven_queries_whether_it_opens_a_case_or_joins_one(place: Place) -> None:
    """Counted as every page's are (`tests/test_query_budgets.py`): transaction control apart."""
    for user in (place.teacher, place.colleague):
        client, data = client_of(user), words(place.pupil)
        with counted() as seen:
            assert client.post(reverse("pupils:concern-log"), data).status_code == 302
        assert len(seen) <= 11, "\n".join(seen)


def test_one_form_sent_twice_logs_one_concern(place: Place) -> None:
    data = words(place.pupil)
    first, second = log(place.teacher, data), log(place.teacher, data)
    (kept,) = concerns(place)
    assert first.url == second.url == reverse("pupils:concern", args=[kept.pk])
    assert len(deadlines(place)) == 1


def test_a_form_changed_after_it_was_logged_is_shown_again_and_logs_a_second_one_if_sent_again(place: Place) -> None:
    data = words(place.pupil)
    log(place.teacher, data)
    again = log(place.teacher, {**data, "seen": "And skips words."})
    assert again.status_code == 422 and "And skips words." in again.content.decode()
    assert "logged already" in again.content.decode()
    fresh = again.context["form"]["form_key"].value()
    assert log(place.teacher, {**data, "seen": "And skips words.", "form_key": fresh}).status_code == 302
    assert len(concerns(place)) == 2


def test_errors_are_said_on_top_and_beside_the_field_and_nothing_is_saved_or_lost(place: Place) -> None:
    answer = log(place.teacher, words(place.pupil, seen="", area="", parents_told="no", parents_said=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "3 things to put right" in page
    assert page.count("Write what you have seen: a sentence is enough.") == 2
    assert "Say in a few words why not yet." in page
    assert "A ruler under the line." in page
    assert concerns(place) == [] and deadlines(place) == []


def test_a_reason_that_is_asked_for_is_not_called_optional(place: Place) -> None:
    page = client_of(place.teacher).get(reverse("pupils:concern-log")).content.decode()
    label = re.search(r"Why not yet\?(.*?)</label>", page, re.S)
    assert label and "optional" not in label[1]
    told = log(place.teacher, words(place.pupil, parents_told="yes", parents_why_not=""))
    assert told.status_code == 302


def test_only_the_answer_that_fits_about_the_parents_is_kept(place: Place) -> None:
    log(place.teacher, words(place.pupil, parents_told="no", parents_why_not="Meeting on Monday"))
    (kept,) = concerns(place)
    assert (kept.parents_told, kept.parents_said, kept.parents_why_not) == (False, "", "Meeting on Monday")


def test_the_type_ahead_offers_own_classes_and_those_logged_lately_before_typing(place: Place) -> None:
    url = reverse("pupils:concern-pupils")
    offered = client_of(place.teacher).get(url, {"q": ""}).content.decode()
    assert "Amira Khan" in offered and "5A" in offered and "Zofia" not in offered
    typed = client_of(place.teacher).get(url, {"q": "zof"}).content.decode()
    assert "Zofia" not in typed and "Nobody of that name" in typed
    assert "Zofia" in client_of(place.senco).get(url, {"q": "luk"}).content.decode()


def test_a_pupil_outside_ones_classes_cannot_be_chosen_by_number(place: Place) -> None:
    answer = log(place.teacher, words(place.stranger))
    absent = log(place.teacher, {**words(), "pupil": 999_999})
    assert answer.status_code == absent.status_code == 422
    assert answer.context["form"].errors == absent.context["form"].errors
    assert concerns(place) == []


@pytest.mark.parametrize("name", ["Zofia Łukaszewska", "zofia lukaszewska", "ZOFIA  LUKASZEWSKA"])
def test_a_pupil_outside_ones_classes_is_logged_by_full_name_and_class(place: Place, name: str) -> None:
    answer = log(place.teacher, words(other_name=name, other_class="6b"))
    (kept,) = concerns(place)
    assert kept.pupil_id == place.stranger.pk
    page = client_of(place.teacher).get(answer.url).content.decode()
    assert "Zofia Łukaszewska" in page and "6B" in page
    assert f'href="{reverse("pupils:pupil", args=[place.stranger.pk])}"' not in page
    assert client_of(place.teacher).get(reverse("pupils:pupil", args=[place.stranger.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Zofia", "6B"),
        ("Łukaszewska", "6B"),
        ("Zofia Łukaszewsk", "6B"),
        ("Zofia Łukaszewska", "5A"),
        ("No Body", "6B"),
    ],
)
def test_a_wrong_guess_tells_nothing(place: Place, name: str, group: str) -> None:
    answer = log(place.teacher, words(other_name=name, other_class=group))
    assert answer.status_code == 422 and concerns(place) == []
    (error,) = answer.context["form"].errors["other_name"]
    assert error.startswith("No one pupil has exactly this full name in exactly this class.")
    assert "other_class" not in answer.context["form"].errors


def test_the_form_opened_for_a_pupil_names_them_and_does_not_exist_for_one_not_seen(place: Place) -> None:
    client, url = client_of(place.teacher), reverse("pupils:concern-log")
    assert "Amira Khan" in client.get(url, {"pupil": place.pupil.pk}).content.decode()
    assert client.get(url, {"pupil": place.stranger.pk}).status_code == 404
    assert client.get(url, {"pupil": "x"}).status_code == 404


def test_a_pupils_name_typed_in_full_is_enough_without_script(place: Place) -> None:
    assert log(place.teacher, words(pupil_text="amira khan")).status_code == 302
    assert log(place.teacher, words(pupil_text="amira")).status_code == 422


def test_every_form_with_free_text_names_the_safeguarding_lead(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    pages = [
        client_of(place.teacher).get(reverse("pupils:concern-log")),
        client_of(place.senco).get(reverse("pupils:concern-triage", args=[concern.pk])),
    ]
    for page in pages:
        assert "Lee Lead" in page.content.decode()


def test_without_a_lead_the_form_says_to_tell_the_head() -> None:
    school = make_school()
    teacher = make_staff(Role.TEACHER, school)
    page = client_of(teacher).get(reverse("pupils:concern-log")).content.decode()
    assert "No safeguarding lead is named here" in page and "headteacher" in page


def test_watching_tells_the_teacher_and_sets_the_day_to_look_again(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    (concern,) = concerns(place)
    day = dt.date.today() + dt.timedelta(days=20)
    assert triage(place.senco, concern, "watching", look_again_on=day.isoformat()).status_code == 302
    (concern,) = concerns(place)
    assert (concern.state, concern.outcome, concern.look_again_on) == ("watching", "We wait and see.", day)
    (due,) = deadlines(place, closed_on=None)
    assert (due.rule, due.due_on, due.owner_id) == ("concern.look_again", day, place.senco.pk)
    (triaged,) = deadlines(place, rule="concern.triage")
    assert triaged.closed_by_id == place.senco.pk
    with acting_for(place.school):
        (move,) = ConcernMove.objects.all()
    assert (move.from_state, move.to_state, move.why, move.by_id) == (
        "new",
        "watching",
        "We wait and see.",
        place.senco.pk,
    )


def test_what_has_happened_reads_newest_first_whoever_logged_and_decided(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    (concern,) = concerns(place)
    triage(place.senco, concern, "watching", look_again_on=(dt.date.today() + dt.timedelta(days=20)).isoformat())
    log(place.teacher, words(place.pupil, seen="Again today."))
    told = client_of(place.senco).get(reverse("pupils:concern", args=[concern.pk])).context["happened"]
    second, watched, first = [one for _, one in told if isinstance(one, Concern) or one.to_state == "watching"]
    assert (second.seen, watched.why, first.pk) == ("Again today.", "We wait and see.", concern.pk)
    assert [at for at, _ in told] == sorted((at for at, _ in told), reverse=True)


def test_a_day_to_look_again_that_has_passed_is_refused(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    answer = triage(place.senco, concern, "watching", look_again_on="2020-01-01")
    assert answer.status_code == 422 and "Choose a day after today." in answer.content.decode()
    assert concerns(place)[0].state == "new"


def test_a_colleague_is_asked_answers_in_a_sentence_and_the_senco_reads_it(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    answer = triage(place.senco, concern, "gathering", colleagues=[place.colleague.pk], question="In maths too?")
    assert answer.status_code == 302
    page = client_of(place.colleague).get(reverse("pupils:concerns")).content.decode()
    assert "In maths too?" in page and "You are asked" in page
    with acting_for(place.school):
        question = ConcernQuestion.objects.get()
    assert [due.owner_id for due in deadlines(place, rule="concern.question")] == [place.colleague.pk]
    url = reverse("pupils:concern-answer", args=[question.pk])
    assert client_of(place.teacher).post(url, {"answer": "Not mine"}).status_code == 404
    assert client_of(place.colleague).post(url, {"answer": " "}).status_code == 422
    assert client_of(place.colleague).post(url, {"answer": "Yes, when tired."}).status_code == 302
    assert deadlines(place, rule="concern.question", closed_on=None) == []
    assert "You are asked" not in client_of(place.colleague).get(reverse("pupils:concerns")).content.decode()
    shown = client_of(place.senco).get(reverse("pupils:concern", args=[concern.pk])).content.decode()
    assert "Yes, when tired." in shown


def test_only_those_who_teach_the_pupil_can_be_asked(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    answer = triage(place.senco, concern, "gathering", colleagues=[place.lead.pk], question="In maths too?")
    assert answer.status_code == 422
    assert concerns(place)[0].state == "new"


def test_asking_the_same_colleague_again_puts_the_new_question_in_place_of_the_old(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    triage(place.senco, concern, "gathering", colleagues=[place.colleague.pk], question="In maths too?")
    (concern,) = concerns(place)
    client_of(place.senco).post(f"{reverse('pupils:concern-reopen', args=[concern.pk])}?version={concern.version}")
    assert deadlines(place, rule="concern.question", closed_on=None) == []
    (concern,) = concerns(place)
    triage(place.senco, concern, "gathering", colleagues=[place.colleague.pk], question="And in art?")
    with acting_for(place.school):
        assert [row.text for row in ConcernQuestion.objects.all()] == ["And in art?"]
    assert len(deadlines(place, rule="concern.question", closed_on=None)) == 1


def test_closing_needs_a_reason_and_ends_what_was_owed(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    (concern,) = concerns(place)
    assert triage(place.senco, concern, "closed", why=" ").status_code == 422
    assert triage(place.senco, concern, "closed", why="Glasses were broken.").status_code == 302
    assert deadlines(place, closed_on=None) == []
    assert concerns(place)[0].outcome == "Glasses were broken."


def test_the_teacher_sees_a_new_answer_until_they_open_it(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    triage(place.senco, concern, "closed", why="Glasses were broken.")
    teacher, page = client_of(place.teacher), reverse("pupils:concern", args=[concern.pk])
    assert "new answer" in teacher.get(reverse("pupils:concerns")).content.decode()
    client_of(place.colleague).get(page)
    assert "new answer" in teacher.get(reverse("pupils:concerns")).content.decode()
    assert "Glasses were broken." in teacher.get(page).content.decode()
    after = teacher.get(reverse("pupils:concerns")).content.decode()
    assert "new answer" not in after and "Glasses were broken." in after


def test_a_decision_made_on_an_older_page_is_refused_and_both_texts_are_shown(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    triage(place.senco, concern, "closed", why="Glasses were broken.")
    second = make_staff(Role.ASSISTANT_SENCO, place.school, name="Ash Assistant")
    day = (dt.date.today() + dt.timedelta(days=9)).isoformat()
    answer = triage(second, concern, "watching", why="Let us watch.", look_again_on=day)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Glasses were broken." in page and "Let us watch." in page and "Sam Senco" in page
    assert concerns(place)[0].state == "closed"
    version = answer.context["form"]["seen_version"].value()
    again = triage(second, concern, "watching", why="Let us watch.", look_again_on=day, seen_version=version)
    assert again.status_code == 302 and concerns(place)[0].state == "watching"


def test_a_closed_concern_opens_again_with_a_fresh_day_to_answer_by(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    (concern,) = concerns(place)
    triage(place.senco, concern, "closed", why="Too early.")
    (concern,) = concerns(place)
    url = reverse("pupils:concern-reopen", args=[concern.pk])
    stale = client_of(place.senco).post(f"{url}?version={concern.version - 1}")
    assert stale.status_code == 302 and concerns(place)[0].state == "closed"
    client_of(place.senco).post(f"{url}?version={concern.version}")
    assert concerns(place)[0].state == "new"
    assert [due.rule for due in deadlines(place, closed_on=None)] == ["concern.triage"]


def test_a_second_concern_about_one_pupil_is_shown_to_the_senco_as_such(place: Place) -> None:
    make_concern(place.pupil, by=place.colleague)
    make_concern(place.pupil, by=place.teacher)
    page = client_of(place.senco).get(reverse("pupils:concerns")).content.decode()
    assert page.count("second concern this term, 1 still open") == 1
    assert "second concern" not in client_of(place.teacher).get(reverse("pupils:concerns")).content.decode()


def test_the_list_keeps_to_its_tab_filter_and_search(place: Place) -> None:
    make_concern(place.pupil, by=place.teacher, seen="About reading")
    make_concern(place.stranger, by=place.senco, seen="About speech", area="CI")
    make_concern(place.stranger, by=place.senco, seen="All over", state="closed", outcome="Done")
    client, url = client_of(place.senco), reverse("pupils:concerns")
    assert "All over" not in client.get(url).content.decode()
    assert "All over" in client.get(url, {"show": "closed"}).content.decode()
    found = client.get(url, {"q": "zof"}).content.decode()
    assert "About speech" in found and "About reading" not in found
    assert "About reading" not in client.get(url, {"area": "CI"}).content.decode()
    up, down = (client.get(url, {"sort": sort}).content.decode() for sort in ("pupil", "-pupil"))
    assert up.index("About reading") < up.index("About speech") and down.index("About speech") < down.index(
        "About reading"
    )


def test_a_teacher_reads_their_own_and_those_of_pupils_they_teach_and_no_others(place: Place) -> None:
    make_concern(place.pupil, by=place.colleague, seen="Shared among us")
    make_concern(place.stranger, by=place.senco, seen="None of yours")
    client, url = client_of(place.teacher), reverse("pupils:concerns")
    mine, taught = client.get(url).content.decode(), client.get(url, {"show": "taught"}).content.decode()
    assert "Shared among us" not in mine and "Shared among us" in taught
    assert "None of yours" not in mine + taught


@pytest.mark.parametrize("role", [Role.SENCO, Role.TEACHER])
def test_the_list_takes_the_same_queries_for_two_concerns_and_for_forty(place: Place, role: Role) -> None:
    """Counted as every page's are (`tests/test_query_budgets.py`): transaction control apart."""
    client, counts = client_of(place.senco if role is Role.SENCO else place.teacher), []
    for more in (2, 38):
        for _ in range(more):
            make_concern(make_pupil(place.school), by=place.teacher)
        with counted() as seen:
            assert client.get(reverse("pupils:concerns")).status_code == 200
        assert len(seen) <= 12, "\n".join(seen)
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("who", ["senco", "teacher", "colleague"])
def test_the_page_of_a_concern_takes_at_most_twelve_queries(place: Place, who: str) -> None:
    """Counted as every page's are (`tests/test_query_budgets.py`): transaction control apart."""
    concern = make_concern(place.pupil, by=place.teacher)
    triage(place.senco, concern, "gathering", colleagues=[place.colleague.pk], question="In maths too?")
    client = client_of(getattr(place, who))
    for url, data in (
        (reverse("pupils:concern", args=[concern.pk]), {}),
        (reverse("pupils:concern-log"), {"pupil": place.pupil.pk}),
        (reverse("pupils:concern-pupils"), {"q": ""}),
    ):
        with counted() as seen:
            assert client.get(url, data).status_code == 200
        assert len(seen) <= 12, "\n".join(seen)


def test_sen_support_puts_the_pupil_on_the_register_and_ends_the_concern(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    (concern,) = concerns(place)
    day = dt.date.today()
    assert (
        triage(place.senco, concern, "sen_support", from_on=day.isoformat(), why="A group for reading.").status_code
        == 302
    )
    (concern,) = concerns(place)
    assert (concern.state, concern.outcome) == ("sen_support", "A group for reading.")
    with acting_for(place.school):
        now = SenStatus.objects.on(day).get(pupil=place.pupil)
    assert (now.provision, now.reason, now.decided_by_id) == ("K", "A group for reading.", place.senco.pk)
    assert deadlines(place, subject_kind="concern_case", closed_on=None) == []
    assert [due.rule for due in deadlines(place, closed_on=None)] == ["sensupport.parent_notice"]
    page = client_of(place.teacher).get(reverse("pupils:concern", args=[concern.pk])).content.decode()
    assert "SEN support started" in page and "A group for reading." in page


def test_sen_support_is_refused_in_words_for_a_pupil_who_has_it_and_nothing_is_half_done(place: Place) -> None:
    pupil = make_pupil(place.school, provision="K")
    concern = make_concern(pupil, by=place.teacher)
    answer = triage(place.senco, concern, "sen_support", from_on=dt.date.today().isoformat(), why="Again.")
    assert answer.status_code == 422
    assert "already in force" in answer.content.decode() and "Again." in answer.content.decode()
    assert concerns(place)[0].state == "new"
    with acting_for(place.school):
        assert not ConcernMove.objects.exists()


def test_the_menu_marks_one_place_as_current(place: Place) -> None:
    page = client_of(place.senco).get(reverse("pupils:concerns"))
    assert [item.label for item in page.context["nav"] if item.current] == ["Concerns"]


def test_signing_out_forgets_the_key_of_drafts_and_has_the_browser_empty_its_storage(place: Place) -> None:
    client, before = client_of(place.teacher), draft_key(place.teacher.pk)
    assert client.get(reverse("pupils:concern-log")).context["draft_key"] == before
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert draft_key(place.teacher.pk) != before
    assert "Clear-Site-Data" not in client.post(reverse("account_logout")).headers


def test_the_export_holds_the_tab_as_filtered_and_is_noted_for_each_pupil(place: Place) -> None:
    make_concern(place.pupil, by=place.teacher, seen="=Loses the place")
    make_concern(place.stranger, by=place.teacher, state="watching", seen="Not in this tab")
    client = client_of(place.senco)
    answer = client.get(reverse("pupils:concerns"), {"show": "new", "format": "csv"})
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["What was seen"] for row in rows] == ["'=Loses the place"]
    assert rows[0]["Pupil"] == place.pupil.list_name and rows[0]["Where it stands"] == "New"
    with acting_for(place.school):
        assert AccessLog.objects.filter(action="export", pupil_id=place.pupil.pk).count() == 1
    other = client_of(make_staff(Role.TEACHER, place.school)).get(reverse("pupils:concerns"), {"format": "csv"})
    assert "Loses" not in other.content.decode()


# Cases


def test_a_second_concern_joins_the_open_case_and_both_writers_are_told(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    log(place.colleague, words(place.pupil, area="CI", seen="Answers beside the question."))
    first, second = sorted(concerns(place), key=lambda one: one.pk)
    assert first.case_id == second.case_id and len(deadlines(place, closed_on=None)) == 1
    listed = client_of(place.senco).get(reverse("pupils:concerns"))
    assert listed.context["page"].paginator.count == 1 and "2 concerns together" in listed.content.decode()
    triage(place.senco, first, "closed", why="Glasses were broken.")
    for writer, other in ((place.teacher, "Answers beside"), (place.colleague, "Loses the place")):
        mine = client_of(writer).get(reverse("pupils:concerns")).content.decode()
        assert "new answer" in mine and "Glasses were broken." in mine
        page = client_of(writer).get(reverse("pupils:case", args=[first.case_id])).content.decode()
        assert "Glasses were broken." in page and other in page
        assert "new answer" not in client_of(writer).get(reverse("pupils:concerns")).content.decode()


def test_a_concern_after_the_case_was_settled_opens_a_new_one(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    triage(place.senco, concerns(place)[0], "closed", why="Glasses were broken.")
    log(place.teacher, words(place.pupil))
    assert len({one.case_id for one in concerns(place)}) == 2


def test_a_concern_about_a_pupil_who_is_watched_makes_it_new_again_and_says_so(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    day = (dt.date.today() + dt.timedelta(days=20)).isoformat()
    triage(place.senco, concerns(place)[0], "watching", look_again_on=day)
    log(place.colleague, words(place.pupil))
    assert {one.state for one in concerns(place)} == {"new"}
    assert [due.rule for due in deadlines(place, closed_on=None)] == ["concern.triage"]
    assert "Another concern was logged" in client_of(place.teacher).get(reverse("pupils:concerns")).content.decode()
    assert "new answer" not in client_of(place.colleague).get(reverse("pupils:concerns")).content.decode()


def test_the_database_refuses_a_second_open_case_of_a_pupil(place: Place) -> None:
    make_concern(place.pupil, by=place.teacher)
    with acting_for(place.school), pytest.raises(IntegrityError), transaction.atomic():
        ConcernCase.objects.create(school=place.school, pupil=place.pupil)


def test_who_logged_one_concern_outside_their_classes_reads_no_other_of_the_case(place: Place) -> None:
    make_concern(place.stranger, by=place.senco, seen="Said by another")
    mine = make_concern(place.stranger, by=place.teacher, seen="Said by me")
    page = client_of(place.teacher).get(reverse("pupils:concern", args=[mine.pk])).content.decode()
    assert "Said by me" in page and "Said by another" not in page


def undo(place: Place, by: Any) -> Any:
    case = concerns(place)[0].case
    url = reverse("pupils:case-undo", args=[case.pk])
    return client_of(by).post(f"{url}?version={case.version}", follow=True).content.decode()


def test_the_latest_decision_is_taken_back_with_what_it_owed_and_stays_marked_in_what_happened(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    day = dt.date.today() + dt.timedelta(days=20)
    triage(place.senco, concerns(place)[0], "watching", look_again_on=day.isoformat(), why="Let us watch.")
    triage(place.senco, concerns(place)[0], "closed", why="Glasses were broken.")
    page = undo(place, place.senco)
    (kept,) = concerns(place)
    assert (kept.state, kept.outcome, kept.look_again_on) == ("watching", "Let us watch.", day)
    assert "taken back by Sam Senco" in page and "Glasses were broken." in page
    assert [(due.rule, due.due_on) for due in deadlines(place, closed_on=None)] == [("concern.look_again", day)]
    undo(place, place.senco)
    assert concerns(place)[0].state == "new" and concerns(place)[0].outcome == ""
    assert [due.rule for due in deadlines(place, closed_on=None)] == ["concern.triage"]


def start_support(place: Place, **more: Any) -> Any:
    sent = {"from_on": dt.date.today().isoformat(), "why": "A group for reading.", **more}
    return triage(place.senco, concerns(place)[0], "sen_support", **sent)


def former_day(place: Place) -> dt.date:
    """The day by which an answer is owed, as it was counted when the concern was logged some days ago."""
    day = dt.date.today() + dt.timedelta(days=2)
    with acting_for(place.school):
        Deadline.objects.filter(rule="concern.triage", closed_on=None).update(due_on=day, act_by=day)
    return day


def test_taking_back_sen_support_takes_it_off_the_register_again_and_nothing_of_it_is_owed(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    day = former_day(place)
    page = client_of(place.senco).get(start_support(place).url).content.decode()
    assert reverse("pupils:case-undo", args=[concerns(place)[0].case_id]) in page
    page = undo(place, place.senco)
    with acting_for(place.school):
        (status,) = SenStatus.objects.filter(pupil=place.pupil)
    assert (status.provision, status.ends_on) == ("N", None)
    assert [(due.rule, due.due_on) for due in deadlines(place, closed_on=None)] == [("concern.triage", day)]
    assert "Taken back: it is as it was before, new. SEN support is off the register again." in page


def test_taking_back_sen_support_that_was_changed_since_says_what_stays_and_where_it_is_changed(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    start_support(place)
    with acting_for(place.school):
        status = SenStatus.objects.get(pupil=place.pupil, provision="K")
    told = {"on": dt.date.today().isoformat(), "how": "by phone"}
    assert client_of(place.senco).post(reverse("pupils:register-told", args=[status.pk]), told).status_code == 302
    page = undo(place, place.senco)
    assert concerns(place)[0].state == "new"
    with acting_for(place.school):
        assert SenStatus.objects.get(pk=status.pk).ends_on is None
    note = page.split('id="messages"')[1].split("</main>")[0]
    assert "stays on the register" in note and "as it was before" not in note
    assert f'href="{reverse("pupils:needs", args=[place.pupil.pk])}"' in note


def test_taking_back_sen_support_leaves_it_where_a_need_was_recorded_with_it(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    start_support(place)
    with acting_for(place.school):
        SenNeed.objects.create(school=place.school, pupil=place.pupil, code="SLCN", starts_on=dt.date.today())
    assert "stays on the register" in undo(place, place.senco)
    assert [due.rule for due in deadlines(place, closed_on=None, subject_kind="sen_status")] == [
        "sensupport.parent_notice"
    ]


def test_taking_back_a_decision_owes_the_answer_by_its_former_day(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    day = former_day(place)
    triage(place.senco, concerns(place)[0], "gathering", colleagues=[place.colleague.pk], question="In maths too?")
    undo(place, place.senco)
    assert [(due.rule, due.due_on) for due in deadlines(place, closed_on=None)] == [("concern.triage", day)]


def test_taking_back_a_question_to_colleagues_and_the_closing_after_it_asks_them_again(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    triage(place.senco, concerns(place)[0], "gathering", colleagues=[place.colleague.pk], question="In maths too?")
    triage(place.senco, concerns(place)[0], "closed", why="Too early.")
    assert deadlines(place, rule="concern.question", closed_on=None) == []
    undo(place, place.senco)
    assert [due.owner_id for due in deadlines(place, rule="concern.question", closed_on=None)] == [place.colleague.pk]
    assert "In maths too?" in client_of(place.colleague).get(reverse("pupils:concerns")).content.decode()


def test_a_settled_case_stays_settled_where_another_is_open(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    triage(place.senco, concerns(place)[0], "closed", why="Too early.")
    settled = concerns(place)[0]
    log(place.teacher, words(place.pupil))
    url = reverse("pupils:case-undo", args=[settled.case_id])
    page = client_of(place.senco).post(f"{url}?version={settled.version}", follow=True).content.decode()
    assert "Newer concerns about this pupil are open already" in page
    reopen = f"{reverse('pupils:concern-reopen', args=[settled.pk])}?version={settled.version}"
    assert "Newer concerns" in client_of(place.senco).post(reopen, follow=True).content.decode()
    with acting_for(place.school):
        assert ConcernCase.objects.get(pk=settled.case_id).state == "closed"


def test_a_teacher_cannot_take_a_decision_back(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    triage(place.senco, concern, "closed", why="Too early.")
    assert client_of(place.teacher).post(reverse("pupils:case-undo", args=[concern.case_id])).status_code == 403


@pytest.mark.parametrize(("provision", "has"), [("K", "SEN support"), ("E", "an EHC plan")])
def test_sen_support_is_not_offered_for_a_pupil_who_has_it_or_a_plan_and_the_page_says_why(
    place: Place, provision: str, has: str
) -> None:
    pupil = make_pupil(place.school, provision=provision)
    concern, other = make_concern(pupil, by=place.teacher), make_concern(place.pupil, by=place.teacher)
    senco = client_of(place.senco)
    with counted() as seen:
        page = senco.get(reverse("pupils:concern", args=[concern.pk])).content.decode()
    assert len(seen) <= 12
    assert "to=sen_support" not in page and "to=watching" in page
    assert f"SEN support is not offered here: {pupil.name} has {has} already." in page
    assert "to=sen_support" in senco.get(reverse("pupils:concern", args=[other.pk])).content.decode()


def test_sen_support_that_begins_later_is_told_with_its_day_and_not_as_begun(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    day = dt.date.today() + dt.timedelta(days=60)
    shown = day_name(day)
    senco = client_of(place.senco)
    (concern,) = concerns(place)
    sent = {"to": "sen_support", "seen_version": concern.version, "why": "A group.", "from_on": day.isoformat()}
    url = reverse("pupils:concern-triage", args=[concern.pk])
    page = senco.post(url, sent, follow=True).content.decode()
    note = page.split('id="messages"')[1].split("</form>")[0]
    assert f"SEN support is recorded from {shown}" in note and "is started" not in note
    assert f"SEN support from {shown}" in page.split("<main")[1] and "SEN support started" not in page
    theirs = client_of(place.teacher).get(reverse("pupils:concern", args=[concerns(place)[0].pk])).content.decode()
    assert f"SEN support from {shown}" in theirs and "SEN support started" not in theirs
    for name in ("pupil", "needs"):
        with counted() as seen:
            own = senco.get(reverse(f"pupils:{name}", args=[place.pupil.pk])).content.decode()
        assert len(seen) <= 12 and f"SEN support from {shown}" in own


def test_how_the_parents_were_told_without_a_day_is_asked_for_and_nothing_typed_is_lost(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    answer = start_support(place, parents_told_how="by phone")
    page = answer.content.decode()
    assert answer.status_code == 422 and concerns(place)[0].state == "new"
    assert answer.context["form"].errors == {"parents_told_on": ["On which day were they told?"]}
    assert "by phone" in page and "A group for reading." in page


def test_a_refusal_of_the_register_leads_to_the_register_of_the_pupil(place: Place) -> None:
    log(place.teacher, words(place.pupil))
    later = dt.date.today() + dt.timedelta(days=60)
    with acting_for(place.school):
        SenStatus.objects.filter(pupil=place.pupil).update(ends_on=later - dt.timedelta(days=1))
        SenStatus.objects.create(school=place.school, pupil=place.pupil, provision="K", starts_on=later)
    answer = start_support(place)
    page = answer.content.decode()
    assert answer.status_code == 422 and "is recorded from" in page and "A group for reading." in page
    assert f'href="{reverse("pupils:needs", args=[place.pupil.pk])}"' in page.split("<main")[1]


def test_what_i_have_answered_is_shown_as_answered_and_may_be_changed(place: Place) -> None:
    concern = make_concern(place.pupil, by=place.teacher)
    triage(place.senco, concern, "gathering", colleagues=[place.colleague.pk], question="In maths too?")
    with acting_for(place.school):
        question = ConcernQuestion.objects.get()
    client, url = client_of(place.colleague), reverse("pupils:concern-answer", args=[question.pk])
    page = client.post(url, {"answer": "Yes, when tired."}, follow=True).content.decode()
    assert "You are asked" not in page and "Send your answer" not in page
    assert "You have answered" in page and "Yes, when tired." in page and "Change my answer" in page
    assert "Only in the morning." in client.post(url, {"answer": "Only in the morning."}, follow=True).content.decode()


def test_who_has_not_said_whether_the_parents_were_told_is_not_asked_why_not_yet(place: Place) -> None:
    answer = log(place.teacher, words(place.pupil, parents_told="", parents_said=""))
    assert answer.context["form"].errors == {"parents_told": ["Say whether the parents have been told."]}


def offered(place: Place, concern: Concern) -> tuple[list[str], list[str]]:
    """Who may be ticked, and who stands in the list of everybody else."""
    client, url = client_of(place.senco), reverse("pupils:concern-triage", args=[concern.pk])
    with counted() as seen:
        form = client.get(url, {"to": "gathering"}).context["form"]
    assert len(seen) <= 12, "\n".join(seen)
    ticked = [label for _, label in form.fields["colleagues"].choices] if "colleagues" in form.fields else []
    return ticked, [label for key, label in form.fields["someone_else"].choices if key]


def test_everybody_who_knows_the_pupil_is_offered_to_be_asked_but_not_who_logged_the_concern(place: Place) -> None:
    helper = make_staff(Role.TEACHING_ASSISTANT, place.school, name="Hal Helper")
    former = make_staff(Role.TEACHER, place.school, name="Fay Former")
    make_staff(Role.GOVERNOR, place.school, name="Gus Governor")
    make_placement(place.pupil, given_by=helper)
    last = make_class(place.school, "4A", taught_by=(former,))
    with acting_for(place.school):
        year = dt.date.today() - dt.timedelta(days=365)
        GroupPupil.objects.create(
            school=place.school, pupil=place.pupil, group=last, starts_on=year - dt.timedelta(days=60), ends_on=year
        )
    ticked, others = offered(place, make_concern(place.pupil, by=place.teacher))
    assert ticked == [
        "Cole League: teaches them", "Fay Former: taught them last year", "Hal Helper: gives support",
    ]  # fmt: skip
    assert others == ["Lee Lead"]


def test_where_only_its_writer_teaches_the_pupil_somebody_else_is_asked_and_answers_the_question_alone(
    place: Place,
) -> None:
    group = make_class(place.school, "1A", taught_by=(place.teacher,))
    concern = make_concern(make_pupil(place.school, forename="Ben", surname="Owen", group=group), by=place.teacher)
    ticked, others = offered(place, concern)
    assert ticked == [] and others == ["Cole League", "Lee Lead"]
    nobody = triage(place.senco, concern, "gathering", question="In maths too?")
    assert nobody.status_code == 422 and "Choose at least one colleague." in nobody.content.decode()
    writer = triage(place.senco, concern, "gathering", someone_else=place.teacher.pk, question="In maths too?")
    assert writer.status_code == 422
    sent = triage(place.senco, concern, "gathering", someone_else=place.colleague.pk, question="In maths too?")
    assert sent.status_code == 302
    with acting_for(place.school):
        question = ConcernQuestion.objects.get()
    client, url = client_of(place.colleague), reverse("pupils:concern-answer", args=[question.pk])
    assert url in client.get(reverse("pupils:concerns")).content.decode()
    with counted() as seen:
        page = client.get(url).content.decode()
    assert len(seen) <= 12
    assert "In maths too?" in page and "Ben Owen" in page and concern.seen not in page
    assert client.post(url, {"answer": " "}).status_code == 422
    assert "You have answered" in client.post(url, {"answer": "At lunch."}, follow=True).content.decode()
