"""Opening what somebody sent: is it small enough, and is it a kind of file that we read at all?"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from pathlib import Path

from pupils.imports.rows import FileRefused, Format, Limits

READABLE = "Send a CSV, an Excel workbook (.xlsx) or a Common Transfer File (.xml)."
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"This is a PDF, which cannot be read as a list of pupils. {READABLE}"),
    (b"\xff\xd8\xff", f"This is a photograph. {READABLE}"),
    (b"\x89PNG", f"This is a picture. {READABLE}"),
    (b"GIF8", f"This is a picture. {READABLE}"),
    (b"BM", f"This is a picture. {READABLE}"),
    (b"RIFF", f"This is a picture or a recording. {READABLE}"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "This is an old Excel file (.xls) or a workbook with a password. Open it in Excel, take the password off if "
        "there is one, save it as an Excel workbook (.xlsx) and send that.",
    ),
    (b"{\\rtf", f"This is a document from a word processor. {READABLE}"),
    (b"\x1f\x8b", f"This is a compressed file. Unpack it first. {READABLE}"),
    (b"7z\xbc\xaf", f"This is a compressed file. Unpack it first. {READABLE}"),
    (b"Rar!", f"This is a compressed file. Unpack it first. {READABLE}"),
    (b"MZ", f"This is a program, not a list of pupils. {READABLE}"),
    (b"\x7fELF", f"This is a program, not a list of pupils. {READABLE}"),
    (b"SQLite format 3", f"This is a database, not a list of pupils. {READABLE}"),
)
BIG_PARTS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
ROW = re.compile(rb"<(?:\w+:)?(?:row|si)[\s/>]")
MOST_ROWS = 1_600_000  # rows of all sheets and shared strings together
ONE_ROW = 2 * 1024 * 1024  # the longest way from one row, or one string, to the next
SMALL_PART = 8 * 1024 * 1024  # styles, workbook and relations: read whole by the workbook library
MOST_PARTS = 2_000
CHUNK = 256 * 1024
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
BOMB = (
    "This workbook unpacks to far more than it holds, so it was not opened. Save a fresh copy with only the list in it."
)
ENTITIES = "The workbook holds instructions (XML entities) that no school's list needs, so it was not opened."
BROKEN_ZIP = "The workbook is damaged or was cut off on its way. Save it again and send the new copy."


def load(source: str | os.PathLike[str] | bytes, limits: Limits) -> bytes:
    """The bytes of the file, refused by size before they are read."""
    if isinstance(source, bytes | bytearray | memoryview):
        check_size(len(source), limits)
        return bytes(source)
    try:
        with Path(source).open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileRefused("This is not a file.")
            check_size(status.st_size, limits)
            content = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise FileRefused(f"The file could not be opened ({(error.strerror or 'unknown error').lower()}).") from error
    except ValueError as error:
        raise FileRefused("The file could not be opened: its name is not one that a file can have.") from error
    check_size(len(content), limits)
    return content


def check_size(size: int, limits: Limits) -> None:
    if size == 0:
        raise FileRefused("The file is empty (0 bytes). Export it again and send the new copy.")
    if size > limits.file_bytes:
        raise FileRefused(
            f"The file is too big: {megabytes(size)}, and the most that is read is {megabytes(limits.file_bytes)}. "
            "A list of pupils is far smaller; leave out pictures and other sheets."
        )


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} kB"


def format_of(content: bytes, limits: Limits) -> Format:
    """Told from the content: an extension is only a name. Raises FileRefused for what we do not read."""
    for signature, message in SIGNATURES:
        if content.startswith(signature) and not (len(signature) == 2 and is_words(content)):
            raise FileRefused(message)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        check_archive(content, limits)
        return Format.XLSX
    if not content.strip(b"\x00 \t\r\n"):
        raise FileRefused("The file is empty: it holds no text at all. Export it again and send the new copy.")
    start = beginning(content)
    if start.startswith("<"):
        if re.match(r"<!doctype\s+html|<html|<head|<body|<table", start, re.IGNORECASE):
            raise FileRefused(f"This is a web page, even if its name says otherwise. {READABLE}")
        return Format.CTF
    return Format.CSV


def is_words(content: bytes) -> bool:
    """Two letters prove nothing: a CSV may begin with BM or MZ."""
    return not re.search(rb"[\x00-\x08\x0e-\x1f]", content[:2048])


def beginning(content: bytes) -> str:
    """The first characters, read well enough to see whether it is XML, whatever the encoding."""
    head = content[:400]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if head[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        encoding = "utf-16-le" if head.startswith(b"<") else "utf-16-be"
    return head.decode(encoding, errors="replace").lstrip()


def check_archive(content: bytes, limits: Limits) -> None:
    """Refuses what is no workbook and every bomb: first by the sizes that the archive admits to, then by
    those found while unpacking, so that a lying archive is caught too."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            check_kind({part.filename for part in parts})
            check_admitted_sizes(parts, len(content), limits)
            unpack_to_see(archive, parts, limits)
    except FileRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise FileRefused(BROKEN_ZIP) from error
    except Exception as error:  # other decompressors raise errors of their own on damaged input
        raise FileRefused(BROKEN_ZIP) from error


def check_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise FileRefused(
            "This is a binary Excel workbook (.xlsb). Save it as an Excel workbook (.xlsx) and send that."
        )
    if any(name.startswith("word/") for name in names):
        raise FileRefused(f"This is a Word document, which cannot be read as a list of pupils. {READABLE}")
    if any(name.startswith("ppt/") for name in names):
        raise FileRefused(f"This is a PowerPoint file, which cannot be read as a list of pupils. {READABLE}")
    if "content.xml" in names:
        raise FileRefused("This is an OpenDocument file. Save it as an Excel workbook (.xlsx) or a CSV and send that.")
    if "Index/Document.iwa" in names or any(name.startswith("Index/") for name in names):
        raise FileRefused("This is a Numbers file. Export it as an Excel workbook (.xlsx) or a CSV and send that.")
    raise FileRefused(f"This is a zip archive, not a workbook. Unpack it first. {READABLE}")


def check_admitted_sizes(parts: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or total > limits.unpacked_bytes or total > packed * limits.unpacked_ratio:
        raise FileRefused(BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused("This workbook has a password. Take it off in Excel, save it and send the new copy.")
    names = [part.filename for part in parts]
    if len(names) != len(set(names)):
        raise FileRefused(BROKEN_ZIP)


def unpack_to_see(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Unpacks every part and throws it away, before the workbook library may keep any of it."""
    total = rows = 0
    for part in parts:
        watch = Watch(part.filename)
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                watch.see(chunk)
                if total > limits.unpacked_bytes or rows + watch.rows > MOST_ROWS:
                    raise FileRefused(BOMB)
        rows += watch.rows


class Watch:
    """Looks at one part of a workbook as it is unpacked."""

    def __init__(self, name: str) -> None:
        self.is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
        self.is_big = bool(BIG_PARTS.fullmatch(name))
        self.rows = 0
        self.since_row = 0  # bytes since the last row began: the workbook library holds that much at once
        self.tail = b""

    def see(self, chunk: bytes) -> None:
        if not self.is_xml:
            return
        seen = self.tail + chunk
        if DOCTYPE.search(seen.replace(b"\x00", b"")):
            raise FileRefused(ENTITIES)
        last = None
        for last in ROW.finditer(seen):
            self.rows += last.start() >= len(self.tail) - 5
        self.since_row = len(seen) - last.start() if last else self.since_row + len(chunk)
        if self.since_row > (ONE_ROW if self.is_big else SMALL_PART):
            raise FileRefused(BOMB)
        self.tail = seen[-32:]
