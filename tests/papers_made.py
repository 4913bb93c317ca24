"""Small files of every kind, sound and hostile, made here so that nobody's real paper is needed."""

import io
import struct
import zipfile
import zlib
from typing import Any

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def zipped(parts: dict[str, str | bytes], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(*paragraphs: str, **more: str | bytes) -> bytes:
    """A Word file; `more` are parts by name, with __ for / and _dot_ for a dot."""
    said = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES.format(""),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{said}</w:body></w:document>',
    }
    parts |= {name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()}
    return zipped(parts)


def odt(*paragraphs: str) -> bytes:
    office, text = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    said = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    body = f"<office:body><office:text>{said}</office:text></office:body>"
    content = f'<office:document-content xmlns:office="{office}" xmlns:text="{text}">{body}</office:document-content>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}, stored=True)


def xlsx(*cells: str) -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet: Any = book.active
    sheet.append(list(cells))
    book.save(out)
    return out.getvalue()


def pdf(*pages: str, pages_in_all: int = 0) -> bytes:
    """Written by hand, so that it takes no time: a page for each text, and empty ones up to `pages_in_all`."""
    texts = [*pages, *[""] * (pages_in_all - len(pages))]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for text in texts:
        said = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET"
        objects.append(f"<< /Length {len(said)} >>\nstream\n{said}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = b"%PDF-1.4\n", []
    pieces = [out]
    at = len(out)
    for number, body in enumerate(objects, start=1):
        piece = f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
        places.append(at)
        pieces.append(piece)
        at += len(piece)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    pieces.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    pieces.append(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF".encode())
    return b"".join(pieces)


def locked_pdf(text: str, password: str = "let-me-in") -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(PdfReader(io.BytesIO(pdf(text)))), io.BytesIO()
    writer.encrypt(password, owner_password="ours", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack("!2I5B", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def bomb() -> bytes:
    """A Word file whose one part unpacks to 200 MB."""
    return docx("Nothing to see.", word__media__blank_dot_bin=b"\0" * (200 * 1024 * 1024))


def crowded() -> bytes:
    """A Word file with 6,000 parts."""
    return docx("Nothing.", **{f"word__media__{number}_dot_png": b"" for number in range(6000)})


def with_macro() -> bytes:
    return docx("Enable content", word__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0 macro")


def old_office(*streams: str) -> bytes:
    """The first bytes and the names of an OLE file."""
    named = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + named + b"\0" * 512
