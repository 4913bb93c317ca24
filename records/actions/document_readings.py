"""What the worker does with a paper: the virus scan that had to wait, and its words for the search."""

from django.db import DataError, transaction

from records.actions.documents import documents_storage, keep_words
from records.models import Document, DocumentVersion
from senco.papers.clamav import ScannerDown, is_configured, virus_in
from senco.papers.reading import Unreadable, Words, words_of
from senco.rows import acting_for

Scan, Reading = DocumentVersion.Scan, DocumentVersion.Reading


def waiting(school_id: int) -> list[int]:
    """Versions that no message reached, or that wait for the scanner."""
    with acting_for(school_id):
        return list(DocumentVersion.objects.waiting().order_by("pk").values_list("pk", flat=True))


def carry_out(school_id: int, version_pk: int) -> None:
    """Scan and read one version. No transaction is open while the file is scanned and read."""
    with acting_for(school_id):
        version = DocumentVersion.objects.waiting().filter(pk=version_pk).first()
    if version is None:
        return
    if version.scan == Scan.WAITING and not _scan(version):
        return
    if version.reading == Reading.WAITING:
        _read(version)


def _scan(version: DocumentVersion) -> bool:
    """Whether it may be read now; while the scanner is down it goes on waiting."""
    if is_configured():
        try:
            with documents_storage().open(version.path) as file:
                virus = virus_in(file)
        except ScannerDown:
            return False
        version.scan = Scan.VIRUS if virus else Scan.CLEAN
    else:
        version.scan = Scan.NONE
    with acting_for(version.school_id):
        version.save(update_fields=["scan"])
    if version.scan == Scan.VIRUS:
        _withhold(version)
        return False
    return True


def _withhold(version: DocumentVersion) -> None:
    """The row stays and says why; the file goes."""
    version.reading = Reading.FAILED
    with acting_for(version.school_id):
        version.save(update_fields=["reading"])
        path = version.path
        transaction.on_commit(lambda: documents_storage().delete(path), robust=True)


def _read(version: DocumentVersion) -> None:
    try:
        with documents_storage().open(version.path) as file:
            found = words_of(file, version.file_kind)
        version.reading = Reading.LOCKED if found.is_locked else Reading.READ if found.text.strip() else Reading.NOTHING
    except (Unreadable, OSError):
        found, version.reading = Words(), Reading.FAILED
    version.pages, version.is_cut = found.pages, found.is_cut
    with acting_for(version.school_id):
        document = Document.objects.select_for_update().get(pk=version.document_id)
        latest = DocumentVersion.objects.shown().filter(pk=version.pk).exists()
        if latest:
            version.is_cut = _kept_words(document, _tidy(found.text)) or version.is_cut
        version.save(update_fields=["reading", "pages", "is_cut"])


def _tidy(text: str) -> str:
    """Without empty lines and what only steers a printer; pages stay apart."""
    seen = "".join(char for char in text if char >= " " or char in "\n\t\f")
    lines = (" ".join(line.split(" ")).strip(" \t") for line in seen.split("\n"))
    return "\n".join(line for line in lines if line)


def _kept_words(document: Document, text: str) -> bool:
    """Whether the text had to be cut: Postgres keeps at most a megabyte of different words of one text."""
    is_cut = False
    while True:
        try:
            with transaction.atomic():
                keep_words(document, text)
            return is_cut
        except DataError:  # rare: half a text of nothing but different, long words
            text, is_cut = text[: len(text) // 2], True
