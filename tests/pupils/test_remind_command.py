"""`manage.py remind`: a whole night, and what it prints."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from pupils.models import Reminder
from senco.models import School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_deadline, make_pupil, make_school, make_staff

FRIDAY = dt.date(2026, 11, 20)


def remind(on: dt.date = FRIDAY, *arguments: str) -> Any:
    out = io.StringIO()
    call_command("remind", "--on", on.isoformat(), "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def oakfield(db: None) -> School:
    return make_school("Oakfield Primary")


@pytest.fixture
def senco(oakfield: School) -> User:
    return make_staff(Role.SENCO, oakfield, email="senco@oakfield.example", name="Priya Shah")


@pytest.fixture
def two_reviews(oakfield: School, senco: User) -> None:
    """One four days late and one due in three days, on Friday 20 November 2026."""
    late = make_pupil(oakfield, forename="Zebedee", surname="Quillfeather")
    soon = make_pupil(oakfield, forename="Xanthe", surname="Underhill", needs=("ASD",))
    make_deadline(oakfield, owner=senco, due_on=dt.date(2026, 11, 16), pupil=late)
    make_deadline(oakfield, owner=senco, due_on=dt.date(2026, 11, 23), pupil=soon, rule="review.next_complete")


@pytest.mark.usefixtures("two_reviews")
def test_the_digest_names_the_one_that_is_late_and_the_one_that_is_due() -> None:
    answer = remind()
    assert [(one["to"], one["pupil"], one["when"]) for one in answer["told"]] == [
        ("senco@oakfield.example", "ZQ", "4 days late"),
        ("senco@oakfield.example", "XU", "due in 3 days"),
    ]
    assert answer["on"] == "2026-11-20"
    assert answer["failed"] == answer["waiting"] == []
    [message] = mail.outbox
    assert message.to == ["senco@oakfield.example"]
    for text in ("4 days late (Mon 16 Nov 2026)", "due in 3 days (Mon 23 Nov 2026)", "ZQ: Send the annual review"):
        assert text in message.body


@pytest.mark.usefixtures("two_reviews")
def test_no_name_or_need_leaves_in_the_mail_or_the_output() -> None:
    answer = json.dumps(remind())
    [message] = mail.outbox
    whole = message.message().as_string() + message.body + str(message.alternatives) + message.subject
    for text in (answer, whole):
        for word in ("Zebedee", "Quillfeather", "Xanthe", "Underhill", "ASD", "utis"):
            assert word not in text


@pytest.mark.usefixtures("two_reviews")
def test_the_same_day_again_sends_nothing() -> None:
    remind()
    again = remind()
    assert again["told"] == again["waiting"] == []
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("two_reviews")
def test_a_saturday_sends_nothing() -> None:
    assert remind(dt.date(2026, 11, 21))["told"] == []
    assert mail.outbox == []


@pytest.mark.usefixtures("two_reviews")
def test_what_comes_after_the_days_digest_waits_for_the_next(oakfield: School, senco: User) -> None:
    remind()
    make_deadline(oakfield, owner=senco, due_on=dt.date(2026, 11, 24))
    assert remind()["waiting"] == [{"to": "senco@oakfield.example", "reminders": 1}]
    assert [one["due"] for one in remind(dt.date(2026, 11, 23))["told"]] == ["2026-11-24"]
    assert len(mail.outbox) == 2


@pytest.mark.usefixtures("two_reviews")
def test_in_words_it_says_who_was_told_of_what(capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    call_command("remind", "--on", "2026-11-20", stdout=out)
    assert "senco@oakfield.example:" in out.getvalue()
    assert "ZQ: Send the annual review report to the local authority, 4 days late (Mon 16 Nov 2026)" in out.getvalue()
    assert out.getvalue().rstrip().endswith("Fri 20 Nov 2026: 1 digest sent.")


@pytest.mark.usefixtures("two_reviews")
def test_a_mail_server_that_is_down_is_told_of_and_the_next_run_sends(
    oakfield: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("senco.mail.EmailMultiAlternatives.send", refuse)
        with pytest.raises(CommandError, match="1 of 1 digests did not go"):
            remind()
    with acting_for(oakfield):
        assert Reminder.objects.unsent().count() == 2
    assert len(remind()["told"]) == 2
    assert len(mail.outbox) == 1


def refuse(*_: Any, **__: Any) -> None:
    raise ConnectionRefusedError("the mail server is down")


def test_a_day_that_is_no_date_is_refused_in_plain_words(db: None) -> None:
    with pytest.raises(CommandError, match="must be a date such as 2026-11-20"):
        call_command("remind", "--on", "Friday")
