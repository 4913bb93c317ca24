"""What is inside a Word, Excel, PowerPoint or OpenDocument file, which are ZIP archives, without unpacking them."""

import struct
import zipfile
from typing import BinaryIO

from senco.papers import Refused

MOST_ENTRIES = 5_000
MOST_INSIDE = 400 * 1024 * 1024
"""All entries together, unpacked."""
MOST_RATIO = 150
SMALL = 4 * 1024 * 1024
"""An entry that unpacks to no more than this may be packed as tightly as it likes: blank tables are."""
_END = b"PK\x05\x06"
_DIRECTORY = 4 * 1024 * 1024
BOMB = "This file would unpack to far more than it should, so it was not opened. Save it again from Word, or as a PDF."
DAMAGED = "This file is damaged: it could not be opened. Send it again, or save it as a PDF."
MACROS = "This file holds macros, which can do harm. Save it without them (.docx or .xlsx), or as a PDF."
PLAIN_ZIP = "This is a ZIP archive. Send the files in it one by one."
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_MACRO_FOLDERS = ("xl/macrosheets/", "xl/dialogsheets/", "basic/", "scripts/")
_MACRO_FILES = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppam", ".ppsm")
_MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def look_inside(file: BinaryIO, size: int) -> str:
    """The key of the kind of document that this archive is; Refused otherwise."""
    _look_at_the_end(file, size)
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            _refuse_macros(archive, entries)
            return _kind(archive, {entry.filename for entry in entries})
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Refused(DAMAGED) from error


def _look_at_the_end(file: BinaryIO, size: int) -> None:
    """How many entries the archive says it has, before a list of them is made in memory."""
    file.seek(max(0, size - 65_557))
    tail = file.read(65_557)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Refused(DAMAGED)
    entries, directory = struct.unpack_from("<HI", tail, at + 10)
    if entries > MOST_ENTRIES or directory > _DIRECTORY:  # more than 65,535 entries say 65,535 here
        raise Refused(BOMB)


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_INSIDE:
        raise Refused(BOMB)
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise Refused(BOMB)


def _refuse_macros(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        if name.endswith((*_MACRO_PARTS, *_MACRO_FILES)) or name.startswith(_MACRO_FOLDERS):
            raise Refused(MACROS)
        if name == "[content_types].xml" and b"macroenabled" in start_of(archive, entry, SMALL).lower():
            raise Refused(MACROS)


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names:
        for part, key in _MAIN_PARTS.items():
            if part in names:
                return key
    if "mimetype" in names:
        said = start_of(archive, archive.getinfo("mimetype"), 100).strip()
        if said in _OPEN_DOCUMENTS:
            return _OPEN_DOCUMENTS[said]
    raise Refused(PLAIN_ZIP)


def start_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(entry) as opened:
        return opened.read(most)
