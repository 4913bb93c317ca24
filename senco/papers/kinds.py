"""What a file is, by its content. Its name and what the browser says of it are believed only where they agree."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from senco.papers import Refused
from senco.papers.names import ending_of
from senco.papers.zips import MACROS, look_inside

MOST_BYTES = 50 * 1024 * 1024
TOO_LARGE = "This file is larger than 50 MB. Send it in parts, or scan it with fewer dots."
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is kept."""

    key: str
    label: str
    endings: tuple[str, ...]
    media_type: str
    shows_in_browser: bool = False
    has_words: bool = True
    """Its words can be drawn out of it."""


KINDS = {
    kind.key: kind
    for kind in (
        FileKind("pdf", "PDF", ("pdf",), "application/pdf", shows_in_browser=True),
        FileKind("docx", "Word", ("docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        FileKind("xlsx", "Excel", ("xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        FileKind(
            "pptx", "PowerPoint", ("pptx",), "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        ),
        FileKind("odt", "OpenDocument text", ("odt",), "application/vnd.oasis.opendocument.text"),
        FileKind("ods", "OpenDocument sheet", ("ods",), "application/vnd.oasis.opendocument.spreadsheet"),
        FileKind("txt", "Text", ("txt", "text", "csv"), "text/plain; charset=utf-8"),
        FileKind("png", "Picture", ("png",), "image/png", shows_in_browser=True, has_words=False),
        FileKind("jpeg", "Picture", ("jpg", "jpeg"), "image/jpeg", shows_in_browser=True, has_words=False),
        FileKind("webp", "Picture", ("webp",), "image/webp", shows_in_browser=True, has_words=False),
        FileKind("heic", "Picture", ("heic", "heif"), "image/heic", has_words=False),
    )
}
ACCEPT = ",".join(f".{ending}" for kind in KINDS.values() for ending in kind.endings)
"""For a browser's file chooser."""
KINDS_IN_WORDS = "PDF, Word, Excel, PowerPoint, OpenDocument, text and pictures"
_OFFICE = ("docx", "xlsx", "pptx")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACRO_STREAMS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA", "Macros"))
_WEB_PAGE = re.compile(rb"<(!doctype\s+html|html|script|svg|iframe|\?xml)", re.IGNORECASE)
_UNWANTED = {
    b"MZ": "This is a program, not a paper.",
    b"\x7fELF": "This is a program, not a paper.",
    b"Rar!": "This is an archive. Send the files in it one by one.",
    b"7z\xbc\xaf": "This is an archive. Send the files in it one by one.",
    b"\x1f\x8b": "This is an archive. Send the files in it one by one.",
    b"{\\rtf": "This is a Rich Text file, which can hide programs. Save it as Word (.docx) or PDF.",
}
OLD_OFFICE = "This is a file of an old Word or Excel (.doc, .xls). Save it as .docx, .xlsx or PDF."
WEB_PAGE = "This is a web page or drawing that can hold programs. Save it as a PDF or a PNG picture."
EMPTY = "This file is empty."
UNKNOWN = f"This is not a kind of file that is kept here. Send {KINDS_IN_WORDS}."


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file is; `is_locked` says that a password keeps its words. Of a PDF that is known once it is read: many
    have a password against printing only."""

    kind: FileKind
    is_locked: bool = False


def look_at(file: BinaryIO, size: int, name: str) -> Looked:
    """What is in the file, which stands at its beginning afterwards; Refused with a sentence for who sent it."""
    if not size:
        raise Refused(EMPTY)
    if size > MOST_BYTES:
        raise Refused(TOO_LARGE)
    file.seek(0)
    found = _found(file, file.read(_HEAD), size, ending_of(name))
    file.seek(0)
    ending = ending_of(name)
    if ending and ending not in found.kind.endings:
        raise Refused(
            f"Its name ends in .{ending[:10]}, but it is {_a(found.kind)}. Save it anew under its right name."
        )
    return found


def _a(kind: FileKind) -> str:
    return "a picture of another kind" if kind.label == "Picture" else f"of the kind “{kind.label}”"


def _found(file: BinaryIO, head: bytes, size: int, ending: str) -> Looked:
    for start, words in _UNWANTED.items():
        if head.startswith(start):
            raise Refused(words)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return Looked(KINDS[look_inside(file, size)])
    if head.startswith(_OLE):
        return _of_old_office(file, ending)
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return Looked(KINDS["pdf"])
    key = _picture(head)
    if key:
        return Looked(KINDS[key])
    return _text(file, head)


def _picture(head: bytes) -> str:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return "heic" if head[4:8] == b"ftyp" and head[8:12] in _HEIC else ""


def _of_old_office(file: BinaryIO, ending: str) -> Looked:
    """A Word file with a password is kept in the way of the old ones; anything else of theirs is not."""
    file.seek(0)
    content = file.read(MOST_BYTES)
    if _ENCRYPTED in content and ending in _OFFICE:
        return Looked(KINDS[ending], is_locked=True)
    raise Refused(MACROS if any(name in content for name in _MACRO_STREAMS) else OLD_OFFICE)


def _text(file: BinaryIO, head: bytes) -> Looked:
    if _WEB_PAGE.search(head):
        raise Refused(WEB_PAGE)
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    file.seek(0)
    while piece := file.read(1 << 20):
        if not wide and any(char in piece for char in _NOT_TEXT):
            raise Refused(UNKNOWN)
    return Looked(KINDS["txt"])


_NOT_TEXT = [bytes([code]) for code in range(32) if code not in (9, 10, 12, 13, 27)]
