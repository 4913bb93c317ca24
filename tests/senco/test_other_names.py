"""No other pupil's name in anything made for one pupil: not on paper, in a file, behind a link or in a mail.

Whatever the access table says is about one pupil is asked for, in every form that it can be taken away in. Those round
that pupil share all that children share: class, teacher, group, measure, agency, parent, the day of a meeting.
"""

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core import mail
from django.db.models import ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.signals import template_rendered
from django.urls import path, resolve, reverse
from django.utils import timezone

from pupils.actions.reminders import run_night
from pupils.actions.safeguarding import tell_lead
from pupils.models import Pupil
from records.actions.outgoing import mails_to_send, send_mail_to
from records.actions.readings import tell_reader
from senco.actions.invitations import send_invitation
from senco.permissions import Permission, Role, requires
from senco.rows import acting_for
from senco.signed import PAGES
from senco.urls import urlpatterns as site
from tests.access import ROUTES
from tests.access.cast import MAKERS, Cast, Place
from tests.access.table import Route
from tests.answers import body_of
from tests.factories import (
    days_from_now,
    make_agency,
    make_class,
    make_contact,
    make_deadline,
    make_delivery,
    make_intervention,
    make_involvement,
    make_link,
    make_measure,
    make_placement,
    make_pupil,
    make_result,
    make_safety,
    make_siblings,
    make_staff,
    make_worry,
)

pytestmark = pytest.mark.django_db
OF_OTHERS = re.compile(rb"zugzwang|quixotry|xylophonist|jabberwock", re.IGNORECASE)
"""Parts of the others' forenames, surnames, former surnames and preferred names."""
PREFERRED = (Role.SENCO, Role.TEACHER, Role.SAFEGUARDING_LEAD)
OFFERS = ("pupils:sibling-new", "pupils:siblings-perhaps")
"""Where somebody who keeps the data of all of them chooses a pupil's sibling: on the screen, and never on paper."""
FORM = re.compile(r'"format"\) == "(\w+)"')


class Round:
    """A cast in which the pupil whose outputs are made has others round them in every way."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.own = own = self.cast.own
        self.others = [
            make_pupil(
                own.school, forename=f"Zugzwang{n}", surname=f"Quixotry{n}", provision="E", needs=("SLCN",),
                group=own.group, former_surname=f"Xylophonist{n}", preferred_forename=f"Jabberwock{n}",
            )
            for n in range(2)
        ]  # fmt: skip
        self.children = [own.pupil, *self.others]
        self._share()

    def _share(self) -> None:
        school, staff = self.own.school, self.own.staff
        senco, assistant = staff[Role.SENCO], staff[Role.TEACHING_ASSISTANT]
        together = make_placement(
            *self.children,
            intervention=make_intervention(school, "Talk"),
            given_by=assistant,
            review_on=days_from_now(5),
        )
        make_delivery(together, on=days_from_now(-1), by=assistant)
        self.own._made["placement"] = together
        agency, measure = make_agency(school, "Speech therapy"), make_measure(school, "Reading age")
        half = make_class(school, "Maths 2", taught_by=(staff[Role.TEACHER],), kind="subject")
        for child in self.children:
            make_involvement(child, agency=agency)
            make_contact(child, forename="Gran", surname="Shared", email="gran@example.org")
            make_result(child, measure, taken_on=days_from_now(-370), written="6:08")
            make_result(child, measure, taken_on=days_from_now(-5), written="7:08")
            make_safety(child, "Give the juice from the red bag.")
            make_deadline(school, owner=senco, due_on=days_from_now(-9), pupil=child)
            with acting_for(school):
                child.group_rows.create(school=school, group=half, starts_on=days_from_now(-100))
        places = [self.own, *(Place(school, staff, child, self.own.group) for child in self.others)]
        nouns = {noun for route in ROUTES for noun in route.of.values()} & MAKERS.keys()
        for noun in sorted(nouns - {"closure"}):  # closed for the whole term, the school would send no reminder
            if whose(self.own.row(noun)) == self.own.pupil:
                for place in places[1:]:
                    place.row(noun)

    def address(self, route: Route) -> str:
        return reverse(route.name, kwargs={name: self.own.get(noun) for name, noun in route.of.items()})

    def is_about_one(self, route: Route) -> bool:
        nouns = [noun for noun in route.of.values() if not noun.startswith("=")]
        return any(whose(self.own.row(noun)) == self.own.pupil for noun in nouns)


def whose(row: Any) -> Pupil | None:
    """The pupil that a row belongs to, however far up."""
    if isinstance(row, Pupil) or not isinstance(row, Model):
        return row if isinstance(row, Pupil) else None
    keys = [field for field in row._meta.fields if isinstance(field, ForeignKey)]
    owned = [field for field in keys if "school" in {one.name for one in field.related_model._meta.fields}]
    with acting_for(getattr(row, "school_id", 0)):
        above = [getattr(row, field.name) for field in sorted(owned, key=lambda field: field.name != "pupil")]
    return next((found for one in above if (found := whose(one))), None)


def forms_of(route: Route, address: str) -> Iterator[str]:
    """As a page, which anybody may print, and in each further form that its view knows."""
    source = inspect.getsource(importlib.import_module(inspect.unwrap(resolve(address).func).__module__))
    forms = {"csv", "print", *FORM.findall(source)} if '"format"' in source else set()
    yield from ("", *(f"?format={form}" for form in sorted(forms)))


def outputs(round_: Round, routes: list[Route]) -> Iterator[tuple[str, bytes]]:
    """Every answer about the one pupil, asked by whoever sees most of it."""
    clients: dict[Role, Client] = {}
    for route in routes:
        if route.public or "GET" not in route.methods or not round_.is_about_one(route):
            continue
        may = route.roles("GET") - route.absent_for
        role = next(role for role in (*PREFERRED, *Role) if role in may)
        if role not in clients:
            clients[role] = Client(raise_request_exception=False)
            clients[role].force_login(round_.cast.staff[role])
        address = round_.address(route)
        for form in forms_of(route, address):
            answer: Any = clients[role].get(address + form, follow=True)
            assert answer.status_code == 200, f"{route.name}{form}: {answer.status_code}"
            yield f"{route.name}{form}", body_of(answer)


def names_of_others(seen: dict[str, bytes]) -> list[str]:
    return [f"{name}: {_near(body, hit.start())}" for name, body in seen.items() if (hit := OF_OTHERS.search(body))]


def _near(body: bytes, place: int) -> str:
    return body[max(0, place - 120) : place + 60].decode(errors="replace")


def without_what_is_not_printed(page: bytes) -> bytes:
    """A page as it is on paper: sections of the class `no-print`, none of which holds another, are left out."""
    return re.sub(rb'<(section|footer) class="[^"]*no-print[^"]*".*?</\1>', b"", page, flags=re.DOTALL)


@pytest.fixture
def all_round() -> Round:
    return Round()


def test_nothing_made_for_one_pupil_names_another(all_round: Round) -> None:
    seen = dict(outputs(all_round, ROUTES))
    assert len(seen) > 50 and {"timeline?format=print", "timeline?format=csv", "records:passport-pdf"} <= seen.keys()
    assert all_round.own.pupil.surname.encode() in seen["records:passport-pdf"], "the text of a PDF is read"
    for name in OFFERS:
        offered = seen.pop(name)
        assert b"Quixotry0" in offered and not OF_OTHERS.search(without_what_is_not_printed(offered)), name
    wrong = names_of_others(seen)
    assert not wrong, "\n".join(wrong)


def test_a_sibling_is_named_on_the_page_of_people_alone_and_not_when_it_is_printed(all_round: Round) -> None:
    """On the screen somebody who sees the contacts of both asks for it; nothing that can be taken away has it."""
    for other in all_round.others:
        make_siblings(all_round.own.pupil, other, by=all_round.cast.staff[Role.SENCO])
    seen = dict(outputs(all_round, ROUTES))
    people = seen.pop("pupils:contacts")
    assert b"Quixotry0" in people and not OF_OTHERS.search(without_what_is_not_printed(people))
    assert not names_of_others({name: body for name, body in seen.items() if name not in OFFERS})


@requires(Permission.VIEW_PUPILS)
def class_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody may add some day: a file of one pupil in which the whole class stands."""
    shown = Pupil.objects.all() if request.GET.get("format") == "csv" else Pupil.objects.among([pk])
    return HttpResponse("\n".join(f"{pupil.surname},{pupil.forename}" for pupil in shown), content_type="text/csv")


urlpatterns = [*site, path("leak/<int:pk>/", class_list, name="leak")]


def test_an_output_that_names_the_class_is_noticed(all_round: Round, settings: Any) -> None:
    """The counter-test: a route added to the table is found and asked by itself."""
    settings.ROOT_URLCONF = __name__
    added = Route("leak", "GET", frozenset({Role.SENCO}), of={"pk": "pupil"})
    wrong = names_of_others(dict(outputs(all_round, [added])))
    assert len(wrong) == 1 and wrong[0].startswith("leak?format=csv") and "Quixotry0" in wrong[0]


def test_those_round_the_pupil_do_share_a_group_with_them(all_round: Round) -> None:
    """The group's own page, which is about several, names them."""
    client = Client()
    client.force_login(all_round.cast.staff[Role.SENCO])
    page = client.get(reverse("provision:placement", args=[all_round.own.get("placement")])).content
    assert {name.lower() for name in OF_OTHERS.findall(page)} >= {b"quixotry", b"jabberwock"}


def test_each_kind_of_link_names_children_by_first_name_and_initial_alone(all_round: Round) -> None:
    """Whoever holds a link has no account, and a class's copy is about several: nobody's whole name is in it."""
    senco = all_round.cast.staff[Role.SENCO]
    links = {"supply_copy": make_link(all_round.own.group, by=senco)[1]}
    assert links.keys() == PAGES.keys(), "a kind of link that this test does not open"
    for kind, address in links.items():
        answer = Client().get(address)
        page = answer.content.decode()
        assert answer.status_code == 200 and "Jabberwock0 Q" in page and "red bag" in page
        for child in all_round.children:
            assert child.surname not in page and (child.former_surname or "-\0") not in page, f"{kind}: {child}"
            assert child.admission_number not in page, f"{kind}: {child}"


def test_no_mail_about_a_pupil_names_one_and_a_parents_mail_names_no_other(all_round: Round) -> None:
    """Every kind of mail there is; what a colleague typed themselves is theirs and goes as it is."""
    sent: set[str] = set()

    def note(sender: Any, template: Any, **rest: Any) -> None:
        if template.name and template.name.startswith("emails/"):
            sent.add(Path(template.name).name)

    template_rendered.connect(note)
    try:
        send_one_of_each_mail(all_round)
    finally:
        template_rendered.disconnect(note)
    kinds = {file.name for folder in site_settings.TEMPLATES[0]["DIRS"] for file in Path(folder, "emails").iterdir()}
    assert sent == kinds, "a kind of mail that this test does not send"
    for message in mail.outbox:
        said = message.message().as_string() + str(message.body) + "".join(str(one[0]) for one in message.alternatives)
        hit = OF_OTHERS.search(said.encode())
        assert not hit, f"{message.subject}: {said[hit.start() - 60 : hit.end() + 20]}"
        if message.to != ["gran@example.org"]:
            assert all_round.own.pupil.surname not in said, message.subject


def send_one_of_each_mail(round_: Round) -> None:
    own, staff = round_.own, round_.cast.staff
    client = Client()
    client.force_login(staff[Role.SENCO])
    with acting_for(own.school):
        gran = own.pupil.contacts.get(forename="Gran")
    form = {"contacts": [gran.pk], "tells": "nothing", "about": "Wednesday", "said": "Could we meet at four?"}
    assert client.post(reverse("records:communication-mail", args=[own.pupil.pk]), form).status_code == 302
    with acting_for(own.school):
        assert [send_mail_to(row) for row in mails_to_send()] == [True]
        assert tell_reader(own.row("chase").pk)
        for child in round_.children:
            worry = make_worry(child, by=staff[Role.TEACHER])
            assert tell_lead(worry.pk, today=timezone.localdate(), now=timezone.now())
    new = make_staff(Role.TEACHER, own.school)
    new.set_unusable_password()
    new.invite_asked_at = timezone.now()
    new.save()
    assert send_invitation(new.pk)
    days = (days_from_now(number) for number in range(4))  # one of these is a school day
    assert any(list(run_night(day, is_today=False)) for day in days)
