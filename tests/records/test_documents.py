"""A pupil's papers: sent in, refused, found, opened, replaced, taken away, and kept for named roles."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.models import Pupil
from records.actions.document_readings import carry_out, waiting
from records.actions.documents import SCANNER_DOWN, clear_orphans, documents_storage
from records.models import Document, DocumentVersion, DocumentWords
from senco.models import AccessLog, School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests import papers_made as made
from tests.factories import make_document, make_pupil, make_school, make_staff
from tests.records.pages import opened, posted, refused, signed_in
from tests.senco.test_papers import HOSTILE, Clamd

pytestmark = pytest.mark.django_db
LEADS = (Role.SENCO, Role.SAFEGUARDING_LEAD)


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school, name="Sarah Mensah")


@pytest.fixture
def client(senco: User) -> Client:
    return signed_in(senco)


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school)


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    scanner = Clamd()
    settings.CLAMAV_HOST, settings.CLAMAV_PORT = "127.0.0.1", scanner.port
    yield scanner
    scanner.stop()


def typed(*files: tuple[str, bytes], **more: object) -> dict[str, object]:
    papers = [SimpleUploadedFile(name, content, "application/x-whatever-it-says") for name, content in files]
    return {"papers": papers, "kind": "report", "from_whom": "Dr Okafor", **more}


def send(client: Client, pupil: Pupil, *files: tuple[str, bytes], **more: object) -> Any:
    return posted(client, "document-new", pupil.pk, **typed(*files, **more))


def papers(school: School) -> list[Document]:
    with acting_for(school):
        return list(Document.objects.in_a_list().order_by("pk"))


def files_kept(settings: Any) -> list[Path]:
    folder = Path(settings.STORAGES["documents"]["OPTIONS"]["location"])
    return [path for path in folder.rglob("*") if path.is_file()]


def read_all(school: School) -> None:
    """What the worker does once it is woken."""
    for pk in waiting(school.pk):
        carry_out(school.pk, pk)


def file_of(document: Document) -> Any:
    with acting_for(document.school_id):
        return document.versions.get(is_shown=True)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_several_papers_are_sent_at_once_and_found_on_the_pupils_page(
    client: Client, school: School, pupil: Pupil, settings: Any
) -> None:
    files = ("EP_report.pdf", made.pdf("Reads")), ("Advice.docx", made.docx("Listens"))
    assert send(client, pupil, *files, dated_on="2026-09-01").status_code == 302
    page = opened(client, "documents", pupil.pk)
    assert "EP report" in page and "Advice" in page and "Dr Okafor" in page and "Tue 1 Sep 2026" in page
    assert {path.stat().st_mode & 0o777 for path in files_kept(settings)} == {0o600}
    assert not [path for path in files_kept(settings) if "report" in path.name.lower() or len(path.name) < 40]


def test_the_folders_of_papers_are_nobody_elses(client: Client, pupil: Pupil, settings: Any) -> None:
    send(client, pupil, ("a.pdf", made.pdf("x")))
    assert {path.parent.stat().st_mode & 0o777 for path in files_kept(settings)} == {0o700}
    assert "static" not in settings.STORAGES["documents"]["OPTIONS"]["location"]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence_and_leaves_nothing_behind(
    what: str, client: Client, school: School, pupil: Pupil, settings: Any
) -> None:
    content, name, words = HOSTILE[what]
    page = refused(client, "document-new", pupil.pk, **typed((name, content), note="By post"))
    assert words.split("“")[0].rstrip() in page and "By post" in page
    assert not papers(school) and not files_kept(settings)
    with acting_for(school):
        assert not DocumentVersion.objects.exists() and not DocumentWords.objects.exists()


def test_of_several_files_the_good_are_kept_and_each_of_the_others_is_answered(
    client: Client, school: School, pupil: Pupil, settings: Any
) -> None:
    files = ("good.pdf", made.pdf("x")), ("bad.docx", made.with_macro()), ("odd.pdf", b"MZ")
    page = refused(client, "document-new", pupil.pk, **typed(*files, from_whom="Dr Okafor"))
    assert "macros" in page and "This is a program" in page and 'value="Dr Okafor"' in page
    assert [one.title for one in papers(school)] == ["good"] and len(files_kept(settings)) == 1


def test_with_script_each_file_is_answered_by_its_own_line(client: Client, pupil: Pupil) -> None:
    url = reverse("records:document-new", args=[pupil.pk])
    good = client.post(url, typed(("good.pdf", made.pdf("x"))), headers={"HX-Request": "true"})
    bad = client.post(url, typed(("bad.pdf", b"MZ")), headers={"HX-Request": "true"})
    wrong = client.post(url, typed(("c.pdf", made.pdf("c")), kind=""), headers={"HX-Request": "true"})
    assert (good.status_code, bad.status_code, wrong.status_code) == (200, 422, 422)
    assert good.content.decode().strip().startswith("<li") and "Kept" in good.content.decode()
    assert "This is a program" in bad.content.decode()
    assert "data-form-wrong" in wrong.content.decode() and "What is it?" in wrong.content.decode()


def test_nothing_is_kept_where_the_form_is_wrong(client: Client, school: School, pupil: Pupil, settings: Any) -> None:
    for wrong in ({"kind": ""}, {"dated_on": "2099-01-01"}, {"only_for": [Role.TEACHER]}):
        refused(client, "document-new", pupil.pk, **typed(("a.pdf", made.pdf("x")), **wrong))
    assert "Choose at least one file." in refused(client, "document-new", pupil.pk, kind="report")
    assert not papers(school) and not files_kept(settings)


@pytest.mark.parametrize(
    ("sent", "shown"), [("../../x.pdf", "x.pdf"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"), ("a\0b.pdf", "ab.pdf")]
)
def test_a_dangerous_name_is_cleaned_for_show_and_never_used(
    sent: str, shown: str, client: Client, school: School, pupil: Pupil, settings: Any
) -> None:
    upload = SimpleUploadedFile("x.pdf", made.pdf("x"))
    upload._name = sent  # what a client sends, past the library that would tidy it
    assert send(client, pupil, **{"papers": upload}).status_code == 302
    kept = papers(school)[0].shown[0]
    assert kept.file_name == shown and sent not in kept.path
    assert shown in opened(client, "document", papers(school)[0].pk)
    assert [path.name for path in files_kept(settings)] == [Path(kept.path).name]


def test_the_same_file_is_not_kept_twice_for_a_pupil(client: Client, school: School, pupil: Pupil) -> None:
    send(client, pupil, ("First.pdf", made.pdf("x")))
    assert "The same file is here already: “First”" in refused(
        client, "document-new", pupil.pk, **typed(("again.pdf", made.pdf("x")))
    )
    assert send(client, make_pupil(school), ("again.pdf", made.pdf("x"))).status_code == 302


def test_that_a_file_is_here_already_is_not_told_to_those_who_may_not_know(
    school: School, senco: User, client: Client, pupil: Pupil
) -> None:
    make_staff(Role.SAFEGUARDING_LEAD, school)
    send(client, pupil, ("secret.pdf", made.pdf("x")), only_for=list(LEADS))
    head = signed_in(make_staff(Role.HEADTEACHER, school))
    assert send(head, pupil, ("mine.pdf", made.pdf("x"))).status_code == 302


# Opening ----------------------------------------------------------------------------------------------------------


def test_a_file_is_saved_as_it_was_sent_and_shown_only_where_that_is_safe(
    client: Client, school: School, pupil: Pupil
) -> None:
    send(client, pupil, ("Plan é.pdf", made.pdf("x")), ("Plan.docx", made.docx("x")), ("page.png", made.png()))
    for document in papers(school):
        url = reverse("records:document-file", args=[document.shown[0].pk])
        packs = {"Accept-Encoding": "gzip"}
        saved, shown = client.get(url, headers=packs), client.get(f"{url}?show", headers=packs)
        assert int(saved["Content-Length"]) == document.shown[0].size
        assert saved["Content-Disposition"].startswith("attachment")
        kind = "attachment" if document.title == "Plan" else "inline"
        assert shown["Content-Disposition"].startswith(kind)
        for answer in (saved, shown):
            assert (
                "sandbox" in answer["Content-Security-Policy"]
                and "default-src 'none'" in (answer["Content-Security-Policy"])
            )
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Cache-Control"] == "private, no-store"
        assert body(saved) == body(shown)
    assert body(client.get(reverse("records:document-file", args=[papers(school)[0].shown[0].pk]))) == made.pdf("x")


def test_each_opening_is_in_the_access_log(client: Client, school: School, senco: User, pupil: Pupil) -> None:
    document = make_document(pupil, by=senco)
    client.get(reverse("records:document-file", args=[file_of(document).pk]))
    with acting_for(school):
        line = AccessLog.objects.get(subject_kind="document")
    assert (line.subject_id, line.user, line.action, line.pupil_id) == (document.pk, senco, "export", pupil.pk)
    assert "Sarah Mensah" in opened(client, "document-told", document.pk)


def test_a_newer_version_is_shown_and_the_older_can_still_be_opened(
    client: Client, school: School, pupil: Pupil, settings: Any
) -> None:
    send(client, pupil, ("draft.pdf", made.pdf("x")))
    document = papers(school)[0]
    first = file_of(document)
    newer = SimpleUploadedFile("final.docx", made.docx("Final words"))
    assert posted(client, "document-version", document.pk, file=newer).status_code == 302
    assert file_of(document).number == 2 and file_of(document).file_name == "final.docx"
    page = opened(client, "document", document.pk)
    assert "Version 1" in page and "Version 2" in page
    assert body(client.get(reverse("records:document-file", args=[first.pk]))) == made.pdf("x")
    bad = SimpleUploadedFile("worse.docx", made.with_macro())
    assert "macros" in refused(client, "document-version", document.pk, file=bad)
    assert file_of(document).number == 2 and len(files_kept(settings)) == 2


def test_a_paper_is_taken_away_and_brought_back(client: Client, school: School, senco: User, pupil: Pupil) -> None:
    document = make_document(pupil, by=senco, title="Hearing test")
    version = file_of(document)
    posted(client, "document-remove", document.pk)
    assert "Hearing test" not in opened(client, "documents", pupil.pk)
    assert client.get(reverse("records:document-file", args=[version.pk])).status_code == 404
    posted(client, "document-back", document.pk)
    assert "Hearing test" in opened(client, "documents", pupil.pk)


def test_a_change_is_told_and_a_stale_one_is_shown_both_texts(client: Client, senco: User, pupil: Pupil) -> None:
    document = make_document(pupil, by=senco, title="Before")
    values = {"title": "After", "kind": "letter", "dated_on": "2026-09-01", "seen_version": 1}
    assert posted(client, "document-edit", document.pk, **values).status_code == 302
    told = opened(client, "document-told", document.pk)
    assert "Before became After" in told
    assert "It now says: After" in refused(
        client, "document-edit", document.pk, **{**values, "title": "Mine"}, status=409
    )


def test_a_stale_change_takes_over_the_day_and_the_readers_that_the_other_set(
    client: Client, school: School, pupil: Pupil, senco: User
) -> None:
    make_staff(Role.ASSISTANT_SENCO, school)
    document = make_document(pupil, by=senco, title="Before")
    shown = {"title": "Before", "kind": document.kind, "dated_on": document.dated_on.isoformat(), "seen_version": 1}
    roles = ["assistant_senco", "senco"]
    first = posted(client, "document-edit", document.pk, **{**shown, "dated_on": "2026-09-01", "only_for": roles})
    assert first.status_code == 302
    answer = posted(client, "document-edit", document.pk, **{**shown, "title": "Mine"})
    form = answer.context["form"]
    assert answer.status_code == 409 and list(form.errors) == ["__all__"]
    assert (form["title"].value(), form["dated_on"].value(), form["only_for"].value()) == ("Mine", "2026-09-01", roles)


# Words ------------------------------------------------------------------------------------------------------------


def test_words_in_pdf_and_word_are_found_with_an_excerpt_and_its_page(
    client: Client, school: School, pupil: Pupil
) -> None:
    send(client, pupil, ("a.pdf", made.pdf("Nothing here", "She needs an audiologist soon")))
    send(client, pupil, ("b.docx", made.docx("Fish &amp; chips after swimming")))
    assert "No paper fits" in opened(client, "documents", pupil.pk, q="audiologists")
    read_all(school)
    page = opened(client, "documents", pupil.pk, q="audiologists")
    assert "<mark>audiologist</mark>" in page and "Page 2" in page and "swimming" not in page
    page = opened(client, "documents-find", q="swimming")
    assert "Fish &amp; chips after <mark>swimming</mark>" in page and pupil.surname in page
    assert [one.shown[0].pages for one in papers(school)] == [2, None]


def test_a_scan_without_words_and_a_locked_file_say_so(client: Client, school: School, pupil: Pupil) -> None:
    send(client, pupil, ("scan.pdf", made.pdf("")), ("locked.pdf", made.locked_pdf("x")), ("torn.pdf", b"%PDF-1.4 x"))
    read_all(school)
    said = [opened(client, "document", one.pk) for one in papers(school)]
    assert "No words in it: a scan or a picture" in said[0]
    assert "Kept by a password" in said[1]
    assert "Its words could not be read" in said[2]


def test_titles_are_found_by_the_search_over_every_page(school: School, senco: User, pupil: Pupil) -> None:
    make_document(pupil, by=senco, title="Audiology clinic letter")
    make_document(pupil, by=senco, title="Audiology secret", only_for=LEADS)
    make_document(pupil, by=senco, title="Audiology gone", removed_at=timezone.now())
    page = signed_in(senco).get(reverse("search"), {"q": "clinic"}).content.decode()
    assert "Audiology clinic letter" in page
    page = signed_in(senco).get(reverse("search"), {"q": "audiology"}).content.decode()
    assert "secret" not in page and "gone" not in page
    teacher = make_staff(Role.OFFICE, school)
    assert "Audiology" not in signed_in(teacher).get(reverse("search"), {"q": "clinic"}).content.decode()


def test_the_words_of_another_school_are_not_found(senco: User, client: Client, pupil: Pupil) -> None:
    there = make_pupil(make_school())
    make_document(there, by=senco, title="Theirs", text="audiologist")
    assert "No paper fits" in opened(client, "documents-find", q="audiologist")


def test_a_confined_paper_is_found_by_its_holders_without_a_word_of_it(
    client: Client, school: School, senco: User, pupil: Pupil
) -> None:
    document = make_document(pupil, by=senco, title="Court order", text="audiologist", only_for=LEADS)
    page = opened(client, "documents", pupil.pk, q="audiologist")
    assert "Open it to read" in page and "Court order" not in page and "<mark>" not in page
    assert "Court order" in opened(client, "document", document.pk)
    head = signed_in(make_staff(Role.HEADTEACHER, school))
    assert "No paper fits" in opened(head, "documents", pupil.pk, q="audiologist")
    assert head.get(reverse("records:document-file", args=[file_of(document).pk])).status_code == 404
    with acting_for(school):
        assert AccessLog.objects.filter(subject_kind="document").count() == 1


def test_a_paper_is_confined_only_where_two_people_hold_it(client: Client, school: School, pupil: Pupil) -> None:
    page = refused(client, "document-new", pupil.pk, **typed(("a.pdf", made.pdf("x")), only_for=[Role.SENCO]))
    assert "At least two people must be able to read it" in page and not papers(school)
    make_staff(Role.SAFEGUARDING_LEAD, school)
    send(client, pupil, ("a.pdf", made.pdf("x")), only_for=list(LEADS))
    assert papers(school)[0].confined_to == sorted(LEADS)


def test_a_text_of_more_different_words_than_an_index_holds_is_cut_and_kept(
    client: Client, school: School, pupil: Pupil
) -> None:
    words = " ".join(f"a{n:x}-b{n:x}.example/{n:x}" for n in range(19_000))
    send(client, pupil, ("many.txt", words.encode()))
    read_all(school)
    assert papers(school)[0].shown[0].is_cut
    assert "many" in opened(client, "documents", pupil.pk, q="a1f-b1f.example/1f")


# The scanner ------------------------------------------------------------------------------------------------------


def test_a_virus_is_refused_by_name_and_nothing_is_kept(
    clamd: Clamd, client: Client, school: School, pupil: Pupil, settings: Any
) -> None:
    page = refused(client, "document-new", pupil.pk, **typed(("a.txt", made.EICAR.encode())))
    assert "Eicar-Test-Signature" in page and not papers(school) and not files_kept(settings)
    assert send(client, pupil, ("b.pdf", made.pdf("x"))).status_code == 302
    assert papers(school)[0].shown[0].scan == "clean"


def test_while_the_scanner_is_down_papers_are_refused_in_plain_words(
    clamd: Clamd, client: Client, school: School, pupil: Pupil
) -> None:
    clamd.says = "ERROR"
    assert SCANNER_DOWN in refused(client, "document-new", pupil.pk, **typed(("a.pdf", made.pdf("x"))))
    assert not papers(school)


def test_or_they_are_taken_and_opened_once_they_have_been_scanned(
    clamd: Clamd,
    client: Client,
    school: School,
    pupil: Pupil,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.CLAMAV_DOWN, clamd.says = "scan_later", "ERROR"
    send(client, pupil, ("clean.pdf", made.pdf("Audiologist")), ("virus.txt", made.EICAR.encode()))
    clean, bad = papers(school)
    urls = [reverse("records:document-file", args=[one.shown[0].pk]) for one in (clean, bad)]
    read_all(school)
    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert "It waits for the virus scanner" in opened(client, "document", clean.pk)
    clamd.says = ""
    with django_capture_on_commit_callbacks(execute=True):
        read_all(school)
    assert [client.get(url).status_code for url in urls] == [200, 404]
    assert "A virus was found in this file" in opened(client, "document", bad.pk)
    assert "<mark>Audiologist</mark>" in opened(client, "documents", pupil.pk, q="audiologist")
    assert not documents_storage().exists(bad.shown[0].path)


def test_a_file_that_has_gone_is_answered_as_absent(client: Client, senco: User, pupil: Pupil) -> None:
    version = file_of(make_document(pupil, by=senco))
    documents_storage().delete(version.path)
    assert client.get(reverse("records:document-file", args=[version.pk])).status_code == 404


def test_what_failed_after_the_file_was_written_leaves_no_file(
    client: Client, pupil: Pupil, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("records.actions.documents.keep_words", fail)
    with pytest.raises(RuntimeError):
        send(client, pupil, ("a.pdf", made.pdf("x")))
    assert not files_kept(settings)


def test_a_file_whose_row_was_rolled_back_goes_the_next_day_and_no_other(
    client: Client, school: School, senco: User, pupil: Pupil, settings: Any
) -> None:
    make_document(pupil, by=senco)
    documents_storage().save(f"{school.pk}/left-over", ContentFile(b"x"))
    now = timezone.now()
    with acting_for(school):
        assert clear_orphans(school.pk, now) == 0
        assert clear_orphans(school.pk, now + dt.timedelta(days=2)) == 1
        assert clear_orphans(make_school().pk, now) == 0
    assert len(files_kept(settings)) == 1


def test_storage_may_be_any(settings: Any, client: Client, school: School, pupil: Pupil) -> None:
    """Nothing asks for a path on a disk."""
    settings.STORAGES = {
        **settings.STORAGES,
        "documents": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    send(client, pupil, ("a.pdf", made.pdf("Audiologist")))
    read_all(school)
    assert "<mark>Audiologist</mark>" in opened(client, "documents", pupil.pk, q="audiologist")
    assert body(client.get(reverse("records:document-file", args=[papers(school)[0].shown[0].pk]))) == made.pdf(
        "Audiologist"
    )


def test_the_search_over_every_page_leads_on_into_the_papers(client: Client, school: School) -> None:
    page = client.get(reverse("search"), {"q": "hearing aid"}).content.decode()
    assert f"{reverse('records:documents-find')}?q=hearing%20aid" in page
    office = signed_in(make_staff(Role.OFFICE, school))
    assert "Look inside papers" not in office.get(reverse("search"), {"q": "hearing aid"}).content.decode()


def test_a_large_file_is_kept_whole_and_one_that_is_too_large_leaves_nothing(
    client: Client, school: School, pupil: Pupil, settings: Any
) -> None:
    """Above two megabytes a file comes by way of the disk, not of memory."""
    large = made.pdf("Audiologist") + b"\n%" + b"x" * 3_000_000
    send(client, pupil, ("large.pdf", large))
    assert body(client.get(reverse("records:document-file", args=[papers(school)[0].shown[0].pk]))) == large
    assert {path.stat().st_mode & 0o777 for path in files_kept(settings)} == {0o600}
    page = refused(client, "document-new", pupil.pk, **typed(("huge.pdf", b"%PDF-1.4" + b"x" * 50 * 1024 * 1024)))
    assert "larger than 50 MB" in page and len(files_kept(settings)) == 1
