"""Pupils › Import: sent, looked through, taken in by the worker, as a person at the desk meets it."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.actions.pupils import edit_pupil
from pupils.models import (
    ColumnMapping,
    Contact,
    Correction,
    Enrolment,
    GroupPupil,
    ImportLine,
    ImportRun,
    Pupil,
    SenStatus,
    YearGroup,
)
from records.models import Plan
from senco import tasks
from senco.models import Job, School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import give_role, make_pupil, make_school, make_staff, member_of
from tests.senco.imports.test_cli import DATA

pytestmark = pytest.mark.django_db
HEAD = "UPN,Admission number,Surname,Forename,DOB,Year group,Reg group,SEN status\n"
AMIRA = "F886210127001,1001,Khan,Amira,14/03/2016,5,5A,K\n"
BEN = ",1002,Ng,Ben,15/04/2016,5,5A,N\n"


class Desk:
    """One person's browser, with the worker beside it."""

    def __init__(self, school: School, role: Role) -> None:
        self.school = school
        self.user = make_staff(role, school)
        self.client = Client()
        self.client.force_login(self.user)

    def send(self, name: str, content: str | bytes, *, kind: str = "") -> ImportRun:
        from django.core.files.uploadedfile import SimpleUploadedFile

        raw = content.encode() if isinstance(content, str) else content
        upload = SimpleUploadedFile(name, raw)
        answer = self.client.post(reverse("import"), {"file": upload, "school": self.school.pk, "kind": kind})
        assert answer.status_code == 302, answer.content.decode()
        run = self.run(int(answer["Location"].split("/")[-2]))
        tasks.look_at_import(self.school.pk, run.pk)
        return self.run(run.pk)

    def run(self, pk: int) -> ImportRun:
        with acting_for(self.school):
            return ImportRun.objects.get(pk=pk)

    def page(self, run: ImportRun, query: str = "") -> str:
        answer = self.client.get(reverse("import-run", args=[run.pk]) + query)
        assert answer.status_code == 200
        return answer.content.decode()

    def take_in(self, run: ImportRun, **post: Any) -> ImportRun:
        self.client.post(reverse("import-take-in", args=[run.pk]), {"seen": run.preview.get("fingerprint", ""), **post})
        tasks.take_in_import(self.school.pk, run.pk)
        return self.run(run.pk)

    def choose(self, run: ImportRun, **post: Any) -> ImportRun:
        self.client.post(reverse("import-choices", args=[run.pk]), post)
        tasks.look_at_import(self.school.pk, run.pk)
        return self.run(run.pk)


@pytest.fixture
def oakfield() -> School:
    return make_school("Oakfield Primary School", laestab="8862101")


@pytest.fixture
def senco(oakfield: School) -> Desk:
    return Desk(oakfield, Role.SENCO)


@pytest.fixture
def office(oakfield: School) -> Desk:
    return Desk(oakfield, Role.OFFICE)


def test_a_file_is_looked_through_then_taken_in_and_its_file_is_gone(office: Desk) -> None:
    run = office.send("oakfield_sims_export.csv", (DATA / "oakfield_sims_export.csv").read_bytes())
    assert run.state == "preview"
    page = office.page(run)
    assert "420" in page and "Łukaszewski" not in page
    assert "?ukaszewski" in office.page(run, "?tab=problems")
    with acting_for(office.school):
        assert not Pupil.objects.exists()
    done = office.take_in(run)
    assert (done.state, done.file.name) == ("done", "")
    with acting_for(office.school):
        assert Pupil.objects.count() == 420
        assert Job.objects.get().state == "done"
    assert "Taken in" in office.page(done)
    assert office.client.get(reverse("import-problems", args=[run.pk])).content.count(b"\n") > 15
    assert b"Leslie Singh" in office.client.get(reverse("import-changes", args=[run.pk])).content


def test_a_birth_date_that_cannot_be_stands_among_the_problems_of_the_preview(office: Desk) -> None:
    run = office.send("pupils.csv", HEAD + AMIRA.replace("14/03/2016", "14/03/2099") + BEN)
    page = office.page(run, "?tab=problems")
    assert "14/03/2099" in page and "That day is still to come. It was left out." in page


def test_while_the_worker_has_it_the_page_says_so_and_asks_again(office: Desk, oakfield: School) -> None:
    with acting_for(oakfield):
        run = ImportRun.objects.create(school=oakfield, user=office.user, file_name="x.csv", state="reading")
    assert "<progress" in office.page(run)
    url = reverse("import-progress", args=[run.pk])
    assert office.client.get(url).status_code == 200
    with acting_for(oakfield):
        ImportRun.objects.update(state="preview")
    assert office.client.get(url)["HX-Redirect"] == reverse("import-run", args=[run.pk])


def test_uploads_lie_where_only_the_site_can_read_them(office: Desk, settings: Any, tmp_path: Path) -> None:
    options = {
        "location": str(tmp_path / "private"),
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    run = office.send("pupils.csv", HEAD + AMIRA)
    path = Path(default_storage.path(run.file.name))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "pupils" not in path.name
    assert os.path.exists(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.csv", (DATA / "oakfield_sims_export.csv").read_bytes()[:5000]),
        ("letter.docx", b"PK\x03\x04 not a workbook"),
        ("nul.csv", b"UPN,Surname\n\x00\x00\x00,\x00\n"),
        ("formula.csv", (HEAD + AMIRA.replace("Khan", "=1+2")).encode()),
        ("double.csv", (HEAD + AMIRA + AMIRA.replace("1001", "1002")).encode()),
        (
            "entities.xml",
            b'<!DOCTYPE x [<!ENTITY a "b">]><CTfile><Header/><CTFpupilData><Pupil>&a;</Pupil></CTFpupilData></CTfile>',
        ),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    ],
)
def test_a_bad_file_is_refused_in_plain_words_and_changes_nothing(
    office: Desk, oakfield: School, name: str, content: bytes
) -> None:
    make_pupil(oakfield, forename="Old", surname="Friend")
    run = office.send(name, content)
    assert (run.state, run.file.name) == ("refused", "")
    page = office.page(run)
    assert "Nothing was taken in." in page
    assert run.preview["refused"] and "Traceback" not in page
    assert office.take_in(run).state == "refused"
    with acting_for(oakfield):
        assert Pupil.objects.count() == 1


def test_an_empty_file_and_one_of_200_mb_are_refused_before_they_are_kept(office: Desk, settings: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.IMPORT_MAX_BYTES = 1000
    for content, words in ((b"", "empty"), (b"x" * 1001, "was not kept")):
        answer = office.client.post(
            reverse("import"), {"file": SimpleUploadedFile("a.csv", content), "school": office.school.pk}
        )
        assert answer.status_code == 422
        assert words in answer.content.decode()
    with acting_for(office.school):
        assert not ImportRun.objects.exists()


def test_the_columns_are_asked_for_once(office: Desk, oakfield: School) -> None:
    text = "Wer,Weiss,Born\nKhan,Amira,14/03/2016\nNg,Ben,15/04/2016\n"
    run = office.send("own.csv", text, kind="pupils")
    assert run.state == "mapping"
    assert "Wer" in office.page(run)
    answers = {"column-0": "surname", "column-1": "forename", "column-2": "date_of_birth"}
    office.client.post(reverse("import-columns", args=[run.pk]), answers)
    tasks.look_at_import(oakfield.pk, run.pk)
    assert office.run(run.pk).preview["counts"]["new"] == 2
    with acting_for(oakfield):
        assert ColumnMapping.objects.count() == 3
    assert office.send("own-again.csv", text, kind="pupils").state == "preview"


def test_two_columns_cannot_be_one_field(office: Desk) -> None:
    run = office.send("own.csv", "Wer,Weiss,Born\nKhan,Amira,14/03/2016\n", kind="pupils")
    answer = office.client.post(
        reverse("import-columns", args=[run.pk]), {"column-0": "surname", "column-1": "surname", "column-2": ""}
    )
    assert answer.status_code == 422
    assert "is that already" in answer.content.decode()


def test_missing_pupils_leave_only_when_a_person_says_so_twice(office: Desk, oakfield: School) -> None:
    run = office.take_in(office.send("all.csv", HEAD + AMIRA + BEN))
    run = office.send("some.csv", HEAD + AMIRA)
    assert run.preview["counts"]["leaver"] == 0
    run = office.choose(run, about_roll="1", whole_roll="yes")
    assert (run.preview["counts"]["leaver"], run.preview["must_confirm"]) == (1, 1)
    assert "1 of 2 pupils would leave" in office.page(run)
    refused = office.take_in(run)
    assert refused.state == "preview" and "is confirmed" in refused.preview["stale"]
    done = office.take_in(refused, leavers="1")
    assert done.state == "done"
    with acting_for(oakfield):
        assert list(Enrolment.objects.filter(ends_on=None).values_list("pupil__surname", flat=True)) == ["Khan"]


def test_a_preview_that_another_import_made_stale_is_made_again_and_not_applied(
    office: Desk, senco: Desk, oakfield: School
) -> None:
    office.take_in(office.send("all.csv", HEAD + AMIRA + BEN))
    mine = office.send("mine.csv", HEAD + AMIRA.replace("5A", "5B"))
    theirs = senco.send("theirs.csv", HEAD + AMIRA.replace("5A", "6A"))
    assert senco.take_in(theirs).state == "done"
    again = office.take_in(mine)
    assert again.state == "preview" and "compared again" in again.preview["stale"]
    assert "<del>6A</del>" in office.page(again)
    assert office.take_in(again).state == "done"


def test_a_doubtful_line_waits_for_a_choice(senco: Desk, oakfield: School) -> None:
    office = Desk(oakfield, Role.OFFICE)
    office.take_in(office.send("all.csv", HEAD + AMIRA + BEN))
    text = "Name,Class,DOB,Code,EHCP issued,Last annual review\nAmira Kahn,5A,14/03/2016,EHCP,01/02/2024,10/01/2026\n"
    run = senco.send("register.csv", text)
    assert run.preview["counts"]["doubtful"] == 1
    page = senco.page(run)
    assert "Amira Khan" in page and "Nobody of these" in page
    with acting_for(oakfield):
        amira = Pupil.objects.get(surname="Khan")
    run = senco.choose(run, **{"which-2": str(amira.pk)})
    assert run.preview["counts"]["doubtful"] == 0
    assert senco.take_in(run).state == "done"
    with acting_for(oakfield):
        assert Plan.objects.get().pupil_id == amira.pk


def test_the_office_does_not_read_the_sencos_register(senco: Desk, office: Desk) -> None:
    text = "Name,Class,DOB,Code,EHCP issued,Last annual review\nAmira Khan,5A,14/03/2016,EHCP,01/02/2024,10/01/2026\n"
    theirs = senco.send("register.csv", text)
    assert office.client.get(reverse("import-run", args=[theirs.pk])).status_code == 404
    own = office.send("register.csv", text)
    assert own.state == "refused" and "SENCO" in own.preview["refused"]


def test_what_is_known_of_a_pupils_sen_is_hidden_from_the_office(senco: Desk, office: Desk) -> None:
    office.take_in(office.send("all.csv", HEAD + AMIRA + BEN))
    text = HEAD + AMIRA.replace(",K", ",N")
    assert "<del>SEN support</del>" in senco.page(senco.send("a.csv", text))
    page = office.page(office.send("b.csv", text))
    assert "SEN support" not in page and "the SENCO sees how" in page


def test_a_list_of_staff_gives_no_role_that_may_do_more_than_its_sender(office: Desk, senco: Desk) -> None:
    text = "Name,Email,Job title\nAnn Boss,ann@example.org,Headteacher\nJo Class,jo@example.org,Teacher\n"
    assert senco.send("staff.csv", text).preview["counts"]["new"] == 1
    assert office.send("staff.csv", text).preview["counts"]["new"] == 0


def test_a_file_given_up_is_deleted(office: Desk) -> None:
    run = office.send("all.csv", HEAD + AMIRA)
    name = run.file.name
    office.client.post(reverse("import-give-up", args=[run.pk]))
    assert office.run(run.pk).state == "dropped"
    assert office.take_in(office.run(run.pk)).state == "dropped"
    with acting_for(office.school):
        assert not Pupil.objects.exists()
    assert name


def test_after_a_week_a_file_is_deleted_and_what_no_message_reached_is_taken_up(
    office: Desk, oakfield: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, lost = office.send("old.csv", HEAD + AMIRA), office.send("lost.csv", HEAD + AMIRA)
    with acting_for(oakfield):
        ImportRun.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=8))
        ImportRun.objects.filter(pk=lost.pk).update(
            state="reading", created_at=timezone.now() - dt.timedelta(minutes=10)
        )
    monkeypatch.setattr(tasks.look_at_import, "delay", tasks.look_at_import)
    tasks.sweep_imports()
    assert (office.run(old.pk).state, office.run(old.pk).file.name) == ("dropped", "")
    assert office.run(lost.pk).state == "preview"


def test_an_error_half_way_leaves_the_database_as_it_was(
    office: Desk, oakfield: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = office.send("all.csv", HEAD + AMIRA + BEN)

    def breaks(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("senco.imports.pupil_contacts.Contacts.write", breaks)
    done = office.take_in(run)
    assert done.state == "refused" and "went wrong on our side" in done.preview["refused"]
    with acting_for(oakfield):
        assert not Pupil.objects.exists() and not SenStatus.objects.exists()


@pytest.mark.parametrize("tab", ["new", "problems", "changed", "leaver", "kept", "doubtful"])
def test_every_page_of_an_import_costs_at_most_twelve_queries(
    office: Desk, tab: str, django_assert_max_num_queries: Any
) -> None:
    run = office.send("oakfield.csv", (DATA / "oakfield_sims_export.csv").read_bytes())
    with django_assert_max_num_queries(12):
        office.page(run, f"?tab={tab}")
    with django_assert_max_num_queries(12):
        office.client.get(reverse("import"))


def test_the_limit_is_that_of_the_settings() -> None:
    assert settings.IMPORT_MAX_BYTES == 20 * 1024 * 1024


def test_a_file_of_another_school_asks_for_a_tick_and_says_who_is_there_only_to_those_who_may_see_it(
    oakfield: School, office: Desk
) -> None:
    hillside = make_school("Hillside Infant School", laestab="8862102")
    file = (DATA / "oakfield_sims_export.csv").read_bytes()
    office.take_in(office.send("own.csv", file))
    theirs = Desk(hillside, Role.OFFICE)
    run = theirs.send("oakfield.csv", file)
    page = theirs.page(run)
    assert "Be sure that it is meant for Hillside Infant School" in page and "are on its roll" not in page
    refused = theirs.take_in(run)
    assert refused.state == "preview" and "names another school" in refused.preview["stale"]
    with acting_for(hillside):
        assert not Pupil.objects.exists()
    give_role(theirs.user, Role.OFFICE, oakfield)
    again = theirs.send("oakfield.csv", file)
    assert "420 of the file’s 420 pupils are on its roll" in theirs.page(again)
    colleague = Desk(hillside, Role.SENCO)
    assert "are on its roll" not in colleague.page(again)
    assert theirs.take_in(again, other_school="yes").state == "done"


def corrected(desk: Desk, **values: str) -> Pupil:
    with acting_for(desk.school):
        pupil = Pupil.objects.get(surname="Khan")
        edit_pupil(pupil, by=member_of(desk.user), values=values)
    return pupil


def take_value(desk: Desk, run: ImportRun, field: str) -> str:
    with acting_for(desk.school):
        line = ImportLine.objects.get(run=run, tab="kept")
    post = {"line": line.pk, "field": field}
    return str(desk.client.post(reverse("import-take-value", args=[run.pk]), post, follow=True).content.decode())


@pytest.mark.parametrize("when", ["preview", "done"])
def test_the_files_value_can_be_taken_in_place_of_a_hands_before_and_after(office: Desk, when: str) -> None:
    office.take_in(office.send("all.csv", HEAD + AMIRA + BEN))
    pupil = corrected(office, forename="Amirah")
    run = office.send("again.csv", HEAD + AMIRA + BEN)
    if when == "done":
        run = office.take_in(run)
    assert "Take the file’s value" in office.page(run, "?tab=kept")
    take_value(office, run, "forename")
    with acting_for(office.school):
        pupil.refresh_from_db()
        assert pupil.forename == "Amira"
        assert not Correction.objects.exists()
        event = Pupil.pgh_event_model.objects.filter(pgh_obj_id=pupil.pk).order_by("-pgh_id").first()
        assert event.pgh_context.metadata["user"] == office.user.pk
    if when == "done":
        page = office.page(run, "?tab=kept")
        assert f"{office.user} took the file’s value on" in page and "btn-sm mt-1" not in page
        assert "changed since" in take_value(office, run, "forename")
    else:
        tasks.look_at_import(office.school.pk, run.pk)
        assert office.run(run.pk).preview["counts"]["kept"] == 0
        assert office.take_in(office.run(run.pk)).state == "done"


@pytest.mark.parametrize(
    ("field", "file", "stands"),
    [
        ("year_group", ",6,5A,K", "5"),
        ("registration_group", ",5,5B,K", "5A"),
        ("sen_provision", ",5,5A,N", "K"),
    ],
)
def test_class_year_and_provision_are_taken_from_today_by_those_who_may_change_them(
    senco: Desk, office: Desk, field: str, file: str, stands: str
) -> None:
    office.take_in(office.send("all.csv", HEAD + AMIRA + BEN))
    with acting_for(senco.school):
        pupil = Pupil.objects.get(surname="Khan")
        for model in (YearGroup, GroupPupil, SenStatus):
            model.objects.filter(pupil=pupil).update(starts_on=dt.date(2025, 9, 1))
        hand = {"field": field, "value": stands, "file_value": "x", "by": senco.user}
        Correction.objects.create(school=senco.school, pupil=pupil, **hand)
    run = senco.send("again.csv", HEAD + AMIRA.replace(",5,5A,K", file) + BEN)
    if field == "sen_provision":
        assert "Take the file’s value" not in office.page(run, "?tab=kept")
        with acting_for(senco.school):
            line = ImportLine.objects.get(run=run, tab="kept")
        url = reverse("import-take-value", args=[run.pk])
        assert office.client.post(url, {"line": line.pk, "field": field}).status_code == 403
    take_value(senco, run, field)
    with acting_for(senco.school):
        now = {
            "year_group": YearGroup.objects.get(pupil=pupil, ends_on=None).code,
            "registration_group": GroupPupil.objects.get(pupil=pupil, ends_on=None).group.name,
            "sen_provision": SenStatus.objects.get(pupil=pupil, ends_on=None).provision,
        }
        assert now[field] in file.split(",") and now[field] != stands
        assert not Correction.objects.exists()


def test_nothing_is_said_twice_of_a_refused_file_and_an_empty_one_is_refused_in_our_words(office: Desk) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    double = office.page(office.send("double.csv", HEAD + AMIRA + AMIRA.replace("1001", "1002")))
    assert double.count("Nothing was taken in") == 1
    cut = office.page(office.send("nul.csv", b"UPN,Surname\n\x00\x00\x00,\x00\n"))
    assert "No problems" not in cut and cut.count("Nothing was taken in") == 1
    empty = {"file": SimpleUploadedFile("a.csv", b""), "school": office.school.pk}
    assert "This file is empty: it has 0 bytes." in office.client.post(reverse("import"), empty).content.decode()


def test_a_new_pupils_premium_was_nothing_before(office: Desk) -> None:
    head, line = HEAD.replace("SEN status", "Pupil premium"), AMIRA.replace(",K", ",Yes")
    run = office.send("new.csv", head + line)
    with acting_for(office.school):
        [row] = ImportLine.objects.filter(run=run)
        assert ["Pupil premium", "", "Yes"] in row.changes


def test_with_several_schools_and_none_chosen_the_page_asks_for_which(office: Desk, oakfield: School) -> None:
    abbey = make_school("Abbey School")
    give_role(office.user, Role.OFFICE, abbey)
    page = office.client.get(reverse("import")).content.decode()
    assert '<option value="" selected>Choose a school</option>' in page
    office.client.post(reverse("school-switch"), {"school": oakfield.pk})
    page = office.client.get(reverse("import")).content.decode()
    assert f'<input type="hidden" name="school" value="{oakfield.pk}"' in page


AT_HOME = "UPN,Admission number,Surname,Forename,DOB,Year group,Reg group,SEN status,Contact 1 name,Contact 1 email\n"
MOTHER = AMIRA.replace("5A,K\n", "5A,K,Ms Sara Khan,sara@home.example\n")


def contact_of(desk: Desk) -> Contact:
    with acting_for(desk.school):
        return Contact.objects.get(surname="Khan")


def contact_form(desk: Desk) -> tuple[str, dict[str, Any]]:
    """The form of the one contact, as somebody has it open."""
    address = reverse("pupils:contact-edit", args=[contact_of(desk).pk])
    form = desk.client.get(address).context["form"]
    return address, {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}


@pytest.mark.parametrize("when", ["preview", "done"])
def test_the_files_value_of_a_contact_can_be_taken_in_place_of_a_hands(office: Desk, when: str) -> None:
    office.take_in(office.send("all.csv", AT_HOME + MOTHER))
    address, typed = contact_form(office)
    office.client.post(address, typed | {"email": "sara.khan@work.example"})
    run = office.send("again.csv", AT_HOME + MOTHER)
    if when == "done":
        run = office.take_in(run)
    page = office.page(run, "?tab=kept")
    assert "sara.khan@work.example</b> stays; the file says sara@home.example" in page
    assert "Take the file’s value" in page
    field = f"contact:{contact_of(office).pk}:email"
    take_value(office, run, field)
    assert contact_of(office).email == "sara@home.example"
    with acting_for(office.school):
        event = Contact.pgh_event_model.objects.order_by("-pgh_id").first()
        assert event.pgh_context.metadata["user"] == office.user.pk
    if when == "done":
        assert f"{office.user} took the file’s value on" in office.page(run, "?tab=kept")
        assert "changed since" in take_value(office, run, field)


def test_the_files_value_of_somebody_no_longer_called_is_not_offered(office: Desk) -> None:
    office.take_in(office.send("all.csv", AT_HOME + MOTHER))
    office.client.post(reverse("pupils:contact-remove", args=[contact_of(office).pk]))
    run = office.send("again.csv", AT_HOME + MOTHER.replace("Ms Sara", "Mrs Sara"))
    page = office.page(run, "?tab=kept")
    assert "the file says Mrs" in page and "Take the file’s value" not in page


def test_a_form_that_was_open_while_a_file_changed_the_contact_is_out_of_date(office: Desk) -> None:
    office.take_in(office.send("all.csv", AT_HOME + MOTHER))
    address, typed = contact_form(office)
    office.take_in(office.send("new.csv", AT_HOME + MOTHER.replace("sara@home", "sara@new")))
    answer = office.client.post(address, typed | {"phone": "01234 567890"})
    text = answer.content.decode()
    assert answer.status_code == 409 and 'value="sara@new.example"' in text, "what this form left alone is the file's"
    assert 'value="01234 567890"' in text, "what was typed is kept"
    assert (contact_of(office).email, contact_of(office).phone) == ("sara@new.example", "")
