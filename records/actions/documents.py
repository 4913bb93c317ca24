"""Keeping a pupil's papers: looked at before they are kept, never written over, taken away and brought back."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from pupils.models import Pupil
from pupils.names import words
from records.models import Document, DocumentTitleWord, DocumentVersion, DocumentWords
from senco.confidential import confine
from senco.forms.versions import claim_version
from senco.papers import Refused
from senco.papers.clamav import ScannerDown, is_configured, virus_in
from senco.papers.kinds import Looked, look_at
from senco.papers.names import clean_name, title_of
from senco.permissions import Member, Permission
from senco.rows import wake

A_DAY = dt.timedelta(days=1)
ABOUT = ("title", "kind", "dated_on", "from_whom", "note")
SCANNER_DOWN = "The virus scanner does not answer at the moment, so no paper is taken in. Try again in a few minutes."
Scan, Reading = DocumentVersion.Scan, DocumentVersion.Reading


class SameAgain(Refused):
    """The pupil has a paper with just this content already."""

    def __init__(self, there: Document) -> None:
        super().__init__(f"The same file is here already: “{there.title}”.")
        self.there = there


def documents_storage() -> Storage:
    return storages["documents"]


@transaction.atomic
def add_document(
    pupil: Pupil, upload: File, *, by: Member, values: dict[str, Any], only_for: Iterable[str] = (), today: dt.date
) -> DocumentVersion:
    """The first version of a new paper. Refused or CannotConfine, and nothing is left behind."""
    by.must(Permission.WRITE_NOTES, pupil)
    name = clean_name(upload.name or "")
    given = {**values, "title": values.get("title") or title_of(name)[:150]}
    document = Document(school_id=pupil.school_id, pupil=pupil, added_by=by.user, **given)
    confine(document, only_for, by=by, today=today)
    looked, scan = _looked_at(upload, name)
    digest = digest_of(upload)
    there = Document.objects.visible_to(by).same_content(pupil, digest).first()
    if there is not None:
        raise SameAgain(there)
    document.save()
    keep_title(document)
    return _keep(document, 1, upload, looked, by=by, scan=scan, file_name=name, digest=digest)


@transaction.atomic
def add_version(document: Document, upload: File, *, by: Member) -> DocumentVersion:
    """A newer file in place of the one shown, which stays and can be opened. Refused as `add_document`."""
    _must_change(document, by)
    name = clean_name(upload.name or "")
    looked, scan = _looked_at(upload, name)
    digest = digest_of(upload)
    Document.objects.select_for_update().get(pk=document.pk)
    before = DocumentVersion.objects.shown().get(document=document)
    if before.digest == digest:
        raise Refused("This is the file that is shown already.")
    before.is_shown = False
    before.save(update_fields=["is_shown"])
    number = before.number + 1
    return _keep(document, number, upload, looked, by=by, scan=scan, file_name=name, digest=digest)


def _looked_at(upload: File, name: str) -> tuple[Looked, str]:
    """What the file is, and what the scanner says of it; Refused."""
    content: Any = upload.file
    looked = look_at(content, upload.size, name)
    if not is_configured():
        return looked, Scan.NONE
    try:
        virus = virus_in(content)
    except ScannerDown as down:
        if settings.CLAMAV_DOWN == "refuse":
            raise Refused(SCANNER_DOWN) from down
        return looked, Scan.WAITING
    if virus:
        raise Refused(f"A virus was found in this file ({virus}). It was not kept. Tell whoever looks after computers.")
    return looked, Scan.CLEAN


def digest_of(upload: File) -> str:
    """SHA-256 of the content. The file stands at its beginning afterwards."""
    found = hashlib.sha256()
    upload.seek(0)
    for piece in upload.chunks():
        found.update(piece)
    upload.seek(0)
    return found.hexdigest()


def _keep(
    document: Document, number: int, upload: File, looked: Looked, *, by: Member, **about: Any
) -> DocumentVersion:
    """The file, then its row; if anything fails after the file was written, it goes again."""
    kind = looked.kind
    reading = Reading.LOCKED if looked.is_locked else Reading.WAITING if kind.has_words else Reading.NOTHING
    with _stored(document.school_id, upload) as path:
        version = DocumentVersion.objects.create(
            school_id=document.school_id, document=document, number=number, path=path, file_kind=kind.key,
            size=upload.size, reading=reading, sent_by=by.user, **about,
        )  # fmt: skip
        keep_words(document, "")
    if version.reading == Reading.WAITING or version.scan == Scan.WAITING:
        from records.tasks import read_document

        wake(read_document, version.school_id, version.pk)
    return version


@contextmanager
def _stored(school_id: int, upload: File) -> Iterator[str]:
    """Writes the file under a name that cannot be guessed."""
    storage = documents_storage()
    path = storage.save(f"{school_id}/{secrets.token_hex(24)}", upload)
    try:
        yield path
    except BaseException:
        storage.delete(path)
        raise


def clear_orphans(school_id: int, now: dt.datetime) -> int:
    """In a school's context: files whose rows were rolled back after all go once they are a day old. How many went."""
    storage, folder = documents_storage(), str(school_id)
    try:
        names = storage.listdir(folder)[1]
    except FileNotFoundError:
        return 0
    known = set(DocumentVersion.objects.of_school(school_id).values_list("path", flat=True))
    orphans = [path for path in (f"{folder}/{name}" for name in names) if path not in known]
    old = [path for path in orphans if storage.get_modified_time(path) < now - A_DAY]
    for path in old:
        storage.delete(path)
    return len(old)


def keep_words(document: Document, text: str) -> None:
    """What the search looks through, as document and text stand now."""
    about = "\n".join(filter(None, (document.title, document.from_whom, document.get_kind_display(), document.note)))
    DocumentWords.objects.update_or_create(
        document=document, defaults={"about": about, "text": text}, create_defaults={
            "school_id": document.school_id, "document": document, "about": about, "text": text,
        },
    )  # fmt: skip


def keep_title(document: Document) -> None:
    DocumentTitleWord.objects.filter(document=document).delete()
    DocumentTitleWord.objects.bulk_create(
        DocumentTitleWord(school_id=document.school_id, document=document, word=word[:100])
        for word in words(document.title)
    )


@transaction.atomic
def edit_document(
    document: Document, *, by: Member, seen: int, values: dict[str, Any], only_for: Iterable[str] = (), today: dt.date
) -> Document:
    """StaleEdit when somebody saved since version `seen`; CannotConfine where fewer than two could read it."""
    _must_change(document, by)
    claim_version(document, seen)
    for name in ABOUT:
        setattr(document, name, values[name])
    confine(document, only_for, by=by, today=today)
    document.save(update_fields=[*ABOUT])
    kept = DocumentWords.objects.filter(document=document).first()
    keep_words(document, kept.text if kept else "")
    keep_title(document)
    return document


@transaction.atomic
def remove_document(document: Document, *, by: Member) -> None:
    """Out of every list. Its files and its history stay for those who could read it."""
    _must_change(document, by)
    document.removed_at = timezone.now()
    document.save(update_fields=["removed_at"])


@transaction.atomic
def bring_back_document(document: Document, *, by: Member) -> None:
    """Undo a removal."""
    _must_change(document, by)
    document.removed_at = None
    document.save(update_fields=["removed_at"])


def may_change_document(document: Document, member: Member) -> bool:
    """Who added it and the SENCO's team; a confined one everybody who holds it. Asked of a paper that they see."""
    if not member.may(Permission.WRITE_NOTES, document):
        return False
    own = document.added_by_id == member.user.pk
    return document.is_confined or own or member.may(Permission.MANAGE_REGISTER, document)


def _must_change(document: Document, by: Member) -> None:
    if not may_change_document(document, by):
        raise PermissionDenied("Only who added it or the SENCO changes this paper.")
