"""Passports on paper: one page a pupil, each with its own pupil's name and no other's, and made as who asked."""

import io
import random
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from pupils.models import Pupil
from records.actions import prints
from records.models import PassportVersion
from records.prints import page, passports_pdf
from records.tasks import print_passports
from senco.models import AccessLog, Job, School, User
from senco.pdf import render
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import (
    make_class,
    make_passport,
    make_picture,
    make_pupil,
    make_safety,
    make_school,
    make_staff,
)
from tests.records.pages import opened, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Priya Shah")


@pytest.fixture
def teacher(school: School) -> User:
    return make_staff(Role.TEACHER, school)


@pytest.fixture
def group(school: School, teacher: User) -> Any:
    return make_class(school, "5A", taught_by=(teacher,))


def some_pupils(school: School, senco: User, group: Any, *names: str) -> list[Pupil]:
    made = [make_pupil(school, forename="Amira", surname=name, provision="K", group=group) for name in names]
    for pupil in made:
        make_passport(pupil, by=senco, always=("Sit near the front",))
    return made


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def pages(content: bytes) -> list[str]:
    return [one.extract_text() for one in read(content).pages]


def print_now(client: Client, url: str) -> Job:
    """Ask, let the worker do it, and give the job as it is then."""
    pk = int(client.post(url).url.rstrip("/").split("/")[-1])
    job = Job.objects.none()
    for school in School.objects.all():
        print_passports(school.pk, pk)
        with acting_for(school):
            job = Job.objects.filter(pk=pk).first() or job
    assert isinstance(job, Job)
    return job


def test_one_pupil_is_one_page_with_what_adults_read(teacher: User, school: School, senco: User, group: Any) -> None:
    pupil = make_pupil(school, forename="Mina", surname="Stone", provision="K", group=group)
    make_safety(pupil, "Give the juice.", about="Type 1 diabetes")
    make_passport(pupil, by=senco, always=("Sit near the front",))
    answer = signed_in(teacher).get(reverse("records:passport-pdf", args=[pupil.pk]))
    assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"] == "private, no-store"
    text = pages(answer.content)
    assert len(text) == 1
    for words in ("Mina Stone", "Keep safe", "Give the juice.", "Sit near the front", "I like trains.", "confidential"):
        assert words in text[0], words
    assert text[0].index("Give the juice.") < text[0].index("Sit near the front") < text[0].index("I like trains.")
    with acting_for(school):
        assert AccessLog.objects.filter(user=teacher, pupil_id=pupil.pk, action="print").exists()


def test_a_pupil_with_no_passport_has_nothing_to_print(teacher: User, school: School, group: Any) -> None:
    pupil = make_pupil(school, group=group)
    assert signed_in(teacher).get(reverse("records:passport-pdf", args=[pupil.pk])).status_code == 404


def test_it_is_an_accessible_pdf_with_its_title_and_language(
    senco: User, school: School, group: Any, teacher: User
) -> None:
    pupil = some_pupils(school, senco, group, "Stone")[0]
    make_picture(pupil, by=senco, alt="Amira with her cat")
    make_passport(pupil, by=senco)
    content = signed_in(teacher).get(reverse("records:passport-pdf", args=[pupil.pk])).content
    pdf = read(content)
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert pdf.metadata is not None and pdf.metadata.title == "Passport: Amira Stone"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert "Amira with her cat" in alternatives(root["/StructTreeRoot"])
    assert len(pdf.pages[0].images) == 1


def alternatives(node: Any) -> list[str]:
    """The words that stand for pictures, anywhere in the tree of a document."""
    node = node.get_object()
    if isinstance(node, list):
        return [words for one in node for words in alternatives(one)]
    if not hasattr(node, "get"):
        return []
    below = node.get("/K", [])
    return [*([str(node["/Alt"])] if "/Alt" in node else []), *alternatives(below)]


def test_a_class_is_printed_by_the_worker_a_page_a_pupil_with_no_other_pupils_name(
    teacher: User, school: School, senco: User, group: Any
) -> None:
    names = ("Ash", "Birch", "Cedar", "Dogwood")
    some_pupils(school, senco, group, *names)
    make_pupil(school, surname="Elm", group=group)
    some_pupils(school, senco, make_class(school, "6B"), "Fir")
    client = signed_in(teacher)
    job = print_now(client, reverse("records:print-class", args=[group.pk]))
    assert (job.state, job.message) == (Job.State.DONE, "4 pages")
    assert "Open the PDF" in opened(client, "print", job.pk)
    text = pages(client.get(reverse("records:print-file", args=[job.pk])).content)
    assert len(text) == 4
    for name, one in zip(names, text, strict=True):
        assert f"Amira {name}" in one
        assert not [other for other in (*names, "Elm", "Fir") if other != name and other in one]


def test_everybody_is_printed_for_the_senco_of_that_school_alone(school: School, senco: User, group: Any) -> None:
    some_pupils(school, senco, group, "Ash", "Birch")
    there = make_school()
    other = make_staff(Role.SENCO, there)
    some_pupils(there, other, make_class(there, "1A"), "Stranger")
    job = print_now(signed_in(senco), reverse("records:print-all", args=[school.pk]))
    text = " ".join(pages(signed_in(senco).get(reverse("records:print-file", args=[job.pk])).content))
    assert job.result["pages"] == 2 and "Stranger" not in text
    assert signed_in(senco).post(reverse("records:print-all", args=[there.pk])).status_code == 404


def test_a_print_is_ones_own_and_only_while_one_may_see_everybody_in_it(
    teacher: User, school: School, senco: User, group: Any
) -> None:
    some_pupils(school, senco, group, "Ash", "Birch")
    job = print_now(signed_in(teacher), reverse("records:print-class", args=[group.pk]))
    url = reverse("records:print-file", args=[job.pk])
    assert signed_in(senco).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert signed_in(teacher).get(url).status_code == 200
    with acting_for(school):
        group.staff_rows.update(ends_on=timezone.localdate() - timezone.timedelta(days=1))
    assert signed_in(teacher).get(url).status_code == 404


def test_a_print_is_cleared_away_after_a_day(teacher: User, school: School, senco: User, group: Any) -> None:
    some_pupils(school, senco, group, "Ash")
    client = signed_in(teacher)
    job = print_now(client, reverse("records:print-class", args=[group.pk]))
    path = job.result["path"]
    assert default_storage.exists(path)
    with acting_for(school):
        prints.sweep(timezone.now())
    assert default_storage.exists(path)
    late = timezone.now() + prints.KEPT + timezone.timedelta(minutes=1)
    with acting_for(school):
        prints.sweep(late)
        job.refresh_from_db()
        assert "path" not in job.result
    run_what_waits_for_the_commit(path)
    assert "cleared away" in opened(client, "print", job.pk)
    assert client.get(reverse("records:print-file", args=[job.pk])).status_code == 302


def run_what_waits_for_the_commit(path: str) -> None:
    from django.db import connection

    waiting = [act for _, act, _ in connection.run_on_commit if getattr(act, "args", None) == (path,)]
    assert len(waiting) == 1
    waiting[0]()
    assert not default_storage.exists(path)


def test_somebody_who_lost_the_role_meanwhile_prints_nothing(
    teacher: User, school: School, senco: User, group: Any
) -> None:
    some_pupils(school, senco, group, "Ash")
    pk = int(signed_in(teacher).post(reverse("records:print-class", args=[group.pk])).url.rstrip("/").split("/")[-1])
    teacher.memberships.update(ends_on=timezone.localdate() - timezone.timedelta(days=1))
    print_passports(school.pk, pk)
    with acting_for(school):
        job = Job.objects.get(pk=pk)
    assert job.state == Job.State.FAILED and "nothing to print" in job.message and "path" not in job.result


def test_a_failure_is_said_to_who_waits_and_a_second_worker_does_nothing(
    teacher: User, school: School, senco: User, group: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_pupils(school, senco, group, "Ash")
    client = signed_in(teacher)

    def fail(*args: Any, **kwargs: Any) -> bytes:
        raise RuntimeError("the printer is on fire")

    monkeypatch.setattr(prints, "passports_pdf", fail)
    job = print_now(client, reverse("records:print-class", args=[group.pk]))
    assert job.state == Job.State.FAILED
    page_ = opened(client, "print", job.pk)
    assert "Something went wrong on our side" in page_ and "on fire" not in page_
    monkeypatch.undo()
    print_passports(school.pk, job.pk)
    with acting_for(school):
        assert Job.objects.get(pk=job.pk).state == Job.State.FAILED


def test_the_bar_is_asked_for_until_the_work_is_over(teacher: User, school: School, senco: User, group: Any) -> None:
    some_pupils(school, senco, group, "Ash")
    client = signed_in(teacher)
    pk = int(client.post(reverse("records:print-class", args=[group.pk])).url.rstrip("/").split("/")[-1])
    assert "Waiting for its turn" in opened(client, "print", pk)
    with acting_for(school):
        prints.tell(pk, 1, 3)
    assert "1 of 3 pages" in opened(client, "print-progress", pk)
    print_passports(school.pk, pk)
    answer = client.get(reverse("records:print-progress", args=[pk]))
    assert answer.headers["HX-Redirect"] == reverse("records:print", args=[pk])


# Fitting a page ---------------------------------------------------------------------------------------------------


def made_up(school: School, chance: random.Random, most: bool = False) -> dict[str, Any]:
    """A page with as much text as the forms let anybody write, or some part of it, in letters of any width."""
    letters = chance.choice(("il.,'tfj", "abcdefghijklmnoprstuv", "WMQ@GOmw", "Łóżęźćłńąś", "0123456789-"))
    part = 1 if most else chance.choice((0.05, 0.15, 0.3, 0.6, 1))

    def words(limit: int) -> str:
        length = max(1, int(limit * part * (1 if most else chance.random())))
        made = "".join(chance.choice(letters) if at % 10 < chance.randrange(2, 11) else " " for at in range(length))
        return made.strip() or "x"

    def lines(limit: int, long: int) -> list[str]:
        return [words(long) for _ in range(limit if most else round(limit * part * chance.random()))]

    pupil = Pupil(school=school, forename="Amira", surname="Stone", date_of_birth=timezone.localdate())
    content = {
        "likes": words(700),
        "helps": words(700),
        "hard": words(700),
        "facts": words(700),
        "words_by": "pupil",
        "lines": [
            *({"kind": "always", "area": "CL", "text": text} for text in lines(7, 200)),
            *({"kind": "helps", "area": "CL", "text": text} for text in lines(10, 200)),
            *({"kind": "avoid", "area": "CL", "text": text} for text in lines(7, 200)),
        ],
    }
    from records.models import SafetyLine

    safety = [SafetyLine(kind="medical", text=text, about=words(120), source=words(120)) for text in lines(10, 240)]
    version = PassportVersion(
        content=content, agreed_on=timezone.localdate(), agreed_with="both", review_on=timezone.localdate()
    )
    return page(pupil, version, safety, "")


def set_(*pages_: dict[str, Any]) -> list[str]:
    return pages(passports_pdf(pages_, title="Passports", foot="foot", pictures={}))


def test_whatever_is_written_a_pupil_is_one_page(school: School) -> None:
    chance = random.Random(7)
    some = [made_up(school, chance) for _ in range(60)]
    assert len(set_(*some)) == len(some)
    assert {one["size"] is None for one in some} == {True, False}, "both the measured and the unmeasured are tried"


def test_what_surely_fits_by_the_estimate_fits_when_it_is_measured(school: School) -> None:
    """The estimate spares the measuring: each page that it passes must stand on one page as it is set."""
    chance = random.Random(11)
    passed = [one for one in (made_up(school, chance) for _ in range(200)) if one["size"] is not None]
    assert len(passed) > 40 and {one["size"] for one in passed} >= {14, 12, 10}
    assert len(set_(*passed)) == len(passed)


def test_the_most_that_can_be_written_is_cut_with_a_plain_note_and_safety_stays_whole(school: School) -> None:
    chance = random.Random(3)
    full = made_up(school, chance, most=True)
    text = set_(full)
    assert len(text) == 1 and "Not all of it fits on one page." in text[0]
    plain = "".join(text[0].split())
    assert all("".join(one["text"].split()) in plain for one in full["safety"])
    assert all("".join(one.split()) in plain for one in full["always"])


def test_what_fits_carries_no_note(school: School) -> None:
    short = [one for one in (made_up(school, random.Random(seed)) for seed in range(20)) if one["size"] == 14]
    assert short and not [text for text in set_(*short) if "Not all of it fits" in text]


@pytest.mark.parametrize(
    "words",
    [
        "#let x = 1",
        "*not bold* _nor this_",
        "$ x^2 $ @label <here>",
        '"quoted" \\backslash',
        "// no comment",
        "= No heading",
    ],
)
def test_what_anybody_types_is_words_and_never_markup(school: School, words: str) -> None:
    text = set_({**made_up(school, random.Random(1)), "always": [words]})[0]
    assert "".join(words.split()) in "".join(text.split())


@pytest.mark.parametrize("words", ["Football ⚽ and 😀", "中文 name", "bell\x07 and\x00 nul", "ع عربى", "a\u2028b"])
def test_letters_that_no_font_draws_do_not_stop_a_print(words: str) -> None:
    content = render("digest", {"title": "Title", "foot": words, "size": "", "shared": [], "people": []})
    assert "Title" in pages(content)[0]
    if "Football" in words:
        assert "Football □ and □" in pages(content)[0]
