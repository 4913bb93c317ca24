"""Wherever anybody writes in their own words, they are told whom to tell of a worry about harm."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from senco.permissions import Role
from tests.access import ROUTES
from tests.access.cast import Cast
from tests.factories import make_class, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
FORM_OF_A_FILTER = re.compile(r'<form\b[^>]*method="get".*?</form>', re.DOTALL)
TELLS = "safeguarding lead, now, not here"


def test_every_page_with_room_for_free_text_says_who_the_safeguarding_lead_is() -> None:
    cast = Cast()
    client = Client()
    client.force_login(cast.staff[Role.SENCO])
    silent, written = [], []
    for route in ROUTES:
        if route.public or "GET" not in route.methods.split() or Role.SENCO not in route.roles("GET"):
            continue
        address = reverse(route.name, kwargs={argument: cast.own.get(noun) for argument, noun in route.of.items()})
        answer = client.get(address)
        if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
            continue
        main = FORM_OF_A_FILTER.sub("", answer.content.decode().partition("<main")[2])
        if "<textarea" in main or re.search(r'type="text"[^>]*maxlength="300"', main):
            written.append(route.name)
            if TELLS not in main:
                silent.append(route.name)
    assert not silent
    assert len(written) > 30, "pages to write on were not reached"


def test_one_tap_beside_the_words_opens_the_worry_with_its_pupil_chosen() -> None:
    school = make_school("Oakfield")
    writer, lead = make_staff(Role.SENCO, school), make_staff(Role.SAFEGUARDING_LEAD, school, name="Lena Lead")
    pupil = make_pupil(school, forename="Amira", surname="Khan", group=make_class(school, "5A", taught_by=(writer,)))
    client = Client()
    client.force_login(writer)
    page = client.get(reverse("pupils:register-change", args=[pupil.pk])).content.decode()
    address = f"{reverse('pupils:concern-log')}?safeguarding=1&amp;pupil={pupil.pk}"
    assert lead.name in page and address in page
    worry = client.get(address.replace("&amp;", "&"))
    opened = worry.content.decode()
    assert "Amira Khan" in opened and "Send to the SENCO" not in opened and 'name="worry"' in opened
    key = str(worry.context["form"]["form_key"].value())
    sent = {"pupil": pupil.pk, "pupil_text": pupil.name, "seen": "A bruise.", "form_key": key}
    answer = client.post(address.replace("&amp;", "&"), sent)
    assert answer.status_code == 302 and "/safeguarding" in answer.headers["Location"]
