"""Papers are sent from a phone, several at once and one of them refused; they are found by a word and opened."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from records.actions.document_readings import carry_out, waiting
from records.models import Document
from senco.permissions import Role
from senco.rows import acting_for
from tests import papers_made as made
from tests.factories import make_pupil, make_school, make_staff

pytestmark = pytest.mark.browser


def file(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_papers_are_sent_from_a_phone_and_found_by_a_word(committed: None, desk: Any, axe: Any) -> None:
    school = make_school("Oakfield Primary")
    senco = make_staff(Role.SENCO, school, name="Sam Senco")
    pupil = make_pupil(school, forename="Amira", surname="Khan", provision="K")
    phone = desk(senco, phone=True)
    phone.goto(reverse("records:documents", args=[pupil.pk]))
    axe(phone)
    phone.get_by_role("link", name="Add papers").first.tap()
    expect(phone.get_by_role("heading", name="Add papers")).to_be_visible()
    axe(phone)
    chooser = phone.locator("#id_papers")
    chooser.set_input_files([file("Hearing.pdf", made.pdf("See an audiologist")), file("bad.docx", made.with_macro())])
    chooser.set_input_files([file("Photo.png", made.png())])
    queue = phone.get_by_label("Files to send")
    expect(queue.locator("li")).to_have_count(3)
    phone.get_by_role("button", name="Send").tap()
    expect(queue).to_contain_text("What is it?")  # said of the first; nothing is lost
    expect(queue.locator("li")).to_have_count(3)
    phone.get_by_label("What is it?").select_option("medical")
    phone.get_by_label("From whom?").fill("Audiology")
    phone.get_by_role("button", name="Send").tap()
    expect(phone.locator("[data-papers-said]")).to_have_text("2 kept, 1 not kept.")
    expect(queue).to_contain_text("This file holds macros")
    assert phone.get_by_label("From whom?").input_value() == "Audiology"
    axe(phone)
    for pk in waiting(school.pk):
        carry_out(school.pk, pk)
    phone.get_by_role("link", name="See the papers").tap()
    phone.get_by_label("Find in titles and text").fill("audiologists")
    expect(phone.locator("#list mark")).to_have_text("audiologist")
    axe(phone)
    with acting_for(school):
        found = Document.objects.get(title="Hearing")
    page = desk(senco)
    page.goto(reverse("records:document", args=[found.pk]))
    axe(page)
    page.goto(reverse("records:documents-find") + "?q=audiologist")
    axe(page)
    with page.expect_download() as download:
        page.goto(reverse("records:document", args=[found.pk]))
        page.get_by_role("link", name="Save", exact=True).click()
    assert download.value.suggested_filename == "Hearing.pdf"


def test_without_script_all_files_go_at_once_and_each_is_answered(committed: None, desk: Any, axe: Any) -> None:
    school = make_school("Oakfield Primary")
    senco = make_staff(Role.SENCO, school, name="Sam Senco")
    pupil = make_pupil(school, forename="Amira", surname="Khan", provision="K")
    page = desk(senco)
    page.route("**/papers*.js", lambda route: route.abort())
    page.goto(reverse("records:document-new", args=[pupil.pk]))
    page.locator("#id_papers").set_input_files([file("a.pdf", made.pdf("x")), file("b.docx", made.with_macro())])
    page.get_by_label("What is it?").select_option("letter")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("What became of your files")
    expect(page.locator(".sent-list").first).to_contain_text("This file holds macros")
    axe(page)
