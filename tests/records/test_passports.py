"""A passport through its pages: written, agreed, changed by two at once, read, and its safety before all else."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from PIL import Image

from pupils.models import Deadline, Pupil
from records.actions.passports import REVIEW
from records.diagnoses import named_in
from records.models import Passport, PassportPicture, PassportVersion, SafetyLine, Strategy, WhatWorked
from senco.links import link_for
from senco.models import AccessLog, School, User
from senco.permissions import Role
from senco.rows import acting_for
from senco.stream import KINDS, Line
from tests.factories import (
    days_from_now,
    make_class,
    make_passport,
    make_picture,
    make_pupil,
    make_safety,
    make_school,
    make_staff,
    make_strategy,
    make_worked,
    member_of,
    picture_bytes,
)
from tests.records.pages import opened, posted, refused, signed_in

pytestmark = pytest.mark.django_db
WORDS = {"likes": "I like trains.", "helps": "", "hard": "Noise.", "words_by": "pupil", "facts": ""}


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Priya Shah")


@pytest.fixture
def teacher(school: School) -> User:
    return make_staff(Role.TEACHER, school, name="Dan Reid")


@pytest.fixture
def pupil(school: School, teacher: User) -> Pupil:
    return make_pupil(
        school, forename="Mina", surname="Stone", provision="K", group=make_class(school, "5A", taught_by=(teacher,))
    )


@pytest.fixture
def client(senco: User) -> Client:
    return signed_in(senco)


def write(client: Client, pupil: Pupil, seen: int = 0, **words: str) -> Any:
    return posted(client, "passport-words", pupil.pk, seen_version=str(seen), **{**WORDS, **words})


def agree(client: Client, pupil: Pupil, **more: str) -> Any:
    page = opened(client, "passport-agree", pupil.pk)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    day = {"agreed_on": days_from_now(0).isoformat(), "review_on": days_from_now(120).isoformat()}
    return posted(client, "passport-agree", pupil.pk, **{"agreed_with": "both", "seen": seen, **day, **more})


def latest(pupil: Pupil) -> PassportVersion:
    with acting_for(pupil.school_id):
        return PassportVersion.objects.current().get(pupil=pupil)


def test_what_the_senco_writes_is_read_by_the_teacher_only_when_it_is_agreed(
    client: Client, teacher: User, pupil: Pupil
) -> None:
    assert write(client, pupil).status_code == 302
    posted(client, "strategy-new", pupil.pk, kind="always", area="CL", text="Sit near the front")
    reader = signed_in(teacher)
    before = opened(reader, "passport", pupil.pk)
    assert "No passport has been agreed yet" in before and "I like trains." not in before
    assert "I like trains." in opened(client, "passport", pupil.pk)
    assert agree(client, pupil).status_code == 302
    after = opened(reader, "passport", pupil.pk)
    for words in ("I like trains.", "Sit near the front", "with the pupil and the parents", "not read yet"):
        assert words in after, words


def test_an_agreed_passport_is_due_to_be_looked_at_again_and_agreeing_again_moves_that(
    client: Client, pupil: Pupil
) -> None:
    write(client, pupil)
    agree(client, pupil)
    with acting_for(pupil.school_id):
        first = Deadline.objects.open().get(rule=REVIEW)
    assert first.due_on == days_from_now(120) and first.pupil_id == pupil.pk
    write(client, pupil, seen=1, likes="I like boats now.")
    agree(client, pupil, review_on=days_from_now(150).isoformat())
    with acting_for(pupil.school_id):
        assert Deadline.objects.open().get(rule=REVIEW).due_on == days_from_now(150)
        assert Deadline.objects.closed().get(rule=REVIEW).closed_why == "Agreed again"
    answer = client.post(reverse("pupils:deadline-close", args=[first.pk]), {"on": days_from_now(0).isoformat()})
    assert answer.status_code < 500
    with acting_for(pupil.school_id):
        assert Deadline.objects.open().filter(rule=REVIEW).count() == 1


def test_every_version_is_kept_with_what_changed_in_it(client: Client, teacher: User, pupil: Pupil) -> None:
    write(client, pupil)
    agree(client, pupil)
    write(client, pupil, seen=1, likes="I like boats now.")
    posted(client, "strategy-new", pupil.pk, kind="helps", area="CL", text="A timer")
    agree(client, pupil)
    reader = signed_in(teacher)
    history = opened(reader, "passport-versions", pupil.pk)
    assert "Version 2" in history and "I like boats now." in history and "<del>I like trains.</del>" in history
    assert "A timer" in history
    old = opened(reader, "passport-version", pupil.pk, 1)
    assert "I like trains." in old and "A timer" not in old and "An earlier version." in old
    assert reader.get(reverse("records:passport-version", args=[pupil.pk, 3])).status_code == 404


def test_two_people_who_edit_the_words_are_both_kept_the_second_is_shown_both_texts(
    client: Client, school: School, pupil: Pupil
) -> None:
    write(client, pupil)
    other = signed_in(make_staff(Role.ASSISTANT_SENCO, school))
    assert write(client, pupil, seen=1, likes="I like boats.").status_code == 302
    answer = write(other, pupil, seen=1, likes="I like ponies.")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "I like boats." in text and "I like ponies." in text and 'name="seen_version" value="2"' in text
    with acting_for(school):
        assert Passport.objects.get().likes == "I like boats."
    assert write(other, pupil, seen=2, likes="I like boats and ponies.").status_code == 302
    with acting_for(school):
        assert Passport.objects.get().likes == "I like boats and ponies."


def test_what_the_second_left_alone_keeps_what_the_first_wrote_and_saving_again_loses_nothing(
    client: Client, school: School, pupil: Pupil
) -> None:
    with acting_for(school):
        Passport.objects.create(school=school, pupil=pupil, **{**WORDS, "hard": "Noise.\nCrowds."})
    other, shown = signed_in(make_staff(Role.ASSISTANT_SENCO, school)), {"hard": "Noise.\r\nCrowds."}
    assert write(client, pupil, seen=1, helps="A timer.", **shown).status_code == 302
    answer = write(other, pupil, seen=1, likes="I like ponies.", **shown)
    text = answer.content.decode()
    assert answer.status_code == 409 and "What you left as it was now holds what they wrote: What helps me." in text
    assert "It now says" not in text
    form = answer.context["form"]
    boxes = {name: form[name].value() for name in form.fields}
    assert (boxes["likes"], boxes["helps"]) == ("I like ponies.", "A timer.")
    assert write(other, pupil, seen=2, **{name: boxes[name] for name in WORDS}).status_code == 302
    with acting_for(school):
        kept = Passport.objects.get()
    assert (kept.likes, kept.helps, kept.hard) == ("I like ponies.", "A timer.", "Noise.\r\nCrowds.")


def test_of_what_both_changed_both_texts_are_shown_and_the_rest_is_merged(
    client: Client, school: School, pupil: Pupil
) -> None:
    write(client, pupil)
    other = signed_in(make_staff(Role.ASSISTANT_SENCO, school))
    write(client, pupil, seen=1, likes="I like boats.", words_by="adults")
    answer = write(other, pupil, seen=1, likes="I like ponies.", facts="Wears glasses.")
    form = answer.context["form"]
    assert answer.status_code == 409 and list(form.errors) == ["likes", "__all__"]
    assert "It now says: I like boats." in answer.content.decode() and form["likes"].value() == "I like ponies."
    assert (form["words_by"].value(), form["facts"].value()) == ("adults", "Wears glasses.")


def test_two_first_writers_do_not_overwrite_each_other(client: Client, school: School, pupil: Pupil) -> None:
    other = signed_in(make_staff(Role.ASSISTANT_SENCO, school))
    assert write(client, pupil, likes="First.").status_code == 302
    answer = write(other, pupil, likes="Second.")
    assert answer.status_code == 409 and "First." in answer.content.decode() and "Second." in answer.content.decode()


def test_two_people_who_edit_one_line_are_shown_both_texts(client: Client, school: School, pupil: Pupil) -> None:
    line = make_strategy(pupil, "Sit near the front")
    first = posted(client, "strategy-edit", line.pk, kind="helps", area="CL", text="Sit by the wall", seen_version="1")
    assert first.status_code == 302
    text = refused(
        client, "strategy-edit", line.pk, status=409, kind="helps", area="CL", text="Sit by the door", seen_version="1"
    )
    assert "Sit by the wall" in text and "Sit by the door" in text


def test_a_line_taken_out_while_another_edits_it_keeps_the_words_typed(client: Client, pupil: Pupil) -> None:
    line = make_strategy(pupil, "Sit near the front")
    posted(client, "strategy-remove", line.pk)
    text = refused(client, "strategy-edit", line.pk, kind="helps", area="CL", text="By the door", seen_version="1")
    assert "has taken this line out" in text and "By the door" in text


def test_what_was_changed_while_somebody_read_it_is_not_agreed_unseen(client: Client, pupil: Pupil) -> None:
    write(client, pupil)
    page = opened(client, "passport-agree", pupil.pk)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    posted(client, "strategy-new", pupil.pk, kind="always", area="CL", text="Slipped in")
    values = {"agreed_with": "both", "agreed_on": days_from_now(0).isoformat(), "review_on": days_from_now(90)}
    text = refused(client, "passport-agree", pupil.pk, status=409, seen=seen, **values)
    assert "Read it once more" in text and "Slipped in" in text
    with acting_for(pupil.school_id):
        assert not PassportVersion.objects.exists()


def test_impossible_days_are_refused_beside_the_field(client: Client, pupil: Pupil) -> None:
    write(client, pupil)
    for field, day, said in (
        ("agreed_on", days_from_now(2), "has not come yet"),
        ("review_on", days_from_now(0), "still to come"),
        ("review_on", days_from_now(1500), "Check the year"),
    ):
        answer = agree(client, pupil, **{field: day.isoformat()})
        assert answer.status_code == 422 and said in answer.content.decode(), (field, day)


def test_an_empty_passport_is_not_agreed(client: Client, pupil: Pupil) -> None:
    assert "There is nothing in it yet" in opened(client, "passport-agree", pupil.pk)


def test_safety_is_read_at_once_and_makes_a_version_that_is_to_be_read(
    client: Client, teacher: User, pupil: Pupil
) -> None:
    reader = signed_in(teacher)
    answer = posted(
        client, "safety-new", pupil.pk, kind="medical", text="Give the juice.", about="Type 1 diabetes", source="Nurse"
    )
    assert answer.status_code == 302
    text = opened(reader, "passport", pupil.pk)
    assert "Give the juice." in text and "Type 1 diabetes" in text and "not read yet" in text
    write(client, pupil)
    agree(client, pupil)
    posted(reader, "passport-read", latest(pupil).pk)
    with acting_for(pupil.school_id):
        line = SafetyLine.objects.get()
    posted(
        client, "safety-edit", line.pk, kind="medical", text="Give the juice, then call.", about="", source="",
        seen_version="1",
    )  # fmt: skip
    version = latest(pupil)
    assert version.why == "safety" and version.agreed_on == days_from_now(0)
    assert version.content["likes"] == "I like trains."
    again = opened(reader, "passport", pupil.pk)
    assert "Give the juice, then call." in again and "not read yet" in again


def test_safety_does_not_carry_an_unagreed_draft_to_the_teachers(client: Client, teacher: User, pupil: Pupil) -> None:
    write(client, pupil)
    agree(client, pupil)
    write(client, pupil, seen=1, likes="Not agreed yet.")
    posted(client, "safety-new", pupil.pk, kind="risk", text="Hold the gate.")
    text = opened(signed_in(teacher), "passport", pupil.pk)
    assert "Hold the gate." in text and "I like trains." in text and "Not agreed yet." not in text


def test_safety_comes_first_on_the_page(client: Client, senco: User, teacher: User, pupil: Pupil) -> None:
    make_safety(pupil)
    make_passport(pupil, by=senco, always=("Sit near the front",))
    for who in (signed_in(teacher), client):
        text = opened(who, "passport", pupil.pk)
        assert text.index("Keep safe: read this first") < text.index("Sit near the front") < text.index("I like trains")


def test_a_diagnosis_in_what_a_supply_teacher_reads_is_refused_and_what_was_typed_stays(
    client: Client, pupil: Pupil
) -> None:
    text = refused(client, "safety-new", pupil.pk, kind="medical", text="Epilepsy: call 999 after five minutes.")
    assert "say what to do instead of “Epilepsy”" in text and "call 999 after five minutes." in text
    text = refused(client, "strategy-new", pupil.pk, kind="always", area="CL", text="Use his ASD card")
    assert "“ASD”" in text and "Use his ASD card" in text
    assert posted(client, "strategy-new", pupil.pk, kind="helps", area="CL", text="Use his ASD card").status_code == 302


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Has autism", "autism"),
        ("ADHD: let him move", "ADHD"),
        ("SEMH card", "SEMH"),
        ("Send him to the office", ""),
        ("Add a word mat", ""),
        ("Sit at the front", ""),
        ("Dyslexic: cream paper", "Dyslexic"),
        ("An odd seat", ""),
    ],
)
def test_words_that_name_a_diagnosis_are_known_and_plain_words_are_not(text: str, found: str) -> None:
    assert named_in(text) == found


def test_lines_are_taken_out_put_back_and_moved(client: Client, pupil: Pupil) -> None:
    first, second = make_strategy(pupil, "First", kind="always"), make_strategy(pupil, "Second", kind="always")
    posted(client, "strategy-move", second.pk, to="up")
    text = opened(client, "passport", pupil.pk)
    assert text.index("Second") < text.index("First")
    said = client.post(reverse("records:strategy-remove", args=[first.pk]), follow=True).content.decode()
    undo = f"{reverse('records:strategy-remove', args=[first.pk])}?undo=1"
    assert f'action="{undo}"' in said
    with acting_for(pupil.school_id):
        assert list(Strategy.objects.current().values_list("text", flat=True)) == ["Second"]
    client.post(undo)
    with acting_for(pupil.school_id):
        assert Strategy.objects.current().count() == 2


def test_what_is_always_done_stays_few(client: Client, pupil: Pupil) -> None:
    for number in range(7):
        make_strategy(pupil, f"Line {number}", kind="always")
    text = refused(client, "strategy-new", pupil.pk, kind="always", area="CL", text="One too many")
    assert "with more of them none is read" in text and "One too many" in text


def test_a_colleague_reads_only_those_they_teach(school: School, senco: User, pupil: Pupil) -> None:
    make_passport(pupil, by=senco)
    other = make_staff(Role.TEACHER, school)
    make_class(school, "6B", taught_by=(other,))
    assert signed_in(other).get(reverse("records:passport", args=[pupil.pk])).status_code == 404


def test_who_opened_a_passport_is_written_down(teacher: User, senco: User, pupil: Pupil) -> None:
    make_passport(pupil, by=senco)
    opened(signed_in(teacher), "passport", pupil.pk)
    with acting_for(pupil.school_id):
        assert AccessLog.objects.filter(user=teacher, pupil_id=pupil.pk, action="view").exists()


# What worked ------------------------------------------------------------------------------------------------------


def test_a_teacher_adds_what_worked_and_the_senco_makes_it_a_line(client: Client, teacher: User, pupil: Pupil) -> None:
    reader = signed_in(teacher)
    assert posted(reader, "worked-new", pupil.pk, text="A timer on the desk.").status_code == 302
    with acting_for(pupil.school_id):
        note = WhatWorked.objects.get()
    shown = opened(client, "passport", pupil.pk)
    assert "A timer on the desk." in shown and "Dan Reid" in shown
    url = reverse("records:strategy-new", args=[pupil.pk]) + f"?worked={note.pk}"
    assert "A timer on the desk." in client.get(url).content.decode()
    client.post(url, {"kind": "helps", "area": "CL", "text": "A timer on the desk.", "seen_version": ""})
    with acting_for(pupil.school_id):
        assert WhatWorked.objects.get().kept_as.text == "A timer on the desk."
    assert "now a line of the passport" in opened(client, "passport", pupil.pk)


def test_what_worked_is_taken_back_by_its_writer_and_by_nobody_else_but_the_senco(
    school: School, teacher: User, pupil: Pupil
) -> None:
    note = make_worked(pupil, by=teacher)
    assistant = make_staff(Role.PASTORAL_LEAD, school)
    assert posted(signed_in(assistant), "worked-remove", note.pk).status_code == 403
    reader = signed_in(teacher)
    assert posted(reader, "worked-remove", note.pk).status_code == 302
    assert note.text not in opened(reader, "passport", pupil.pk)
    posted(reader, "worked-remove", note.pk, undo="1")
    assert note.text in opened(reader, "passport", pupil.pk)


def test_a_note_of_another_pupil_is_not_offered_as_a_line(client: Client, school: School, pupil: Pupil) -> None:
    other = make_worked(make_pupil(school), by=make_staff(Role.TEACHER, school), text="Elsewhere.")
    for asked in (str(other.pk), "x", "9" * 30, "-1", "²"):
        url = reverse("records:strategy-new", args=[pupil.pk])
        assert "Elsewhere." not in client.get(url, {"worked": asked}).content.decode()


# Pictures ---------------------------------------------------------------------------------------------------------


def send(client: Client, pupil: Pupil, content: bytes, name: str = "me.png", alt: str = "Me with a train") -> Any:
    return posted(client, "picture-new", pupil.pk, file=SimpleUploadedFile(name, content), alt=alt)


def test_a_picture_is_written_anew_without_what_the_camera_added(client: Client, teacher: User, pupil: Pupil) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "SECRET CAMERA", 6
    sent = picture_bytes("JPEG", (2400, 1200), exif=exif)
    assert b"SECRET CAMERA" in sent
    assert send(client, pupil, sent, "me.jpg").status_code == 302
    with acting_for(pupil.school_id):
        picture = PassportPicture.objects.get()
    kept = signed_in(teacher).get(reverse("records:picture", args=[picture.pk])).content
    assert b"SECRET CAMERA" not in kept
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.format == "JPEG" and not shown.getexif() and shown.size == (450, 900)


def test_what_is_no_picture_is_refused_by_its_content_not_its_name(client: Client, pupil: Pupil) -> None:
    broken = picture_bytes()[:60]
    for content, said in (
        (b"%PDF-1.7 not a picture", "not a PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a PNG or JPEG"),
        (picture_bytes("GIF"), "not a PNG or JPEG"),
        (broken, "not a PNG or JPEG"),
        (picture_bytes("PNG", (9000, 9000)), "too many points"),
        (b"\xff\xd8\xff" + bytes(9 * 1024 * 1024), "larger than 8 MB"),
    ):
        answer = send(client, pupil, content)
        assert answer.status_code == 422 and said in answer.content.decode(), said
        assert "Me with a train" in answer.content.decode()
    with acting_for(pupil.school_id):
        assert not PassportPicture.objects.exists()


def test_a_picture_is_shown_to_those_who_see_the_pupil_and_to_nobody_else(
    school: School, senco: User, teacher: User, pupil: Pupil
) -> None:
    picture = make_picture(pupil, by=senco)
    url = reverse("records:picture", args=[picture.pk])
    assert signed_in(teacher).get(url).status_code == 200
    other = make_staff(Role.TEACHER, school)
    make_class(school, "6B", taught_by=(other,))
    assert signed_in(other).get(url).status_code == 404
    assert signed_in(make_staff(Role.SENCO, make_school())).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert signed_in(make_staff(Role.OFFICE, school)).get(url).status_code == 403


def test_a_picture_taken_out_of_the_draft_stays_in_the_version_that_had_it_and_can_come_back(
    client: Client, senco: User, pupil: Pupil
) -> None:
    picture = make_picture(pupil, by=senco)
    version = make_passport(pupil, by=senco)
    assert version.picture_id == picture.pk
    posted(client, "picture-remove", picture.pk)
    with acting_for(pupil.school_id):
        assert Passport.objects.get().picture_id is None
    assert latest(pupil).picture_id == picture.pk
    posted(client, "picture-remove", picture.pk, undo="1")
    with acting_for(pupil.school_id):
        assert Passport.objects.get().picture_id == picture.pk


# The list, and the timeline ---------------------------------------------------------------------------------------


def test_the_list_says_who_has_none_who_changed_and_whose_review_is_late(
    client: Client, school: School, senco: User, pupil: Pupil
) -> None:
    make_passport(pupil, by=senco)
    bare = make_pupil(school, forename="Bo", surname="Bare", provision="K")
    changed = make_pupil(school, forename="Cy", surname="Changed", provision="E")
    make_passport(changed, by=senco)
    posted(client, "strategy-new", changed.pk, kind="helps", area="CL", text="New idea")
    make_pupil(school, forename="Not", surname="Registered")
    shown = opened(client, "passports")
    assert "Stone, Mina" in shown and "Bare, Bo" in shown and "Registered, Not" not in shown
    assert "Bare, Bo" in opened(client, "passports", show="none")
    assert "Stone, Mina" not in opened(client, "passports", show="none")
    assert "Changed, Cy" in opened(client, "passports", show="draft")
    with acting_for(school):
        PassportVersion.objects.filter(pupil=pupil).update(review_on=days_from_now(-3))
    late = opened(client, "passports", show="late")
    assert "Stone, Mina" in late and "3 days late" in late and "Changed, Cy" not in late
    assert bare.pk


def test_the_timeline_tells_of_what_was_agreed_and_what_worked(senco: User, teacher: User, pupil: Pupil) -> None:
    make_passport(pupil, by=senco)
    make_worked(pupil, by=teacher, text="A timer.")
    member = member_of(teacher)
    with acting_for(pupil.school_id):
        said = {
            key: [KINDS[key].say(Line(*row), member) for row in KINDS[key].rows(pupil, member)]
            for key in ("passport", "worked")
        }
    assert said["passport"][0].title == "Passport agreed, version 1"
    assert said["passport"][0].text == "With the pupil."
    assert said["passport"][0].url == link_for(member, "records:passport-version", pupil.pk, 1)
    assert said["worked"][0].text == "A timer."


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("safety-new", {"kind": "risk", "text": "Dennis Barker pushes her: keep them apart on the stairs."}),
        ("strategy-new", {"kind": "helps", "area": "CL", "text": "Seat away from dennis BARKER"}),
        ("worked-new", {"text": "Apart from Barker, Dennis it went well."}),
        ("passport-words", {"hard": "Dennis Barker", "seen_version": "0", "words_by": "pupil"}),
    ],
)
def test_another_pupils_name_does_not_come_into_what_goes_out_about_this_one(
    client: Client, pupil: Pupil, page: str, typed: dict[str, str]
) -> None:
    make_pupil(pupil.school, forename="Dennis", surname="Barker")
    text = refused(client, page, pupil.pk, **typed)
    assert "This names another pupil, Dennis Barker" in text
    assert all(escape(said) in text for said in typed.values()), "everything typed is kept"
    first_name_alone = {name: re.sub("barker", "", said, flags=re.IGNORECASE) for name, said in typed.items()}
    assert posted(client, page, pupil.pk, **first_name_alone).status_code == 302


def test_a_pupils_own_name_is_no_other_pupils(client: Client, pupil: Pupil) -> None:
    make_pupil(pupil.school, forename="Will", surname="Hope")
    text = f"{pupil.name} will need a quiet start."
    assert posted(client, "strategy-new", pupil.pk, kind="helps", area="CL", text=text).status_code == 302
