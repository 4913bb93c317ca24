"""Wherever anybody writes in their own words, they are told whom to tell of a worry about harm."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from senco.permissions import Role
from tests.access import ROUTES
from tests.access.cast import Cast
from tests.factories import give_role, make_class, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
FORM_OF_A_FILTER = re.compile(r'<form\b[^>]*method="get".*?</form>', re.DOTALL)
TELLS = "</strong>, safeguarding lead, now, not here"
"""With the lead's own name before it."""
TAP = "?safeguarding=1"
ABOUT_NO_CHILD = {
    "settings-school": "the name of the school",
    "pupils:criterion-new": "what the school looks for in any child",
    "pupils:criterion": "what the school looks for in any child",
}
"""Pages with room for words of which none is about a child, and why."""


def pages_to_write_on(role: Role, cast: Cast) -> Iterator[tuple[str, str]]:
    """Name and text of each page that this role may open and that has room for words of one's own."""
    client = Client()
    client.force_login(cast.staff[role])
    for route in ROUTES:
        opens = "GET" in route.methods.split() and role in route.roles("GET") - route.absent_for
        if route.public or not opens or route.name in ABOUT_NO_CHILD:
            continue
        address = reverse(route.name, kwargs={argument: cast.own.get(noun) for argument, noun in route.of.items()})
        answer = client.get(address)
        if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
            continue
        main = FORM_OF_A_FILTER.sub("", answer.content.decode().partition("<main")[2])
        if "<textarea" in main or re.search(r'type="text"[^>]*maxlength="[23]00"', main):
            yield route.name, main


@pytest.mark.parametrize(("role", "at_least"), [(Role.SENCO, 30), (Role.TEACHING_ASSISTANT, 3)])
def test_every_page_with_room_for_free_text_names_the_safeguarding_lead_and_offers_the_one_tap(
    role: Role, at_least: int
) -> None:
    written = dict(pages_to_write_on(role, Cast()))
    assert [name for name, main in written.items() if TELLS not in main] == []
    assert [name for name, main in written.items() if TAP not in main and name != "pupils:concern-log"] == []
    assert len(written) >= at_least, "pages to write on were not reached"


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


def test_a_form_for_one_school_names_its_lead_alone_and_one_for_several_each_with_its_school() -> None:
    oakfield, hillside = make_school("Oakfield"), make_school("Hillside")
    user = make_staff(Role.SENCO, oakfield)
    give_role(user, Role.SENCO, hillside)
    make_staff(Role.SAFEGUARDING_LEAD, oakfield, name="Lena Oak")
    make_staff(Role.SAFEGUARDING_LEAD, hillside, name="Hugh Hill")
    client = Client()
    client.force_login(user)
    for name in ("provision:intervention-new", "provision:placement-new"):
        page = client.get(reverse(name), {"school": oakfield.pk}).content.decode()
        assert "Lena Oak" in page and "Hugh Hill" not in page
    several = client.get(reverse("pupils:concern-log")).content.decode()
    assert re.search(r"Oakfield: .*Lena Oak", several) and re.search(r"Hillside: .*Hugh Hill", several)


def test_a_form_for_the_only_school_where_one_may_fill_it_in_names_its_lead_alone() -> None:
    oakfield, hillside = make_school("Oakfield"), make_school("Hillside")
    user = make_staff(Role.SENCO, oakfield)
    give_role(user, Role.TEACHER, hillside)
    make_staff(Role.SAFEGUARDING_LEAD, oakfield, name="Lena Oak")
    make_staff(Role.SAFEGUARDING_LEAD, hillside, name="Hugh Hill")
    client = Client()
    client.force_login(user)
    page = client.get(reverse("provision:intervention-new")).content.decode()
    assert "Lena Oak" in page and "Hugh Hill" not in page
