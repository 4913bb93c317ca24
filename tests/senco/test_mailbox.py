"""The demo's mail: written to a folder, and readable on the site there and nowhere else."""

import html
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from senco.models import User
from senco.permissions import Role
from tests.factories import make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(settings: Any) -> None:
    settings.EMAIL_BACKEND = "senco.mailbox.EmailBackend"
    for to, text in (("demo@demo.example", "For the <b>demo</b>"), ("head@oak.example", "For the head")):
        message = EmailMultiAlternatives("A subject", text, to=[to])
        message.attach_alternative("<p>never shown</p>", "text/html")
        message.send()


def page(user: User) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse("mailbox"))


@pytest.mark.usefixtures("letters")
def test_a_person_reads_the_mail_to_themselves_and_is_told_how_to_see_the_rest() -> None:
    school = make_school()
    demo = page(make_staff(Role.GOVERNOR, school, email="demo@demo.example"))
    assert [mail.to for mail in demo.context["mails"]] == ["demo@demo.example"]
    assert "sign in as admin@demo.example" in demo.content.decode()
    head = page(make_staff(Role.HEADTEACHER, school, email="head@oak.example"))
    assert [mail.text for mail in head.context["mails"]] == ["For the head"]
    assert "admin@demo.example" not in head.content.decode()


@pytest.mark.usefixtures("letters")
def test_the_administrator_of_the_demo_reads_everybodys_and_no_other_administrator() -> None:
    school = make_school()
    admin = page(make_staff(Role.ADMINISTRATOR, school, email="admin@demo.example"))
    assert [mail.to for mail in admin.context["mails"]] == ["head@oak.example", "demo@demo.example"]
    assert "sign in as" not in admin.content.decode()
    assert page(make_staff(Role.ADMINISTRATOR, school, email="adam@oak.example")).context["mails"] == []


@pytest.mark.usefixtures("letters")
def test_an_address_that_ends_like_anothers_is_somebody_else() -> None:
    assert page(make_staff(Role.TEACHER, make_school(), email="emo@demo.example")).context["mails"] == []


@pytest.mark.usefixtures("letters")
def test_what_a_mail_says_is_shown_as_text() -> None:
    text = page(make_staff(Role.TEACHER, make_school(), email="demo@demo.example")).content.decode()
    assert "For the &lt;b&gt;demo&lt;/b&gt;" in text
    assert "never shown" not in text


def test_outside_the_demo_there_is_no_such_page(settings: Any) -> None:
    user = make_staff(Role.SENCO, make_school())
    assert page(user).status_code == 200
    settings.EMBEDDED = False
    assert page(user).status_code == 404


def test_it_names_the_command_that_sends_the_reminders_of_this_very_demo(settings: Any, tmp_path: Any) -> None:
    demo = make_staff(Role.SENCO, make_school(), email="demo@demo.example")
    settings.VAR_DIR = tmp_path / "my demo"
    said = html.unescape(page(demo).content.decode())
    assert f"SENCO_VAR='{tmp_path}/my demo' .venv/bin/python manage.py remind" in said
    settings.VAR_DIR = settings.BASE_DIR / "var"
    assert "<code>.venv/bin/python manage.py remind" in page(demo).content.decode()


def test_nobody_else_on_the_machine_reads_the_letters(letters: None, settings: Any) -> None:
    assert settings.MAILBOX_DIR.stat().st_mode & 0o077 == 0
    for path in settings.MAILBOX_DIR.iterdir():
        assert path.stat().st_mode & 0o077 == 0
