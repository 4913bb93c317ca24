"""Signing in, setting a password by link, and being somebody without a role."""

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.test import Client
from django.urls import reverse

from senco.permissions import Role
from tests.factories import make_school, make_staff, make_user

pytestmark = pytest.mark.django_db


def test_one_signs_in_by_e_mail_address_and_lands_on_today(client: Client) -> None:
    make_staff(Role.SENCO, make_school(), email="ada@example.org")
    answer = client.post(reverse("account_login"), {"login": "Ada@Example.org", "password": "secret"})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("today")


def test_a_wrong_password_says_so_and_keeps_the_address(client: Client) -> None:
    make_staff(Role.SENCO, make_school(), email="ada@example.org")
    answer = client.post(reverse("account_login"), {"login": "ada@example.org", "password": "wrong"})
    assert answer.status_code in (200, 422)
    assert b"ada@example.org" in answer.content


def test_a_forgotten_password_is_set_anew_by_the_link_in_the_mail(client: Client) -> None:
    make_staff(Role.SENCO, make_school(), email="ada@example.org")
    client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    link = re.search(r"http://[^/]+(/password/key/\S+)", str(mail.outbox[0].body))
    assert link, mail.outbox[0].body
    page = client.get(link[1], follow=True)
    assert page.status_code == 200
    new = "a-long-enough-new-password-7"
    done = client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert done.status_code == 302
    answer = Client().post(reverse("account_login"), {"login": "ada@example.org", "password": new})
    assert answer["Location"] == reverse("today")


def test_an_address_nobody_has_gets_the_same_answer_and_no_link(client: Client) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert answer.status_code == 302
    assert not any("/password/key/" in str(message.body) for message in mail.outbox)


def test_somebody_without_a_role_today_is_told_so_and_not_sent_in_circles(client: Client) -> None:
    client.force_login(make_user())
    answer = client.get(reverse("today"))
    assert answer.status_code == 403


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    assert client.get("/sign-up/").status_code == 404


def test_signing_in_says_nothing_of_itself_and_a_wrong_password_is_said_in_plain_words(client: Client) -> None:
    make_staff(Role.SENCO, make_school(), email="ada@example.org")
    wrong = client.post(reverse("account_login"), {"login": "ada@example.org", "password": "wrong"}).content.decode()
    assert "do not belong together" in wrong and "specified" not in wrong
    page = client.post(reverse("account_login"), {"login": "ada@example.org", "password": "secret"}, follow=True)
    assert "signed in as" not in page.content.decode().lower() and list(page.context["messages"]) == []


def test_an_invited_person_is_told_who_they_sign_in_as_when_they_choose_a_password(client: Client) -> None:
    ada = make_staff(Role.SENCO, make_school(), name="Ada Bell", email="ada@example.org")
    for known, words in ((True, "Choose a new password"), (False, "Ada Bell, your account is ready")):
        if not known:
            ada.set_unusable_password()
            ada.save()
        key = f"{user_pk_to_url_str(ada)}-{default_token_generator.make_token(ada)}"
        uid, _, token = key.partition("-")
        link = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        page = client.get(link, follow=True)
        shown = page.content.decode()
        assert words in shown and "ada@example.org" in shown and "At least 8 characters" in shown
        wrong = client.post(page.redirect_chain[-1][0], {"password1": "short", "password2": "short"}).content.decode()
        assert "It must contain at least 8 characters" in wrong
