"""Draws the words out of one file, in a process of its own that can neither write, nor grow, nor go on for long.

Started by `senco.papers.reading` as a script, so that it loads nothing of the site: the kind is its argument, the file
its input, and what it found goes out as JSON. It may be killed at any point by the limits that it sets itself.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator

MOST_PAGES = 600
MOST_TEXT = 400_000
"""Characters kept: some 130 close pages. Also keeps what Postgres makes of them below its limit."""
MOST_PART = 40 * 1024 * 1024
SECONDS = 20
MEMORY = 1 << 30
_PARAGRAPHS = {"p", "h", "br", "tr", "row", "si", "is"}
_WORDS = {"t"}


def hold_back() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (8 * MOST_TEXT, 8 * MOST_TEXT))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(kind: str, content: bytes) -> dict[str, object]:
    """`pages` and `text`, the pages parted by form feeds; `locked` instead where a password keeps it."""
    if kind == "pdf":
        return _pdf(content)
    if kind == "txt":
        return _found(_decoded(content))
    return _found("".join(_office(kind, content)))


def _found(text: str, pages: int | None = None, is_cut: bool = False) -> dict[str, object]:
    kept = text[:MOST_TEXT].replace("\0", "")
    return {"pages": pages, "text": kept, "is_cut": is_cut or len(text) > MOST_TEXT}


def _pdf(content: bytes) -> dict[str, object]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return {"locked": True}
        raise
    pages = len(document)
    texts: list[str] = []
    length = 0
    for number in range(min(pages, MOST_PAGES)):
        page = document[number]
        text = page.get_textpage().get_text_bounded()
        page.close()
        texts.append(text)
        length += len(text) + 1
        if length > MOST_TEXT:
            break
    return _found("\f".join(texts), pages, len(texts) < pages)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _office(kind: str, content: bytes) -> Iterator[str]:
    """Words in the order of the parts; the parts are XML, read without entities and as a stream."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    length = 0
    for name in _parts(kind, archive.namelist()):
        with archive.open(name) as part:
            for piece in _words(io.BytesIO(part.read(MOST_PART))):
                yield piece
                length += len(piece)
                if length > MOST_TEXT:
                    return
        yield "\n"


def _parts(kind: str, names: list[str]) -> list[str]:
    if kind in ("odt", "ods"):
        return [name for name in names if name == "content.xml"]
    if kind == "xlsx":
        return [name for name in names if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet")]
    if kind == "pptx":
        slides = [name for name in names if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notesSlide"))]
        return sorted((name for name in slides if name.endswith(".xml")), key=lambda name: (len(name), name))
    around = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
    more = sorted(name for name in names if name.startswith(around) and name.endswith(".xml"))
    return [name for name in ("word/document.xml",) if name in names] + more


def _words(part: io.BytesIO) -> Iterator[str]:
    """Of Word and its kin what stands in `t`; of OpenDocument whatever stands in its body."""
    from defusedxml.ElementTree import iterparse

    is_open = False
    for event, element in iterparse(part, events=("start", "end")):
        space, _, tag = str(element.tag).rpartition("}")
        if event == "start":
            is_open = is_open or (tag == "body" and "opendocument" in space)
            continue
        if tag in _WORDS and element.text and not is_open:
            yield element.text
        elif is_open and tag in ("p", "h"):
            yield "".join(element.itertext())
        if tag in ("tab", "tc", "c", "table-cell"):
            yield "\t"
        if tag in _PARAGRAPHS:
            yield "\n"
            element.clear()


def main() -> None:
    content = sys.stdin.buffer.read()
    found = read(sys.argv[1], content)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    hold_back()
    main()
